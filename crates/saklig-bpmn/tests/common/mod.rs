//! A frame around the small models of the tests.

/// A file with a process `p` that has these elements, and what stands before it.
pub(crate) fn model(before: &str, elements: &str) -> String {
    format!(
        r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">{before}
<process id="p" name="Prov" isExecutable="true">
{elements}
</process></definitions>"#
    )
}

/// Flows `a>b` separated by white space; `a>b?condition` with a condition (no white space in it).
pub(crate) fn flows(list: &str) -> String {
    list.split_whitespace().map(flow).collect::<Vec<_>>().join("\n")
}

fn flow(text: &str) -> String {
    let (ends, condition) =
        text.split_once('?').map_or((text, None), |(ends, condition)| (ends, Some(condition)));
    let (source, target) = ends.split_once('>').unwrap_or((ends, ""));
    let head = format!(r#"<sequenceFlow id="{source}-{target}" sourceRef="{source}" targetRef="{target}""#);
    match condition {
        Some(condition) => {
            format!("{head}><conditionExpression>{condition}</conditionExpression></sequenceFlow>")
        }
        None => format!("{head}/>"),
    }
}
