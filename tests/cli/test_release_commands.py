"""Releases by the command line: entered before they are written, listed, planned, and shared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onestopshop.cli import release_file
from onestopshop.cli.files import FileNotWritten
from onestopshop.reports.report_words import PREVIEW_MARK
from tests.cli.terminal import Terminal, opened, recorded
from tests.cli.written_reports import text_of_pdf
from tests.desk.shops import ASHFORD, COORDINATOR, HALL, Template

QUARTER = ("--from", "2026-04", "--to", "2026-06")
YEAR = ("--from", "2026-04", "--to", "2027-03")
POLICE = ("--profile", "partner", "--recipient", "Kent Police", "--agreement", "Agreement 12")
MANY = 12
"""Visits of a day on which nothing need be hidden."""
FEW = 4
"""So few that they are hidden; with the many they are no multiple of five."""


def held(terminal: Terminal, day: str, visits: int) -> None:
    """A day of visits at the hall, merged by the coordinator."""
    session = opened(terminal, ASHFORD, day)
    for _ in range(visits):
        recorded(terminal, session, {"sex": "female"})
    terminal(ASHFORD, "sync", terminal.folder / "stick")
    terminal(COORDINATOR, "merge", terminal.folder / "stick")


@pytest.fixture
def merged(terminal: Terminal) -> Terminal:
    """A coordinator who merged one busy Monday."""
    held(terminal, "2026-06-22", MANY)
    return terminal


def made(terminal: Terminal, *more: object, months=QUARTER, ending: str = ".json", name: str = "quarter"):
    """What the command said, and the report's bytes."""
    out = terminal.folder / f"report{ending}"
    said = terminal(COORDINATOR, "report", name, *months, *more, "--out", out)
    return said, out.read_bytes()


def listed(terminal: Terminal, shop: str = COORDINATOR) -> list[dict[str, object]]:
    """The ledger."""
    return json.loads(terminal(shop, "releases", "--json").out)


def test_a_published_report_is_a_release(merged: Terminal) -> None:
    """It is in the ledger with day, title, months, readers, coordinator and the form that was written."""
    said, _ = made(merged, ending=".pdf")
    (entry,) = listed(merged)
    assert said.records == [["release", entry["id"]]]
    assert (entry["profile"], entry["from"], entry["to"]) == ("publish", "2026-04", "2026-06")
    assert (entry["venue"], entry["recipient"], entry["planned"]) == (None, None, False)
    assert (entry["by"], entry["written"]) == ("Kent coordinator", ["pdf"])
    (row,) = merged(COORDINATOR, "releases").records
    assert row[1:] == [
        "Kent, April to June 2026",
        entry["report"],
        "2026-04",
        "2026-06",
        "the public",
        "Kent coordinator",
        "pdf",
    ]
    assert row[0] == entry["on"]


def test_a_reprint_is_no_second_release(merged: Terminal) -> None:
    """The same report in another form has the same entry and the same numbers."""
    first, exact = made(merged)
    again, same = made(merged)
    made(merged, ending=".html")
    assert (first.out, exact) == (again.out, same)
    (entry,) = listed(merged)
    assert entry["written"] == ["json", "html"]
    told, _ = made(merged, "--json")
    assert json.loads(told.out) == {"release": entry["id"], "again": True, "planned": False}


def test_previews_and_internal_reports_are_none(merged: Terminal) -> None:
    """They are written and the ledger stays as it is; every page of a preview says what it is."""
    said, content = made(merged, "--preview", ending=".pdf")
    assert said.out == ""
    assert PREVIEW_MARK in text_of_pdf(content)
    assert made(merged, "--profile", "internal")[0].out == ""
    told, _ = made(merged, "--preview", "--json")
    assert json.loads(told.out) == {"release": None, "again": False, "planned": False}
    assert listed(merged) == []
    assert merged(COORDINATOR, "releases").out == ""


def test_a_partners_report_names_the_partner(merged: Terminal) -> None:
    """For whom and under what it was given stands in the ledger."""
    made(merged, *POLICE)
    (entry,) = listed(merged)
    assert (entry["profile"], entry["recipient"], entry["agreement"]) == (
        "partner",
        "Kent Police",
        "Agreement 12",
    )
    assert merged(COORDINATOR, "releases").records[0][5] == "Kent Police"


