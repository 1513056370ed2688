"""Each figure equals a plain count over the visits themselves, whatever was answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hypothesis import given

from onestopshop.joint import JointSession
from onestopshop.question import Answer
from onestopshop.reporting_year import Month
from onestopshop.reports.counts import counts_of
from onestopshop.reports.figure import Counted
from onestopshop.reports.figures import figures
from onestopshop.tally import SUPPORTER_TYPES
from onestopshop.visit import Answers
from tests.reports.samples import ASHFORD, DAY, POP_UP, RURAL, YEAR, any_sessions, network_setup, tallies_of

SETUP = network_setup()
SILENT = ("not_asked", "not_known", "prefer_not_to_say", "not_answered", None)
AREAS = {ASHFORD: "e07000105", RURAL: "e07000106", POP_UP: None}
THROUGH_AGENCY = {option.id for option in SETUP.list("heard_about").options if option.agency}  # type: ignore


def counted(sessions: list[JointSession]) -> dict[str, Counted]:
    """Every figure from the tallies."""
    counts = counts_of(tallies_of(sessions).items(), SETUP, YEAR, DAY, "visit", None)
    return {figure.id: figure.count(counts) for figure in figures(SETUP.questions).values()}


def of_year(sessions: list[JointSession]) -> list[JointSession]:
    """The sessions in the reporting year."""
    return [session for session in sessions if date(2014, 7, 1) <= session.date <= date(2015, 6, 30)]


def survivors(sessions: Iterable[JointSession]) -> list[Answers]:
    """The answers of everybody who did not come with or for somebody else."""
    return [
        visit.answers
        for session in sessions
        for visit in session.visits
        if visit.answers.get("visitor_type") not in SUPPORTER_TYPES
    ]


def given_to(visits: list[Answers], question: str) -> list[Answer]:
    """The real answers to a question."""
    return [visit[question] for visit in visits if visit.get(question) not in SILENT]


def as_share(value: int, base: int, silent: int) -> Counted:
    """The share, or what a period without any answer gives."""
    return Counted(value, base, silent) if base else Counted(None, not_recorded=None)


@given(any_sessions(SETUP))
def test_figures_of_visits_equal_a_plain_count(sessions: list[JointSession]) -> None:
    """Visits, visitors and those who came again are as counted one by one."""
    found, visits = counted(sessions), survivors(of_year(sessions))
    assert found["visits"].value == (len(visits) if of_year(sessions) else None)
    ordinals = given_to(visits, "ordinal")
    first, second = ordinals.count("first"), ordinals.count("second")
    assert found["visitors"].value == (first if ordinals else None)
    assert found["new_this_year"] == as_share(first, len(ordinals), len(visits) - len(ordinals))
    again = found["visitors_twice_or_more"]
    assert again.value == (second if first and second <= first else None)
    assert again.value is None or again.base == first


@given(any_sessions(SETUP))
def test_figures_of_people_equal_a_plain_count(sessions: list[JointSession]) -> None:
    """Sex, ethnic groups and children are as counted one by one, on the bases that are published."""
    found, visits = counted(sessions), survivors(of_year(sessions))
    everyone = len(visits)
    sexes = given_to(visits, "sex")
    assert found["male"] == as_share(sexes.count("male"), len(sexes), everyone - len(sexes))
    groups = given_to(visits, "ethnic_group")
    unknown = everyone - len(groups)
    british = groups.count("white_british")
    european = groups.count("white_other") + groups.count("polish")
    if groups:
        assert found["white_british"] == Counted(british, everyone, unknown)
        assert found["other_ethnicities"] == Counted(len(groups) - british, everyone, unknown)
        assert found["white_european"] == Counted(european, everyone, unknown)
    assert found["ethnicity_unknown"] == as_share(unknown, everyone, unknown)
    children = [n for n in given_to(visits, "children") if isinstance(n, int)]
    assert found["children"].value == (sum(children) if children else None)
    firsts = [visit for visit in visits if visit.get("ordinal") == "first"]
    at_first = [n for n in given_to(firsts, "children") if isinstance(n, int)]
    assert found["children_first_visits"].value == (sum(at_first) if at_first else None)


@given(any_sessions(SETUP))
def test_figures_of_ways_here_equal_a_plain_count(sessions: list[JointSession]) -> None:
    """Where people live, how they heard, unmet needs and supporters are as counted one by one."""
    found, visits = counted(sessions), survivors(of_year(sessions))
    heard = given_to(visits, "heard_about")
    through = sum(source in THROUGH_AGENCY for source in heard)
    assert found["heard_through_agency"] == as_share(through, len(heard), len(visits) - len(heard))
    within = base = everyone = 0
    for venue, area in AREAS.items():
        there = survivors(session for session in of_year(sessions) if session.venue == venue)
        if area:
            homes = given_to(there, "lives_in")
            within, base, everyone = within + homes.count(area), base + len(homes), everyone + len(there)
    assert found["within_area"] == as_share(within, base, everyone - base)
    needy = [v for v in visits if isinstance(v.get("needs"), tuple) and v["needs"] != ("none",)]
    seen = [v["agencies_seen"] for v in needy if isinstance(v.get("agencies_seen"), tuple)]
    assert (found["need_unmet"].value, found["need_unmet"].base or 0) == (
        (seen.count(("none",)), len(seen)) if seen else (None, 0)
    )
    came = [visit for session in of_year(sessions) for visit in session.visits]
    supporters = len(came) - len(visits)
    known = supporters or given_to(visits, "visitor_type")
    assert found["supporters"].value == (supporters if known else None)


@given(any_sessions(SETUP))
def test_figures_of_sessions_equal_a_plain_count(sessions: list[JointSession]) -> None:
    """Sessions, attendances, feedback and the busiest month are as counted one by one."""
    found, year = counted(sessions), of_year(sessions)
    for figure, status in (
        ("sessions", "held"),
        ("sessions_cancelled", "cancelled"),
        ("sessions_missing", "planned"),
    ):
        expected = sum(session.status == status for session in year)
        assert found[figure].value == (expected if year else None)
    attendances = [a for session in year for a in session.attendances if a.came or a.planned_from]
    came = sum(a.came is not None for a in attendances)
    assert found["agency_attendances"].value == (came if attendances else None)
    said: dict[str, int] = {}
    for session in year:
        for _, option, n in session.feedback:
            said[option] = said.get(option, 0) + n
    yes, no, silent = (said.get(option, 0) for option in ("yes", "no", "not_answered"))
    assert found["feedback_responses"] == as_share(yes + no, yes + no + silent, silent)
    assert found["helpful"] == as_share(yes, yes + no, silent)
    months = sorted({Month.of(session.date) for session in year if session.status == "held"})
    sizes = [len(survivors(s for s in year if Month.of(s.date) == month)) for month in months]
    if months:
        assert found["busiest_month"] == Counted(max(sizes), month=months[sizes.index(max(sizes))])
        assert found["quietest_month"] == Counted(min(sizes), month=months[sizes.index(min(sizes))])
    else:
        assert found["busiest_month"].value is None


@given(any_sessions(SETUP))
def test_figures_of_programmes_equal_a_plain_count(sessions: list[JointSession]) -> None:
    """Referrals, engagement and outcomes are as counted one by one."""
    found = counted(sessions)
    referrals = [visit.answers for session in of_year(sessions) for visit in session.referrals]
    assert found["referrals"].value == (len(referrals) if of_year(sessions) else None)
    engaged = given_to(referrals, "engaged")
    assert found["engaged"] == as_share(engaged.count("yes"), len(engaged), len(referrals) - len(engaged))
    reviewed = ("improved", "same", "worse")
    assessed = sum(
        any(answer in reviewed for q, answer in r.items() if q[:8] == "outcome.") for r in referrals
    )
    assert found["assessed"] == as_share(assessed, len(referrals), 0)
    safety = [answer for answer in given_to(referrals, "outcome.feeling_of_safety") if answer in reviewed]
    outcome = found["outcome_feeling_of_safety"]
    assert outcome == as_share(safety.count("improved"), len(safety), assessed - len(safety))
