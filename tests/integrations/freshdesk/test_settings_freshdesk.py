"""What is checked before an account is kept, and what the admin is told to do."""

import pytest

from connector.errors import ConfigurationError
from integrations.freshdesk.integration import INTEGRATION
from integrations.freshdesk.settings import parse_settings, require_api_key

KEY = {"api_key": "Abcdefghij1234567890"}


def test_the_domain_makes_the_address() -> None:
    assert parse_settings({"domain": " Acme-2.freshdesk.com "}).base_url == "https://acme-2.freshdesk.com"


@pytest.mark.parametrize(
    "domain",
    ["", "acme", "https://acme.freshdesk.com", "acme.freshdesk.com/", "support.acme.com", "acme.freshdesk.com.evil.example",
     "evil.example/.freshdesk.com", "a.b.freshdesk.com", "acme.freshdesk.com\n.x", "acme.freshdesk.com:8080"],
)  # fmt: skip
def test_no_other_domain_gets_the_key(domain: str) -> None:
    with pytest.raises(ConfigurationError, match="domain"):
        INTEGRATION.check_settings({"domain": domain}, KEY)


@pytest.mark.parametrize("key", ["", "  ", "has space", "has:colon", "umläut", "new\nline"])
def test_a_key_that_cannot_be_one_is_never_shown(key: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        require_api_key({"api_key": key})
    assert "api_key" in str(caught.value)
    assert not key.strip() or key not in str(caught.value)


def test_a_user_name_cannot_hold_a_colon() -> None:
    with pytest.raises(ConfigurationError, match="basic_user"):
        INTEGRATION.check_settings({"domain": "acme.freshdesk.com", "basic_user": "a:b"}, KEY)


def test_the_instructions_can_be_copied() -> None:
    text = INTEGRATION.webhook_instructions("https://handoff.example/hooks/freshdesk/acme", {"domain": "acme.freshdesk.com"})
    for needed in (
        "https://handoff.example/hooks/freshdesk/acme",
        "X-Warm-Handoff-Secret",
        '{"ticket_id": "{{ticket.id}}", "event": "ticket_created", "rule": "warm-handoff-v1"}',
        '"event": "ticket_replied"',
        "Ticket Creation",
        "Requester",
        "first matching rule",
    ):
        assert needed in text
    assert "{{ticket.subject}}" not in text


def test_the_instructions_follow_the_way_of_authentication() -> None:
    assert "user hook" in INTEGRATION.webhook_instructions("https://x.example", {"basic_user": "hook"})
