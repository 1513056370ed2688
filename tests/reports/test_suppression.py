"""What is published never tells a number from 1 to the threshold, nor one from which it could be read."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onestopshop.joint import JointSession
from onestopshop.reports.protected import Agreement, ProtectedTable
from onestopshop.reports.report import Report, build
from onestopshop.reports.reserve import least_reserve
from onestopshop.reports.rule import EXACT, publishing
from onestopshop.reports.suppression import (
    AgreementNeeded,
    ProtectedReport,
    UnknownProfile,
    editions,
    protect,
)
from onestopshop.reports.year_report import shipped_template, year_report
from onestopshop.visit import Answers
from tests.reports.samples import (
    ASHFORD,
    POP_UP,
    any_answers,
    any_sessions,
    material,
    network_setup,
    session,
)

SETUP = network_setup()
TEMPLATE = shipped_template("year", SETUP.questions)
EXACT_FIGURES = {"visits", "children", "sessions", "sessions_cancelled", "sessions_missing"}
SESSIONS = {"sessions", "sessions_cancelled", "sessions_missing"}
FEW_QUESTIONS = ("visitor_type", "ordinal", "sex", "age_band", "ethnic_group", "children")


def exact_report(sessions: list[JointSession], threshold: int = 7) -> Report:
    """The year report before protection."""
    return build(TEMPLATE, material(sessions, setup=network_setup(threshold)))


@st.composite
def busy_years(draw: st.DrawFn) -> list[JointSession]:
    """Sessions with enough visits that something can be published: a few kinds of visit, many times over."""
    kinds = draw(st.lists(any_answers(SETUP, "visit", FEW_QUESTIONS), min_size=1, max_size=4))
    visits: list[Answers] = [
        kind for kind in kinds for _ in range(draw(st.sampled_from([1, 6, 8, 9, 13, 30])))
    ]
    return [session(visits, feedback={"yes": draw(st.integers(0, 40)), "no": draw(st.integers(0, 9))})]


@given(st.one_of(busy_years(), any_sessions(SETUP)), st.sampled_from([5, 7, 10]))
def test_no_figure_tells_a_small_number(sessions: list[JointSession], threshold: int) -> None:
    """No published figure is from 1 to the threshold, and all but the exact ones are multiples of 5."""
    report = protect(exact_report(sessions, threshold), "publish")
    for figure in (*report.figures, *report.year_before):
        if figure.id in SESSIONS:
            continue
        for number in (figure.value, figure.base, figure.not_recorded):
            assert number is None or number == 0 or number > threshold, figure
        assert figure.base is None or figure.base % 5 == 0
        assert figure.not_recorded is None or figure.not_recorded % 5 == 0
        if figure.id not in EXACT_FIGURES:
            assert figure.value is None or figure.value % 5 == 0, figure


@given(st.one_of(busy_years(), any_sessions(SETUP)), st.sampled_from([5, 7, 10]))
def test_a_figure_is_shown_only_where_its_number_is_not_small(
    sessions: list[JointSession], threshold: int
) -> None:
    """Against the exact numbers: hidden are small ones, all that is a part of few visits, and what the audit
    held back."""
    exact = exact_report(sessions, threshold)
    report = protect(exact, "publish")
    held = least_reserve(editions(exact, "publish")[0]).figures
    few = 1 <= exact.now.everyone <= threshold
    for (figure, counted), shown in zip(exact.now.figures, report.figures, strict=True):
        if counted.value is None or figure.id in SESSIONS:
            continue
        small = 1 <= counted.value <= threshold
        part = few and figure.id not in ("visits", "agency_attendances")
        assert (shown.state == "suppressed") == (small or part or held.get(figure.id) == 2), figure.id
        if shown.value is not None:
            assert abs(shown.value - counted.value) <= (2 if threshold == 7 else 4)
            assert figure.id not in EXACT_FIGURES or shown.value == counted.value


@given(busy_years(), st.sampled_from([5, 7, 10]))
def test_a_percentage_tells_no_small_number(sessions: list[JointSession], threshold: int) -> None:
    """No percentage on a base under 23, none where a part or its rest is small; rounded numbers give it."""
    exact = exact_report(sessions, threshold)
    report = protect(exact, "publish")
    for (_, counted), shown in zip(exact.now.figures, report.figures, strict=True):
        if shown.percent is None:
            continue
        assert counted.value is not None
        assert counted.base is not None
        assert counted.base >= 23
        assert not 1 <= counted.base - counted.value <= threshold
        assert shown.value is not None
        assert shown.base
        assert shown.percent == int(100 * shown.value / shown.base + 0.5)


@given(st.one_of(busy_years(), any_sessions(SETUP)), st.sampled_from([5, 7, 10]))
def test_no_row_of_a_shown_table_is_small(sessions: list[JointSession], threshold: int) -> None:
    """A table shows rows of which none is small, or no number at all but what it would have been about."""
    exact = exact_report(sessions, threshold)
    report = protect(exact, "publish")
    few = 1 <= exact.now.everyone <= threshold
    for table, shown in zip(exact.tables, report.tables, strict=True):
        events = table.exact and table.whole
        if few and table.id != "agency_present":
            assert shown.withheld, table.id
        if shown.withheld:
            assert {(row.value, row.percent) for row in shown.rows} <= {(None, None)}
            labels = dict.fromkeys((row.published or row.label, row.recorded) for row in table.rows)
            assert [(row.label, row.recorded) for row in shown.rows] == list(labels)
        else:
            _check_shown(shown, threshold, events=events)


def _check_shown(table: ProtectedTable, threshold: int, *, events: bool) -> None:
    for row in table.rows:
        assert row.value is not None
        assert events or row.value == 0 or row.value > threshold
        assert events or table.id == "year" or row.value % 5 == 0
        assert row.percent is None or 0 <= row.percent <= 100


@given(any_sessions(SETUP))
def test_internal_reports_are_exact(sessions: list[JointSession]) -> None:
    """For the network itself every number is the one that was counted."""
    exact = exact_report(sessions)
    report = protect(exact, "internal")
    for (_, counted), shown in zip(exact.now.figures, report.figures, strict=True):
        told = (shown.value, shown.base, shown.not_recorded, shown.month)
        assert told == (counted.value, counted.base, counted.not_recorded, counted.month)
    for table, shown_table in zip(exact.tables, report.tables, strict=True):
        assert not shown_table.withheld
        assert sum(row.value or 0 for row in shown_table.rows) == sum(row.value for row in table.rows)


def test_few_visits_have_no_breakdown() -> None:
    """With 7 visits or fewer only the number of sessions and attendances is told."""
    sessions = [session([{"sex": "female", "children": 9}] * 7, feedback={"yes": 20})]
    report = protect(exact_report(sessions), "publish")
    told = {figure.id for figure in report.figures if figure.state == "shown"}
    assert told == SESSIONS
    assert all(table.withheld for table in report.tables if table.id != "agency_present")
    assert report.figure("visits").text == "fewer than 8"
    assert report.figure("children").text == "not shown", "63 children are not fewer than 8"


def test_what_is_not_accepted_is_published_as_its_parent_or_other() -> None:
    """Options, agencies and venues that the network has not accepted are merged; inside it they are named."""
    visits: list[Answers] = [{"ethnic_group": "polish", "agencies_seen": ("night_shelter",)}] * 9
    visits += [{"ethnic_group": "white_other", "agencies_seen": ("police",)}] * 9
    sessions = [session(visits, venue=POP_UP)]
    public, internal = (protect(exact_report(sessions), profile) for profile in ("publish", "internal"))
    assert _labels(public, "ethnic_group") == {"Any other White background": 20}
    assert _labels(internal, "ethnic_group") == {"Any other White background": 9, "Polish": 9}
    assert _labels(public, "agency_seen") == {"Police": 10, "Other": 10}
    assert _labels(internal, "agency_seen") == {"Police": 9, "Night shelter": 9}
    assert _labels(public, "venue") == {"Other": 20}


def _labels(report: ProtectedReport, table_id: str) -> dict[str, int | None]:
    return {row.label: row.value for row in report.table(table_id).rows}


def test_a_venue_that_is_not_accepted_is_not_in_the_title() -> None:
    """The title of a public report names no venue that the network has not accepted."""
    found = material([session([{}] * 9, venue=POP_UP)], venue=POP_UP)
    assert year_report(found, "publish").title == "Kent One Stop Shops, one venue, 2014/15"
    assert year_report(found, "internal").title == "Pop-up & more <b>, 2014/15"
    assert year_report(material([], venue=ASHFORD), "publish").title == "Ashford One Stop Shop, 2014/15"


@pytest.mark.parametrize("profile", ["", "Publish", "anything"])
def test_another_profile_is_refused(profile: str) -> None:
    """There are three profiles; another word is refused with a sentence that names them."""
    with pytest.raises(UnknownProfile, match="publish"):
        protect(exact_report([]), profile)


AGREED = Agreement("Kent Police, Ashford", "Information sharing agreement 12")


@pytest.mark.parametrize(
    "agreement", [None, Agreement("", "Agreement 12"), Agreement("Kent Police", "x" * 81)]
)
def test_a_partner_is_named(agreement: Agreement | None) -> None:
    """Without a recipient and an agreement that fit on a page there is no report for a partner."""
    with pytest.raises(AgreementNeeded, match="which agreement allows it"):
        protect(exact_report([]), "partner", agreement)


@settings(max_examples=15)
@given(busy_years())
def test_a_partner_reads_exact_numbers_from_five_on(sessions: list[JointSession]) -> None:
    """Numbers from 1 to 4 are hidden and what is told is exact."""
    exact = exact_report(sessions)
    report = protect(exact, "partner", AGREED)
    for (figure, counted), shown in zip(exact.now.figures, report.figures, strict=True):
        assert shown.value in (None, counted.value)
        assert figure.id in SESSIONS or shown.value is None or shown.value == 0 or shown.value > 4
    for table in report.tables:
        assert all(row.value is None or row.value == 0 or row.value > 4 for row in table.rows)


def _told(visits: list[Answers], table: str, profile: str = "partner") -> dict[str, int | None]:
    return _labels(protect(exact_report([session(visits)]), profile, AGREED), table)


def test_small_neighbours_are_merged() -> None:
    """Ages become broader bands; "Other" takes small answers that have no order; two may be named."""
    ages = [("16_17", 3), ("18_24", 30), ("35_44", 12), ("65_74", 2), ("75_over", 4)]
    visits: list[Answers] = [{"age_band": age} for age, n in ages for _ in range(n)]
    assert _told(visits, "age_band") == {
        "16 to 24": 33,
        "25-34": 0,
        "35-44": 12,
        "45-54": 0,
        "55 to 64": 0,
        "65 and over": 6,
    }
    areas = [("e07000105", 30), ("e07000106", 3), ("e07000107", 4), ("e07000108", 9)]
    lives: list[Answers] = [{"lives_in": area} for area, n in areas for _ in range(n)]
    assert _told(lives, "lives_in") == {"Ashford": 30, "Dover": 9, "Canterbury or Dartford": 7}


def test_few_of_whom_nothing_is_recorded_are_told_in_words() -> None:
    """Their rows become one, and where that is still small a note stands below the table."""
    known: list[Answers] = [{"sex": "female"}] * 30 + [{"sex": "male"}] * 12
    silent: list[Answers] = [{"sex": "not_known"}] * 4 + [{"sex": "prefer_not_to_say"}] * 4
    assert _told([*known, *silent], "sex", "publish")["Not recorded"] == 10
    table = protect(exact_report([session([*known, *silent[:3]])]), "publish").table("sex")
    assert [row.label for row in table.rows] == ["Female", "Male"]
    assert table.note == "Not recorded: fewer than 8."


def test_more_is_held_back_where_a_hidden_number_could_be_worked_out() -> None:
    """Of 312 exact, 298 and 13 rounded leave exactly one unknown: one of the three is not shown."""
    groups = [("white_british", 298), ("white_other", 13), ("not_known", 1)]
    visits: list[Answers] = [{"ethnic_group": group} for group, n in groups for _ in range(n)]
    report = protect(exact_report([session(visits)]), "publish")
    told = [report.figure(figure).text for figure in ("white_british", "other_ethnicities", "white_european")]
    assert "not shown" in told
    assert report.figure("visits").value == 312
    assert report.figure("ethnicity_unknown").value is None


def test_only_protection_makes_what_can_be_printed() -> None:
    """A protected report can neither be made by hand nor changed after it was made."""
    report = protect(exact_report([session([{}] * 40)]), "publish")
    with pytest.raises(TypeError):
        dataclasses.replace(report, profile="internal")
    fields = {field.name: getattr(report, field.name) for field in dataclasses.fields(report)}
    with pytest.raises(TypeError):
        ProtectedReport(**fields)
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.title = "Changed"  # type: ignore[misc]


@pytest.mark.parametrize(("number", "told"), [(0, 0), (8, 10), (12, 10), (13, 15), (17, 15), (318, 320)])
def test_rounding_is_to_the_nearest_five(number: int, told: int) -> None:
    """Numbers that may be shown are rounded to the nearest 5, and exact ones are not."""
    assert publishing(7).rounded(number) == told
    assert EXACT.rounded(number) == number


@pytest.mark.parametrize(
    ("threshold", "number", "told"), [(5, 6, 10), (5, 12, 10), (10, 11, 15), (10, 17, 15)]
)
def test_nothing_is_rounded_to_a_number_that_is_hidden(threshold: int, number: int, told: int) -> None:
    """A number just above the threshold is told as the first multiple of 5 above it."""
    assert publishing(threshold).rounded(number) == told


@pytest.mark.parametrize(
    ("value", "base", "percent"),
    [
        (295, 317, 94),
        (15, 31, 50),
        (14, 22, None),
        (0, 23, 0),
        (23, 23, 100),
        (16, 23, None),
        (4, 31, None),
        (27, 31, None),
    ],
)
def test_percentages_are_made_from_rounded_numbers(value: int, base: int, percent: int | None) -> None:
    """Half up, of rounded numbers, or none where it would tell a small number."""
    assert publishing(7).percent(value, base) == percent


@pytest.mark.parametrize(
    ("value", "base", "percent"), [(1, 8, 13), (1, 200, 1), (48, 250, 19), (2, 3, 67), (0, 0, None)]
)
def test_exact_percentages_round_half_up(value: int, base: int, percent: int | None) -> None:
    """12.5 is 13 and half a per cent is 1."""
    assert EXACT.percent(value, base) == percent
