"""Sheets by the command line: sign-in with slots, a month's pack, the notice."""

from __future__ import annotations

from pathlib import Path

from tests.cli.terminal import Terminal, opened
from tests.desk.shops import ASHFORD, COORDINATOR, HALL
from tests.sheets.pages import page_texts


def sheet(terminal: Terminal, shop: str, *words: object) -> list[str]:
    """The pages of a sheet."""
    out: Path = terminal.folder / "sheet.pdf"
    terminal(shop, "sheet", *words, "--out", out)
    return page_texts(out.read_bytes())


def test_a_sign_in_sheet_has_the_slots_of_the_session(terminal: Terminal) -> None:
    """The agencies that are expected, in order of their slots."""
    session = terminal(ASHFORD, "session", "plan", "--venue", HALL, "--date", "2026-07-06").out.strip()
    for agency, start in (("Police", "10:30"), ("Solicitor", "09:30")):
        terminal(
            ASHFORD,
            "session",
            "expect",
            "--session",
            session,
            "--agency",
            agency,
            "--from",
            start,
            "--to",
            "11:30",
        )
    (page,) = sheet(terminal, ASHFORD, "sign-in", "--session", session)
    assert f"{HALL} Agencies on Monday 6 July 2026" in page
    assert "Solicitor 09:30 to 11:30 Police 10:30 to 11:30" in page
    assert "knows no such session" in terminal.refused(
        ASHFORD, "sheet", "sign-in", "--session", "0" * 32, "--out", terminal.folder / "no.pdf"
    )


def test_a_month_takes_planned_sessions_or_the_usual_day(terminal: Terminal) -> None:
    """A venue's known sessions, or else each of its weekdays with the agencies of the time before."""
    terminal(COORDINATOR, "network", "venue", HALL, "--day", "Tuesday", "--opens", "09:30")
    terminal(COORDINATOR, "network", "venue", "Rural", "--day", "Thursday")
    terminal(COORDINATOR, "network", "venue", "Online", "--kind", "online")
    pages = sheet(terminal, COORDINATOR, "month", "--month", "2026-06")
    assert [f"Tuesday {day} June" in pages[0] for day in (2, 9, 16, 23, 30)] == [True] * 5
    assert [f"Thursday {day} June" in pages[0] for day in (4, 11, 18, 25)] == [True] * 4
    assert len(pages) == 1 + 2 + 5 + 4
    session = opened(terminal, COORDINATOR, "2026-06-10")
    terminal(COORDINATOR, "session", "expect", "--session", session, "--agency", "Police", "--from", "09:30")
    pages = sheet(terminal, COORDINATOR, "month", "--month", "2026-06", "--venue", HALL)
    assert len(pages) == 3, "the one known session takes the place of the usual days"
    assert "Police from 09:30" in pages[2]
    july = sheet(terminal, COORDINATOR, "month", "--month", "2026-07", "--venue", HALL)
    assert all("Police from 09:30" in page for page in july[2:])
    assert len(july) == 2 + 4
    out = ("--out", terminal.folder / "no.pdf")
    assert "whole months" in terminal.refused(COORDINATOR, "sheet", "month", "--month", "June", *out)


def test_the_notice_needs_no_session(terminal: Terminal) -> None:
    """One page, at any desk."""
    (page,) = sheet(terminal, ASHFORD, "privacy")
    assert "You can refuse any question; help is the same." in page
