"""Writes every report for every reader in every form, and pictures of its pages, to be looked at."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from onestopshop.documents.report_forms import report_writer
from onestopshop.reports.protected import PROFILES, Agreement
from onestopshop.reports.year_report import REPORT_NAMES, shipped_report
from tests.gallery.lively_network import QUARTER, YEAR, LivelyNetwork

_AGREED = Agreement("Kent County Council", "Data sharing agreement of May 2014")
_OF_A_QUARTER = ("quarter", "agencies")
_ACROSS = 520
"""Pixels of a page on a sheet."""
_BETWEEN = 6
"""Pixels between two pages."""


def main() -> None:
    """Fills the folder that is named: reports by form, and sheets of pictures of their pages."""
    target = Path(sys.argv[1])
    files, printed, sheets = (target / name for name in ("reports", "printed", "pages"))
    for folder in (files, printed, sheets):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for file in written(files):
        paper = print_it(file, printed)
        if paper is not None:
            print(*pictures(paper, sheets), sep="\n", flush=True)


def written(folder: Path) -> list[Path]:
    """Every shipped report, for every profile, in the forms that people look at."""
    network = LivelyNetwork()
    files = []
    for name in REPORT_NAMES:
        agency = network.setup.agencies[0].id if name == "agency" else None
        found = network.material(QUARTER if name in _OF_A_QUARTER else YEAR, agency)
        for profile in PROFILES:
            report = shipped_report(name, found, profile, _AGREED)
            for ending in (".pdf", ".html", ".docx", ".xlsx"):
                files.append(folder / f"{name}-{profile}{ending}")
                files[-1].write_bytes(report_writer(ending)(report))
    return files


def print_it(file: Path, folder: Path) -> Path | None:
    """The report as a PDF, by the program that people would print it with; None where that is not here."""
    paper = folder / f"{file.stem}-{file.suffix[1:]}.pdf"
    if file.suffix == ".pdf":
        shutil.copy(file, paper)
        return paper
    print_with: Callable[[Path, Path], None] = _browser if file.suffix == ".html" else _office
    try:
        print_with(file, paper)
    except FileNotFoundError as missing:
        print(f"{file.name} was not printed: {missing.filename} is not installed.", file=sys.stderr)
        return None
    return paper


def _browser(file: Path, paper: Path) -> None:
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    _run([*command, f"--print-to-pdf={paper}", file.absolute().as_uri()])


def _office(file: Path, paper: Path) -> None:
    _run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(paper.parent), str(file)])
    paper.with_name(f"{file.stem}.pdf").rename(paper)


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def pictures(paper: Path, folder: Path) -> list[Path]:
    """The pages side by side, six to a picture."""
    document = pypdfium2.PdfDocument(paper)
    try:
        pages = [page.render(scale=_ACROSS / page.get_width()).to_pil() for page in document]
    finally:
        document.close()
    made = []
    for start in range(0, len(pages), 6):
        part = pages[start : start + 6]
        high = max(page.height for page in part)
        wide, high = _ACROSS + _BETWEEN, high + _BETWEEN
        sheet = part[0].resize((3 * wide, high * (1 + (len(part) > 3))))
        sheet.paste("gray", (0, 0, *sheet.size))
        for place, page in enumerate(part):
            sheet.paste(page, (place % 3 * wide, place // 3 * high))
        made.append(folder / f"{paper.stem}-{start // 6 + 1}.png")
        sheet.save(made[-1])
    return made


if __name__ == "__main__":
    main()
