"""Signing in through the browser: only what was asked for, only once, and tokens that replace each other."""

import base64
import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from connector.errors import ConfigurationError, CredentialsRejected, Transient
from connector.kit.credentials import MemoryCredentials
from connector.port import Connection
from connector.testing.faults import Fault
from integrations.zendesk.integration import INTEGRATION
from integrations.zendesk.scopes import SETTING_UP, WORKING

Acc = Any
BACK = "http://localhost:4567/callback"
VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


@dataclass
class Browser:
    """An admin's browser on the stand-in's page."""

    account: Acc
    settings: dict[str, str]

    @property
    def door(self) -> Any:
        door = INTEGRATION.browser_sign_in(self.settings)
        assert door is not None
        return door

    def code(self, **changes: str) -> str:
        """Go where we point, and take the code home."""
        address = self.door.address(redirect_uri=BACK, state="s-1", challenge=CHALLENGE, **changes)
        home = requests.get(address, allow_redirects=False, timeout=5).headers["Location"]
        query = parse_qs(urlsplit(home).query)
        assert home.startswith(f"{BACK}?")
        assert query["state"] == ["s-1"]
        return query["code"][0]

    def signed_in(self) -> MemoryCredentials:
        return MemoryCredentials(self.door.redeem(code=self.code(), verifier=VERIFIER, redirect_uri=BACK))


@pytest.fixture
def browser(account: Acc) -> Browser:
    """A public client, and an admin who allows everything."""
    account.sandbox.values["approves_sign_in"] = True
    return Browser(account, {**account.sandbox.browser_connection()["settings"], "base_url": account.url})


def test_the_address_asks_for_a_code_with_a_challenge_and_every_scope(browser: Browser) -> None:
    address = urlsplit(browser.door.address(redirect_uri=BACK, state="s-1", challenge=CHALLENGE))
    query = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert address.path == "/oauth/authorizations/new"
    assert set(query.pop("scope").split()) == {*WORKING, *SETTING_UP, "read"}
    assert query == {
        "response_type": "code", "client_id": "warm_handoff_browser", "redirect_uri": BACK, "state": "s-1",
        "code_challenge": CHALLENGE, "code_challenge_method": "S256",
    }  # fmt: skip


def test_a_code_gives_credentials_that_work(browser: Browser, account: Acc) -> None:
    credentials = browser.signed_in()
    assert set(credentials.read()) == {"access_token", "refresh_token", "expires_at"}
    INTEGRATION.check_settings(browser.settings, credentials.read())
    desk = INTEGRATION.open(Connection(account="a", settings=browser.settings, credentials=credentials))
    assert desk.identify().name == "Warm Handoff (automated)"


@pytest.mark.parametrize("change", [{"verifier": "w" * 64}, {"redirect_uri": "http://localhost:1/"}, {"code": "made-up"}])
def test_a_code_is_worth_nothing_with_something_else(browser: Browser, change: dict[str, str]) -> None:
    given = {"code": browser.code(), "verifier": VERIFIER, "redirect_uri": BACK, **change}
    with pytest.raises(CredentialsRejected, match="did not accept the sign-in"):
        browser.door.redeem(**given)


def test_a_code_works_once(browser: Browser) -> None:
    code = browser.code()
    browser.door.redeem(code=code, verifier=VERIFIER, redirect_uri=BACK)
    with pytest.raises(CredentialsRejected):
        browser.door.redeem(code=code, verifier=VERIFIER, redirect_uri=BACK)


def test_trouble_is_no_refusal(browser: Browser, account: Acc) -> None:
    code = browser.code()
    account.trouble(Fault.UNAVAILABLE)
    with pytest.raises(Transient) as caught:
        browser.door.redeem(code=code, verifier=VERIFIER, redirect_uri=BACK)
    assert not isinstance(caught.value, CredentialsRejected)
    assert code not in str(caught.value)


def test_a_page_asks_and_no_means_no(browser: Browser, account: Acc) -> None:
    account.sandbox.values["approves_sign_in"] = False
    address = browser.door.address(redirect_uri=BACK, state="s-1", challenge=CHALLENGE)
    page = requests.get(address, timeout=5)
    assert page.status_code == 200
    assert "webhooks:write" in page.text
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    target = f"{account.url}/oauth/authorizations/new"
    no = requests.post(target, data=query, allow_redirects=False, timeout=5)
    assert "error=access_denied" in no.headers["Location"]
    yes = requests.post(target, data={**query, "allow": "1"}, allow_redirects=False, timeout=5)
    assert "code=" in yes.headers["Location"]


def test_both_tokens_are_replaced_together(browser: Browser, account: Acc) -> None:
    credentials = browser.signed_in()
    before = dict(credentials.read())
    account.sandbox.access.tokens.clear()  # it ended early
    desk = INTEGRATION.open(Connection(account="a", settings=browser.settings, credentials=credentials))
    desk.identify()
    after = credentials.read()
    assert after["access_token"] != before["access_token"]
    assert after["refresh_token"] != before["refresh_token"]
    desk.identify()
    assert credentials.renewals == 1


def test_a_dead_sign_in_names_the_remedy(browser: Browser, account: Acc) -> None:
    credentials = browser.signed_in()
    account.sandbox.access.tokens.clear()
    account.sandbox.access.refreshes.clear()
    desk = INTEGRATION.open(Connection(account="a", settings=browser.settings, credentials=credentials))
    with pytest.raises(CredentialsRejected, match="sign in again with `handoff connect"):
        desk.identify()


def test_without_a_client_there_is_no_sign_in() -> None:
    with pytest.raises(ConfigurationError, match="client_id"):
        INTEGRATION.browser_sign_in({"subdomain": "acme", "email": "a@example.com"})
