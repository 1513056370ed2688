"""The changelog is in Keep-a-Changelog form, and versions agree."""

from __future__ import annotations

import re
import tomllib
from datetime import date

import pytest

from onestopshop import __version__
from tests.house.source import ROOT

HEADING = re.compile(r"^## \[(?P<version>Unreleased|\d+\.\d+\.\d+)\](?: - (?P<day>\d{4}-\d{2}-\d{2}))?$")
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


@pytest.fixture(name="lines")
def changelog_lines() -> list[str]:
    """The changelog's lines."""
    return (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()


def test_it_begins_as_a_changelog(lines: list[str]) -> None:
    """The first line is its title."""
    assert lines[0] == "# Changelog"


def test_versions_are_dated_and_newest_first(lines: list[str]) -> None:
    """Every version but the unreleased one, which comes first, has a date, and dates never rise."""
    headings = [(line, HEADING.match(line)) for line in lines if line.startswith("## ")]
    assert headings, "no version has a heading"
    wrong = [
        line
        for line, match in headings
        if not match or (match["version"] == "Unreleased") == bool(match["day"])
    ]
    assert not wrong
    found = [match for _, match in headings if match]
    assert all(match["version"] != "Unreleased" for match in found[1:])
    days = [date.fromisoformat(match["day"]) for match in found if match["day"]]
    assert days == sorted(days, reverse=True)


def test_entries_stand_under_the_usual_headings(lines: list[str]) -> None:
    """Changes are grouped by kind, and no group is empty."""
    groups = [number for number, line in enumerate(lines) if line.startswith("### ")]
    assert {lines[number].removeprefix("### ") for number in groups} <= KINDS
    following = [next((line for line in lines[number + 1 :] if line.strip()), "") for number in groups]
    assert all(line.startswith("- ") for line in following)


def test_the_version_is_the_same_everywhere() -> None:
    """The package and its description name the same version."""
    described = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert described["project"]["version"] == __version__
