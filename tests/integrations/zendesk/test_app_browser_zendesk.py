"""The layer between sidebar and Zendesk in a real browser, over two client scripts: the stand-in's and Zendesk's own.

Zendesk's comes from npm as zendesk_app_framework_sdk, a third party's copy of the public source, and serves the tests alone.
The page here is a small one of the test, so that each function of the layer is called as it is.
"""

import base64
import io
import threading
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest
import requests
from flask import Flask, Response, jsonify, request
from werkzeug.serving import make_server

from connector.administration import PackageRequest
from connector.errors import SignatureInvalid
from connector.manifest import ADMIN_SETTINGS
from connector.testing.sandbox import AgentEdit, NewTicket
from connector.testing.services import MissingService
from integrations.zendesk.integration import INTEGRATION
from integrations.zendesk.sandbox import create_sandbox
from integrations.zendesk.sandbox.app_key import public_pem
from integrations.zendesk.sandbox.apps import SDK_VARIABLE
from integrations.zendesk.sandbox.desk import ZendeskSandbox

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT: Final = Path(__file__).parents[3]
REAL_SDK: Final = ROOT / "node_modules" / "zendesk_app_framework_sdk" / "lib"
MAIN = b"""
import { connect } from "/app/zendesk/platform.js";
try {
  window.platform = await connect(JSON.parse(document.getElementById("handoff").textContent));
  window.changes = 0;
  window.platform.onTicketChange(() => { window.changes += 1; });
  document.body.dataset.state = "connected";
} catch (error) {
  document.body.dataset.state = error.message;
}
"""


def bundled() -> str:
    """The public source of Zendesk's client script in one file, in the way its own build joins it."""
    names = {"./client": "client.js", "./utils": "utils.js", "./vendor/native-promise-only": "vendor/native-promise-only.js"}
    modules = "".join(
        f"{name!r}: (module, exports, require) => {{\n{(REAL_SDK / path).read_text(encoding='utf-8')}\n}},\n"
        for name, path in {"./index": "index.js", **names}.items()
    )
    return (
        f"(() => {{ const sources = {{ {modules} }}, made = {{}};\n"
        "const require = (name) => { if (!made[name]) { made[name] = { exports: {} };"
        " sources[name](made[name], made[name].exports, require); } return made[name].exports; };\n"
        "window.ZAFClient = require('./index'); })();\n"
    )


class OwnServer:
    """What the connector serves, as small as it can be: the signed page and an API that answers what it was asked."""

    def __init__(self) -> None:
        self.flask = Flask("page")
        self.settings: dict[str, str] = {}
        self.agents: list[str] = []
        self.asked: list[tuple[str, str, str]] = []
        self.expires_in = 900.0
        app = INTEGRATION.sidebar_app
        assert app is not None
        self.app = app
        self.flask.post("/app/zendesk/acme/sidebar")(self.page)
        for path, script in {"/app/zendesk/platform.js": app.platform_script(), "/app/static/main.js": MAIN}.items():
            self.flask.add_url_rule(path, path, partial(Response, script, mimetype="text/javascript"))
        self.flask.route("/app/v1/accounts/acme/<path:path>", methods=["GET", "POST"])(self.api)
        self.server = make_server("127.0.0.1", 0, self.flask, threaded=True)
        self.url = f"http://127.0.0.1:{self.server.port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def page(self) -> Response | tuple[str, int]:
        """The page of the sidebar, for whoever Zendesk vouches for."""
        try:
            self.agents.append(self.app.admit(request.form["token"], self.settings, datetime.now(UTC)).agent)
        except SignatureInvalid as exc:
            return str(exc), 403
        sdk = self.app.sdk(self.settings)
        config = f'{{"api": "/app/v1/accounts/acme", "token": "first", "expires_in": {self.expires_in}}}'
        response = Response(
            f'<!doctype html><html lang="en"><title>Sidebar</title><body><p>Warm Handoff</p>'
            f'<script type="application/json" id="handoff">{config}</script><script src="{sdk}"></script>'
            '<script type="module" src="/app/static/main.js"></script>'
        )
        embedder = self.app.embedder(self.settings)
        response.headers["Content-Security-Policy"] = (
            f"default-src 'none'; script-src 'self' {sdk}; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
            f"base-uri 'none'; form-action 'none'; frame-ancestors {embedder}"
        )
        return response

    def api(self, path: str) -> tuple[Response, int, dict[str, str]]:
        """Write down who asked for what."""
        self.asked.append((request.method, path, request.headers.get("Authorization", "")))
        if path == "token":
            return jsonify(token=f"renewed-{len(self.asked)}", expires_in=900), 200, {}
        if path == "busy":
            return jsonify(error="busy"), 429, {"Retry-After": "7"}
        return jsonify(state="ready", language=request.args.get("language"), sent=request.get_json(silent=True)), 200, {}


