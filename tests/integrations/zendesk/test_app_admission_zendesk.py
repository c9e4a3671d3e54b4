"""Whom a signed page load vouches for. Any text at all is refused unless everything about it is right."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given
from hypothesis import strategies as st

from connector.administration import Visitor
from connector.errors import SignatureInvalid
from integrations.zendesk.sandbox.app_key import public_pem, sign_page_token
from integrations.zendesk.sidebar_app import SDK, ZendeskSidebarApp

APP: Final = ZendeskSidebarApp()
NOW: Final = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
AT: Final = int(NOW.timestamp())
SETTINGS: Final = {"subdomain": "acme", "app_installation_id": "77", "app_public_key": public_pem()}
CLAIMS: Final = {
    "iss": "acme.zendesk.com",
    "aud": "https://acme.zendesk.com/api/v2/apps/installations/77.json",
    "sub": "https://acme.zendesk.com/api/v2/users/801.json",
    "iat": AT,
    "nbf": AT,
    "exp": AT + 300,
    "jti": "f81d4fae",
    "context": {"product": "support", "location": "ticket_sidebar"},
}


def admitted(token: str, now: datetime = NOW) -> Visitor:
    """Ask."""
    return APP.admit(token, SETTINGS, now)


def claiming(**changes: Any) -> str:
    """A token of the account's own app; ``None`` leaves a claim out."""
    return sign_page_token({name: value for name, value in {**CLAIMS, **changes}.items() if value is not None})


def test_an_agent_is_admitted() -> None:
    assert admitted(claiming()) == Visitor("801")


@pytest.mark.parametrize(
    ("sub", "agent"), [("https://acme.zendesk.com/api/v2/users/9001", "9001"), ("360001234567", "360001234567")]
)
def test_other_ways_to_name_the_agent(sub: str, agent: str) -> None:
    assert admitted(claiming(sub=sub)) == Visitor(agent)


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "https://acme.zendesk.com/api/v2/apps/installations/78.json"},
        {"aud": "https://other.zendesk.com/api/v2/apps/installations/77.json"},
        {"iss": "other.zendesk.com"},
        {"iss": "https://acme.zendesk.com.example.org"},
        {"sub": "https://acme.zendesk.com/api/v2/users/me.json"},
        {"sub": ""},
        {"exp": AT - 61},
        {"nbf": AT + 61},
        {"iat": AT + 61},
        {"exp": "soon"},
        {"exp": True},
        {"exp": 1e400},
        *({name: None} for name in ("aud", "exp", "iat", "iss", "nbf", "sub")),
    ],
    ids=str,
)
def test_a_claim_that_is_wrong_or_missing(changes: Mapping[str, Any]) -> None:
    with pytest.raises(SignatureInvalid):
        admitted(claiming(**changes))


def test_it_goes_by_the_time_it_is_told() -> None:
    token = claiming()
    assert admitted(token, NOW + timedelta(minutes=5, seconds=30))
    assert admitted(token, NOW - timedelta(seconds=30))
    for wrong in (timedelta(minutes=6, seconds=1), timedelta(seconds=-61), timedelta(days=365)):
        with pytest.raises(SignatureInvalid):
            admitted(token, NOW + wrong)


def test_a_token_of_another_key() -> None:
    stranger = rsa.generate_private_key(public_exponent=65_537, key_size=2048)
    with pytest.raises(SignatureInvalid):
        admitted(jwt.encode(dict(CLAIMS), stranger, algorithm="RS256"))


def part(value: Mapping[str, Any]) -> str:
    """One part of a token."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def forged(algorithm: str, secret: bytes) -> str:
    """What an attacker can make who knows the public key, which anybody does."""
    signed = f"{part({'alg': algorithm, 'typ': 'JWT'})}.{part(CLAIMS)}"
    proof = hmac.new(secret, signed.encode(), hashlib.sha256).digest() if secret else b""
    return f"{signed}.{base64.urlsafe_b64encode(proof).rstrip(b'=').decode()}"


@pytest.mark.parametrize("token", [forged("none", b""), forged("HS256", public_pem().encode()), forged("RS256", b"x")])
def test_a_forged_token(token: str) -> None:
    with pytest.raises(SignatureInvalid):
        admitted(token)


@pytest.mark.parametrize(
    "settings",
    [
        {"app_public_key": ""},
        {"app_installation_id": ""},
        {"app_public_key": "no key"},
        {"subdomain": ""},
        {"subdomain": "other"},
    ],
)
def test_an_account_that_does_not_know_its_installation(settings: dict[str, str]) -> None:
    with pytest.raises(SignatureInvalid):
        APP.admit(claiming(), {**SETTINGS, **settings}, NOW)


def test_a_page_that_is_not_set_up_yet_says_how_to_go_on() -> None:
    with pytest.raises(SignatureInvalid, match="handoff connect"):
        APP.admit(claiming(), {"subdomain": "acme"}, NOW)


@given(
    st.text()
    | st.binary().map(lambda raw: raw.decode("latin-1"))
    | st.just("a" * 20_000)
    | st.just(part({"alg": "RS256"}) + ".[." * 9)
)
def test_any_text_is_refused_and_nothing_else_is_raised(token: str) -> None:
    with pytest.raises(SignatureInvalid):
        admitted(token)


@given(st.data())
def test_a_changed_token_is_refused(data: st.DataObject) -> None:
    token = claiming()
    at = data.draw(st.integers(0, len(token) - 2))
    letter = data.draw(st.sampled_from("ABCabc012-_.").filter(lambda one: one != token[at]))
    changed = token[:at] + letter + token[at + 1 :]
    with pytest.raises(SignatureInvalid):
        admitted(changed)


@pytest.mark.parametrize(
    ("settings", "origin"),
    [
        ({"subdomain": "Acme"}, "https://acme.zendesk.com"),
        ({"subdomain": "sandbox", "base_url": "http://127.0.0.1:4567"}, "http://127.0.0.1:4567"),
        ({"subdomain": "sandbox", "base_url": "http://[::1]:4567/x;y"}, "http://[::1]:4567"),
    ],
)
def test_one_origin_may_frame_our_page(settings: dict[str, str], origin: str) -> None:
    assert APP.embedder(settings) == origin


def test_the_client_script_is_zendesks_own() -> None:
    assert APP.sdk({"subdomain": "acme"}) == SDK
    assert APP.sdk({"subdomain": "sandbox", "base_url": "http://127.0.0.1:9"}) == "http://127.0.0.1:9/_sandbox/zaf_sdk.js"
