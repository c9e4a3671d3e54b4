"""The stand-in as the home of our app: upload, settings, requests, and server.js under Node.js, over real HTTP.

The connector here is a small one of the tests, which writes down who asked it for what.
"""

import base64
import html
import json
import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import requests

from connector.testing.sandbox import AgentEdit, NewTicket
from integrations.freshdesk.sandbox import app_host, app_proxy, app_server
from integrations.freshdesk.sandbox.app_proxy import Proxy, Unfilled, fill
from integrations.freshdesk.sandbox.app_server import find_node, run_handler

from .conftest import APP_TOKEN, AppDesk

SECRET_WORDS = "My knee hurts"
needs_node = pytest.mark.skipif(find_node() is None and not os.environ.get("REQUIRE_SERVICES"), reason="needs Node.js")


def codes(answer: requests.Response) -> list[str]:
    """Why something was refused."""
    assert answer.status_code == 422
    return [row["code"] for row in answer.json()["errors"]]


# ── installing ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_our_package_is_installed_and_nothing_secret_is_shown(desk: AppDesk) -> None:
    answer = desk.install()
    assert answer.status_code == 201
    shown = answer.json()["iparams"]
    assert (shown["people_group"], shown["note_language"], shown["intake_groups"], shown["rules"]) == ("Support", "en", [], "")
    for text in (answer.text, desk.page("api/app"), desk.page("apps/settings"), desk.page("apps/config/iparams.js")):
        assert APP_TOKEN not in text


@needs_node
def test_installing_checks_the_settings_and_hands_them_over(desk: AppDesk) -> None:
    assert desk.install(intake_groups=["Billing", "Care"]).status_code == 201
    checked, handed = desk.connector.wait("settings/check"), desk.connector.wait("settings")
    assert checked == handed == [{"settings": {
        "people_group": "Support", "intake_groups": "Billing, Care", "languages": "", "working_hours": "", "country": "", "note_language": "en",
        "extra_sensitive_kinds": "", "extra_sensitive_words": "", "audit_share": "", "retention_days": "",
        "tone": "friendly", "greeting": "", "signature": "",
        "prefer_human_days": "", "mark_requesters": "on", "call_group": "", "check_ins": "", "check_in_days": "", "transcript_wait_minutes": "",
        "outside_model": "off", "second_reader": "unsure", "rules": "",
    }}]  # fmt: skip


@needs_node
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"connector_host": "https://triage.example.com"}, "the name alone"),
        ({"connector_token": "not-the-token-of-this"}, "token is wrong"),
        ({"people_group": "Choose a group"}, "Choose the group"),
        ({"connector_host": "127.0.0.1:9"}, "No answer from the connector host"),
    ],
)
def test_the_app_refuses_an_installation_that_could_not_work(desk: AppDesk, changes: dict[str, Any], words: str) -> None:
    answer = desk.install(**changes)
    assert codes(answer) == ["install_refused"]
    assert words in answer.json()["errors"][0]["what"]
    assert not desk.sandbox.app_host.installed
    assert desk.connector.wait("settings", 0) == []


@needs_node
def test_a_mistake_in_the_rules_is_the_reason(desk: AppDesk) -> None:
    desk.connector.errors = ["line 1: there is no kind called refunds in this account's vocabulary"]
    answer = desk.install(rules="refunds: L1")
    assert answer.json()["errors"][0]["what"] == "line 1: there is no kind called refunds in this account's v…"


def test_what_is_not_taken_says_why_and_changes_nothing(desk: AppDesk) -> None:
    broken = {**desk.package(), "manifest.json": b"[]"}
    assert codes(desk.install(broken)) == ["manifest"]
    assert codes(desk.install(connector_token="")) == ["required"]
    assert codes(desk.post("api/app/install", json={"files": {"manifest.json": "%"}})) == ["not_base64"]
    assert codes(desk.post("api/app/install", json={"files": {}})) == ["manifest"]
    assert not desk.sandbox.app_host.installed


