"""The stand-in as the home of our app: upload, settings, the agent's page, over real HTTP."""

import base64
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from connector.administration import PackageRequest
from connector.manifest import ADMIN_SETTINGS
from connector.testing.sandbox import NewTicket
from integrations.zendesk.integration import INTEGRATION
from integrations.zendesk.sandbox import create_sandbox
from integrations.zendesk.sandbox.app_key import public_pem
from integrations.zendesk.sandbox.apps import SDK_VARIABLE
from integrations.zendesk.sandbox.desk import ZendeskSandbox
from integrations.zendesk.sidebar_app import ZendeskSidebarApp

CONNECTOR = "http://127.0.0.1:9"
Desk = tuple[ZendeskSandbox, str]


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A running account."""
    sandbox = create_sandbox()
    assert isinstance(sandbox, ZendeskSandbox)
    sandbox.values["touches_new_tickets"] = False
    with sandbox.serve() as running:
        yield sandbox, running.url


def zipped(**changes: str) -> bytes:
    """Our package."""
    app = INTEGRATION.sidebar_app
    assert app is not None
    asked = {"account": "acme", "address": CONNECTOR, "version": "1.0.0", **changes}
    made = app.package(PackageRequest(settings=ADMIN_SETTINGS, assets={}, **asked))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in made.files.items():
            archive.writestr(path, content)
    return target.getvalue()


def install(url: str, package: bytes | None = None, **settings: Any) -> requests.Response:
    """Upload and install by the control API."""
    body = {"package": base64.b64encode(zipped() if package is None else package).decode(), "settings": settings}
    return requests.post(f"{url}/_sandbox/api/app/install", json=body, timeout=5)


def page(url: str, path: str, status: int = 200) -> str:
    """A page as text."""
    answer = requests.get(f"{url}/_sandbox/{path}", timeout=5)
    assert answer.status_code == status
    return answer.text


def installation(sandbox: ZendeskSandbox) -> dict[str, Any]:
    """The settings as the account holds them."""
    return dict(sandbox.account.installation.settings)


# ── upload ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_our_package_is_installed_with_its_defaults(desk: Desk) -> None:
    sandbox, url = desk
    answer = install(url, people_group="Care")
    assert answer.status_code == 201
    assert answer.json() == {"id": 77, "app_id": 5, "name": "Warm Handoff", "version": "1.0.0",
                             "page": f"{CONNECTOR}/app/zendesk/acme/sidebar"}  # fmt: skip
    held = installation(sandbox)
    assert (held["people_group"], held["audit_share"], held["note_language"], held["rules"]) == ("Care", "5", "en", "")
    assert all(isinstance(value, str) for value in held.values())


def test_a_new_version_keeps_what_the_admin_set(desk: Desk) -> None:
    sandbox, url = desk
    install(url, people_group="Care", audit_share="12")
    assert install(url, zipped(version="2.0.0")).json()["version"] == "2.0.0"
    assert (installation(sandbox)["people_group"], installation(sandbox)["audit_share"]) == ("Care", "12")


def test_what_is_not_taken_says_why_and_changes_nothing(desk: Desk) -> None:
    sandbox, url = desk
    before = installation(sandbox)
    for package, code in ((b"no zip", "not_a_zip"), (zipped(address="http://triage.example.org"), "location_url")):
        answer = install(url, package)
        assert (answer.status_code, [row["code"] for row in answer.json()["errors"]]) == (422, [code])
    answer = install(url, people_group=" ")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "required_setting")
    assert requests.post(f"{url}/_sandbox/api/app/install", json={"package": "%"}, timeout=5).status_code == 422
    assert installation(sandbox) == before
    assert sandbox.app_host.app is None


# ── the admin ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_admin_uploads_and_changes_the_settings(desk: Desk) -> None:
    sandbox, url = desk
    assert "Upload private app" in page(url, "apps/settings")
    sent = requests.post(f"{url}/_sandbox/apps/upload", files={"package": ("app.zip", zipped())}, timeout=5)
    assert "The app was installed." in sent.text
    for words in ("Group for people", "Spell the group exactly as in Zendesk.", "Billing, Customer care"):
        assert words in sent.text
    before = sandbox.account.installation.updated_at
    typed = {**installation(sandbox), "people_group": "Billing", "rules": "refund_request: L1\r\nhow_to: L2"}
    saved = requests.post(f"{url}/_sandbox/apps/settings", data={**typed, "app_enabled": "on"}, timeout=5)
    assert "The settings were saved." in saved.text
    assert installation(sandbox)["rules"] == "refund_request: L1\nhow_to: L2"
    assert installation(sandbox)["people_group"] == "Billing"
    assert sandbox.account.installation.updated_at > before


def test_the_settings_speak_the_language_of_the_person(desk: Desk) -> None:
    sandbox, url = desk
    install(url)
    sandbox.values["agent_locale"] = "nl"
    assert "Groep voor mensen" in page(url, "apps/settings")


def test_a_required_setting_cannot_be_emptied(desk: Desk) -> None:
    sandbox, url = desk
    install(url)
    before = installation(sandbox)
    answer = requests.post(f"{url}/_sandbox/apps/settings", data={"people_group": "", "rules": "how_to: off"}, timeout=5)
    assert answer.status_code == 400
    assert "people_group is required" in answer.text
    assert "how_to: off" in answer.text
    assert (installation(sandbox), sandbox.account.installation.enabled) == (before, True)


def test_switching_the_app_off_takes_it_from_the_agents_screen(desk: Desk) -> None:
    sandbox, url = desk
    install(url)
    ticket = sandbox.create_ticket(NewTicket(subject="Lamp"))
    requests.post(f"{url}/_sandbox/apps/settings", data=installation(sandbox), timeout=5)
    assert not sandbox.account.installation.enabled
    shown = page(url, f"apps/{ticket}")
    assert "switched off" in shown
    assert "<iframe" not in shown


def test_the_control_api_changes_the_installation_as_before(desk: Desk) -> None:
    sandbox, url = desk
    before = sandbox.account.installation.updated_at
    answer = requests.post(f"{url}/_sandbox/api/app", json={"enabled": False, "settings": {"rules": "x"}}, timeout=5)
    assert answer.json() == {"id": 77, "enabled": False, "settings": {**installation(sandbox), "rules": "x"}}
    assert sandbox.account.installation.updated_at > before


# ── the agent ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_frame_is_sent_a_token_that_our_app_admits(desk: Desk) -> None:
    sandbox, url = desk
    install(url)
    ticket = sandbox.create_ticket(NewTicket(subject="Lamp", body="It broke."))
    answer = requests.get(f"{url}/_sandbox/apps/{ticket}", timeout=5)
    token = re.search(r'name="token" value="([^"]+)"', answer.text)
    action = re.search(r'<form method="post" action="([^"]+)" target="app-frame"', answer.text)
    assert token
    assert action
    assert sandbox.app_host.app
    settings = {"subdomain": "sandbox", "base_url": url, "app_installation_id": "77", "app_public_key": public_pem()}
    app = ZendeskSidebarApp()
    assert app.admit(token[1], settings, datetime.now(UTC)).agent == "801"
    again = requests.get(f"{url}/_sandbox/apps/{ticket}/token", timeout=5).json()["token"]
    assert again != token[1]
    assert app.admit(again, settings, datetime.now(UTC)).agent == "801"
    origin = url.replace(":", "%3A").replace("/", "%2F")
    assert html.unescape(action[1]) == (
        f"{CONNECTOR}/app/zendesk/acme/sidebar?origin={origin}&app_guid={sandbox.app_host.app.guid}"
    )
    policy = answer.headers["Content-Security-Policy"]
    assert f"frame-src {CONNECTOR};" in policy
    assert f"form-action 'self' {CONNECTOR};" in policy
    assert "'unsafe" not in policy


def test_without_an_app_the_page_says_where_to_get_one(desk: Desk) -> None:
    sandbox, url = desk
    ticket = sandbox.create_ticket(NewTicket(subject="<script>x()</script>", body="<b>hi</b>"))
    shown = page(url, f"apps/{ticket}")
    assert "No app is installed." in shown
    assert "<script>x()" not in shown
    assert "&lt;b&gt;hi&lt;/b&gt;" in shown
    page(url, "apps/999", 404)
    page(url, "apps/logo.png", 404)


def test_an_agent_replies_and_leaves_a_note(desk: Desk) -> None:
    sandbox, url = desk
    install(url)
    ticket = sandbox.create_ticket(NewTicket(body="Where is it?"))
    address = f"{url}/_sandbox/apps/{ticket}/comment"
    requests.post(address, data={"type": "publicReply", "text": "On its\r\nway.", "status": "pending"}, timeout=5)
    requests.post(address, data={"type": "internalNote", "text": "He called.", "status": "pending"}, timeout=5)
    view = sandbox.view(ticket)
    assert view is not None
    assert (view.replies, [note["text"] for note in view.notes], view.status) == (["On its\nway."], ["He called."], "pending")
    assert requests.post(address, data={"type": "publicReply", "text": " "}, timeout=5).status_code == 400
    shown = page(url, f"apps/{ticket}")
    assert shown.index("Where is it?") < shown.index("On its\nway.") < shown.index("He called.")


@pytest.mark.parametrize("path", ["apps/settings", "apps/upload", "apps/1/comment", "api/app/install"])
def test_a_form_of_another_origin_is_refused(desk: Desk, path: str) -> None:
    sandbox, url = desk
    install(url)
    sandbox.create_ticket(NewTicket(body="Hello"))
    form, origin = {"people_group": "x", "text": "x"}, {"Origin": "https://evil.example"}
    assert requests.post(f"{url}/_sandbox/{path}", data=form, headers=origin, timeout=5).status_code == 403


def test_the_client_script_is_ours_or_the_one_that_is_named(desk: Desk, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _, url = desk
    assert "window.ZAFClient" in page(url, "zaf_sdk.js")
    other = tmp_path / "sdk.js"
    other.write_text("/* another */")
    monkeypatch.setenv(SDK_VARIABLE, str(other))
    assert page(url, "zaf_sdk.js") == "/* another */"


def test_the_host_is_told_what_the_app_may_know(desk: Desk) -> None:
    sandbox, url = desk
    install(url)
    ticket = sandbox.create_ticket(NewTicket(subject='a "quoted" </script> \' subject'))
    found = re.search(r'data-config="([^"]+)"', page(url, f"apps/{ticket}"))
    assert found
    config = json.loads(html.unescape(found[1]))
    assert config["context"]["ticketId"] == config["properties"]["ticket.id"] == int(ticket)
    assert config["properties"]["ticket.subject"] == 'a "quoted" </script> \' subject'
    assert config["metadata"]["settings"]["people_group"] == "Support"
