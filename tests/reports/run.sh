#!/usr/bin/env bash
# The way of a picture into reports, with the real programs: for each, that the document is made, that the words of
# the picture are text in it, and that its size is right. Says plainly which programs are absent.
#
#   tests/reports/run.sh [FOLDER]      what is made stays in FOLDER, to be looked at [default: a new one]
#
# TOOLS names a folder with playwright-core and axe-core (npm install playwright-core axe-core).
set -uo pipefail
cd "$(dirname "$0")/../.."
project=$PWD
demarche=${DEMARCHE:-$project/target/debug/demarche}
export DEMARCHE=$demarche
tools=${TOOLS:-$project/node_modules}
work=${1:-$(mktemp -d)}
mkdir -p "$work"
cp timelines/syria-2016.yaml "$work/"
cd "$work" || exit 2
echo "in $work"
failed=0 absent=0
ok() { echo "ok    $*"; }
bad() { echo "FAIL  $*"; failed=$((failed + 1)); }
has() {
    for program in "$@"; do
        if ! command -v "$program" > /dev/null; then
            echo "----  $program is not here: $what is left out"
            absent=$((absent + 1))
            return 1
        fi
    done
}
# Words of one line of the picture must be one text in the PDF.
words_in() {
    local text file=$1
    shift
    set -- "$file" "${@:-Kerry–Lavrov talks on Syria}" "Obama to reporters"
    text=$(pdftotext -layout "$1" - | tr -s ' \n' ' ')
    for words in "${@:2}"; do
        if [[ $text == *"$words"* ]]; then ok "$what: “$words” is text"; else bad "$what: “$words” is not text in $1"; fi
    done
}
# Letters of other families would be boxes or guesses.
fonts_of() { echo "      fonts: $(pdffonts "$1" | tail -n +3 | cut -c1-36 | tr -s ' ' | sort -u | tr '\n' ',')"; }
picture_of() { pdftoppm -r 60 -png "$1" "${1%.pdf}" && echo "      look at $(ls "$work/${1%.pdf}"*.png | head -1)"; }

cat > report.md <<'END'
---
title: The Hangzhou talks
---

Two days in September, as one report tells them.

```timeline
//| caption: Two days in *Hangzhou*
file: syria-2016.yaml
```

As a row:

![The same, in a row](syria-2016.yaml?layout=horizontal)
END

what="pandoc → docx → LibreOffice → PDF"
"$demarche" pandoc > demarche.lua
if has pandoc soffice pdftotext; then
    pandoc report.md --lua-filter demarche.lua -o report.docx && ok "$what: report.docx"
    unzip -l report.docx | grep -E 'media/' | sed 's/^/      /'
    # Word draws the SVG. LibreOffice 7.4 takes the PNG that pandoc puts beside it for older programs.
    unzip -p report.docx 'word/media/*.svg' | grep '>Kerry–Lavrov talks on Syria</text>' > /dev/null && ok "$what: the figure is in the document, and its text is text" || bad "$what: no text in the figure"
    soffice --headless --convert-to pdf report.docx > soffice.log 2>&1
    mv report.pdf word.pdf && pdftotext word.pdf - | grep 'Two days in Hangzhou' > /dev/null && ok "$what: the caption is found"
    pdfimages -list word.pdf | tail -n +3 | head -2 | sed 's/^/      /'
    fonts_of word.pdf && picture_of word.pdf
fi

what="pandoc → odt → LibreOffice → PDF"
if has pandoc soffice pdftotext; then
    pandoc report.md --lua-filter demarche.lua -o writer.odt && soffice --headless --convert-to pdf writer.odt > soffice.log 2>&1
    words_in writer.pdf && fonts_of writer.pdf && picture_of writer.pdf
fi

what="pandoc → LaTeX → PDF"
if has pandoc pdflatex rsvg-convert pdftotext; then
    pandoc report.md --lua-filter demarche.lua -o latex.pdf && words_in latex.pdf && fonts_of latex.pdf && picture_of latex.pdf
fi

what="pandoc → PowerPoint → LibreOffice Impress → PDF"
if has pandoc soffice pdftotext; then
    printf '# The talks\n\n![](syria-2016.yaml?layout=horizontal)\n' > slides.md
    pandoc slides.md --lua-filter demarche.lua -o slides.pptx && soffice --headless --convert-to pdf slides.pptx > soffice.log 2>&1
    words_in slides.pdf "Kerry to reporters" && fonts_of slides.pdf && picture_of slides.pdf
fi

what="embed → Typst → PDF"
cat > typst.typ <<'END'
#set page("a4", margin: 25mm)
= The Hangzhou talks
// ```timeline
// file: syria-2016.yaml
// caption: Two days in Hangzhou
// ```
END
"$demarche" embed typst.typ
if python3 -c 'import typst' 2> /dev/null; then
    python3 -c 'import typst; typst.compile("typst.typ", output="typst.pdf")' && words_in typst.pdf && fonts_of typst.pdf && picture_of typst.pdf
