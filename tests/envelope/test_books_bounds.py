"""Coordinators' books: sealed and opened like sessions, and nothing in them that the app would not write."""

from __future__ import annotations

from dataclasses import replace as changed
from datetime import date

import msgspec
import pytest

from onestopshop.books import Books
from onestopshop.envelope import plaintext
from onestopshop.envelope.books_bounds import check_books
from onestopshop.envelope.envelope import check, open_envelope, seal_content
from onestopshop.envelope.unsound import Unsound
from onestopshop.part import BOOKS_FORMAT, CONTENT_FORMAT, Content, Part, canonical
from onestopshop.release import Scope, ToldCell, ToldSum
from onestopshop.reporting_year import Month, Period
from onestopshop.stated_figure import StatedFigure

replace = msgspec.structs.replace
FAR = Period(Month(12, 7), Month(2013, 6))


def refused(part: Part) -> bool:
    """Whether the bounds refuse a part."""
    try:
        check_books(part)
    except Unsound as unsound:
        return unsound.reason == "bounds"
    return False


def test_books_are_sealed_and_opened(world) -> None:
    """What comes out is what went in, under a format of its own; a part without books says nothing of it."""
    content = world.books_content()
    sealed = seal_content(content, None, world.recipients, world.desk.seed)
    opened = open_envelope(check(sealed), [world.coordinator.secret], world.network)
    assert opened == content
    assert opened.format == BOOKS_FORMAT == "dropin/2"
    assert (opened.part.is_coordinators, world.content().part.is_coordinators) == (True, False)
    assert b"books" not in canonical(world.full_content())
    assert not refused(content.part)
    assert not refused(world.full_content().part)


def test_books_under_the_first_format_are_not_sealed(world) -> None:
    """Nor is a session under the format of books: each reader must know what it has before it."""
    wrong = replace(world.books_content(), format=CONTENT_FORMAT)
    for content in (wrong, replace(world.content(), format=BOOKS_FORMAT)):
        with pytest.raises(ValueError, match="format"):
            seal_content(content, None, world.recipients, world.desk.seed)


def release(**changes: object):
    """Books with the release changed."""
    return lambda books: replace(books, releases=(replace(books.releases[0], **changes),))


def told(**changes: object):
    """Books with what is told in the release changed."""
    return lambda books: release(told=replace(books.releases[0].told, **changes))(books)


def planned(**changes: object):
    """Books with the plan changed."""
    return lambda books: replace(books, planned=(replace(books.planned[0], **changes),))


def total(**changes: object):
    """Books with the earlier total changed."""
    return lambda books: replace(books, totals=(changed(books.totals[0], **changes),))


def stated(**changes: object):
    """Books with the stated figure changed."""
    return lambda books: replace(books, stated=(changed(books.stated[0], **changes),))


def doubled(kind: str):
    """Books that say something twice."""
    return lambda books: replace(books, **{kind: getattr(books, kind) * 2})


MONTHS = {"first": "2026-10"}
CELL = ToldCell("visit", "sex", "", 0, ((0, 12),))
TOO_MUCH = {
    **{f"{kind} twice": doubled(kind) for kind in ("releases", "planned", "totals", "stated")},
    "release id": release(id="A"),
    "release day": release(day=date(1875, 7, 1)),
    "title": release(title=""),
    "template": release(template="a\nb"),
    "subject": release(subject="x" * 201),
    "by": release(by="\u202e"),
    "months": release(**MONTHS),
    "month": release(last="2026-13"),
    "threshold": release(threshold=-1),
    "venue": release(venue="Hall"),
    "agency": release(agency="Police!"),
    "recipient": release(recipient="a\x00b"),
    "agreement": release(agreement="x" * 2001),
    "partner without agreement": release(agreement=""),
    "public with recipient": release(profile="publish"),
    "scope": told(scopes=(Scope("2026-09", "2026-07"),)),
    "scope venue": told(scopes=(Scope("2026-07", "2026-09", "\x00"),)),
    "place": told(places=(("2026", "hall"),)),
    "place venue": told(places=(("2026-07", "\n"),)),
    "cell name": told(cells=(CELL, ToldCell("visit", "", "\x7f", 0))),
    "cell count": told(cells=(replace(CELL, numbers=((0, 1_000_001),)), CELL), sums=()),
    "cell place": told(cells=(replace(CELL, numbers=((1, 1),)), CELL)),
    "merges": told(merges={"sex": -1}),
    "figures": told(figures={"\x00": 1}),
    "told what is not true": told(sums=(ToldSum((0,), (), 13, 14),)),
    "planned months": planned(**MONTHS),
    "planned venue": planned(venue=""),
    "planned edition": planned(edition=0),
    "figure": total(figure=""),
    "value": total(value=-1),
    "source": total(source="line\nline"),
    "total venue": total(venue="A"),
    "period": total(period=FAR),
    "edition": total(edition=1_000_001),
    "label": stated(label=""),
    "tenths": stated(tenths=1001),
    "base": stated(base=1_000_000_001),
    "stated period": stated(period=FAR),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_the_app_would_not_write_is_refused(world, name: str) -> None:
    """Each thing beyond its bounds is refused, whoever signed it."""
    part = world.books_content().part
    assert refused(replace(part, books=TOO_MUCH[name](part.books)))


def test_what_need_not_be_said(world) -> None:
    """A figure may be a percentage alone, and books may be empty."""
    part = world.books_content().part
    bare = StatedFigure("partner", "Repeat calls", part.books.totals[0].period, tenths=None, edition=1)
    assert not refused(replace(part, books=Books(stated=(bare,))))
    assert not refused(replace(part, books=Books()))


def test_books_say_nothing_else(world) -> None:
    """A part with books that tells of visits too would hide them from the count."""
    part = world.books_content().part
    assert refused(replace(part, visits=world.content().part.visits))


def test_a_program_without_books_holds_them_as_newer(world) -> None:
    """It knows the first format alone; it sees whose envelope it is, and that it wants an update."""
    content = world.books_content()
    sealed = seal_content(content, None, world.recipients, world.desk.seed)
    assert check(sealed).seq == 1
    with pytest.raises(Unsound) as unsound:
        plaintext.strict(canonical(content), msgspec.json.Decoder(Content), CONTENT_FORMAT)
    assert unsound.value.reason == "newer_format"
