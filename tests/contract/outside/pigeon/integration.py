"""The integration: signed bells, a small JSON API, one conditional write."""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from connector.core.approval import SendGrant
from connector.core.disclosure import CustomerText
from connector.core.draft import Source
from connector.core.ticket import (
    Author,
    Bar,
    Capability,
    Channel,
    EventKind,
    Message,
    Priority,
    Requester,
    Status,
    Ticket,
    TicketEvent,
)
from connector.core.update import TicketUpdate
from connector.errors import ConfigurationError, PayloadInvalid
from connector.kit.http import HelpdeskSession, json_of, require_base_url
from connector.kit.signing import require_hmac_sha256
from connector.kit.text import flatten_html, render_note
from connector.manifest import AccountSetting, Manifest, Permission, QualityRule
from connector.port import (
    ChangedPage,
    ChangedTicket,
    Connection,
    Delivery,
    Group,
    Helpdesk,
    HistoryPage,
    Identity,
    KnowledgePage,
    Write,
    Written,
)

PRIORITIES = {"low": Priority.LOW, "normal": Priority.NORMAL, "high": Priority.HIGH, "urgent": Priority.URGENT}
STATUSES = {"open": Status.OPEN, "waiting": Status.WAITING, "solved": Status.SOLVED, "closed": Status.CLOSED}
NAMES = {priority: name for name, priority in PRIORITIES.items()}
CAPABILITIES = frozenset({Capability.TAGS, Capability.PRIORITY, Capability.GROUP, Capability.NOTE})
DONE = (
    "verifies-every-delivery", "rotates-secrets", "ignores-own-events", "safe-to-repeat", "keeps-human-changes", "least-permissions",
    "types-every-failure", "checks-account-before-saving", "documents-removal",
)  # fmt: skip

MANIFEST = Manifest(
    key="pigeon",
    name="Pigeon Post",
    documentation="https://example.org/pigeon",
    capabilities=CAPABILITIES,
    permissions=(Permission(name="write tickets", reason="tags, priority, group and private notes"),),
    account_settings=(
        AccountSetting(name="key", help="the key of an agent", secret=True),
        AccountSetting(name="base_url", help="the address of the loft", required=False),
    ),
    quality=(*(QualityRule(name=name) for name in DONE), QualityRule(name="recorded-against-a-live-account", exempt="invented")),
)


class PigeonHelpdesk:
    """One loft."""

    def __init__(self, connection: Connection) -> None:
        self._session = HelpdeskSession(
            connection.settings.get("base_url", "https://pigeon.example"),
            authorize=lambda: {"Authorization": f"Bearer {connection.credentials.read()['key']}"},
            name_refused_field=lambda body: str(body.get("field", "")) if isinstance(body, dict) else "",
        )

    def identify(self) -> Identity:
        me = json_of(self._session.get("/api/me"))
        return Identity(id=me["id"], name=me["name"])

    def groups(self) -> Sequence[Group]:
        return [Group(g["id"], g["name"]) for g in json_of(self._session.get("/api/groups"))]

    def fetch_ticket(self, ticket_id: str) -> Ticket:
        return to_ticket(json_of(self._session.get(f"/api/tickets/{ticket_id}")))

    def writes(self, ticket: Ticket, update: TicketUpdate, *, edits_note_id: str = "") -> Sequence[Write]:
        update = update if update.expected else update.restricted_to(ticket.accepts)
        changes = update.against(ticket)
        body: dict[str, Any] = {}
        if changes.tags is not None:
            body["tags"] = sorted(changes.tags)
        if changes.priority is not None or changes.clears_priority:
            body["priority"] = NAMES.get(changes.priority) if changes.priority else None
        if changes.group_id is not None or changes.clears_group:
            body["group"] = changes.group_id
        if update.note is not None:
            body["note"] = {"private": True, "html": render_note(update.note)}
        if not body:
            return ()
        return (Write(name="update", carries_note=update.note is not None, quarantine=5.0, changes=changes, request=body),)

    def send(self, ticket: Ticket, write: Write) -> Written:
        answer = json_of(self._session.write("PUT", f"/api/tickets/{ticket.id}?version={ticket.stamp}", write.request))
        return Written(note_id=answer.get("note", ""), stamp=answer["version"])

    def reply_writes(self, ticket: Ticket, text: CustomerText, grant: SendGrant, *, reference: str) -> Sequence[Write]:
        return ()

    def find_reply(self, ticket_id: str, reference: str) -> str:
        return ""

    def changed_since(self, cursor: str, since: datetime) -> ChangedPage:
        rows = json_of(self._session.get("/api/changes", {"after": cursor or "0"}))
        return ChangedPage(tuple(ChangedTicket(r["id"], r["version"]) for r in rows), str(len(rows) or cursor or 0), more=False)

    def history(self, cursor: str, since: datetime) -> HistoryPage:
        page = self.changed_since(cursor, since)
        tickets = (self.fetch_ticket(row.ticket_id) for row in page.tickets[int(cursor or 0) :])
        past = tuple(replace(ticket, messages=ticket.messages[:1]) for ticket in tickets)
        return HistoryPage(past, page.cursor, more=False)

    def knowledge(self, cursor: str) -> KnowledgePage:
        rows = json_of(self._session.get("/api/answers"))
        sources = tuple(
            Source(ref=row["title"], kind="article", title=row["title"], body=row["body"], language=row["language"])
            for row in rows
            if row["published"] and not row["restricted"]
        )
        return KnowledgePage(sources=sources, cursor="", more=False)

    def read_rules(self) -> Mapping[str, str] | None:
        return None


