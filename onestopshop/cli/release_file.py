"""The file of a release: written after its entry, so that none is outside that the ledger does not know."""

from __future__ import annotations

from pathlib import Path

from onestopshop.cli.files import FileNotWritten, need_room, write_file
from onestopshop.documents.report_forms import report_writer
from onestopshop.errors import Refused
from onestopshop.reports.releasing import PreparedRelease, enter_release, note_written
from onestopshop.shop import Shop


class ReleaseNotWritten(Refused):
    """The entry is in the ledger, and the file could not be written after that."""

    sentence = (
        "“{name}” could not be written, but the release is in the ledger. Make the same report again in a "
        "folder that exists and has room: it stays one release."
    )


def write_release(shop: Shop, prepared: PreparedRelease, out: Path) -> None:
    """Make the report's file in memory, see that there is room, enter the release, write, note the form.

    Raises FormatRefused and FileNotWritten with nothing entered, ReleaseNotWritten after the entry, and what
    `enter_release` raises.
    """
    content = report_writer(out.suffix)(prepared.report)
    need_room(out, len(content))
    enter_release(shop, prepared)
    try:
        write_file(out, content)
    except FileNotWritten as error:
        raise ReleaseNotWritten(name=out.name) from error
    note_written(shop, prepared.release, out.suffix.lower().removeprefix("."))