@needs_node
def test_a_new_version_keeps_the_settings_and_announces_them(desk: AppDesk) -> None:
    desk.install(intake_groups=["Care"])
    assert desk.install(desk.package(version="2.0.0")).status_code == 201
    assert desk.sandbox.app_host.open_values()["intake_groups"] == ["Care"]
    assert len(desk.connector.wait("settings", 2)) == 2
    assert len(desk.connector.wait("settings/check")) == 1


@needs_node
def test_the_app_lets_itself_be_removed(desk: AppDesk) -> None:
    desk.install()
    desk.connector.server.shutdown()
    assert "The app was removed." in desk.post("apps/uninstall").text
    assert (desk.sandbox.app_host.app, desk.sandbox.app_host.values) == (None, {})


@needs_node
def test_an_app_that_will_not_go_stays(desk: AppDesk) -> None:
    files = desk.package()
    desk.install(files)
    app = desk.sandbox.app_host.app
    assert app is not None
    stubborn = files["server/server.js"].replace(
        b"onAppUninstallHandler: function () {\n    renderData()",
        b"onAppUninstallHandler: function () {\n    renderData({message: 'no'})",
    )
    desk.sandbox.app_host.app = app_host.UploadedApp(
        {**files, "server/server.js": stubborn}, app.page, app.icon, app.iparams, app.templates, app.handlers
    )
    assert desk.post("apps/uninstall").status_code == 400
    assert desk.sandbox.app_host.installed


def test_without_node_the_settings_are_saved_and_nothing_is_run(desk: AppDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_host, "find_node", lambda: None)
    assert desk.install(connector_token="not-the-token-of-this").status_code == 201
    desk.sandbox.create_ticket(NewTicket(body="Hello"))
    assert desk.connector.asked == []


# ── what happens on tickets ───────────────────────────────────────────────────────────────────────────────────────────


@needs_node
def test_the_connector_hears_of_customers_by_number_alone(desk: AppDesk) -> None:
    desk.install()
    ticket = desk.sandbox.create_ticket(NewTicket(subject="Injury", body=SECRET_WORDS))
    (created,) = desk.connector.wait("bells")
    assert (created["ticket_id"], created["event"], created["settings"]["people_group"]) == (ticket, "ticket_created", "Support")

    desk.sandbox.edit_as_agent(ticket, AgentEdit(private_note="Called him.", public_reply="On it."))
    api = f"{desk.url}/api/v2/tickets/{ticket}/notes"
    key = base64.b64encode(b"SandboxKey1234567890:X").decode()
    assert requests.post(api, json={"body": "Ours"}, headers={"Authorization": f"Basic {key}"}, timeout=5).status_code == 201
    desk.sandbox.reply_as_customer(ticket, SECRET_WORDS)
    bells = desk.connector.wait("bells", 2)
    assert [bell["event"] for bell in bells] == ["ticket_created", "ticket_replied"]
    time.sleep(0.5)
    assert len(desk.connector.wait("bells", 0)) == 2  # neither the agent's words nor our own note rang
    assert SECRET_WORDS not in json.dumps(desk.connector.asked)
    assert APP_TOKEN not in json.dumps([body for *_, body in desk.connector.asked])


@needs_node
def test_saved_settings_travel_with_the_next_ticket(desk: AppDesk) -> None:
    desk.install()
    desk.connector.asked.clear()
    assert desk.post("api/app", json={"iparams": {"people_group": "Care", "connector_token": ""}}).status_code == 200
    assert desk.connector.asked == []  # the platform announces no change
    desk.sandbox.create_ticket(NewTicket(body="Hello"))
    assert desk.connector.wait("bells")[0]["settings"]["people_group"] == "Care"


