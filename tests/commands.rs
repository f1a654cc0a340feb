//! The command line, as transcripts: what is typed, what is printed, how it ends.
//!
//! Each file of `tests/cmd` is a transcript; a folder of the same name with `.in` is where it runs, one with
//! `.out` is what is found there afterwards. `TRYCMD=overwrite cargo test --test commands` writes what is
//! printed into them: look at it before accepting it.

#[test]
fn transcripts() {
    trycmd::TestCases::new().env("NO_COLOR", "1").case("tests/cmd/*.trycmd").run();
}
