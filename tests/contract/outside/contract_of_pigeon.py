"""The published contract, inherited by the stranger. Run by test_outside_package.py against the installed package."""

import base64
import hashlib
import hmac
import json

from pigeon.integration import INTEGRATION
from pigeon.sandbox import PigeonSandbox, create_sandbox

from connector.port import Delivery
from connector.testing.contract import IntegrationContract
from connector.testing.sandbox import Sandbox


class TestPigeonContract(IntegrationContract):
    integration = INTEGRATION
    proof_headers = ("x-pigeon-signature",)
    other_bodies = (b'{"ticket": "41", "event": "coo"}',)

    def make_sandbox(self) -> Sandbox:
        return create_sandbox()

    def signed(self, body: bytes, secret: str) -> Delivery:
        mac = hmac.new(secret.encode(), body, hashlib.sha256).digest()
        return Delivery({"x-pigeon-signature": base64.b64encode(mac).decode()}, body)

    def created_body(self, ticket_id: str) -> bytes:
        return json.dumps({"ticket": ticket_id, "event": "new"}).encode()

    def make_odd(self, sandbox: Sandbox, ticket_id: str) -> None:
        assert isinstance(sandbox, PigeonSandbox)
        sandbox.tickets[ticket_id].update(priority="whenever", status="roosting")
