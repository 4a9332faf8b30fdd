//! Events.

use std::sync::Arc;

use super::scope::unsupported;
use super::{Owner, Reader};
use crate::expr::{self, Fixed};
use crate::fault;
use crate::iso;
use crate::link::Draft;
use crate::model::{Boundary, BoundaryTrigger, End, ErrorCode, Expr, NodeKind, Start, Timer, Trigger};
use crate::xml::{Element, Ns};

/// There is a remark already.
struct Reported;

/// How many triggers an event has.
enum Definition<'a> {
    None,
    One(&'a Element),
    /// Several, or one declared elsewhere.
    Other(&'a str),
}

fn definition(event: &Element) -> Definition<'_> {
    let mut found =
        event.children.iter().filter(|child| child.ns == Ns::Bpmn && child.tag.contains("EventDefinition"));
    let reference = event.children.iter().any(|child| child.is(&Ns::Bpmn, "eventDefinitionRef"));
    match (found.next(), found.next()) {
        _ if reference => Definition::Other("eventDefinitionRef"),
        (None, _) => Definition::None,
        (Some(one), None) => Definition::One(one),
        (Some(_), Some(_)) => Definition::Other("several EventDefinition"),
    }
}

impl Reader {
    /// An event with a trigger that is not executed there.
    fn other_event(&mut self, owner: &Owner, trigger: &str) -> NodeKind {
        let tag = format!("{}/{trigger}", owner.element.tag);
        self.not_executed(owner.element, &owner.id, &tag);
        unsupported(&tag)
    }

    pub(super) fn start_event(&mut self, owner: &Owner) -> NodeKind {
        match definition(owner.element) {
            Definition::None => NodeKind::Start(Start::None),
            Definition::One(one) if &*one.tag == "messageEventDefinition" && owner.parent.is_none() => {
                self.message_of(owner, one, false).map_or_else(
                    || unsupported("startEvent"),
                    |message| NodeKind::Start(Start::Message(message)),
                )
            }
            Definition::One(one) => self.other_event(owner, &one.tag),
            Definition::Other(what) => self.other_event(owner, what),
        }
    }

    pub(super) fn end_event(&mut self, owner: &Owner) -> NodeKind {
        match definition(owner.element) {
            Definition::None => NodeKind::End(End::None),
            Definition::One(one) => match &*one.tag {
                "terminateEventDefinition" => NodeKind::End(End::Terminate),
                "errorEventDefinition" => self.error_end(owner, one),
                other => self.other_event(owner, other),
            },
            Definition::Other(what) => self.other_event(owner, what),
        }
    }

    pub(super) fn catch_event(&mut self, owner: &Owner) -> NodeKind {
        match definition(owner.element) {
            Definition::None => self.other_event(owner, "none"),
            Definition::One(one) => match self.trigger(owner, one, false) {
                Ok(trigger) => trigger.map_or_else(|| unsupported(&owner.element.tag), NodeKind::Catch),
                Err(tag) => self.other_event(owner, &tag),
            },
            Definition::Other(what) => self.other_event(owner, what),
        }
    }

    /// The host is found when all nodes are known; until then the event is its own host.
    pub(super) fn boundary_event(&mut self, owner: &Owner, draft: &mut Draft) -> NodeKind {
        draft.hosts.push((owner.node, owner.element.value("attachedToRef").unwrap_or_default().into()));
        let interrupting = owner.element.value("cancelActivity") != Some("false");
        let one = match definition(owner.element) {
            Definition::None => return self.other_event(owner, "none"),
            Definition::One(one) => one,
            Definition::Other(what) => return self.other_event(owner, what),
        };
        let trigger = if &*one.tag == "errorEventDefinition" {
            if !interrupting {
                return self.other_event(owner, "errorEventDefinition cancelActivity=false");
            }
            self.error_of(owner, one).ok().map(BoundaryTrigger::Error)
        } else {
            match self.trigger(owner, one, !interrupting) {
                Ok(trigger) => trigger.map(BoundaryTrigger::Wait),
                Err(tag) => return self.other_event(owner, &tag),
            }
        };
        trigger.map_or_else(
            || unsupported(&owner.element.tag),
            |trigger| NodeKind::Boundary(Boundary { host: owner.node, interrupting, trigger }),
        )
    }

