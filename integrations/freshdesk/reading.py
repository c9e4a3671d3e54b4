"""Reading from Freshdesk: typed, paged, and every oddity of an answer turned into something to do next."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, TypeVar

import pydantic
import requests

from connector.errors import CredentialsRejected, OutcomeUnknown, Permanent, TicketGone, Transient
from connector.kit.http import HelpdeskSession, json_of
from integrations.freshdesk.wire import AgentBody, ConversationBody, TicketBody, TicketHead, Wire

API: Final = "/api/v2"

#: ``include=conversations`` holds the first ten only; the list proper comes in pages of thirty.
#: https://developers.freshdesk.com/api/#view_a_ticket
_EMBEDDED: Final = 10
_PAGE: Final = 100
_MOST_PAGES: Final = 50

#: An agent's ticket scope: 1 global, 2 group, 3 restricted. https://developers.freshdesk.com/api/#agents
SEES_ALL: Final = 1

W = TypeVar("W", bound=Wire)


class Reader:
    """Reads an account through its session. Raises Transient, Permanent and their kin; never OutcomeUnknown."""

    def __init__(self, session: HelpdeskSession) -> None:
        self._session = session

    def answer(self, path: str, params: Mapping[str, str | int] | None = None) -> requests.Response:
        """Return the raw answer to a GET."""
        return self._session.get(f"{API}{path}", params)

    def one(self, model: type[W], path: str, params: Mapping[str, str | int] | None = None) -> W:
        """Return one object."""
        return typed(model, _content(self.answer(path, params)))

    def rows(self, path: str, params: Mapping[str, str | int] | None = None) -> list[dict[str, Any]]:
        """Return one page of a list that every account has."""
        with every_account_has_this():
            return rows_of(self.answer(path, params))

    def every_row(self, path: str) -> Iterator[dict[str, Any]]:
        """Yield a whole list. Another page follows only when the answer links to one."""
        for page in range(1, _MOST_PAGES + 1):
            answer = self.answer(path, {"page": page, "per_page": _PAGE})
            yield from rows_of(answer)
            if not has_next_page(answer):
                return
        raise Permanent("the list is longer than we read")

    def me(self) -> AgentBody:
        """Return the agent whose key we hold."""
        with every_account_has_this():
            return self.one(AgentBody, "/agents/me")

    def ticket(self, ticket_id: str) -> TicketBody:
        """Return a ticket with all its conversations: three credits, and one for each further page. Raises TicketGone."""
        with self.own_scope():
            ticket = self.one(TicketBody, f"/tickets/{ticket_id}", {"include": "requester,conversations"})
            if len(ticket.conversations) < _EMBEDDED:
                return ticket
            rows = self.every_row(f"/tickets/{ticket_id}/conversations")
            return ticket.model_copy(update={"conversations": [typed(ConversationBody, row) for row in rows]})

    def head(self, ticket_id: str) -> TicketHead:
        """Return what a ticket holds right now, for one credit. Raises TicketGone."""
        return self.one(TicketHead, f"/tickets/{ticket_id}")

    @contextmanager
    def own_scope(self) -> Iterator[None]:
        """Tell a ticket that is outside a restricted key's scope (TicketGone) from a key that is refused altogether.

        Both are a 403. A ticket leaves the scope also by our own doing, when we gave it to a group that the key does not see.
        """
        try:
            yield
        except CredentialsRejected:
            if self.me().ticket_scope in (SEES_ALL, None):
                raise
            raise TicketGone("the ticket lies outside what this restricted key may see") from None


@contextmanager
def every_account_has_this() -> Iterator[None]:
    """Take a 404 for what it means outside of tickets: nothing of Freshdesk answers here. Raises Permanent."""
    try:
        yield
    except TicketGone as exc:
        raise Permanent("nothing of Freshdesk answers at this address; check the setting domain") from exc


def typed(model: type[W], data: Any) -> W:
    """Return ``data`` as the model. Raises Transient when it is something else, as under maintenance; no content in it."""
    try:
        return model.model_validate(data)
    except pydantic.ValidationError:
        raise Transient(f"the helpdesk's answer is no {model.__name__}") from None


def rows_of(answer: requests.Response) -> list[dict[str, Any]]:
    """Return the objects of a list answer. Raises Transient when it is none."""
    content = _content(answer)
    if not isinstance(content, list):
        raise Transient("the helpdesk's answer is no list")
    return [row for row in content if isinstance(row, dict)]


def has_next_page(answer: requests.Response) -> bool:
    """Whether ``link: <…>; rel="next"`` is there; it is absent on the last page."""
    return "next" in answer.links


def _content(answer: requests.Response) -> Any:
    try:
        return json_of(answer)
    except OutcomeUnknown as exc:  # a read has no outcome to wonder about
        raise Transient("the helpdesk answered something that is not JSON") from exc
