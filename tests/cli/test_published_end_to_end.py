"""From the row files to the published figures, and to what is told in public, by the command line alone."""

from __future__ import annotations

import json
from typing import Any

import pypdfium2

from tests.cli.published_year import ASHFORD, PUBLISHED, SHOP, Year
from tests.cli.written_reports import text_of_pdf, words_of_csv

BEFORE = PUBLISHED["ashford-2013-14"]
EXACT = ("visits", "sessions", "sessions_cancelled", "sessions_missing", "children")
MONTHS = ("busiest_month", "quietest_month")
PERCENTS = {
    "within_area": "within_area_percent",
    "visitors_twice_or_more": "visitors_twice_or_more_percent",
    "male": "male_percent",
    "white_british": "white_british_percent",
    "other_ethnicities": "other_ethnicities_percent",
    "white_european": "white_european_percent",
    "ethnicity_unknown": "ethnicity_unknown_percent",
    "helpful": "helpful_percent",
    "feedback_responses": "feedback_response_percent",
}


def test_the_founder_prints_what_is_read_out(year: Year) -> None:
    """Key and six words of the network and the key of this desk; the recovery sheet is a PDF."""
    said = dict(year.said["new"].records)
    assert list(said) == ["network key", "six words", "desk key"]
    assert [len(said[name]) for name in ("network key", "desk key")] == [64, 64]
    assert len(said["six words"].split()) == 6
    assert (year.terminal.folder / "recovery.pdf").read_bytes().startswith(b"%PDF")


def test_each_row_is_taken_once(year: Year) -> None:
    """A dry run says what the import will say, and the same ledger again is known."""
    for desk, rows in (("ashford one", 316), ("ashford two", 317)):
        counted = f"read {rows}, new {rows}, known 0, skipped 0\n"
        assert (year.said[f"{desk} dry"].out, year.said[desk].out) == (counted, counted)
        assert year.said[f"{desk} again"].out == f"read {rows}, new 0, known {rows}, skipped 0\n"
    assert year.said["tenterden"].out == "read 59, new 58, known 0, skipped 1\n"


def test_an_impossible_day_is_refused_by_its_row(year: Year) -> None:
    """Dry run or not: exit code 1, the row as a spreadsheet shows it, and nothing taken."""
    for name in ("tenterden dry", "tenterden refused"):
        assert (year.said[name].code, year.said[name].out) == (1, "")
        assert year.said[name].err == "row 65, Date seen: no such day\n"


def test_what_may_be_wrong_is_said_beside(year: Year) -> None:
    """References that are not joined with another laptop's, and a venue that is not on the list yet."""
    assert "Visitor references are joined within this laptop only" in year.said["ashford one"].err
    assert "A venue of this ledger is not on the network's list yet" in year.said["tenterden"].err


def test_nothing_counts_before_it_is_approved(year: Year) -> None:
    """Every envelope of an unknown laptop is held, and none of them is damaged or lost."""
    waiting, merged = json.loads(year.said["waiting"].out), json.loads(year.said["merge"].out)
    assert (waiting["new"], waiting["merge"]) == (0, None)
    assert {held["reason"] for held in waiting["held"]} == {"waiting"}
    assert {held["desk"] for held in waiting["held"]} == set(year.keys.values())
    assert merged["new"] == len(waiting["held"])
    assert (merged["held"], merged["gaps"], merged["damaged"], merged["forks"]) == ([], [], 0, 0)


def test_the_desks_are_listed(year: Year) -> None:
    """The coordinator's own first, then every laptop by key, approved, with its name and last number."""
    listed = year.terminal("kent", "desk", "list").records
    assert listed[0][1:] == ["Kent coordinator", "approved", "1"], "its totals are sealed"
    assert [record[0] for record in listed[1:]] == sorted(year.keys.values())
    assert {record[1] for record in listed[1:]} == set(year.keys)
    assert {record[2] for record in listed[1:]} == {"approved"}
    assert all(int(record[3]) > 0 for record in listed[1:])


def test_the_year_comes_out_as_published(year: Year) -> None:
    """Every figure that Ashford published for 2014/15 is computed from its rows."""
    found = year.figures()
    for figure in ("visits", "male", "children", "heard_through_agency"):
        assert found[figure]["value"] == ASHFORD[figure], figure
    for figure, published in PERCENTS.items():
        assert found[figure]["percent"] == ASHFORD[published], figure
    for month in MONTHS:
        assert found[month] == {"value": ASHFORD[month]["visits"], "month": ASHFORD[month]["month"]}


def test_the_year_before_comes_out_as_published(year: Year) -> None:
    """As a report of its own, and as the comparison in the next one."""
    found = year.figures(first="2013-07", last="2014-06")
    compared = json.loads(year.report())["year_before"]
    for figures in (found, compared):
        assert figures["visits"]["value"] == BEFORE["visits"]
        assert figures["within_area"]["percent"] == BEFORE["within_area_percent"]
        assert figures["visitors_twice_or_more"]["percent"] == BEFORE["visitors_twice_or_more_percent"]


def test_earlier_years_stand_beside_the_counted_ones(year: Year) -> None:
    """Three years known as totals and two that were counted make the published table of five."""
    assert year.said["totals"].out == "totals\t3\n"
    tables = json.loads(year.report(".json", "--profile", "internal", "--venue", SHOP))["tables"]
    shown = {row["label"]: row["value"] for row in tables["year"]}
    assert {label: shown[label] for label in ASHFORD["visits_by_year"]} == ASHFORD["visits_by_year"]


