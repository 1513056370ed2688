"""A sync to a central folder of five years, with the years that are over in archives and without archives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

from onestopshop.central.folder import CENTRAL
from onestopshop.central.sync import sync
from onestopshop.desk.own_desk import own_identities
from onestopshop.desk.sessions import new_venue, open_session
from onestopshop.desk.setup_changes import approve
from onestopshop.desk.visits import record_visit
from onestopshop.envelope import dropin, keys, receipt_file
from onestopshop.envelope.envelope import Envelope
from onestopshop.identity import EnvelopeId, MergeId, SessionId, VenueId
from onestopshop.store import facts
from tests.bench.row import Row, seconds
from tests.bench.synthetic import Network, envelopes, network

YEARS, SESSIONS, DESKS = 5, 50, 3
MERGES_A_YEAR = 12
TIMES = 9


def rows(folder: Path) -> Iterator[Row]:
    """Size of the central file and the median time of nine syncs of one new session, in turns."""
    made = network(folder)
    desks = [replace(made, seed=keys.new_seed()) for _ in range(DESKS)]
    for desk in desks:
        approve(made.shop, keys.desk_key(desk.seed))
    sealed = [list(envelopes(desk, 0, YEARS * SESSIONS)) for desk in desks]
    parted, whole = folder / "with archives", folder / "without"
    for place, is_parted in ((parted, True), (whole, False)):
        _filled(place, sealed, made, is_parted=is_parted)
        for _ in range(3):  # archives are written, then the central file shrinks
            sync(made.shop, place)
    venue = VenueId(new_venue(made.shop, "Hall").changed[0].id)
    times: dict[Path, list[float]] = {parted: [], whole: []}
    for opening in range(1, TIMES + 1):
        session = SessionId(open_session(made.shop, venue, date(2031, 6, 22), opening).changed[0].id)
        record_visit(made.shop, session, {})
        for place in (parted, whole) if opening % 2 else (whole, parted):
            times[place].append(seconds(lambda place=place: sync(made.shop, place)))
    megabytes = [(place / CENTRAL).stat().st_size / 1e6 for place in (parted, whole)]
    what = f"{YEARS} years x {SESSIONS} sessions x {DESKS} laptops"
    yield Row(f"central file of {what}", *megabytes, 0.3, "MB")
    yield Row(
        "sync of a session to it, against no archives", median(times[parted]), median(times[whole]), 1.0
    )
    made.shop.close()


def _filled(place: Path, sealed: list[list[Envelope]], made: Network, *, is_parted: bool) -> None:
    """A folder in which all was received: in the years in which it was held, or all in the last one."""
    (place / "receipts").mkdir(parents=True)
    every = sorted((one for of_desk in sealed for one in of_desk), key=lambda one: one.id)
    with (place / CENTRAL).open("wb") as stream:
        dropin.write(stream, every)
    merges = YEARS * MERGES_A_YEAR
    for number in range(merges):
        first, last = (n * YEARS * SESSIONS // merges for n in (number, number + 1))
        year = 2027 + (number // MERGES_A_YEAR if is_parted else YEARS - 1)
        received = {
            of_desk[0].desk: tuple(sorted(one.id for one in of_desk[first:last])) for of_desk in sealed
        }
        _receipt(place, made, number, received, date(year, 1 + number % MERGES_A_YEAR, 28))


def _receipt(
    place: Path, made: Network, number: int, received: dict[str, tuple[EnvelopeId, ...]], day: date
) -> None:
    receipt = receipt_file.Receipt(
        receipt_file.RECEIPT_FORMAT, made.setup.network, MergeId(f"{number:032x}"), received, (), day
    )
    identity, seed = made.shop.store.read(lambda c: (own_identities(c)[0], facts.fact(c, facts.ROOT_SEED)))
    content = receipt_file.write(receipt, [keys.age_pair(identity).recipient], seed)
    (place / "receipts" / f"{number}.dropin-receipt").write_bytes(content)