class Screen:
    """An agent's screen with the app in it."""

    def __init__(self, driver: Any, sandbox: ZendeskSandbox, url: str, server: OwnServer) -> None:
        self.driver, self.sandbox, self.url, self.server = driver, sandbox, url, server

    def open(self, ticket: str, state: str = "connected") -> None:
        """Open the ticket and wait for the app."""
        self.driver.get(f"{self.url}/_sandbox/apps/{ticket}")
        self.inside()
        self.until(lambda: self.driver.execute_script("return document.body?.dataset.state") == state)

    def inside(self) -> None:
        """Look into the app's frame."""
        self.driver.switch_to.default_content()
        self.driver.switch_to.frame("app-frame")

    def outside(self, script: str) -> Any:
        """Run a script in the page around the app."""
        self.driver.switch_to.default_content()
        try:
            return self.driver.execute_script(f"return {script}")
        finally:
            self.inside()

    def ask(self, call: str) -> Any:
        """Call a function of the layer, and wait for what it answers."""
        self.inside()
        script = f"const done = arguments[0]; Promise.resolve(window.platform.{call}).then(done, (e) => done('!' + e.message))"
        return self.driver.execute_async_script(script)

    def until(self, holds: Callable[[], Any]) -> None:
        """Wait for something to be so."""
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(self.driver, 15, poll_frequency=0.1).until(lambda _: holds())


