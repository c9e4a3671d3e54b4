"""Who is let in: two accounts that never see each other, two kinds of token, time that passes, and calls that are too many."""

import base64
import hashlib
import hmac
import json
from typing import Any, Final

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connector.web.app_tokens import SESSION_SECONDS, TOKEN_SECONDS, PagePass, PageTokens, TokenInvalid
from connector.web.operations import OPERATIONS

KEY: Final = b"k" * 32
EVERY_CALL: Final = [(o.method, o.path.replace("{ticket}", "41"), o.pages, o.apps) for o in OPERATIONS]
#: Bodies that would work, so that it is the token that is refused.
BODIES: Final = {
    "/tickets/41/corrections": {"needs_person": True},
    "/tickets/41/prefers-human": {"on": True},
    "/tickets/41/audit": {"kind": "how_to", "urgency": "U1", "needs_person": False},
    "/tickets/41/coach": {"reply": "Dear Sam, I will call you."},
    "/settings": {"settings": {"people_group": "Care"}},
    "/settings/check": {"settings": {"people_group": "Care"}},
    "/bells": {"ticket_id": "41", "event": "ticket_created"},
}


def body_for(method: str, path: str) -> Any:
    """A body that would work."""
    return None if method == "GET" else BODIES.get(path, {})


# ── two accounts ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("method", "path", "pages", "apps"), EVERY_CALL)
def test_a_token_opens_its_own_account_alone(house: Any, method: str, path: str, pages: bool, apps: bool) -> None:
    house.triage()
    before = house.application.accounts.get("acme"), house.application.inbox.counts()
    for token, is_meant in ((house.page_token("globex"), pages), (house.app_tokens["globex"], apps)):
        foreign = house.call(method, path, body_for(method, path), account="acme", token=token)
        unknown = house.call(method, path, body_for(method, path), account="nobody", token=token)
        assert (foreign.status_code, foreign.data) == (404, unknown.data)
        assert foreign.get_json()["error"] == "unknown_account"
        own = house.call(method, path, body_for(method, path), account="globex", token=token)
        assert own.status_code != 404
        assert (own.status_code == 403) is not is_meant
    after = house.application.accounts.get("acme"), house.application.inbox.counts()
    assert after[0] == before[0]


def test_two_accounts_with_the_same_ticket_see_nothing_of_each_other(house: Any) -> None:
    shown_nowhere = "people_group: Support\naudit_share: 0\nmark_requesters: off"  # one helpdesk stands behind both accounts here
    house.application.accounts.set("acme", rules_text=shown_nowhere)
    house.triage("41", account="acme")
    house.call("POST", "/tickets/41/corrections", {"group": "Billing"})
    house.call("POST", "/tickets/41/prefers-human", {"on": True})
    page = house.see(account="globex", token=house.app_tokens["globex"])
    assert (page["state"], page["reading"], page["can_undo"], page["prefers_human"]) == ("unknown", None, False, False)
    assert page["choices"]["groups"] == []
    refused = house.call("POST", "/tickets/41/undo", {}, account="globex", token=house.app_tokens["globex"])
    assert refused.get_json()["error"] == "nothing_to_undo"
    house.triage("41", account="globex")
    page = house.see(account="globex", token=house.app_tokens["globex"])
    assert page["corrected"]["group"] is None
    assert page["prefers_human"] is False
    house.call("POST", "/tickets/41/undo", {}, account="globex", token=house.app_tokens["globex"])
    house.work()
    assert house.see()["state"] != "undone"
    assert house.application.corrections.all("globex") == []
    assert house.application.texts.requester_of("globex", "41") != house.application.texts.requester_of("acme", "41")


def test_a_disconnected_account_is_gone_at_once(house: Any) -> None:
    token = house.page_token()
    assert house.call("GET", "/groups", token=token).status_code == 200
    house.application.accounts.remove("acme")
    assert house.call("GET", "/groups", token=token).status_code == 404
    assert house.call("GET", "/groups", token=house.app_tokens["acme"]).status_code == 401