def test_the_calendar_is_declared_listed_and_dropped(terminal: Terminal) -> None:
    """A year with its quarters and a venue's year; what was released under it shows its day."""
    plan = ("releases", "plan")
    assert terminal(COORDINATOR, *plan, *YEAR, "--quarters").records == [["planned", "5"]]
    assert terminal(COORDINATOR, *plan, *YEAR, "--venue", HALL).records == [["planned", "1"]]
    assert terminal(COORDINATOR, *plan, *YEAR, "--quarters").records == [["planned", "0"]]
    rows = terminal(COORDINATOR, "releases", "calendar").records
    assert rows[0] == ["2026-04", "2026-06", "", ""]
    assert ["2026-04", "2027-03", HALL, ""] in rows
    assert len(rows) == 6
    drop = ("releases", "drop", *YEAR, "--venue", HALL)
    assert terminal(COORDINATOR, *drop).records == [["dropped", "1"]]
    assert "calendar" in terminal.refused(COORDINATOR, *drop)
    assert len(terminal(COORDINATOR, "releases", "calendar").records) == 5
    said, _ = made(terminal, "--json")
    assert json.loads(said.out)["planned"] is True
    (first, *others) = json.loads(terminal(COORDINATOR, "releases", "calendar", "--json").out)
    assert first == {
        "from": "2026-04",
        "to": "2026-06",
        "venue": None,
        "venue_name": None,
        "released": listed(terminal)[0]["on"],
    }
    assert [other["released"] for other in others] == [None] * 4
    assert terminal(COORDINATOR, *plan, *YEAR, "--venue", HALL).records == [["planned", "1"]]


def test_what_cannot_be_planned_is_refused(terminal: Terminal) -> None:
    """Months that are none, no whole quarters, unknown venues, and a laptop that is no coordinator's."""
    months = ("releases", "plan", "--from", "2026-04", "--to", "2026-05")
    assert "quarters" in terminal.refused(COORDINATOR, *months, "--quarters")
    assert "whole months" in terminal.refused(COORDINATOR, "releases", "plan", "--from", "4", "--to", "5")
    assert "Nowhere" in terminal.refused(COORDINATOR, *months, "--venue", "Nowhere")
    for words in (("releases",), ("releases", "calendar"), months):
        assert "coordinator" in terminal.refused(ASHFORD, *words)


def test_a_folder_without_room_is_found_before_the_entry(merged: Terminal) -> None:
    """Where no file can be written nothing is entered."""
    out = merged.folder / "no such folder" / "report.pdf"
    assert "could not be written" in merged.refused(COORDINATOR, "report", "quarter", *QUARTER, "--out", out)
    assert listed(merged) == []


