//! Tasks.

use std::sync::Arc;

use super::extension::Extensions;
use super::scope::unsupported;
use super::{Owner, Reader};
use crate::expr::{self, Fixed};
use crate::fault;
use crate::iso;
use crate::model::{CalledDecision, Expr, Form, NodeKind, RuleTask, Task, UserTask, Work};
use crate::xml::Element;

impl Reader {
    pub(super) fn task(&mut self, owner: &Owner, extensions: &Extensions) -> NodeKind {
        let task = match &*owner.element.tag {
            "serviceTask" => self.required_work(owner, extensions).map(Task::Service),
            "sendTask" => self.required_work(owner, extensions).map(Task::Send),
            "businessRuleTask" => self.rule_task(owner, extensions).map(Task::BusinessRule),
            "userTask" => Some(Task::User(Box::new(self.user_task(owner, extensions)))),
            _ => self.message_of(owner, owner.element, true).map(Task::Receive),
        };
        task.map_or_else(|| unsupported(&owner.element.tag), NodeKind::Task)
    }

    fn required_work(&mut self, owner: &Owner, extensions: &Extensions) -> Option<Work> {
        if extensions.task_definition.is_none() {
            self.no_task_type(owner, owner.element);
        }
        self.work(owner, extensions.task_definition?)
    }

    fn no_task_type(&mut self, owner: &Owner, at: &Element) {
        let place = self.place(at.at, &owner.id);
        self.remark(&fault::NO_TASK_TYPE, place, Vec::new());
    }

    /// The type must be a fixed text: a type worked out at run time could be a reserved one.
    fn work(&mut self, owner: &Owner, definition: &Element) -> Option<Work> {
        let Some(task_type) = definition.value("type") else {
            self.no_task_type(owner, definition);
            return None;
        };
        self.fixed(owner, definition, "type")?;
        let retries = self.optional(owner, Some(definition), "retries", Fixed::Number);
        Some(Work { task_type: task_type.trim().into(), retries })
    }

    fn rule_task(&mut self, owner: &Owner, extensions: &Extensions) -> Option<RuleTask> {
        match (extensions.called_decision, extensions.task_definition) {
            (Some(called), None) => {
                let decision = self.optional(owner, Some(called), "decisionId", Fixed::Text);
                if let (Some(decision), Some(result)) = (decision, called.value("resultVariable")) {
                    self.fixed(owner, called, "resultVariable")?;
                    return Some(RuleTask::Table(CalledDecision { decision, result: result.trim().into() }));
                }
            }
            (None, Some(definition)) => return self.work(owner, definition).map(RuleTask::Job),
            (None, None) | (Some(_), Some(_)) => {}
        }
        let place = self.place(owner.element.at, &owner.id);
        self.remark(&fault::NO_TABLE, place, Vec::new());
        None
    }

    fn user_task(&mut self, owner: &Owner, extensions: &Extensions) -> UserTask {
        let assignment = extensions.assignment;
        UserTask {
            form: extensions.form.and_then(|form| self.form(owner, form)),
            assignee: self.optional(owner, assignment, "assignee", Fixed::Text),
            candidate_groups: self.optional(owner, assignment, "candidateGroups", Fixed::List),
            candidate_users: self.optional(owner, assignment, "candidateUsers", Fixed::List),
            due: self.moment(owner, extensions.schedule, "dueDate"),
            follow_up: self.moment(owner, extensions.schedule, "followUpDate"),
            priority: self.optional(owner, extensions.priority, "priority", Fixed::Number),
            native: extensions.native,
        }
    }

    fn form(&mut self, owner: &Owner, form: &Element) -> Option<Form> {
        if let Some(id) = form.value("formId") {
            self.fixed(owner, form, "formId")?;
            return Some(Form::Id(id.trim().into()));
        }
        let key = self.optional(owner, Some(form), "formKey", Fixed::Text);
        key.or_else(|| self.optional(owner, Some(form), "externalReference", Fixed::Text)).map(Form::Key)
    }

    fn moment(&mut self, owner: &Owner, from: Option<&Element>, name: &str) -> Option<Expr> {
        let expr = self.optional(owner, from, name, Fixed::Moment)?;
        if let Some(Err(reason)) = expr.fixed.as_deref().map(iso::moment) {
            self.bad_time(&expr, reason);
        }
        Some(expr)
    }

    pub(super) fn bad_time(&mut self, expr: &Expr, reason: iso::Reason) {
        let text = expr.fixed.as_deref().unwrap_or_default().to_owned();
        self.remark(
            &fault::BAD_TIME,
            expr.place.clone(),
            vec![("text", text), ("reason", reason.to_owned())],
        );
    }

    /// An attribute that may be missing and may be an expression.
    fn optional(&mut self, owner: &Owner, from: Option<&Element>, name: &str, fixed: Fixed) -> Option<Expr> {
        let attribute = from?.attribute(name).filter(|attribute| !attribute.value.trim().is_empty())?;
        Some(self.attribute_expr(attribute, &owner.id, fixed))
    }

    /// An attribute that must not be an expression; none, with a remark, when it is.
    fn fixed(&mut self, owner: &Owner, element: &Element, name: &str) -> Option<()> {
        let attribute = element.attribute(name)?;
        let place = self.place(attribute.at, &owner.id);
        if expr::expr(&attribute.value, place.clone(), Fixed::Text).fixed.is_some() {
            return Some(());
        }
        self.remark(&fault::NOT_FIXED, place, vec![("attribute", name.to_owned())]);
        None
    }

    /// The message an element refers to with `messageRef`.
    pub(super) fn message_of(
        &mut self,
        owner: &Owner,
        element: &Element,
        correlated: bool,
    ) -> Option<crate::model::Message> {
        let place = self.place(element.at, &owner.id);
        let Some(reference) = element.value("messageRef") else {
            self.remark(&fault::NO_EXPRESSION, place, vec![("part", "message".to_owned())]);
            return None;
        };
        let Some(declared) = self.messages.get(reference) else {
            let args = vec![("kind", "message".to_owned()), ("ref", reference.to_owned())];
            self.remark(&fault::MISSING_REF, place, args);
            return None;
        };
        let (name, correlation) = (declared.name.clone(), declared.correlation.clone());
        let Some(name) = name else {
            self.remark(&fault::NO_MESSAGE_NAME, place, Vec::new());
            return None;
        };
        if correlated && correlation.is_none() {
            let shown = name.fixed.as_ref().unwrap_or(&name.text).to_string();
            self.remark(&fault::NO_CORRELATION, place, vec![("message", shown)]);
        }
        Some(crate::model::Message { element: Arc::from(reference), name, correlation })
    }
}
