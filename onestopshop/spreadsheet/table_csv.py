"""A protected report as CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from onestopshop.documents.plain_file import archive
from onestopshop.reports.protected import Profile
from onestopshop.reports.report_words import PREVIEW_MARK, exactness, stamp
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.wording import period_words
from onestopshop.spreadsheet.report_grids import Cell, Grid, report_grids

_FOLDERS: Mapping[Profile, str] = MappingProxyType(
    {"publish": "report", "partner": "partner-do-not-share", "internal": "internal-do-not-share"}
)
_PREVIEW = "preview-not-for-release"
_FORMULA_STARTS = frozenset("=+-@")


def report_csv(report: ProtectedReport) -> bytes:
    """Figures, then each table, as UTF-8 with a byte order mark and CRLF: what Excel opens by itself.

    Text that a spreadsheet could take for a formula begins with an apostrophe, as OWASP advises against CSV
    injection; numbers are numbers, and what is hidden is told in words.
    """
    figures, *tables = report_grids(report)
    rows = [*_head(report), (), (figures.title,), figures.headings, *figures.rows]
    for table in tables:
        rows += [(), (table.title,)]
        rows += [] if table.left_out else [("", *table.headings[1:])]
        rows += [*_below(table), *([(table.note,)] if table.note else [])]
    return _csv(rows)


def report_csv_zip(report: ProtectedReport) -> bytes:
    """A ZIP archive of one CSV file a table, each with its headings in the first line, and `about.csv`.

    The folder inside it says where the report must not be shared; `about.csv` says for whom a
    partner's is, and what must be said beside the tables.
    """
    folder = _PREVIEW if stamp(report) == PREVIEW_MARK else _FOLDERS[report.profile]
    grids = report_grids(report)
    about = [cell for row in _head(report) for cell in row]
    about += [f"{grid.title}: {grid.note}" for grid in grids if grid.note]
    files = {f"{folder}/about.csv": _csv([("About",), *((cell,) for cell in about)])}
    files |= {f"{folder}/{grid.id}.csv": _csv([grid.headings, *_below(grid)]) for grid in grids}
    return archive(files)


def _below(grid: Grid) -> list[tuple[Cell, ...]]:
    """What stands below the headings: rows, or why there are none."""
    return [(grid.left_out,)] if grid.left_out else list(grid.rows)


def safe_text(text: str) -> str:
    """The text with an apostrophe before each line that a spreadsheet could take for a formula.

    Leading spaces of every kind, invisible characters and full-width signs do not hide one.
    """
    lines = text.splitlines(keepends=True)
    return "".join(f"'{line}" if _is_formula(line) else line for line in lines)


def _is_formula(line: str) -> bool:
    if line[:1] == "\t":
        return True
    seen = (
        c
        for c in unicodedata.normalize("NFKC", line)
        if not c.isspace() and unicodedata.category(c)[0] != "C"
    )
    return next(seen, "") in _FORMULA_STARTS


def _csv(rows: Iterable[tuple[Cell, ...]]) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _safe(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    return safe_text(cell) if isinstance(cell, str) else cell


def _head(report: ProtectedReport) -> list[tuple[Cell, ...]]:
    return [
        (report.title,),
        (report.network, report.template.title, period_words(report.period)),
        (exactness(report),),
    ]
