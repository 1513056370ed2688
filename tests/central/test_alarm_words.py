"""Every alarm that the code can raise has a sentence, so that nobody is ever shown a code."""

from __future__ import annotations

import re
from pathlib import Path

from onestopshop.central.alarm import alarm_words, keep_alarms, last_alarms
from onestopshop.shop import Shop

CENTRAL = Path(__file__).parents[2] / "onestopshop" / "central"


def test_every_alarm_has_a_sentence() -> None:
    """The codes named in the central package are those that can be said in words."""
    code = re.compile(r'"(setup_[a-z]+|desk_copied|set_back|not_downloaded|unfinished)"')
    raised = {
        found
        for file in CENTRAL.glob("*.py")
        if file.name != "alarm.py"
        for found in code.findall(file.read_text(encoding="utf-8"))
    }
    assert len(raised) == 11
    for alarm in raised:
        assert alarm_words(alarm).endswith(".")
        assert "_" not in alarm_words(alarm)


def test_alarms_stay_until_the_next_sync(laptop: Shop) -> None:
    """Whoever opens the app later reads them; a code of a later version says nothing."""
    assert last_alarms(laptop) == ()
    keep_alarms(laptop, ("setup_root", "desk_copied", "of_tomorrow"))
    assert last_alarms(laptop) == (alarm_words("setup_root"), alarm_words("desk_copied"))
    keep_alarms(laptop, ())
    assert last_alarms(laptop) == ()
