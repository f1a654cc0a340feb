//! What is found in each language, what is left alone, and that writing twice changes nothing.

use super::reference::{Shown, write};
use super::{Content, Language, apply, find};

/// The addresses and the texts of blocks that are found, with the lines that blocks begin on.
fn found(language: Language, report: &str) -> Vec<String> {
    find(report, language)
        .into_iter()
        .map(|place| match place.content {
            Content::Image(image) => {
                assert_eq!(&report[place.span], image.address);
                format!("image {}", image.address)
            }
            Content::Block(block) => format!("block {} {:?}", block.first_line, block.text),
        })
        .collect()
}

/// Writes references behind all blocks, twice: the second time, nothing changes.
#[track_caller]
fn embedded(language: Language, report: &str) -> String {
    let shown = Shown {
        path: "figures/a b.svg",
        alt: "Timeline of 2 events",
        caption: Some("Two & a [half] day's \"talks\" #1"),
        label: None,
        size_px: (604.72, 400.0),
    };
    let once = |report: &str| {
        let edits = find(report, language).into_iter().filter_map(|place| match place.content {
            Content::Block(block) => {
                Some((block.reference.clone(), write(language, &block.indent, &shown)))
            }
            Content::Image(_) => None,
        });
        apply(report, &edits.collect::<Vec<_>>())
    };
    let first = once(report);
    assert_eq!(once(&first), first, "a second run changes nothing");
    first
}

#[test]
fn markdown_has_blocks_and_images_and_things_that_look_like_them() {
    let report = "\
# Report

```timeline
file: talks.yaml
```

- item

  ~~~ {.timeline #fig}
  title: T
    events: x
  ~~~

> ```timeline
> file: quoted.yaml
> ```

![Talks](talks.yaml \"title\") and ![wide](<my talks.yaml?layout=horizontal>), ![ref][r], ![no](photo.png),
`![code](no.yaml)`, [link](no.yaml), ![far](https://example.org/no.yaml)

````markdown
```timeline
file: example-in-an-example.yaml
```
````

    ```timeline
    file: indented.yaml
    ```

<!--
```timeline
file: hidden.yaml
```
-->

<img alt='x' src=\"inline.yaml\">

[r]: defined.yaml

```timeline
file: never-closed.yaml
";
    assert_eq!(
        found(Language::Markdown, report),
        [
            "block 4 \"file: talks.yaml\\n\"",
            "block 10 \"title: T\\n  events: x\\n\"",
            "block 15 \"file: quoted.yaml\\n\"",
            "image talks.yaml",
            "image my talks.yaml?layout=horizontal",
            "block 33 \"file: hidden.yaml\\n\"",
            "image inline.yaml",
            "image defined.yaml",
        ]
    );
}

#[test]
fn markdown_shows_a_picture_behind_its_block() {
    let report = "1. a\n\n   ```timeline\n   file: x.yaml\n   ```\n   b\n\n> ```timeline\n> file: y.yaml\n> ```\n";
    let image = "![Two & a [half] day's \"talks\" #1](figures/a%20b.svg)";
    assert_eq!(
        embedded(Language::Markdown, report),
        format!(
            "1. a\n\n   ```timeline\n   file: x.yaml\n   ```\n\n\
             \x20  <!-- timeline: begin (written by `demarche embed`) -->\n   {image}\n   <!-- timeline: end -->\n   b\n\n\
             > ```timeline\n> file: y.yaml\n> ```\n>\n\
             > <!-- timeline: begin (written by `demarche embed`) -->\n> {image}\n> <!-- timeline: end -->\n"
        )
    );
}

#[test]
fn html_has_fences_in_comments_and_images() {
    let report = "\
<p>x</p>
<!-- ```timeline
     file: talks.yaml
     ``` -->
<p><img src='a.yaml?to=2016' alt=\"b > c\"><IMG SRC=b.svg></p>
<script>\"<img src='no.yaml'>\"</script>
<!-- <img src=\"no.yaml\"> -->
";
    assert_eq!(
        found(Language::Html, report),
        ["block 3 \"file: talks.yaml\\n\"", "image a.yaml?to=2016", "image b.svg"]
    );
    let shown = embedded(Language::Html, report);
    assert!(shown.contains("     ``` -->\n\n<!-- timeline: begin"), "{shown}");
    assert!(shown.contains("<img src=\"figures/a%20b.svg\" width=\"605\" height=\"400\" alt="));
    assert!(
        shown.contains("<figcaption>Two &amp; a [half] day's &quot;talks&quot; #1</figcaption>")
    );
}

#[test]
fn typst_has_raw_blocks_comments_and_images() {
    let report = "\
```timeline
file: talks.yaml
```
// ```timeline
// file: commented.yaml
// ```
/*
```timeline
file: hidden.yaml
```
*/
#figure(image( \"a.yaml\", width: 80%), caption: [see https://example.org/ and #image(\"b.svg\")])
// #image(\"no.yaml\")
/* #image(\"no.yaml\") */ #image(\"c.yaml\")
````typ
```timeline
file: example.yaml
```
````
";
    assert_eq!(
        found(Language::Typst, report),
        [
            "block 2 \"file: talks.yaml\\n\"",
            "block 5 \"file: commented.yaml\\n\"",
            "block 9 \"file: hidden.yaml\\n\"",
            "image a.yaml",
            "image b.svg",
            "image c.yaml",
        ]
    );
    let shown = embedded(Language::Typst, report);
    assert!(shown.contains("#figure(image(\"figures/a b.svg\", width: 160.0mm, alt:"), "{shown}");
    assert!(shown.contains("*/\n\n// timeline: begin"), "behind the comment:\n{shown}");
}

#[test]
fn latex_has_comments_and_images() {
    let report = "\
% ```timeline
% file: talks.yaml
% ```
\\begin{comment}
```timeline
title: T
events:
  - kind: meeting
```
\\end{comment}
\\includegraphics[width=\\linewidth]{a.yaml} 50\\% % \\includegraphics{no.yaml}
\\begin{verbatim}
\\includegraphics{no.yaml}
\\end{verbatim}
";
    assert_eq!(
        found(Language::Latex, report),
        [
            "block 2 \"file: talks.yaml\\n\"",
            "block 6 \"title: T\\nevents:\\n  - kind: meeting\\n\"",
            "image a.yaml",
        ]
    );
    let shown = embedded(Language::Latex, report);
    assert!(shown.contains("\\caption{Two \\& a [half] day's \"talks\" \\#1}"), "{shown}");
    assert!(shown.contains("\\end{comment}\n\n% timeline: begin"), "{shown}");
}

#[test]
fn rst_has_comments_directives_and_images() {
    let report = "\
Title
=====

..
   ```timeline
   file: talks.yaml
   ```

.. figure:: a.yaml
   :width: 80%

   Words

Literal::

   .. image:: no.yaml

.. code-block:: rst

   .. image:: no.yaml

.. |x| image:: b.svg
";
    assert_eq!(
        found(Language::Rst, report),
        ["block 6 \"file: talks.yaml\\n\"", "image a.yaml", "image b.svg"]
    );
    let shown = embedded(Language::Rst, report);
    assert!(shown.contains("   ```\n\n.. timeline: begin"), "{shown}");
    assert!(shown.contains("\n.. figure:: figures/a b.svg\n   :alt: Timeline of 2 events\n"));
}

#[test]
fn only_the_asked_for_bytes_change() {
    let edits = [(4..5, "X".to_owned()), (0..1, String::new()), (2..2, "--".to_owned())];
    assert_eq!(apply("abcdef", &edits), "b--cdXf");
}
