//! Models with faults open, and every fault gets a remark.
#![allow(clippy::unwrap_used, reason = "a failure here is a failed test")]

mod support;

use expect_test::{Expect, expect};
use saklig_feel::Env;
use saklig_rules::{EvalError, InputTypes, Inputs, Model};
use support::{decision, dmn, function, input, literal, remarks, table};

fn check(parts: &str, expected: &Expect) {
    expected.assert_eq(&remarks(&dmn(parts)));
}

#[test]
fn the_document() {
    expect![[r#"
        E0304 m.dmn:1: this is not a DMN model of version 1.1 to 1.5: an empty document — save the model as DMN 1.1 to 1.5
    "#]]
    .assert_eq(&remarks(""));
    expect![[r#"
        E0304 m.dmn:1: this is not a DMN model of version 1.1 to 1.5: definitions — save the model as DMN 1.1 to 1.5
    "#]]
    .assert_eq(&remarks("<definitions xmlns=\"urn:x\"/>"));
    let entity =
        format!("<!DOCTYPE definitions [<!ENTITY x \"y\">]>{}", dmn(&decision("d", &[], &literal("1"))))
            .replace("<text>1", "<text>&x;1");
    expect![[r#"
        E0302 m.dmn:1: entities and document types are refused: DOCTYPE — write the text itself, and remove DOCTYPE
        E0302 m.dmn:2: entities and document types are refused: x — write the text itself, and remove DOCTYPE
    "#]]
    .assert_eq(&remarks(&entity));
    let cut = dmn(&decision("d", &[], &literal("1"))).replace("</decision>", "</desicion>");
    assert!(remarks(&cut).starts_with("E0301 m.dmn:2: the XML cannot be read"), "{}", remarks(&cut));
}

#[test]
fn what_is_not_supported() {
    check(
        "<import namespace=\"urn:other\" locationURI=\"other.dmn\"/>
         <decisionService id=\"s\" name=\"tjänst\"/>
         <fancy id=\"f\"/>
         <businessKnowledgeModel id=\"b\" name=\"java\"><encapsulatedLogic kind=\"Java\"/></businessKnowledgeModel>
         <decision id=\"d1\" name=\"d1\"><literalExpression expressionLanguage=\"https://www.omg.org/spec/DMN/20230324/FEEL/\"><text>1</text></literalExpression></decision>
         <decision id=\"d2\" name=\"d2\"><literalExpression expressionLanguage=\"urn:juel\"><text>1</text></literalExpression></decision>
         <decision id=\"d3\" name=\"d3\"><magic/></decision>
         <decision id=\"d4\" name=\"d4\"><decisionTable hitPolicy=\"BEST\"><output/></decisionTable></decision>",
        &expect![[r#"
            E0305 m.dmn:2: imports are not supported: urn:other — put the imported parts into this model
            E0306 m.dmn:3 `s`: decision services are not supported: tjänst — ask for the decision itself, and remove the service
            E0308 m.dmn:4 `f`: `fancy` is not supported here — use one of the boxed expressions of DMN 1.5
            E0307 m.dmn:5 `b`: external functions are refused: Java — write the function in FEEL
            E0309 m.dmn:7 `d2`: the expression language `urn:juel` is not supported — write the expression in FEEL
            E0308 m.dmn:8 `d3`: `magic` is not supported here — use one of the boxed expressions of DMN 1.5
            E0316 m.dmn:9 `d4`: the hit policy `BEST` cannot be used here — use one of U, A, P, F, R, O, C, C+, C<, C> and C#, and aggregate only one output
        "#]],
    );
}

#[test]
fn names_and_requirements() {
    check(
        &(input("a", "number")
            + &input("a", "nummer")
            + &decision("x", &["d_y", "i_b"], &literal("y + a"))
            + &decision("y", &["d_z"], &literal("z"))
            + &decision("z", &["d_y"], &literal("y"))
            + &decision("självklar", &["d_självklar"], &literal("1"))
            + &function("f", "x: number", &["d_x"], &literal("x"))
            + "<decision id=\"e\"/><decision id=\"tom\" name=\"tom\"/>"),
        &expect![[r#"
            E0310 m.dmn:9 `e`: `decision` has no name — give it a name
            E0311 m.dmn:3 `i_a`: `i_a` is there twice — give one of them another name or id
            E0312 m.dmn:8 `f_f`: nothing of the right kind has the id `d_x` — point at an element that is in the model, or remove the requirement
            E0312 m.dmn:4 `d_x`: nothing of the right kind has the id `i_b` — point at an element that is in the model, or remove the requirement
            E0313 m.dmn:5 `d_y`: they need each other in a circle: y → z → y — remove one of the requirements
            E0313 m.dmn:7 `d_självklar`: they need each other in a circle: självklar → självklar — remove one of the requirements
            E0317 m.dmn:3 `i_a`: the type `nummer` is unknown — use a type of FEEL or one that the model defines
            E0314 m.dmn:9 `tom`: `tom` has no logic — give it a table or an expression
            E0202 m.dmn:4 `d_x`: `a` is not a known name in `y + a` — did you mean `y`?
        "#]],
    );
}

#[test]
fn types() {
    check(
        "<itemDefinition name=\"tA\"><itemComponent name=\"b\"><typeRef>tB</typeRef></itemComponent></itemDefinition>
         <itemDefinition name=\"tB\"><typeRef>tA</typeRef></itemDefinition>
         <itemDefinition name=\"tC\"><typeRef>sträng</typeRef><allowedValues><text>\"x\" +</text></allowedValues></itemDefinition>
         <decision id=\"d\" name=\"d\"><variable name=\"d\" typeRef=\"number\"/><literalExpression><text>\"x\"</text></literalExpression></decision>",
        &expect![[r#"
            E0313 m.dmn:2 `tA`: they need each other in a circle: tA → tB → tA — remove one of the requirements
            E0313 m.dmn:3 `tB`: they need each other in a circle: tB → tA → tB — remove one of the requirements
            E0317 m.dmn:4 `tC`: the type `sträng` is unknown — use a type of FEEL or one that the model defines
            E0201 m.dmn:4: expected a value but found the end in `"x" +` — correct the expression at this place
            E0324 m.dmn:5 `d`: the expression gives `string` where `number` is declared — correct the expression, or the declared type
        "#]],
    );
}

#[test]
fn tables() {
    let rows =
        table("U | a -> t\n1 -> 1\n2 -> b").replace("<rule id=\"r1\">", "<rule id=\"r1\"><inputEntry/>");
    let text = table("U | a -> t\n\"x\" -> 1")
        .replace("<output name=\"t\"/>", "<output name=\"t\" typeRef=\"string\"/>");
    let several = table("C+ | a -> t | u\n1 -> 1 | 2");
    let unnamed = table("U | a -> t | t\n1 -> 1 | 2");
    let order = table("P | a -> t\n1 -> 1");
    let allowed = table("U | a -> t=\"ja\",\"nej\"\n1 -> \"jo\"");
    let empty = "<decisionTable/>";
    let mut parts = input("a", "number");
    for (name, body) in [
        ("t1", rows.as_str()),
        ("t2", text.as_str()),
        ("t3", several.as_str()),
        ("t4", unnamed.as_str()),
        ("t5", order.as_str()),
        ("t6", allowed.as_str()),
        ("t7", empty),
    ] {
        parts += &decision(name, &["i_a"], body);
    }
    check(
        &parts,
        &expect![[r#"
        E0315 m.dmn:7 `r1`: the row has 2 cells where the table has 1 columns — give the row one cell for each column
        E0316 m.dmn:16 `d_t3`: the hit policy `COLLECT SUM` cannot be used here — use one of U, A, P, F, R, O, C, C+, C<, C> and C#, and aggregate only one output
        E0321 m.dmn:26 `t`: output column 2 has no name of its own although the table has several — name every output column, each with a name of its own
        E0318 m.dmn:30 `d_t5`: the output `t` has no list of values to order by — list the output values from the highest priority to the lowest
        E0320 m.dmn:42 `d_t7`: the table has no output — add what is missing
        E0202 m.dmn:8 `r2`: `b` is not a known name in `b` — did you mean `a`?
        E0205 m.dmn:14 `r1`: a number cannot be compared with a string in `"x"` — change the expression so that the types go together
        E0324 m.dmn:14 `r1`: the expression gives `number` where `string` is declared — correct the expression, or the declared type
        E0319 m.dmn:40 `r1`: `"jo"` is not among the values that the column allows: "ja","nej" — correct the cell, or add the value to the list of the column
    "#]],
    );
}

#[test]
fn what_has_faults_is_not_evaluated() {
    let parts = input("a", "number")
        + &decision("fel", &["i_a"], &literal("a +"))
        + &decision("behöver", &["d_fel"], &literal("fel"))
        + &decision("frisk", &["i_a"], &literal("a + 1"));
    let (model, _) = Model::read(&dmn(&parts), "m.dmn");
    let (rules, _) = model.compile(&InputTypes::new());
    let inputs = Inputs::new().with("a", 1.into());
    let evaluate = |name: &str| rules.evaluate(name, &inputs, &Env::new());
    assert_eq!(evaluate("frisk").unwrap().value, 2.into());
    for name in ["fel", "behöver"] {
        assert!(!rules.is_sound(name));
        let error = evaluate(name).unwrap_err();
        assert!(matches!(&error, EvalError::Faulty { .. }), "{error}");
    }
    assert_eq!(
        evaluate("okänd").unwrap_err().to_string(),
        "E0322: there is no rule `okänd` in m.dmn; there are: fel, behöver, frisk"
    );
}

#[test]
fn steps_and_depth_are_limited() {
    let apply = function("apply", "f: Any", &[], &literal("f(f)"));
    let parts = apply
        + &decision("djup", &["f_apply"], &literal("apply(apply)"))
        + &decision(
            "lång",
            &[],
            &literal("count(for i in 1..100000 return for j in 1..100000 return i * j)"),
        );
    let (model, _) = Model::read(&dmn(&parts), "m.dmn");
    let (rules, remarks) = model.compile(&InputTypes::new());
    assert_eq!(remarks, []);
    for (name, code) in [("djup", "E0212"), ("lång", "E0211")] {
        assert_eq!(rules.evaluate(name, &Inputs::new(), &Env::new()).unwrap_err().code(), code);
    }
}
