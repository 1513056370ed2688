"""What holds for every test: a home of its own, a quiet log, no thread left behind, nothing skipped in CI."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.outcome_table import Outcome, table

if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

DEBIAN_TOOLS = ("tar", "age", "minisign")
NODE_MODULES = Path(__file__).parent / "web" / "node_modules"
REQUIRE_ALL = "ONESTOPSHOP_REQUIRE_ALL"
GRACE = 2.0
"""Seconds in which a thread that was told to end may end."""
OUTCOMES = pytest.StashKey[list[Outcome]]()

# Examples write to real disks, so no example has a deadline, and none is kept beside the code.
settings.register_profile(
    "modest",
    max_examples=50,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("long", parent=settings.get_profile("modest"), max_examples=5_000)
settings.load_profile("modest")


def _lacking(item: pytest.Item) -> str:
    """What a test asks of the machine and the machine lacks; empty when it may run."""
    if item.get_closest_marker("root") and not (hasattr(os, "geteuid") and os.geteuid() == 0):
        return "root"
    debian = item.get_closest_marker("debian")
    tools = (debian.args or DEBIAN_TOOLS) if debian else ()
    return ", ".join(tool for tool in tools if not _is_there(tool))


def _is_there(tool: str) -> bool:
    """Whether a program is on the path, or, for "npm:NAME", a package was installed in tests/web."""
    package = tool.removeprefix("npm:")
    return (NODE_MODULES / package).is_dir() if package != tool else shutil.which(tool) is not None


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Lists a test that this machine cannot run as not run, or fails it where every test is required."""
    if lacking := _lacking(item):
        if os.environ.get(REQUIRE_ALL) == "1":
            pytest.fail(f"required here, but the machine lacks {lacking}", pytrace=False)
        pytest.skip(f"not run: needs {lacking}")


@pytest.fixture
def outcomes(request: pytest.FixtureRequest) -> list[Outcome]:
    """Where a harness puts what it did, for the table that the whole run ends with."""
    return request.config.stash.setdefault(OUTCOMES, [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Prints one table of what all harnesses of this run did."""
    if rows := config.stash.get(OUTCOMES, []):
        terminalreporter.write_sep("=", "faults, histories and files that were tried")
        terminalreporter.write_line(table(rows))


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder for this test alone, so that nothing is read from or written to the user's."""
    home = tmp_path_factory.mktemp("home")
    folders = {
        "HOME": home,
        "USERPROFILE": home,
        "APPDATA": home / "AppData" / "Roaming",
        "LOCALAPPDATA": home / "AppData" / "Local",
        "WIN_PD_OVERRIDE_APPDATA": home / "AppData" / "Roaming",
        "WIN_PD_OVERRIDE_LOCAL_APPDATA": home / "AppData" / "Local",
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_STATE_HOME": home / ".local" / "state",
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_CACHE_HOME": home / ".cache",
        "XDG_RUNTIME_DIR": home / ".run",
    }
    for name, folder in folders.items():
        folder.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(folder))
    folders["XDG_RUNTIME_DIR"].chmod(0o700)  # Qt warns of a wider one
    return home


class _Loud(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that logs a warning or worse, unless it is marked `expects_log`."""
    loud = _Loud()
    logging.getLogger().addHandler(loud)
    yield
    logging.getLogger().removeHandler(loud)
    if loud.records and not request.node.get_closest_marker("expects_log"):
        told = "\n".join(
            f"{record.levelname} {record.name}: {record.getMessage()}" for record in loud.records
        )
        pytest.fail(f"unexpected in the log:\n{told}", pytrace=False)


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Collects what a window left behind here, on the UI thread, before a later test's threads could."""
    yield
    if not gc.isenabled():
        gc.collect()
        gc.enable()


def _threads() -> set[threading.Thread]:
    """Python's live threads. A dummy stands for a foreign thread, and outlives it before Python 3.13."""
    return {thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)}


@pytest.fixture(autouse=True)
def no_stray_thread(own_home: Path, quiet_log: None) -> Iterator[None]:
    """Fails a test that leaves a thread running, once all its own fixtures have been taken down."""
    before = _threads()
    yield
    until = time.monotonic() + GRACE
    for thread in _threads() - before:
        thread.join(max(0.0, until - time.monotonic()))
    if stray := sorted(thread.name for thread in _threads() - before):
        pytest.fail(f"threads left running: {', '.join(stray)}", pytrace=False)
