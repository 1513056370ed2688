"""Whether a report may be released beside earlier ones, and what can be released where it may not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import msgspec

from onestopshop.errors import Refused
from onestopshop.release import Release
from onestopshop.reporting_year import Month, Period, year_name, year_of
from onestopshop.reports.draft import Draft, Released
from onestopshop.reports.material import Material
from onestopshop.reports.protected import Agreement
from onestopshop.reports.readers import Given
from onestopshop.reports.suppression import checked
from onestopshop.reports.template import Template
from onestopshop.reports.wording import month_words, period_words


class ExposesByDifference(Refused):
    """A report that tells a small number together with what was released before."""

    sentence = "{reason} {instead}"


def released_report(
    template: Template,
    material: Material,
    profile: str,
    agreement: Agreement | None = None,
    earlier: Sequence[Release] = (),
    *,
    planned: bool = False,
) -> Released:
    """The report for the public or for a partner, of which nothing hidden can be worked out beside all the
    earlier releases. `planned`: it is in the release calendar, so more is held back instead of refusing it.

    The very same report with the same facts is always released again, and told alike. Raises
    ExposesByDifference where it is not planned and gives something away; UnknownProfile and AgreementNeeded.
    An internal report is no release: asking for one raises ValueError.
    """
    chosen, agreed = checked(profile, agreement)
    if chosen == "internal":
        raise ValueError("an internal report is no release")
    draft = Draft(template, material, chosen, agreed, earlier)
    again = draft.before()
    if again is not None:
        return draft.released(again)
    if planned:
        return draft.released(draft.safe())
    reserves = draft.alone()
    if given := list(draft.given_away(reserves)):
        release = _culprit(draft)
        raise ExposesByDifference(
            reason=_reason(draft, given[0], release), instead=_instead(draft, given, release)
        )
    return draft.released(reserves)


def _culprit(draft: Draft) -> Release | None:
    """The earlier release that is enough to work it out, the latest first; None where it takes several."""
    for release in reversed(draft.earlier):
        beside = replace(draft, earlier=(release,))
        if any(beside.given_away(beside.alone())):
            return release
    return None


def _reason(draft: Draft, given: Given, release: Release | None) -> str:
    """Which reports, and which visits: never how many."""
    months = sorted(month for atom in given.atoms for month in atom.months)
    period = Period(Month.parse(months[0]), Month.parse(months[-1]))
    venues = [draft.material.setup.venue(atom.venue) for atom in given.atoms]
    venue = venues[0] if len(set(venues)) == 1 else None
    of = "referrals" if draft.template.subject == "referral" else "visits"
    which = "what was released before"
    if release is not None:
        on = f"{release.day.day} {month_words(Month.of(release.day))}"
        which = f"the report “{release.title}”, released on {on}"
    place = "" if venue is None else f" at {venue.name}"
    return (
        f"Together with {which}, this one would tell a small number of {of} in {period_words(period)}{place}."
    )


def _instead(draft: Draft, given: Sequence[Given], release: Release | None) -> str:
    """What can be released instead, and the way that there always is."""
    other = _other_report(draft, given, release)
    add = "Or add" if other else "Add"
    return (
        f"{other} {add} it to the release calendar: then more is held back, and it is never refused.".strip()
    )


def _other_report(draft: Draft, given: Sequence[Given], release: Release | None) -> str:
    """Another report that is safe, found by trying it; nothing where none was found."""
    material = draft.material
    year = year_of(material.period.first.first_day(), material.setup.policies.year_starts)
    if material.period != year and _is_safe(replace(draft, material=replace(material, period=year))):
        return f"The same report of the whole reporting year {year_name(year)} is safe: release that."
    if release is not None and release.period() != material.period and _is_within(release.period(), material):
        same = replace(material, period=release.period())
        if _is_safe(replace(draft, material=same)):
            return f"The same report of {period_words(same.period)} is safe: release that."
    about = {subject for found in given for subject in found.about}
    tables = [table for table in draft.report.tables if table.of in about or (table.id, "alone") in about]
    less = _without(draft.template, {table.id for table in tables})
    if tables and _is_safe(replace(draft, template=less)):
        named = ", ".join(f"“{table.title}”" for table in tables)
        return f"Without the table {named} it is safe: take that out of the template and release it."
    return ""


def _is_within(period: Period, material: Material) -> bool:
    """Whether the material reaches far enough for that period: the reporting years of its own."""
    starts = material.setup.policies.year_starts
    first, last = (
        year_of(month.first_day(), starts) for month in (material.period.first, material.period.last)
    )
    return first.first <= period.first and period.last <= last.last


def _is_safe(draft: Draft) -> bool:
    return not any(draft.given_away(draft.alone()))


def _without(template: Template, tables: Collection[str]) -> Template:
    charts, printed, beside = (
        tuple(table for table in listed if table not in tables)
        for listed in (template.charts, template.tables, template.side_by_side)
    )
    return msgspec.structs.replace(template, charts=charts, tables=printed, side_by_side=beside)
