"""The release ledger: a report for others is checked against it, entered in it, and only then written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

import msgspec

from onestopshop.clock import local_date
from onestopshop.desk.books import enter
from onestopshop.errors import Refused
from onestopshop.identity import random_id
from onestopshop.release import Release, ReleaseProfile
from onestopshop.release_calendar import ReleaseKey
from onestopshop.reports.draft import Released
from onestopshop.reports.material import Material
from onestopshop.reports.planning import is_planned
from onestopshop.reports.protected import Agreement
from onestopshop.reports.released import released_report
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.template import Template
from onestopshop.shop import Shop, need_coordinator
from onestopshop.store import Connection, releases
from onestopshop.store.releases import EnteredRelease

_LONGEST = 200
"""Letters of a title in the ledger."""


class LedgerChanged(Refused):
    """Something was released between the check of a report and its entry."""

    sentence = "Another report was released meanwhile. Nothing was written; make this report again."


@dataclass(frozen=True, slots=True)
class PreparedRelease:
    """A report that may be released, and its entry: nothing is in the ledger yet unless it was before."""

    report: ProtectedReport
    release: Release
    beside: frozenset[str]
    """The ids of all releases beside which it was checked."""

    @property
    def again(self) -> bool:
        """Whether the very same was released before: then this is a reprint, and has that entry."""
        return self.release.id in self.beside


def entered_releases(shop: Shop) -> tuple[EnteredRelease, ...]:
    """Every release that is known here, the oldest first. Raises CoordinatorsOnly."""
    need_coordinator(shop)
    return shop.store.read(releases.entered_releases)


def release_days(shop: Shop) -> dict[ReleaseKey, date]:
    """The day of the first release on the same months and venue. Raises CoordinatorsOnly."""
    days: dict[ReleaseKey, date] = {}
    for found in entered_releases(shop):
        one = found.release
        days.setdefault((one.first, one.last, one.venue), one.day)
    return days


def prepared_release(
    shop: Shop, template: Template, material: Material, profile: str, agreement: Agreement | None = None
) -> PreparedRelease:
    """The report as it may be released beside all that was released before; the ledger stays as it is.

    Raises ExposesByDifference where it may not, CoordinatorsOnly, UnknownProfile and AgreementNeeded.
    """
    need_coordinator(shop)

    def read(connection: Connection) -> tuple[tuple[EnteredRelease, ...], bool]:
        return releases.entered_releases(connection), is_planned(connection, material.period, material.venue)

    entered, planned = shop.store.read(read)
    earlier = tuple(found.release for found in entered)
    titled = msgspec.structs.replace(template, title=_written(template.title))
    made = released_report(titled, material, profile, _agreed(agreement), earlier, planned=planned)
    release = _entry(shop, titled, material, made, planned=planned)
    before = next((known for known in earlier if _is_same(known, release)), release)
    return PreparedRelease(made.report, before, frozenset(known.id for known in earlier))


def enter_release(shop: Shop, prepared: PreparedRelease) -> None:
    """Enter the release, sealed for the other coordinators: before any byte of the report leaves the store.

    One that is there already, for another form of the report or a reprint, keeps its entry.
    If the file is never written after that, the ledger believes more to be known than is: that is safe, and
    the same report can be made again. Raises LedgerChanged, CoordinatorsOnly and the troubles of a store.
    """
    need_coordinator(shop)

    def write(connection: Connection) -> None:
        known = {found.release.id for found in releases.entered_releases(connection)}
        if prepared.release.id in known:
            return
        if known != prepared.beside:
            raise LedgerChanged
        enter(connection, prepared.release)

    shop.store.write(write)


def note_written(shop: Shop, release: Release, form: str) -> None:
    """Note that a file of this form ("pdf") was written."""
    shop.store.write(lambda connection: releases.note_written(connection, release.id, form))


def _entry(shop: Shop, template: Template, material: Material, made: Released, *, planned: bool) -> Release:
    report = made.report
    agreed = report.agreement
    return Release(
        random_id(),
        local_date(shop.clock),
        cast("ReleaseProfile", report.profile),
        _written(report.title),
        template.title,
        template.subject,
        str(material.period.first),
        str(material.period.last),
        report.threshold,
        made.told,
        material.venue,
        material.agency,
        agreed.recipient if agreed else "",
        agreed.name if agreed else "",
        _written(shop.desk.name),
        planned,
    )


def _agreed(agreement: Agreement | None) -> Agreement | None:
    """The agreement as report and ledger both name it; what names nothing is left to be refused."""
    if agreement is None or not (agreement.recipient.strip() and agreement.name.strip()):
        return agreement
    return Agreement(_written(agreement.recipient), _written(agreement.name))


def _written(words: str) -> str:
    """Words as an entry holds them: on one line, and never nothing."""
    plain = "".join(sign if sign.isprintable() else " " for sign in words)
    return " ".join(plain.split())[:_LONGEST] or "–"


def _is_same(known: Release, release: Release) -> bool:
    """Whether two entries tell the same to the same readers, whoever released them and when."""
    by_hand = {"id": release.id, "day": release.day, "by": release.by, "planned": release.planned}
    return msgspec.structs.replace(known, **by_hand) == release
