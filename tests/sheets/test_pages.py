"""Every printed page is A4, carries its fonts, and tells nothing about who made it or when."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from reportlab.graphics.shapes import Drawing

from onestopshop.reports.chart import Chart, Column
from onestopshop.reports.year_report import year_report
from onestopshop.sheets.chart import bar, column_chart
from onestopshop.sheets.page import EDGE, PAPER
from onestopshop.sheets.recovery_sheet import recovery_sheet_pdf
from onestopshop.sheets.report_pages import report_pdf
from onestopshop.sheets.session_sheet import SessionTotals, session_sheet_pdf
from onestopshop.sheets.slips import slips_pdf
from tests.reports.samples import material, network_setup, session
from tests.sheets.pages import metadata, page_sizes

DAY = date(2027, 6, 22)
A4 = (595, 842)


def every_pdf() -> dict[str, bytes]:
    """One of each kind of PDF."""
    visits = [{"sex": "female"}] * 30
    return {
        "report": report_pdf(year_report(material([session(visits)]), "publish")),
        "internal": report_pdf(year_report(material([session(visits)]), "internal")),
        "session": session_sheet_pdf(SessionTotals("Ashford", DAY, 1, 3, ())),
        "slips": slips_pdf(network_setup(), DAY, slips=2),
        "recovery": recovery_sheet_pdf("AGE-SECRET-KEY-1QQQQQQQQQQ"),
    }


def test_properties_tell_nothing() -> None:
    """No author, program or date of making stands in a PDF's properties, and its title is neutral."""
    for name, pdf in every_pdf().items():
        found = metadata(pdf)
        assert found["Title"] in ("Report", "Session", "Slips", "Page"), name
        assert not any(
            found.get(key, "").strip() for key in ("Author", "Subject", "Keywords", "Creator", "Producer")
        )
        assert found["CreationDate"].startswith("D:20000101"), name


def test_the_same_content_gives_the_same_bytes() -> None:
    """A PDF does not tell when it was made."""
    assert every_pdf() == every_pdf()


def test_pages_are_a4() -> None:
    """Every page prints on the paper that a British office has."""
    assert {size for pdf in every_pdf().values() for size in page_sizes(pdf)} == {A4}


@pytest.mark.debian("pdffonts")
def test_fonts_are_embedded(tmp_path: Path) -> None:
    """Each font that a PDF names is in it, so that Welsh and Polish letters print everywhere."""
    for name, pdf in every_pdf().items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(pdf)
        listed = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True).stdout
        fonts = [line.split() for line in listed.splitlines()[2:]]
        assert fonts, name
        assert all(font[-5] == "yes" for font in fonts), listed


def chart(*numbers: tuple[int, int | None], names: tuple[str, ...] = ("2014/15",)) -> Chart:
    """Columns for months from July."""
    months = zip(("Jul", "Aug", "Sep"), numbers, ("2014", "", ""), strict=True)
    columns = tuple(Column(month, month, *both, year=year) for month, both, year in months)
    return Chart("Visits by month", "Month", "Visits", columns, names, "", "")


def words(drawing: Drawing) -> list[str]:
    """What a drawing says, in the order in which it is drawn."""
    return [shape.text for shape in drawing.contents if hasattr(shape, "text")]


def test_a_chart_draws_each_number() -> None:
    """A column stands for each number but zero, which has only its number; a year stands below."""
    drawing = column_chart(chart((30, None), (0, None), (1200, None)), 400, 100)
    assert words(drawing) == ["30", "Jul", "2014", "0", "Aug", "1,200", "Sep"]
    columns = [shape for shape in drawing.contents if hasattr(shape, "width") and hasattr(shape, "height")]
    assert len(columns) == 2
    assert max(column.y + column.height for column in columns) <= 100 - 12


def test_a_year_before_is_hollow() -> None:
    """Beside each column stands a hollow one with its number, none where nothing was recorded, and a key."""
    drawing = column_chart(chart((30, 20), (0, None), (40, 0), names=("2014/15", "2013/14")), 400, 100)
    assert words(drawing)[:-2] == ["20", "30", "Jul", "2014", "0", "Aug", "0", "40", "Sep"]
    assert words(drawing)[-2:] == ["2013/14, the year before", "2014/15"]
    hollow = [shape for shape in drawing.contents if getattr(shape, "fillColor", None) == PAPER]
    assert len(hollow) == 2, "one column and its key"
    assert all(shape.strokeColor == EDGE for shape in hollow)


def test_what_was_not_recorded_has_a_hollow_bar() -> None:
    """It is told apart from the answers without any colour."""
    [full] = bar(5, 10, 100, 9).contents
    [hollow] = bar(5, 10, 100, 9, recorded=False).contents
    assert (full.strokeColor, hollow.strokeColor, hollow.fillColor) == (None, EDGE, PAPER)
    assert hollow.width + 1 == full.width


def test_a_bar_is_as_long_as_its_share() -> None:
    """The largest number fills the width; zero draws nothing; a small one can still be seen."""
    assert not bar(0, 10, 100, 9).contents
    assert bar(10, 10, 100, 9).contents[0].width == 100
    assert bar(1, 10_000, 100, 9).contents[0].width == 1
