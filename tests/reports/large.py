#!/usr/bin/env python3
"""Writes a report of about 200 pages with 50 timelines into a folder: 30 blocks that name an event file, 10 with
events of their own, 10 images. Usage: large.py FOLDER"""
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
(folder / "data").mkdir(parents=True, exist_ok=True)
prose = (
    "The delegations met again in the afternoon, and what was said in the morning was said once more, with other "
    "words and before other witnesses; the minutes of both sides agree in this, and in little else. "
)
kinds = ["meeting", "statement", "call", "message", "visit"]


def events(number, indent=""):
    lines = [f"title: Round {number} of the talks", "timezone: Europe/Zurich", "sources:",
             f"  minutes: {{ title: Minutes of round {number}, published: 2021-01-01 }}", "actors:"]
    lines += [f"  a{i}: {{ name: Delegate {i} of round {number}, short: Delegate {i} }}" for i in range(4)]
    lines.append("events:")
    for i in range(8 + number % 9):
        month, day = 1 + number % 12, 1 + i
        kind = kinds[(i + number) % 5]
        who = f"speaker: a{i % 4}, to: press" if kind in ("statement", "message") else f"actors: [a{i % 4}, a{(i + 1) % 4}]"
        lines.append(f"  - {{ id: e{i}, kind: {kind}, date: 2020-{month:02}-{day:02}, title: Item {i} of round {number}, {who}, source: minutes }}")
    return "".join(indent + line + "\n" for line in lines)


text = ["# The report\n"]
for number in range(1, 51):
    text.append(f"\n## Round {number}\n\n" + (prose * 4 + "\n\n") * 6)
    name = f"data/round-{number}.yaml"
    if number % 5 != 0:
        (folder / name).write_text(events(number))
    if number % 5 == 0:
        text.append(f"```timeline\n//| caption: Round {number}\n{events(number)}```\n\n")
    elif number % 5 == 1:
        text.append(f"![Round {number}]({name})\n\n")
    else:
        text.append(f"```timeline\nfile: {name}\ncaption: Round {number}\n```\n\n")
    text.append((prose * 4 + "\n\n") * 3)
report = "".join(text)
(folder / "report.md").write_text(report)
print(f"{len(report.split())} words, about {len(report.split()) // 350} pages, 50 timelines")
