"""Sealing what a coordinator's desk puts right, and the network's own setup, for every coordinator."""

from __future__ import annotations

import msgspec

from onestopshop.correction import Correction
from onestopshop.desk.directory import settled
from onestopshop.desk.sealing import seal_counted
from onestopshop.envelope import age_file
from onestopshop.identity import NetworkId
from onestopshop.merge.kept_part import coordinator_identities
from onestopshop.part import Part, Revision, network_session
from onestopshop.shop import Shop
from onestopshop.store import Connection, corrections, setups
from onestopshop.store.corrections import KeptCorrection


def seal_setup(shop: Shop) -> bool:
    """Seal the setup of today, and this coordinator's keys for the sheet of paper, unless they are already.

    Returns whether anything was sealed; at a volunteer's laptop nothing is.
    """
    if not shop.desk.coordinator:
        return False

    def write(connection: Connection) -> bool:
        file = setups.newest_setup(connection) or b""
        session = network_session(NetworkId(shop.desk.network))
        before = corrections.correction_of(connection, session.id)
        if before is not None and before.correction.setup == file:
            return False
        paper = settled(connection).recipients.recovery
        secrets = age_file.seal("\n".join(coordinator_identities(connection)).encode(), [paper])
        kept = before or KeptCorrection(session, Correction(), 0, None)
        after = msgspec.structs.replace(kept.correction, setup=file, secrets=secrets)
        seal_correction(connection, kept, after)
        return True

    return shop.store.write(write)


def seal_correction(connection: Connection, before: KeptCorrection, after: Correction) -> None:
    """Seal the next revision of a correction, keep it, and count it here as every coordinator will."""
    stated = Revision(before.revision + 1, before.parent, Part(before.session, correction=after))
    seal_counted(connection, stated)
    kept = KeptCorrection(before.session, after, stated.revision, stated.digest())
    corrections.keep_correction(connection, kept)
