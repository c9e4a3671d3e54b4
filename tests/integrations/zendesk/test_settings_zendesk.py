"""Settings: what is right passes, what is wrong gets one sentence with its remedy, and no secret is ever shown."""

import pytest

from connector.errors import ConfigurationError
from integrations.zendesk.integration import INTEGRATION
from integrations.zendesk.provision import SUBSCRIPTIONS
from integrations.zendesk.settings import DEFAULT_SCOPE, parse_settings

OAUTH = {"subdomain": "acme", "client_id": "warm_handoff"}
SECRET = {"client_secret": "hush-hush"}


def test_what_is_left_out() -> None:
    parsed = parse_settings(OAUTH)
    assert (parsed.base_url, parsed.scope, parsed.installation_id) == ("https://acme.zendesk.com", DEFAULT_SCOPE, "")


def test_what_is_given() -> None:
    given = {
        **OAUTH,
        "subdomain": " Acme ",
        "scope": " read   tickets:write ",
        "app_installation_id": "77",
        "base_url": "http://127.0.0.1:9/",
    }
    parsed = parse_settings(given)
    assert (parsed.base_url, parsed.scope, parsed.installation_id) == ("http://127.0.0.1:9", "read tickets:write", "77")
    assert parse_settings({**OAUTH, "base_url": "https://acme.zendesk.com/"}).base_url == "https://acme.zendesk.com"


@pytest.mark.parametrize(
    ("wrong", "remedy"),
    [
        ({"subdomain": ""}, "subdomain .* acme"),
        ({"subdomain": "acme.zendesk.com"}, "subdomain .* alone"),
        ({"subdomain": "https://acme"}, "subdomain"),
        ({"subdomain": "acme/../x"}, "subdomain"),
        ({"subdomain": "-acme"}, "subdomain"),
        ({"client_id": ""}, "client_id .* OAuth client"),
        ({"client_id": "", "email": "nobody"}, "client_id"),
        ({"scope": "tickets:read;write"}, "scope"),
        ({"app_installation_id": "seven"}, "app_installation_id"),
        ({"freshness_minutes": "0"}, "freshness_minutes"),
        ({"freshness_minutes": "1441"}, "freshness_minutes"),
        ({"freshness_minutes": "ten"}, "freshness_minutes"),
        ({"base_url": "https://other.zendesk.com"}, "base_url"),
        ({"base_url": "http://acme.zendesk.com"}, "base_url"),
        ({"base_url": "https://x@acme.zendesk.com"}, "base_url"),
    ],
)  # fmt: skip
def test_what_is_wrong(wrong: dict[str, str], remedy: str) -> None:
    with pytest.raises(ConfigurationError, match=remedy) as caught:
        INTEGRATION.check_settings({**OAUTH, **wrong}, SECRET)
    assert str(caught.value).count(". ") == 0


def test_the_secret_that_belongs_to_the_settings() -> None:
    INTEGRATION.check_settings(OAUTH, SECRET)
    INTEGRATION.check_settings({"subdomain": "acme", "email": "ann@acme.example"}, {"api_token": "hush"})
    with pytest.raises(ConfigurationError, match="client_secret"):
        INTEGRATION.check_settings(OAUTH, {"api_token": "hush-hush"})
    with pytest.raises(ConfigurationError, match="api_token") as caught:
        INTEGRATION.check_settings({"subdomain": "acme", "email": "ann@acme.example"}, SECRET)
    assert "hush" not in str(caught.value)


def test_the_instructions_are_complete() -> None:
    text = INTEGRATION.webhook_instructions("https://example.org/hooks/zendesk/acme", OAUTH)
    assert "https://acme.zendesk.com/admin" in text
    assert all(label in text for _, label in SUBSCRIPTIONS)
    assert '{"ticket_id":"{{ticket.id}}","event":"created"}' in text
    assert "{url}" not in text
    assert "{events}" not in text
