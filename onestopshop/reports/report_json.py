"""A protected report as JSON, for other programs."""

from __future__ import annotations

import msgspec

from onestopshop.reports.attendance_strip import AttendanceStrip
from onestopshop.reports.chart import numbers_before
from onestopshop.reports.protected import ProtectedFigure, ProtectedTable
from onestopshop.reports.stated import ProtectedStated
from onestopshop.reports.suppression import ProtectedReport

_Json = dict[str, object]


def report_json(report: ProtectedReport) -> bytes:
    """UTF-8 JSON: profile, period, figures, tables, and the same figures of the year before.

    What partners stated, the targets and agencies' attendance stand there where there are any, and the charts
    by month a year earlier, each number at the month of this period beside which it stands.

    What is suppressed is null beside `"suppressed": true`, what the period cannot give is null beside
    `"not_available": true`. Percentages are whole numbers; months are written "2015-06".
    """
    document: _Json = {
        "profile": report.profile,
        "from": str(report.period.first),
        "to": str(report.period.last),
        "figures": {figure.id: _figure(figure) for figure in report.figures},
        "tables": {table.id: _table(table) for table in report.tables},
        "year_before": {figure.id: _figure(figure) for figure in report.year_before},
    }
    compared = {
        table.id: [{"label": label, "value": number} for label, number in before.items()]
        for table in report.tables
        if (before := numbers_before(report, table))
    }
    if compared:
        document["tables_year_before"] = compared
    if report.attendance_strip:
        document["attendance"] = _strip(report.attendance_strip)
    if report.stated:
        document["stated"] = [_stated(found) for found in report.stated]
    if report.targets:
        document["targets"] = {
            found.figure: {"target": found.target, "percent": found.percent} for found in report.targets
        }
    if report.agreement:
        document |= {"recipient": report.agreement.recipient, "agreement": report.agreement.name}
    if report.preview:
        document["preview"] = True
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _figure(figure: ProtectedFigure) -> _Json:
    found: _Json = {
        "value": figure.value,
        "base": figure.base,
        "percent": figure.percent,
        "not_recorded": figure.not_recorded,
    }
    if figure.id in ("busiest_month", "quietest_month"):
        found = {"value": figure.value, "month": str(figure.month) if figure.month else None}
    if figure.state == "suppressed":
        found["suppressed"] = True
    elif figure.state == "not available":
        found["not_available"] = True
    return found


def _strip(strip: AttendanceStrip) -> _Json:
    occasions = [{"label": found.label, "sessions": found.held} for found in strip.occasions]
    return {
        "columns": occasions,
        "rows": [{"label": line.label, "values": list(line.came)} for line in strip.lines],
    }


def _stated(stated: ProtectedStated) -> _Json:
    found: _Json = {
        "label": stated.label,
        "from": str(stated.period.first),
        "to": str(stated.period.last),
        "value": stated.value,
        "base": stated.base,
        "percent": stated.percent,
        "source": stated.source,
    }
    return {**found, "suppressed": True} if stated.suppressed else found


def _table(table: ProtectedTable) -> list[_Json]:
    rows: list[_Json] = [
        {"label": row.label, "value": row.value, "percent": row.percent} for row in table.rows
    ]
    return [{**row, "suppressed": True} for row in rows] if table.withheld else rows
