"""The contract suite: what every integration promises, checked by inheriting one class.

A subclass supplies its integration, a sandbox and a few bodies, and pytest finds the tests:

    class TestZendeskContract(IntegrationContract):
        integration = INTEGRATION
        ...

Needs pytest and hypothesis, which the package itself does not.
"""

from collections.abc import Mapping
from typing import Final

import pytest

from connector.core.ticket import Capability
from connector.core.update import PEOPLE_FIRST
from connector.errors import (
    ConfigurationError,
    Conflict,
    CredentialsRejected,
    HandoffError,
    OutcomeUnknown,
    Permanent,
    RateLimited,
    Transient,
)
from connector.manifest import render_manifest
from connector.testing.contract_base import REFERENCE, UPDATE, Desk
from connector.testing.contract_bell import BellContract
from connector.testing.contract_desk import DeskContract
from connector.testing.contract_reply import ReplyContract
from connector.testing.faults import Fault

#: The card that each integration fills in: done, or exempt with a written reason.
QUALITY_RULES: Final = frozenset(
    {
        "verifies-every-delivery",
        "rotates-secrets",
        "ignores-own-events",
        "safe-to-repeat",
        "keeps-human-changes",
        "least-permissions",
        "types-every-failure",
        "checks-account-before-saving",
        "documents-removal",
        "recorded-against-a-live-account",
    }
)

READ_FAULTS: Final[Mapping[Fault, type[HandoffError]]] = {
    Fault.TOO_MANY: RateLimited,
    Fault.SERVER_ERROR: Transient,
    Fault.UNAVAILABLE: Transient,
    Fault.HTML: Transient,
    Fault.TRUNCATED_AFTER: Transient,
    Fault.DROP_BEFORE: Transient,
    Fault.DROP_AFTER: Transient,
    Fault.UNAUTHORIZED: CredentialsRejected,
    Fault.FORBIDDEN: CredentialsRejected,
}

WRITE_FAULTS: Final[Mapping[Fault, type[HandoffError]]] = {
    Fault.TOO_MANY: RateLimited,
    Fault.SERVER_ERROR: OutcomeUnknown,
    Fault.UNAVAILABLE: OutcomeUnknown,
    Fault.UNAVAILABLE_AFTER: OutcomeUnknown,
    Fault.HTML_AFTER: OutcomeUnknown,
    Fault.TRUNCATED_AFTER: OutcomeUnknown,
    Fault.DROP_BEFORE: OutcomeUnknown,
    Fault.DROP_AFTER: OutcomeUnknown,
    Fault.UNAUTHORIZED: CredentialsRejected,
    Fault.FORBIDDEN: CredentialsRejected,
}


class IntegrationContract(BellContract, DeskContract, ReplyContract):
    """Inherit, fill in the blanks, and pytest runs every promise of the port against your integration."""

    # ── trouble ───────────────────────────────────────────────────────────────────────────────────────────────────────

    @pytest.mark.parametrize("fault", READ_FAULTS)
    def test_trouble_while_reading(self, desk: Desk, fault: Fault) -> None:
        ticket = self.new_ticket(desk)
        desk.trouble(fault)
        with pytest.raises(READ_FAULTS[fault]) as caught:
            desk.helpdesk.fetch_ticket(ticket.id)
        assert one_family(caught.value)
        assert not getattr(caught.value, "outcome_unknown", False)
        desk.calm()
        assert desk.helpdesk.fetch_ticket(ticket.id).id == ticket.id

    @pytest.mark.parametrize("fault", WRITE_FAULTS)
    def test_trouble_while_writing(self, desk: Desk, fault: Fault) -> None:
        ticket = self.new_ticket(desk)
        desk.trouble(fault)
        with pytest.raises(WRITE_FAULTS[fault]) as caught:
            self.apply(desk, ticket, UPDATE)
        assert one_family(caught.value)

    @pytest.mark.parametrize("fault", [Fault.DROP_AFTER, Fault.UNAVAILABLE_AFTER, Fault.HTML_AFTER, Fault.TRUNCATED_AFTER])
    def test_a_note_whose_answer_was_lost_is_found(self, desk: Desk, fault: Fault) -> None:
        ticket = self.new_ticket(desk)
        desk.trouble(fault, writes_only=True)
        with pytest.raises(OutcomeUnknown):
            self.apply(desk, ticket, UPDATE)
        desk.calm()
        found = self.read(desk, ticket.id)
        assert found.carries(REFERENCE)
        self.apply(desk, found, UPDATE)
        view = desk.sandbox.view(ticket.id)
        assert view is not None
        assert (len(view.notes), view.replies, PEOPLE_FIRST in view.tags) == (1, [], True)

    # ── what it says of itself ────────────────────────────────────────────────────────────────────────────────────────

    def test_the_manifest_is_complete(self) -> None:
        manifest = self.integration.manifest
        assert manifest.key.isidentifier()
        assert manifest.documentation.startswith("https://")
        assert Capability.NOTE in manifest.capabilities
        assert manifest.permissions
        assert all(permission.reason for permission in manifest.permissions)
        names = [setting.name for setting in manifest.account_settings]
        assert len(set(names)) == len(names)
        assert all(setting.help for setting in manifest.account_settings)
        assert {rule.name for rule in manifest.quality} == QUALITY_RULES
        assert f'"key": "{manifest.key}"' in render_manifest("0", [manifest])

    def test_settings_are_checked_with_a_remedy(self, desk: Desk) -> None:
        account = desk.sandbox.connection()
        self.integration.check_settings(desk.settings, account["credentials"])
        required = [setting for setting in self.integration.manifest.account_settings if setting.required]
        assert required
        for setting in required:
            values, credentials = dict(desk.settings), dict(account["credentials"])
            (credentials if setting.secret else values).pop(setting.name, None)
            with pytest.raises(ConfigurationError, match=setting.name):
                self.integration.check_settings(values, credentials)

    @pytest.mark.parametrize("address", ["http://169.254.169.254", "https://evil.example", "ftp://127.0.0.1", "nonsense"])
    def test_keys_go_to_this_helpdesk_only(self, desk: Desk, address: str) -> None:
        with pytest.raises(ConfigurationError):
            self.integration.check_settings({**desk.settings, "base_url": address}, desk.sandbox.connection()["credentials"])

    def test_the_instructions_name_the_address(self, desk: Desk) -> None:
        assert "https://example.org/bell" in self.integration.webhook_instructions("https://example.org/bell", desk.settings)


def one_family(error: BaseException) -> bool:
    """Whether an error belongs to exactly one of the three families that the pipeline knows."""
    return sum(isinstance(error, family) for family in (Transient, Conflict, Permanent)) == 1
