"""Blank paper slips of the visit screen, for when the laptop cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, HRFlowable, PageBreak, Paragraph, Spacer, Table, TableStyle

from onestopshop.network import Setup
from onestopshop.question import (
    AGENCY_LIST,
    NONE_OF_THEM,
    NOT_ASKED,
    NOT_KNOWN,
    PREFER_NOT_TO_SAY,
    Option,
    OptionList,
    Question,
)
from onestopshop.reports.wording import NO_BREAK
from onestopshop.sheets.page import BODY_HEIGHT, BODY_WIDTH, INK, LINE, REGULAR, SOFT, Marks, pdf, style
from onestopshop.sheets.privacy_notice import REFUSE
from onestopshop.sheets.wording import day_words

_BOX = "\u2610"
_LINE = "_" * 14
_APART = f"{NO_BREAK}{NO_BREAK} "
_LONG = 40
_KEYS = 9
_KEY_OF = {NONE_OF_THEM: "/", PREFER_NOT_TO_SAY: "0", NOT_KNOWN: "-"}
_UNSEEN = frozenset({NOT_ASKED, "person_causing_harm"})
"""A blank question is not asked. A person causing harm gets no slip, and no visitor should read of one."""
_LABEL_WIDTH = 0.17
_SIZES = (8.5, 8.0, 7.5, 7.0)
_EASY = 2
"""How many of the sizes are easily read: two slips a page are printed in no smaller one."""
_TEAR = 18
_HALF = (BODY_HEIGHT - _TEAR - 2) / 2


def slips_pdf(setup: Setup, day: date, *, slips: int, first_number: int = 1) -> bytes:
    """Numbered slips with the questions and number keys of the visit screen on that day.

    One stands on a page; two, with a line to tear along, where a network asks so little that both are easily
    read. By the numbers it is seen that every slip was entered and shredded. At least one slip is needed.
    """
    foot = "Shred after entering."
    numbers = range(first_number, first_number + slips)
    return pdf("Slips", Marks(foot, numbered=False), lambda: _story(setup, day, numbers))


def _story(setup: Setup, day: date, numbers: range) -> list[Flowable]:
    half = _fitting_size(setup, day, _SIZES[:_EASY], _HALF)
    if half is not None:
        return _two_a_page(setup, day, numbers, half)
    size = _fitting_size(setup, day, _SIZES, BODY_HEIGHT) or _SIZES[-1]
    story: list[Flowable] = []
    for number in numbers:
        if story:
            story.append(PageBreak())
        story.append(_slip(setup, day, number, size))
    return story


def _two_a_page(setup: Setup, day: date, numbers: range, size: float) -> list[Flowable]:
    story: list[Flowable] = []
    for place, number in enumerate(numbers):
        slip = _slip(setup, day, number, size)
        if place % 2:
            story += [_tear_off(), slip]
        else:
            rest = _HALF - slip.wrap(BODY_WIDTH, BODY_HEIGHT)[1]
            story += [*([PageBreak()] if story else []), slip, Spacer(1, rest)]
    return story


def _tear_off() -> Flowable:
    return HRFlowable(
        width="100%", thickness=0.7, color=SOFT, dash=(3, 3), spaceBefore=0, spaceAfter=_TEAR - 1
    )


def _fitting_size(setup: Setup, day: date, sizes: Sequence[float], height: float) -> float | None:
    """The largest of these sizes of type in which a slip fits into a height; None where none does."""
    fitting = (size for size in sizes if _slip(setup, day, 1, size).wrap(BODY_WIDTH, height)[1] <= height)
    return next(fitting, None)


def _slip(setup: Setup, day: date, number: int, size: float) -> Table:
    """The slip as one table, whose head with the number repeats where it needs another page."""
    label, answer = style(size, bold=True, leading=size * 1.5), style(size, leading=size * 1.5)
    rows: list[list[object]] = [*_head(number, day)]
    printed: dict[str, str] = {}
    for question in setup.questions:
        if question.scope == "visit" and not question.hidden:
            words = _answers(setup, question, day, printed)
            rows.append([Paragraph(_label(question), label), Paragraph(words, answer)])
            if question.list:
                printed.setdefault(question.list, question.label)
    widths = [BODY_WIDTH * _LABEL_WIDTH, BODY_WIDTH * (1 - _LABEL_WIDTH)]
    slip = Table(rows, colWidths=widths, repeatRows=1)
    slip.setStyle(
        TableStyle(
            [
                ("SPAN", (0, 1), (-1, 1)),
                ("LINEBELOW", (0, 1), (-1, 1), 0.8, INK),
                ("LINEBELOW", (0, 2), (-1, -1), 0.5, LINE),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ]
        )
    )
    return slip


def _head(number: int, day: date) -> list[list[object]]:
    said = f"{REFUSE} No name, no address, no date of birth."
    note = "Leave blank what was not asked. The number beside a box is the key on the visit screen."
    return [
        [
            Paragraph(f"Slip {number}", style(16, bold=True, leading=20)),
            Paragraph(day_words(day), style(10, colour=SOFT, alignment=2, leading=20)),
        ],
        [
            [
                Paragraph(said, style(10, bold=True, leading=14)),
                Paragraph(note, style(8, colour=SOFT, leading=11)),
            ],
            None,
        ],
    ]


def _label(question: Question) -> str:
    several = '<br/><font size="7">several may apply</font>' if question.kind == "many" else ""
    return f"{escape(question.label)}{several}"


def _answers(setup: Setup, question: Question, day: date, printed: dict[str, str]) -> str:
    options = setup.list(question.list) if question.list else None
    if question.kind == "number":
        return f"How many: {_LINE}{_APART}{_box('0', 'Prefer not to say')}"
    if options is None:
        return f"Month: {_LINE}"
    if len(options.options) > 2 * _KEYS and question.list in printed:
        return f"From the answers under “{escape(printed[question.list])}”: {_LINE * 3}"
    return _boxes(options, day)


def _boxes(options: OptionList, day: date) -> str:
    """Broad answers with the keys of the screen, each with its narrower ones; what records nothing last."""
    offered = [option for option in options.below(None) if option.offered(day) and option.id not in _UNSEEN]
    told = [option for option in offered if option.id not in _KEY_OF]
    apart = [_box(_KEY_OF[option.id], option.label) for option in offered if option.id in _KEY_OF]
    # The screen shows the agencies that are present first, so their keys differ from session to session.
    keys = 0 if options.id == AGENCY_LIST else _KEYS
    broad = [(_box(_key(place, keys), option.label), option) for place, option in enumerate(told)]
    families = [(box, _narrower(option, options, day)) for box, option in broad]
    if any(len(narrower) > 2 for _, narrower in families):
        lines = [f"{box}: {_APART.join(narrower)}" if narrower else box for box, narrower in families]
        return "<br/>".join([*lines, _APART.join(apart)])
    joined = [f"{box} ({_APART.join(narrower)})" if narrower else box for box, narrower in families]
    return _APART.join([*joined, *apart])


def _narrower(option: Option, options: OptionList, day: date) -> list[str]:
    below = [found for found in options.below(option.id) if found.offered(day)]
    return [_box(_key(place), found.label) for place, found in enumerate(below)]


def _key(place: int, keys: int = _KEYS) -> str:
    return str(place + 1) if place < keys else ""


def _box(key: str, label: str) -> str:
    """A box to tick, its key and its label: on one line unless the label is long."""
    words = escape(label) if len(label) > _LONG else escape(label).replace(" ", NO_BREAK)
    number = f"<b>{key}</b>{NO_BREAK}" if key else ""
    return f'<font size="10">{_BOX}</font>{NO_BREAK}{number}{words}'