def test_a_disk_that_fills_after_the_entry(merged: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger has the release and says that it was not written; making it again completes that entry."""

    def full(path: Path, content: bytes) -> None:
        raise FileNotWritten(name=path.name)

    out = merged.folder / "report.pdf"
    with monkeypatch.context() as patched:
        patched.setattr(release_file, "write_file", full)
        said = merged.refused(COORDINATOR, "report", "quarter", *QUARTER, "--out", out)
    assert "in the ledger" in said
    assert not out.exists()
    (entry,) = listed(merged)
    assert entry["written"] == []
    assert merged(COORDINATOR, "releases").records[0][7] == "not written"
    made(merged, ending=".pdf")
    assert [(found["id"], found["written"]) for found in listed(merged)] == [(entry["id"], ["pdf"])]


def test_a_program_that_dies_between_entry_and_file(
    merged: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No part of the report is outside, and the entry stands."""
    written: list[Path] = []

    def killed(path: Path, content: bytes) -> None:
        written.extend(merged.folder.glob("report*"))
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(release_file, "write_file", killed)
        merged(COORDINATOR, "report", "quarter", *QUARTER, "--out", merged.folder / "report.pdf", code=1)
    assert written == list(merged.folder.glob("report*")) == []
    assert [entry["written"] for entry in listed(merged)] == [[]]


FOUR_MONTHS = ("--from", "2026-04", "--to", "2026-07")


@pytest.fixture
def overlapping(merged: Terminal) -> Terminal:
    """After the quarter's report was released a few people came in July: four months less the quarter."""
    merged(COORDINATOR, "sync", merged.folder / "stick")
    made(merged)
    held(merged, "2026-07-06", FEW)
    return merged


def test_what_tells_a_small_number_beside_an_earlier_release_is_refused(overlapping: Terminal) -> None:
    """Reason and safe alternative in a sentence, for programs too; nothing is written or entered."""
    out = overlapping.folder / "four.json"
    words = ("report", "quarter", *FOUR_MONTHS, "--out", out)
    said = overlapping.refused(COORDINATOR, *words)
    assert said.startswith("Together with the report “Kent, April to June 2026”, released on ")
    assert "small number of visits in July 2026" in said
    assert any(safe in said for safe in ("is safe", "Add it to the release calendar"))
    assert overlapping.refused(COORDINATOR, *words, "--preview") == said
    told = overlapping(COORDINATOR, *words, "--json", code=1)
    assert json.loads(told.out) == {"release": None, "refused": said.removesuffix("\n")}
    assert told.err == said
    assert not out.exists()
    assert len(listed(overlapping)) == 1
    made(overlapping, "--profile", "internal", months=FOUR_MONTHS)


def test_what_is_planned_is_told_with_less(overlapping: Terminal) -> None:
    """The same report passes once it is in the calendar, and the few of July stay hidden."""
    overlapping(COORDINATOR, "releases", "plan", *FOUR_MONTHS)
    _, content = made(overlapping, months=FOUR_MONTHS)
    assert json.loads(content)["figures"]["visits"]["value"] in (None, MANY + FEW - 1)
    assert sorted(entry["planned"] for entry in listed(overlapping)) == [False, True]


def second_coordinator(terminal: Terminal, template: Template) -> None:
    """A coordinator with a laptop of their own, who has merged what the first put on the stick."""
    secret = terminal.file("secret.txt", template.recovery_secret)
    recover = ("network", "recover", terminal.folder / "stick", "--name", "Second desk")
    terminal("second", *recover, "--recovery-key-file", secret)
    terminal("second", "merge", terminal.folder / "stick")
    terminal("second", "sync", terminal.folder / "stick")


def test_the_second_of_two_coordinators_is_refused_after_merging(
    overlapping: Terminal, template: Template
) -> None:
    """Before, the laptop cannot know; what both released stays in both ledgers."""
    words = ("report", "quarter", *FOUR_MONTHS, "--out", overlapping.folder / "four.json")
    second_coordinator(overlapping, template)
    assert listed(overlapping, "second") == []
    overlapping("second", *words, "--preview")
    overlapping(COORDINATOR, "sync", overlapping.folder / "stick")
    overlapping("second", "merge", overlapping.folder / "stick")
    assert "Together with the report" in overlapping.refused("second", *words)
    assert [entry["by"] for entry in listed(overlapping, "second")] == ["Kent coordinator"]


def test_two_coordinators_who_released_apart_know_both(overlapping: Terminal, template: Template) -> None:
    """What was released before merging cannot be called back; each can still print their own again."""
    out = ("--out", overlapping.folder / "four.json")
    second_coordinator(overlapping, template)
    overlapping("second", "report", "quarter", *FOUR_MONTHS, *out)
    for shop in (COORDINATOR, "second", COORDINATOR):
        overlapping(shop, "sync", overlapping.folder / "stick")
        overlapping(shop, "merge", overlapping.folder / "stick")
    ids = [[entry["id"] for entry in listed(overlapping, shop)] for shop in (COORDINATOR, "second")]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 2
    again = json.loads(overlapping("second", "report", "quarter", *FOUR_MONTHS, "--json", *out).out)
    assert again["again"]


def test_a_second_coordinator_knows_the_releases_of_the_first(merged: Terminal, template: Template) -> None:
    """After merging, both list the same; the other's file was written elsewhere."""
    made(merged)
    merged(COORDINATOR, "releases", "plan", *YEAR)
    merged(COORDINATOR, "sync", merged.folder / "stick")
    second_coordinator(merged, template)
    (known,), (own,) = listed(merged, "second"), listed(merged)
    assert known == own | {"written": None}
    assert merged("second", "releases").records[0][7:] == [""]
    assert (
        merged("second", "releases", "calendar").records
        == merged(COORDINATOR, "releases", "calendar").records
    )
