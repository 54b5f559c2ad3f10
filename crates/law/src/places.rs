//! The smallest places that law tells apart, from the pack's own table.

use std::collections::BTreeMap;
use truth::Region;

/// One of the smallest places: a federal district, a court that law names by itself, or outside.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// `FL-S`
    pub id: String,
    /// `FL`; empty outside the United States
    pub state: String,
    /// `11`, `dc`; empty outside
    pub circuit: String,
    /// An immigration court's code, where law names it by itself.
    pub court: String,
}

/// All smallest places, and every name for sets of them.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// In the order of the bits of a [`Region`].
    pub all: Vec<Place>,
    names: BTreeMap<String, Region>,
}

impl Places {
    /// From rows; at most 128, else the rest is refused by returning how many there were.
    ///
    /// # Errors
    /// The number of rows.
    pub fn new(rows: Vec<Place>) -> Result<Self, usize> {
        if rows.len() > 128 {
            return Err(rows.len());
        }
        let mut names: BTreeMap<String, Region> = BTreeMap::new();
        for (bit, place) in rows.iter().enumerate() {
            let here = 1_u128 << bit;
            let circuit = if place.circuit.is_empty() { String::new() } else { format!("circuit {}", place.circuit) };
            let us = if place.state.is_empty() { "" } else { "US" };
            for name in [place.id.as_str(), &place.state, &circuit, &place.court, us] {
                if !name.is_empty() {
                    names.entry(name.to_owned()).and_modify(|r| r.0 |= here).or_insert(Region(here));
                }
            }
        }
        Ok(Self { all: rows, names })
    }

    /// More names for places that are already there (immigration courts and the district each sits in).
    pub fn also(&mut self, name: &str, district: &str) {
        if let Some(region) = self.names.get(district).copied() {
            self.names.entry(name.to_owned()).or_insert(region);
        }
    }

    /// The places that a name stands for.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<Region> {
        self.names.get(name).copied()
    }

    /// All names, for "did you mean".
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// Every place there is, as a region; anywhere if there is no table.
    #[must_use]
    pub fn everywhere(&self) -> Region {
        match self.all.len() {
            0 | 128 => Region::ANY,
            n => Region((1 << n) - 1),
        }
    }

    /// The federal circuits that a region touches, each once; `11`, `dc`.
    #[must_use]
    pub fn circuits(&self, region: Region) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        for (_, place) in self.all.iter().enumerate().filter(|(bit, _)| region.0 >> bit & 1 == 1) {
            if !place.circuit.is_empty() && !all.contains(&place.circuit.as_str()) {
                all.push(&place.circuit);
            }
        }
        all
    }

    /// The shortest name of a region, or the names of its parts.
    #[must_use]
    pub fn shown(&self, region: Region) -> String {
        let region = Region(region.0 & self.everywhere().0);
        if region == self.everywhere() {
            return "anywhere".to_owned();
        }
        if let Some((name, _)) = self.names.iter().find(|(_, r)| **r == region) {
            return name.clone();
        }
        let parts: Vec<&str> =
            self.all.iter().enumerate().filter(|(bit, _)| region.0 >> bit & 1 == 1).map(|(_, p)| p.id.as_str()).collect();
        if parts.len() > 6 { format!("{} places", parts.len()) } else { parts.join(" or ") }
    }
}
