"""The Word document has real headings, tables and pictures, sentences to copy, and nobody's name."""

from __future__ import annotations

import io
import os
import subprocess
from pathlib import Path

import msgspec
import pytest
from docx.oxml.ns import qn
from PIL import Image

from onestopshop.documents.word_report import report_docx
from onestopshop.identity import VenueId
from onestopshop.reports.report import build
from onestopshop.reports.year_report import shipped_report, shipped_template, year_report
from onestopshop.spreadsheet.table_xlsx import report_xlsx
from onestopshop.venue import Venue
from onestopshop.visit import Answers
from tests.documents.ashford_report import ashford_report
from tests.documents.word_reading import headings, opened, parts, tables, words
from tests.reports.samples import material, network_setup, session
from tests.sheets.pages import page_sizes, page_texts

VISITS = [{"sex": "female"}] * 30 + [{"sex": "male"}] * 12


def test_headings_are_headings() -> None:
    """One title, then parts, then tables: what Word's navigation and a screen reader list."""
    found = headings(opened(report_docx(ashford_report("publish"))))
    assert found[0] == ("Title", "Kent One Stop Shops, 2014/15")
    assert [words for kind, words in found if kind == "Heading 1"] == [
        "In short",
        "Visits by month",
        "Visits by reporting year",
        "Figures",
        "Breakdowns",
        "Sentences to copy",
        "How these numbers were protected",
        "What is not shown",
        "What each figure means",
    ]
    assert ("Heading 2", "Sex") in found


def test_tables_have_header_rows_and_names() -> None:
    """Each table's first row is marked as its header and repeats, and the table has words of its own."""
    document = opened(report_docx(ashford_report("internal")))
    assert len(document.tables) > 10
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert ["Male", "15", "5"] in tables(document)["Sex"]


def test_a_chart_is_a_picture_with_words() -> None:
    """The chart is drawn sharply enough for print, and its description says what it shows."""
    content = report_docx(ashford_report("publish"))
    by_month, by_year = opened(content).inline_shapes
    assert by_month._inline.docPr.get("descr").startswith(
        "Visits by month, July 2014 to June 2015, drawn as columns: most in June 2015: about 45, fewest in"
    )
    assert "by reporting year, drawn as columns: most in 2014/15: 317" in by_year._inline.docPr.get("descr")
    drawn = [part for name, part in parts(content).items() if name.startswith("word/media/")]
    assert len(drawn) == 2
    for picture in drawn:
        with Image.open(io.BytesIO(picture)) as image:
            assert image.width > 1_300
            assert len(image.convert("L").getcolors()) > 2


def test_each_figure_has_a_sentence() -> None:
    """What is told of a figure stands in one sentence, exact or protected; what is not told has none."""
    exact = words(opened(report_docx(ashford_report("internal"))))
    assert "Kent One Stop Shops, 2014/15: 317 visits." in exact
    assert "2014/15: 15 male, 5\u00a0% of visits where sex is recorded (317)." in exact
    assert "2014/15: 45 visits in the busiest month, June 2015." in exact
    assert "not available" not in exact
    public = words(opened(report_docx(ashford_report("publish"))))
    assert "2014/15: about 15 male, about 5\u00a0% of visits where sex is recorded (about 315)." in public
    assert "2014/15: fewer than 8 of unknown ethnic group." in public


def test_an_outcome_reads_well() -> None:
    """What changed for people is told before its number."""
    referred = [{"engaged": "yes", "outcome.feeling_of_safety": "improved"}] * 30
    found = material([session(status="register", referrals=referred)])
    said = words(opened(report_docx(shipped_report("programme", found, "internal"))))
    assert "increase in general feeling of safety: 30, 100\u00a0% of people for whom" in said


