"""A faithful stand-in for a Zendesk account, for the demo and the tests. Known differences: DIFFERENCES.md."""

from connector.testing.sandbox import Sandbox
from integrations.zendesk.sandbox.desk import ZendeskSandbox


def create_sandbox() -> Sandbox:
    """Return a fresh account."""
    return ZendeskSandbox()
