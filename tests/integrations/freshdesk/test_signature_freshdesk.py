"""The secret beside the body, in a header or as a Basic password."""

import base64
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.errors import SignatureInvalid
from connector.port import Delivery
from integrations.freshdesk.integration import INTEGRATION

SECRET, OTHER = "s3cret-of-this-rule", "s3cret-of-the-next-one"


def basic(user: str, password: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def verify(headers: Mapping[str, str], secrets: Sequence[str] = (SECRET,), settings: Mapping[str, str] | None = None) -> None:
    INTEGRATION.verify(Delivery(headers, b"{}"), settings or {}, secrets, datetime.now(UTC))


@pytest.mark.parametrize("secret", [SECRET, OTHER])
def test_both_live_secrets_open_the_door(secret: str) -> None:
    verify({"x-warm-handoff-secret": secret}, (SECRET, OTHER))
    verify(basic("freshdesk", secret), (SECRET, OTHER))


def test_any_user_will_do_unless_one_is_named() -> None:
    verify(basic("", SECRET))
    verify(basic("rule", SECRET), settings={"basic_user": "rule"})
    with pytest.raises(SignatureInvalid):
        verify(basic("somebody", SECRET), settings={"basic_user": "rule"})


def test_a_password_may_hold_a_colon() -> None:
    verify(basic("rule", "a:b"), ("a:b",))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-warm-handoff-secret": ""},
        {"x-warm-handoff-secret": f" {SECRET}"},
        {"x-warm-handoff-secret": "wrong", **basic("freshdesk", SECRET)},
        {"authorization": f"Bearer {SECRET}"},
        {"authorization": "Basic"},
        {"authorization": "Basic ***"},
        {"authorization": "Basic " + base64.b64encode(b"\xff\xfe:\xff").decode()},
        {"authorization": "Basic " + base64.b64encode(SECRET.encode()).decode()},
        basic(SECRET, ""),
        {"authorization": "Basic \ud800"},
    ],
)
def test_everything_else_is_refused(headers: dict[str, str]) -> None:
    with pytest.raises(SignatureInvalid):
        verify(headers, (SECRET, ""))


@given(header=st.text(max_size=60), secrets=st.lists(st.sampled_from(["", SECRET]), max_size=2))
def test_noise_is_refused(header: str, secrets: list[str]) -> None:
    for name in ("authorization", "x-warm-handoff-secret"):
        for value in (header, f"Basic {header}", "Basic " + base64.b64encode(header.encode("utf-8", "replace")).decode()):
            with pytest.raises(SignatureInvalid):
                verify({name: value}, secrets, {"basic_user": "rülе"})
