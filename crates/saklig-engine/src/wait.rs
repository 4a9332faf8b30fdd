//! Waiting for time, messages and conditions.

use std::sync::Arc;

use jiff::{Timestamp, Zoned};
use saklig_bpmn::{Boundary, BoundaryTrigger, NodeKind, Timer, Trigger};
use saklig_case::{Answer, CaseEvent, Key, Rejection, TaskKind, Waiting, code};
use saklig_feel::Value;

use crate::run::{Run, Said};

/// What a trigger is waited for with, or what could not be told.
type Awaited = Result<Waiting, Vec<Arc<str>>>;

impl Run<'_> {
    /// Begins to wait for a trigger: sets the timer, names the message, notes what the condition says now.
    pub(crate) fn await_trigger(&mut self, trigger: &Trigger, instance: Key) -> Result<Awaited, Rejection> {
        match trigger {
            Trigger::Timer(timer) => match self.due(timer) {
                Ok(due) => {
                    let key = self.key()?;
                    self.emit(CaseEvent::TimerSet { key, instance, due });
                    Ok(Ok(Waiting::Timer(key)))
                }
                Err(words) => Ok(Err(words)),
            },
            Trigger::Message(message) => {
                let name = match self.say(&message.name) {
                    Said::Clear(value) => value.as_str().map(Arc::from),
                    Said::Unclear(words) => return Ok(Err(words)),
                };
                let Some(name) = name else { return Ok(Err(vec![Arc::clone(&message.name.text)])) };
                let correlation = match message.correlation.as_ref().map(|expr| self.say(expr)) {
                    None => Arc::from(self.case.number.as_str()),
                    Some(Said::Clear(value)) => {
                        value.as_str().map_or_else(|| Arc::from(value.to_string()), Arc::from)
                    }
                    Some(Said::Unclear(words)) => return Ok(Err(words)),
                };
                Ok(Ok(Waiting::Message(name, correlation)))
            }
            Trigger::Conditional(expr) => match self.say(expr) {
                Said::Clear(value) => Ok(Ok(Waiting::Condition(value.as_boolean() == Some(true)))),
                Said::Unclear(_) => Ok(Ok(Waiting::Condition(false))),
            },
        }
    }

    fn due(&mut self, timer: &Timer) -> Result<Timestamp, Vec<Arc<str>>> {
        let expr = timer.expr();
        let value = match self.say(expr) {
            Said::Clear(value) => value,
            Said::Unclear(words) => return Err(words),
        };
        let fail = || vec![Arc::clone(&expr.text)];
        let zone = jiff::tz::TimeZone::get("Europe/Stockholm").map_err(|_| fail())?;
        let now: Zoned = self.at.now.to_zoned(zone.clone());
        match value.peek() {
            Value::Date(date) => date.to_zoned(zone).map(|at| at.timestamp()).map_err(|_| fail()),
            Value::DateTime(at) => match at.zone.offset(at.at) {
                Some(offset) => offset.to_timestamp(at.at).map_err(|_| fail()),
                None => at.at.to_zoned(zone).map(|at| at.timestamp()).map_err(|_| fail()),
            },
            Value::DaysTime(duration) => {
                let days = duration.as_secs().div_euclid(86_400);
                let rest = duration.as_secs().rem_euclid(86_400);
                let span = jiff::Span::new()
                    .try_days(days)
                    .and_then(|span| span.try_seconds(rest))
                    .map_err(|_| fail())?;
                now.checked_add(span).map(|at| at.timestamp()).map_err(|_| fail())
            }
            Value::YearsMonths(months) => {
                let span = jiff::Span::new().try_months(*months).map_err(|_| fail())?;
                now.checked_add(span).map(|at| at.timestamp()).map_err(|_| fail())
            }
            Value::Null
            | Value::Boolean(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Time(_)
            | Value::List(_)
            | Value::Context(_)
            | Value::Range(_)
            | Value::Function(_)
            | Value::Tracked(_) => Err(fail()),
        }
    }

    /// A timer has come due.
    pub(crate) fn fire_timer(&mut self, timer: Key) -> Result<(), Rejection> {
        let not_there = || Rejection::NotThere { what: "timer", key: timer.to_string() };
        let (instance, due) = *self.case.timers.get(&timer).ok_or_else(not_there)?;
        if due > self.at.now {
            return Err(not_there());
        }
        self.emit(CaseEvent::TimerEnded { key: timer, fired: true });
        self.woken(instance, &Waiting::Timer(timer))
    }

    /// A message has come: what it says becomes facts, and who waits for it goes on.
    pub(crate) fn correlate(
        &mut self,
        name: &Arc<str>,
        key: &Arc<str>,
        answers: Vec<Answer>,
    ) -> Result<(), Rejection> {
        let wanted = Waiting::Message(Arc::clone(name), Arc::clone(key));
        let waiting = self.case.journey.instances.iter().find(|(_, instance)| {
            instance.waiting == wanted || instance.boundary.iter().any(|(_, armed)| *armed == wanted)
        });
        let Some(instance) = waiting.map(|(key, _)| *key) else {
            return Err(Rejection::NotThere { what: "message", key: name.to_string() });
        };
        if !answers.is_empty() {
            self.emit(CaseEvent::FactsStated { reason: Arc::from(""), answers });
        }
        self.woken(instance, &wanted)
    }

    /// What an instance, or one of its boundary events, waited for has come.
    fn woken(&mut self, instance: Key, what: &Waiting) -> Result<(), Rejection> {
        let Some(there) = self.case.journey.instances.get(&instance) else { return Ok(()) };
        if there.waiting == *what {
            return self.leave(instance);
        }
        let event =
            there.boundary.iter().find(|(_, armed)| armed == what).map(|(element, _)| Arc::clone(element));
        match event {
            Some(event) => self.fire_boundary(instance, &event),
            None => Ok(()),
        }
    }

    /// Tries every armed condition again; one that goes from false to true fires.
    pub(crate) fn try_conditions(&mut self) -> Result<(), Rejection> {
        let armed: Vec<(Key, Arc<str>, bool, bool)> = self
            .case
            .journey
            .instances
            .iter()
            .flat_map(|(key, instance)| {
                let own = condition(&instance.waiting)
                    .map(|last| (*key, Arc::clone(&instance.element), last, true));
                let boundary = instance.boundary.iter().filter_map(|(element, armed)| {
                    condition(armed).map(|last| (*key, Arc::clone(element), last, false))
                });
                own.into_iter().chain(boundary).collect::<Vec<_>>()
            })
            .collect();
        for (key, element, last, own) in armed {
            if !self.case.journey.instances.contains_key(&key) {
                continue;
            }
            self.try_condition(key, &element, last, own)?;
        }
        Ok(())
    }

    fn try_condition(
        &mut self,
        key: Key,
        element: &Arc<str>,
        last: bool,
        own: bool,
    ) -> Result<(), Rejection> {
        let process = self.package.process();
        let Some(node) = process.find(element) else { return Ok(()) };
        let (NodeKind::Catch(Trigger::Conditional(expr))
        | NodeKind::Boundary(Boundary {
            trigger: BoundaryTrigger::Wait(Trigger::Conditional(expr)), ..
        })) = &node.kind
        else {
            return Ok(());
        };
        let now = match self.say(expr) {
            Said::Clear(value) => value.as_boolean() == Some(true),
            Said::Unclear(_) => last,
        };
        match (last, now) {
            (false, true) if own => self.leave(key),
            (false, true) => self.fire_boundary(key, element),
            (true, false) => {
                self.note_condition(key, element, own);
                Ok(())
            }
            (true, true) | (false, false) => Ok(()),
        }
    }

    fn note_condition(&mut self, key: Key, element: &Arc<str>, own: bool) {
        let Some(instance) = self.case.journey.instances.get(&key) else { return };
        let waiting = if own { Waiting::Condition(false) } else { instance.waiting.clone() };
        let boundary = instance
            .boundary
            .iter()
            .map(|(there, armed)| {
                let armed = if !own && there == element { Waiting::Condition(false) } else { armed.clone() };
                (Arc::clone(there), armed)
            })
            .collect();
        self.emit(CaseEvent::WaitChanged { key, waiting, boundary });
    }

    /// A person has cured what an instance stopped at: the element is entered again.
    pub(crate) fn resume_incident(&mut self, instance: Key) -> Result<(), Rejection> {
        self.retry(instance)
    }

    /// Work failed for good and nothing in the model catches it: a person is asked.
    pub(crate) fn incident(&mut self, instance: Key, subject: &str) -> Result<(), Rejection> {
        let reason = saklig_case::Reason::about(code::WORK_FAILED, subject);
        let task = self.open_task(TaskKind::Incident, Some(instance), "driftstopp", vec![reason])?;
        let boundary =
            self.case.journey.instances.get(&instance).map(|i| i.boundary.clone()).unwrap_or_default();
        self.emit(CaseEvent::WaitChanged { key: instance, waiting: Waiting::Incident(task), boundary });
        Ok(())
    }
}

/// What a condition said last, if it is a condition that is waited for.
fn condition(waiting: &Waiting) -> Option<bool> {
    if let Waiting::Condition(last) = waiting { Some(*last) } else { None }
}
