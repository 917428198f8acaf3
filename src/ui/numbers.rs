//! What is in view, in one quiet line: how many jurisdictions of each kind, and how many people live in
//! them.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::swatch::SymbolSwatch;
use crate::{
    explore::{Class, Lens, People, people},
    scene::Theme,
    state::{
        AppState,
        i18n::{self, use_i18n},
    },
};

/// What is in view.
#[derive(Debug, Clone, PartialEq, Default)]
struct InView {
    lens: Lens,
    counts: Vec<(Class, u32)>,
    people: People,
}

#[component]
pub fn Numbers(theme: Memo<Theme>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    // At rest only: the picture is finished.
    let in_view = Memo::new(move |_| {
        state.still.track();
        state.world.track();
        let classes = state.classes.get();
        let places = state.places_in_view();
        state.world.with_untracked(|world| {
            let atlas = &world.as_ref()?.atlas;
            let numbers = || places.iter().map(|&(number, ..)| number);
            let in_view: Vec<Class> = numbers().map(|number| classes.of(number).class).collect();
            let count = |class: Class| {
                let count = in_view.iter().filter(|&&other| other == class).count();
                (count > 0).then_some((class, count as u32))
            };
            let legend = classes.lens.classes().into_iter();
            Some(InView {
                lens: classes.lens.clone(),
                counts: legend.filter_map(count).collect(),
                people: people(atlas, numbers()),
            })
        })
    });
    let line = move || {
        i18n.get_locale();
        let InView {
            lens,
            counts,
            people,
        } = in_view.get()?;
        let total: u32 = counts.iter().map(|(_, count)| count).sum();
        if total == 0 {
            return Some(view! { <span>{t_string!(i18n, numbers.none)}</span> }.into_any());
        }
        let kinds = counts.into_iter().map(|(class, count)| {
            let name = i18n::class(i18n, &lens, class, None);
            view! {
                <li title=name data-class=class.code()>
                    <SymbolSwatch look=class theme/>
                    {i18n::number(i18n, count)}
                    <span class="visually-hidden">" " {name}</span>
                </li>
            }
        });
        let kinds = kinds.collect_view();
        let words = i18n::counted(
            i18n,
            t_string!(i18n, numbers.in_view_1),
            t_string!(i18n, numbers.in_view_n),
            total,
        );
        let living = (people.counted > 0).then(|| {
            let number = u32::try_from(people.number).unwrap_or(u32::MAX);
            let phrases = (
                t_string!(i18n, numbers.people_1),
                t_string!(i18n, numbers.people_n),
            );
            let number = i18n::counted(i18n, phrases.0, phrases.1, number);
            let phrases = (
                t_string!(i18n, numbers.counted_1),
                t_string!(i18n, numbers.counted_n),
            );
            let counted = i18n::counted(i18n, phrases.0, phrases.1, people.counted);
            view! { <span class="people">{number} <span class="counted">", " {counted}</span></span> }
        });
        Some(view! { <span class="total">{words}</span> <ul>{kinds}</ul> {living} }.into_any())
    };
    view! {
        <section class="numbers" aria-label=move || t_string!(i18n, numbers.label)>
            <div role="status">{line}</div>
        </section>
    }
}
