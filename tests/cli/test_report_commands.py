"""Reports of agencies, of one agency, and after a coordinator's own template, by the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import Terminal, opened, recorded
from tests.cli.written_reports import text_of_pdf
from tests.desk.shops import ASHFORD, COORDINATOR, HALL

MONTHS = ("--from", "2026-06", "--to", "2026-06")
OWN = """title = "Ours"
subject = "visit"
headline = ["visits"]
charts = []
tables = ["sex"]

[[groups]]
title = "Who came"
figures = ["visits", "male"]
"""


@pytest.fixture
def merged(terminal: Terminal) -> Terminal:
    """A coordinator who merged two Mondays: the police came to both, the solicitor to one of two slots."""
    for day, solicitor in (("2026-06-15", True), ("2026-06-22", False)):
        session = opened(terminal, ASHFORD, day)
        here = ("--session", session, "--agency")
        terminal(ASHFORD, "session", "expect", *here, "solicitor", "--from", "09:30", "--to", "11:30")
        terminal(ASHFORD, "session", "came", *here, "Police", "--at", "09:40", "--workers", 2)
        terminal(ASHFORD, "session", "left", *here, "police", "--at", "11:10")
        if solicitor:
            terminal(ASHFORD, "session", "came", *here, "solicitor", "--at", "09:30")
            terminal(ASHFORD, "session", "left", *here, "solicitor", "--at", "11:30")
        terminal(ASHFORD, "session", "count", "--session", session, "signed_up", 6)
        terminal(ASHFORD, "session", "feedback", "--session", session, "--yes", 3)
        recorded(terminal, session, {"sex": "female"})
    terminal(ASHFORD, "sync", terminal.folder / "stick")
    terminal(COORDINATOR, "merge", terminal.folder / "stick")
    return terminal


def test_agencies_are_told_session_by_session(merged: Terminal) -> None:
    """The two sessions of a month have a column each; in a report of a year the month has one."""
    told = json.loads(report(merged, "agencies"))["attendance"]
    assert told["columns"] == [
        {"label": "15 June 2026", "sessions": 1},
        {"label": "22 June 2026", "sessions": 1},
    ]
    assert [row["values"] for row in told["rows"]] == [[1, 1], [1, 0]]
    out = merged.folder / "year.json"
    merged(COORDINATOR, "report", "agencies", "--from", "2025-07", "--to", "2026-06", "--out", out)
    told = json.loads(out.read_bytes())["attendance"]
    assert told["columns"][-1] == {"label": "June 2026", "sessions": 2}
    assert [row["values"][-1] for row in told["rows"]] == [2, 1]


def report(terminal: Terminal, name: str | Path, *more: object, ending: str = ".json") -> bytes:
    """A report of June 2026 as bytes."""
    out = terminal.folder / f"report{ending}"
    terminal(COORDINATOR, "report", name, *MONTHS, *more, "--out", out)
    return out.read_bytes()


def test_the_agencies_see_where_one_was_missed(merged: Terminal) -> None:
    """Hours, attendances and gaps are exact in public: they count sessions."""
    found: dict[str, Any] = json.loads(report(merged, "agencies"))
    figures, tables = found["figures"], found["tables"]
    assert (figures["agency_attended"]["value"], figures["agency_hours"]["value"]) == (3, 5)
    assert (figures["agency_kept"]["value"], figures["agency_kept"]["percent"]) == (1, 50)
    (gap,) = tables["agency_gap"]
    assert gap == {"label": f"Solicitor: of 2 Mondays at {HALL}", "value": 1, "percent": 50}
    assert figures["visits"]["suppressed"], "two visits are still not told"


def test_an_agency_gets_its_own_proof(merged: Terminal) -> None:
    """Planned, attended, hours and workers of one agency; no other agency is on the page."""
    text = text_of_pdf(report(merged, "agency", "--agency", "Police", ending=".pdf"))
    assert "Police at Kent" in text
    assert "Workers present 4" in text
    assert "olicitor" not in text
    found: dict[str, Any] = json.loads(report(merged, "agency", "--agency", "solicitor"))
    assert [found["figures"][name]["value"] for name in ("agency_attended", "agency_expected")] == [1, 2]


def test_headcounts_of_a_group_are_added_up(merged: Terminal) -> None:
    """Six signed up at each of two sessions."""
    found: dict[str, Any] = json.loads(report(merged, "service", "--profile", "internal"))
    assert found["figures"]["signed_up"]["value"] == 12


def test_a_template_of_ones_own(merged: Terminal) -> None:
    """A file is taken as the template, and a wrong one is refused with line and reason."""
    own = merged.file("ours.toml", OWN)
    found: dict[str, Any] = json.loads(report(merged, own, "--profile", "internal"))
    assert (list(found["figures"]), list(found["tables"])) == (["visits", "male"], ["sex"])
    out = ("--out", merged.folder / "no.json")
    wrong = merged.file("wrong.toml", OWN.replace('"sex"', '"star_sign"'))
    said = merged.refused(COORDINATOR, "report", wrong, *MONTHS, *out)
    assert said.startswith("Line 5 of the report template cannot be used: there is no table called star_sign")
    spoilt = merged.file("spoilt.toml", b"\xff\xfe\x00")
    assert "Line 1 " in merged.refused(COORDINATOR, "report", spoilt, *MONTHS, *out)
    assert "cannot be read" in merged.refused(COORDINATOR, "report", "gone.toml", *MONTHS, *out)
    assert not (merged.folder / "no.json").exists()


def test_what_does_not_go_together_is_refused(terminal: Terminal) -> None:
    """An agency with another report, the agency's report without one, and unknown names."""
    out = (*MONTHS, "--out", terminal.folder / "no.json")
    own = terminal.file("ours.toml", OWN)
    for words in (("year", "--agency", "police"), ("agency",), (own, "--agency", "police")):
        assert "--agency" in terminal.refused(COORDINATOR, "report", *words, *out)
    assert "No agency is called" in terminal.refused(
        COORDINATOR, "report", "agency", "--agency", "Nobody", *out
    )
    assert "agencies, agency, network" in terminal.refused(COORDINATOR, "report", "month", *out)
