"""The published contract, kept by Zendesk."""

import json
from datetime import UTC, datetime

from connector.port import Delivery
from connector.testing.contract import IntegrationContract
from connector.testing.sandbox import Sandbox
from integrations.zendesk.integration import INTEGRATION
from integrations.zendesk.sandbox import create_sandbox
from integrations.zendesk.sandbox.desk import ZendeskSandbox
from integrations.zendesk.sandbox.hooks import sign
from integrations.zendesk.signature import SIGNATURE_HEADER, TIMESTAMP_HEADER


class TestZendeskContract(IntegrationContract):
    integration = INTEGRATION
    proof_headers = (SIGNATURE_HEADER, TIMESTAMP_HEADER)
    other_bodies = (
        b'{"type":"zen:event-type:ticket.csat_requested","detail":{"id":"41"},"event":{}}',
        b'{"type":"zen:event-type:user.created","detail":{"id":"41"},"event":{}}',
        b'{"type":"zen:event-type:ticket.something_new","detail":{"id":"41"},"event":{}}',
    )

    def make_sandbox(self) -> Sandbox:
        return create_sandbox()

    def signed(self, body: bytes, secret: str) -> Delivery:
        timestamp = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Delivery({TIMESTAMP_HEADER: timestamp, SIGNATURE_HEADER: sign(secret, timestamp, body)}, body)

    def created_body(self, ticket_id: str) -> bytes:
        detail = {"id": ticket_id, "status": "NEW", "tags": None}
        event = {"type": "zen:event-type:ticket.created", "id": "e-1", "subject": f"zen:ticket:{ticket_id}"}
        return json.dumps({**event, "detail": detail, "event": {}}).encode()

    def make_odd(self, sandbox: Sandbox, ticket_id: str) -> None:
        assert isinstance(sandbox, ZendeskSandbox)
        ticket = sandbox.account.tickets[int(ticket_id)]
        ticket.priority, ticket.status = "critical", "waiting_for_parts"

    def pass_time(self, sandbox: Sandbox, seconds: float) -> None:
        sandbox.values["clock_offset"] += seconds
