"""What the tests of reports share: a network, sessions with any answers, and the ledgers that ship."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec
from hypothesis import strategies as st

from onestopshop.agency import Agency
from onestopshop.attendance import Attendance
from onestopshop.desk.ledger import LedgerRow
from onestopshop.desk.shipped import shipped_agencies, shipped_lists, shipped_questions
from onestopshop.earlier_total import EarlierTotal
from onestopshop.identity import AgencyId, NetworkId, OptionId, SessionId, VenueId, VisitId
from onestopshop.joint import JointSession
from onestopshop.network import SETUP_FORMAT, Policies, Recipients, Setup
from onestopshop.part import PROGRAMME_COUNTS
from onestopshop.question import NONE_OF_THEM, Answer, Option, OptionList, Question
from onestopshop.reporting_year import Month, Period, year_of
from onestopshop.reports.material import Material
from onestopshop.session import Status
from onestopshop.spreadsheet.ledger_file import ledger_rows
from onestopshop.spreadsheet.ledger_map import read_map
from onestopshop.spreadsheet.translation import translated
from onestopshop.tally import Grouped, MonthAndVenue, Tally, grouped, tally
from onestopshop.venue import Venue
from onestopshop.visit import Answers, Visit, ordinal_option

_Listed = TypeVar("_Listed", Venue, Agency, Option)
EXAMPLES = Path(__file__).parents[2] / "resources" / "examples"
YEAR = Period(Month(2014, 7), Month(2015, 6))
DAY = date(2016, 2, 11)
IMPORTED_ON = date(2026, 3, 2)
ASHFORD = VenueId("ashford")
RURAL = VenueId("rural")
POP_UP = VenueId("pop_up")
POLISH = Option(OptionId("polish"), "Polish", parent=OptionId("white_other"), met=True)
MET_AGENCY = Agency(AgencyId("night_shelter"), "Night shelter", met=True)


@cache
def network_setup(threshold: int = 7) -> Setup:
    """A network with what ships, two venues with areas, one without, and things that it has not accepted."""
    return Setup(
        SETUP_FORMAT,
        NetworkId("kent"),
        "Kent One Stop Shops",
        version=1,
        root="0" * 64,
        policies=msgspec.structs.replace(Policies(), threshold=threshold),
        recipients=Recipients((), ""),
        venues=(
            Venue(ASHFORD, "Ashford One Stop Shop", area=OptionId("e07000105")),
            Venue(RURAL, "Tenterden rural drop-in", area=OptionId("e07000106")),
            Venue(POP_UP, "Pop-up & more <b>", met=True),
        ),
        agencies=(*shipped_agencies(), MET_AGENCY),
        questions=shipped_questions(),
        lists=tuple(_with_polish(found) for found in shipped_lists()),
        roster=(),
    )


def _with_polish(options: OptionList) -> OptionList:
    if options.id != "ethnic_group":
        return options
    return msgspec.structs.replace(options, options=(*options.options, POLISH))


def tallies_of(sessions: Iterable[JointSession]) -> dict[MonthAndVenue, Grouped]:
    """The sessions' tallies, added up by month and venue as the coordinator's store keeps them."""
    sums: dict[MonthAndVenue, Tally] = {}
    for session in sessions:
        sums.setdefault((str(Month.of(session.date)), session.venue), Tally()).update(tally(session))
    return {key: grouped(counts) for key, counts in sums.items()}


def material(
    sessions: Iterable[JointSession],
    *,
    setup: Setup | None = None,
    period: Period = YEAR,
    venue: VenueId | None = None,
    earlier: tuple[EarlierTotal, ...] = (),
    day: date = DAY,
    agency: AgencyId | None = None,
) -> Material:
    """What a report of these sessions is made from."""
    tallies = tallies_of(sessions)
    by_place = {
        place: told["visit"][""]["all"]
        for place, told in tallies.items()
        if "visit" in told and venue in (None, place[1])
    }
    return Material(setup or network_setup(), period, day, tallies, venue, by_place, earlier, agency)


def session(
    visits: Iterable[Mapping[str, Answer]] = (),
    *,
    day: date = date(2014, 9, 2),
    venue: VenueId = ASHFORD,
    status: Status = "held",
    referrals: Iterable[Mapping[str, Answer]] = (),
    feedback: dict[str, int] | None = None,
    attendances: tuple[Attendance, ...] = (),
    counts: dict[str, int] | None = None,
) -> JointSession:
    """A session with visits that gave these answers."""
    return JointSession(
        id=SessionId(f"{venue}-{day}"),
        venue=venue,
        date=day,
        opening=1,
        status=status,
        attendances=attendances,
        visits=tuple(Visit(VisitId(f"v{n}"), dict(answers)) for n, answers in enumerate(visits)),
        referrals=tuple(Visit(VisitId(f"r{n}"), dict(answers)) for n, answers in enumerate(referrals)),
        feedback=tuple(("helpful", option, n) for option, n in sorted((feedback or {}).items())),
        counts=counts or {},
    )


def answers_to(setup: Setup, question: Question) -> st.SearchStrategy[Answer]:
    """Any answer that the question takes."""
    if question.kind == "number":
        return st.one_of(st.integers(0, question.most), st.just("not_known"))
    if question.kind == "month":
        return st.just("2014-08")
    options = setup.list(question.list) if question.list else None
    assert options is not None
    ids = [option.id for option in options.options]
    if question.kind == "one":
        return st.sampled_from(ids)
    real = [
        found for found in ids if found not in ("not_known", "prefer_not_to_say", "not_asked", NONE_OF_THEM)
    ]
    several = st.lists(st.sampled_from(real), min_size=1, max_size=3, unique=True).map(tuple)
    return st.one_of(several, st.just((NONE_OF_THEM,)), st.just("not_known"))


def any_answers(setup: Setup, scope: str, only: tuple[str, ...] = ()) -> st.SearchStrategy[Answers]:
    """Any answers, complete or not, to the questions of a scope."""
    asked = [q for q in setup.questions if q.scope == scope and not q.hidden and (not only or q.id in only)]
    return st.fixed_dictionaries({}, optional={q.id: answers_to(setup, q) for q in asked})


@st.composite
def any_sessions(draw: st.DrawFn, setup: Setup, most_visits: int = 6) -> list[JointSession]:
    """Sessions of any state at any venue, inside and outside the reporting year."""
    visit = any_answers(setup, "visit")
    referral = any_answers(setup, "referral")
    agencies = st.sampled_from([agency.id for agency in setup.agencies[-4:]])
    attendance = st.builds(
        Attendance,
        agencies,
        planned_from=st.sampled_from([None, "09:30"]),
        planned_to=st.sampled_from([None, "11:30"]),
        came=st.sampled_from([None, "09:35", "10:00"]),
        left=st.sampled_from([None, "09:50", "11:20"]),
        workers=st.integers(1, 4),
    )
    sessions = []
    for number in range(draw(st.integers(0, 4))):
        day = draw(st.dates(date(2013, 6, 1), date(2015, 8, 31)))
        status = draw(st.sampled_from(["held", "held", "cancelled", "planned"]))
        came = status == "held"
        sessions.append(
            numbered(
                session(
                    draw(st.lists(visit, max_size=most_visits)) if came else (),
                    day=day,
                    venue=draw(st.sampled_from([ASHFORD, RURAL, POP_UP])),
                    status=status,  # type: ignore[arg-type]
                    referrals=draw(st.lists(referral, max_size=3)) if came else (),
                    feedback=draw(_feedback()) if came else {},
                    attendances=tuple(draw(st.lists(attendance, max_size=3, unique_by=lambda a: a.agency))),
                    counts=draw(st.dictionaries(st.sampled_from(PROGRAMME_COUNTS), st.integers(0, 9)))
                    if came
                    else {},
                ),
                number,
            )
        )
    return sessions


def _feedback() -> st.SearchStrategy[dict[str, int]]:
    options = st.sampled_from(["yes", "no", "not_answered", "not_asked"])
    return st.dictionaries(options, st.integers(1, 9), max_size=4)


def numbered(found: JointSession, number: int) -> JointSession:
    """The session as one of several on its day."""
    return JointSession(
        SessionId(f"{found.id}-{number}"),
        found.venue,
        found.date,
        number,
        found.status,
        found.attendances,
        found.visits,
        found.referrals,
        found.feedback,
        found.counts,
    )


def ledger_sessions(*ledgers: str, map_name: str) -> tuple[Setup, list[JointSession]]:
    """The ledgers that ship as sessions, with a setup that knows what was first met in them."""
    ledger_map = read_map(EXAMPLES / map_name)
    setup = msgspec.structs.replace(network_setup(), venues=())
    sessions: list[JointSession] = []
    for name in ledgers:
        rows = ledger_rows(EXAMPLES / name, ledger_map.sheet)
        found = translated(rows, ledger_map, setup, IMPORTED_ON)
        lists = [
            msgspec.structs.replace(
                known,
                options=_each_once(
                    (*known.options, *(m.option for m in found.options if m.list == known.id))
                ),
            )
            for known in setup.lists
        ]
        setup = msgspec.structs.replace(
            setup,
            venues=_each_once((*setup.venues, *found.venues)),
            agencies=_each_once((*setup.agencies, *found.agencies)),
            lists=tuple(lists),
        )
        sessions += _sessions(found.rows, setup.policies.year_starts)
    return setup, sessions


def _each_once(found: tuple[_Listed, ...]) -> tuple[_Listed, ...]:
    return tuple({listed.id: listed for listed in reversed(found)}.values())[::-1]


def _sessions(rows: tuple[LedgerRow, ...], starts: int) -> list[JointSession]:
    seen: Counter[tuple[Period, str]] = Counter()
    by_day: dict[tuple[date, VenueId], list[tuple[LedgerRow, Answers]]] = {}
    for row in sorted(rows, key=lambda found: found.day):
        answers = dict(row.answers)
        if row.reference and row.record == "visit":
            person = (year_of(row.day, starts), row.reference)
            seen[person] += 1
            answers.setdefault("ordinal", ordinal_option(seen[person]))
        by_day.setdefault((row.day, row.venue), []).append((row, answers))
    found = []
    for (day, venue), said in by_day.items():
        feedback = Counter(row.feedback["helpful"] for row, _ in said if "helpful" in row.feedback)
        visits = [answers for row, answers in said if row.record == "visit"]
        referrals = [answers for row, answers in said if row.record == "referral"]
        status: Status = "register" if referrals else "held"
        found.append(
            session(visits, day=day, venue=venue, status=status, referrals=referrals, feedback=dict(feedback))
        )
    return found
