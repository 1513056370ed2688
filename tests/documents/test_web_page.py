"""The report as a web page says what the report says, to everybody, and brings nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestopshop.documents.markup import element, words
from onestopshop.documents.web_page import report_html
from onestopshop.identity import VenueId
from onestopshop.reports.protected import PROFILES
from onestopshop.reports.report import build
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.year_report import shipped_report, shipped_template, year_report
from onestopshop.venue import Venue
from tests.documents.ashford_report import ashford_report as ashford
from tests.documents.web_checks import axe_findings, html_errors, read_page
from tests.reports.samples import material, network_setup, session

VISITS = [{"sex": "female", "risk_level": "high"}] * 30 + [{"sex": "male"}] * 12


def page_of(report: ProtectedReport) -> str:
    """The report's page."""
    return report_html(report).decode()


def test_it_has_landmarks_and_one_title() -> None:
    """A reader finds header, contents, main part and foot, one first heading, and the language."""
    starts = [tag for tag, _ in read_page(page_of(ashford("publish"))).starts]
    for landmark in ("header", "nav", "main", "footer", "h1", "title"):
        assert starts.count(landmark) == 1, landmark
    assert ("html", {"lang": "en-GB"}) in read_page(page_of(ashford("publish"))).starts


def test_the_contents_lead_to_every_part() -> None:
    """Each link of the contents names a heading that is there, and each heading is linked."""
    starts = read_page(page_of(ashford("publish"))).starts
    links = [has["href"] for tag, has in starts if tag == "a"]
    assert links == [f"#{has['id']}" for tag, has in starts if tag == "h2"]
    assert links


def test_tables_have_captions_and_headers() -> None:
    """Each table has a caption, and every header cell says whether it heads a row or a column."""
    found = read_page(page_of(ashford("internal")))
    assert len(found.tables) > 10
    assert all(caption for caption, _ in found.tables)
    scopes = {has.get("scope") for tag, has in found.starts if tag == "th"}
    assert scopes == {"row", "col"}
    for caption, rows in found.tables:
        assert len({len(row) for row in rows}) == 1, caption


def test_a_chart_has_words() -> None:
    """A chart is named, its drawing is hidden from screen readers, and its numbers follow as a table."""
    found = read_page(page_of(ashford("internal")))
    by_month, by_year = (has for tag, has in found.starts if has.get("role") == "img" and tag == "div")
    assert by_month["aria-label"] == (
        "Visits by month, July 2014 to June 2015, drawn as columns: most in June 2015: 45, fewest in "
        "April 2015: 14. Beside each month stands the same month a year earlier. "
        "The table below has the same numbers."
    )
    assert str(by_year["aria-label"]).startswith(
        "Visits by reporting year, drawn as columns: most in 2014/15"
    )
    assert all(has["aria-hidden"] == "true" for tag, has in found.starts if tag == "svg")
    assert ["July 2014", "26", "28"] in dict(found.tables)["Visits by month"]


def test_nothing_comes_from_elsewhere() -> None:
    """No script, no picture, no link outwards and no address, and the page itself forbids them."""
    found = read_page(page_of(ashford("internal")))
    assert {tag for tag, _ in found.starts}.isdisjoint({"script", "img", "iframe", "link", "form", "object"})
    for tag, attributes in found.starts:
        assert not [name for name in attributes if name.startswith("on") or name == "src"], tag
        assert (attributes.get("href") or "#").startswith("#"), tag
    assert "://" not in page_of(ashford("internal"))
    assert "url(" not in page_of(ashford("internal"))
    assert 'content="default-src &#x27;none&#x27;;' in page_of(ashford("internal"))


def test_an_internal_page_is_marked() -> None:
    """What must not be shared says so at its head and its foot, and on every printed page; others never."""
    internal, public = page_of(ashford("internal")), page_of(ashford("publish"))
    said = " ".join(read_page(internal).words)
    assert said.count("Internal: do not share") == 2
    assert '<body class="internal">' in internal
    assert "Internal" not in " ".join(read_page(public).words)
    assert '<body class="internal">' not in public


def test_a_partners_page_says_for_whom_it_is() -> None:
    """Recipient and agreement stand at its head, its foot and the edge of every printed page, as words."""
    page = page_of(ashford("partner"))
    said = " ".join(read_page(page).words)
    assert said.count("For Kent Police & Crime, Ashford only, under =Agreement <12>") == 3
    assert '<body class="partner">' in page
    assert "Rounded to" not in said
    assert 'class="edge"' not in page_of(ashford("publish")) + page_of(ashford("internal"))


