"""What tests of the command line share: a terminal with one passphrase, and what a command said in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from onestopshop.cli.group import main_group
from tests.desk.shops import ASHFORD, HALL, PASSPHRASE


@dataclass(frozen=True)
class Said:
    """What a command left behind: its exit code, and both of its outputs."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[list[str]]:
        """The lines of standard output, split at tabs."""
        return [line.split("\t") for line in self.out.splitlines()]


@dataclass(frozen=True)
class Terminal:
    """A folder in which commands are run. Shops are named by the folders in it."""

    folder: Path

    def __call__(self, shop: str | None, *arguments: object, code: int = 0, typed: str | None = None) -> Said:
        """Run a command on a shop, or on none, and expect an exit code and never a traceback."""
        said = self.say(shop, *arguments, typed=typed)
        assert said.code == code, said
        assert "Traceback" not in said.err, said
        return said

    def say(self, shop: str | None, *arguments: object, typed: str | None = None) -> Said:
        """Run a command, whatever comes of it; without anything typed, a file answers the prompts."""
        given = ["--shop", str(self.folder / shop)] if shop is not None else []
        if typed is None:
            given += ["--passphrase-file", str(self.passphrase_file())]
        result = CliRunner().invoke(main_group, [*given, *map(str, arguments)], input=typed)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Said(result.exit_code, result.stdout, result.stderr)

    def refused(self, shop: str | None, *arguments: object) -> str:
        """What a command says that is refused: exit code 1, nothing on standard output, one line of error."""
        said = self(shop, *arguments, code=1)
        assert said.out == "", said
        assert said.err.endswith(".\n"), said
        assert said.err.count("\n") == 1, said
        return said.err

    def passphrase_file(self, passphrase: str = PASSPHRASE) -> Path:
        """A file with a passphrase in its first line."""
        file = self.folder / "passphrase.txt"
        file.write_text(f"{passphrase}\nanything else\n", encoding="utf-8")
        return file

    def file(self, name: str, content: str | bytes = b"") -> Path:
        """A file in the folder."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path


def opened(terminal: Terminal, shop: str = ASHFORD, day: str = "2026-06-22", *more: object) -> str:
    """The id that opening a session prints."""
    return terminal(shop, "session", "open", "--venue", HALL, "--date", day, *more).out.strip()


def recorded(terminal: Terminal, session: str, answers: object, shop: str = ASHFORD) -> str:
    """What recording a visit prints."""
    file = terminal.file("answers.json", json.dumps(answers))
    return terminal(shop, "visit", "record", "--session", session, "--answers", file).out
