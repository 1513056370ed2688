"""What stands in the way of a merge is said in words, by laptop, whatever its reason."""

from __future__ import annotations

from datetime import date

from onestopshop.desk.roster import ListedDesk
from onestopshop.identity import DeskKey, EnvelopeId, SessionId
from onestopshop.merge.account import Account, Arrival, What
from onestopshop.merge.forks import Fork
from onestopshop.merge.gap import Gap
from onestopshop.merge.merging import Held, Outcome
from ui.merging.merge_words import (
    absent_words,
    arrival_words,
    brought_words,
    damaged_words,
    fork_words,
    happens_words,
    held_words,
    laptop_words,
    missing_words_of,
)

TODAY = date(2027, 6, 22)
ASHFORD, NAMELESS = DeskKey("a" * 64), DeskKey("b" * 64)
ACCOUNT = Account((), 0, 0, 0, (), (ListedDesk(ASHFORD, "Ashford laptop", "approved", 9),))


def outcome(*held: Held) -> Outcome:
    """A merge that holds these."""
    return Outcome(None, 0, 0, 0, 0, 0, held, (), 1, frozenset(), ACCOUNT)


def arrival(what: What, session: str = "one", **more: int) -> Arrival:
    """An account of a session in Ashford."""
    counts = {"opening": 1, "visits": 2, "referrals": 0, **more}
    return Arrival(SessionId(session), "Ashford", date(2015, 6, 3), desk=ASHFORD, what=what, **counts)


def test_each_reason_has_its_sentence() -> None:
    """Laptop by laptop: taken off, no coordinator, damaged, and what nobody signed."""
    reasons = ("revoked", "coordinators_only", "damaged", "damaged", "newer_format")
    held = [Held(EnvelopeId(str(n)), ASHFORD, reason) for n, reason in enumerate(reasons)]
    said = held_words(outcome(*held, Held(EnvelopeId("x"), DeskKey(""), "signature")), ACCOUNT)
    assert len(said) == 5
    assert said[0].startswith("1 held, from a laptop that cannot be told. This was not written by")
    assert "1 held: “Ashford laptop” put right what only coordinators may. Kept, and not counted." in said
    assert "1 held: from “Ashford laptop”, which was taken off the network. Kept, and not counted." in said
    assert any(words.startswith("2 held, from “Ashford laptop”. This was damaged") for words in said)
    assert any("update the app here" in words for words in said)


def test_what_is_missing_is_told_by_laptop() -> None:
    """One sentence names each laptop and its numbers; a laptop without a name by its words."""
    gaps = (Gap(ASHFORD, 3, 3), Gap(ASHFORD, 41, 43), Gap(NAMELESS, 1, 2))
    said = missing_words_of(gaps, ACCOUNT)
    assert said.startswith("Missing: “Ashford laptop” 3, 41 to 43; the laptop ")
    assert said.endswith(" 1 to 2. They will come with the next stick; nothing is lost on the laptop.")
    assert len(laptop_words(ACCOUNT, NAMELESS).split()) == 8
    assert missing_words_of((), ACCOUNT) == damaged_words(0) == ""
    assert damaged_words(2).startswith("2 pieces of these files cannot be read.")


def test_two_accounts_are_named() -> None:
    """A fork names the session, the laptop, and what stands in one account only."""
    fork = Fork(SessionId("one"), ASHFORD, "Ashford laptop", "Ashford", date(2015, 6, 3), 2, 1)
    said = fork_words(fork, TODAY)
    assert said.startswith("Two accounts of Ashford, Wednesday 3 June 2015: a copy of “Ashford laptop” wrote")
    assert said.endswith("1 visit stands in one of them only.")


def test_rows_say_what_happens() -> None:
    """Each kind of arrival has its words; the year is named where it is another."""
    first = arrival("new")
    assert arrival_words(first, TODAY) == "Ashford · Wednesday 3 June 2015"
    assert arrival_words(arrival("new", opening=2), TODAY).endswith("2015 · opening 2")
    assert arrival_words(arrival("network"), TODAY) == "What coordinators keep for the network"
    assert brought_words(ACCOUNT, first) == "Ashford laptop · 2 visits"
    assert brought_words(ACCOUNT, arrival("new", visits=0, referrals=3)) == "Ashford laptop · 3 referrals"
    assert brought_words(ACCOUNT, arrival("new", visits=0)) == "Ashford laptop · no visits"
    assert brought_words(ACCOUNT, arrival("put_right")) == "Ashford laptop"
    assert happens_words(arrival("joins"), first)[0] == "new, joins the one above"
    assert happens_words(arrival("joins"), None)[0] == "new, joins one that is here"
    told = [happens_words(arrival(what), first)[0] for what in ("replaces", "older", "put_right", "network")]
    assert told == [
        "replaces an earlier version",
        "earlier than the one here, which goes on counting",
        "put right by a coordinator",
        "from another coordinator",
    ]


def test_what_is_on_its_way_says_what_to_do() -> None:
    """A file that the cloud has not brought is opened in OneDrive; a copy that is under way is waited for."""
    assert absent_words(0, 0) == ()
    away, unfinished = absent_words(2, 1)
    assert "Always keep on this device" in away
    assert "merge again when it is whole" in unfinished
