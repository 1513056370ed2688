"""What was not counted here stands apart, as it was stated, and tells no small number."""

from __future__ import annotations

import dataclasses
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from onestopshop.reporting_year import Month, Period
from onestopshop.reports.report_json import report_json
from onestopshop.reports.rule import EXACT, publishing
from onestopshop.reports.stated import ProtectedStated, protected_stated
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.year_report import shipped_report
from onestopshop.sheets.report_pages import report_pdf
from onestopshop.spreadsheet.table_csv import report_csv
from onestopshop.stated_figure import StatedFigure
from tests.reports.samples import ASHFORD, RURAL, YEAR, material, session
from tests.sheets.pages import page_texts

SOURCE = "Annual report, 11 February 2016"
REPEAT = StatedFigure("partner", "Kent Police: repeat victims", YEAR, 455, tenths=256, source=SOURCE)
MARAC = StatedFigure("partner", "IDVA: MARAC cases supported", YEAR, tenths=820, source=SOURCE)
FEW = StatedFigure("partner", "Refuge: places", YEAR, 3, source=SOURCE)
TARGET = StatedFigure("target", "referrals", YEAR, 80, source="Bid")


def report(
    *stated: StatedFigure, profile: str = "publish", name: str = "programme", **more: Any
) -> ProtectedReport:
    """A report of 92 referrals beside what was stated."""
    given_to = material([session(referrals=[{"engaged": "yes"}] * 92, status="register")], **more)
    return shipped_report(name, dataclasses.replace(given_to, stated=stated), profile)


def test_a_partner_s_figure_is_printed_as_stated() -> None:
    """Value, percentage with its tenth, period and source are on the page, in the CSV and in the JSON."""
    found = report(REPEAT, MARAC)
    text = " ".join(page_texts(report_pdf(found)))
    assert "Kent Police: repeat victims 455 25.6 July 2014 to June 2015" in text
    assert "IDVA: MARAC cases supported 82 July 2014" in text
    assert (
        f"Stated by the agencies named, not counted by this network and not rounded. Source: {SOURCE}."
        in text
    )
    table = report_csv(found).decode("utf-8-sig")
    assert f'"Kent Police: repeat victims",455,25.6,"","July 2014 to June 2015","{SOURCE}"' in table
    document = msgspec.json.decode(report_json(found))
    assert document["stated"][0]["percent"] == 25.6
    assert document["stated"][1]["value"] is None


def test_targets_are_set_against_what_readers_see() -> None:
    """92 of 80 are 113 % in public, where 90 is told, and 115 % inside the network."""
    for profile, percent in (("publish", 113), ("internal", 115)):
        (found,) = report(TARGET, profile=profile).targets
        assert (found.target, found.percent) == (80, percent)
    text = " ".join(page_texts(report_pdf(report(TARGET))))
    assert "Referrals about 90 80 113" in text
    assert "Against target" in report_csv(report(TARGET)).decode("utf-8-sig")
    assert msgspec.json.decode(report_json(report(TARGET)))["targets"] == {
        "referrals": {"target": 80, "percent": 113}
    }


def test_a_target_tells_no_hidden_number() -> None:
    """Where the figure is hidden there is no percentage of the target."""
    target = dataclasses.replace(TARGET, label="signed_up", value=10)
    given_to = material([session(counts={"signed_up": 3}, referrals=[{}] * 30)])
    (found,) = shipped_report("programme", dataclasses.replace(given_to, stated=(target,)), "publish").targets
    assert (found.text, found.percent) == ("fewer than 8", None)


def test_few_people_of_a_partner_are_hidden_too() -> None:
    """A partner's 3 is not told in public: it is somebody's number as well."""
    (public,) = report(FEW).stated
    assert (public.value, public.text, public.suppressed) == (None, "fewer than 8", True)
    (inside,) = report(FEW, profile="internal").stated
    assert inside.value == 3
    assert msgspec.json.decode(report_json(report(FEW)))["stated"][0]["suppressed"]


@given(
    st.integers(0, 60) | st.none(),
    st.integers(0, 60) | st.none(),
    st.integers(0, 1000) | st.none(),
    st.sampled_from([5, 7, 10]),
)
def test_nothing_stated_tells_a_small_number(
    value: int | None, base: int | None, tenths: int | None, threshold: int
) -> None:
    """Neither value, base, rest nor what a percentage makes of the base is from 1 to the threshold."""
    stated = StatedFigure("partner", "x", YEAR, value, base, tenths)
    (found,) = protected_stated([stated], publishing(threshold))
    small = range(1, threshold + 1)
    part = value if value is not None else round(base * tenths / 1000 + 1e-9) if base and tenths else None
    tells = {number for number in (value, base, part) if number is not None}
    if part is not None and base is not None:
        tells.add(base - part)
    if tells & set(small):
        assert (found.value, found.base, found.percent) == (None, None, None)
    elif not found.suppressed:
        assert (found.value, found.base) == (value, base)
    assert shown(stated) == (value, base, None if tenths is None else tenths / 10)


def shown(stated: StatedFigure) -> tuple[int | None, int | None, float | None]:
    """What the network itself sees of a stated figure."""
    found: tuple[ProtectedStated, ...] = protected_stated([stated], EXACT)
    return found[0].value, found[0].base, found[0].percent


def test_what_is_stated_belongs_to_a_period_and_a_venue() -> None:
    """Partners' figures of touching periods, targets of exactly the period, of the venue or of all."""
    later = Period(Month(2015, 7), Month(2016, 6))
    longer = Period(Month(2014, 1), Month(2014, 12))
    assert report(dataclasses.replace(REPEAT, period=later)).stated == ()
    assert len(report(dataclasses.replace(REPEAT, period=longer)).stated) == 1
    assert report(dataclasses.replace(TARGET, period=longer)).targets == ()
    elsewhere = dataclasses.replace(REPEAT, venue=RURAL)
    assert report(elsewhere, REPEAT, venue=ASHFORD).stated[0].label == REPEAT.label
    assert len(report(elsewhere, REPEAT, venue=RURAL).stated) == 2


def test_other_reports_hold_nothing_stated() -> None:
    """A template without `stated` has none, and its JSON says nothing of it; the year's has no targets: the
    children of a programme are not those of the one stop shops."""
    year = report(REPEAT, dataclasses.replace(TARGET, label="children"), name="year")
    assert (len(year.stated), year.targets) == (1, ())
    found = report(REPEAT, TARGET, name="quarter")
    assert (found.stated, found.targets) == ((), ())
    assert not {"stated", "targets"} & set(msgspec.json.decode(report_json(found)))
