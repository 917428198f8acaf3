//! The table's rows, and what they need of the record.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    AppState, Stage,
    url::{Route, TableView},
};
use crate::{
    data::{Place, PlaceIndex},
    domain::{Certainty, Finding, Model, State, Tenures},
    explore::{
        Format, Lens, Order, Placed, Row, Standing, Whole, download, place_rows, policy_rows,
    },
};

impl AppState {
    /// How the table shows its rows.
    pub fn table_view(&self) -> TableView {
        self.address.with(|address| address.table)
    }

    /// Changes how the table shows its rows; the address follows at rest.
    pub fn show_table(&self, change: impl FnOnce(&mut TableView)) {
        self.address.update(|address| change(&mut address.table));
        self.write_at_rest();
    }

    /// A row for each place that is shown, in no order.
    pub fn place_rows(&self, language: &str) -> Vec<Row> {
        self.world.with(|world| {
            let Some(world) = world else {
                return Vec::new();
            };
            let classes = self.classes.get();
            let legend = classes.lens.classes();
            let standing = |number: PlaceIndex, place: &Place| {
                let placed = classes.of(number);
                let position = legend.iter().position(|&class| class == placed.class);
                placed.is_marked().then(|| Standing {
                    class: placed.class,
                    class_position: position.unwrap_or(legend.len()) as u8,
                    ..self.standing_of(number, place, placed)
                })
            };
            place_rows(&world.atlas, language, standing)
        })
    }

    /// Its state, whatever the lens.
    fn standing_of(&self, number: PlaceIndex, place: &Place, placed: Placed) -> Standing {
        let of_index = Standing {
            finding: placed.finding,
            is_sure: place.is_sure,
            basis: place.basis,
            effect: place.effect,
            since: None,
            class: placed.class,
            class_position: 0,
        };
        let Some(state) = self.state_of(number) else {
            return of_index;
        };
        let since = self.tenures.with(|tenures| {
            let own = tenures.as_ref()?.get(&number)?;
            since(own, &state)
        });
        Standing {
            finding: state.finding,
            is_sure: state.certainty == Certainty::Yes,
            basis: state.basis,
            effect: state.effect.kind(),
            since,
            ..of_index
        }
    }

    /// The rows of the table, in no order. `of_policies`: whether they are policies rather than places.
    pub fn table_rows(&self, language: &str, of_policies: bool) -> Vec<Arc<Row>> {
        let mut rows = self.place_rows(language);
        if of_policies {
            rows = self.parts.with(|parts| {
                self.world.with_untracked(|world| {
                    let record = |row: &Row| {
                        let part = world.as_ref()?.atlas.get(row.place)?.part?;
                        parts.get(&part)?.record(&row.id)
                    };
                    let policies = |row: &Row| record(row).map_or(&[][..], |r| &r.policies);
                    policy_rows(&rows, policies)
                })
            });
        }
        rows.into_iter().map(Arc::new).collect()
    }

    /// Asks for the records of places; true once all are there.
    pub fn want_records(&self, places: impl Iterator<Item = PlaceIndex>) -> bool {
        let mut parts: Vec<u16> = self.world.with(|world| {
            let atlas = world.as_ref().map(|world| &world.atlas);
            let part = |place| atlas?.get(place)?.part;
            places.filter_map(part).collect()
        });
        parts.sort_unstable();
        parts.dedup();
        for &part in &parts {
            self.want(Stage::Part(part));
        }
        self.parts
            .with(|loaded| parts.iter().all(|part| loaded.contains_key(part)))
    }

    /// Rows as a file.
    pub fn download(&self, format: Format, rows: &[Arc<Row>]) -> Option<String> {
        let rows: Vec<Row> = rows.iter().map(|row| Row::clone(row)).collect();
        let classes = self.classes.get_untracked();
        self.world.with_untracked(|world| {
            let atlas = &world.as_ref()?.atlas;
            let text = self.parts.with_untracked(|parts| {
                let page = |id: &str| self.absolute_link(Route::Place(id.to_owned()));
                let whole = Whole {
                    atlas,
                    parts,
                    date: classes.date.unwrap_or(atlas.index.date),
                    link: self.share_link(),
                    lens: (classes.lens != Lens::Model).then(|| {
                        let (kind, choice) = classes.lens.choice();
                        choice.map_or(kind.to_owned(), |choice| format!("{kind}:{choice}"))
                    }),
                    page: &page,
                };
                download(format, &rows, &whole)
            });
            Some(text)
        })
    }
}

/// When the first of the policies behind the finding began that hold, or of those that once did.
fn since(own: &Tenures, state: &State) -> Option<crate::domain::PartialDate> {
    let is_former = state.finding == Finding::Model(Model::Former);
    let counted = own.policies.iter().zip(&state.policies);
    let counted = counted.filter(|(tenure, holding)| {
        tenure.model.is_some() && (is_former || holding.certainty > Certainty::No)
    });
    counted.filter_map(|(tenure, _)| tenure.start).min()
}

impl Order {
    /// What `aria-sort` says of a column.
    pub fn spoken(self, column: crate::explore::Column) -> &'static str {
        match (self.column == column, self.is_descending) {
            (false, _) => "none",
            (true, false) => "ascending",
            (true, true) => "descending",
        }
    }
}
