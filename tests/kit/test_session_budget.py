"""A session asks its budget before every call and tells it after, whatever came of it."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from flask import Flask, Response
from werkzeug.serving import make_server

from connector.core.budget import Charge, Told
from connector.errors import BudgetSpent, OutcomeUnknown, Transient
from connector.kit.http import HelpdeskSession
from integrations.zendesk.tariff import ZendeskTariff


@dataclass
class Notes:
    """A budget that writes down what it is asked and told."""

    asked: list[Sequence[Charge]] = field(default_factory=list)
    told: list[tuple[Sequence[Told], int | None]] = field(default_factory=list)
    spent: bool = False

    def enter(self, charges: Sequence[Charge]) -> None:
        """Write down, or refuse."""
        self.asked.append(charges)
        if self.spent:
            raise BudgetSpent("nothing left", retry_after=7.0)

    def leave(self, told: Sequence[Told], *, status: int | None) -> None:
        """Write down."""
        self.told.append((told, status))


@pytest.fixture
def helpdesk() -> Iterator[tuple[str, list[int]]]:
    """Answers with these statuses, in turn, and counts."""
    flask, statuses = Flask("helpdesk"), list[int]()

    @flask.route("/api/v2/<path:_>", methods=["GET", "PUT"])
    def answer(_: str) -> Response:
        headers = {"X-Rate-Limit": "700", "X-Rate-Limit-Remaining": "12"}
        return Response("{}", statuses.pop(0) if statuses else 200, headers, content_type="application/json")

    server = make_server("127.0.0.1", 0, flask, threaded=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}", statuses
    server.shutdown()
    server.server_close()


@pytest.fixture
def open_session() -> Callable[[str, Notes], HelpdeskSession]:
    """Open a session with this budget."""
    return lambda url, notes: HelpdeskSession(url, authorize=dict, budget=notes, tariff=ZendeskTariff(), timeout=(0.5, 1.0))


def test_every_try_is_paid_for_and_every_answer_told(
    helpdesk: tuple[str, list[int]], open_session: Callable[[str, Notes], HelpdeskSession]
) -> None:
    url, statuses = helpdesk
    statuses[:] = [503, 200]
    notes = Notes()
    open_session(url, notes).get("/api/v2/tickets/41")
    assert notes.asked == [(Charge("calls"),)] * 2
    assert notes.told == [([Told("calls", 700.0, 12.0)], 503), ([Told("calls", 700.0, 12.0)], 200)]


def test_with_nothing_left_nothing_is_sent_and_nothing_tried_again(
    helpdesk: tuple[str, list[int]], open_session: Callable[[str, Notes], HelpdeskSession]
) -> None:
    url, statuses = helpdesk
    statuses[:] = [200]
    notes = Notes(spent=True)
    session = open_session(url, notes)
    for call in (lambda: session.get("/api/v2/tickets/41"), lambda: session.write("PUT", "/api/v2/tickets/41", {})):
        with pytest.raises(BudgetSpent) as spent:
            call()
        assert (spent.value.retry_after, spent.value.counts, spent.value.outcome_unknown) == (7.0, False, False)
    assert len(notes.asked) == 2
    assert notes.told == []
    assert statuses == [200]


def test_no_answer_is_told_as_trouble(open_session: Callable[[str, Notes], HelpdeskSession]) -> None:
    notes = Notes()
    with pytest.raises(Transient) as error:
        open_session("http://127.0.0.1:9", notes).write("PUT", "/api/v2/tickets/41", {})
    assert not isinstance(error.value, OutcomeUnknown)
    assert notes.told == [((), None)]
