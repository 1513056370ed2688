"""What a table is: rows with a heading, still with their exact numbers."""

from __future__ import annotations

from dataclasses import dataclass

OTHER = "Other"
"""What is published of an answer, agency or venue that the network has not accepted and has no parent."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, exact."""

    label: str
    value: int
    published: str = ""
    """The label under which it may be published, where that is another: rows with the same one are merged."""
    recorded: bool = True
    """False for not known, not said and not asked: they stand apart and outside the base."""
    keep: bool = True
    """Whether it is shown when it is zero."""
    base: int | None = None
    """What this row's percentage is of, where that is not the table's base."""
    people: int | None = None
    """How many people the number tells of, where it counts something else, as their answers: it is hidden
    where they are few."""
    cells: tuple[str, ...] = ()
    """The answers that it adds up, by their ids."""
    broader: str = ""
    """The label of the broadest answer that it belongs to, where that is not its own."""

    def numbers_of_people(self) -> tuple[int, ...]:
        """The numbers of people that the row would tell."""
        return (self.value,) if self.people is None else (self.value, self.people)

    def label_for(self, accepted_only: bool) -> str:
        """The label that readers see who may see only what the network has accepted, or everything."""
        return self.published if accepted_only and self.published else self.label


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with a heading."""

    id: str
    title: str
    unit: str
    """What its numbers count: "Visits"."""
    rows: tuple[Row, ...]
    of: tuple[str, str] = ("", "")
    """Of whom, and which question: rows of the same answers tell of each other. Empty where they count what
    nothing else does."""
    base: int | None = None
    """What percentages are of; None where there are none."""
    several: bool = False
    """Whether one person can be in several rows, so that merged rows have no percentage."""
    largest_first: bool = False
    ordered: bool = False
    """Whether its rows follow each other, as ages do: only neighbours may be merged."""
    fixed: bool = False
    """Whether its rows cannot be merged, as months cannot."""
    exact: bool = False
    """Whether it may be published exact (though not while a number in it is small)."""
    rate: bool = False
    """Whether a row tells its number divided by its base, as visits a session, and no percentage."""
    whole: bool = False
    """Whether it counts events and not people of the report: it is shown however few came."""

    def counts_no_visitor(self) -> bool:
        """Whether it counts sessions or hours of agencies alone: then nothing in it is hidden."""
        return self.whole and self.exact
