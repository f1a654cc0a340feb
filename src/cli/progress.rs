//! How far a long work is, on one line of a terminal that is written over; nothing anywhere else.

use std::io::{self, IsTerminal, Write};

/// A work of several pieces.
pub struct Progress {
    all: usize,
    done: usize,
    shown: bool,
}

impl Progress {
    /// Begins; a single piece is not worth a line.
    pub fn begin(all: usize) -> Progress {
        Progress { all, done: 0, shown: all > 1 && io::stderr().is_terminal() }
    }

    /// Says which piece is being worked on.
    pub fn step(&mut self, what: &str) {
        self.done += 1;
        if self.shown {
            const BAR: usize = 20;
            let filled = BAR * self.done / self.all.max(1);
            let bar =
                format!("{}{}", "█".repeat(filled.min(BAR)), "░".repeat(BAR - filled.min(BAR)));
            let what = crate::diagnostic::printable::one_line(what);
            let what: String = what.chars().take(40).collect();
            let mut err = io::stderr().lock();
            let _ = write!(err, "\r\x1b[2K{bar} {}/{} {what}", self.done, self.all);
            let _ = err.flush();
        }
    }

    /// Makes room for something to say.
    pub fn clear(&self) {
        if self.shown {
            let _ = write!(io::stderr().lock(), "\r\x1b[2K");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}
