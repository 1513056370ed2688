"""Single facts, people, and the envelopes that a desk has sealed."""

from __future__ import annotations

from onestopshop.identity import DeskKey, EnvelopeId, SessionId
from onestopshop.store import Connection, Store, facts, outbox
from onestopshop.store.outbox import Sealed


def test_a_fact_is_what_was_kept_last(store: Store) -> None:
    """Bytes and text come back; what was never kept is None."""
    assert store.read(lambda c: facts.text_fact(c, "name")) is None
    assert store.read(lambda c: facts.fact(c, "name")) is None
    store.write(lambda c: facts.keep_fact(c, "name", b"\xff"))
    assert store.read(lambda c: facts.fact(c, "name")) == b"\xff"
    store.write(lambda c: facts.keep_fact(c, "name", "Ŵy"))
    assert store.read(lambda c: facts.text_fact(c, "name")) == "Ŵy"


def test_people_are_listed_by_name(store: Store) -> None:
    """Each slot has one name; a person who was forgotten is gone."""

    def work(connection: Connection) -> None:
        for slot, name in (("s1", "Pat"), ("s2", "Ann"), ("s1", "Zoe")):
            facts.name_person(connection, slot, name)

    store.write(work)
    assert store.read(facts.people) == (("s2", "Ann"), ("s1", "Zoe"))
    store.write(lambda c: facts.forget_person(c, "s2"))
    assert store.read(facts.people) == (("s1", "Zoe"),)


OWN = DeskKey("a key")


def sealed(seq: int, session: str) -> Sealed:
    """An own envelope."""
    prev = EnvelopeId(f"e{seq - 1}") if seq > 1 else None
    return Sealed(
        OWN, seq, EnvelopeId(f"e{seq}"), prev, SessionId(session), seq, b"age", b"sig", None, None, None
    )


def test_envelopes_wait_until_they_are_received(store: Store) -> None:
    """Each waits in order, with its place once it was published, until a receipt names it; once only."""
    assert store.read(lambda c: outbox.last_sealed(c, OWN)) == (0, None)
    every = [sealed(1, "a"), sealed(2, "b"), sealed(3, "a")]
    for one in every:
        store.write(lambda c, one=one: outbox.keep_sealed(c, one))
    assert store.read(lambda c: outbox.last_sealed(c, OWN)) == (3, "e3")
    assert store.read(lambda c: outbox.last_sealed(c, DeskKey("a newer key"))) == (0, None)
    assert store.read(outbox.own_ids) == {"e1", "e2", "e3"}
    assert store.read(outbox.waiting) == tuple(every)
    ids = [one.id for one in every[:2]]
    store.write(lambda c: outbox.placed(c, ids, "Stick", "stick"))
    assert store.write(lambda c: outbox.receive(c, [*ids, EnvelopeId("other")], "2015-06-03")) == 2
    assert store.write(lambda c: outbox.receive(c, ids, "2015-06-04")) == 0
    assert store.read(outbox.waiting) == (every[2],)
    assert sorted(store.read(outbox.newest_of_each_session)) == [
        ("a", None, None, None),
        ("b", "Stick", "stick", "2015-06-03"),
    ]
