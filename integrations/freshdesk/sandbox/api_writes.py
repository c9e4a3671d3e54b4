"""The writes: private notes, fields and replies, and the calls by which other mail would have gone out."""

from collections.abc import Mapping
from typing import Any

from flask import Response, abort, jsonify, make_response, request

from connector.kit.text import escape, flatten_html
from integrations.freshdesk.sandbox.account import FreshdeskSandbox
from integrations.freshdesk.sandbox.api import API, require_ticket
from integrations.freshdesk.sandbox.state import OUR_AGENT, PERSON, TicketState
from integrations.freshdesk.sandbox.validation import (
    EDIT_FIELDS,
    NOTE_FIELDS,
    REPLY_FIELDS,
    TICKET_FIELDS,
    check_ticket_update,
    json_body,
    refuse,
)


def add_writing(sandbox: FreshdeskSandbox) -> None:
    """Updating a ticket, adding and editing a note."""
    app, state = sandbox.app, sandbox.state

    @app.put(f"{API}/tickets/<int:number>")
    def update_ticket(number: int) -> Response:
        with sandbox.lock:
            ticket = _writable(sandbox, number)
            body = json_body(TICKET_FIELDS)
            check_ticket_update(
                body,
                required_field=str(sandbox.on("required_field")),
                tag_length=int(sandbox.on("tag_length")),
                null_unsets_group=bool(sandbox.on("null_unsets_group")),
            )
            _carry_out(sandbox, ticket, body)
            shown = ticket.with_description()
        sandbox.ring_for_update(ticket)
        return jsonify(shown)

    @app.post(f"{API}/tickets/<int:number>/notes")
    def add_note(number: int) -> Response:
        with sandbox.lock:
            ticket = _writable(sandbox, number)
            body = json_body(NOTE_FIELDS)
            private = body.get("private", True)
            if not isinstance(body.get("body"), str) or not body["body"]:
                refuse(400, "body", "missing_field", "It should be a/an String")
            if not isinstance(private, bool):
                refuse(400, "private", "datatype_mismatch", "It should be a/an Boolean")
            if not private or body.get("notify_emails"):
                sandbox.mails.append(f"POST {request.path}")
            note = state.add_conversation(
                ticket, _kept(sandbox, ticket, body["body"]), user_id=OUR_AGENT, source=2, private=private
            )
            if sandbox.on("note_touches_ticket"):
                ticket.updated_at = state.now()
            shown = note.as_json()
        sandbox.ring_for_update(ticket)
        return make_response(jsonify(shown), 201)

    @app.put(f"{API}/conversations/<int:number>")
    def edit_conversation(number: int) -> Response:
        with sandbox.lock:
            found = state.conversation(number)
            if found is None:
                abort(404)
            ticket, note = found
            _writable(sandbox, ticket.id)
            body = json_body(EDIT_FIELDS)
            if note.source != 2:
                refuse(400, "id", "invalid_value", "Only notes can be edited")
            note.body = _kept(sandbox, ticket, str(body["body"]))
            note.updated_at = state.now()
            if sandbox.on("note_touches_ticket"):
                ticket.updated_at = state.now()
            shown = note.as_json()
        sandbox.ring_for_update(ticket)
        return jsonify(shown)


def add_replying(sandbox: FreshdeskSandbox) -> None:
    """Replying to the requester, by mail at once. The status stays as it is."""
    app, state = sandbox.app, sandbox.state

    @app.post(f"{API}/tickets/<int:number>/reply")
    def reply(number: int) -> Response:
        with sandbox.lock:
            ticket = _writable(sandbox, number)
            body = json_body(REPLY_FIELDS)
            if not isinstance(body.get("body"), str) or not body["body"]:
                refuse(400, "body", "missing_field", "It should be a/an String")
            sandbox.mails.append(f"POST {request.path}")
            made = state.add_conversation(ticket, _kept(sandbox, ticket, body["body"]), user_id=OUR_AGENT, source=0)
            ticket.updated_at = state.now()
            shown = made.as_json()
        sandbox.ring_for_update(ticket)
        return make_response(jsonify(shown), 201)


def add_forbidden(sandbox: FreshdeskSandbox) -> None:
    """What sends mail at once. Each works, and each is remembered, so that no test passes that made one."""
    app = sandbox.app

    def sends_mail(number: int = 0) -> Response:
        with sandbox.lock:
            sandbox.mails.append(f"{request.method} {request.path}")
            ticket = sandbox.state.tickets.get(number)
            if ticket is not None:
                sandbox.state.add_conversation(ticket, "<div>mail to a customer</div>", user_id=OUR_AGENT, source=0)
            return make_response(jsonify(id=sandbox.state.new_id()), 201)

    for path in ("tickets/<int:number>/forward", "tickets/<int:number>/reply_to_forward"):
        app.add_url_rule(f"{API}/{path}", path, sends_mail, methods=["POST"])
    for path in ("tickets/bulk_update", "tickets/outbound_email"):
        app.add_url_rule(f"{API}/{path}", path, sends_mail, methods=["POST"])


def _writable(sandbox: FreshdeskSandbox, number: int) -> TicketState:
    """Spam and deleted tickets answer 405 to every write."""
    ticket = require_ticket(sandbox, number)
    if ticket.spam or ticket.deleted:
        abort(405)
    return ticket


def _carry_out(sandbox: FreshdeskSandbox, ticket: TicketState, body: Mapping[str, Any]) -> None:
    """The list of tags is replaced as a whole."""
    if "tags" in body:
        ticket.tags = sandbox.spelt(body["tags"])
    for name in ("priority", "status", "group_id", "type"):
        if name in body:
            setattr(ticket, name, body[name])
    if "group_id" in body and sandbox.on("auto_assign"):
        ticket.responder_id = PERSON
    ticket.updated_at = sandbox.state.now()


def _kept(sandbox: FreshdeskSandbox, ticket: TicketState, html: str) -> str:
    """A note as it is stored: sanitised and with placeholders expanded, if the account is thought to do so."""
    if sandbox.on("expands_placeholders"):
        html = html.replace("{{ticket.requester.email}}", "sam@example.com").replace("{{ticket.id}}", str(ticket.id))
    match sandbox.on("sanitises_notes"):
        case "everything":
            return "<div>" + escape(flatten_html(html)).replace("\n", "<br>") + "</div>"
        case "quotes":
            return html.replace("<blockquote>", "<p>").replace("</blockquote>", "</p>")
        case _:
            return html
