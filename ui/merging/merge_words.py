"""What a merge does and what stands in its way, in the words of the people who meet at the hall."""

from __future__ import annotations

from collections import Counter
from datetime import date

from PySide6.QtCore import QCoreApplication

from onestopshop.identity import DeskKey
from onestopshop.merge.account import Account, Arrival
from onestopshop.merge.forks import Fork
from onestopshop.merge.gap import Gap
from onestopshop.merge.judgement import unsound_words
from onestopshop.merge.merging import Outcome
from onestopshop.words import six_words
from ui.wording import counted, dated_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("merging", text)


def laptop_words(account: Account, desk: DeskKey) -> str:
    """What a laptop calls itself, in quotes; its six words where nobody knows."""
    if not desk:
        return _tr("a laptop that cannot be told")
    name = account.desk_name(desk)
    return f"“{name}”" if name else _tr("the laptop {words}").format(words=" ".join(six_words(desk)))


def arrival_words(arrival: Arrival, today: date) -> str:
    """ "Ashford · Tuesday 22 June"; the second opening of a day is named."""
    if arrival.what == "network":
        return _tr("What coordinators keep for the network")
    parts = [arrival.venue_name or _tr("A place without a name"), dated_words(arrival.date, today)]
    if arrival.opening > 1:
        parts.append(_tr("opening {number}").format(number=arrival.opening))
    return " · ".join(parts)


def brought_words(account: Account, arrival: Arrival) -> str:
    """ "Ashford laptop · 12 visits": who tells it, and how much."""
    parts = [account.desk_name(arrival.desk)]
    if arrival.what not in ("network", "put_right"):
        if arrival.visits or not arrival.referrals:
            parts.append(counted(arrival.visits, _tr("visit"), _tr("visits")))
        if arrival.referrals:
            parts.append(counted(arrival.referrals, _tr("referral"), _tr("referrals")))
    return " · ".join(part for part in parts if part)


def happens_words(arrival: Arrival, above: Arrival | None) -> tuple[str, str]:
    """What happens to a session, and the look of those words."""
    if arrival.what == "joins":
        beside = above is not None and above.session == arrival.session
        words = _tr("new, joins the one above") if beside else _tr("new, joins one that is here")
        return words, "good"
    words, look = {
        "new": (_tr("new"), "good"),
        "replaces": (_tr("replaces an earlier version"), "strong"),
        "older": (_tr("earlier than the one here, which goes on counting"), "small"),
        "put_right": (_tr("put right by a coordinator"), "strong"),
        "network": (_tr("from another coordinator"), "strong"),
    }[arrival.what]
    return words, look


def waiting_desks(outcome: Outcome) -> tuple[tuple[DeskKey, int], ...]:
    """The laptops that nobody has approved yet, each with how many of its files are held."""
    held = Counter(held.desk for held in outcome.held if held.reason == "waiting")
    return tuple(sorted(held.items()))


def waiting_words(account: Account, desk: DeskKey, number: int) -> str:
    """Why a laptop's files are held, and what to do."""
    words = _tr(
        "{held} held: from {laptop}, which nobody has approved yet. Ring the venue; if they read the same six"
        " words, approve it: {words}."
    )
    return words.format(held=number, laptop=laptop_words(account, desk), words=" · ".join(six_words(desk)))


def held_words(outcome: Outcome, account: Account) -> tuple[str, ...]:
    """One sentence for each laptop and reason for which files are kept and not counted, but for waiting."""
    others = Counter((held.desk, held.reason) for held in outcome.held if held.reason != "waiting")
    told = []
    for (desk, reason), number in sorted(others.items()):
        laptop = laptop_words(account, desk)
        if reason == "revoked":
            words = _tr("{held} held: from {laptop}, which was taken off the network. Kept, and not counted.")
        elif reason == "coordinators_only":
            words = _tr("{held} held: {laptop} put right what only coordinators may. Kept, and not counted.")
        else:
            words = _tr("{held} held, from {laptop}.") + f" {unsound_words(reason)}"
        told.append(words.format(held=number, laptop=laptop))
    return tuple(told)


def missing_words_of(gaps: tuple[Gap, ...], account: Account) -> str:
    """What laptops wrote and nobody has seen; empty where nothing is missing."""
    by_desk: dict[DeskKey, list[str]] = {}
    for gap in gaps:
        numbers = str(gap.first) if gap.first == gap.last else f"{gap.first} to {gap.last}"
        by_desk.setdefault(gap.desk, []).append(numbers)
    told = [f"{laptop_words(account, desk)} {', '.join(found)}" for desk, found in by_desk.items()]
    if not told:
        return ""
    words = _tr("Missing: {files}. They will come with the next stick; nothing is lost on the laptop.")
    return words.format(files="; ".join(told))


def damaged_words(number: int) -> str:
    """Pieces of files that cannot be read; empty where all can."""
    if not number:
        return ""
    pieces = counted(number, _tr("piece of these files"), _tr("pieces of these files"))
    words = _tr("{pieces} cannot be read. Whoever wrote it has it still: put it on a stick there again.")
    return words.format(pieces=pieces)


def absent_words(away: int, unfinished: int) -> tuple[str, ...]:
    """What the folder lists and could not be read wholly by now, and what to do."""
    downloads = _tr(
        "A file in this folder is not yet downloaded on this computer: open the folder in OneDrive, choose"
        " “Always keep on this device”, and merge again."
    )
    copies = _tr(
        "A file in this folder is still being copied by another program: merge again when it is whole."
    )
    return (*([downloads] if away else []), *([copies] if unfinished else []))


def fork_words(fork: Fork, today: date) -> str:
    """Two accounts of one session, by a laptop and a copy of it."""
    words = _tr(
        "Two accounts of {session}: a copy of “{laptop}” wrote beside it. Both count, each visit once;"
        " {visits} in one of them only."
    )
    return words.format(
        session=f"{fork.venue_name}, {dated_words(fork.date, today)}",
        laptop=fork.desk_name,
        visits=counted(fork.apart, _tr("visit stands"), _tr("visits stand")),
    )
