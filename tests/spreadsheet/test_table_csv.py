"""The CSV report holds what the report holds, and no spreadsheet runs anything in it."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestopshop.identity import VenueId
from onestopshop.reports.protected import Agreement
from onestopshop.reports.year_report import shipped_report, year_report
from onestopshop.spreadsheet.table_csv import report_csv, report_csv_zip, safe_text
from onestopshop.venue import Venue
from tests.reports.samples import ASHFORD, material, network_setup, session

VISITS = [{"sex": "female"}] * 30 + [{"sex": "male"}] * 12


def read(content: bytes) -> list[list[str]]:
    """The rows as another program reads them."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def written(profile: str = "internal") -> list[list[str]]:
    """The rows of a year report."""
    return read(report_csv(year_report(material([session(VISITS)]), profile)))


def test_figures_stand_with_the_year_before() -> None:
    """A line a figure: number, percentage, base, what was not recorded, and the year before."""
    rows = {row[0]: row for row in written() if row}
    assert rows["male"][:6] == ["male", "Male", "12", "29", "42", "0"]
    assert rows["busiest_month"][2] == "42"
    assert rows["busiest_month"][6] == "September 2014"
    assert rows["visits"][7] == "not available"


def test_tables_follow_the_figures() -> None:
    """Each table has its title, its heading and its rows; months are told in words."""
    rows = written()
    start = rows.index(["Sex"])
    assert rows[start + 1 : start + 4] == [
        ["", "Visits", "Percent"],
        ["Female", "30", "71"],
        ["Male", "12", "29"],
    ]
    assert ["September 2014", "42", "100"] in rows


def test_what_is_hidden_is_told_in_words() -> None:
    """A hidden figure says "fewer than 8" and a withheld table has no rows."""
    visits = [*VISITS, {"risk_level": "high"}]
    rows = read(report_csv(year_report(material([session(visits)]), "publish")))
    start = rows.index(["Risk level"])
    assert rows[start + 1][0].startswith("Left out:")
    assert rows[start + 2] == []
    few = read(report_csv(year_report(material([session(VISITS[:3])]), "publish")))
    assert "fewer than 8" in next(row for row in few if row[:1] == ["visits"])


def test_a_report_says_for_whom_it_is() -> None:
    """The third line marks an internal report and says that a public one is protected."""
    assert written()[2] == ["Internal: do not share"]
    assert written("publish")[2] == ["Small numbers are hidden, others rounded."]


def test_excel_reads_it_by_itself() -> None:
    """UTF-8 with a byte order mark, lines ended by CRLF, numbers without quotes."""
    content = report_csv(year_report(material([session(VISITS)]), "internal"))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert b'"Male",12,29' in content


def unpacked(content: bytes) -> dict[str, list[list[str]]]:
    """The rows of each file in the archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: read(packed.read(name)) for name in packed.namelist()}


def test_an_archive_holds_one_table_a_file() -> None:
    """Each file has its headings in the first line and nothing but rows below, ready for another program."""
    files = unpacked(report_csv_zip(year_report(material([session(VISITS)]), "publish")))
    assert files["report/sex.csv"] == [
        ["Answer", "Visits", "Percent"],
        ["Female", "30", "75"],
        ["Male", "10", "25"],
    ]
    assert files["report/figures.csv"][0][:3] == ["Id", "Figure", "Number"]
    assert all(
        len({len(row) for row in rows}) == 1 for name, rows in files.items() if "left" not in str(rows)
    )
    assert ["Small numbers are hidden, others rounded."] in files["report/about.csv"]


def test_an_internal_archive_says_so_once_it_is_unpacked() -> None:
    """The folder inside is named for what must not be done with it."""
    files = unpacked(report_csv_zip(year_report(material([session(VISITS)]), "internal")))
    assert {name.partition("/")[0] for name in files} == {"internal-do-not-share"}


def test_a_partners_report_says_for_whom_it_is() -> None:
    """The head of the one file and of the archive names recipient and agreement."""
    agreed = Agreement("Kent Police", "Agreement 12")
    report = shipped_report("year", material([session(VISITS)]), "partner", agreed)
    words = "For Kent Police only, under Agreement 12. Small numbers are hidden, others exact."
    assert read(report_csv(report))[2] == [words]
    assert [words] in unpacked(report_csv_zip(report))["partner-do-not-share/about.csv"]


def test_a_note_stands_below_its_table() -> None:
    """Too few of whom nothing is recorded are told in words; in an archive beside the tables."""
    report = year_report(material([session([*VISITS, {"sex": "not_known"}])]), "publish")
    words = "Not recorded: fewer than 8. Rounded to the nearest 5, so rows may not add up to a total."
    rows = read(report_csv(report))
    assert rows[rows.index(["Sex"]) + 4] == [words]
    files = unpacked(report_csv_zip(report))
    assert [f"Sex: {words}"] in files["report/about.csv"]
    assert len(files["report/sex.csv"]) == 3


def test_a_withheld_table_has_no_rows_in_an_archive() -> None:
    """Its file says why."""
    visits = [*VISITS, {"risk_level": "high"}]
    files = unpacked(report_csv_zip(year_report(material([session(visits)]), "publish")))
    [_, [words]] = files["report/risk_level.csv"]
    assert words.startswith("Left out: it holds a number from 1 to 7, or")


def test_an_archive_is_the_same_each_time() -> None:
    """Nothing in it tells when it was made."""
    made = [report_csv_zip(year_report(material([session(VISITS)]), "publish")) for _ in range(2)]
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_name_cannot_be_a_formula() -> None:
    """A venue called like a formula is text in the report."""
    setup = network_setup()
    evil = Venue(VenueId("evil"), '=HYPERLINK("http://x";"y")')
    setup = msgspec.structs.replace(setup, venues=(*setup.venues, evil))
    rows = read(report_csv(year_report(material([session(VISITS, venue=evil.id)], setup=setup), "internal")))
    assert [f"'{evil.name}", "42", "100"] in rows
    assert ASHFORD not in {cell for row in rows for cell in row}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        " =1",
        "\u00a0=1",
        "\t1",
        "\u200b=1",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff201",
        "\ufeff=1",
        "\x00=1",
        "\x1f=1",
    ],
)
def test_what_looks_like_a_formula_is_text(text: str) -> None:
    """Signs that begin a formula are disarmed behind spaces, invisible characters and in full width."""
    assert safe_text(text) == f"'{text}"
    assert safe_text(f"two lines\n{text}") == f"two lines\n'{text}"


@pytest.mark.parametrize("text", ["", "Ashford", "18 to 24", "Women's service", "25-34", "a=b", "–"])
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    """Nothing is added to words that no spreadsheet takes for a formula."""
    assert safe_text(text) == text


@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("=+-@\t\r\n \u00a0\uff1d'\";,\u2028"), st.characters(codec="utf-8")
        )
    )
)
def test_no_line_of_any_text_begins_a_formula(text: str) -> None:
    """Whatever a name is, no line of its cell begins with a sign that a spreadsheet acts upon."""
    for line in safe_text(text).splitlines():
        begins = unicodedata.normalize("NFKC", line).lstrip()
        assert begins[:1] not in ("=", "+", "-", "@")
        assert line[:1] != "\t"
