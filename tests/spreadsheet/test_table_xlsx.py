"""The workbook holds what the report holds as real numbers, runs nothing, and does not tell who made it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from onestopshop.identity import VenueId
from onestopshop.reports.protected import Agreement
from onestopshop.reports.report import build
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.year_report import shipped_report, shipped_template, year_report
from onestopshop.spreadsheet.table_xlsx import report_xlsx
from onestopshop.venue import Venue
from tests.reports.samples import material, network_setup, session

VISITS = [{"sex": "female"}] * 30 + [{"sex": "male"}] * 12


def small_report(profile: str = "internal") -> ProtectedReport:
    """A year report of few visits."""
    return year_report(material([session([*VISITS, {"risk_level": "high"}])]), profile)


def opened(report: ProtectedReport) -> Workbook:
    """The workbook as another program opens it."""
    return load_workbook(io.BytesIO(report_xlsx(report)))


def cells(workbook: Workbook) -> Iterator[Cell]:
    """Every cell of every sheet."""
    return (cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row)


def test_each_table_has_its_sheet() -> None:
    """About, figures, every table, and meanings; no name is longer than Excel allows."""
    report = small_report()
    names = opened(report).sheetnames
    assert names[:2] == ["About", "Figures"]
    assert names[-1] == "Meanings"
    assert len(names) == len(report.tables) + 3
    assert "Which visit of the reporting" in names
    assert "Was the visit helpful" in names


def test_numbers_are_numbers() -> None:
    """Headings stand in the third row, stay in sight, and numbers below them can be added up."""
    sheet = opened(small_report())["Sex"]
    assert [cell.value for cell in sheet[3]] == ["Answer", "Visits", "Percent"]
    assert [cell.value for cell in sheet[4]] == ["Female", 30, 71]
    assert sheet.freeze_panes == "A4"
    assert list(sheet.tables) == ["table_sex"]


def test_what_is_hidden_is_told_in_words() -> None:
    """A withheld table has no rows, and a hidden figure is text in the place of its number."""
    workbook = opened(small_report("publish"))
    assert workbook["Risk level"]["A3"].value.startswith("Left out: it holds a number from 1 to 7, or")
    assert workbook["Risk level"].max_row == 3
    few = opened(year_report(material([session(VISITS[:3])]), "publish"))["Figures"]
    numbers = {row[0].value: row[2].value for row in few.iter_rows(min_row=4)}
    assert numbers["visits"] == "fewer than 8"


def test_every_internal_sheet_is_marked() -> None:
    """Each says so in a cell and at the head of each printed page; no sheet of a public one does."""
    for sheet in opened(small_report()).worksheets:
        assert sheet["A2"].value.startswith("Internal: do not share"), sheet.title
        assert sheet.oddHeader.center.text == "Internal: do not share", sheet.title
    public = opened(small_report("publish"))
    assert not [cell for cell in cells(public) if "Internal" in str(cell.value)]
    assert not [sheet for sheet in public.worksheets if sheet.oddHeader.center.text]


def test_every_sheet_for_a_partner_says_for_whom_it_is() -> None:
    """Recipient and agreement stand in a cell and at the head of each printed page, whatever their signs."""
    found = material([session(VISITS)])
    report = shipped_report("year", found, "partner", Agreement("Police & Crime", "Agreement 12"))
    for sheet in opened(report).worksheets:
        assert "For Police & Crime only, under Agreement 12" in sheet["A2"].value, sheet.title
        assert sheet.oddHeader.center.text == "For Police && Crime only, under Agreement 12", sheet.title
    long = shipped_report("year", found, "partner", Agreement("&" * 80, "&" * 80))
    assert len(opened(long)["About"].oddHeader.center.text) < 250


def test_a_sheet_without_rows_says_why() -> None:
    """Of what nobody was asked there is a sentence, and no column of percentages where there are none."""
    workbook = opened(shipped_report("agencies", material([session(VISITS)]), "internal"))
    silent = workbook["Needs that met no agency"]
    assert silent["A3"].value == "Nothing was recorded in this period."
    assert silent.column_dimensions["A"].width > 60, "a line that sticks out makes the printed page small"
    venue = opened(shipped_report("network", material([session(VISITS)]), "internal"))["Sessions held"]
    assert [cell.value for cell in venue[3]] == ["Venue", "Sessions"]


def test_a_note_stands_above_its_table() -> None:
    """Too few of whom nothing is recorded are told in words."""
    report = year_report(material([session([*VISITS, {"sex": "not_known"}])]), "publish")
    words = "Not recorded: fewer than 8. Rounded to the nearest 5, so rows may not add up to a total."
    assert opened(report)["Sex"]["A2"].value == words


def test_nothing_tells_who_made_it() -> None:
    """No author, no date and no name stand in the file, and the same report gives the same bytes."""
    content = report_xlsx(small_report("publish"))
    assert content == report_xlsx(small_report("publish"))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        properties = packed.read("docProps/core.xml").decode()
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "<dc:title>Report</dc:title>" in properties
    assert not [word for word in ("creator", "created", "modified", "openpyxl") if word in properties]


@settings(max_examples=20)
@given(
    st.text(
        alphabet=st.one_of(st.sampled_from("=+-@\t\r\n '\"<&\x00\ufffe"), st.characters(codec="utf-8")),
        min_size=1,
        max_size=20,
    )
)
def test_no_text_becomes_a_formula(name: str) -> None:
    """Whatever a venue is called, its cell is text, stays text when it is edited, and the file opens."""
    venue = Venue(VenueId("evil"), f"={name}")
    setup = msgspec.structs.replace(network_setup(), venues=(venue,), name=f"={name}")
    workbook = opened(year_report(material([session(VISITS, venue=venue.id)], setup=setup), "internal"))
    assert {cell.data_type for cell in cells(workbook)} <= {"s", "n"}
    texts = [cell for cell in cells(workbook) if cell.data_type == "s"]
    assert all(cell.quotePrefix for cell in texts)
    assert workbook["Visits by venue"]["A4"].value.startswith("=")


def test_what_is_exact_cannot_be_written() -> None:
    """A report that was not protected has nothing that the workbook can read."""
    exact = build(shipped_template("year", network_setup().questions), material([session(VISITS)]))
    with pytest.raises(AttributeError):
        report_xlsx(exact)  # type: ignore[arg-type]
