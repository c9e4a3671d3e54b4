"""From a page load that Zendesk signed to the page of a ticket, through the connector's own web app."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from connector.bootstrap import Application
from connector.core.context import Mode
from connector.registry import Registry
from connector.settings import Settings
from integrations.zendesk.integration import INTEGRATION
from integrations.zendesk.sandbox.app_key import public_pem, sign_page_token
from integrations.zendesk.sidebar_app import SDK

NOW: Final = 1_796_000_000
AUDIENCE: Final = "https://acme.zendesk.com/api/v2/apps/installations/77.json"


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    """An account whose app is installed."""
    application = Application(
        settings=Settings(data_dir=tmp_path, public_url="https://triage.example.com"),
        registry=Registry({"zendesk": INTEGRATION}),
        clock=lambda: float(NOW),
    )
    application.accounts.save(
        name="acme",
        integration="zendesk",
        settings={"subdomain": "acme", "app_installation_id": "77", "app_public_key": public_pem()},
        credentials={},
        webhook_secrets=[],
        rules_text="",
        mode=Mode.ASSIST,
    )
    yield application
    application.close()


def signed(**changes: Any) -> str:
    """What Zendesk posts."""
    claims = {
        "iss": "acme.zendesk.com", "aud": AUDIENCE, "sub": "https://acme.zendesk.com/api/v2/users/801.json",
        "iat": NOW, "nbf": NOW, "exp": NOW + 300, "jti": "f81d4fae",
    }  # fmt: skip
    return sign_page_token({**claims, **changes})


def test_from_the_signed_load_to_the_ticket(application: Application) -> None:
    client = application.web.test_client()
    page = client.post("/app/zendesk/acme/sidebar?origin=https%3A%2F%2Facme.zendesk.com&app_guid=1", data={"token": signed()})
    assert page.status_code == 200
    policy = page.headers["Content-Security-Policy"]
    assert "frame-ancestors https://acme.zendesk.com" in policy
    assert "script-src 'self' https://static.zdassets.com;" in policy
    assert f'<script src="{SDK}">' in page.text
    config = json.loads(page.text.partition('id="handoff">')[2].partition("</script>")[0])
    ticket = client.get(
        f"{config['api']}/tickets/41?language=de",
        headers={"Authorization": f"Bearer {config['token']}", "Origin": "https://triage.example.com"},
    )
    assert ticket.get_json()["state"] == "unknown"
    script = client.get(config["platform"])
    assert b"ZAFClient" in script.data


def test_the_same_signature_written_otherwise_opens_no_second_page(application: Application) -> None:
    """256 bytes leave four bits of the last character unused, so that one signature can be written in sixteen ways."""
    client = application.web.test_client()
    token = signed()
    assert client.post("/app/zendesk/acme/sidebar", data={"token": token}).status_code == 200
    for last in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_":
        assert client.post("/app/zendesk/acme/sidebar", data={"token": token[:-1] + last}).status_code in {403, 429}


def test_a_load_for_another_installation_is_refused(application: Application) -> None:
    client = application.web.test_client()
    page = client.post("/app/zendesk/acme/sidebar", data={"token": signed(aud=AUDIENCE.replace("77", "78"))})
    assert page.status_code == 403
    assert "frame-ancestors https://acme.zendesk.com" in page.headers["Content-Security-Policy"]
