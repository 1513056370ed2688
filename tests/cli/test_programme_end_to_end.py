"""Step Change and the partners' figures as they were published, from the files by the command line alone."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import resources
from tests.cli.terminal import Terminal
from tests.cli.written_apart import APART
from tests.cli.written_reports import text_of_pdf
from tests.spreadsheet.example_ledgers import EXAMPLES

PUBLISHED = tomllib.loads(
    (Path(__file__).parents[1] / "ledgers" / "published.toml").read_text(encoding="utf-8")
)
STEP_CHANGE = PUBLISHED["step-change-2018-20"]
PARTNERS = PUBLISHED["partner-figures-2015"]
SERVICES = {"step-together": ("referrals", "engaged"), "stepping-stones": ("children",)}
MEASURES = {
    "outcome_emotional_wellbeing": "Increase in emotional well-being",
    "outcome_feeling_of_safety": "Increase in general feeling of safety",
    "outcome_fear_of_harm": "Reduction in the fear of harm",
    "outcome_financial_stability": "Increase in financial stability",
    "outcome_confidence_services": "Improved confidence in engaging with other services",
    "outcome_confidence_abuse": "Improved confidence to identify and overcome abusive behaviour",
    "outcome_confidence_decisions": (
        "Improved confidence in decision-making for themselves and their children"
    ),
    "outcome_parent_child": "Improvement in parent-child relationship",
    "outcome_children_wellbeing": "Improvement in children's well-being",
    "outcome_own_strengths": "Improved understanding of own strengths/goals",
}
PROJECT = ("2018-10", "2020-09")
IN_THE_PROJECT: dict[str, dict[str, float]] = {
    "Council: callers": {"value": 1777},
    "Police: repeat victims": {"value": 455, "base": 1777, "percent": 25.6},
    "Refuge: places": {"value": 3},
}
Report = Callable[..., bytes]


def stated(label: str, given: int | dict[str, float], first: str = "2014-07", last: str = "2015-06") -> str:
    """A partner's figure as a file has it."""
    numbers = {"value": given} if isinstance(given, int) else given
    lines = "\n".join(f"{name} = {number}" for name, number in numbers.items())
    months = f'from = "{first}"\nto = "{last}"\n'
    return f'[[partner]]\n{months}label = "{label}"\nsource = "Cabinet"\n{lines}\n'


