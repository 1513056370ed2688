"""The draft of a visit: what is answered and where we are, changed by pure functions, never on disk."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from onestopshop.network import Setup
from onestopshop.question import NONE_OF_THEM, NOT_KNOWN, PREFER_NOT_TO_SAY, Answer, Question, fault_in
from onestopshop.visit import Answers, applies
from ui.visit.choices import Choice, Row, rows_of

PERSON_CAUSING_HARM = "person_causing_harm"


@dataclass(frozen=True, slots=True)
class Draft:
    """A visit before it is recorded. `path` names the broad options that are opened at this question."""

    setup: Setup
    day: date
    present: tuple[str, ...] = ()
    """Agencies that are here: offered first."""
    answers: Answers = field(default_factory=dict)
    at: str = ""
    path: tuple[str, ...] = ()
    typed: str = ""

    def asked(self) -> tuple[Question, ...]:
        """The questions that make sense after the answers so far, in the network's order."""
        return tuple(question for question in self.setup.questions if applies(question, self.answers))

    def question(self) -> Question:
        """The question at hand."""
        asked = self.asked()
        return next((question for question in asked if question.id == self.at), asked[0])

    def rows(self) -> tuple[Row, ...]:
        """The rows of choices for the question at hand, with the keys that choose them."""
        return rows_of(self.setup, self.day, self.present, self.question(), self.path, self.typed)

    def answer(self) -> Answer | None:
        """The answer to the question at hand."""
        return self.answers.get(self.question().id)

    def harm(self) -> bool:
        """Whether it is somebody who causes harm: such a person gets no row."""
        return self.answers.get("visitor_type") == PERSON_CAUSING_HARM

    def at_end(self) -> bool:
        """Whether the question at hand is the last."""
        return self.question().id == self.asked()[-1].id


def begin(setup: Setup, day: date, present: tuple[str, ...] = (), answers: Answers | None = None) -> Draft:
    """A draft at its first question without an answer, or at the first of all."""
    draft = Draft(setup, day, present, dict(answers or {}))
    open_ones = [question.id for question in draft.asked() if question.id not in draft.answers]
    return goto(draft, open_ones[0] if open_ones else draft.asked()[0].id)


def goto(draft: Draft, question: str) -> Draft:
    """The draft at another question; an answer below a broad one shows both rows."""
    moved = replace(draft, at=question, path=(), typed="")
    answer = moved.answer()
    listed = moved.question().list
    options = moved.setup.list(listed) if listed else None
    path: list[str] = []
    found = options.option(answer) if options and isinstance(answer, str) else None
    while options and found and found.parent:
        path.insert(0, found.parent)
        found = options.option(found.parent)
    return replace(moved, path=tuple(path))


def go(draft: Draft, step: int) -> Draft:
    """One question on or back; at either end it stays."""
    asked = [question.id for question in draft.asked()]
    place = asked.index(draft.question().id) + step
    return goto(draft, asked[place]) if 0 <= place < len(asked) else replace(draft, typed="")


def press(draft: Draft, key: str) -> Draft:
    """What a key does at the question at hand: it chooses in the open row, or changes nothing."""
    for row in reversed(draft.rows()):
        for choice in row:
            if choice.key == key:
                return choose(draft, choice)
    return draft


def choose(draft: Draft, choice: Choice) -> Draft:
    """Take a choice: one of several is switched on or off; the only one leads to the next question."""
    question = draft.question()
    if choice.opens and choice.answer is None:
        return replace(draft, path=(choice.id,))
    if question.kind == "many" and choice.answer not in (PREFER_NOT_TO_SAY, NOT_KNOWN):
        return replace(draft, answers=_toggled(draft, choice.id), typed="")
    if choice.answer is None or _refused(draft, question, choice.answer):
        return draft
    answers = _still_asked(draft, {**draft.answers, question.id: choice.answer})
    answered = replace(draft, answers=answers, typed="")
    if choice.opens:
        at_hand = goto(answered, question.id)
        return replace(at_hand, path=(*at_hand.path, choice.id))
    return answered if answered.harm() else go(answered, 1)


def clear(draft: Draft) -> Draft:
    """Take back the last letter typed, or else the answer to the question at hand."""
    if draft.typed:
        return replace(draft, typed=draft.typed[:-1])
    left = {key: answer for key, answer in draft.answers.items() if key != draft.question().id}
    return replace(draft, answers=_still_asked(draft, left), path=())


def narrow(draft: Draft, letter: str) -> Draft:
    """Type one letter into a long list. One that would leave nothing to choose is not taken."""
    typed = replace(draft, typed=draft.typed + letter)
    return typed if any(choice.key == "1" for row in typed.rows() for choice in row) else draft


def enter(draft: Draft) -> Draft | None:
    """What Enter means short of saving: the first of a narrowed list, or "says no more". None: save."""
    if draft.typed:
        return press(draft, "1")
    deepest = draft.rows()[-1]
    if draft.path and not any(choice.answer == draft.answer() for choice in deepest):
        return go(draft, 1)
    return None


def _toggled(draft: Draft, option: str) -> Answers:
    question = draft.question()
    answer = draft.answers.get(question.id)
    chosen = answer if isinstance(answer, tuple) else ()
    if option in chosen:
        chosen = tuple(other for other in chosen if other != option)
    elif option == NONE_OF_THEM:
        chosen = (option,)
    else:
        chosen = (*(other for other in chosen if other != NONE_OF_THEM), option)
    answers = {**draft.answers, question.id: chosen}
    if not chosen:
        del answers[question.id]
    return answers


def _refused(draft: Draft, question: Question, answer: Answer) -> bool:
    options = draft.setup.list(question.list) if question.list else None
    return fault_in(question, options, answer) is not None


def _still_asked(draft: Draft, answers: Answers) -> Answers:
    """The answers without those to questions that no longer make sense after a change."""
    questions = {str(question.id): question for question in draft.setup.questions}
    return {
        key: answer
        for key, answer in answers.items()
        if key not in questions or questions[key].after is None or applies(questions[key], answers)
    }
