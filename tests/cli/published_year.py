"""The network whose figures were published: three laptops that imported, sent, and were merged."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import Said, Terminal
from tests.spreadsheet.example_ledgers import EXAMPLES

LEDGERS = Path(__file__).parents[1] / "ledgers"
PUBLISHED = tomllib.loads((LEDGERS / "published.toml").read_text(encoding="utf-8"))
ASHFORD = PUBLISHED["ashford-2014-15"]
SHOP = "Ashford One Stop Shop"
TOTALS = """
source = "Ashford Borough Council, Domestic Abuse Annual Report"
venue = "Ashford One Stop Shop"
""" + "".join(
    f'\n[[total]]\nfrom = "{year[:4]}-07"\nto = "20{year[5:]}-06"\nfigure = "visits"\nvalue = {visits}\n'
    for year, visits in ASHFORD["visits_by_year"].items()
    if year < "2013"
)


@dataclass(frozen=True)
class Year:
    """The network after everything was merged, and what some of the commands on the way said."""

    terminal: Terminal
    said: dict[str, Said]
    keys: dict[str, str]

    def report(
        self, ending: str = ".json", *options: object, first: str = "2014-07", last: str = "2015-06"
    ) -> bytes:
        """The year report of these months as bytes: a preview, so that no test releases for the next one."""
        out = self.terminal.folder / f"report{ending}"
        given = ("--from", first, "--to", last, *(options or ("--profile", "internal")), "--preview")
        self.terminal("kent", "report", "year", *given, "--out", out)
        return out.read_bytes()

    def figures(self, *options: object, first: str = "2014-07", last: str = "2015-06") -> dict[str, Any]:
        """The figures of the JSON report."""
        found: dict[str, Any] = json.loads(self.report(".json", *options, first=first, last=last))["figures"]
        return found


@pytest.fixture(scope="session", name="year")
def published_year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """A network of three laptops that imported, sent, and were merged."""
    terminal = Terminal(tmp_path_factory.mktemp("year"))
    folder = terminal.folder / "central"
    sheet, setup = terminal.folder / "recovery.pdf", terminal.folder / "kent.dropin-setup"
    said = {"new": terminal("kent", "network", "new", "--name", "Kent", "--recovery-sheet", sheet)}
    network_key = dict(said["new"].records)["network key"]
    terminal("kent", "network", "setup-file", setup)
    keys = {}
    for desk in ("ashford one", "ashford two", "tenterden"):
        joined = terminal(desk, "desk", "join", setup, "--name", desk, "--network-key", network_key)
        keys[desk] = dict(joined.records)["desk key"]
    ledgers = {
        "ashford one": ("ashford-2013-14.csv", "ashford-map.toml"),
        "ashford two": ("ashford-2014-15.csv", "ashford-map.toml"),
    }
    for desk, (ledger, columns) in ledgers.items():
        words = ("import", EXAMPLES / ledger, "--columns", EXAMPLES / columns)
        said[f"{desk} dry"] = terminal(desk, *words, "--dry-run")
        said[desk] = terminal(desk, *words)
        said[f"{desk} again"] = terminal(desk, *words)
    words = ("import", EXAMPLES / "tenterden-2016.xlsx", "--columns")
    said["tenterden dry"] = terminal(
        "tenterden", *words, EXAMPLES / "tenterden-map.toml", "--dry-run", code=1
    )
    said["tenterden refused"] = terminal("tenterden", *words, EXAMPLES / "tenterden-map.toml", code=1)
    written = (EXAMPLES / "tenterden-map.toml").read_text(encoding="utf-8")
    skipping = terminal.file("map.toml", written.replace("skip_rows = []", "skip_rows = [65]"))
    said["tenterden"] = terminal("tenterden", *words, skipping)
    for desk in keys:
        terminal(desk, "sync", folder)
    said["waiting"] = terminal("kent", "merge", folder, "--json")
    for key in keys.values():
        terminal("kent", "network", "approve", key)
    said["merge"] = terminal("kent", "merge", folder, "--json")
    said["totals"] = terminal("kent", "totals", terminal.file("totals.toml", TOTALS))
    return Year(terminal, said, keys)
