//! What is not sure about a place, in words.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::policy::RECORD_LANGUAGE;
use crate::{
    data::{PlaceIndex, RecordPart},
    domain::{Confidence, Doubt, Policy, Record, SourceKind},
    state::{
        AppState,
        i18n::{self, I18n, use_i18n},
    },
};

/// Every doubt about the policies of a record; nothing where there is none.
#[component]
pub fn Uncertain(place: PlaceIndex, record: Record, part: RecordPart) -> impl IntoView {
    let i18n = use_i18n();
    let app = expect_context::<AppState>();
    let state = Memo::new(move |_| app.state_of(place));
    move || {
        let state = state.get();
        let policies = record.policies.iter().enumerate().filter_map(|(at, policy)| {
            let doubt = state.as_ref().and_then(|state| state.policies.get(at)?.doubt);
            let mut words: Vec<&'static str> = doubt.map(|doubt| i18n::doubt(i18n, doubt)).into_iter().collect();
            if policy.adopted.is_none() && doubt != Some(Doubt::StartUnknown) {
                words.push(i18n::doubt(i18n, Doubt::StartUnknown));
            }
            words.extend(doubts(i18n, policy, &part));
            (!words.is_empty()).then(|| {
                view! { <li><cite lang=RECORD_LANGUAGE>{policy.title.clone()}</cite> ": " {words.join(" ")}</li> }
            })
        });
        let policies: Vec<_> = policies.collect();
        let is_low = record.confidence == Confidence::Low;
        (is_low || !policies.is_empty()).then(|| {
            view! {
                <section class="uncertain">
                    <h3>{t_string!(i18n, panel.uncertain)}</h3>
                    {is_low.then(|| view! { <p>{t_string!(i18n, panel.low_confidence)}</p> })}
                    {(!policies.is_empty()).then(|| view! { <ul>{policies}</ul> })}
                </section>
            }
        })
    }
}

/// What is doubtful about a policy whatever the date.
fn doubts(i18n: I18n, policy: &Policy, part: &RecordPart) -> Vec<&'static str> {
    let mut sources = policy.sources.iter().filter_map(|id| part.source(id));
    let is_weak = sources.all(|source| {
        source.url.is_none() || matches!(source.kind, SourceKind::Ngo | SourceKind::Reference)
    });
    let words = [
        (is_weak, t_string!(i18n, panel.weak)),
        (!policy.note.is_empty(), t_string!(i18n, panel.conflict)),
        (
            !policy.needs_check.is_empty(),
            t_string!(i18n, panel.unchecked),
        ),
    ];
    words
        .into_iter()
        .filter_map(|(is_so, words)| is_so.then_some(words))
        .collect()
}
