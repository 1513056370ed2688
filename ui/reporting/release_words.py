"""What is said of a report that is shown, released or written: what was checked, and who may have it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from onestopshop.reports.protected import Agreement
from onestopshop.reports.releasing import PreparedRelease
from ui.reporting.choice import MadeReport
from ui.wording import counted, dated_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("release_words", text)


def shown_words(made: MadeReport) -> str:
    """Which of the numbers that are shown are hidden, and which are exact."""
    report = made.report
    if made.release is None:
        return _tr("Exact, for the network alone")
    words = _tr("Numbers up to {up_to} are hidden, the rest is rounded to 5")
    if report.agreement:
        words = _tr("Numbers up to {up_to} are hidden, the rest is exact; for {recipient} only")
    recipient = report.agreement.recipient if report.agreement else ""
    return words.format(up_to=report.threshold, recipient=recipient)


def checked_words(release: PreparedRelease) -> str:
    """What the check found, beside how many releases."""
    if release.again:
        day = dated_words(release.release.day, date.max)
        return _tr("Released on {day}: it can be written again, in any form.").format(day=day)
    earlier = len(release.beside)
    words = _tr("Checked: no small number can be worked out from what this report tells.")
    if earlier:
        releases = counted(earlier, _tr("earlier release"), _tr("earlier releases"))
        words = _tr("Checked: no small number can be worked out from this and the {releases}.")
        words = words.format(releases=releases)
    return " ".join((_tr("In the release calendar."), words)) if release.release.planned else words


def written_words(file: str, *, preview: bool) -> str:
    """What is true after a report was written without being released."""
    words = _tr("“{file}” is written. Keep it within the network.")
    if preview:
        words = _tr("“{file}” is written: a preview, not for release.")
    return words.format(file=file)


def released_words(file: str, agreed: Agreement | None) -> str:
    """What is true after a release: it is in the ledger, and its file is written."""
    if agreed:
        words = _tr("“{file}” is written, and noted as released. Give it to {recipient} only.")
        return words.format(file=file, recipient=agreed.recipient)
    return _tr("“{file}” is written, and noted as released. It may be published.").format(file=file)