def test_one_venue_is_counted_alone(year: Year) -> None:
    """Tenterden's 58 rows are in the network's 2015/16 and not in Ashford's."""
    months = {"first": "2015-07", "last": "2016-12"}
    everywhere = year.figures("--profile", "internal", **months)["visits"]["value"]
    rural = year.figures("--profile", "internal", "--venue", "tenterden rural drop-in", **months)
    assert rural["visits"]["value"] == everywhere == 58
    assert year.figures("--profile", "internal", "--venue", SHOP, **months)["visits"]["value"] is None


def test_the_json_has_the_shape_of_the_manual(year: Year) -> None:
    """Profile, months, figures and tables, each figure with its four numbers, each row with its three."""
    document = json.loads(year.report())
    assert (document["profile"], document["from"], document["to"]) == ("internal", "2014-07", "2015-06")
    for name, figure in document["figures"].items():
        keys = {"value", "month"} if name in MONTHS else {"value", "base", "percent", "not_recorded"}
        assert figure.keys() - {"suppressed", "not_available"} == keys, name
    for rows in document["tables"].values():
        assert all(row.keys() == {"label", "value", "percent"} for row in rows)


def protected(year: Year, last: str = "2015-06", first: str = "2014-07") -> dict[str, Any]:
    """The public report of some months."""
    found: dict[str, Any] = json.loads(year.report(".json", "--profile", "publish", first=first, last=last))
    return found


def test_what_is_published_is_protected(year: Year) -> None:
    """Each figure is hidden, a multiple of five, or one of the few that may be exact; so is each base, and no
    percentage stands on fewer than 23."""
    document = protected(year)
    assert document["profile"] == "publish"
    for name, figure in {**document["figures"], **document["year_before"]}.items():
        if figure["value"] is None:
            assert figure.get("suppressed") or figure.get("not_available"), name
            continue
        assert name in EXACT or figure["value"] % 5 == 0, name
        assert (figure.get("base") or 0) % 5 == 0, name
        assert (figure.get("not_recorded") or 0) % 5 == 0, name
        assert figure.get("percent") is None or figure["base"] >= 20, name
    for name, rows in document["tables"].items():
        hidden = [row for row in rows if row.get("suppressed")]
        assert len(hidden) in (0, len(rows)), name
        exact = name in ("month", "year", "agency_present")
        assert all(row["value"] is None or exact or row["value"] % 5 == 0 for row in rows), name


def test_what_is_published_is_near_what_is_true(year: Year) -> None:
    """Rounding moves a number by two at most and a percentage by a few points; what may be exact is."""
    exact, public = year.figures(), protected(year)["figures"]
    for name, figure in public.items():
        if figure["value"] is None:
            continue
        distance = abs(figure["value"] - exact[name]["value"])
        assert distance <= (0 if name in EXACT else 2), name
        if figure.get("percent") is not None:
            assert abs(figure["percent"] - exact[name]["percent"]) <= 3, name
    assert public["visits"]["value"] == ASHFORD["visits"]


def test_small_numbers_are_hidden(year: Year) -> None:
    """From 1 to 7 nothing is told, not even by what stands around it."""
    exact, public = year.figures(), protected(year)["figures"]
    small = [name for name, figure in exact.items() if name not in EXACT and 1 <= (figure["value"] or 0) <= 7]
    assert small, "the year must have some small number for this to say anything"
    for name in small:
        assert (public[name]["value"], public[name]["suppressed"]) == (None, True), name
        assert (public[name].get("base"), public[name].get("percent")) == (None, None), name


def test_the_words_say_what_was_done(year: Year) -> None:
    """In the CSV a hidden number is "fewer than 8" and a rounded one a number; in the PDF it is "about"."""
    public = protected(year)["figures"]
    told = words_of_csv(year.report(".csv", "--profile", "publish"))
    for name, figure in public.items():
        if figure.get("suppressed"):
            assert told[name] == "fewer than 8", name
        elif figure.get("not_available"):
            assert told[name] == "not available", name
        elif name not in MONTHS:
            assert told[name] == str(figure["value"]), name
    text = text_of_pdf(year.report(".pdf", "--profile", "publish"))
    assert "fewer than 8" in text
    assert f"about {public['heard_through_agency']['value']}" in text
    assert f"about {public['within_area']['percent']} %" in text
    assert f"about {public['visits']['value']}" not in text, "what is exact is not said to be about"
    assert str(public["visits"]["value"]) in text
    assert "Internal" not in text


def test_what_is_internal_says_so(year: Year) -> None:
    """Exact numbers carry the mark on every page and at the head of the CSV."""
    with pypdfium2.PdfDocument(year.report(".pdf")) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    assert all("Internal: do not share" in page for page in pages)
    assert "Internal: do not share" in year.report(".csv").decode("utf-8-sig")


def test_every_laptop_gets_its_receipt(year: Year) -> None:
    """After the merge nothing waits any more, and the folder has only the central file."""
    folder = year.terminal.folder / "central"
    for desk in year.keys:
        said = year.terminal(desk, "sync", folder)
        assert said.out.endswith("waiting 0\n"), desk
    assert list((folder / "sessions").iterdir()) == []
    assert year.terminal(None, "check", folder).code == 0
    again = json.loads(year.terminal("kent", "merge", folder, "--json").out)
    assert (again["new"], again["merge"]) == (0, None)
