"""The signature: a known vector, two live secrets, the window, the secret that everybody knows."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.errors import SignatureInvalid
from connector.port import Delivery
from integrations.zendesk.integration import INTEGRATION
from integrations.zendesk.sandbox.hooks import sign
from integrations.zendesk.signature import PUBLIC_TEST_SECRET, SIGNATURE_HEADER, TIMESTAMP_HEADER

NOW = datetime(2026, 11, 2, 9, 15, 4, tzinfo=UTC)
SECRET = "s3cret"
STAMP = "2026-11-02T09:15:04Z"
BODY = b'{"ticket_id":"4711","event":"created"}'


def delivery(*, secret: str = SECRET, timestamp: str = STAMP, body: bytes = BODY) -> Delivery:
    return Delivery({SIGNATURE_HEADER: sign(secret, timestamp, body), TIMESTAMP_HEADER: timestamp}, body)


def verify(call: Delivery, *secrets: str, now: datetime = NOW, **settings: str) -> None:
    INTEGRATION.verify(call, settings, secrets, now)


def test_a_known_vector() -> None:
    """Made with OpenSSL: printf '%s' "$timestamp$body" | openssl dgst -sha256 -hmac s3cret -binary | base64"""
    known = "0a3y8FobTrHtg4CoKO86wdE4Y7D3u2b0XbeAhzCGyVY="
    verify(Delivery({SIGNATURE_HEADER: known, TIMESTAMP_HEADER: STAMP}, BODY), "s3cret")


def test_both_secrets_of_a_rotation() -> None:
    for secret in ("old", "new"):
        verify(delivery(secret=secret), "old", "new")
    with pytest.raises(SignatureInvalid):
        verify(delivery(secret="older"), "old", "new")


def test_the_public_test_secret_is_never_accepted() -> None:
    with pytest.raises(SignatureInvalid):
        verify(delivery(secret=PUBLIC_TEST_SECRET), PUBLIC_TEST_SECRET)
    with pytest.raises(SignatureInvalid):
        verify(delivery(secret=PUBLIC_TEST_SECRET), "s3cret", PUBLIC_TEST_SECRET)
    verify(delivery(), PUBLIC_TEST_SECRET, "s3cret")


@pytest.mark.parametrize(("minutes", "setting"), [(59, "60"), (-59, "60"), (4, "5"), (59, ""), (59, "nonsense")])
def test_within_the_window(minutes: int, setting: str) -> None:
    verify(delivery(), "s3cret", now=NOW + timedelta(minutes=minutes), freshness_minutes=setting)


@pytest.mark.parametrize(("minutes", "setting"), [(61, "60"), (-61, "60"), (6, "5"), (61, ""), (61, "nonsense"), (61, "99999")])
def test_outside_the_window(minutes: int, setting: str) -> None:
    with pytest.raises(SignatureInvalid):
        verify(delivery(), "s3cret", now=NOW + timedelta(minutes=minutes), freshness_minutes=setting)


@pytest.mark.parametrize(
    "timestamp",
    [
        "",
        "now",
        "2026-11-02T09:15:04",
        "1793610904",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "٢٠٢٦-11-02T09:15:04Z",
    ],
)
def test_a_signed_timestamp_that_is_none(timestamp: str) -> None:
    with pytest.raises(SignatureInvalid):
        verify(delivery(timestamp=timestamp), "s3cret")


def test_the_timestamp_is_part_of_what_is_signed() -> None:
    call = delivery()
    later = {**call.headers, TIMESTAMP_HEADER: "2026-11-02T09:15:05Z"}
    with pytest.raises(SignatureInvalid):
        verify(Delivery(later, call.body), "s3cret")


@given(timestamp=st.text(max_size=40), given_=st.text(max_size=80), body=st.binary(max_size=80))
def test_any_headers_give_one_refusal(timestamp: str, given_: str, body: bytes) -> None:
    with pytest.raises(SignatureInvalid):
        verify(Delivery({SIGNATURE_HEADER: given_, TIMESTAMP_HEADER: timestamp}, body), "s3cret")


@given(timestamp=st.text(max_size=40))
def test_any_signed_timestamp_gives_a_return_or_one_refusal(timestamp: str) -> None:
    try:
        verify(delivery(timestamp=timestamp.encode("utf-8", "replace").decode()), "s3cret")
    except SignatureInvalid:
        return
