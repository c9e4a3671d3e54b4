"""Everything that can be asked of the app API: one table, from which calls are routed, let in, checked and documented."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel

from connector.core.ticket import TicketEvent
from connector.reception import Receipt
from connector.sidebar.desk import Sidebar, Word
from connector.sidebar.page import Coaching, TicketPage
from connector.sidebar.wording import group_names
from connector.store.accounts import Account
from connector.web.app_bodies import (
    EVENTS,
    BellAnswer,
    BellBody,
    Body,
    ChannelBody,
    CorrectionBody,
    GroupsAnswer,
    JudgementBody,
    Nothing,
    ReplyBody,
    SettingsAnswer,
    SettingsBody,
    TokenAnswer,
    WishBody,
)
from connector.web.app_tokens import PageTokens
from connector.web.doorkeeper import Caller

#: The address under which the operations are, for one account.
BASE: Final = "/app/v1/accounts/{account}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What stands behind the app API. ``announce`` hints at new work without ever blocking."""

    sidebar: Sidebar
    tokens: PageTokens
    keep: Callable[[Account, TicketEvent], Receipt]
    announce: Callable[[int], None]
    check_rules: Callable[[dict[str, str]], tuple[str, ...]]
    accept_rules: Callable[[Account, dict[str, str]], tuple[str, ...]]
    note_seen: Callable[[Account], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call that was let in and understood."""

    services: Services
    caller: Caller
    ticket: str
    language: str
    body: Body

    @property
    def account(self) -> Account:
        """The account it is about."""
        return self.caller.account


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that can be asked. ``declines`` says that it may make no sense on a ticket as it stands (409)."""

    name: str
    method: str
    path: str
    summary: str
    answer: type[BaseModel]
    handle: Callable[[Call], BaseModel]
    body: type[Body] | None = Nothing
    status: int = 200
    pages: bool = True
    apps: bool = True
    declines: bool = False

    @property
    def is_about_ticket(self) -> bool:
        """Whether the address names a ticket."""
        return "{ticket}" in self.path


def _show(call: Call) -> TicketPage:
    call.services.note_seen(call.account)
    return call.services.sidebar.show(call.account, call.ticket, call.language)


def _correct(call: Call) -> TicketPage:
    assert isinstance(call.body, CorrectionBody)  # noqa: S101 - the table says so
    word = Word(**call.body.model_dump())
    return call.services.sidebar.correct(call.account, call.ticket, call.language, word)


def _prefer_human(call: Call) -> TicketPage:
    assert isinstance(call.body, WishBody)  # noqa: S101
    return call.services.sidebar.prefer_human(call.account, call.ticket, call.language, on=call.body.on)


def _prefer_channel(call: Call) -> TicketPage:
    assert isinstance(call.body, ChannelBody)  # noqa: S101
    return call.services.sidebar.prefer_channel(call.account, call.ticket, call.language, channel=call.body.channel)


def _answer_question(call: Call) -> TicketPage:
    assert isinstance(call.body, JudgementBody)  # noqa: S101
    return call.services.sidebar.answer_question(call.account, call.ticket, call.language, **call.body.model_dump())


def _claim_own_words(call: Call) -> TicketPage:
    assert isinstance(call.body, WishBody)  # noqa: S101
    agent = call.caller.page.agent if call.caller.page else ""
    return call.services.sidebar.claim_own_words(call.account, call.ticket, call.language, agent=agent, on=call.body.on)


def _coach(call: Call) -> Coaching:
    assert isinstance(call.body, ReplyBody)  # noqa: S101
    return call.services.sidebar.coach(call.account, call.ticket, call.language, call.body.reply)


def _renew(call: Call) -> TokenAnswer:
    assert call.caller.page is not None  # noqa: S101
    fresh = call.services.tokens.renew(call.caller.page)
    return TokenAnswer(token=fresh.token, expires_in=fresh.expires_in)


def _check(call: Call) -> SettingsAnswer:
    assert isinstance(call.body, SettingsBody)  # noqa: S101
    return _judged(call.services.check_rules(dict(call.body.settings)))


def _accept(call: Call) -> SettingsAnswer:
    assert isinstance(call.body, SettingsBody)  # noqa: S101
    return _judged(call.services.accept_rules(call.account, dict(call.body.settings)))


def _judged(errors: tuple[str, ...]) -> SettingsAnswer:
    return SettingsAnswer(accepted=not errors, errors=errors)


def _ring(call: Call) -> BellAnswer:
    body = call.body
    assert isinstance(body, BellBody)  # noqa: S101
    if body.settings is not None:
        call.services.accept_rules(call.account, dict(body.settings))
    event = TicketEvent(kind=EVENTS[body.event], ticket_id=body.ticket_id, content=body.event)
    receipt = call.services.keep(call.account, event)
    if receipt.row_id is None:
        return BellAnswer(status="known_already")
    call.services.announce(receipt.row_id)
    return BellAnswer(status="kept")


OPERATIONS: Final = (
    Operation(
        name="showTicket",
        method="GET",
        path="/tickets/{ticket}",
        summary="The page about one ticket. A ticket that was never seen has the state “unknown”.",
        answer=TicketPage,
        handle=_show,
        body=None,
    ),
    Operation(
        name="correct",
        method="POST",
        path="/tickets/{ticket}/corrections",
        summary="Put an agent's word in the place of what the AI read; the ticket is decided anew.",
        answer=TicketPage,
        handle=_correct,
        body=CorrectionBody,
        declines=True,
    ),
    Operation(
        name="undo",
        method="POST",
        path="/tickets/{ticket}/undo",
        summary="Take back everything that was written on this ticket.",
        answer=TicketPage,
        handle=lambda call: call.services.sidebar.undo(call.account, call.ticket, call.language),
        declines=True,
    ),
    Operation(
        name="preferHuman",
        method="POST",
        path="/tickets/{ticket}/prefers-human",
        summary="Remember that this customer wishes a person, or forget it.",
        answer=TicketPage,
        handle=_prefer_human,
        body=WishBody,
        declines=True,
    ),
    Operation(
        name="preferChannel",
        method="POST",
        path="/tickets/{ticket}/preferred-channel",
        summary="Remember on which way this customer wishes to be reached, or forget it.",
        answer=TicketPage,
        handle=_prefer_channel,
        body=ChannelBody,
        declines=True,
    ),
    Operation(
        name="answerQuestion",
        method="POST",
        path="/tickets/{ticket}/audit",
        summary="Answer the blind question about this ticket. An answer is never changed.",
        answer=TicketPage,
        handle=_answer_question,
        body=JudgementBody,
        declines=True,
    ),
    Operation(
        name="noteDraftInserted",
        method="POST",
        path="/tickets/{ticket}/draft-inserted",
        summary="Tell that the agent put the draft into the reply.",
        answer=TicketPage,
        handle=lambda call: call.services.sidebar.note_draft_inserted(call.account, call.ticket, call.language),
        declines=True,
    ),
    Operation(
        name="claimOwnWords",
        method="POST",
        path="/tickets/{ticket}/own-words",
        summary="Tell that the agent wrote the reply themselves, or take that back. Kept with the agent, where attested, and the time.",
        answer=TicketPage,
        handle=_claim_own_words,
        body=WishBody,
        declines=True,
    ),
    Operation(
        name="coach",
        method="POST",
        path="/tickets/{ticket}/coach",
        summary="Read a reply before it is sent: what to acknowledge, and what to look at. Nothing of it is kept.",
        answer=Coaching,
        handle=_coach,
        body=ReplyBody,
        declines=True,
    ),
    Operation(
        name="renewToken",
        method="POST",
        path="/token",
        summary="A fresh token of the same page. A page has tokens for nine hours.",
        answer=TokenAnswer,
        handle=_renew,
        apps=False,
    ),
    Operation(
        name="listGroups",
        method="GET",
        path="/groups",
        summary="The groups of the helpdesk.",
        answer=GroupsAnswer,
        handle=lambda call: GroupsAnswer(groups=group_names(call.account.groups)),
        body=None,
    ),
    Operation(
        name="putSettings",
        method="POST",
        path="/settings",
        summary="Put the admin's settings in force. With a mistake in them the last good ones stay in force.",
        answer=SettingsAnswer,
        handle=_accept,
        body=SettingsBody,
        pages=False,
    ),
    Operation(
        name="checkSettings",
        method="POST",
        path="/settings/check",
        summary="Check settings without keeping them.",
        answer=SettingsAnswer,
        handle=_check,
        body=SettingsBody,
        pages=False,
    ),
    Operation(
        name="ring",
        method="POST",
        path="/bells",
        summary="Tell that something happened on a ticket. It is safe once this answers.",
        answer=BellAnswer,
        handle=_ring,
        body=BellBody,
        status=202,
        pages=False,
    ),
)
