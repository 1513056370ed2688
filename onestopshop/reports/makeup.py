"""What each figure is made of: the counted cells that it adds up, which other figures and tables tell too."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onestopshop.question import NOT_ASKED, NOT_KNOWN, NOT_RECORDED, PREFER_NOT_TO_SAY
from onestopshop.reporting_year import Month
from onestopshop.reports.counts import Counts, not_asked
from onestopshop.reports.figure import Counted
from onestopshop.tally import ANSWERED, REVIEWED, Cell


@dataclass(frozen=True, slots=True)
class Makeup:
    """The cells of which a figure's numbers are the sums; None where it has no such number."""

    value: tuple[Cell, ...]
    base: tuple[Cell, ...] | None = None
    not_recorded: tuple[Cell, ...] | None = None


def everyone(subject: str) -> Cell:
    """The cell that counts all of a subject."""
    return Cell(subject, "", "all")


def alone(table: str, options: Iterable[str], of: str = "") -> list[Cell]:
    """The cells of a table that stands alone, or what they are parts of."""
    return [Cell(table, "alone", f"{option}{of}") for option in options]


def cells_of(counts: Counts, subject: str, question: str) -> dict[Cell, int]:
    """How often each answer to a question was given, 0 where nobody gave it; not asked is one of them."""
    people = subject in ("visit", "referral", "unmet")
    offered = [option.id for option in counts.list_of(question).options]
    silent = (NOT_KNOWN, PREFER_NOT_TO_SAY) if people else ()
    given = counts.answers(subject, question)
    found = {Cell(subject, question, option): 0 for option in (*offered, *silent)}
    found |= {Cell(subject, question, option): n for option, n in given.items()}
    if people:
        found[Cell(subject, question, NOT_ASKED)] = not_asked(counts, subject, question)
    return found


def split(counts: Counts, subject: str, question: str) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """The cells of a question that record something, and those that record nothing.

    Where several answers may be given, "gave at least one" stands for the first.
    """
    cells = cells_of(counts, subject, question)
    answered = Cell(subject, question, ANSWERED)
    recorded = [cell for cell in cells if cell.option not in NOT_RECORDED]
    silent = tuple(cell for cell in cells if cell.option in NOT_RECORDED)
    return ((answered,) if answered in cells else tuple(recorded)), silent


def made_of(figure: str, counted: Counted, counts: Counts) -> Makeup | None:
    """The cells behind a figure, or None where it stands for itself."""
    if figure in ("visits", "referrals"):
        return Makeup((everyone(figure.removesuffix("s")),))
    if figure in ("busiest_month", "quietest_month"):
        return _of_month(counted.month)
    if figure.startswith("outcome_"):
        return _outcome(figure.removeprefix("outcome_"), counts)
    found = _BY_ID.get(figure)
    return found(counts) if found else None


def _of_month(month: Month | None) -> Makeup | None:
    return Makeup((Cell("visit", "month", str(month)),)) if month else None


def _outcome(measure: str, counts: Counts) -> Makeup:
    question = f"outcome.{measure}"
    reviewed = tuple(
        Cell("referral", question, option)
        for option in sorted(REVIEWED)
        if counts.of("referral", question, option)
    )
    return Makeup((Cell("referral", question, "improved"),), reviewed)


def _option(subject: str, question: str, option: str, base: bool = True) -> Callable[[Counts], Makeup]:
    def found(counts: Counts) -> Makeup:
        recorded, silent = split(counts, subject, question)
        return Makeup((Cell(subject, question, option),), recorded if base else None, silent)

    return found


def _second_visits(counts: Counts) -> Makeup:
    _, silent = split(counts, "visit", "ordinal")
    return Makeup((Cell("visit", "ordinal", "second"),), (Cell("visit", "ordinal", "first"),), silent)


def _under(question: str, option: str, *, rest: bool = False) -> Callable[[Counts], Makeup]:
    """Answers at or under an option, or all the others, of everybody."""

    def found(counts: Counts) -> Makeup:
        options = counts.list_of(question)
        recorded, silent = split(counts, counts.subject, question)
        value = tuple(cell for cell in recorded if options.under(cell.option, option) != rest)
        return Makeup(value, (*recorded, *silent), silent)

    return found


def _male(counts: Counts) -> Makeup:
    return _option(counts.subject, "sex", "male")(counts)


def _ethnicity_unknown(counts: Counts) -> Makeup:
    recorded, silent = split(counts, counts.subject, "ethnic_group")
    return Makeup(silent, (*recorded, *silent), silent)


def _heard_through_agency(counts: Counts) -> Makeup:
    sources = counts.list_of("heard_about")
    recorded, silent = split(counts, "visit", "heard_about")
    through = tuple(
        cell
        for cell in recorded
        if any(sources.under(cell.option, above.id) for above in sources.options if above.agency)
    )
    return Makeup(through, recorded, silent)


def _attendances(counts: Counts) -> Makeup:
    return Makeup(tuple(cells_of(counts, "attendance", "came")))


def _feedback(*options: str) -> Callable[[Counts], Makeup]:
    def found(counts: Counts) -> Makeup:
        recorded, silent = split(counts, "feedback", "helpful")
        unanswered = tuple(cell for cell in silent if cell.option != NOT_ASKED)
        value = tuple(cell for cell in recorded if not options or cell.option in options)
        return Makeup(value, recorded if options else (*recorded, *unanswered), unanswered)

    return found


def _headcount(name: str, of: str = "") -> Callable[[Counts], Makeup]:
    def found(counts: Counts) -> Makeup:
        cells = cells_of(counts, "session", "count")
        base = Cell("session", "count", of)
        return Makeup((Cell("session", "count", name),), (base,) if base in cells else None)

    return found


def _assessed(counts: Counts) -> Makeup:
    recorded, silent = split(counts, "referral", "assessed")
    return Makeup(recorded, (*recorded, *silent), None)


_BY_ID: dict[str, Callable[[Counts], Makeup]] = {
    "visitors": _option("visit", "ordinal", "first", base=False),
    "visitors_twice_or_more": _second_visits,
    "new_this_year": _option("visit", "ordinal", "first"),
    "male": _male,
    "white_british": _under("ethnic_group", "white_british"),
    "other_ethnicities": _under("ethnic_group", "white_british", rest=True),
    "white_european": _under("ethnic_group", "white_other"),
    "ethnicity_unknown": _ethnicity_unknown,
    "heard_through_agency": _heard_through_agency,
    "agency_attendances": _attendances,
    "feedback_responses": _feedback(),
    "helpful": _feedback("yes"),
    "engaged": _option("referral", "engaged", "yes"),
    "assessed": _assessed,
    "signed_up": _headcount("signed_up"),
    "started": _headcount("started", "signed_up"),
    "completed": _headcount("completed", "started"),
    "waiting": _headcount("waiting"),
}
