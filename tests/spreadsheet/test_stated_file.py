"""The file of totals also holds what partners stated and what was aimed at, read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from onestopshop.reporting_year import Month, Period
from onestopshop.spreadsheet.earlier_totals import TotalsRefused, read_stated, read_totals
from onestopshop.stated_figure import NamedStated, StatedFigure

PERIOD = Period(Month(2014, 7), Month(2015, 6))
MONTHS = 'from = "2014-07"\nto = "2015-06"\n'
GOOD = f"""source = "Annual report"

[[total]]
{MONTHS}figure = "visits"
value = 75

[[partner]]
{MONTHS}label = "Kent Police: repeat victims"
value = 455
percent = 25.6

[[target]]
{MONTHS}figure = "referrals"
value = 80
venue = "Gravesham"
"""


def written(folder: Path, text: str) -> Path:
    """A file with this text."""
    file = folder / "totals.toml"
    file.write_text(text, encoding="utf-8", newline="\n")
    return file


def test_each_kind_is_read_by_itself(tmp_path: Path) -> None:
    """Totals, partners' figures and targets of one file, with the source that holds for all."""
    file = written(tmp_path, GOOD)
    assert [named.total.value for named in read_totals(file)] == [75]
    assert read_stated(file) == (
        NamedStated(
            "",
            StatedFigure(
                "partner", "Kent Police: repeat victims", PERIOD, 455, tenths=256, source="Annual report"
            ),
        ),
        NamedStated("Gravesham", StatedFigure("target", "referrals", PERIOD, 80, source="Annual report")),
    )


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("value = 455\npercent = 25.6\n", "", "partner 1: give a value, a percent or both."),
        ("percent = 25.6", "percent = 125.6", "partner 1: give a label and a source,"),
        ("value = 455", "value = 455\nbase = 400", "partner 1: the value is more than its base."),
        ('source = "Annual report"', "", "partner 1: give a label and a source,"),
        ("value = 80", "value = -1", "target 1: give from and to as whole months"),
        ('label = "Kent', 'colour = "red"\nlabel = "Kent', "partner 1: give a label and a source,"),
        (
            MONTHS + "label",
            'from = "2015-07"\nto = "2015-06"\nlabel',
            "partner 1: give a label and a source,",
        ),
    ],
)
def test_a_fault_is_told_with_its_table(tmp_path: Path, was: str, now: str, words: str) -> None:
    """Which table of the file is wrong, and what about it."""
    assert was in GOOD
    with pytest.raises(TotalsRefused) as refused:
        read_stated(written(tmp_path, GOOD.replace(was, now, 1)))
    assert str(refused.value).startswith(words)


@pytest.mark.parametrize("text", ["", "partner = 3\n", "[[partner]", "[total]\nvalue = 3\n"])
def test_a_file_without_tables_is_refused(tmp_path: Path, text: str) -> None:
    """Nothing in it, or something else than tables: refused, not read as nothing."""
    with pytest.raises(TotalsRefused):
        read_stated(written(tmp_path, text))
