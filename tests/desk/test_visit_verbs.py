"""Visits are recorded, corrected, withdrawn and left as not asked, and the last step can be undone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onestopshop.desk.attendances import new_agency
from onestopshop.desk.directory import read_directory
from onestopshop.desk.drafts import keep, kept
from onestopshop.desk.own_part import assembled
from onestopshop.desk.sealing import seal_dirty
from onestopshop.desk.sessions import close_session, session_page, sessions
from onestopshop.desk.visits import (
    AnswerRefused,
    NoRowForThem,
    NoSuchVisit,
    NothingToUndo,
    correct_visit,
    leave_as_not_asked,
    record_visit,
    undo_last,
    withdraw_visit,
)
from onestopshop.identity import ListId, OptionId, SessionId, VisitId
from onestopshop.part import MetOption, Part
from onestopshop.question import NOT_ASKED, Option
from onestopshop.shop import Shop
from onestopshop.store import setups
from onestopshop.visit import Answers, Visit, missing
from tests.desk.shops import ANSWERS, DAY, all_rows, open_at_hall, recorded


def visits(shop: Shop, session: SessionId) -> tuple[Visit, ...]:
    """The visits on the page of a session."""
    return session_page(shop, session).visits


def part(shop: Shop, session: SessionId) -> Part:
    """What would be sealed of a session."""
    return shop.store.read(lambda connection: assembled(connection, session))


def test_a_recorded_visit_has_its_answers_and_a_number(laptop: Shop) -> None:
    """What comes back is what is stored, and what is sealed has nothing beside it: no time, no order."""
    session = open_at_hall(laptop)
    done = record_visit(laptop, session, ANSWERS)
    (visit,) = visits(laptop, session)
    assert (done.told, done.values, done.changed[0].row) == ("visit_recorded", (1,), visit)
    assert (visit.answers, visit.number, visit.imported, visit.corrections) == (ANSWERS, 1, False, 0)
    assert part(laptop, session).visits == (visit,)


def test_numbers_are_given_once(laptop: Shop) -> None:
    """Neither a withdrawal nor an undo makes a number free: "visit 2" means one person all day."""
    session = open_at_hall(laptop)
    first, second = recorded(laptop, session), recorded(laptop, session)
    withdraw_visit(laptop, second)
    assert record_visit(laptop, session, ANSWERS).values == (3,)
    undo_last(laptop, session)
    assert record_visit(laptop, session, ANSWERS).values == (4,)
    withdraw_visit(laptop, first)
    assert [visit.number for visit in visits(laptop, session)] == [4]
    assert record_visit(laptop, session, ANSWERS).values == (5,)


def test_a_correction_replaces_the_answers(laptop: Shop) -> None:
    """A visit keeps its id and number, and counts how often it was corrected."""
    session = open_at_hall(laptop)
    visit = recorded(laptop, session)
    correct_visit(laptop, visit, {"sex": "male"})
    (after,) = visits(laptop, session)
    assert (after.id, after.number, after.answers, after.corrections) == (visit, 1, {"sex": "male"}, 1)


def test_a_closed_session_can_still_be_corrected(laptop: Shop) -> None:
    """Until it is purged, what was recorded can be put right and taken back."""
    session = open_at_hall(laptop)
    visit = recorded(laptop, session)
    close_session(laptop, session)
    correct_visit(laptop, visit, {"sex": "male"})
    withdraw_visit(laptop, visit)
    assert visits(laptop, session) == ()


def test_a_withdrawn_visit_is_named_as_withdrawn(laptop: Shop) -> None:
    """It leaves the rows, and the part says so: a merge that knows it counts it no more."""
    session = open_at_hall(laptop)
    visit = recorded(laptop, session)
    assert withdraw_visit(laptop, visit).values == (1,)
    assert (part(laptop, session).visits, part(laptop, session).withdrawn) == ((), (visit,))
    with pytest.raises(NoSuchVisit):
        withdraw_visit(laptop, visit)
    with pytest.raises(NoSuchVisit):
        correct_visit(laptop, visit, ANSWERS)
    with pytest.raises(NoSuchVisit):
        leave_as_not_asked(laptop, VisitId("never"))


def test_what_was_left_out_becomes_not_asked(laptop: Shop) -> None:
    """Every core question that is still missing says "Not asked", and what was answered stays."""
    session = open_at_hall(laptop)
    visit = recorded(laptop, session)
    leave_as_not_asked(laptop, visit)
    (after,) = visits(laptop, session)
    questions = read_directory(laptop).questions
    assert missing(after, questions) == ()
    assert {**after.answers, **ANSWERS} == after.answers
    assert after.answers["age_band"] == NOT_ASKED
    assert "last_visit" not in after.answers, "it is not asked of somebody who never came before"


def test_each_kind_of_step_is_undone(laptop: Shop) -> None:
    """A record is taken back, a correction and a "not asked" get the answers from before, a withdrawal the
    visit: step by step back to the beginning, where nothing is left to undo."""
    session = open_at_hall(laptop)
    visit = recorded(laptop, session)
    leave_as_not_asked(laptop, visit)
    correct_visit(laptop, visit, {"sex": "male"})
    withdraw_visit(laptop, visit)
    assert session_page(laptop, session).undo == "visit_withdrawn"
    assert undo_last(laptop, session).told == "undone_visit_withdrawn"
    assert visits(laptop, session)[0].answers == {"sex": "male"}
    assert part(laptop, session).withdrawn == ()
    assert undo_last(laptop, session).told == "undone_visit_corrected"
    assert visits(laptop, session)[0].answers["age_band"] == NOT_ASKED
    assert undo_last(laptop, session).told == "undone_visit_left_as_not_asked"
    (again,) = visits(laptop, session)
    assert (again.id, again.number, again.answers) == (visit, 1, ANSWERS)
    done = undo_last(laptop, session)
    assert (done.told, done.changed[0].row) == ("undone_visit_recorded", None)
    assert visits(laptop, session) == ()
    with pytest.raises(NothingToUndo):
        undo_last(laptop, session)


def test_an_undone_correction_outweighs_what_it_takes_back(laptop: Shop) -> None:
    """Where another laptop holds the same imported row, the answers from before must win again."""
    session = open_at_hall(laptop)
    visit = recorded(laptop, session)
    correct_visit(laptop, visit, {"sex": "male"})
    undo_last(laptop, session)
    (after,) = visits(laptop, session)
    assert (after.answers, after.corrections) == (ANSWERS, 2)


def test_undo_belongs_to_its_session(laptop: Shop) -> None:
    """What was done last in one session is not undone from another."""
    session, other = open_at_hall(laptop), open_at_hall(laptop, opening=2)
    recorded(laptop, session)
    with pytest.raises(NothingToUndo):
        undo_last(laptop, other)
    assert len(visits(laptop, session)) == 1


def test_each_step_marks_the_part_for_sealing(laptop: Shop) -> None:
    """Whatever is done to a visit is in the next envelope, and nothing is sealed twice."""
    session = open_at_hall(laptop)
    seal_dirty(laptop)
    visit = recorded(laptop, session)
    steps = (
        lambda: None,
        lambda: correct_visit(laptop, visit, {"sex": "male"}),
        lambda: leave_as_not_asked(laptop, visit),
        lambda: withdraw_visit(laptop, visit),
        lambda: undo_last(laptop, session),
    )
    for step in steps:
        step()
        assert len(seal_dirty(laptop)) == 1
        assert seal_dirty(laptop) == ()


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"shoe_size": 5}, "shoe_size: no such question"),
        ({"helpful": "yes"}, "helpful: no such question"),
        ({"engaged": "yes"}, "engaged: no such question"),
        ({"sex": "purple"}, "one of the list"),
        ({"sex": 3}, "not the kind of answer"),
        ({"sex": ("female",)}, "not the kind of answer"),
        ({"children": 21}, "whole number"),
        ({"children": -1}, "whole number"),
        ({"children": "two"}, "not the kind of answer"),
        ({"needs": ()}, "at least one"),
        ({"needs": ("legal", "legal")}, "twice"),
        ({"needs": ("none", "legal")}, "None"),
        ({"last_visit": "2015-13"}, "2015-06"),
        ({"last_visit": "0999-01"}, "2015-06"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(laptop: Shop, answers: Answers, sentence: str) -> None:
    """The sentence names the question and what to do, never the answer, and nothing is recorded."""
    session = open_at_hall(laptop)
    visit = recorded(laptop, session)
    before = all_rows(laptop)
    with pytest.raises(AnswerRefused, match=sentence) as refused:
        record_visit(laptop, session, answers)
    assert "purple" not in str(refused.value)
    with pytest.raises(AnswerRefused):
        correct_visit(laptop, visit, answers)
    assert all_rows(laptop) == before


def test_a_person_causing_harm_gets_no_row(laptop: Shop) -> None:
    """Neither recorded nor corrected into one: the sentence says to count them on the session."""
    session = open_at_hall(laptop)
    visit = recorded(laptop, session)
    with pytest.raises(NoRowForThem, match="Count them"):
        record_visit(laptop, session, {"visitor_type": "person_causing_harm"})
    with pytest.raises(NoRowForThem):
        correct_visit(laptop, visit, {"visitor_type": "person_causing_harm"})
    assert [found.answers for found in visits(laptop, session)] == [ANSWERS]


def test_recording_forgets_the_draft(laptop: Shop) -> None:
    """A visit that was put aside and then recorded is not offered again."""
    session = open_at_hall(laptop)
    keep(laptop, session, {"sex": "female"})
    assert kept(laptop, session) == {"sex": "female"}
    recorded(laptop, session)
    assert kept(laptop, session) is None


def test_a_new_agency_travels_with_the_visit_that_names_it(laptop: Shop) -> None:
    """An agency that came to no session is known to the coordinator from an answer alone: recorded or
    corrected."""
    session = open_at_hall(laptop)
    agency = new_agency(laptop, "Porchlight").changed[0].id
    other = new_agency(laptop, "Rising Sun").changed[0].id
    visit = recorded(laptop, session, agencies_seen=(agency, "police"))
    assert [named.name for named in part(laptop, session).agencies] == ["Porchlight"]
    correct_visit(laptop, visit, {"referred_to": (other,)})
    assert {named.name for named in part(laptop, session).agencies} == {"Porchlight", "Rising Sun"}
    assert seal_dirty(laptop)


def test_a_new_option_travels_with_the_visit_that_names_it(laptop: Shop) -> None:
    """An option met in a ledger goes with each later visit that has it, in whichever session."""
    option = Option(OptionId("met_option"), "W. European", parent=OptionId("white_other"))
    met = MetOption(ListId("ethnic_group"), option)
    laptop.store.write(lambda connection: setups.keep_met(connection, met))
    session = open_at_hall(laptop, DAY + timedelta(days=1))
    recorded(laptop, session)
    assert part(laptop, session).options == ()
    recorded(laptop, session, ethnic_group="met_option")
    assert [(named.list, named.option.label) for named in part(laptop, session).options] == [
        ("ethnic_group", "W. European")
    ]


def test_the_list_counts_visits(laptop: Shop) -> None:
    """The list of sessions says how many visits stand, not how many were ever recorded."""
    session = open_at_hall(laptop)
    recorded(laptop, session)
    withdraw_visit(laptop, recorded(laptop, session))
    assert sessions(laptop)[0].visits == 1
