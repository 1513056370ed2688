"""Every form in which a report is written, by the ending of its file."""

from __future__ import annotations

from collections.abc import Callable

from onestopshop.errors import Refused
from onestopshop.reports.suppression import ProtectedReport

Writer = Callable[[ProtectedReport], bytes]
REPORT_ENDINGS = (".pdf", ".html", ".docx", ".xlsx", ".csv", ".zip", ".json")


class FormatRefused(Refused):
    """A report cannot be written in that form."""

    sentence = (
        "A report is written as .pdf, .html, .docx, .xlsx, .csv, .zip or .json. Choose one of these endings."
    )


def report_writer(ending: str) -> Writer:
    """What writes a report into a file of that ending, upper or lower case. Raises FormatRefused.

    Only what the form needs is loaded: the libraries behind the others take long to start.
    """
    match ending.lower():
        case ".pdf" | ".html" | ".docx":
            return _for_readers(ending.lower())
        case ".xlsx" | ".csv" | ".zip" | ".json":
            return _for_programs(ending.lower())
    raise FormatRefused


def _for_readers(ending: str) -> Writer:
    if ending == ".pdf":
        from onestopshop.sheets.report_pages import report_pdf

        return report_pdf
    if ending == ".html":
        from onestopshop.documents.web_page import report_html

        return report_html
    from onestopshop.documents.word_report import report_docx

    return report_docx


def _for_programs(ending: str) -> Writer:
    if ending == ".xlsx":
        from onestopshop.spreadsheet.table_xlsx import report_xlsx

        return report_xlsx
    if ending == ".json":
        from onestopshop.reports.report_json import report_json

        return report_json
    from onestopshop.spreadsheet.table_csv import report_csv, report_csv_zip

    return report_csv if ending == ".csv" else report_csv_zip
