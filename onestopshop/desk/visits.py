"""Recording, correcting and withdrawing a visit, and undoing the last of these."""

from __future__ import annotations

import msgspec

from onestopshop.agency import Agency
from onestopshop.changes import Change, Changes
from onestopshop.desk.directory import directory
from onestopshop.desk.sessions import SessionNotOpen, writable_part
from onestopshop.errors import Refused
from onestopshop.identity import AgencyId, SessionId, VisitId, random_id
from onestopshop.network import Setup
from onestopshop.part import MetOption
from onestopshop.question import AGENCY_LIST, FaultReason, fault_in
from onestopshop.shop import Shop
from onestopshop.store import Connection, parts, setups, visits
from onestopshop.visit import Answers, Visit, left_as_not_asked

PERSON_CAUSING_HARM = "person_causing_harm"


class AnswerRefused(Refused):
    """An answer does not fit its question."""

    sentence = "{question}: {why}"


class NoSuchVisit(Refused):
    """The visit is not at this desk, or was withdrawn."""

    sentence = "This visit is no longer here. Nothing was changed."


class NothingToUndo(Refused):
    """There is no step of this session that can be undone."""

    sentence = "There is nothing to undo in this session."


class NoRowForThem(Refused):
    """A person causing harm is counted on the session, never recorded as a visit."""

    sentence = "A person causing harm is not recorded as a visit. Count them on the session instead."


_WHY: dict[FaultReason, str] = {
    "unknown_question": "no such question; look at the questions of the setup file.",
    "unknown_option": "that is not one of the answers; choose one of the list.",
    "kind": "this is not the kind of answer that the question takes.",
    "number": "give a whole number from 0 to the largest that is asked for.",
    "month": "give a month as 2015-06.",
    "empty": "give at least one answer, or leave the question out.",
    "contradiction": "an answer is there twice, or “None” stands beside others.",
}


def record_visit(shop: Shop, session: SessionId, answers: Answers) -> Changes:
    """Record one visit.

    Raises AnswerRefused, NoRowForThem, UnknownSession, SessionNotOpen and SessionClosed.
    """

    def write(connection: Connection) -> Changes:
        part = writable_part(connection, session)
        if not part.open:
            raise SessionNotOpen
        checked = _taken(connection, session, answers)
        visit = Visit(VisitId(random_id()), checked, visits.next_number(connection, session))
        visits.add_visit(connection, session, visit)
        visits.keep_draft(connection, session, None)
        return _done(connection, session, "visit_recorded", visit, before=None)

    return shop.store.write(write)


def correct_visit(shop: Shop, visit: VisitId, answers: Answers) -> Changes:
    """Replace a visit's answers. Raises AnswerRefused, NoRowForThem, NoSuchVisit and SessionClosed."""

    def write(connection: Connection) -> Changes:
        session, before = _known(connection, visit)
        checked = _taken(connection, session, answers)
        after = msgspec.structs.replace(before, answers=checked, corrections=before.corrections + 1)
        visits.change_visit(connection, after)
        return _done(connection, session, "visit_corrected", after, before=before)

    return shop.store.write(write)


def leave_as_not_asked(shop: Shop, visit: VisitId) -> Changes:
    """Answer every question that is still missing with "Not asked". Raises NoSuchVisit."""

    def write(connection: Connection) -> Changes:
        session, before = _known(connection, visit)
        answers = left_as_not_asked(before, directory(connection).questions)
        after = msgspec.structs.replace(before, answers=answers, corrections=before.corrections + 1)
        visits.change_visit(connection, after)
        return _done(connection, session, "visit_left_as_not_asked", after, before=before)

    return shop.store.write(write)


def withdraw_visit(shop: Shop, visit: VisitId) -> Changes:
    """Take a visit back: it no longer counts anywhere. Raises NoSuchVisit and SessionClosed."""

    def write(connection: Connection) -> Changes:
        session, before = _known(connection, visit)
        visits.remove_visit(connection, session, visit)
        visits.remember(connection, session, "visit_withdrawn", visit, before)
        parts.touch(connection, session)
        return Changes("visit_withdrawn", (Change("visit", visit),), (before.number,))

    return shop.store.write(write)


def undo_last(shop: Shop, session: SessionId) -> Changes:
    """Undo the last thing done to a visit of this session. Raises NothingToUndo."""

    def write(connection: Connection) -> Changes:
        writable_part(connection, session)
        step = visits.last_done(connection, session)
        if step is None:
            raise NothingToUndo
        visits.forget_undo(connection, step)
        there = visits.visit_of(connection, step.visit)
        if step.before is None:
            visits.remove_visit(connection, session, step.visit)
        elif there is None:
            visits.restore_visit(connection, session, step.before)
        else:
            # What is undone is a correction of its own, so that it outweighs the one it takes back.
            after = msgspec.structs.replace(step.before, corrections=there[1].corrections + 1)
            visits.change_visit(connection, after)
        parts.touch(connection, session)
        now = visits.visit_of(connection, step.visit)
        return Changes(f"undone_{step.told}", (Change("visit", step.visit, now[1] if now else None),))

    return shop.store.write(write)


def check_answers(setup: Setup, answers: Answers) -> Answers:
    """The answers, where every one fits its question. Raises AnswerRefused and NoRowForThem."""
    if answers.get("visitor_type") == PERSON_CAUSING_HARM:
        raise NoRowForThem
    for question_id, answer in answers.items():
        question = setup.question(question_id)
        if question is None or question.scope != "visit":
            raise AnswerRefused(question=question_id[:40], why=_WHY["unknown_question"])
        fault = fault_in(question, setup.list(question.list) if question.list else None, answer)
        if fault is not None:
            raise AnswerRefused(question=question.label, why=_WHY[fault.reason])
    return dict(answers)


def _taken(connection: Connection, session: SessionId, answers: Answers) -> Answers:
    """The answers, checked; the part notes what they name that the network has not accepted yet."""
    setup = directory(connection)
    checked = check_answers(setup, answers)
    for name, answer in checked.items():
        chosen = answer if isinstance(answer, tuple) else (answer,)
        for met in _met_of(setup, name):
            if met.option.id in chosen:
                agency = Agency(AgencyId(met.option.id), met.option.label, met=True)
                setups.note_met_in(connection, session, agency if met.list == AGENCY_LIST else met)
    return checked


def _met_of(setup: Setup, question_id: str) -> tuple[MetOption, ...]:
    question = setup.question(question_id)
    listed = setup.list(question.list) if question and question.list else None
    if listed is None:
        return ()
    return tuple(MetOption(listed.id, option) for option in listed.options if option.met)


def _known(connection: Connection, visit: VisitId) -> tuple[SessionId, Visit]:
    found = visits.visit_of(connection, visit)
    if found is None:
        raise NoSuchVisit
    writable_part(connection, found[0])
    return found


def _done(
    connection: Connection, session: SessionId, told: str, visit: Visit, *, before: Visit | None
) -> Changes:
    visits.remember(connection, session, told, visit.id, before)
    parts.touch(connection, session)
    return Changes(told, (Change("visit", visit.id, visit),), (visit.number,))
