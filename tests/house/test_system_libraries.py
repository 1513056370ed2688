"""A machine without what the window needs is told what to install."""

from __future__ import annotations

import runpy
import subprocess
import sys

import pytest

from tests.house.source import ROOT

SCRIPT = ROOT / "packaging" / "system_libraries.py"


@pytest.fixture(name="script", scope="module")
def loaded_script() -> dict[str, object]:
    """The script's names, as it is run for itself."""
    return runpy.run_path(str(SCRIPT))


def test_advice_names_the_library_and_its_package(script: dict[str, object]) -> None:
    """What cannot be loaded is named with the package that brings it and the command."""
    lacking = script["missing"]({"libnothing-of-that-name.so.9": "libnothing9"})
    told = script["advice"](lacking)
    assert "libnothing-of-that-name.so.9 (package libnothing9)" in told
    assert told.endswith("apt-get install libnothing9")


def test_nothing_is_said_when_nothing_is_missing(script: dict[str, object]) -> None:
    """A library that loads is not named, and no advice is given."""
    lacking = script["missing"]({"any": "package"}, load=str)
    assert lacking == {}
    assert script["advice"](lacking) == ""


@pytest.mark.parametrize(
    ("environment", "needs_x11"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
    ],
)
def test_an_x11_screen_needs_more(
    script: dict[str, object], environment: dict[str, str], needs_x11: bool
) -> None:
    """What draws on an X11 screen is asked for only where a window will stand on one."""
    libraries = script["needed"](environment)
    assert "libEGL.so.1" in libraries
    assert ("libxcb-cursor.so.0" in libraries) is needs_x11


@pytest.mark.debian("dpkg")
def test_this_machine_lacks_nothing() -> None:
    """Where tests run, the script succeeds and says nothing."""
    run = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