    fn error_end(&mut self, owner: &Owner, definition: &Element) -> NodeKind {
        match self.error_of(owner, definition) {
            Ok(Some(code)) => return NodeKind::End(End::Error(code)),
            Ok(None) => {
                let place = self.place(definition.at, &owner.id);
                self.remark(&fault::NO_ERROR_CODE, place, Vec::new());
            }
            Err(Reported) => {}
        }
        unsupported("endEvent")
    }

    /// The code of the error an event refers to, none when it refers to none.
    fn error_of(&mut self, owner: &Owner, definition: &Element) -> Result<Option<ErrorCode>, Reported> {
        let Some(reference) = definition.value("errorRef") else { return Ok(None) };
        if let Some(code) = self.errors.get(reference) {
            return Ok(code.clone().map(ErrorCode));
        }
        let place = self.place(definition.at, &owner.id);
        self.remark(
            &fault::MISSING_REF,
            place,
            vec![("kind", "error".to_owned()), ("ref", reference.to_owned())],
        );
        Err(Reported)
    }

    /// What a catching event waits for: none with a remark when it is incomplete, `Err` when it is of a kind that is
    /// not executed.
    fn trigger(
        &mut self,
        owner: &Owner,
        definition: &Element,
        may_repeat: bool,
    ) -> Result<Option<Trigger>, String> {
        match &*definition.tag {
            "timerEventDefinition" => Ok(self.timer(owner, definition, may_repeat).map(Trigger::Timer)),
            "messageEventDefinition" => Ok(self.message_of(owner, definition, true).map(Trigger::Message)),
            "conditionalEventDefinition" => {
                let condition = definition.child(&Ns::Bpmn, "condition");
                let condition = condition.and_then(|condition| self.feel(condition, &owner.id, "condition"));
                if condition.is_none() {
                    self.no_expression(owner, definition, "condition");
                }
                Ok(condition.map(Trigger::Conditional))
            }
            other => Err(other.to_owned()),
        }
    }

    fn no_expression(&mut self, owner: &Owner, at: &Element, part: &str) {
        let place = self.place(at.at, &owner.id);
        self.remark(&fault::NO_EXPRESSION, place, vec![("part", part.to_owned())]);
    }

    fn timer(&mut self, owner: &Owner, definition: &Element, may_repeat: bool) -> Option<Timer> {
        let mut times = definition.children.iter().filter(|child| {
            ["timeDate", "timeDuration", "timeCycle"].contains(&&*child.tag) && !child.text.trim().is_empty()
        });
        let (Some(time), None) = (times.next(), times.next()) else {
            self.no_expression(owner, definition, "time");
            return None;
        };
        match &*time.tag {
            "timeDate" => Some(Timer::Date(self.time(time, &owner.id, iso::moment, expr::moment))),
            "timeDuration" => {
                Some(Timer::Duration(self.time(time, &owner.id, iso::duration, expr::duration)))
            }
            _ => {
                if !may_repeat {
                    let place = self.place(time.at, &owner.id);
                    self.remark(&fault::CYCLE_NOT_HERE, place, Vec::new());
                    return None;
                }
                Some(Timer::Cycle(self.time(time, &owner.id, iso::cycle, expr::literal)))
            }
        }
    }

    /// A time: an expression, or a fixed text that is checked and rewritten to FEEL.
    fn time(
        &mut self,
        element: &Element,
        owner: &Arc<str>,
        form: fn(&str) -> Result<(), iso::Reason>,
        feel: fn(&str) -> String,
    ) -> Expr {
        let place = self.place(element.text_at, owner);
        let mut expr = expr::expr(&element.text, place, Fixed::Text);
        self.not_empty(&expr, &element.tag, &element.text);
        if let Some(fixed) = expr.fixed.clone() {
            expr.text = feel(&fixed).into();
            if let Err(reason) = form(&fixed) {
                self.bad_time(&expr, reason);
            }
        }
        expr
    }
}
