//! Columns of text for the terminal: aligned whatever the script, fitted to its width.
//!
//! Cells are made printable here, so that nobody has to think of it. Widths are columns of a terminal, in
//! which an ideograph takes two.

use crate::cli::screen::Screen;
use crate::diagnostic::printable;
use clap::builder::styling::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Blanks between two columns.
const GAP: usize = 2;

/// What is known of a column before its cells are.
#[derive(Debug, Clone)]
pub struct Column {
    heading: &'static str,
    /// The width below which a column is never cut; `None` if it is never cut at all.
    least: Option<usize>,
}

impl Column {
    /// A column that is as wide as its widest cell.
    pub fn fixed(heading: &'static str) -> Column {
        Column { heading, least: None }
    }

    /// A column whose cells are cut when the table is too wide, but not below `least`.
    pub fn flexible(heading: &'static str, least: usize) -> Column {
        Column { heading, least: Some(least) }
    }
}

/// A table, filled row by row.
#[derive(Debug)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<(String, Style)>>,
}

impl Table {
    /// A table with these columns; headings are printed if any is not empty.
    pub fn new(columns: Vec<Column>) -> Table {
        Table { columns, rows: Vec::new() }
    }

    /// Adds a row: a cell and its style for each column.
    pub fn row(&mut self, cells: Vec<(String, Style)>) {
        let clean = |(text, style): (String, Style)| (printable::one_line(&text).into(), style);
        self.rows.push(cells.into_iter().map(clean).collect());
    }

    /// The table as text, one line a row.
    pub fn render(&self, screen: &Screen) -> String {
        let widths = self.widths(screen.width);
        let mut out = String::new();
        if self.columns.iter().any(|column| !column.heading.is_empty()) {
            let heading = |c: &Column| (c.heading.to_owned(), screen.strong());
            line(&mut out, &self.columns.iter().map(heading).collect::<Vec<_>>(), &widths);
        }
        for row in &self.rows {
            line(&mut out, row, &widths);
        }
        out
    }

    /// Takes what is too much from the flexible columns, always from the widest one.
    fn widths(&self, available: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = self.columns.iter().map(|c| c.heading.width()).collect();
        for row in &self.rows {
            for (width, (cell, _)) in widths.iter_mut().zip(row) {
                *width = cell.width().max(*width);
            }
        }
        for (width, column) in widths.iter_mut().zip(&self.columns) {
            if let Some(least) = column.least {
                *width = (*width).min(available.max(least));
            }
        }
        let gaps = GAP * self.columns.len().saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > available {
            let flexible = widths.iter_mut().zip(&self.columns);
            let wide = flexible.filter(|(width, column)| column.least.is_some_and(|l| **width > l));
            match wide.map(|(width, _)| width).max() {
                Some(widest) => *widest -= 1,
                None => break,
            }
        }
        widths
    }
}

/// Adds a line; the last cell is not padded.
fn line(out: &mut String, cells: &[(String, Style)], widths: &[usize]) {
    let mut text = String::new();
    for (index, ((cell, style), &width)) in cells.iter().zip(widths).enumerate() {
        let cell = fit(cell, width);
        text.push_str(&format!("{style}{cell}{style:#}"));
        if index + 1 < cells.len() {
            text.push_str(&" ".repeat(width - cell.width().min(width) + GAP));
        }
    }
    out.push_str(text.trim_end());
    out.push('\n');
}

/// A text of at most so many columns; one that is longer ends in `…`.
pub fn fit(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used + 1 > width {
            break;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{Column, Table, fit};
    use crate::cli::screen::{ColorWhen, Screen};
    use clap::builder::styling::Style;

    #[track_caller]
    fn check(width: usize, rows: &[[&str; 3]], expected: &str) {
        let mut table = Table::new(vec![
            Column::fixed("when"),
            Column::flexible("who", 6),
            Column::flexible("title", 8),
        ]);
        for row in rows {
            table.row(row.iter().map(|cell| ((*cell).to_owned(), Style::new())).collect());
        }
        let mut screen = Screen::new(ColorWhen::Never);
        screen.width = width;
        assert_eq!(table.render(&screen), expected);
    }

    #[test]
    fn wide_characters_align() {
        check(
            60,
            &[["2016", "习近平", "G20"], ["2017", "Xi", "ab\u{301}c"]],
            "when  who     title\n2016  习近平  G20\n2017  Xi      ab\u{301}c\n",
        );
    }

    #[test]
    fn flexible_columns_shrink_together() {
        check(
            30,
            &[["2016", "Kerry, Lavrov", "Talks on the cease-fire in Syria"]],
            "when  who          title\n2016  Kerry, Lav…  Talks on t…\n",
        );
    }

    #[test]
    fn a_cut_never_splits_a_wide_character() {
        assert_eq!(fit("习近平", 4), "习…");
        assert_eq!(fit("习近平", 6), "习近平");
        assert_eq!(fit("abc", 0), "…");
    }

    #[test]
    fn a_hostile_cell_is_made_visible() {
        check(60, &[["2016", "a\u{1b}[2J", "b\nc"]], "when  who    title\n2016  a␛[2J  b c\n");
    }
}
