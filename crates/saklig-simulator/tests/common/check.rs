//! Checks against the schemas beside the clone, with tools that are not ours. What cannot be checked here is told.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::root;

/// The folder of formats beside the clone.
pub(crate) fn formats(part: &str) -> PathBuf {
    root().join("../shared/formats").join(part)
}

fn not_checked(why: &str) {
    #[allow(clippy::print_stdout, reason = "a check that is skipped says so")]
    {
        println!("not checked: {why}");
    }
}

fn has(tool: &str, arguments: &[&str]) -> bool {
    Command::new(tool).args(arguments).output().is_ok_and(|output| output.status.success())
}

/// Whether schemas can be checked here: the formats are beside the clone and xmllint is installed.
pub(crate) fn can_check(part: &str) -> bool {
    if !formats(part).exists() {
        not_checked(&format!("shared/formats/{part} is not here"));
        return false;
    }
    if !has("xmllint", &["--version"]) {
        not_checked("xmllint is not installed");
        return false;
    }
    true
}

/// Validates documents (name and text) against a schema; the errors, empty when all pass.
pub(crate) fn against(schema: &Path, documents: &[(String, String)]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    for (name, text) in documents {
        let file = folder.path().join(format!("{name}.xml"));
        fs::write(&file, text).unwrap();
        files.push(file);
    }
    let output =
        Command::new("xmllint").args(["--nonet", "--noout", "--schema"]).arg(schema).args(&files).output();
    let output = output.unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() {
        assert_eq!(said.matches(" validates").count(), documents.len(), "{said}");
        return String::new();
    }
    let errors: Vec<&str> = said.lines().filter(|line| !line.ends_with(" validates")).collect();
    errors.join("\n")
}

/// The one element in a SOAP answer's body, as a document of its own.
pub(crate) fn body(soap: &str) -> String {
    let from = soap.find("<S:Body>").unwrap() + "<S:Body>".len();
    let to = soap.find("</S:Body>").unwrap();
    soap[from..to].to_owned()
}

/// What stands between two tags; none when the element is not there.
pub(crate) fn between<'a>(text: &'a str, tag: &str) -> Option<&'a str> {
    let open = format!("<{tag}>");
    let from = text.find(&open)? + open.len();
    let to = from + text.get(from..)?.find(&format!("</{tag}>"))?;
    text.get(from..to)
}

/// An agency's packed text.
pub(crate) fn unpacked(text: &str, tag: &str) -> Option<String> {
    between(text, tag).map(|packed| String::from_utf8(STANDARD.decode(packed).unwrap()).unwrap())
}

/// CSN's schema, with a stand-in for the one that it imports and that is not public.
pub(crate) fn csn_schema(folder: &Path) -> PathBuf {
    let from = formats("ssbtek/contract/se/csn");
    copy(&from, &folder.join("se/csn"));
    let missing = folder.join("se/sambruk/sbnyttomeddelanden");
    fs::create_dir_all(&missing).unwrap();
    let stand_in = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" \
        targetNamespace=\"http://www.sambruk.se/SBNyttomeddelanden\"><xs:complexType name=\"SBNUppgEkBistandBegar\">\
        <xs:sequence><xs:any minOccurs=\"0\" maxOccurs=\"unbounded\" processContents=\"lax\"/></xs:sequence>\
        </xs:complexType></xs:schema>";
    fs::write(missing.join("SBNUppgEkBistandBegar_v1_0.xsd"), stand_in).unwrap();
    folder.join("se/csn/schema/v4_0/kommunfraga/kommunfraga.xsd")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::write(target, fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}

const JSON_CHECK: &str = r##"
import json, sys, yaml, jsonschema
spec = yaml.safe_load(open(sys.argv[1], encoding="utf-8"))
def closed(node):
    # A field the contract does not know is an error here, though the contract lets it pass.
    if isinstance(node, dict):
        if node.get("type") == "object" and "properties" in node:
            node.setdefault("additionalProperties", False)
        for value in node.values(): closed(value)
    elif isinstance(node, list):
        for value in node: closed(value)
closed(spec["components"]["schemas"])
answer = "#/components/schemas/LefiExternFormansinformationSvar"
check = jsonschema.Draft7Validator({"$ref": answer, "components": spec["components"]},
                                   format_checker=jsonschema.FormatChecker())
for line in open(sys.argv[2], encoding="utf-8"):
    for error in check.iter_errors(json.loads(line)):
        print("/".join(map(str, error.path)), error.message)
"##;

/// Validates Försäkringskassan's answers against the schema in its `OpenAPI`; the errors, none when it cannot be checked.
pub(crate) fn against_openapi(answers: &[String]) -> Option<String> {
    let spec =
        formats("ssbtek/contract/se/forsakringskassan/schema/lefi/lefi-formansinformation-v9.openapi.yaml");
    if !has("python3", &["-c", "import yaml, jsonschema"]) {
        not_checked("python3 with yaml and jsonschema is not installed");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("svar.jsonl");
    fs::write(&file, answers.join("\n")).unwrap();
    let output = Command::new("python3").args(["-c", JSON_CHECK]).arg(spec).arg(file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}