def test_an_app_token_ends_when_a_new_one_is_made(house: Any) -> None:
    old = house.app_tokens["acme"]
    new = house.application.accounts.rotate_app_token("acme")
    assert house.call("GET", "/groups", token=old).status_code == 401
    assert house.call("GET", "/groups", token=new).status_code == 200


def test_an_account_without_an_app_token_accepts_none(house: Any) -> None:
    house.application.accounts.set("acme", app_token="")
    for token in ("", " ", house.app_tokens["acme"], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"):
        assert house.call("GET", "/groups", token=token).status_code == 401


# ── two kinds of token ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("method", "path", "pages", "apps"), EVERY_CALL)
@pytest.mark.parametrize(
    "authorization", [None, "", "Bearer", "Bearer ", "Basic YTpi", "Bearer a.b.c", "Bearer nonsense", "a.b.c"]
)
def test_without_a_token_nothing_is_open(
    house: Any, method: str, path: str, pages: bool, apps: bool, authorization: str | None
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    answer = house.client.open(f"/app/v1/accounts/acme{path}", method=method, json=body_for(method, path), headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.get_json()["remedy"]


@pytest.mark.parametrize("origin", ["https://evil.example.com", "null", "https://triage.example.com.evil.example", "", "file://"])
def test_a_foreign_page_is_refused_even_with_a_token(house: Any, origin: str) -> None:
    answer = house.call("GET", "/groups", token=house.page_token(), Origin=origin)
    assert (answer.status_code, answer.get_json()["error"]) == (403, "foreign_origin")
    assert house.call("GET", "/groups", Origin=origin).status_code == 200  # a proxy is no page


@pytest.mark.parametrize("origin", ["https://triage.example.com", "http://localhost"])
def test_our_own_page_may_call(house: Any, origin: str) -> None:
    assert house.call("GET", "/groups", token=house.page_token(), Origin=origin).status_code == 200


# ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_page_token_ends_and_is_renewed_for_nine_hours(house: Any) -> None:
    opened = house.clock.now
    token, last = house.page_token(), 0.0
    while house.clock.now - opened < SESSION_SECONDS:
        answer = house.call("POST", "/token", {}, token=token)
        assert answer.status_code == 200, answer.text
        token, last = answer.get_json()["token"], answer.get_json()["expires_in"]
        assert 0 < last <= TOKEN_SECONDS
        house.clock.now += min(last, 720)
    assert house.clock.now - opened == SESSION_SECONDS
    assert house.call("GET", "/groups", token=token).status_code == 401
    ended = house.call("POST", "/token", {}, token=token)
    assert (ended.status_code, ended.get_json()["error"]) == (401, "token")
    assert "reload" in ended.get_json()["remedy"]


def test_a_token_that_was_not_renewed_ends_after_fifteen_minutes(house: Any) -> None:
    token = house.page_token()
    house.clock.now += TOKEN_SECONDS - 1
    assert house.call("GET", "/groups", token=token).status_code == 200
    house.clock.now += 1
    assert house.call("GET", "/groups", token=token).status_code == 401
    assert house.call("POST", "/token", {}, token=token).status_code == 401


# ── forged tokens ────────────────────────────────────────────────────────────────────────────────────────────────────

NOW: Final = 1_000_000.0
CLAIMS: Final = {"aud": "handoff-app", "acc": "acme", "agent": "7", "since": NOW, "exp": NOW + 900}


def tokens() -> PageTokens:
    """With a key of the test's and a clock that stands still."""
    return PageTokens(KEY, clock=lambda: NOW)


def part(value: Any) -> str:
    """One part of a token."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def test_a_genuine_token() -> None:
    assert tokens().read(jwt.encode(CLAIMS, KEY, algorithm="HS256")) == PagePass("acme", "7", NOW)
    assert tokens().read(tokens().open("acme", "7").token) == PagePass("acme", "7", NOW)


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "somebody-else"},
        {"aud": ["other", "another"]},
        {"acc": ""},
        {"acc": None},
        {"acc": 4},
        {"agent": None},
        {"since": "now"},
        {"since": True},
        {"since": NOW - SESSION_SECONDS},
        {"exp": NOW},
        {"exp": "never"},
        {"exp": 1e400},
        *({"without": name} for name in CLAIMS),
    ],
    ids=str,
)
def test_a_claim_that_is_wrong_or_missing(changes: dict[str, Any]) -> None:
    without = changes.pop("without", None)
    claims = {name: value for name, value in {**CLAIMS, **changes}.items() if name != without}
    with pytest.raises(TokenInvalid):
        tokens().read(jwt.encode(claims, KEY, algorithm="HS256"))


def test_no_other_algorithm_is_accepted() -> None:
    unsigned = f"{part({'alg': 'none', 'typ': 'JWT'})}.{part(CLAIMS)}."
    longer = jwt.encode(CLAIMS, KEY * 2, algorithm="HS512")
    private = rsa.generate_private_key(public_exponent=65_537, key_size=2048)
    asymmetric = jwt.encode(CLAIMS, private, algorithm="RS256")
    public = private.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    for forged in (unsigned, unsigned + "AAAA", longer, asymmetric):
        with pytest.raises(TokenInvalid):
            tokens().read(forged)
    head = f"{part({'alg': 'HS256'})}.{part(CLAIMS)}"
    with pytest.raises(TokenInvalid):  # a token signed by the public key as if it were the secret
        tokens().read(f"{head}.{_mac(head, public)}")


def _mac(head: str, key: bytes) -> str:
    return base64.urlsafe_b64encode(hmac.new(key, head.encode(), hashlib.sha256).digest()).rstrip(b"=").decode()


def test_the_key_of_another_purpose_signs_nothing(house: Any) -> None:
    claims = {**CLAIMS, "since": house.clock.now, "exp": house.clock.now + 900}
    for purpose, status in (("app", 200), ("references", 401), ("requesters", 401)):
        token = jwt.encode(claims, house.application.sealer.derive(purpose), algorithm="HS256")
        assert house.call("GET", "/groups", token=token).status_code == status


@given(text=st.one_of(st.text(max_size=300), st.binary(max_size=300).map(lambda b: b.decode("latin-1"))))
def test_any_text_at_all_is_refused(text: str) -> None:
    with pytest.raises(TokenInvalid):
        tokens().read(text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(data=st.data())
def test_no_single_change_of_a_token_survives(data: st.DataObject) -> None:
    token = tokens().open("acme", "7").token
    where = data.draw(st.integers(0, token.rindex(".") - 1))
    other = data.draw(st.sampled_from("ABCabc0_-."))
    if token[where] != other:
        with pytest.raises(TokenInvalid):
            tokens().read(token[:where] + other + token[where + 1 :])


# ── too many ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_token_has_its_share_of_calls(house: Any) -> None:
    token = house.page_token()
    answers = [house.call("GET", "/groups", token=token).status_code for _ in range(121)]
    assert answers == [200] * 120 + [429]
    refused = house.call("GET", "/groups", token=token)
    assert refused.get_json()["error"] == "too_often"
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert house.call("GET", "/groups", token=house.page_token(agent="8")).status_code == 200
    assert house.call("GET", "/groups").status_code == 200


def test_a_renewed_token_has_no_new_share(house: Any) -> None:
    token = house.page_token()
    for _ in range(120):
        house.call("GET", "/groups", token=token)
    assert house.call("GET", "/groups", token=house.page_token()).status_code == 429


def test_failures_are_limited_and_lock_out_nobody_else(house: Any) -> None:
    answers = [house.call("GET", "/groups", token="guess").status_code for _ in range(22)]
    assert answers == [401] * 20 + [429] * 2
    assert house.call("GET", "/groups").status_code == 200