def test_internal_pages_are_marked() -> None:
    """The head of every page and the first lines say so; a public document never does."""
    internal, public = (opened(report_docx(ashford_report(p))) for p in ("internal", "publish"))
    assert internal.sections[0].header.paragraphs[0].text == "Internal: do not share"
    assert "Internal: do not share" in words(internal)
    assert public.sections[0].header.paragraphs[0].text == ""
    assert "Internal" not in words(public)


def test_pages_for_a_partner_say_for_whom_they_are() -> None:
    """Recipient and agreement stand in the head of every page and in the first lines; nothing is rounded."""
    document = opened(report_docx(ashford_report("partner")))
    said = "For Kent Police & Crime, Ashford only, under =Agreement <12>"
    assert document.sections[0].header.paragraphs[0].text == said
    assert said in words(document)
    assert "Rounded to" not in words(document)


def test_a_note_stands_below_its_table() -> None:
    """Too few of whom nothing is recorded are told in words."""
    visits: list[Answers] = [{"sex": "female"}] * 30 + [{"sex": "male"}] * 12 + [{"sex": "not_known"}]
    said = words(opened(report_docx(year_report(material([session(visits)]), "publish"))))
    assert "Not recorded: fewer than 8. Rounded" in said


def test_nothing_tells_who_made_it() -> None:
    """No author, date, thumbnail or program that made it, and the same report gives the same bytes."""
    content = report_docx(ashford_report("publish"))
    assert content == report_docx(ashford_report("publish"))
    properties = parts(content)["docProps/core.xml"].decode()
    assert "<dc:title>Report</dc:title>" in properties
    assert not [word for word in ("creator", "created", "modified", "python") if word in properties]
    assert not [name for name in parts(content) if "thumbnail" in name]
    assert b"en-US" not in parts(content)["word/styles.xml"]


def test_names_are_written_as_they_are() -> None:
    """Signs that mean something in XML are words, and those that no file may hold are spaces."""
    evil = Venue(VenueId("evil"), "Pop-up <w:p> & \x00more\ufffe")
    setup = msgspec.structs.replace(network_setup(), venues=(evil,))
    found = material([session(VISITS, venue=evil.id)], setup=setup, venue=evil.id)
    document = opened(report_docx(year_report(found, "internal")))
    assert headings(document)[0][1] == "Pop-up <w:p> &  more , 2014/15"


@pytest.mark.parametrize("name", ["year", "programme"])
def test_an_empty_report_can_be_written(name: str) -> None:
    """A network that recorded nothing gets a document without empty tables and without sentences."""
    document = opened(report_docx(shipped_report(name, material([]), "publish")))
    assert all(len(rows) > 1 for rows in tables(document).values())
    assert "Breakdowns" not in words(document)


def test_what_is_exact_cannot_be_written() -> None:
    """A report that was not protected has nothing that the document can read."""
    exact = build(shipped_template("year", network_setup().questions), material([session(VISITS)]))
    with pytest.raises(AttributeError):
        report_docx(exact)  # type: ignore[arg-type]


@pytest.mark.debian("soffice")
def test_libreoffice_opens_both(own_home: Path, tmp_path: Path) -> None:
    """The document and the workbook become pages in an office program that did not write them."""
    report = ashford_report("internal")
    (tmp_path / "word.docx").write_bytes(report_docx(report))
    (tmp_path / "excel.xlsx").write_bytes(report_xlsx(report))
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    files = [str(tmp_path / name) for name in ("word.docx", "excel.xlsx")]
    subprocess.run(
        [*command, *files],
        check=True,
        capture_output=True,
        timeout=180,
        env={**os.environ, "HOME": str(own_home)},
    )
    pages = {name: (tmp_path / f"{name}.pdf").read_bytes() for name in ("word", "excel")}
    assert page_sizes(pages["word"]) == {(595, 842)}
    for name, content in pages.items():
        texts = page_texts(content)
        assert all("Internal: do not share" in text for text in texts), name
        assert "Visits in the busiest month" in " ".join(texts), name
    assert "Page 2" in page_texts(pages["word"])[1]
