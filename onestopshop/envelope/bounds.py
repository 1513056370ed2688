"""Limits of sense for what was decoded, so that nothing from a hostile desk can crash a reader."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from onestopshop.agency import Agency
from onestopshop.attendance import Attendance
from onestopshop.envelope.age_file import MOST_RECIPIENTS
from onestopshop.envelope.keys import is_desk_key, is_recipient
from onestopshop.envelope.unsound import Unsound
from onestopshop.identity import NetworkId, session_id
from onestopshop.network import Recipients, RosterEntry, Setup, Succession
from onestopshop.part import Content, Feedback, MetOption, Part
from onestopshop.question import YEARS, Answer, Option, OptionList, Question, month_of
from onestopshop.session import Session
from onestopshop.venue import Venue
from onestopshop.visit import Visit

MOST = 1_000_000
"""The largest number anywhere: a count, a sequence number, a revision, a version."""
MOST_ROWS = 100_000
"""Visits in a part, and whatever else comes by the row of a ledger."""
MOST_LISTED = 10_000
"""Whatever somebody listed by hand: attendances, agencies, options, desks."""
MOST_ANSWERS = 200
"""Answers of a visit, options chosen in an answer, kinds of count of a session."""

_ID = re.compile(r"[0-9a-z_.]{1,64}")
_IDS = re.compile(r"[0-9a-z_.]{1,64}(\|[0-9a-z_.]{1,64}){0,99}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
# Neither control characters nor line separators nor marks that turn the direction of writing.
_PLAIN = r"[^\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
_LABEL = re.compile(_PLAIN + "{1,200}")
_TEXT = re.compile(_PLAIN + "{0,2000}")


def is_label(text: str) -> bool:
    """Whether a name may be sealed: 1 to 200 characters, none that controls a line or turns its direction."""
    return _LABEL.fullmatch(text) is not None


def is_id(text: str) -> bool:
    """Whether a text has the form of an id: 1 to 64 of small letters, digits, underscore and full stop."""
    return _ID.fullmatch(text) is not None


def is_text(text: str) -> bool:
    """Whether a text may be sealed: up to 2,000 characters, none that controls a line or its direction."""
    return _TEXT.fullmatch(text) is not None


def check_content(content: Content) -> None:
    """Raises Unsound("bounds") for an envelope's content that the app would not write."""
    _require(
        is_id(content.network)
        and is_desk_key(content.desk)
        and is_label(content.desk_name)
        and is_recipient(content.desk_recipient)
        and 1 <= content.seq <= MOST
        and 1 <= content.revision <= MOST
        and (content.parent is None) == (content.revision == 1)
        and (content.parent is None or is_desk_key(content.parent))  # a digest has the same form
        and _session(content.network, content.part.session)
        and _part(content.part)
        and _correction(content.network, content.part)
    )


def check_setup(setup: Setup) -> None:
    """Raises Unsound("bounds") for a setup that the app would not write."""
    policies = setup.policies
    _require(
        is_id(setup.network)
        and is_label(setup.name)
        and 1 <= setup.version <= MOST
        and is_desk_key(setup.root)
        and 1 <= policies.year_starts <= 12
        and 0 <= policies.rows_stay_hours <= 24
        and _recipients(setup.recipients)
        and _listed((venue.id for venue in setup.venues), all(map(_venue, setup.venues)))
        and _listed((agency.id for agency in setup.agencies), all(map(_agency, setup.agencies)))
        and _listed((question.id for question in setup.questions), all(map(_question, setup.questions)))
        and _listed((options.id for options in setup.lists), all(map(_options, setup.lists)))
        and _listed((entry.desk for entry in setup.roster), all(map(_roster_entry, setup.roster)))
        and _listed((one.old for one in setup.succession), all(map(_succession, setup.succession)))
        and _listed(setup.signed, all(map(is_desk_key, setup.signed)))
        and all(1 <= number <= MOST for number in setup.signed.values())
    )


def _require(sound: bool) -> None:
    if not sound:
        raise Unsound("bounds")


def _is_id_or_none(text: str | None) -> bool:
    return text is None or is_id(text)


def _is_count(number: int) -> bool:
    return 0 <= number <= MOST


def _is_time(text: str | None) -> bool:
    return text is None or _TIME.fullmatch(text) is not None


def _listed(ids: Iterable[object], sound: bool) -> bool:
    return sound and _distinct(tuple(ids), MOST_LISTED)


def _distinct(ids: Collection[object], most: int) -> bool:
    return len(ids) <= most and len(set(ids)) == len(ids)


def _rows(visits: Collection[Visit]) -> bool:
    ids = [visit.id for visit in visits]
    # In order of id, so that the order does not tell who came when.
    return len(ids) <= MOST_ROWS and ids == sorted(ids) and all(map(_visit, visits))