def test_a_note_stands_below_its_table() -> None:
    """Too few of whom nothing is recorded are told in words."""
    visits = [*VISITS, {"sex": "not_known"}]
    assert "Not recorded: fewer than 8. Rounded" in page_of(
        year_report(material([session(visits)]), "publish")
    )


def test_its_title_is_neutral() -> None:
    """What stays in a browser's history names no service."""
    assert "<title>Year report, July 2014 to June 2015</title>" in page_of(ashford("internal"))


def test_it_is_the_same_each_time() -> None:
    """The same report gives the same bytes, without a date or an author."""
    assert report_html(ashford("publish")) == report_html(ashford("publish"))


@pytest.mark.parametrize("name", ["year", "programme"])
def test_an_empty_report_can_be_read(name: str) -> None:
    """A network that recorded nothing gets a page that says so, without empty parts."""
    found = read_page(page_of(shipped_report(name, material([]), "publish")))
    assert "not available" in " ".join(found.words)
    assert all(len(rows) > 1 for _, rows in found.tables)


def test_what_is_exact_cannot_be_written() -> None:
    """A report that was not protected has nothing that the page can read."""
    exact = build(shipped_template("year", network_setup().questions), material([session(VISITS)]))
    with pytest.raises((AttributeError, TypeError)):
        report_html(exact)  # type: ignore[arg-type]


def test_a_name_is_never_mark_up() -> None:
    """A venue called like mark-up is words in the page."""
    evil = Venue(VenueId("evil"), "<script>alert('x')</script>\x00&amp;\u202e")
    setup = msgspec.structs.replace(network_setup(), venues=(evil,))
    found = material([session(VISITS, venue=evil.id)], setup=setup, venue=evil.id)
    page = page_of(year_report(found, "internal"))
    assert "<script" not in page
    assert "<script>alert('x')</script> &amp; , 2014/15" in " ".join(read_page(page).words)


@given(st.text())
def test_any_text_stays_text(text: str) -> None:
    """Whatever stands in an element or an attribute is read back as it was, but for what cannot be shown."""
    found = read_page(element("p", text, title=text or "none"))
    assert [tag for tag, _ in found.starts] == ["p"]
    shown = "".join(sign if sign.isprintable() or sign == "\u00a0" else " " for sign in text)
    assert "".join(found.words).rstrip("\n") == shown
    assert found.starts[0][1]["title"] == (shown or "none")
    assert not re.search("[<>]", words(text))


@pytest.mark.debian("java", "npm:vnu-jar")
def test_the_html_checker_finds_no_fault(tmp_path: Path) -> None:
    """The Nu HTML checker has no error and no warning for full and empty pages of each profile."""
    pages = {f"{profile}.html": page_of(ashford(profile)) for profile in PROFILES}
    pages["empty.html"] = page_of(year_report(material([]), "publish"))
    referred = [{"engaged": "yes", "outcome.feeling_of_safety": "improved"}] * 30
    programme = material([session(status="register", referrals=referred)])
    pages["programme.html"] = page_of(shipped_report("programme", programme, "internal"))
    pages["broken.html"] = pages["publish.html"].replace("</h1>", "</h3>")
    found = html_errors(pages, tmp_path)
    assert [error for error in found if "broken.html" not in error] == []
    assert found, "a checker that finds nothing in a broken page checks nothing"


@pytest.mark.debian("chromium", "npm:axe-core")
@pytest.mark.parametrize(("profile", "dark"), [("internal", False), ("publish", True)])
def test_it_is_accessible(profile: str, dark: bool, tmp_path: Path) -> None:
    """In a real browser axe-core finds no violation, in light and in dark."""
    found = axe_findings(page_of(ashford(profile)), tmp_path, dark=dark)
    assert found["violations"] == []
    assert found["passes"] > 20
    assert found["dark"] is dark


@pytest.mark.debian("chromium", "npm:axe-core")
def test_the_accessibility_check_bites(tmp_path: Path) -> None:
    """The same check finds a page without a language and with pale words."""
    broken = page_of(year_report(material([]), "publish")).replace(' lang="en-GB"', "")
    broken = broken.replace("--soft: #525b65", "--soft: #d0d0d0")
    found = axe_findings(broken, tmp_path)
    assert {name for name, _ in found["violations"]} >= {"html-has-lang", "color-contrast"}
