//! The terminal: whether it has colours, how wide it is, and writing to it.
//!
//! Results go to standard output, everything else to standard error. A reader who has gone away (`| head`)
//! is no error.

use crate::cli::failure::Failure;
use crate::cli::files::reason;
use crate::diagnostic::{printable, text};
use clap::ValueEnum;
use clap::builder::styling::{AnsiColor, Style};
use std::io::{self, IsTerminal, Write};

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal that has them, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Width of tables that are not printed on a terminal, in columns.
const PLAIN_WIDTH: usize = 100;
/// The narrowest width that tables are fitted to; below it, lines wrap.
const LEAST_WIDTH: usize = 40;

/// What is known of standard output and standard error.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    /// Whether results are coloured.
    pub out_color: bool,
    /// Whether messages are coloured.
    pub err_color: bool,
    /// Columns of a line of results.
    pub width: usize,
    out_is_terminal: bool,
}

impl Screen {
    /// Looks at the terminal and the environment (`NO_COLOR`, `CLICOLOR`, `CLICOLOR_FORCE`, `TERM`).
    pub fn new(when: ColorWhen) -> Screen {
        match when {
            ColorWhen::Auto => anstream::ColorChoice::Auto,
            ColorWhen::Always => anstream::ColorChoice::Always,
            ColorWhen::Never => anstream::ColorChoice::Never,
        }
        .write_global();
        let colored = |choice| choice != anstream::ColorChoice::Never;
        let size = terminal_size::terminal_size_of(io::stdout());
        Screen {
            out_color: colored(anstream::AutoStream::choice(&io::stdout())),
            err_color: colored(anstream::AutoStream::choice(&io::stderr())),
            width: size.map_or(PLAIN_WIDTH, |(width, _)| usize::from(width.0).max(LEAST_WIDTH)),
            out_is_terminal: io::stdout().is_terminal(),
        }
    }

    /// Prints a result for people, colours included; what came from a file has been made printable before.
    pub fn print(&self, text: &str) -> Result<(), Failure> {
        written(anstream::stdout().lock().write_all(text.as_bytes()))
    }

    /// Prints a result for programs, byte for byte; on a terminal, what it would obey is made visible.
    pub fn print_data(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        let shown = if self.out_is_terminal { printable::lines(text) } else { text.into() };
        written(out.write_all(shown.as_bytes()).and_then(|()| out.flush()))
    }

    /// Prints a picture, byte for byte.
    ///
    /// # Errors
    /// Standard output is a terminal and the picture no text.
    pub fn print_bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        match std::str::from_utf8(bytes) {
            Ok(text) => self.print_data(text),
            Err(_) if self.out_is_terminal => {
                Err(Failure::new("a terminal cannot show this picture")
                    .help("name a file with `-o`, or send the picture on with `>` or `|`"))
            }
            Err(_) => {
                let mut out = io::stdout().lock();
                written(out.write_all(bytes).and_then(|()| out.flush()))
            }
        }
    }

    /// Says something about the work, on standard error.
    pub fn talk(&self, text: &str) {
        // There is nobody left to tell when standard error is closed.
        let _ = anstream::stderr().lock().write_all(text.as_bytes());
    }

    /// Says why nothing could be done, on standard error.
    pub fn fail(&self, failure: &Failure) {
        self.talk(&text::plain(&failure.message, failure.help.as_deref(), self.err_color));
    }

    /// The style of what matters less, in results.
    pub fn dim(&self) -> Style {
        if self.out_color { Style::new().dimmed() } else { Style::new() }
    }

    /// The style of headings and names, in results.
    pub fn strong(&self) -> Style {
        if self.out_color { Style::new().bold() } else { Style::new() }
    }

    /// The style of a word in a colour, in results.
    pub fn tint(&self, color: AnsiColor) -> Style {
        if self.out_color { color.on_default().bold() } else { Style::new() }
    }
}

/// Forgives a reader who has gone away.
fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("cannot write the result: {}", reason(&error))))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
