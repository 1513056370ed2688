"""The year report from the store against pandas on frames that are already in memory."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd

from onestopshop.identity import VenueId
from onestopshop.joint import joint_session
from onestopshop.part import Part
from onestopshop.reporting_year import Month, Period
from onestopshop.reports.reading import read_material
from onestopshop.reports.report_json import report_json
from onestopshop.reports.year_report import year_report
from onestopshop.session import Session
from onestopshop.store import tallies
from onestopshop.tally import Tally, tally
from tests.bench.row import Row, seconds
from tests.bench.synthetic import VENUES, network, visit

COLUMNS = (
    "sex",
    "age_band",
    "ethnic_group",
    "lives_in",
    "heard_about",
    "ordinal",
    "risk_level",
    "visitor_type",
)


def rows(folder: Path, visits: int) -> Iterator[Row]:
    """All figures and tables of one year, a tenth of what is stored."""
    made = network(folder)
    chance = random.Random(2)
    pool = [visit(chance, made.setup) for _ in range(4000)]
    frame_rows = []
    by_month: dict[tuple[str, str], Counter] = {}
    months = [str(Month(2010, 7).plus(number)) for number in range(120)]
    for number in range(visits // 50):
        month, venue = months[number % len(months)], VENUES[number // len(months) % len(VENUES)]
        chosen = chance.choices(pool, k=50)
        day = date.fromisoformat(f"{month}-15")
        counted = _counted(chosen, venue, day)
        by_month.setdefault((month, venue), Counter()).update(counted)
        frame_rows.extend((month, venue, one.answers) for one in chosen)

    def fill(connection: object) -> None:
        for (month, venue), counts in by_month.items():
            tallies.add_to_tally(connection, month, venue, Tally(counts))

    made.shop.store.write(fill)
    frame = pd.DataFrame(
        [
            {
                "month": month,
                "venue": venue,
                "children": answers["children"],
                "agency": answers["agencies_seen"][0],
            }
            | {name: answers[name] for name in COLUMNS}
            for month, venue, answers in frame_rows
        ]
    )
    period = Period(Month(2014, 7), Month(2015, 6))

    def ours() -> None:
        report_json(year_report(read_material(made.shop, period), "publish"))

    ours()
    yield Row(
        f"year report, {visits:,} visits stored, a tenth in the year",
        min(seconds(ours) for _ in range(5)),
        min(seconds(lambda: _pandas(frame, period)) for _ in range(5)),
        1.0,
    )
    made.shop.close()


def _counted(visits: list, venue: VenueId, day: date) -> Tally:
    unique = tuple(type(one)(f"{number}", one.answers) for number, one in enumerate(visits))
    return tally(joint_session([Part(Session("s", venue, day), visits=unique)]))


def _pandas(frame: pd.DataFrame, period: Period) -> None:
    """Filter the year and count it by month, venue, agency and eight questions, and sum its children.

    The frame holds words, as pandas reads them from a file.
    """
    year = frame[frame["month"].isin([str(month) for month in period.months()])]
    for name in ("month", "venue", "agency", *COLUMNS):
        year[name].value_counts()
    int(year["children"].sum())