def to_ticket(body: Mapping[str, Any]) -> Ticket:
    """Read a ticket; words that we do not know become neutral ones."""
    accepts = CAPABILITIES if body["priority"] in (None, *PRIORITIES) else CAPABILITIES - {Capability.PRIORITY}
    return Ticket(
        id=body["id"],
        subject=body["subject"],
        status=STATUSES.get(body["status"], Status.OPEN),
        channel=Channel.EMAIL,
        requester=Requester(id=body["from"], email=body["from"]),
        messages=tuple(
            Message(
                id=str(i),
                author=Author(m["by"]),
                public=m["public"],
                text=flatten_html(m["html"]),
                created_at=datetime.fromisoformat(m["at"]),
            )
            for i, m in enumerate(body["messages"])
        ),
        stamp=body["version"],
        created_at=datetime.fromisoformat(body["messages"][0]["at"]),
        updated_at=datetime.fromisoformat(body["messages"][-1]["at"]),
        priority=PRIORITIES.get(body["priority"]),
        group_id=body["group"],
        tags=frozenset(body["tags"]),
        accepts=accepts,
        bars=frozenset({Bar.CLOSED}) if body["status"] == "closed" else frozenset(),
    )


class PigeonIntegration:
    """Pigeon Post."""

    manifest = MANIFEST

    def check_settings(self, settings: Mapping[str, str], credentials: Mapping[str, str]) -> None:
        if not credentials.get("key"):
            raise ConfigurationError("key is missing; make one in the loft's settings.")
        if settings.get("base_url"):
            require_base_url(settings["base_url"], lambda host: host.endswith(".pigeon.example"), "base_url")

    def verify(self, delivery: Delivery, settings: Mapping[str, str], secrets: Sequence[str], now: datetime) -> None:
        require_hmac_sha256(delivery.body, delivery.headers.get("x-pigeon-signature", ""), secrets)

    def parse(self, delivery: Delivery) -> TicketEvent | None:
        try:
            body = json.loads(delivery.body)
            ticket, event = body["ticket"], body["event"]
        except (ValueError, KeyError, TypeError, RecursionError) as exc:
            raise PayloadInvalid("a bell names a ticket and an event") from exc
        if not isinstance(ticket, str) or not re.fullmatch(r"[0-9]{1,19}", ticket, re.ASCII):
            raise PayloadInvalid("the ticket is one to nineteen digits")
        kinds = {"new": EventKind.CREATED, "changed": EventKind.CHANGED}
        return TicketEvent(kind=kinds[event], ticket_id=ticket) if isinstance(event, str) and event in kinds else None

    def test_delivery(self, secret: str, now: datetime) -> Delivery:
        body = b'{"ticket": "0", "event": "coo"}'
        mac = hmac.new(secret.encode(), body, hashlib.sha256).digest()
        return Delivery({"x-pigeon-signature": base64.b64encode(mac).decode()}, body)

    def open(self, connection: Connection) -> Helpdesk:
        return PigeonHelpdesk(connection)

    def webhook_instructions(self, url: str, settings: Mapping[str, str]) -> str:
        return f"Tie this address to the pigeon: {url}"

    def administer(self, connection: Connection) -> None:
        return None

    def browser_sign_in(self, settings: Mapping[str, str]) -> None:
        return None

    sidebar_app = None


INTEGRATION = PigeonIntegration()
