//! The `demarche` command. Everything it does is in [`demarche::cli`].

fn main() -> std::process::ExitCode {
    demarche::cli::run()
}
