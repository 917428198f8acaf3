//! What a picture is called that shows a lens, and its date, in words.

use leptos_i18n::t_string;

use crate::{
    domain::PartialDate,
    explore::Lens,
    state::{
        AppState,
        i18n::{self, I18n},
    },
};

/// Name of a lens with the list or the provision that was chosen.
pub fn lens_title(state: AppState, i18n: I18n, lens: &Lens) -> String {
    let choice = match lens {
        Lens::List(_) => state.chosen_list().map(|list| list.name),
        Lens::Provision(provision) => Some(i18n::provision(i18n, *provision).to_owned()),
        _ => None,
    };
    let name = i18n::lens(i18n, lens);
    choice.map_or(name.to_owned(), |choice| format!("{name}: {choice}"))
}

/// Of when the data are, and which day the map shows where that is another.
pub fn dated(i18n: I18n, shown: Option<PartialDate>, today: PartialDate) -> String {
    let record = format!(
        "{} {}",
        t_string!(i18n, about.as_of),
        i18n::date(i18n, today)
    );
    match shown {
        Some(shown) => format!("{} · {record}", as_of(i18n, shown)),
        None => record,
    }
}

/// "As of" a date.
pub fn as_of(i18n: I18n, date: PartialDate) -> String {
    t_string!(i18n, lens.as_of).replace("#", &i18n::date(i18n, date))
}