@needs_node
def test_a_bell_that_is_not_heard_is_rung_again_and_then_given_up(desk: AppDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.install()
    monkeypatch.setattr("integrations.freshdesk.sandbox.app_proxy.time.sleep", lambda _: None)
    desk.connector.answers = [503]
    desk.sandbox.create_ticket(NewTicket(body=SECRET_WORDS))
    assert len(desk.connector.wait("bells", 2)) == 2
    desk.connector.answers = [503, 503, 503]
    desk.sandbox.create_ticket(NewTicket(body=SECRET_WORDS))
    desk.connector.wait("bells", 5)
    until(lambda: desk.sandbox.app_host.lines)
    assert list(desk.sandbox.app_host.lines) == ["Warm Handoff: the connector did not hear of a ticket (503)"]


def test_tickets_of_the_time_before_are_not_news(desk: AppDesk) -> None:
    old = desk.sandbox.create_ticket(NewTicket(body="Hello"))
    desk.install()
    desk.connector.asked.clear()
    desk.sandbox.edit_as_agent(old, AgentEdit(priority="high"))
    time.sleep(0.3)
    assert desk.connector.asked == []


def until(holds: Callable[[], Any]) -> None:
    """Wait for something to be so."""
    end = time.monotonic() + 8
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)


# ── server.js ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def unasked(name: str, options: Any) -> app_proxy.Answer:
    """No request is expected."""
    raise AssertionError(name)


@needs_node
@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ("renderData();", ""),
        ("renderData(); renderData({message: 'too late'});", ""),
        ("renderData({message: 'x'.repeat(99)});", "x" * 60),
        ("", "The app did not answer in time"),
        ("throw new Error('broken');", "broken"),
        ("setTimeout(() => renderData(), 1);", "setTimeout is not defined"),
        ("require('fs');", "require is not defined"),
        ("process.exit();", "process is not defined"),
        ("for (;;);", "The app did not answer in time"),
        ("return new Promise(() => {});", "The app did not answer in time"),
    ],
)
def test_a_handler_runs_in_a_place_of_its_own(body: str, refusal: str) -> None:
    outcome = run_handler(f"exports = {{ h: function (args) {{ {body} }} }};", "h", {}, unasked, seconds=1.0)
    assert outcome.refusal == refusal


def test_node_is_found_in_a_package_beside_python_and_on_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("package/bin", "beside", "system"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "node").touch(mode=0o755)
    package = SimpleNamespace(origin=str(tmp_path / "package" / "__init__.py"))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: package)
    monkeypatch.setattr("sys.executable", str(tmp_path / "beside" / "python"))
    monkeypatch.setenv("PATH", str(tmp_path / "system"))
    for place in ("package/bin", "beside", "system"):
        assert find_node() == str(tmp_path / place / "node")
        (tmp_path / place / "node").unlink()
    assert find_node() is None


def test_a_machine_without_node_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_server, "find_node", lambda: None)
    assert run_handler("", "h", {}, unasked).refusal == "Node.js is not on this machine"


# ── requests ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def invoke(desk: AppDesk, name: str, path: str = "apps/invoke", **options: Any) -> dict[str, Any]:
    """A request as the app's page makes it."""
    answer: dict[str, Any] = desk.post(path, json={"name": name, "options": options}).json()
    return answer


def test_a_page_asks_by_name_and_the_token_is_put_in_for_it(desk: AppDesk) -> None:
    desk.install()
    desk.connector.asked.clear()
    context = {"ticket": "41", "language": "de"}
    answer = invoke(desk, "readTicket", context=context)
    assert (answer["status"], json.loads(answer["response"]), answer["errorSource"]) == (200, {"state": "ready"}, "APP")
    assert isinstance(answer["response"], str)
    invoke(desk, "correct", context=context, body='{"urgency": "U2"}')
    assert desk.connector.asked == [
        ("GET", "acme/tickets/41", {"language": "de"}, None),
        ("POST", "acme/tickets/41/corrections", {"language": "de"}, {"urgency": "U2"}),
    ]
    assert APP_TOKEN not in json.dumps(answer)


