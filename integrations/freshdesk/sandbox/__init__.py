"""A stand-in for Freshdesk that keeps state, enforces the documented rules and rings like automation rules do."""

from integrations.freshdesk.sandbox.account import FreshdeskSandbox
from integrations.freshdesk.sandbox.api import add_gate, add_reading
from integrations.freshdesk.sandbox.api_contacts import add_contacts
from integrations.freshdesk.sandbox.api_lookups import add_knowledge, add_lookups
from integrations.freshdesk.sandbox.api_rules import add_rules
from integrations.freshdesk.sandbox.api_writes import add_forbidden, add_replying, add_writing
from integrations.freshdesk.sandbox.apps import add_apps


def create_sandbox() -> FreshdeskSandbox:
    """Return a fresh account."""
    sandbox = FreshdeskSandbox()
    parts = (
        add_gate, add_reading, add_writing, add_replying, add_contacts, add_forbidden, add_lookups, add_knowledge, add_rules,
        add_apps,
    )  # fmt: skip
    for add in parts:
        add(sandbox)
    return sandbox
