//! A picture inside another document: names of its own, and no empty line.

/// A drawn picture as it can stand in a page of HTML, or in the HTML of a Markdown text, beside others: ids get a
/// prefix of the picture's `number`, and lines that would end a block of HTML are closed up.
pub fn inline(svg: &str, number: usize) -> String {
    const ID: &str = " id=\"";
    let mut out = svg.to_owned();
    // A quotation mark in a text is written as an entity: this can only be an attribute.
    let ids: Vec<String> = svg
        .match_indices(ID)
        .filter_map(|(at, _)| svg[at + ID.len()..].split('"').next().map(str::to_owned))
        .collect();
    for id in ids {
        let named = format!("timeline-{number}-{id}");
        for (before, after) in [(" id=\"", "\""), ("url(#", ")"), ("href=\"#", "\"")] {
            let from = format!("{before}{id}{after}");
            out = out.replace(&from, &format!("{before}{named}{after}"));
        }
        for attribute in ["aria-labelledby=\"", "aria-describedby=\""] {
            out = in_list(&out, attribute, &id, &named);
        }
    }
    let lines = out.lines().filter(|line| !line.trim().is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Replaces one name in an attribute that lists several.
fn in_list(svg: &str, attribute: &str, from: &str, to: &str) -> String {
    let Some(at) = svg.find(attribute).map(|at| at + attribute.len()) else {
        return svg.to_owned();
    };
    let Some(length) = svg[at..].find('"') else { return svg.to_owned() };
    let names = svg[at..at + length].split(' ').map(|name| if name == from { to } else { name });
    let names = names.collect::<Vec<_>>().join(" ");
    format!("{}{names}{}", &svg[..at], &svg[at + length..])
}

#[cfg(test)]
mod tests {
    use super::inline;

    #[test]
    fn two_pictures_in_one_page_share_no_id() {
        let svg = "<svg aria-labelledby=\"a b\">\n <title id=\"a\">x\n\n y</title>\n <g id=\"b\" fill=\"url(#b)\"/>\n</svg>\n";
        assert_eq!(
            inline(svg, 2),
            "<svg aria-labelledby=\"timeline-2-a timeline-2-b\">\n <title id=\"timeline-2-a\">x\n y</title>\n <g id=\"timeline-2-b\" fill=\"url(#timeline-2-b)\"/>\n</svg>"
        );
    }
}
