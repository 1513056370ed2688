"""What a reader takes out of a protected report: its numbers, its words, the definitions and the lists."""

from __future__ import annotations

import re

from onestopshop.network import Setup
from onestopshop.question import NOT_RECORDED, OptionList
from onestopshop.reports.protected import ProtectedFigure, ProtectedTable
from onestopshop.reports.suppression import ProtectedReport
from tests.reports.attacker.knowledge import Knowledge

BY_ANSWERS = {
    "ordinal": "ordinal",
    "sex": "sex",
    "age_band": "age_band",
    "ethnic_group": "ethnic_group",
    "ethnic_broad": "ethnic_group",
    "lives_in": "lives_in",
    "heard_about": "heard_about",
    "risk_level": "risk_level",
}
"""Tables in which everybody stands once, and their questions."""
SILENT = {
    "Not known": "not_known",
    "Prefer not to say": "prefer_not_to_say",
    "Not answered": "not_answered",
    "Not asked": "not_asked",
}
MANY = 5000


class Reader:
    """Somebody with a report, its definitions and the network's lists, who knows how it was protected."""

    def __init__(self, setup: Setup, report: ProtectedReport) -> None:
        self.setup, self.report, self.known = setup, report, Knowledge()
        self.step = 5 if report.profile == "publish" else 1
        self.small = report.threshold
        for question in sorted(set(BY_ANSWERS.values())):
            self.known.same(["visits"], self.cells(question))
            self.known.same([f"{question}:silent"], self.cells(question, recorded=False))
        self.months = [f"month={month}" for month in report.period.months()]
        self.known.same(["visits"], self.months)
        for figure in report.figures:
            self._figure(figure)
        for table in report.tables:
            self._table(table)

    def cells(self, question: str, *, recorded: bool | None = None) -> list[str]:
        """The unknowns of a question: every option of its list."""
        options = [option.id for option in self.options(question).options]
        every = dict.fromkeys([*options, *sorted(NOT_RECORDED)])
        return [
            f"{question}={option}"
            for option in every
            if recorded is None or recorded == (option not in NOT_RECORDED)
        ]

    def options(self, question: str) -> OptionList:
        """The network's list."""
        asked = self.setup.question(question)
        assert asked is not None
        assert asked.list is not None
        found = self.setup.list(asked.list)
        assert found is not None
        return found

    def reach(self, told: int) -> tuple[int, int]:
        """What a printed number may have been before it was rounded."""
        if self.step == 1 or not told:
            return told, told
        first = next(n for n in range(self.small + 1, self.small + 6) if n % 5 == 0)
        return (self.small + 1 if told == first else told - 2), told + 2

    def _told(self, cells: list[str], number: int | None, *, exact: bool = False) -> None:
        low, high = (1, self.small) if number is None else (number, number) if exact else self.reach(number)
        self.known.know(cells, low, high)

    def _figure(self, figure: ProtectedFigure) -> None:
        if figure.month is not None:
            named = f"month={figure.month}"
            self._told([named], figure.value)
            if figure.id == "busiest_month":
                for month in self.months:
                    if month != named:
                        self.known.know({named: 1, month: -1}, 0, MANY)
        made = self._made_of(figure.id)
        if made is None or figure.state == "not available" or figure.text == "not shown":
            return
        value, base, silent = made
        self._told(value, figure.value, exact=figure.id == "visits" and "about" not in figure.text)
        if base and figure.base is not None:
            self._told(base, figure.base)
        if silent and figure.not_recorded is not None:
            self._told(silent, figure.not_recorded)

    def _made_of(self, figure: str) -> tuple[list[str], list[str], list[str]] | None:
        def of(question: str) -> tuple[list[str], list[str]]:
            return self.cells(question, recorded=True), self.cells(question, recorded=False)

        groups = self.options("ethnic_group")
        ethnic, unknown = of("ethnic_group")
        british = [cell for cell in ethnic if groups.under(cell.split("=")[1], "white_british")]
        european = [cell for cell in ethnic if groups.under(cell.split("=")[1], "white_other")]
        ordinals, not_asked = of("ordinal")
        made: dict[str, tuple[list[str], list[str], list[str]]] = {
            "visits": (["visits"], [], []),
            "visitors": (["ordinal=first"], [], not_asked),
            "visitors_twice_or_more": (["ordinal=second"], ["ordinal=first"], not_asked),
            "new_this_year": (["ordinal=first"], ordinals, not_asked),
            "male": (["sex=male"], *of("sex")),
            "white_british": (british, ["visits"], unknown),
            "other_ethnicities": ([cell for cell in ethnic if cell not in british], ["visits"], unknown),
            "white_european": (european, ["visits"], unknown),
            "ethnicity_unknown": (unknown, ["visits"], unknown),
            "heard_through_agency": (self._through_agency(), *of("heard_about")),
        }
        return made.get(figure)

    def _through_agency(self) -> list[str]:
        sources = self.options("heard_about")
        agencies = [option.id for option in sources.options if option.agency]
        return [
            cell
            for cell in self.cells("heard_about", recorded=True)
            if any(sources.under(cell.split("=")[1], agency) for agency in agencies)
        ]

    def _table(self, table: ProtectedTable) -> None:
        if table.withheld:
            return
        if table.id in ("month", "venue"):
            names = [f"{table.id}={row.label}" for row in table.rows]
            if table.id == "venue":
                self.known.same(["visits"], names)
            for name, row in zip(names, table.rows, strict=True):
                self._told([name], row.value)
        elif table.id in BY_ANSWERS:
            self._answers(table, BY_ANSWERS[table.id])

    def _answers(self, table: ProtectedTable, question: str) -> None:
        labels = [row.label for row in table.rows]
        own = {label: self._named(label, question) for label in labels}
        rows = {
            label: [
                cell
                for cell in self._behind(label, question)
                if cell == own[label] or cell not in own.values()
            ]
            for label in labels
        }
        claimed = {cell for cells in rows.values() for cell in cells}
        left = [cell for cell in self.cells(question, recorded=True) if cell not in claimed]
        quiet = [cell for cell in self.cells(question, recorded=False) if cell not in claimed]
        for row in table.rows:
            self._told(rows[row.label] + (left if row.label == "Other" else []), row.value)
        if left and "Other" not in rows:
            self.known.know(left, 0, 0)
        if table.note:
            self._told(self.cells(question, recorded=False), None)
        elif quiet and "Not recorded" not in rows:
            self.known.know(quiet, 0, 0)
        self._percents(table, question)

    def _percents(self, table: ProtectedTable, question: str) -> None:
        """The base is not printed, but every percentage is of the same rounded one."""
        told = [(row.value or 0, row.percent) for row in table.rows if row.percent is not None]
        fits = [
            whole
            for whole in range(self.step, MANY, self.step)
            if all((200 * value + whole) // (2 * whole) == percent for value, percent in told)
        ]
        if told:
            low, high = self.reach(min(fits))[0], self.reach(max(fits))[1]
            self.known.know(self.cells(question, recorded=True), low, high)

    def _named(self, label: str, question: str) -> str:
        found = self.options(question).named(label.removesuffix(", no more said"))
        return f"{question}={found.id}" if found else ""

    def _behind(self, label: str, question: str) -> list[str]:
        """The options that a row's label speaks of; those of "Other" are whatever no other row has."""
        if label == "Not recorded":
            return self.cells(question, recorded=False)
        if label in SILENT:
            return [f"{question}={SILENT[label]}"]
        options = self.options(question)
        named = options.named(label.removesuffix(", no more said"))
        if named is not None:
            return [
                f"{question}={option.id}" for option in options.options if options.under(option.id, named.id)
            ]
        if question == "age_band":
            return [f"age_band={option.id}" for option in options.options if _within(option.label, label)]
        named_in = [options.named(part.removesuffix(", no more said")) for part in label.split(" or ")]
        if question == "ordinal" and "third or more" in label.lower():
            named_in = [options.named(part) for part in ("Second", "Third or more")]
        if question == "ordinal" and label.startswith("First"):
            named_in.append(options.named("First"))
        return [
            f"{question}={option.id}"
            for option in options.options
            if any(part and options.under(option.id, part.id) for part in named_in)
        ]


def _within(inner: str, outer: str) -> bool:
    (low, high), (least, most) = _span(inner), _span(outer)
    return least <= low and high <= most


def _span(ages: str) -> tuple[int, int]:
    numbers = [int(found) for found in re.findall(r"\d+", ages)]
    if not numbers:
        return 1000, 1000
    if ages.startswith("Under"):
        return 0, numbers[0] - 1
    return numbers[0], 200 if "over" in ages else numbers[-1]
