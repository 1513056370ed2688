"""Whatever happens to laptops and folders: all coordinators end up counting the same, each visit once."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from onestopshop.central.exporting import export
from onestopshop.central.merging import merge
from onestopshop.central.sync import sync
from onestopshop.desk.directory import settled
from onestopshop.desk.own_desk import own_desk, take_new_key
from onestopshop.desk.sessions import SessionClosed
from onestopshop.desk.setup_changes import approve
from onestopshop.desk.visits import NoSuchVisit, withdraw_visit
from onestopshop.identity import VisitId
from onestopshop.merge.correcting import correct_withdraw, merged_session, merged_sessions
from onestopshop.merge.merging import merge_files
from onestopshop.merge.rebuilding import differences
from onestopshop.merge.undoing import undo_merge
from onestopshop.shop import Shop
from onestopshop.store import setups, tallies
from tests.desk.shops import (
    ASHFORD,
    COORDINATOR,
    MORNING,
    RURAL,
    STRANGER,
    Shops,
    Template,
    open_at_hall,
    recorded,
)

SECOND_COORDINATOR = "second coordinator"
COORDINATORS = (COORDINATOR, SECOND_COORDINATOR)
LAPTOPS = (ASHFORD, RURAL, STRANGER)
FOLDERS = ("central", "stick")
ACCIDENTS = ("lose", "tear", "double", "conflict")
FIFTY_YEARS = 50 * 365


class History(RuleBasedStateMachine):
    """Three laptops and their clones, two coordinators, a folder and a stick, and much bad luck."""

    template: Template
    converged: list[int]
    """Visits that counted at the end of each history."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.shops = Shops(self.template, self.folder)
        self.laptops = list(LAPTOPS)
        self.visits: set[VisitId] = set()
        self.gone: set[VisitId] = set()
        self.merges: dict[str, list[str]] = {name: [] for name in COORDINATORS}
        second = self.shops.clone(COORDINATOR, SECOND_COORDINATOR)
        take_new_key(second)
        setup = second.store.read(setups.newest_setup) or b""
        version = second.store.read(settled).version
        self.shops[COORDINATOR].store.write(lambda connection: setups.keep_setup(connection, version, setup))

    @rule(laptop=st.integers(0, 4), opening=st.integers(1, 2))
    def record(self, laptop: int, opening: int) -> None:
        """A visit is acknowledged."""
        shop = self.laptop(laptop)
        try:
            self.visits.add(recorded(shop, open_at_hall(shop, opening=opening)))
        except SessionClosed:  # published long enough ago: its rows are no longer here
            return

    @rule(laptop=st.integers(0, 4), which=st.integers(0, 99))
    def withdraw(self, laptop: int, which: int) -> None:
        """A visit is taken back where it can be."""
        if self.visits:
            visit = sorted(self.visits)[which % len(self.visits)]
            try:
                withdraw_visit(self.laptop(laptop), visit)
            except (NoSuchVisit, SessionClosed):
                return
            self.gone.add(visit)

    @rule(laptop=st.integers(0, 4), folder=st.sampled_from(FOLDERS))
    def sync(self, laptop: int, folder: str) -> None:
        """A laptop syncs."""
        sync(self.laptop(laptop), self.folder / folder)

    @rule(name=st.sampled_from(COORDINATORS), folder=st.sampled_from(FOLDERS))
    def merge(self, name: str, folder: str) -> None:
        """A coordinator merges a folder, which gets a receipt, and syncs."""
        (self.folder / folder).mkdir(exist_ok=True)
        made = merge(self.shops[name], [self.folder / folder]).merge
        self.merges[name] += [made] if made else []
        sync(self.shops[name], self.folder / folder)

    @rule(name=st.sampled_from(COORDINATORS))
    def undo(self, name: str) -> None:
        """A coordinator undoes a merge."""
        if self.merges[name]:
            undo_merge(self.shops[name], self.merges[name].pop())

    @rule(name=st.sampled_from(COORDINATORS), which=st.integers(0, 99))
    def correct(self, name: str, which: int) -> None:
        """A coordinator withdraws a visit that is counted."""
        sessions = merged_sessions(self.shops[name])
        if sessions:
            session = sessions[which % len(sessions)].id
            for visit in merged_session(self.shops[name], session).visits[:1]:
                correct_withdraw(self.shops[name], session, visit.id)
                self.gone.add(visit.id)

    @precondition(lambda self: len(self.laptops) < 5)
    @rule(laptop=st.integers(0, 4))
    def clone(self, laptop: int) -> None:
        """A laptop is cloned; the copy goes on from where it is."""
        name = self.laptops[laptop % len(self.laptops)]
        copy = f"copy {len(self.laptops)} of {name}"
        self.template.shops[copy] = self.template.shops[name]
        self.shops.clone(name, copy)
        self.laptops.append(copy)

    @rule(folder=st.sampled_from(FOLDERS), accident=st.sampled_from(ACCIDENTS), which=st.integers(0, 99))
    def accident(self, folder: str, accident: str, which: int) -> None:
        """A file is lost, torn, doubled or copied under another name."""
        files = sorted(file for file in (self.folder / folder).rglob("*") if file.is_file())
        if not files:
            return
        file = files[which % len(files)]
        if accident == "lose":
            file.unlink()
        elif accident == "tear":
            file.write_bytes(file.read_bytes()[: file.stat().st_size * which // 100])
        elif accident == "double":
            shutil.copy(file, file.with_name(f"again {file.name}"))
        else:
            shutil.copy(file, self.folder / folder / f"central ({which}).dropin")

    @rule(folder=st.sampled_from(FOLDERS))
    def roll_back(self, folder: str) -> None:
        """A folder is as it was when this last happened, or is noted for the next time."""
        now, before = self.folder / folder, self.folder / f"{folder} before"
        if before.exists():
            shutil.rmtree(now, ignore_errors=True)
            before.rename(now)
        elif now.exists():
            shutil.copytree(now, before)

    @rule(days=st.integers(-FIFTY_YEARS, FIFTY_YEARS))
    def clock(self, days: int) -> None:
        """Everybody's clock is wrong by up to fifty years."""
        self.shops.clock.moment = MORNING + timedelta(days=days)

    def laptop(self, number: int) -> Shop:
        """One of the laptops."""
        return self.shops[self.laptops[number % len(self.laptops)]]

    def teardown(self) -> None:
        """Once everybody syncs to a folder that works, all that was acknowledged counts, and counts once."""
        try:
            self.converge()
        finally:
            self.shops.close()
            shutil.rmtree(self.folder)

    def converge(self) -> None:
        """Sync and approve everybody, let the coordinators exchange what they keep, and compare."""
        last = self.folder / "last"
        for _ in range(3):
            for name in self.laptops:
                sync(self.shops[name], last)
        everybody = [self.shops[name].store.read(own_desk).key for name in self.laptops]
        for folder in (last, *(self.folder / name for name in FOLDERS)):
            folder.mkdir(exist_ok=True)
        coordinators = [self.shops[name] for name in COORDINATORS]
        for _ in range(2):
            for coordinator, other in (coordinators, coordinators[::-1]):
                for key in everybody:
                    approve(coordinator, key)
                sync(coordinator, last)
                export(other, self.folder / "others.dropin")
                export(coordinator, self.folder / "own.dropin")
                files = [self.folder / name for name in ("others.dropin", "own.dropin")]
                merge_files(coordinator, files)
                merge(coordinator, [last, *(self.folder / name for name in FOLDERS)])
        counted = [self.counted(coordinator) for coordinator in coordinators]
        assert counted[0] == counted[1] == sorted(self.visits - self.gone)
        assert len({str(coordinator.store.read(tallies.all_counts)) for coordinator in coordinators}) == 1
        assert [differences(coordinator) for coordinator in coordinators] == [(), ()]
        self.converged.append(len(counted[0]))

    def counted(self, coordinator: Shop) -> list[VisitId]:
        """Every visit that a coordinator counts, as often as it counts."""
        sessions = merged_sessions(coordinator)
        assert sum(session.visits for session in sessions) == sum(
            len(merged_session(coordinator, session.id).visits) for session in sessions
        )
        return sorted(visit.id for one in sessions for visit in merged_session(coordinator, one.id).visits)


def test_everybody_converges(template: Template) -> None:
    """Nothing acknowledged is lost and nothing counts twice, in any history."""

    class Here(History):
        pass

    Here.template, Here.converged = template, []
    short = settings(max_examples=(settings.default or settings()).max_examples // 4, stateful_step_count=12)
    run_state_machine_as_test(Here, settings=short)
    assert len(Here.converged) >= short.max_examples
