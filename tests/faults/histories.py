"""Three to five laptops, two coordinators, a folder, a stick and much bad luck, as a state machine."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from onestopshop.central.exporting import export
from onestopshop.central.merging import merge
from onestopshop.central.sync import sync
from onestopshop.clock import SetClock
from onestopshop.desk.directory import settled
from onestopshop.desk.retention import purge
from onestopshop.desk.sessions import SessionClosed
from onestopshop.desk.setup_changes import approve
from onestopshop.desk.visits import NoSuchVisit, withdraw_visit
from onestopshop.identity import VisitId
from onestopshop.merge.correcting import correct_withdraw, merged_session, merged_sessions
from onestopshop.merge.rebuilding import differences
from onestopshop.merge.undoing import undo_merge
from onestopshop.shop import Shop
from onestopshop.store import outbox, tallies
from tests.desk.shops import ASHFORD, MORNING, RURAL, STRANGER, Shops, Template, open_at_hall, recorded
from tests.faults.two_coordinators import COORDINATORS

LAPTOPS = (ASHFORD, RURAL, STRANGER)
MOST_LAPTOPS = 5
PLACES = ("central", "stick")
ACCIDENTS = ("lose", "tear", "blank", "double", "conflict")
FIFTY_YEARS = 50 * 365
CLUSTER = 4096

desks = st.sampled_from((0, 0, 0, 1, 1, 2, 3, 3, 4, 5, 6))
"""Laptops first, copies next, coordinators last; some are busier, so that things happen to the same one."""
coordinators = st.sampled_from(COORDINATORS)
places = st.sampled_from(PLACES)
openings = st.integers(1, 2)
some = st.integers(0, 99)


@dataclass(frozen=True)
class End:
    """How a history ended: what coordinators count, against what was recorded and not taken back."""

    recorded: int
    lost: int
    twice: int
    false: int
    apart: bool
    """Whether the coordinators count differently, or one otherwise than its envelopes say."""

    @property
    def bad(self) -> bool:
        """Whether anything is not as it must be."""
        return bool(self.lost or self.twice or self.false or self.apart)


class History(RuleBasedStateMachine):
    """What happens to one network. A class made of this one says of which, where, and keeps how it ended."""

    template: Template
    place: Path
    ends: list[End]
    stops: bool = True
    """Whether a bad end fails at once, so that hypothesis looks for the shortest history that has it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=self.place))
        template = Template(dict(self.template.shops), self.template.recovery_secret)
        self.shops = Shops(template, self.folder)
        self.clocks: dict[str, SetClock] = {}
        self.laptops = list(LAPTOPS)
        self.visits: set[VisitId] = set()
        self.gone: set[VisitId] = set()
        self.merges: dict[str, list[str]] = {name: [] for name in COORDINATORS}

    @initialize(everybody=st.lists(st.tuples(desks, openings), min_size=2, max_size=4))
    def first_day(self, everybody: list[tuple[int, int]]) -> None:
        """Some of them have recorded something."""
        for desk, opening in everybody:
            self.record(desk, opening, 1)

    @rule(desk=desks, opening=openings, visits=st.integers(1, 3))
    def record(self, desk: int, opening: int, visits: int) -> None:
        """Visits are acknowledged."""
        shop = self.desk(desk)
        try:
            session = open_at_hall(shop, opening=opening)
            self.visits.update(recorded(shop, session) for _ in range(visits))
        except SessionClosed:  # published long enough ago: its rows are no longer here
            return

    @rule(desk=desks, opening=openings, place=places, times=st.integers(1, 3))
    def evening(self, desk: int, opening: int, place: str, times: int) -> None:
        """A desk records a visit and syncs, perhaps more than once."""
        for _ in range(times):
            self.record(desk, opening, 1)
            self.sync(desk, place)

    @rule(desk=desks, which=some)
    def withdraw(self, desk: int, which: int) -> None:
        """A visit is taken back where it can be."""
        if self.visits:
            visit = sorted(self.visits)[which % len(self.visits)]
            try:
                withdraw_visit(self.desk(desk), visit)
            except (NoSuchVisit, SessionClosed):
                return
            self.gone.add(visit)

    @rule(desk=desks, place=places)
    def sync(self, desk: int, place: str) -> None:
        """A desk syncs."""
        sync(self.desk(desk), self.folder / place)

    @rule(name=coordinators, place=places)
    def merge(self, name: str, place: str) -> None:
        """A coordinator merges a folder, which gets a receipt, and syncs."""
        (self.folder / place).mkdir(exist_ok=True)
        made = merge(self.shop(name), [self.folder / place]).merge
        self.merges[name] += [made] if made else []
        sync(self.shop(name), self.folder / place)

    @rule(name=coordinators)
    def undo(self, name: str) -> None:
        """A coordinator undoes a merge."""
        if self.merges[name]:
            undo_merge(self.shop(name), self.merges[name].pop())

    @rule(name=coordinators, which=some)
    def correct(self, name: str, which: int) -> None:
        """A coordinator withdraws a visit that is counted."""
        sessions = merged_sessions(self.shop(name))
        if sessions:
            session = sessions[which % len(sessions)].id
            for visit in merged_session(self.shop(name), session).visits[:1]:
                correct_withdraw(self.shop(name), session, visit.id)
                self.gone.add(visit.id)

    @rule(desk=desks)
    def purge(self, desk: int) -> None:
        """Two days later a desk deletes the rows that were published long enough ago."""
        shop = self.desk(desk)
        self.clocks[self.name(desk)].moment += timedelta(days=2)
        purge(shop)

    @precondition(lambda self: len(self.laptops) < MOST_LAPTOPS)
    @rule(which=some)
    def clone(self, which: int) -> None:
        """A laptop is cloned; the copy goes on from where it is."""
        name = self.laptops[which % len(self.laptops)]
        copy = f"copy {len(self.laptops)} of {name}"
        self.shops.template.shops[copy] = self.shops.template.shops[name]
        self.shops.clone(name, copy)
        self.laptops.append(copy)

    @rule(place=places, accident=st.sampled_from(ACCIDENTS), which=some, part=some)
    def accident(self, place: str, accident: str, which: int, part: int) -> None:
        """A file is lost, torn, zeroed in part, doubled or copied under another name."""
        files = sorted(file for file in (self.folder / place).rglob("*") if file.is_file())
        if not files:
            return
        file = files[which % len(files)]
        content = file.read_bytes()
        at = len(content) * part // 100
        if accident == "lose":
            file.unlink()
        elif accident == "tear":
            file.write_bytes(content[:at])
        elif accident == "blank":
            file.write_bytes(content[:at] + bytes(len(content[at : at + CLUSTER])) + content[at + CLUSTER :])
        elif accident == "double":
            shutil.copy(file, file.with_name(f"again {file.name}"))
        else:
            (self.folder / place / f"central ({part}).dropin").write_bytes(content)

    @rule(place=places)
    def roll_back(self, place: str) -> None:
        """A folder is as it was when this last happened, or is noted for the next time."""
        before = self.folder / f"{place} before"
        if before.exists():
            self.lose_folder(place)
            before.rename(self.folder / place)
        elif (self.folder / place).exists():
            shutil.copytree(self.folder / place, before)

    @rule(place=places)
    def lose_folder(self, place: str) -> None:
        """Somebody deletes a folder, or loses the stick."""
        shutil.rmtree(self.folder / place, ignore_errors=True)

    @rule(desk=desks, days=st.integers(-FIFTY_YEARS, FIFTY_YEARS))
    def clock(self, desk: int, days: int) -> None:
        """One desk's clock is wrong by up to fifty years."""
        self.desk(desk)
        self.clocks[self.name(desk)].moment = MORNING + timedelta(days=days)

    def name(self, number: int) -> str:
        """One of the laptops or of the coordinators' laptops."""
        everybody = (*self.laptops, *COORDINATORS)
        return everybody[number % len(everybody)]

    def desk(self, number: int) -> Shop:
        """The same, open."""
        return self.shop(self.name(number))

    def shop(self, name: str) -> Shop:
        """A desk, open, with a clock of its own."""
        clock = self.clocks.setdefault(name, SetClock(MORNING))
        return replace(self.shops[name], clock=clock)

    def teardown(self) -> None:
        """Once everybody syncs to a folder that works, all that was acknowledged counts, and counts once."""
        try:
            end = self.converged()
            self.ends.append(end)
            assert not (end.bad and self.stops), end
        finally:
            self.shops.close()
            shutil.rmtree(self.folder)

    def converged(self) -> End:
        """Sync and approve everybody, let the coordinators exchange what they keep, and compare."""
        last = self.folder / "last"
        both = [self.shop(name) for name in COORDINATORS]
        laptops = [self.shop(name) for name in self.laptops if name in self.shops.opened]
        while any("desk_copied" in sync(shop, last).alarms for shop in laptops):
            pass
        for coordinator in both:
            sync(coordinator, last)
        for coordinator in both:
            known = {entry.desk for entry in coordinator.store.read(settled).roster}
            # A copy that took another key again has signed with more keys than the one it has now.
            signed = {key for shop in (*laptops, *both) for key in shop.store.read(outbox.signing_keys)}
            for key in signed - known:
                approve(coordinator, key)
        kept = [self.folder / f"{name}.dropin" for name in COORDINATORS]
        for coordinator, file in zip(both, kept, strict=True):
            export(coordinator, file)
        there = [place for name in PLACES if (place := self.folder / name).is_dir()]
        for coordinator in both:
            merge(coordinator, [last, *there, *kept])
        return self.end(both)

    def end(self, both: list[Shop]) -> End:
        """What the coordinators count now, against what was recorded."""
        expected = self.visits - self.gone
        counted = [_counted(coordinator) for coordinator in both]
        tallied = {str(coordinator.store.read(tallies.all_counts)) for coordinator in both}
        return End(
            len(expected),
            lost=sum(len(expected.difference(visits)) for visits in counted),
            twice=sum(len(visits) - len(set(visits)) for visits in counted),
            false=sum(len(set(visits) - expected) for visits in counted),
            apart=counted[0] != counted[1]
            or len(tallied) > 1
            or any(differences(coordinator) for coordinator in both),
        )


def _counted(coordinator: Shop) -> list[VisitId]:
    """Every visit that a coordinator counts, as often as it counts."""
    sessions = merged_sessions(coordinator)
    joint = [merged_session(coordinator, session.id).visits for session in sessions]
    assert [session.visits for session in sessions] == [len(visits) for visits in joint]
    return sorted(visit.id for visits in joint for visit in visits)
