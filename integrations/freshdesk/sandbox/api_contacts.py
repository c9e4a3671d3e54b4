"""Contacts: read one, and replace its list of tags. Every other attribute stays as it is here.

https://developers.freshdesk.com/api/#contacts
"""

from flask import Response, abort, jsonify

from integrations.freshdesk.sandbox.account import FreshdeskSandbox
from integrations.freshdesk.sandbox.api import API
from integrations.freshdesk.sandbox.state import Contact
from integrations.freshdesk.sandbox.validation import CONTACT_FIELDS, check_contact_update, json_body


def add_contacts(sandbox: FreshdeskSandbox) -> None:
    """Reading and updating a contact."""
    app = sandbox.app

    def require_contact(number: int) -> Contact:
        found = next((contact for contact in sandbox.state.contacts.values() if contact.id == number), None)
        return found or abort(404)

    @app.get(f"{API}/contacts/<int:number>")
    def view_contact(number: int) -> Response:
        with sandbox.lock:
            return jsonify(require_contact(number).as_json())

    @app.put(f"{API}/contacts/<int:number>")
    def update_contact(number: int) -> Response:
        if not sandbox.on("contacts_editable"):
            abort(403)
        with sandbox.lock:
            contact, body = require_contact(number), json_body(CONTACT_FIELDS)
            check_contact_update(body)
            if "tags" in body:
                contact.tags = sandbox.spelt(body["tags"])
            return jsonify(contact.as_json())