else
    echo "----  Typst (pip install typst) is not here"; absent=$((absent + 1))
fi

what="embed → LaTeX → PDF"
cat > embedded.tex <<'END'
\documentclass[a4paper]{article}
\usepackage{graphicx}
\begin{document}
% ```timeline
% file: syria-2016.yaml
% caption: Two days in Hangzhou
% ```
\end{document}
END
if "$demarche" embed embedded.tex && has pdflatex pdftotext; then
    pdflatex -interaction=batchmode embedded.tex > /dev/null 2>&1; words_in embedded.pdf && fonts_of embedded.pdf && picture_of embedded.pdf
fi

what="evidence tables"
"$demarche" export syria-2016.yaml --to evidence -o evidence.md
"$demarche" export syria-2016.yaml --to evidence-latex -o table.tex
"$demarche" export syria-2016.yaml --to evidence-typst -o table.typ
printf '#set page(flipped: true)\n#include "table.typ"\n' > evidence-typst.typ
python3 -c 'import typst; typst.compile("evidence-typst.typ", output="evidence-typst.pdf")' 2> /dev/null && ok "$what: Typst sets it" && picture_of evidence-typst.pdf
if has pdflatex; then
    printf '\\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage[margin=15mm,landscape]{geometry}\\usepackage{longtable,booktabs,array,xurl}\n\\begin{document}\\input{table.tex}\\end{document}\n' > evidence-latex.tex
    pdflatex -interaction=batchmode evidence-latex.tex > /dev/null 2>&1; [ -s evidence-latex.pdf ] && ok "$what: LaTeX sets it" && picture_of evidence-latex.pdf
fi
has pandoc && pandoc -f gfm evidence.md -o evidence.html && ok "$what: $(grep -c '<tr' evidence.html) rows in HTML by way of GFM"

what="mdBook → HTML"
mdbook=${MDBOOK:-mdbook}
if has "$mdbook"; then
    mkdir -p book/src && cp syria-2016.yaml book/src/
    printf '[book]\ntitle = "Talks"\n[preprocessor.timeline]\ncommand = "%s mdbook"\n' "$demarche" > book/book.toml
    printf '# Summary\n\n- [Talks](talks.md)\n' > book/src/SUMMARY.md
    sed '1,/^---$/{/^---$/!d};1d' report.md > book/src/talks.md
    "$mdbook" build book > mdbook.log 2>&1 && ok "$what: built" || { bad "$what"; cat mdbook.log; }
    count=$(grep -c '<svg style' book/book/talks.html)
    [ "$count" = 2 ] && ok "$what: two pictures in the page" || bad "$what: $count pictures"
fi

what="GitHub-flavoured Markdown"
printf '# Talks\n\n```timeline\nfile: syria-2016.yaml\n```\n' > gfm.md
"$demarche" embed gfm.md
if has pandoc; then
    pandoc -f gfm gfm.md -o gfm.html
    grep -q '<img src="figures/gfm-syria-cease-fire-talks-at-the-hangzhou-g20.svg"' gfm.html && ok "$what: <img>" || bad "$what: no <img>"
fi

what="a report of 200 pages with 50 timelines"
python3 "$project/tests/reports/large.py" large
"$demarche" embed large/report.md 2>&1 | tail -1
cp large/report.md once.md; find large -name '*.svg' -exec md5sum {} + | sort > once.sum
[ "$("$demarche" embed large/report.md 2>&1 | tail -1)" = "large/report.md: 50 timelines, 50 up to date" ] && ok "$what: a second run draws nothing" || bad "$what: a second run"
find large -name '*.svg' -exec md5sum {} + | sort | cmp - once.sum && cmp once.md large/report.md && ok "$what: and changes nothing"
sed -i 's/Item 3 of/Changed 3 of/' large/data/round-7.yaml large/data/round-11.yaml
"$demarche" embed --check large/report.md > /dev/null 2>&1; [ $? = 1 ] && ok "$what: --check ends with 1" || bad "$what: --check"
touch mark; "$demarche" embed large/report.md 2> /dev/null
[ "$(find large -newer mark -name '*.svg' | wc -l)" = 2 ] && ok "$what: only the two stale ones are drawn" || bad "$what: $(find large -newer mark -name '*.svg')"

what="the page of export --to html"
if [ -d "$tools/playwright-core" ] || [ -d "$tools/node_modules/playwright-core" ]; then
    "$demarche" export syria-2016.yaml --to html -o page.html
    node "$project/tests/reports/page.mjs" "$tools" page.html "$work" || failed=$((failed + 1))
    node "$project/tests/reports/preview.mjs" "$tools" "$demarche" "$work" || failed=$((failed + 1))
    node "$project/tests/reports/hostile.mjs" "$tools" "$demarche" "$work" || failed=$((failed + 1))
else
    echo "----  playwright-core is not in $tools: $what is left out"; absent=$((absent + 1))
fi

echo "$failed failed, $absent programs absent"
[ "$failed" = 0 ]
