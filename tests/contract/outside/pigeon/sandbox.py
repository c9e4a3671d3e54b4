"""The stand-in for a loft."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Response, abort, jsonify, request

from connector.kit.text import flatten_html
from connector.testing.sandbox import AgentEdit, NewTicket, OutgoingCall, Sandbox, TicketView

GROUPS = {"1": "Support", "2": "Billing"}
KEY = "loft-key"


class PigeonSandbox(Sandbox):
    """A loft in memory."""

    def __init__(self) -> None:
        super().__init__("pigeon")
        self.tickets: dict[str, dict[str, Any]] = {}
        self.answers: list[Mapping[str, Any]] = []
        self._add_api()

    def connection(self) -> dict[str, dict[str, str]]:
        return {"settings": {}, "credentials": {"key": KEY}}

    def create_ticket(self, ticket: NewTicket) -> str:
        number = str(len(self.tickets) + 1)
        self.tickets[number] = {
            "id": number, "subject": ticket.subject, "status": "open", "priority": ticket.priority or None, "group": None,
            "tags": list(ticket.tags), "from": ticket.requester_email, "messages": [], "version": "0",
        }  # fmt: skip
        self._say(number, "requester", ticket.body, event="new")
        return number

    def reply_as_customer(self, ticket_id: str, body: str) -> None:
        self._say(ticket_id, "requester", body)

    def edit_as_agent(self, ticket_id: str, edit: AgentEdit) -> None:
        ticket = self.tickets[ticket_id]
        ticket["tags"] = sorted({*ticket["tags"], *edit.add_tags} - set(edit.remove_tags))
        ticket["priority"] = edit.priority or ticket["priority"]
        ticket["group"] = next((i for i, name in GROUPS.items() if name == edit.group), ticket["group"])
        for text, public in ((edit.public_reply, True), (edit.private_note, False)):
            if text:
                self._say(ticket_id, "agent", text, public=public)
        self._changed(ticket_id, "changed")

    def view(self, ticket_id: str) -> TicketView | None:
        ticket = self.tickets.get(ticket_id)
        if ticket is None:
            return None
        messages = ticket["messages"]
        return TicketView(
            id=ticket_id, subject=ticket["subject"], status=ticket["status"], channel="email", priority=ticket["priority"],
            group=GROUPS.get(ticket["group"] or ""), requester=ticket["from"], tags=list(ticket["tags"]),
            messages=[flatten_html(m["html"]) for m in messages if m["by"] == "requester"],
            notes=[{"id": str(i), "text": flatten_html(m["html"])} for i, m in enumerate(messages) if not m["public"]],
            replies=[m["html"] for m in messages if m["public"] and m["by"] == "agent"],
        )  # fmt: skip

    def ticket_ids(self) -> list[str]:
        return list(self.tickets)

    def load_knowledge(self, records: Sequence[Mapping[str, Any]]) -> None:
        self.answers = [row for row in records if row["kind"] == "article" or (row["published"] and not row["restricted"])]

    def sign(self, body: bytes) -> OutgoingCall:
        mac = hmac.new(self.webhook.secret.encode(), body, hashlib.sha256).digest()
        return OutgoingCall(self.webhook.url, {"X-Pigeon-Signature": base64.b64encode(mac).decode()}, body)

    def _say(
        self, ticket_id: str, by: str, text: str, *, public: bool = True, html: bool = False, event: str = "changed"
    ) -> None:
        message = {"by": by, "public": public, "html": text if html else f"<p>{text}</p>", "at": datetime.now(UTC).isoformat()}
        self.tickets[ticket_id]["messages"].append(message)
        self._changed(ticket_id, event)

    def _changed(self, ticket_id: str, event: str) -> None:
        ticket = self.tickets[ticket_id]
        ticket["version"] = str(int(ticket["version"]) + 1)
        if self.webhook.url:
            self.send(self.sign(json.dumps({"ticket": ticket_id, "event": event}).encode()))

    def _add_api(self) -> None:
        @self.app.before_request
        def check() -> Response | None:
            if request.path.startswith("/api") and request.headers.get("Authorization") != f"Bearer {KEY}":
                abort(401)
            return None

        @self.app.get("/api/me")
        def me() -> Response:
            return jsonify(id="9", name="AI triage (automated)")

        @self.app.get("/api/groups")
        def groups() -> Response:
            return jsonify([{"id": i, "name": name} for i, name in GROUPS.items()])

        @self.app.get("/api/answers")
        def answers() -> Response:
            return jsonify(self.answers)

        @self.app.get("/api/changes")
        def changes() -> Response:
            return jsonify([{"id": t["id"], "version": t["version"]} for t in self.tickets.values()])

        @self.app.get("/api/tickets/<ticket_id>")
        def one(ticket_id: str) -> Response:
            return jsonify(self.tickets.get(ticket_id) or abort(404))

        @self.app.put("/api/tickets/<ticket_id>")
        def update(ticket_id: str) -> Response | tuple[Response, int]:
            ticket, body = self.tickets.get(ticket_id) or abort(404), request.get_json()
            if request.args["version"] != ticket["version"]:
                abort(409)
            if body.get("group") not in (None, *GROUPS):
                return jsonify(field="group"), 422
            ticket.update({key: body[key] for key in ("tags", "priority", "group") if key in body})
            if note := body.get("note"):
                self._say(ticket_id, "agent", note["html"], public=not note["private"], html=True)
            else:
                self._changed(ticket_id, "changed")
            return jsonify(version=ticket["version"], note=str(len(ticket["messages"]) - 1))


def create_sandbox() -> PigeonSandbox:
    """Make an empty loft."""
    return PigeonSandbox()
