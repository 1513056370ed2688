"""All forms of the published year tell the same numbers, exact or protected, cell by cell."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from tests.cli.published_year import Year
from tests.cli.terminal import Terminal
from tests.cli.written_forms import GRIDS, PAGES, Told, month_id
from tests.cli.written_reports import text_of_pdf
from tests.documents.web_checks import read_page
from tests.documents.word_reading import opened, words

DRAWN = ("Visits by month", "Visits by reporting year")
PROFILES = ("internal", "partner", "publish")
AGREED = ("--recipient", "Kent Police & Crime", "--agreement", "Agreement <12>")


def written(year: Year, ending: str, profile: str) -> bytes:
    """The report of that form."""
    return year.report(ending, "--profile", profile, *(AGREED if profile == "partner" else ()))


def expected(document: dict[str, Any]) -> Told:
    """What the JSON report tells, in the shape in which the forms are read."""
    was = document["year_before"]
    return Told(
        {
            name: (
                found["value"],
                found.get("percent"),
                was[name]["value"],
                was[name].get("percent"),
            )
            for name, found in document["figures"].items()
        },
        {
            name: [(row["label"], row["value"], row["percent"]) for row in rows if not row.get("suppressed")]
            for name, rows in document["tables"].items()
        },
    )


def names(year: Year, profile: str) -> tuple[dict[str, str], list[str]]:
    """What the CSV report calls each figure, by label, and the titles of its tables in order."""
    rows = list(csv.reader(io.StringIO(written(year, ".csv", profile).decode("utf-8-sig"), newline="")))
    labels = {row[1]: row[0] for row in rows if len(row) == 10 and row[0] != "Id"}
    titles = [rows[place + 1][0] for place, row in enumerate(rows[:-1]) if not row][1:]
    return labels, titles


@pytest.mark.parametrize("profile", PROFILES)
def test_every_form_tells_the_same(year: Year, profile: str) -> None:
    """JSON, both forms of CSV and the workbook hold every number; page, document and PDF those they print."""
    document = json.loads(written(year, ".json", profile))
    assert document["profile"] == profile
    assert document.get("recipient") == ("Kent Police & Crime" if profile == "partner" else None)
    truth = expected(document)
    before = {row["label"]: row["value"] for row in document["tables_year_before"]["month"]}
    labels, titles = names(year, profile)
    assert len(titles) == len(truth.tables)
    for ending, read in GRIDS.items():
        told = read(written(year, ending, profile))
        assert told.figures == truth.figures, ending
        assert list(told.tables.values()) == list(truth.tables.values()), ending
    for ending, read in PAGES.items():
        told = read(written(year, ending, profile))
        by_id = {labels[label]: numbers for label, numbers in told.figures.items()}
        assert by_id == {name: _beside(numbers) for name, numbers in truth.figures.items()}, ending
        _same_tables(told, truth, titles, ending, before)
    _same_pdf(written(year, ".pdf", profile), written(year, ".html", profile))


def _beside(numbers: tuple[int | None, ...]) -> tuple[int | None, ...]:
    """On pages the percentage of the year before stands only beside one of this year."""
    value, percent, before, before_percent = numbers
    return value, percent, before, None if percent is None else before_percent


def _same_tables(
    told: Told, truth: Told, titles: list[str], ending: str, before: dict[str, int | None]
) -> None:
    shown = dict(zip(titles, truth.tables.values(), strict=True))
    for title in DRAWN:
        shown[title] = [(label, value, before.get(label)) for label, value, _ in shown[title]]
    assert len(told.tables) > 5, ending
    for title, rows in told.tables.items():
        assert rows == shown.pop(title), (ending, title)
    silent = [rows for rows in shown.values() if sum(1 for _, value, _ in rows if value) <= 1]
    left = [title for title, rows in shown.items() if rows not in (*silent, *told.tables.values())]
    assert not left, "only one venue, what nobody was asked, or what its broad groups say may be missing"


def _same_pdf(pdf: bytes, page: bytes) -> None:
    """The PDF's words hold each table of the web page row by row, in order, and the columns of its chart."""
    text = text_of_pdf(pdf)
    place = 0
    for title, (_, *rows) in read_page(page.decode()).tables:
        if title in DRAWN:
            columns = (f"{row[1]} {row[0][:3] if title == DRAWN[0] else row[0]}" for row in rows)
            assert all(column in text for column in columns), title
            continue
        place = text.index(title, place)
        for row in rows:
            cells = " ".join(" ".join(filter(None, row)).replace("\u00a0", " ").split())
            place = text.index(cells, place) + len(cells)


def test_every_form_for_a_partner_says_for_whom_it_is(year: Year) -> None:
    """Recipient and agreement stand in each form that is read, and no number is called rounded."""
    said = {
        ".pdf": text_of_pdf(written(year, ".pdf", "partner")),
        ".html": " ".join(read_page(written(year, ".html", "partner").decode()).words),
        ".docx": words(opened(written(year, ".docx", "partner"))),
        ".csv": written(year, ".csv", "partner").decode("utf-8-sig"),
    }
    for ending, told in said.items():
        assert "For Kent Police & Crime only" in told, ending
        assert "nder Agreement <12>" in told, ending
        assert "Rounded to" not in told, ending


def test_months_are_told_in_words() -> None:
    """The comparison knows each month again."""
    assert [month_id(label) for label in ("June 2015", "Ashford", "May")] == ["2015-06", "Ashford", "-05"]


def test_an_unknown_form_is_refused(terminal: Terminal) -> None:
    """A sentence names the endings that there are, and nothing is written."""
    out = terminal.folder / "report.odt"
    said = terminal.refused("kent", "report", "year", "--from", "2014-07", "--to", "2015-06", "--out", out)
    assert ".pdf, .html, .docx, .xlsx, .csv, .zip or .json" in said
    assert not out.exists()
