//! Words that need explaining: what policies provide for, and terms of the glossary that the record uses.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::text_link::TextLink;
use crate::{
    domain::{
        Language, Provision, Provisions,
        context::{Term, Translated},
    },
    state::{
        i18n::{self, use_i18n},
        url::TextPage,
    },
};

/// Provisions and terms, and what each means, behind one line.
#[component]
pub fn Meanings(provisions: Provisions, terms: Vec<Term>) -> impl IntoView {
    let i18n = use_i18n();
    let spoken = Language::from(i18n.get_locale());
    let in_language = |text: Translated| match spoken {
        Language::English => text.en,
        Language::French => text.fr,
        Language::Spanish => text.es,
    };
    if provisions.is_empty() && terms.is_empty() {
        return None;
    }
    let meaning = |provision: Provision| {
        view! {
            <dt data-provision=provision.code()>{i18n::provision(i18n, provision)}</dt>
            <dd>{i18n::provision_text(i18n, provision)}</dd>
        }
    };
    let provisions: Vec<_> = provisions.iter().map(meaning).collect();
    let terms: Vec<_> = terms
        .into_iter()
        .map(|term| {
            view! {
                <dt><dfn>{in_language(term.term)}</dfn></dt>
                <dd>{in_language(term.definition)}</dd>
            }
        })
        .collect();
    Some(view! {
        <details class="meanings">
            <summary>{t_string!(i18n, panel.provisions_meaning)}</summary>
            <dl>{provisions} {terms}</dl>
            <p class="note"><TextLink page=TextPage::Glossary/></p>
        </details>
    })
}
