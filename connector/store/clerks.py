"""A few threads that do what may hang, for many who must not."""

import math
import os
import queue
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, TypeVar

from connector.errors import Unavailable

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

#: Whoever waits for a database waits no longer. Zendesk gives up after 12 s, but sixteen threads are all that answer.
PATIENCE: Final = 0.3


class _Slip(Generic[Asked, Answer]):
    """What one asks, and where the answer is put."""

    __slots__ = ("answer", "asked", "dropped", "failure", "ready")

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.answer: Answer | None = None
        self.failure: Exception | None = None
        self.dropped = False
        self.ready = threading.Lock()
        self.ready.acquire()


class Clerks(Generic[Asked, Answer]):
    """Threads that take what is asked, up to ``largest`` at once, to ``work``, which answers each, an exception for one that failed.

    Whoever asks gets an answer or Unavailable within ``patience`` seconds. While every clerk has been busy for longer than that, none waits at
    all: what hangs is its own probe, and the first call that comes back opens the counter again. The threads are daemons,
    begun on first use and anew in a process that was forked.
    """

    def __init__(
        self, work: Callable[[Sequence[Asked]], Sequence[Answer | Exception]], *, threads: int = 1, largest: int = 1,
        patience: float = PATIENCE,
    ) -> None:  # fmt: skip
        self._work = work
        self._largest = largest
        self._patience = patience
        self._opening = threading.Lock()
        self._process = 0
        self._closed = False
        self._busy_since: list[float] = [0.0] * threads
        self._slips: queue.SimpleQueue[_Slip[Asked, Answer] | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []

    def ask(self, asked: Asked, *, patience: float | None = None) -> Answer:
        """Return the answer, or raise what it failed with. Raises Unavailable when none comes in time; it may yet be done."""
        until = time.monotonic() + (self._patience if patience is None else patience)
        slip = self._put(asked)
        if slip is None:
            raise Unavailable("busy for too long")
        while not slip.ready.acquire(timeout=max(0.0, min(until, self._stuck_at()) - time.monotonic())):
            if self.is_stuck or time.monotonic() >= until:
                slip.dropped = True
                raise Unavailable("no answer in time")
        if slip.failure is not None:
            raise slip.failure
        return slip.answer  # type: ignore[return-value]

    def tell(self, asked: Asked) -> None:
        """Have it done without waiting; while all are stuck it is left undone."""
        self._put(asked)

    @property
    def is_stuck(self) -> bool:
        """Whether every clerk has been busy with one call for longer than anybody waits."""
        return self._stuck_at() <= time.monotonic()

    def _stuck_at(self) -> float:
        """When all will have been busy for too long, unless one of their calls comes back."""
        return max(since or math.inf for since in self._busy_since) + self._patience

    def close(self) -> None:
        """Do what was asked already, and end. Whoever asks from now on gets Unavailable at once."""
        self._closed = True
        for _ in self._threads:
            self._slips.put(None)
        for thread in self._threads:
            thread.join(self._patience)

    def _put(self, asked: Asked) -> "_Slip[Asked, Answer] | None":
        if self._process != os.getpid():
            self._open()
        if self._closed or self.is_stuck:
            return None
        slip: _Slip[Asked, Answer] = _Slip(asked)
        self._slips.put(slip)
        return slip

    def _open(self) -> None:
        with self._opening:
            if self._process == os.getpid():
                return
            self._slips = queue.SimpleQueue()
            self._busy_since = [0.0] * len(self._busy_since)
            self._threads = [
                threading.Thread(target=self._serve, args=(number, self._slips), name="clerk", daemon=True)
                for number in range(len(self._busy_since))
            ]
            for thread in self._threads:
                thread.start()
            self._process = os.getpid()

    def _serve(self, number: int, slips: "queue.SimpleQueue[_Slip[Asked, Answer] | None]") -> None:
        ends = False
        while not ends:
            taken = [slips.get()]
            while len(taken) < self._largest and not slips.empty():
                try:
                    taken.append(slips.get_nowait())
                except queue.Empty:
                    break
            ends = None in taken
            batch = [slip for slip in taken if slip is not None and not slip.dropped]
            if batch:
                self._busy_since[number] = time.monotonic()
                try:
                    self._answer(batch)
                finally:
                    self._busy_since[number] = 0.0

    def _answer(self, batch: Sequence[_Slip[Asked, Answer]]) -> None:
        try:
            for slip, answer in zip(batch, self._work([slip.asked for slip in batch]), strict=True):
                if isinstance(answer, Exception):
                    slip.failure = answer
                else:
                    slip.answer = answer
        except Exception as exc:  # noqa: BLE001 - whatever broke, it is told to those who wait
            for slip in batch:  # each its own, because raising one from many threads would mix their traces
                slip.failure = Unavailable(type(exc).__name__)
        finally:
            for slip in batch:
                slip.ready.release()


def call_each(calls: Sequence[Callable[[], Any]]) -> Sequence[Any]:
    """Return what each call returned or raised: work for clerks that do one thing and another."""
    return [_call(call) for call in calls]


def _call(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except Exception as exc:  # noqa: BLE001 - it is raised where it was asked
        return exc
