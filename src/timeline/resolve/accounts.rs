//! Rival accounts of an event: what a source tells otherwise.

use crate::date::Context;
use crate::date::civil::Day;
use crate::source::document::{AccountRecord, Text};
use crate::timeline::resolve::{Resolver, dates};
use crate::timeline::{Account, EventId, Relation, Spanned, When};

impl Resolver {
    /// An account of an event; `own` is the date that the event itself bears, and `context` what that was read
    /// against. Nothing if its source is not known.
    pub fn account(
        &mut self,
        record: &AccountRecord,
        event: EventId,
        own: Option<&When>,
        context: &Context,
    ) -> Option<Account> {
        let source = self.source_id(record.source.as_ref()?)?;
        let place = record.place.as_ref().and_then(|id| self.place_id(id));
        // The words of an account count from its own day, on the clocks of the place that it names.
        let mut anchors: Vec<_> = dates::anchors_of(self.timeline.source(source)).collect();
        anchors.extend(context.anchors.iter().copied());
        let zone = place.and_then(|id| self.timeline.place(id).zone).unwrap_or(context.zone);
        let context = Context { zone, anchors, ..context.clone() };
        let when = self.claimed_date(record, event, own, &context);
        let duration = record.duration.as_ref();
        let duration =
            duration.and_then(|text| Some(Spanned { value: self.length(text)?, span: text.span }));
        let links = record.links.iter();
        let relations =
            links.filter_map(|link| Some(Relation { per: Some(source), ..self.relation(link)? }));
        Some(Account {
            source,
            relations: relations.collect(),
            claims: record
                .claims
                .iter()
                .map(|(field, claim)| (field.value.clone(), claim.value.clone()))
                .collect(),
            when,
            duration,
            place,
            rejected: record.reject.as_ref().map(|text| text.value.as_str()).into(),
            span: record.first_line,
        })
    }

    /// The date that an account claims; a time alone is that of the day on which the event has itself.
    fn claimed_date(
        &mut self,
        record: &AccountRecord,
        event: EventId,
        own: Option<&When>,
        context: &Context,
    ) -> Option<When> {
        if let Some(date) = &record.date {
            return Some(self.when(date, record.time.as_ref(), context, Some(event)));
        }
        let time = record.time.as_ref()?;
        let day: Day = own.and_then(|when| dates::day_of(when.reading.as_ref()?))?;
        let day = context.calendar.unwrap_or_default().written(day);
        let date = Text { value: day.into(), span: time.span };
        Some(self.when(&date, Some(time), context, Some(event)))
    }
}