def test_refusals_and_failures_are_told_apart(desk: AppDesk) -> None:
    desk.install()
    context = {"ticket": "41", "language": "de"}
    assert invoke(desk, "gone")["errorSource"] == "PLATFORM"
    assert invoke(desk, "readTicket", context={"ticket": "41"})["status"] == 400
    desk.connector.answers = [409]
    refused = invoke(desk, "undo", context=context)
    assert (refused["status"], refused["errorSource"]) == (409, "APP")
    desk.sandbox.app_host.values["connector_host"] = "127.0.0.1:9"
    lost = invoke(desk, "undo", context=context)
    assert (lost["status"], lost["errorSource"]) == (502, "PLATFORM")


def test_the_settings_page_brings_its_own_token(desk: AppDesk) -> None:
    desk.install()
    context = {"host": desk.connector.host, "account": "acme", "token": APP_TOKEN}
    answer = invoke(desk, "groups", "apps/settings/invoke", context=context)
    assert json.loads(answer["response"]) == {"groups": ["Billing", "Support"]}
    assert invoke(desk, "readTicket", "apps/settings/invoke", context={"ticket": "41", "language": "en"})["status"] == 400


def test_fifty_requests_a_minute_and_no_more(desk: AppDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.install()
    monkeypatch.setattr(app_proxy, "CALLS_PER_MINUTE", 3)
    desk.sandbox.app_host._proxy._minute.clear()
    statuses = [invoke(desk, "readTicket", context={"ticket": "41", "language": "en"})["status"] for _ in range(4)]
    assert statuses == [200, 200, 200, 429]


def test_no_app_no_request(desk: AppDesk) -> None:
    assert invoke(desk, "readTicket")["status"] == 404


@pytest.mark.parametrize(
    "host",
    ["https://a.example", "a.example/x", "a.example:8443", "intranet", "", "a.example?x", "user@a.example", "a\nb.example"],
)
def test_only_domain_names_are_called(host: str) -> None:
    templates = {"t": {"schema": {"method": "GET", "host": "<%= context.host %>"}}}
    answer = Proxy().invoke(templates, "t", {"context": {"host": host}}, {})
    assert (answer.status, answer.errorSource) == (400, "PLATFORM")


def test_what_is_filled_in() -> None:
    values: dict[str, dict[str, Any]] = {"iparam": {"key": "k:X", "n": 5}, "context": {"id": "7"}}
    assert fill("/<%= context.id %>/<%=iparam.n%>", values) == "/7/5"
    assert fill("Basic <%= encode(iparam.key) %>", values) == "Basic azpY"
    for text in ("<%= iparam.gone %>", "<%= access_token %>", "<%= 1 + 1 %>"):
        with pytest.raises(Unfilled):
            fill(text, values)


# ── pages ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_agent_sees_the_ticket_and_the_app_beside_it(desk: AppDesk) -> None:
    ticket = desk.sandbox.create_ticket(
        NewTicket(subject="<Lamp>", body="It <b>broke</b>.", group="Billing", priority="urgent", tags=("vip",))
    )
    assert f'href="/_sandbox/apps/{ticket}"' in desk.page(f"tickets/{ticket}")
    assert 'href="/_sandbox/apps/settings"' in desk.page(f"apps/{ticket}")
    assert "No app is installed." in desk.page(f"apps/{ticket}")
    desk.install()
    page = desk.page(f"apps/{ticket}")
    for words in (
        "&lt;Lamp&gt;",
        "It &lt;b&gt;broke&lt;/b&gt;.",
        "Billing",
        "urgent",
        "vip",
        'data-src="/_sandbox/apps/files/index.html"',
    ):
        assert words in page
    found = re.search(r'data-config="([^"]*)"', page)
    assert found is not None
    config = json.loads(html.unescape(found[1]))
    assert (config["data"]["ticket"]["id"], config["data"]["loggedInUser"]["contact"]["language"]) == (int(ticket), "en")
    assert "connector_token" not in config["iparams"]
    desk.page("apps/9999", 404)


def test_an_agent_replies_and_leaves_a_note(desk: AppDesk) -> None:
    ticket = desk.sandbox.create_ticket(NewTicket(body="It broke."))
    assert "Your reply was sent." in desk.post(f"apps/{ticket}/write", data={"kind": "reply", "text": "Sorry.\r\nNew one?"}).text
    assert "Your note was added." in desk.post(f"apps/{ticket}/write", data={"kind": "note", "text": "Check stock"}).text
    view = desk.sandbox.view(ticket)
    assert view is not None
    assert (view.replies, [note["text"] for note in view.notes]) == (["Sorry.\nNew one?"], ["Check stock"])
    empty = desk.post(f"apps/{ticket}/write", data={"kind": "reply", "text": " "})
    assert (empty.status_code, "Please write something first." in empty.text) == (400, True)


def test_the_apps_files_are_served_and_may_call_nobody(desk: AppDesk) -> None:
    desk.page("apps/files/index.html", 404)
    desk.install()
    answer = requests.get(f"{desk.url}/_sandbox/apps/files/index.html", timeout=5)
    assert '<script src="/_sandbox/fresh_client.js">' in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "connect-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    script = requests.get(f"{desk.url}/_sandbox/apps/files/scripts/platform.js", timeout=5)
    assert script.headers["Content-Type"].startswith("text/javascript")
    assert (
        requests.get(f"{desk.url}/_sandbox/apps/files/styles/images/icon.svg", timeout=5).headers["Content-Type"]
        == "image/svg+xml"
    )
    assert "window.app" in desk.page("fresh_client.js")
    for path in ("../server/server.js", "%2e%2e/config/requests.json", "gone.js"):
        desk.page(f"apps/files/{path}", 404)


def test_a_strangers_page_gets_nothing_done(desk: AppDesk) -> None:
    desk.install()
    headers = {"Origin": "https://elsewhere.example"}
    for path in ("apps/invoke", "apps/settings", "apps/uninstall", "apps/upload", "api/app/install"):
        assert desk.post(path, headers=headers, json={}).status_code == 403
    assert desk.sandbox.app_host.installed


def test_an_admin_uploads_the_folder_and_installs(desk: AppDesk) -> None:
    assert "Upload an app" in desk.page("apps/settings")
    packed = {**desk.package(), "node_modules/x.js": b"{", ".warm-handoff.json": b"{}"}
    sent = desk.post("apps/upload", files=[("folder", (f"acme-freshdesk/{path}", content)) for path, content in packed.items()])
    assert "The app was taken." in sent.text
    for words in ("Connector token", "Group for people", "Choose a group", ">Install<"):
        assert words in sent.text
    refused = desk.post("apps/settings", data=desk.iparams(connector_token=""))
    assert (refused.status_code, "Connector token is required" in refused.text) == (400, True)
    done = desk.post(
        "apps/settings", data=desk.iparams(intake_groups=["Billing", "Care"], rules="refund_request: L1\r\nhow_to: L2")
    )
    assert "The app was installed." in done.text
    assert "<option selected>Support</option>" in done.text
    assert "kept; leave empty to keep it" in done.text
    held = desk.sandbox.app_host.values
    assert (held["intake_groups"], held["rules"]) == (["Billing", "Care"], "refund_request: L1\nhow_to: L2")
    saved = desk.post("apps/settings", data=desk.iparams(connector_token="", people_group="Care"))
    assert "The settings were saved." in saved.text
    assert (desk.sandbox.app_host.values["connector_token"], desk.sandbox.app_host.values["people_group"]) == (APP_TOKEN, "Care")
    broken = desk.post("apps/upload", files=[("folder", ("acme-freshdesk/manifest.json", b"{}"))])
    assert (broken.status_code, "This was not taken" in broken.text) == (400, True)
