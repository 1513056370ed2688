"""Report templates: which figures, charts and tables a report holds, read strictly from TOML."""

from __future__ import annotations

import re
import tomllib

import msgspec

from onestopshop.errors import Refused
from onestopshop.reports.counts import Subject
from onestopshop.reports.tables import TABLE_IDS


class TemplateFault(Refused):
    """A template that names what does not exist, or is no TOML."""

    sentence = "Line {line} of the report template cannot be used: {reason}. Put it right and try again."


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Figures that stand together under a heading."""

    title: str
    figures: tuple[str, ...]


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a report holds, in order."""

    title: str
    subject: Subject
    headline: tuple[str, ...]
    groups: tuple[Group, ...]
    charts: tuple[str, ...]
    """Tables that are drawn and not printed in figures."""
    tables: tuple[str, ...]
    side_by_side: tuple[str, ...] = ()
    """Tables with the same rows, printed as the columns of one."""
    stated: bool = False
    """Whether figures that partners stated are printed, apart from what was counted."""
    attendance_strip: bool = False
    """Whether agencies are drawn session by session, or month by month."""
    targets: bool = False
    """Whether figures are set against the targets for the period."""

    def figure_ids(self) -> tuple[str, ...]:
        """Every figure once, in the order of the groups; those that only the headline has come first."""
        grouped = [figure for group in self.groups for figure in group.figures]
        return tuple(dict.fromkeys([*(f for f in self.headline if f not in grouped), *grouped]))

    def table_ids(self) -> tuple[str, ...]:
        """Every table once: charts first, then those side by side."""
        return tuple(dict.fromkeys([*self.charts, *self.side_by_side, *self.tables]))


def read_template(
    text: str, known_figures: frozenset[str], outcomes: tuple[str, ...] | None = None
) -> Template:
    """The template written in a TOML text. Raises TemplateFault with the line and the reason.

    A figure "outcome_*" stands for `outcomes`; for every known outcome where they are not given.
    """
    try:
        template = msgspec.convert(tomllib.loads(text), Template)
    except tomllib.TOMLDecodeError as fault:
        raise TemplateFault(line=_line_in(str(fault)), reason="it is not written as TOML") from fault
    except RecursionError as fault:
        raise TemplateFault(line=1, reason="it has too many brackets inside each other") from fault
    except msgspec.ValidationError as fault:
        raise _misfit(text, str(fault)) from fault
    if outcomes is None:
        outcomes = tuple(sorted(figure for figure in known_figures if figure.startswith("outcome_")))
    template = _spelled_out(template, outcomes)
    for kind, ids, known in (
        ("figure", template.figure_ids() + template.headline, known_figures),
        ("table", template.table_ids(), frozenset(TABLE_IDS)),
    ):
        for unknown in (found for found in ids if found not in known):
            raise TemplateFault(line=_line_of(text, unknown), reason=f"there is no {kind} called {unknown}")
    if "year" in template.table_ids() and "visits" not in template.figure_ids():
        # It tells how many visits the year before had: whoever audits that year must hear of it.
        raise TemplateFault(line=_line_of(text, "year"), reason="the table year needs the figure visits")
    return template


def _spelled_out(template: Template, outcomes: tuple[str, ...]) -> Template:
    groups = tuple(
        Group(group.title, tuple(figure for found in group.figures for figure in _each(found, outcomes)))
        for group in template.groups
    )
    return msgspec.structs.replace(template, groups=groups)


def _each(figure: str, outcomes: tuple[str, ...]) -> tuple[str, ...]:
    return outcomes if figure == "outcome_*" else (figure,)


def _misfit(text: str, message: str) -> TemplateFault:
    """What msgspec says of a template that does not fit, for a person: it quotes the key or its path."""
    key = re.sub(r"\[[^]]*\]", "", message.split("`")[1]).split(".")[-1] if "`" in message else ""
    if "unknown field" in message:
        return TemplateFault(line=_line_of(text, key), reason=f"there is no setting called {key}")
    if "missing" in message:
        return TemplateFault(line=1, reason=f"{key} is missing")
    return TemplateFault(line=_line_of(text, key), reason=f"{key} has a value that cannot stand there")


def _line_of(text: str, word: str) -> int:
    """The first line that has the word in a list or as a key; 1 where none has."""
    sought = re.compile(rf'^\s*{re.escape(word)}\s*=|(^|[\[,])\s*"{re.escape(word)}"')
    for number, line in enumerate(text.splitlines(), start=1):
        if sought.search(line):
            return number
    return 1


def _line_in(message: str) -> int:
    """The line that a TOML error names; 1 where it names none, as at the end of the file."""
    found = re.search(r"line (\d+)", message)
    return int(found[1]) if found else 1
