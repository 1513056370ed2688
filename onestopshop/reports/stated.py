"""What was not counted here, as readers may see it: partners' figures, and how far targets were reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onestopshop.reporting_year import Period
from onestopshop.reports.material import Material
from onestopshop.reports.protected import ProtectedFigure
from onestopshop.reports.rule import Rule
from onestopshop.reports.template import Template
from onestopshop.reports.wording import NO_BREAK, NOT_SHOWN, hidden_words
from onestopshop.stated_figure import StatedFigure


@dataclass(frozen=True, slots=True)
class ProtectedStated:
    """A partner's figure: as it was stated, unless a number in it is too small to be told."""

    label: str
    period: Period
    value: int | None
    base: int | None
    percent: float | None
    text: str
    """The value in words; empty where only a percentage was stated."""
    percent_text: str
    source: str
    suppressed: bool


@dataclass(frozen=True, slots=True)
class ProtectedTarget:
    """A figure of the report beside the target that was set for its period."""

    figure: str
    label: str
    text: str
    """What was reached, in words."""
    target: int
    percent: int | None
    """Of the target, made from the number that readers see; None where they see none."""
    source: str


def stated_of(template: Template, material: Material) -> tuple[StatedFigure, ...]:
    """What was stated for the report's venue, or for all, as far as the template has it: partners' figures of
    periods that touch the report's, and targets of exactly its period."""
    period, kinds = material.period, {"partner": template.stated, "target": template.targets}
    return tuple(
        stated
        for stated in material.stated
        if kinds[stated.kind]
        and stated.venue in (None, material.venue)
        and (
            stated.period == period
            if stated.kind == "target"
            else stated.period.first <= period.last and period.first <= stated.period.last
        )
    )


def protected_stated(stated: Iterable[StatedFigure], rule: Rule) -> tuple[ProtectedStated, ...]:
    """Partners' figures without those that tell a small number; nothing in them is rounded."""
    return tuple(_protected(found, rule) for found in stated if found.kind == "partner")


def _protected(stated: StatedFigure, rule: Rule) -> ProtectedStated:
    small = any(rule.hides(number) for number in _told_numbers(stated))
    percent = None if small or stated.tenths is None else stated.tenths / 10
    value = None if small else stated.value
    text = "" if stated.value is None else f"{stated.value:,}"
    if small:
        text = hidden_words(rule.threshold) if rule.hides(stated.value or 0) else NOT_SHOWN
    return ProtectedStated(
        label=stated.label,
        period=stated.period,
        value=value,
        base=None if small else stated.base,
        percent=percent,
        text=text,
        percent_text="" if percent is None else f"{percent:g}{NO_BREAK}%",
        source=stated.source,
        suppressed=small,
    )


def _told_numbers(stated: StatedFigure) -> tuple[int, ...]:
    """The counts of people that value, base and percentage tell together."""
    value, base = stated.value, stated.base
    if value is None and base is not None and stated.tenths is not None:
        value = (base * stated.tenths + 500) // 1000
    known = [number for number in (value, base) if number is not None]
    return (*known, base - value) if value is not None and base is not None else tuple(known)


def targets(
    stated: Iterable[StatedFigure], figures: tuple[ProtectedFigure, ...]
) -> tuple[ProtectedTarget, ...]:
    """The targets that were set for figures of the report."""
    shown = {figure.id: figure for figure in figures}
    return tuple(
        ProtectedTarget(
            figure=found.label,
            label=shown[found.label].label,
            text=shown[found.label].text,
            target=found.value,
            percent=_reached(shown[found.label].value, found.value),
            source=found.source,
        )
        for found in stated
        if found.kind == "target" and found.value is not None and found.label in shown
    )


def _reached(value: int | None, target: int) -> int | None:
    return None if value is None or not target else (200 * value + target) // (2 * target)
