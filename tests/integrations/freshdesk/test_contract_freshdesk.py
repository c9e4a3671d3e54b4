"""Every promise of the port, against the Freshdesk stand-in."""

import json

from connector.port import Delivery
from connector.testing.contract import IntegrationContract
from connector.testing.sandbox import Sandbox
from integrations.freshdesk.integration import INTEGRATION
from integrations.freshdesk.sandbox import create_sandbox
from integrations.freshdesk.sandbox.account import FreshdeskSandbox


class TestFreshdeskContract(IntegrationContract):
    integration = INTEGRATION
    proof_headers = ("x-warm-handoff-secret",)
    signs_body = False
    writes_are_conditional = False
    most_calls_per_ticket = 4  # read, note, look once more, fields

    def make_sandbox(self) -> Sandbox:
        return create_sandbox()

    def signed(self, body: bytes, secret: str) -> Delivery:
        return Delivery({"content-type": "application/json", "x-warm-handoff-secret": secret}, body)

    def created_body(self, ticket_id: str) -> bytes:
        return json.dumps({"ticket_id": ticket_id, "event": "ticket_created", "rule": "warm-handoff-v1"}).encode()

    def make_odd(self, sandbox: Sandbox, ticket_id: str) -> None:
        assert isinstance(sandbox, FreshdeskSandbox)
        ticket = sandbox.state.tickets[int(ticket_id)]
        ticket.priority, ticket.status = 9, 77

    def pass_time(self, sandbox: Sandbox, seconds: float) -> None:
        assert isinstance(sandbox, FreshdeskSandbox)
        sandbox.pass_time(seconds)
