"""The release ledger and the release calendar, as the coordinator's store keeps them."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from onestopshop.identity import VenueId
from onestopshop.release import Release
from onestopshop.release_calendar import PlannedRelease
from onestopshop.store.connection import Connection

_DECODER = msgspec.json.Decoder(Release)


@dataclass(frozen=True, slots=True)
class EnteredRelease:
    """A release, and the forms in which its file was written here; None where others released it."""

    release: Release
    written: tuple[str, ...] | None


def add_release(connection: Connection, release: Release, *, own: bool) -> None:
    """Enter a release. One that is there already stays as it is: what was released cannot change."""
    connection.execute(
        "INSERT OR IGNORE INTO release VALUES (?, ?, ?)",
        (release.id, msgspec.json.encode(release), "" if own else None),
    )


def entered_releases(connection: Connection) -> tuple[EnteredRelease, ...]:
    """Every release that is known here, the oldest first."""
    found = (
        EnteredRelease(_DECODER.decode(content), None if written is None else tuple(written.split()))
        for content, written in connection.execute("SELECT content, written FROM release")
    )
    return tuple(sorted(found, key=lambda entered: (entered.release.day, entered.release.id)))


def note_written(connection: Connection, release: str, form: str) -> None:
    """Note that a file of this form stands where the coordinator wanted it."""
    connection.execute(
        "UPDATE release SET written = trim(coalesce(written, '') || ' ' || ?2)"
        " WHERE id = ?1 AND instr(' ' || coalesce(written, '') || ' ', ' ' || ?2 || ' ') = 0",
        (release, form),
    )


def keep_planned(connection: Connection, planned: PlannedRelease) -> None:
    """Keep a planned release in place of what was known of the same months and venue."""
    connection.execute(
        "INSERT OR REPLACE INTO planned_release VALUES (?, ?, ?, ?, ?)",
        (planned.first, planned.last, planned.venue or "", int(planned.dropped), planned.edition),
    )


def planned_releases(connection: Connection) -> tuple[PlannedRelease, ...]:
    """Every planned release, also those that were dropped, in order of their months."""
    rows = connection.execute("SELECT * FROM planned_release ORDER BY first, last, venue")
    return tuple(
        PlannedRelease(first, last, VenueId(venue) if venue else None, bool(dropped), edition)
        for first, last, venue, dropped, edition in rows
    )
