"""The one way off the UI thread: one worker for every verb, one relay back to the window."""

from __future__ import annotations

import contextlib
import queue
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from onestopshop.errors import Cancelled, Refused, Told, Trouble

T = TypeVar("T")


class Unexpected(Trouble):
    """A mistake of the program: the page puts its draft back, the bug window says more."""

    sentence = "Something went wrong in the app itself. What you entered is still here; please try again."


@dataclass(frozen=True, slots=True)
class _Verb:
    """One thing to do, and the bound methods of the window's objects that hear how it went."""

    run: Callable[[], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[Told], None] | None
    stopped: Callable[[], None] | None


@dataclass(frozen=True, slots=True)
class _Outcome:
    verb: _Verb
    result: Any = None
    error: BaseException | None = None


class Work(QObject):
    """Runs verbs one after the other on a thread that alone touches the store.

    Results reach bound methods of QObjects on the thread that made this object; where one is gone, its
    result is dropped. `busy` tells how many verbs are under way. `bug` carries a report without any value.
    """

    busy = Signal(int)
    bug = Signal(str)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._verbs: queue.SimpleQueue[_Verb | None] = queue.SimpleQueue()
        self._under_way = 0
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="verbs", daemon=True)
        self._thread.start()

    @property
    def under_way(self) -> int:
        """How many verbs have not been answered yet."""
        return self._under_way

    def ask(
        self,
        run: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Told], None] | None = None,
        stopped: Callable[[], None] | None = None,
    ) -> None:
        """Run a verb on the worker. What hears how it went are bound methods of QObjects.

        `stopped` is called when the person stopped it: to put the page back, never to say so.
        """
        for hears in (done, failed, stopped):
            if hears is not None and not isinstance(getattr(hears, "__self__", None), QObject):
                raise TypeError("only a bound method of a QObject may hear from the worker")
        self._under_way += 1
        self.busy.emit(self._under_way)
        self._verbs.put(_Verb(run, done, failed, stopped))

    def finish(self) -> None:
        """Do what was asked, then end the thread. Nothing that arrives later is delivered."""
        self._verbs.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (verb := self._verbs.get()) is not None:
            try:
                outcome = _Outcome(verb, result=verb.run())
            except Exception as error:  # the one place: it sorts what people can act on from bugs
                outcome = _Outcome(verb, error=error)
            with contextlib.suppress(RuntimeError):  # the window closed while the verb ran
                self._arrived.emit(outcome)
            del outcome, verb

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        self._under_way -= 1
        self.busy.emit(self._under_way)
        error = outcome.error
        if error is None:
            _tell(outcome.verb.done, outcome.result)
        elif isinstance(error, Refused | Trouble):
            _tell(outcome.verb.failed, error)
        elif isinstance(error, Cancelled):
            _tell(outcome.verb.stopped)
        else:
            _tell(outcome.verb.failed, Unexpected())
            self.bug.emit(report_of(error))


def _tell(hears: Callable[..., None] | None, *what: object) -> None:
    if hears is not None and shiboken6.isValid(getattr(hears, "__self__", None)):
        hears(*what)


def report_of(error: BaseException) -> str:
    """Where a mistake happened, as types, files and lines: never a value, never the error's own words."""
    lines = [type(error).__name__]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"  {_module(frame.filename)}, line {frame.lineno}, in {frame.name}")
    if error.__cause__ is not None:
        lines += ["because of", report_of(error.__cause__)]
    return "\n".join(lines)


def _module(filename: str) -> str:
    parts = filename.replace("\\", "/").removesuffix(".py").split("/")
    return ".".join(parts[-3:])