@pytest.fixture(params=["stand-in", "zendesk"])
def screen(request: pytest.FixtureRequest, browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    """The app installed, over either client script."""
    if request.param == "zendesk":
        if not REAL_SDK.exists():
            raise MissingService("zendesk_app_framework_sdk is not in node_modules; npm ci")
        script = tmp_path / "zaf_sdk.js"
        script.write_text(bundled(), encoding="utf-8")
        monkeypatch.setenv(SDK_VARIABLE, str(script))
    server, sandbox = OwnServer(), create_sandbox()
    assert isinstance(sandbox, ZendeskSandbox)
    sandbox.values["touches_new_tickets"] = False
    with sandbox.serve() as running:
        server.settings = {"subdomain": "sandbox", "base_url": running.url, "app_installation_id": "77",
                           "app_public_key": public_pem()}  # fmt: skip
        install(running.url, server.url)
        yield Screen(browser, sandbox, running.url, server)
    server.server.shutdown()
    server.server.server_close()


def install(sandbox_url: str, address: str) -> None:
    """Upload our package."""
    app = INTEGRATION.sidebar_app
    assert app is not None
    made = app.package(PackageRequest(account="acme", address=address, version="1", settings=ADMIN_SETTINGS, assets={}))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in made.files.items():
            archive.writestr(path, content)
    package = base64.b64encode(target.getvalue()).decode()
    assert requests.post(f"{sandbox_url}/_sandbox/api/app/install", json={"package": package}, timeout=5).status_code == 201


COMPOSER = "document.getElementById('text').value"
TYPE = "document.getElementById('composer').elements.type.value"


def test_each_client_script_is_the_one_it_says(screen: Screen, request: pytest.FixtureRequest) -> None:
    screen.open(screen.sandbox.create_ticket(NewTicket(body="It broke.")))
    is_real = screen.driver.execute_script("return '_messageHandlers' in window.ZAFClient.init()")
    assert is_real == ("[zendesk]" in request.node.name)


def test_an_agent_works_with_the_app_beside_the_ticket(screen: Screen) -> None:
    ticket = screen.sandbox.create_ticket(NewTicket(subject="Lamp", body="It broke."))
    screen.sandbox.values["agent_locale"] = "pt-BR"
    screen.open(ticket)
    assert screen.server.agents == ["801"]
    assert (screen.ask("name"), screen.ask("ticketId()"), screen.ask("language()")) == ("zendesk", ticket, "pt")

    answer = screen.ask(f"call('GET', '/tickets/{ticket}?language=pt')")
    assert answer == {"status": 200, "body": {"state": "ready", "language": "pt", "sent": None}, "retryAfter": None}
    assert screen.ask("call('POST', '/x', {on: true})")["body"]["sent"] == {"on": True}
    assert screen.ask("call('GET', '/busy')") == {"status": 429, "body": {"error": "busy"}, "retryAfter": 7}
    assert {bearer for _, _, bearer in screen.server.asked} == {"Bearer first"}

    screen.outside("document.querySelector('[value=internalNote]').click()")
    screen.outside("Object.assign(document.getElementById('text'), {value: 'Dear Sam,  thanks'}).setSelectionRange(10, 10)")
    assert screen.ask("insertDraft('a < b & <i>c</i>\\n\\nBye')") == "inserted"
    assert screen.outside(COMPOSER) == "Dear Sam, a < b & <i>c</i>\n\nBye thanks"
    assert screen.outside(TYPE) == "publicReply"
    view = screen.sandbox.view(ticket)
    assert view is not None
    assert (view.replies, view.notes) == ([], [])  # inserting sends nothing

    screen.ask("notify('alert', 'Not <b>done</b>')")
    screen.until(lambda: screen.outside("document.getElementById('apps-said').textContent") == "Not <b>done</b>")
    screen.ask("resize(511.5)")
    screen.until(lambda: screen.outside("document.getElementById('app-frame').style.height") == "512px")

    assert screen.ask("name && window.changes") == 0
    screen.outside("document.querySelector('#composer button').click()")
    screen.until(lambda: screen.ask("name && window.changes") == 1)
    view = screen.sandbox.view(ticket)
    assert view is not None
    assert view.replies == ["Dear Sam, a < b & <i>c</i>\n\nBye thanks"]
    assert screen.outside(COMPOSER) == ""
    assert screen.outside("document.querySelectorAll('#conversation article').length") == 2
    assert [row for row in screen.driver.get_log("browser") if row["level"] == "SEVERE" and "/busy" not in row["message"]] == []


def test_the_older_editor_gets_plain_text_at_the_end(screen: Screen) -> None:
    screen.sandbox.values["composer_is_rich"] = False
    screen.open(screen.sandbox.create_ticket(NewTicket(body="It broke.")))
    screen.outside("document.getElementById('text').value = 'Dear Sam,'")
    assert screen.ask("insertDraft('1 < 2\\n&amp;')") == "inserted"
    assert screen.outside(COMPOSER) == "Dear Sam,\n1 < 2\n&amp;"


def test_the_token_is_replaced_while_the_ticket_stays_open(screen: Screen) -> None:
    screen.server.expires_in = 0.5
    screen.open(screen.sandbox.create_ticket(NewTicket(body="It broke.")))
    screen.until(lambda: screen.server.asked)
    assert screen.server.asked[0] == ("POST", "token", "Bearer first")
    screen.until(lambda: screen.ask("call('GET', '/groups')") and screen.server.asked[-1][2] == "Bearer renewed-1")


def test_the_app_can_be_loaded_again(screen: Screen) -> None:
    screen.open(screen.sandbox.create_ticket(NewTicket(body="It broke.")))
    screen.outside("document.getElementById('apps-again').click()")
    screen.until(lambda: screen.server.agents == ["801", "801"])
    screen.inside()
    screen.until(lambda: screen.driver.execute_script("return document.body?.dataset.state") == "connected")
    assert screen.ask("ticketId()") == "1"


def test_a_page_of_somebody_else_may_not_frame_ours(screen: Screen) -> None:
    screen.server.settings["base_url"] = "http://127.0.0.1:9"
    ticket = screen.sandbox.create_ticket(NewTicket(body="It broke."))
    screen.driver.get(f"{screen.url}/_sandbox/apps/{ticket}")
    screen.until(lambda: screen.server.agents)
    screen.until(lambda: any("frame-ancestors" in row["message"] for row in screen.driver.get_log("browser")))


AXE: Final = ROOT / "node_modules" / "axe-core" / "axe.min.js"


@pytest.mark.parametrize("screen", ["stand-in"], indirect=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_around_the_app_have_no_known_barrier(screen: Screen, scheme: str) -> None:
    if not AXE.exists():
        raise MissingService("axe-core is not in node_modules; npm ci")
    ticket = screen.sandbox.create_ticket(NewTicket(subject="Lamp", body="It broke.", priority="urgent", tags=("vip",)))
    screen.sandbox.edit_as_agent(ticket, AgentEdit(private_note="He called.", public_reply="On its way."))
    preference = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    screen.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", preference)
    for path in (f"apps/{ticket}", "apps/settings"):
        screen.driver.get(f"{screen.url}/_sandbox/{path}")
        screen.driver.execute_script(AXE.read_text(encoding="utf-8"))
        script = "axe.run(document, {iframes: false}).then((found) => arguments[0](found.violations))"
        found = screen.driver.execute_async_script(script)
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
