"""The stand-in for one Freshdesk account: its people, its rules, and the neutral words of the control API."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from connector.kit.text import flatten_html
from connector.testing.sandbox import AgentEdit, NewTicket, OutgoingCall, Sandbox, TicketView
from integrations.freshdesk.sandbox.answers import Article, CannedResponse, as_html
from integrations.freshdesk.sandbox.app_host import AppHost
from integrations.freshdesk.sandbox.bells import RETRY_MINUTES, bell, call
from integrations.freshdesk.sandbox.rules import BASIC_USER, NEW_CUSTOMERS, ON_CREATION, ON_UPDATE, RuleState, made_by_hand
from integrations.freshdesk.sandbox.state import (
    API_KEY,
    DOMAIN,
    GROUPS,
    PERSON,
    State,
    TicketState,
)
from integrations.freshdesk.sandbox.switches import SWITCHES

_PRIORITIES: Final = {"low": 1, "normal": 2, "high": 3, "urgent": 4}
_SOURCES: Final = {
    "email": 1,
    "portal": 2,
    "voice_transcript": 3,
    "social": 6,
    "chat": 7,
    "twitter": 5,
    "outbound": 10,
    "other": 11,
}
#: What a telephone system writes before it has a transcript.
_CALL_RECORD: Final = "Incoming call from +1 555 0100\nCall duration: 00:42\nRecording: https://calls.example/recordings/42"
_STATUSES: Final = {"open": 2, "pending": 3, "waiting": 3, "solved": 4, "closed": 5, "ai_agent": 8}
_NAMES: Final = {number: name for name, number in GROUPS.items()}

#: Folders of answers: canned responses for all and of one person; articles for everybody and for those who logged in.
SHARED_FOLDER, PERSONAL_FOLDER, PUBLIC_FOLDER, MEMBERS_FOLDER = 61, 62, 81, 82
#: The account's own portal, and the number from which on the folders of further portals are counted.
HOME_PORTAL, FIRST_PORTAL_FOLDER = 100, 900


class FreshdeskSandbox(Sandbox):
    """A stateful stand-in. What it knows to be different from the product stands in DIFFERENCES.md."""

    switches = SWITCHES

    def __init__(self) -> None:
        super().__init__("freshdesk")
        self.state = State()
        #: Calls that would have reached a customer. Any entry fails whatever test made it.
        self.mails: list[str] = []
        #: The credits and bodies of calls, which the base's log leaves out.
        self.credits = 0
        self.bodies: deque[tuple[str, str, Any]] = deque(maxlen=1000)
        #: Who is told of everything that happens on a ticket: the app platform.
        self.listeners: list[Callable[[TicketState], None]] = []
        self.app_host = AppHost(self)

    # The neutral control API.

    def create_ticket(self, ticket: NewTicket) -> str:
        """A customer writes; the creation rules run."""
        with self.lock:
            now = self.state.now()
            made = TicketState(
                id=self.state.new_id(),
                subject=ticket.subject,
                description=as_html(ticket.body or (_CALL_RECORD if ticket.channel == "voice_transcript" else "")),
                requester=self.state.contact(ticket.requester_name, ticket.requester_email, ticket.language),
                source=_SOURCES.get(ticket.channel, 11),
                created_at=now,
                updated_at=now,
                priority=_PRIORITIES.get(ticket.priority, 1),
                group_id=GROUPS.get(ticket.group),
                tags=self.spelt(ticket.tags),
            )
            self.state.tickets[made.id] = made
        if not (self.on("first_match") and self.on("touches_new_tickets")):
            self.ring(made, "ticket_created")
        if self.on("touches_new_tickets"):
            self.after(0.2, lambda: self._touch(made))
        self._tell(made)
        return str(made.id)

    def reply_as_customer(self, ticket_id: str, body: str) -> None:
        """The customer writes again, which reopens what was resolved."""
        with self.lock:
            ticket = self.state.tickets[int(ticket_id)]
            self.state.add_conversation(ticket, as_html(body), user_id=ticket.requester.id, source=0, incoming=True)
            ticket.status = 2
            ticket.updated_at = self.state.now()
        self.ring(ticket, "ticket_replied")
        self._tell(ticket)

    def bring_transcript(self, ticket_id: str, text: str) -> None:
        """The telephone system adds the transcript as a private note, through an agent's key."""
        with self.lock:
            ticket = self.state.tickets[int(ticket_id)]
            self.state.add_conversation(
                ticket, as_html(f"Call transcript:\n{text}"), user_id=PERSON, source=2, private=True
            )  # fmt: skip
            ticket.updated_at = self.state.now()
        self.ring_for_update(ticket)

    def edit_as_agent(self, ticket_id: str, edit: AgentEdit) -> None:
        """A person works on the ticket. ``spam`` and ``deleted`` are statuses here too."""
        with self.lock:
            ticket = self.state.tickets[int(ticket_id)]
            gone = {tag.casefold() for tag in edit.remove_tags}
            ticket.tags = self.spelt([*(tag for tag in ticket.tags if tag.casefold() not in gone), *edit.add_tags])
            contact = ticket.requester
            kept = [tag for tag in contact.tags if tag not in edit.remove_customer_tags]
            contact.tags = self.spelt([*kept, *edit.add_customer_tags])
            ticket.priority = _PRIORITIES.get(edit.priority, ticket.priority)
            ticket.group_id = GROUPS.get(edit.group, ticket.group_id)
            ticket.status = _STATUSES.get(edit.status, ticket.status)
            ticket.spam = ticket.spam or edit.status == "spam"
            ticket.deleted = ticket.deleted or edit.status == "deleted"
            if edit.public_reply:
                self.state.add_conversation(ticket, as_html(edit.public_reply), user_id=PERSON, source=0)
            if edit.private_note:
                self.state.add_conversation(ticket, as_html(edit.private_note), user_id=PERSON, source=2, private=True)
            ticket.updated_at = self.state.now()
        self.ring_for_update(ticket)

    def view(self, ticket_id: str) -> TicketView | None:
        """The ticket in neutral words."""
        with self.lock:
            ticket = self.state.tickets.get(int(ticket_id)) if ticket_id.isdecimal() else None
            if ticket is None:
                return None
            said = ticket.conversations
            return TicketView(
                id=str(ticket.id),
                subject=ticket.subject,
                status=_word(_STATUSES, ticket.status),
                channel=_word(_SOURCES, ticket.source),
                priority=_word(_PRIORITIES, ticket.priority),
                group=_NAMES.get(ticket.group_id or 0),
                requester=ticket.requester.name,
                tags=list(ticket.tags),
                requester_tags=list(ticket.requester.tags),
                messages=[
                    flatten_html(ticket.description),
                    *(flatten_html(c.body) for c in said if c.incoming and not c.private),
                ],
                notes=[
                    {"id": str(c.id), "author": str(c.user_id), "html": c.body, "text": flatten_html(c.body)}
                    for c in said
                    if c.private
                ],
                replies=[flatten_html(c.body) for c in said if not c.incoming and not c.private],
            )

    def ticket_ids(self) -> list[str]:
        """All tickets, oldest first."""
        with self.lock:
            return [str(number) for number in self.state.tickets]

    def load_knowledge(self, records: Sequence[Mapping[str, Any]]) -> None:
        """Load answers. A draft of a canned response does not exist; it becomes a personal one. ``brand`` is a portal of its own."""
        with self.lock:
            for record in records:
                published, restricted = bool(record.get("published", True)), bool(record.get("restricted", False))
                number, title, body = self.state.new_id(), str(record["title"]), str(record["body"])
                updated_at = str(record.get("updated_at", "2026-10-01T08:00:00Z"))
                if record["kind"] == "article":
                    folder = MEMBERS_FOLDER if restricted else self._folder_of(str(record.get("brand", "")))
                    language, more = str(record.get("language", "en")), dict(record.get("translations", {}))
                    made = Article(number, folder, title, body, 2 if published else 1, language, updated_at, more)
                    self.state.articles.append(made)
                else:
                    folder = SHARED_FOLDER if published else PERSONAL_FOLDER
                    self.state.canned.append(CannedResponse(number, folder, title, body, 2 if restricted else 0, updated_at))

    def _folder_of(self, brand: str) -> int:
        """The folder of a portal, which is made on first sight."""
        if not brand:
            return PUBLIC_FOLDER
        portal = self.state.portals.setdefault(brand, HOME_PORTAL + 1 + len(self.state.portals))
        return FIRST_PORTAL_FOLDER + portal

    def connection(self) -> dict[str, dict[str, str]]:
        """Working settings and credentials, less the address."""
        settings = {"domain": DOMAIN}
        if self.on("webhook_auth") == "basic":
            settings["basic_user"] = BASIC_USER
        return {"settings": settings, "credentials": {"api_key": API_KEY}}

    def sign(self, body: bytes) -> OutgoingCall:
        """A genuine call with this body: Freshdesk proves itself by the secret beside it."""
        return call(self.webhook, body, self.values)

    def retry_delays(self, status: int | None, headers: Mapping[str, str], attempt: int) -> float | None:
        """After 5, 30 and 60 minutes, scaled; which answers count as a failure is not documented."""
        refused = status is not None and status < 500
        if attempt > len(RETRY_MINUTES) or (refused and self.on("retries_on") == "server_errors"):
            return None
        return RETRY_MINUTES[attempt - 1] * 60 * float(self.on("time_scale"))

    # What the API and the rules share.

    def ring(self, ticket: TicketState, event: str, *, performer: str = "requester") -> None:
        """Let every rule that matches call its webhook: the one made by hand, and those made through the API."""
        by_hand = self._by_hand(ON_CREATION if event == "ticket_created" else ON_UPDATE)
        if by_hand and (performer == "requester" or self.on("rule_performer") == "any"):
            self.send(bell(self.webhook, ticket, event, self.values))
        for rule in self.state.rules:
            if rule.matches(ticket.status, event, performer):
                for outgoing in rule.calls(ticket.id):
                    self.send(outgoing)

    def ring_for_update(self, ticket: TicketState) -> None:
        """An agent, a rule or an API key changed something. Advised rules are silent then, careless ones are not."""
        self.ring(ticket, "ticket_updated", performer="agent")
        self._tell(ticket)

    def rules(self, type_id: int) -> list[RuleState]:
        """All rules of one type in their order."""
        others = [NEW_CUSTOMERS] if type_id == ON_CREATION and self.on("touches_new_tickets") else []
        by_hand = self._by_hand(type_id)
        through_api = [rule for rule in self.state.rules if rule.type_id == type_id]
        return sorted([*others, *([by_hand] if by_hand else []), *through_api], key=lambda rule: rule.as_json()["position"])

    def replace_rule(self, rule: RuleState, by: RuleState | None) -> None:
        """Change or delete a rule. One made by hand is an API's rule from then on; the other rule only ever stops."""
        if rule in self.state.rules:
            self.state.rules.remove(rule)
        elif rule is NEW_CUSTOMERS:
            self.values["touches_new_tickets"] = False
        else:
            self.state.replaced.add((rule.type_id, self.webhook.url))
        if by is not None:
            self.state.rules.append(by)

    def _by_hand(self, type_id: int) -> RuleState | None:
        url = self.webhook.url
        if not url or type_id not in (ON_CREATION, ON_UPDATE) or (type_id, url) in self.state.replaced:
            return None
        return made_by_hand(self.webhook, type_id, self.values)

    def spelt(self, tags: Sequence[str]) -> list[str]:
        """Tags as they are stored: no two that differ by case only, the first spelling stays."""
        spelt: dict[str, str] = {}
        for tag in tags:
            spelt.setdefault(tag.casefold(), tag.lower() if self.on("tag_case") == "lower" else tag)
        return list(spelt.values())

    def pass_time(self, seconds: float) -> None:
        """Let time go by."""
        with self.lock:
            self.state.grow_older(timedelta(seconds=seconds))

    def _tell(self, ticket: TicketState) -> None:
        for hear in self.listeners:
            hear(ticket)

    def _touch(self, ticket: TicketState) -> None:
        with self.lock:
            ticket.tags = self.spelt([*ticket.tags, "new_customer"])
            ticket.updated_at = self.state.now()
        self.ring_for_update(ticket)


def _word(table: Mapping[str, int], code: int) -> str:
    return next((word for word, number in table.items() if number == code), str(code))
