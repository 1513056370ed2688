"""Sealing what a coordinator's desk puts right, and the network's own setup, for every coordinator."""

from __future__ import annotations

import msgspec

from onestopshop.correction import Correction
from onestopshop.desk.directory import settled
from onestopshop.desk.sealing import seal_counted
from onestopshop.envelope import age_file
from onestopshop.identity import NetworkId
from onestopshop.merge.handover import handed
from onestopshop.merge.kept_part import coordinator_identities
from onestopshop.network import Setup
from onestopshop.part import Part, Revision, network_session
from onestopshop.shop import Shop
from onestopshop.store import Connection, corrections, setups
from onestopshop.store.corrections import KeptCorrection


def seal_setup(shop: Shop) -> bool:
    """Seal the setup of today, this coordinator's keys for the sheet of paper, and the root for coordinators.

    Returns whether anything was sealed: nothing at a volunteer's laptop, nor twice for one setup.
    """
    if not shop.desk.coordinator:
        return False

    def write(connection: Connection) -> bool:
        file = setups.newest_setup(connection) or b""
        session = network_session(NetworkId(shop.desk.network))
        before = corrections.correction_of(connection, session.id)
        if before is not None and before.correction.setup == file:
            return False
        setup = settled(connection)
        secrets = "\n".join(coordinator_identities(connection)).encode()
        kept = before or KeptCorrection(session, Correction(), 0, None)
        after = msgspec.structs.replace(
            kept.correction,
            setup=file,
            secrets=age_file.seal(secrets, [setup.recipients.recovery]),
            root=handed(connection, setup),
        )
        seal_correction(connection, kept, after)
        return True

    return shop.store.write(write)


def seal_correction(
    connection: Connection, before: KeptCorrection, after: Correction, setup: Setup | None = None
) -> None:
    """Seal the next revision of a correction, keep it, and count it here as every coordinator will.

    It is sealed as `setup` says, by default the one of today.
    """
    stated = Revision(before.revision + 1, before.parent, Part(before.session, correction=after))
    seal_counted(connection, stated, setup)
    kept = KeptCorrection(before.session, after, stated.revision, stated.digest())
    corrections.keep_correction(connection, kept)
