"""What is drawn has the same numbers in every form: months beside the year before, agencies by month."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path

import msgspec
import pytest
from openpyxl import load_workbook

from onestopshop.attendance import Attendance
from onestopshop.documents.report_forms import report_writer
from onestopshop.identity import AgencyId
from onestopshop.reporting_year import Month
from onestopshop.reports.protected import PROFILES, Agreement
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.year_report import shipped_report
from tests.documents.web_checks import axe_findings, html_errors, read_page
from tests.documents.word_reading import opened, tables
from tests.reports.samples import YEAR, material, network_setup, session
from tests.sheets.pages import page_texts

AGENCIES = network_setup().agencies


SESSIONS = [
    session(
        [{}] * (11 + 2 * place),
        day=month.first_day().replace(day=day),
        attendances=tuple(
            Attendance(AgencyId(agency.id), came="09:30")
            for number, agency in enumerate(AGENCIES)
            if (number + place + day) % 3
        ),
    )
    for place, month in enumerate([*YEAR.year_before().months(), *YEAR.months()])
    for day in (3, 17)
]
"""A year and the year before, two sessions a month, with every agency at some of them."""


@cache
def drawn(profile: str) -> ProtectedReport:
    """The year report of these sessions."""
    return shipped_report("year", material(SESSIONS), profile, Agreement("Kent Police", "Agreement 12"))


def written(profile: str, ending: str) -> bytes:
    """The report in one form."""
    return report_writer(ending)(drawn(profile))


@pytest.mark.parametrize("profile", PROFILES)
def test_months_beside_the_year_before_agree(profile: str) -> None:
    """JSON, CSV, workbook, page, document and PDF hold the same two numbers for each month."""
    document = msgspec.json.decode(written(profile, ".json"))
    beside = zip(document["tables"]["month"], document["tables_year_before"]["month"], strict=True)
    truth = [[f"{now['value']:,}", f"{before['value']:,}"] for now, before in beside]
    assert len(truth) == 12
    assert truth[0][1] == {"publish": "20"}.get(profile, "22")
    rows = list(csv.reader(io.StringIO(written(profile, ".csv").decode("utf-8-sig"), newline="")))
    start = rows.index(["Visits by month"]) + 2
    assert [[row[1], row[3]] for row in rows[start : start + 12]] == truth
    sheet = load_workbook(io.BytesIO(written(profile, ".xlsx")))["Visits by month"]
    cells = list(sheet.iter_rows(min_row=4, values_only=True))
    assert [[f"{row[1]:,}", f"{row[3]:,}"] for row in cells] == truth
    page = dict(read_page(written(profile, ".html").decode()).tables)["Visits by month"]
    assert [row[1:] for row in page[1:]] == truth
    paper = tables(opened(written(profile, ".docx")))["Visits by month, in numbers"]
    assert [row[1:] for row in paper[1:]] == truth
    text = " ".join(page_texts(written(profile, ".pdf")))
    labels = [str(label) for label in ("Jul", "Aug", "Sep", "Oct", "Nov", "Dec")]
    for label, (now, before) in zip(labels, truth, strict=False):
        assert f"{before} {now} {label}" in text


@pytest.mark.parametrize("profile", PROFILES)
def test_agencies_by_month_agree(profile: str) -> None:
    """Every form has each agency's line with the same numbers, and how many sessions were held."""
    strip = msgspec.json.decode(written(profile, ".json"))["attendance"]
    assert [column["sessions"] for column in strip["columns"]] == [2] * 12
    truth = [["Sessions held", *["2"] * 12]]
    truth += [[row["label"], *map(str, row["values"])] for row in strip["rows"]]
    assert len(truth) > 10
    rows = list(csv.reader(io.StringIO(written(profile, ".csv").decode("utf-8-sig"), newline="")))
    start = rows.index(["Agencies by month"]) + 2
    assert rows[start : start + len(truth)] == truth
    sheet = load_workbook(io.BytesIO(written(profile, ".xlsx")))["Agencies by month"]
    assert [[str(cell) for cell in row] for row in sheet.iter_rows(min_row=4, values_only=True)] == truth
    assert dict(read_page(written(profile, ".html").decode()).tables)["Agencies by month"][1:] == truth
    assert tables(opened(written(profile, ".docx")))["Agencies by month, as a table"][1:] == truth
    text = " ".join(page_texts(written(profile, ".pdf")))
    for _, *numbers in truth:
        assert " ".join(numbers) in text


@pytest.mark.debian("chromium", "npm:axe-core")
@pytest.mark.parametrize(("name", "dark"), [("year", False), ("year", True), ("network", False)])
def test_what_is_drawn_is_accessible(name: str, dark: bool, tmp_path: Path) -> None:
    """In a real browser axe-core finds no violation in charts, strip and wide tables, those folded opened."""
    report = shipped_report(name, material(SESSIONS), "publish")
    page = report_writer(".html")(report).decode().replace("<details>", '<details open="">')
    found = axe_findings(page, tmp_path, dark=dark)
    assert found["violations"] == []
    assert found["dark"] is dark


@pytest.mark.debian("java", "npm:vnu-jar")
def test_the_html_checker_finds_no_fault_in_what_is_drawn(tmp_path: Path) -> None:
    """The Nu HTML checker has no error and no warning for charts, strip and venues side by side."""
    network = report_writer(".html")(shipped_report("network", material(SESSIONS), "publish"))
    pages = {"year.html": written("internal", ".html").decode(), "network.html": network.decode()}
    assert html_errors(pages, tmp_path) == []


def test_the_year_before_is_that_of_the_month() -> None:
    """The month a year earlier stands beside each month, whatever stands in between."""
    report = drawn("internal")
    [before] = report.tables_before
    months = {row.label: row.value for row in before.rows}
    assert months == {str(month): 22 + 4 * place for place, month in enumerate(YEAR.year_before().months())}
    assert Month.parse(before.rows[0].label) == YEAR.year_before().first
