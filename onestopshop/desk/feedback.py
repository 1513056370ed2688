"""What is counted of a session and never of a visit: feedback cards, observers, slips."""

from __future__ import annotations

from onestopshop.changes import Change, Changes
from onestopshop.desk.directory import directory
from onestopshop.desk.sessions import writable_part
from onestopshop.errors import Refused
from onestopshop.identity import SessionId
from onestopshop.part import COUNT_NAMES
from onestopshop.shop import Shop
from onestopshop.store import Connection, attendances, parts

_MOST = 10_000


class CountRefused(Refused):
    """A headcount is negative, absurdly large, or of something that is not counted."""

    sentence = "Give a whole number from 0 to 10,000."


def set_feedback(shop: Shop, session: SessionId, question: str, counts: dict[str, int]) -> Changes:
    """Keep the tally of the feedback cards of one question. Raises CountRefused and SessionClosed."""

    def write(connection: Connection) -> Changes:
        writable_part(connection, session)
        setup = directory(connection)
        asked = setup.question(question)
        options = setup.list(asked.list) if asked and asked.list and asked.scope == "feedback" else None
        known = options is not None and all(options.option(option) for option in counts)
        if not known or not all(0 <= number <= _MOST for number in counts.values()):
            raise CountRefused
        attendances.keep_feedback(connection, session, question, counts)
        parts.touch(connection, session)
        return Changes("feedback_kept", (Change("feedback", question, counts),))

    return shop.store.write(write)


def set_count(shop: Shop, session: SessionId, name: str, number: int) -> Changes:
    """Keep one headcount of the session. Raises CountRefused and SessionClosed."""
    if name not in COUNT_NAMES or not 0 <= number <= _MOST:
        raise CountRefused

    def write(connection: Connection) -> Changes:
        part = writable_part(connection, session)
        counts = {**part.counts, name: number}
        parts.set_counts(connection, session, {kept: n for kept, n in counts.items() if n})
        parts.touch(connection, session)
        return Changes("count_kept", (Change("count", name, number),))

    return shop.store.write(write)
