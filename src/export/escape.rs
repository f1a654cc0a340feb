//! Text as LaTeX prints it.

/// A text in which nothing is a command; on one line.
pub fn latex(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// An address inside `\nolinkurl{…}` in a table, where only a few characters are still obeyed.
pub fn latex_address(address: &str) -> String {
    let mut out = String::new();
    for c in address.chars() {
        match c {
            '%' | '#' | '&' => {
                out.push('\\');
                out.push(c);
            }
            '\\' | '{' | '}' | ' ' | '^' => out.push_str(&format!("\\%{:02X}", c as u32)),
            c => out.push(c),
        }
    }
    out
}
