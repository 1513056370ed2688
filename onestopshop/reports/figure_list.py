"""Writes the page that defines every figure, from the definitions themselves."""

from __future__ import annotations

import sys
from pathlib import Path

from onestopshop.question import Question
from onestopshop.reports.figures import figures
from onestopshop.reports.programme_figures import OUTCOME
from onestopshop.reports.tables import TABLE_IDS

_HEAD = """# Figures

Each number that a report can hold, defined once. This page is written from the definitions in
`onestopshop/reports` by `python -m onestopshop.reports.figure_list docs/figures.md`; a test keeps it
true.

Percentages are of the base and round half up. Unless the base says otherwise it leaves out Not asked,
Not known, Prefer not to say and Not answered; how many those were is told beside it. In the network's
reports a visit is one coming of a victim-survivor to a session. A figure of which nothing was recorded
in the period is not available, rather than 0.

What is published is protected: numbers from 1 to the network's threshold (7, or 5 or 10) are hidden and
zero is shown; the rest is rounded to the nearest 5, but never to a number that would be hidden; figures
marked exact are not rounded, and those of sessions and of agencies' attendance, which count no visitor,
are not hidden either. Percentages are made from the rounded numbers and left out on a base under
23 or where they would tell a hidden number. Rows with a hidden number are merged: into the broader
answer, with their neighbours, or as "Other"; a table of which fewer than two rows would be left is
withheld whole, and where all visits together are that few nothing is told of them. For a partner numbers
from 5 on are exact. Then an audit puts together all that is told, with these definitions, and holds back
more until no hidden number can be worked out: such a figure is "not shown".

| id | in a sentence | definition | base | published |
|---|---|---|---|---|
"""
_TABLES = """
## Tables

Ids of the tables: {ids}.

A table stands in the order of its list; agencies, areas, needs and ways of hearing about the service
stand largest first; venues side by side stand in the order of the network's list. Zero rows are kept for
sex, which visit, risk level, the five ethnic groups and the feedback question, and between the youngest
and the oldest age band; elsewhere they are left out. A withheld table names every row, zero or not.
Not known, Prefer not to say, Not answered and Not asked stand last, outside the base. One coarse answer
("18 to 24") makes the whole table of ages coarse. A broad answer with narrower ones below it is shown as
"White, no more said". Options, agencies and venues that the network has not accepted are published as
their parent, or as "Other".
"""


def figure_list() -> str:
    """The page as Markdown, with one line for all outcomes: which ones there are is the network's choice."""
    example = Question(id=f"{OUTCOME}<measure>", label="<Measure>", kind="one")  # type: ignore[arg-type]
    lines = [
        f"| `{figure.id}` | {figure.label} | {figure.definition} | {figure.base or '–'} | "
        f"{'exact' if figure.exact else 'rounded'} |\n"
        for figure in figures((example,)).values()
    ]
    ids = ", ".join(f"`{table_id}`" for table_id in TABLE_IDS)
    return _HEAD + "".join(lines) + _TABLES.format(ids=ids)


if __name__ == "__main__":  # pragma: no cover
    Path(sys.argv[1]).write_text(figure_list(), encoding="utf-8", newline="\n")
