"""Signing in through the browser: the way back to this machine, and everything that may come back instead."""

import socket
import threading
from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests

from connector.cli.callback import challenge_of, sign_in
from connector.errors import ConfigurationError
from connector.testing.administration import MemoryBrowserSignIn
from connector.testing.processes import free_port

from .conftest import Commands


def browse(changes: dict[str, str], answers: list[requests.Response] | None = None) -> Callable[[str, str], None]:
    """A browser that follows the address and comes back with what the platform says, changed."""

    def show(address: str, redirect_uri: str) -> None:
        asked = parse_qs(urlsplit(address).query)
        said = {"state": asked["state"][0], "code": "one-time-code", **changes}
        back = f"{redirect_uri.replace('localhost', '127.0.0.1')}?{urlencode({k: v for k, v in said.items() if v})}"

        def go() -> None:
            found = requests.get(back, timeout=5)
            if answers is not None:
                answers.append(found)

        thread = threading.Thread(target=go)
        thread.start()
        thread.join()

    return show


def test_credentials_for_the_code_and_its_verifier() -> None:
    answers: list[requests.Response] = []
    browser = MemoryBrowserSignIn()
    assert sign_in(browser, show=browse({}, answers), wait_seconds=5) == {
        "access_token": "a-token",
        "refresh_token": "a-refresh-token",
    }
    assert urlsplit(browser.redirect_uri).hostname == "localhost"
    assert answers[0].status_code == 200
    assert "one-time-code" not in answers[0].text
    assert answers[0].headers["Referrer-Policy"] == "no-referrer"


def test_the_challenge_of_the_standard() -> None:
    # https://www.rfc-editor.org/rfc/rfc7636#appendix-B
    assert challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"error": "access_denied", "code": ""}, "was denied"),
        ({"error": "invalid_scope", "code": ""}, "(invalid_scope)"),
        ({"error": "<b>x</b>", "code": ""}, "refused the sign-in;"),
        ({"state": "of-another-sign-in"}, "another sign-in"),
        ({"state": ""}, "another sign-in"),
        ({"code": ""}, "no code"),
        ({"code": "stolen"}, "the code is not for us"),
    ],
)
def test_everything_else_is_said_in_one_sentence(changes: dict[str, str], says: str) -> None:
    answers: list[requests.Response] = []
    with pytest.raises(ConfigurationError) as refused:
        sign_in(MemoryBrowserSignIn(), show=browse(changes, answers), wait_seconds=5)
    assert says in str(refused.value)
    assert answers[0].status_code == (200 if changes.get("code") == "stolen" else 400)


def test_nobody_comes() -> None:
    with pytest.raises(ConfigurationError, match="nobody signed in within 0 seconds"):
        sign_in(MemoryBrowserSignIn(), show=lambda *_: None, wait_seconds=0.05)


def test_other_paths_and_idle_connections_do_not_disturb() -> None:
    idle: list[socket.socket] = []

    def show(address: str, redirect_uri: str) -> None:
        port = urlsplit(redirect_uri).port
        idle.append(socket.create_connection(("127.0.0.1", port or 0)))
        assert requests.get(f"http://127.0.0.1:{port}/favicon.ico", timeout=5).status_code == 404
        browse({})(address, redirect_uri)

    try:
        assert sign_in(MemoryBrowserSignIn(), show=show, wait_seconds=5)["access_token"] == "a-token"
    finally:
        for connection in idle:
            connection.close()


def test_a_port_that_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(ConfigurationError, match="--callback-port"):
            sign_in(MemoryBrowserSignIn(), show=lambda *_: None, port=taken.getsockname()[1])


def test_connecting_with_a_browser(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEMORY_KEY")
    opened: list[str] = []

    def open_browser(address: str) -> None:
        opened.append(address)
        browse({})(address, parse_qs(urlsplit(address).query)["redirect_uri"][0])

    monkeypatch.setattr("webbrowser.open", open_browser)
    port = free_port()
    done = commands.connect("--sign-in", "browser", "--callback-port", str(port))
    assert opened[0] in done.output
    assert f"http://localhost:{port}/callback" in done.output
    assert commands.credentials() == {"access_token": "a-token", "refresh_token": "a-refresh-token"}
    assert "a-token" not in done.output
    commands.run("connect", "memory", "acme")  # stays signed in
    assert commands.credentials()["refresh_token"] == "a-refresh-token"


def test_a_helpdesk_without_a_browser(commands: Commands) -> None:
    commands.browser = None
    assert "leave out --sign-in" in commands.refuse("connect", "memory", "acme", "--set", "site=acme", "--sign-in", "browser")
