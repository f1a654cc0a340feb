//! What is found while a file is read: D002 and D701 to D708. The findings are made in [`crate::source`]; these
//! are the pages about them.

use crate::check::Check;
use crate::diagnostic::{Code, Severity};

/// D002: YAML made something else of a date.
pub const YAML_ATE_DATE: Check = Check {
    code: Code("D002"),
    name: "yaml-ate-date",
    severity: Severity::Error,
    summary: "YAML made a list or a map of a date",
    explain: "\
Some dates are YAML in their own right: `[1667,1668]` is a list, `{..1984}` is a map. What arrives is not
the text that was written.

## Why it matters

Only a text can be read as a date, and putting it together again from its parts would be a guess.

## What to do

Put the date between quotes: `\"1667/1668\"`. Plain dates such as `2016`, `2016-09-05` or `09:30` need none.
",
    example: "\
title: Breda
events:
  - id: negotiations
    kind: meeting
    date: [1667, 1668]
",
    cure: "\
title: Breda
events:
  - id: negotiations
    kind: meeting
    date: \"1667/1668\"
",
    run: None,
};

/// D701: the text is not YAML.
pub const YAML_SYNTAX: Check = Check {
    code: Code("D701"),
    name: "yaml-syntax",
    severity: Severity::Error,
    summary: "the text is not YAML",
    explain: "\
The file cannot be read as YAML. The mark shows where reading stopped, which may lie behind the slip
itself: an open quote runs on to the end of the file.

## Why it matters

Nothing behind that point can be trusted, so that nothing of the file is used.

## What to do

Close the quote, indent with blanks instead of tabs, and put a text that holds `: ` or ` #`, or that
begins with one of `[ { @ % & * ! |`, between quotes.
",
    example: "\
title: \"Geneva
events:
  - kind: meeting
    date: 2016-09-09
",
    cure: "\
title: \"Geneva\"
events:
  - kind: meeting
    date: 2016-09-09
",
    run: None,
};

/// D702: a key stands twice in one map.
pub const DUPLICATE_KEY: Check = Check {
    code: Code("D702"),
    name: "duplicate-key",
    severity: Severity::Error,
    summary: "a key that stands twice in one map",
    explain: "\
The same key stands twice in one map: a field of one event, or the id of an actor, a source or a place.

## Why it matters

Most readers of YAML take the last one in silence, and what stood first is lost.

## What to do

Keep one of the two. To give a field several values, make a list of them.
",
    example: "\
title: Geneva
events:
  - kind: meeting
    date: 2016-09-08
    date: 2016-09-09
",
    cure: "\
title: Geneva
events:
  - kind: meeting
    date: 2016-09-09
",
    run: None,
};

/// D703: a key that means nothing.
pub const UNKNOWN_KEY: Check = Check {
    code: Code("D703"),
    name: "unknown-key",
    severity: Severity::Error,
    summary: "a key that means nothing here",
    explain: "\
A key is not one of the fields that can stand in this place.

## Why it matters

A misspelt field would otherwise be left out in silence, and the event would lose its date or its source.

## What to do

Correct the key; the help line names the nearest one. For a remark of your own, use `note` or a comment.
",
    example: "\
title: Geneva
events:
  - kind: meeting
    dat: 2016-09-09
",
    cure: "\
title: Geneva
events:
  - kind: meeting
    date: 2016-09-09
",
    run: None,
};

/// D704: a list where a text belongs, or the like.
pub const WRONG_SHAPE: Check = Check {
    code: Code("D704"),
    name: "wrong-shape",
    severity: Severity::Error,
    summary: "a list, a map or a text where something else belongs",
    explain: "\
A value has the wrong shape: a list where one text belongs, a text where a map belongs.

## Why it matters

There is no telling what was meant, and the field is left out.

## What to do

Write the shape that the message asks for.
",
    example: "\
title: [Geneva, Hangzhou]
events:
  - kind: meeting
    date: 2016-09-09
",
    cure: "\
title: Geneva and Hangzhou
events:
  - kind: meeting
    date: 2016-09-09
",
    run: None,
};

/// D705: something that must be there is not.
pub const MISSING_KEY: Check = Check {
    code: Code("D705"),
    name: "missing-key",
    severity: Severity::Error,
    summary: "a required key is missing",
    explain: "\
A timeline needs a `title` and its `events`, an event a `kind`, an actor a `name`, a source a `title`.

## Why it matters

Without it the record cannot be shown, or not be told from others.

## What to do

Add the key.
",
    example: "\
title: Geneva
events:
  - id: talks
    date: 2016-09-09
",
    cure: "\
title: Geneva
events:
  - id: talks
    kind: meeting
    date: 2016-09-09
",
    run: None,
};

/// D706: too large, too deep, too many.
pub const TOO_MUCH: Check = Check {
    code: Code("D706"),
    name: "too-much",
    severity: Severity::Error,
    summary: "a file that is too large or too deep",
    explain: "\
The file exceeds a limit: its size, the number of its parts, the depth to which they are nested, or what
its aliases would grow to. The message names the limit.

## Why it matters

A few lines of nested aliases can stand for more data than any machine holds. Such files are refused before
they cost anything.

## What to do

Split a large timeline by `include`. No honest event file is nested more than a few levels deep.
",
    example: "\
title: Geneva
events:
  - kind: meeting
    note: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
      ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
",    cure: "\
title: Geneva
events:
  - kind: meeting
    note: nothing was agreed
",
    run: None,
};

/// D707: a word outside a closed list, or a value that its field cannot hold.
pub const UNKNOWN_WORD: Check = Check {
    code: Code("D707"),
    name: "unknown-word",
    severity: Severity::Error,
    summary: "a word or value that its field does not know",
    explain: "\
Some fields take only certain words or values: `kind`, `status`, `timezone`, `color`, `reliability`, a
`duration`, a `gap`. This is none of them.

## Why it matters

The picture, the filters and the checks go by these words.

## What to do

Choose from the list that the message gives. To say more than a `kind` does, add a `form`, which is free:
`kind: meeting`, `form: summit`.
",
    example: "\
title: Geneva
events:
  - kind: meetng
    date: 2016-09-09
",
    cure: "\
title: Geneva
events:
  - kind: meeting
    date: 2016-09-09
",
    run: None,
};

/// D708: an included file cannot be had.
pub const INCLUDE_FAILED: Check = Check {
    code: Code("D708"),
    name: "include-failed",
    severity: Severity::Error,
    summary: "an included file that cannot be read",
    explain: "\
`include` names a file that cannot be read, or files include each other in a circle.

## Why it matters

The actors and events of that file are missing, and names that lead to them lead nowhere.

## What to do

Paths count from the folder of the including file. Correct the path, or take the file out of the circle.
",
    example: "\
title: Geneva
include: no-such-file.yaml
events:
  - kind: meeting
    date: 2016-09-09
",
    cure: "\
title: Geneva
events:
  - kind: meeting
    date: 2016-09-09
",
    run: None,
};
