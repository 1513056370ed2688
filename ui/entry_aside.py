"""A visit that was being entered when the window was hidden, until the store has it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from onestopshop.desk.drafts import keep
from onestopshop.desk.visits import correct_visit
from onestopshop.identity import SessionId
from onestopshop.shop import Shop
from onestopshop.visit import Answers, Visit
from ui.reading import Opened, Overview, read_session, resume


@dataclass(frozen=True, slots=True)
class EntryAside:
    """The answers so far, of a new visit or of one that is recorded."""

    session: SessionId
    answers: Answers
    correcting: Visit | None

    def put_into(self, shop: Shop) -> None:
        """Put it into the store. Raises a store's troubles: it is then to be held on to."""
        if self.correcting is None:
            keep(shop, self.session, self.answers)
        elif self.answers != self.correcting.answers:
            correct_visit(shop, self.correcting.id, self.answers)


def resume_with(shop: Shop, aside: EntryAside | None) -> Opened | Overview:
    """What to show after unlocking, with an entry that the store would not take when the window was hidden.

    Raises a store's troubles where a recorded visit's correction is refused again.
    """
    if aside is None:
        return resume(shop)
    if aside.correcting is not None:
        aside.put_into(shop)
        return read_session(shop, aside.session)
    return dataclasses.replace(read_session(shop, aside.session), draft=aside.answers)
