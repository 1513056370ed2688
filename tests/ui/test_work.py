"""The one way off the UI thread: who hears what, where, and what a bug may tell."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest

from onestopshop.errors import Cancelled, Refused, Told
from ui.demonstration import application
from ui.work import Unexpected, Work


class TooMany(Refused):
    """A refusal for these tests."""

    sentence = "There are too many."


class Listener(QObject):
    """Hears what comes, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.failures: list[Told] = []
        self.threads: set[threading.Thread] = set()

    def hear(self, result: object) -> None:
        """A result."""
        self.heard.append(result)
        self.threads.add(threading.current_thread())

    def fail(self, told: Told) -> None:
        """A failure."""
        self.failures.append(told)


@pytest.fixture
def work() -> Iterator[Work]:
    """A worker that ends with the test."""
    application()
    made = Work()
    yield made
    made.finish()


def settle(work: Work) -> None:
    """Wait until everything was answered."""
    while work.under_way:
        QTest.qWait(2)


def test_results_arrive_in_order_on_the_thread_of_the_window(work: Work) -> None:
    """Verbs run on one other thread; what they return is heard on this one, first asked first."""
    listener, ran_on = Listener(), set()
    for number in range(5):
        work.ask(lambda n=number: ran_on.add(threading.current_thread()) or n, listener.hear)
    settle(work)
    assert listener.heard == [0, 1, 2, 3, 4]
    assert listener.threads == {threading.current_thread()}
    assert len(ran_on) == 1
    assert ran_on != listener.threads


def test_a_refusal_is_told_and_the_next_verb_runs(work: Work) -> None:
    """What a person can put right comes to `failed`, and nothing stops."""
    listener = Listener()

    def refuse() -> None:
        raise TooMany

    work.ask(refuse, listener.hear, listener.fail)
    work.ask(lambda: "next", listener.hear)
    settle(work)
    assert [str(told) for told in listener.failures] == ["There are too many."]
    assert listener.heard == ["next"]


def test_what_was_cancelled_is_silent(work: Work) -> None:
    """Nobody is told of what they stopped themselves."""
    listener = Listener()

    def stop() -> None:
        raise Cancelled

    work.ask(stop, listener.hear, listener.fail)
    settle(work)
    assert (listener.heard, listener.failures) == ([], [])


def test_a_bug_tells_where_it_is_and_no_value(work: Work) -> None:
    """The page hears of it; the report has type, module and line, and no word of the error."""
    listener, reports = Listener(), Listener()
    work.bug.connect(reports.hear)

    def stumble() -> None:
        raise KeyError("a secret answer")

    work.ask(stumble, listener.hear, listener.fail)
    settle(work)
    (report,) = reports.heard
    assert isinstance(listener.failures[0], Unexpected)
    assert "KeyError" in str(report)
    assert "test_work, line" in str(report)
    assert "secret" not in str(report)


def test_only_a_method_of_a_window_object_may_listen(work: Work) -> None:
    """A function would run on the wrong thread one day: it is refused when it is asked."""
    with pytest.raises(TypeError):
        work.ask(lambda: 1, print)


def test_a_listener_that_is_gone_hears_nothing(work: Work) -> None:
    """A page that was let go while its verb ran is not touched."""
    listener = Listener()
    hold = threading.Event()
    work.ask(hold.wait, listener.hear)
    listener.deleteLater()
    QTest.qWait(10)
    hold.set()
    settle(work)
    assert listener.heard == []
