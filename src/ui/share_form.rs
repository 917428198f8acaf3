//! The dialog to share, cite and embed, as text: `public/share.js` fetches and fills it when a reader
//! asks for it, so that the app does not carry it.

use leptos::prelude::*;
use leptos_i18n::t_string;

use crate::state::{Language, i18n::use_i18n, url::Part};

/// `date`: of when the data are, in words. `version`: the folder that keeps them, if the host keeps versions.
/// `cards`: links of the pictures that there are, without extension.
#[component]
pub fn ShareForm(
    language: Language,
    date: String,
    version: Option<String>,
    cards: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let parts = Part::ALL.map(|part| {
        let label = match part {
            Part::Title => t_string!(i18n, share.hide_title),
            Part::Legend => t_string!(i18n, share.hide_legend),
            Part::Panel => t_string!(i18n, share.hide_panel),
        };
        view! { <label><input type="checkbox" name="hide" value=part.code()/> " " {label}</label> }
    });
    let kept = [
        ("view", t_string!(i18n, share.keep_view)),
        ("lens", t_string!(i18n, share.keep_lens)),
        ("date", t_string!(i18n, share.keep_date)),
        ("filters", t_string!(i18n, share.keep_filters)),
    ];
    let kept = kept.map(|(value, label)| {
        view! { <label><input type="checkbox" name="keep" value=value checked/> " " {label}</label> }
    });
    let languages = std::iter::once(("", t_string!(i18n, share.reader_language)))
        .chain(Language::ALL.map(|language| (language.tag(), language.own_name())))
        .collect();
    let widths = [
        ("phone", t_string!(i18n, share.phone)),
        ("column", t_string!(i18n, share.column)),
        ("wide", t_string!(i18n, share.wide)),
    ];
    let widths = widths.map(|(width, label)| {
        let pressed = (width == "column").to_string();
        view! { <button type="button" data-width=width aria-pressed=pressed>{label}</button> }
    });
    let versions = version.is_some().then(|| {
        let options = vec![
            ("live", t_string!(i18n, share.live)),
            ("pinned", t_string!(i18n, share.pinned)),
        ];
        view! { <Choice name="version" label=t_string!(i18n, share.version) chosen="live" options/> }
    });
    view! {
        <dialog
            id="share"
            class="sheet-of-text"
            aria-labelledby="share-title"
            data-date=date
            data-version=version
            data-cards=cards
            data-copied=t_string!(i18n, share.copied)
            data-not-copied=t_string!(i18n, share.not_copied)
            data-atlas=t_string!(i18n, app.name)
        >
            <h2 id="share-title" tabindex="-1">{t_string!(i18n, share.title)}</h2>
            <Copied label=t_string!(i18n, share.link) id="share-link"/>
            <Copied label=t_string!(i18n, share.citation) id="share-citation"/>
            <Copied label=t_string!(i18n, share.bibtex) id="share-bibtex"/>
            <p class="note">{t_string!(i18n, share.picture_note)}</p>
            <p class="files" hidden>{t_string!(i18n, share.files)} " "</p>
            <div class="widths">
                <button type="button" class="native" hidden>{t_string!(i18n, share.native)}</button>
                <button type="button" class="save-picture" hidden>{t_string!(i18n, share.save)}</button>
            </div>
            <h3>{t_string!(i18n, share.embed)}</h3>
            <div class="choices">
                <Choice name="what" label=t_string!(i18n, share.what) chosen="map" options=vec![
                    ("map", t_string!(i18n, share.what_map)),
                    ("card", t_string!(i18n, share.what_card)),
                ]/>
                <Choice name="language" label=t_string!(i18n, app.language) chosen=language.tag() options=languages/>
                <Choice name="theme" label=t_string!(i18n, share.theme) chosen="" options=vec![
                    ("", t_string!(i18n, share.theme_auto)),
                    ("light", t_string!(i18n, share.theme_light)),
                    ("dark", t_string!(i18n, share.theme_dark)),
                ]/>
                <Choice name="height" label=t_string!(i18n, share.height) chosen="auto" options=vec![
                    ("auto", t_string!(i18n, share.height_auto)),
                    ("fixed", t_string!(i18n, share.height_fixed)),
                ]/>
                {versions}
                <fieldset><legend>{t_string!(i18n, share.hide)}</legend>{parts}</fieldset>
                <fieldset class="kept"><legend>{t_string!(i18n, share.keep)}</legend>{kept}</fieldset>
            </div>
            <Copied label=t_string!(i18n, share.code) id="share-code"/>
            <Copied label=t_string!(i18n, share.frame_link) id="share-frame"/>
            <div class="preview" data-width="column">
                <div class="widths" role="group" aria-label=t_string!(i18n, share.preview)>{widths}</div>
                <iframe title=t_string!(i18n, share.preview)></iframe>
            </div>
            <button type="button" class="done">{t_string!(i18n, app.close)}</button>
        </dialog>
    }
}

/// A list to choose one of: values and their words.
#[component]
fn Choice(
    name: &'static str,
    label: &'static str,
    chosen: &'static str,
    options: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let options = options
        .into_iter()
        .map(|(value, words)| view! { <option value=value selected=value == chosen>{words}</option> })
        .collect_view();
    view! { <label class="choice"><span>{label}</span><select name=name>{options}</select></label> }
}

/// A text to take along, and the button that copies it.
#[component]
fn Copied(label: &'static str, id: &'static str) -> impl IntoView {
    let i18n = use_i18n();
    let copy = t_string!(i18n, share.copy);
    view! {
        <div class="copied">
            <label for=id>{label}</label>
            <textarea id=id readonly rows="2"></textarea>
            <button type="button" class="copy" aria-label=format!("{copy}: {label}")>{copy}</button>
            <span role="status"></span>
        </div>
    }
}