def _part(part: Part) -> bool:
    met = [(option.list, option.option.id) for option in part.options]
    return (
        _rows(part.visits)
        and _rows(part.referrals)
        and _distinct([visit.id for visit in (*part.visits, *part.referrals)], 2 * MOST_ROWS)
        and _distinct(part.withdrawn, MOST_ROWS)
        and all(map(is_id, part.withdrawn))
        and _listed((seen.agency for seen in part.attendances), all(map(_attendance, part.attendances)))
        and _listed((told.question for told in part.feedback), all(map(_feedback, part.feedback)))
        and _counts(part.counts)
        and _listed((venue.id for venue in part.venues), all(map(_venue, part.venues)))
        and _listed((agency.id for agency in part.agencies), all(map(_agency, part.agencies)))
        and _listed(met, all(map(_met_option, part.options)))
        and (part.line is None or is_desk_key(part.line))
    )


def _correction(network: NetworkId, part: Part) -> bool:
    correction = part.correction
    if correction is None:
        return True
    there = correction.counts_as
    return (
        part == Part(part.session, line=part.line, correction=correction)
        and _rows(correction.visits)
        and _rows(correction.referrals)
        and _distinct([visit.id for visit in (*correction.visits, *correction.referrals)], MOST_ROWS)
        and _distinct(correction.withdrawn, MOST_ROWS)
        and all(map(is_id, correction.withdrawn))
        and (there is None or _session(network, there))
        and (correction.reader == "" or is_recipient(correction.reader))
    )


def _session(network: NetworkId, session: Session) -> bool:
    return (
        is_id(session.venue)
        and session.date.year in YEARS
        and 1 <= session.opening <= MOST
        and session.id == session_id(network, session.venue, session.date, session.opening)
    )


def _visit(visit: Visit) -> bool:
    return (
        is_id(visit.id)
        and len(visit.answers) <= MOST_ANSWERS
        and all(map(is_id, visit.answers))
        and all(map(_answer, visit.answers.values()))
        and _is_count(visit.number)
        and _is_count(visit.corrections)
    )


def _answer(answer: Answer) -> bool:
    if isinstance(answer, int):
        return _is_count(answer)
    if isinstance(answer, str):
        month = month_of(answer)
        return month is not None or is_id(answer)
    return len(answer) <= MOST_ANSWERS and all(map(is_id, answer))


def _attendance(seen: Attendance) -> bool:
    times = (seen.planned_from, seen.planned_to, seen.came, seen.left)
    return is_id(seen.agency) and all(map(_is_time, times)) and _is_count(seen.workers)


def _feedback(told: Feedback) -> bool:
    return (
        is_id(told.question)
        and _counts(told.counts)
        and len(told.rows) <= MOST_ROWS
        and all(map(is_id, told.rows))
        and all(map(is_id, told.rows.values()))
    )


def _counts(counts: Mapping[str, int]) -> bool:
    return len(counts) <= MOST_ANSWERS and all(map(is_id, counts)) and all(map(_is_count, counts.values()))


def _venue(venue: Venue) -> bool:
    return (
        is_id(venue.id)
        and is_label(venue.name)
        and _is_id_or_none(venue.area)
        and (venue.opens == "" or _is_time(venue.opens))
        and (venue.weekday is None or 0 <= venue.weekday <= 6)
    )


def _agency(agency: Agency) -> bool:
    return is_id(agency.id) and is_label(agency.name)


def _met_option(met: MetOption) -> bool:
    return is_id(met.list) and _option(met.option)


def _option(option: Option) -> bool:
    return (
        is_id(option.id)
        and is_label(option.label)
        and _is_id_or_none(option.parent)
        and _is_id_or_none(option.becomes)
        and (option.code is None or is_label(option.code))
    )


def _options(options: OptionList) -> bool:
    return is_id(options.id) and _listed(
        (option.id for option in options.options), all(map(_option, options.options))
    )


def _question(question: Question) -> bool:
    return (
        is_id(question.id)
        and is_label(question.label)
        and is_text(question.ask)
        and is_text(question.why)
        and _is_id_or_none(question.list)
        and _is_count(question.most)
        and (question.after is None or (is_id(question.after[0]) and bool(_IDS.fullmatch(question.after[1]))))
    )


def _recipients(recipients: Recipients) -> bool:
    every = (recipients.coordinators, *recipients.by_venue.values())
    return (
        is_recipient(recipients.recovery)
        and all(map(is_id, recipients.by_venue))
        # One place is the paper key's: an envelope that nobody but the paper opens is refused as well.
        and all(1 <= len(readers) < MOST_RECIPIENTS and all(map(is_recipient, readers)) for readers in every)
    )


def _roster_entry(entry: RosterEntry) -> bool:
    return (
        is_desk_key(entry.desk)
        and (entry.name == "" or is_label(entry.name))
        and (entry.recipient == "" or is_recipient(entry.recipient))
        and (entry.revoked_from is None or _is_count(entry.revoked_from))
        and (entry.reader == "" or is_recipient(entry.reader))
    )


def _succession(one: Succession) -> bool:
    return is_desk_key(one.old) and is_desk_key(one.new)