def total(kind: str, figure: str, value: int, first: str, last: str) -> str:
    """A total or a target as a file has it."""
    months = f'from = "{first}"\nto = "{last}"\n'
    return f'[[{kind}]]\n{months}figure = "{figure}"\nvalue = {value}\nsource = "Report"\n'


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The coordinator's reports after Step Change's ledger was imported, sent and merged; all previews."""
    terminal = Terminal(tmp_path_factory.mktemp("programme"))
    sheet, setup = terminal.folder / "recovery.pdf", terminal.folder / "kent.dropin-setup"
    stick = terminal.folder / "stick"
    terminal("kent", "network", "new", "--name", "Kent", "--year-starts", 4, "--recovery-sheet", sheet)
    terminal("kent", "network", "setup-file", setup)
    key = dict(terminal("gravesham", "desk", "join", setup, "--name", "Gravesham").records)["desk key"]
    terminal("kent", "network", "approve", key)
    columns = EXAMPLES / "step-change-map.toml"
    terminal("gravesham", "import", EXAMPLES / "step-change-2019-20.csv", "--columns", columns)
    terminal("gravesham", "sync", stick)
    terminal("kent", "merge", stick)
    file = [stated(label, given) for label, given in PARTNERS.items()]
    file += [stated(label, given, *PROJECT) for label, given in IN_THE_PROJECT.items()]
    file += [total("target", "referrals", 80, *PROJECT), total("target", "children", 120, *PROJECT)]
    for year, (service, figures) in enumerate(SERVICES.items(), 2010):
        file += [total("total", f, PUBLISHED[service][f], f"{year}-04", f"{year + 1}-03") for f in figures]
    said = terminal("kent", "totals", terminal.file("totals.toml", "\n".join(file)))
    assert said.out == f"totals\t{len(file)}\n"

    def made(name: str, first: str, last: str, *more: object, ending: str = ".json") -> bytes:
        out = terminal.folder / f"report{ending}"
        words = ("report", name, "--from", first, "--to", last, *more, "--preview", "--out", out)
        terminal("kent", *words)
        return out.read_bytes()

    return made


def figures(report: Report, name: str, *months: str, profile: str = "internal") -> dict[str, Any]:
    """The JSON report."""
    found: dict[str, Any] = json.loads(report(name, *months, "--profile", profile))
    return found


def test_the_programme_comes_out_as_published(report: Report) -> None:
    """Referrals, engaged, children, ethnic group, age and the ten measures with number and percentage."""
    document = figures(report, "programme", *PROJECT)
    found = document["figures"]
    for figure in ("referrals", "engaged", "children", "assessed"):
        assert found[figure]["value"] == STEP_CHANGE[figure], figure
    assert found["engaged"]["percent"] == STEP_CHANGE["engaged_percent"]
    white = found["white_british"]
    assert [white["value"], white["percent"]] == [STEP_CHANGE["white_uk"], STEP_CHANGE["white_uk_percent"]]
    outcomes = {words: [found[m]["value"], found[m]["percent"]] for m, words in MEASURES.items()}
    assert outcomes == STEP_CHANGE["outcomes"]
    bands = [row for row in document["tables"]["age_band"] if row["value"] and row["percent"] is not None]
    most = max(bands, key=lambda row: row["value"])
    assert {"band": most["label"], "percent": most["percent"]} == STEP_CHANGE["most_common_age_band"]


def test_the_programme_stands_against_its_targets(report: Report) -> None:
    """92 referrals of 80 aimed at, and 180 children of 120; in public from the numbers that are told."""
    assert figures(report, "programme", *PROJECT)["targets"] == {
        "referrals": {"target": 80, "percent": 115},
        "children": {"target": 120, "percent": 150},
    }
    public = figures(report, "programme", *PROJECT, profile="publish")
    assert public["targets"]["referrals"]["percent"] == 113
    text = text_of_pdf(report("programme", *PROJECT, ending=".pdf"))
    assert "Referrals about 90 80 113" in text
    assert "Children 180 120 150" in text


def test_partners_figures_stand_apart_as_they_were_stated(report: Report) -> None:
    """Every figure that partners gave for Ashford's report is in the year report with period and source."""
    found = figures(report, "year", "2014-07", "2015-06", profile="publish")["stated"]
    shown = {entry["label"]: entry for entry in found}
    assert list(shown) == sorted(PARTNERS)
    for label, given in PARTNERS.items():
        numbers = {"value": given} if isinstance(given, int) else given
        assert {name: shown[label][name] for name in numbers} == numbers, label
        assert (shown[label]["from"], shown[label]["source"]) == ("2014-07", "Cabinet")


@pytest.mark.parametrize("profile", ["internal", "publish"])
@pytest.mark.parametrize("own", [False, True])
def test_every_form_tells_targets_and_partners_figures(
    report: Report, tmp_path: Path, profile: str, own: bool
) -> None:
    """Grids and pages have the numbers of the JSON report, for a report that ships and for one's own file."""
    name = "programme"
    if own:
        shipped = resources.read_text("reports/programme.toml")
        name = str(tmp_path / "own.toml")
        Path(name).write_text(shipped.replace("Programme report", "Ours"), encoding="utf-8", newline="\n")
    words = (name, PROJECT[0], PROJECT[1], "--profile", profile)
    document = json.loads(report(*words))
    assert [found["label"] for found in document["stated"]] == list(IN_THE_PROJECT)
    targets = [
        [document["figures"][figure]["value"], found["target"], found["percent"]]
        for figure, found in document["targets"].items()
    ]
    stated = [
        [found["label"], found["value"], found["percent"], found["base"]] for found in document["stated"]
    ]
    for ending, read in APART.items():
        assert read(report(*words, ending=ending)) == (targets, stated), ending
    text = text_of_pdf(report(*words, ending=".pdf"))
    assert all(" ".join(map(told, row)) in text.replace("about ", "") for row in targets)
    assert all(" ".join(filter(None, map(told, row))) in text for row in stated)


def told(cell: object) -> str:
    """A cell as a page has it."""
    if isinstance(cell, float):
        return f"{cell:g}"
    return "" if cell is None else f"{cell:,}" if isinstance(cell, int) else str(cell)


def test_other_programmes_hold_their_published_totals(report: Report) -> None:
    """Totals of services that have no rows are told in the service report of their period."""
    for year, (service, known) in enumerate(SERVICES.items(), 2010):
        found = figures(report, "service", f"{year}-04", f"{year + 1}-03")["figures"]
        assert {f: found[f]["value"] for f in known} == {f: PUBLISHED[service][f] for f in known}
