"""The part of the contract suite about bells: what is verified, what is parsed, what is refused."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connector.core.ticket import EventKind, TicketEvent
from connector.errors import (
    PayloadInvalid,
    SignatureInvalid,
)
from connector.port import Delivery
from connector.testing.contract_base import ContractBase

_often = settings(
    max_examples=60, deadline=None, database=None, suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow]
)
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


class BellContract(ContractBase):
    """Any bytes at all give an event, nothing, or one clear refusal."""

    # ── the bell: verify ──────────────────────────────────────────────────────────────────────────────────────────────

    def verify(self, delivery: Delivery, *secrets: str) -> None:
        """Verify as of now."""
        self.integration.verify(delivery, self.settings, secrets, datetime.now(UTC))

    def test_own_signature_is_accepted(self) -> None:
        self.verify(self.signed(self.created_body("41"), self.secret), self.secret)

    def test_rotation_accepts_old_and_new(self) -> None:
        for secret in (self.secret, self.other_secret):
            self.verify(self.signed(self.created_body("41"), secret), self.secret, self.other_secret)

    @pytest.mark.parametrize("secrets", [(), ("",), ("", ""), ("a-secret-nobody-uses",)])
    def test_other_empty_and_missing_secrets_are_refused(self, secrets: tuple[str, ...]) -> None:
        with pytest.raises(SignatureInvalid):
            self.verify(self.signed(self.created_body("41"), self.secret), *secrets)

    def test_a_delivery_signed_with_nothing_is_refused(self) -> None:
        with pytest.raises(SignatureInvalid):
            self.verify(self.signed(self.created_body("41"), ""), self.secret, "")

    def test_each_proof_header_is_needed(self) -> None:
        delivery = self.signed(self.created_body("41"), self.secret)
        for missing in self.proof_headers:
            headers = {name: value for name, value in delivery.headers.items() if name != missing}
            with pytest.raises(SignatureInvalid):
                self.verify(Delivery(headers, delivery.body), self.secret)

    @_often
    @given(data=st.data())
    def test_any_changed_byte_is_refused(self, data: st.DataObject) -> None:
        delivery = self.signed(self.created_body("41"), self.secret)
        if self.signs_body and data.draw(st.booleans(), label="in the body"):
            at = data.draw(st.integers(0, len(delivery.body) - 1))
            bit = 1 << data.draw(st.integers(0, 7))
            changed = Delivery(delivery.headers, delivery.body[:at] + bytes([delivery.body[at] ^ bit]) + delivery.body[at + 1 :])
        else:
            name = data.draw(st.sampled_from(list(self.proof_headers)))
            value = delivery.headers[name]
            at = data.draw(st.integers(0, len(value) - 1))
            letter = data.draw(st.characters(codec="latin-1").filter(lambda c: c != value[at]))
            changed = Delivery({**delivery.headers, name: value[:at] + letter + value[at + 1 :]}, delivery.body)
        with pytest.raises(SignatureInvalid):
            self.verify(changed, self.secret)

    @_often
    @given(
        noise=st.dictionaries(st.text(max_size=30), st.text(max_size=60), max_size=4),
        proof=st.text(max_size=80),
        body=st.binary(),
    )
    def test_header_noise_is_refused(self, noise: dict[str, str], proof: str, body: bytes) -> None:
        with pytest.raises(SignatureInvalid):
            self.verify(Delivery({**noise, **dict.fromkeys(self.proof_headers, proof)}, body), self.secret)

    # ── the bell: parse ───────────────────────────────────────────────────────────────────────────────────────────────

    def test_a_new_ticket_is_heard(self) -> None:
        event = self.integration.parse(self.signed(self.created_body("41"), self.secret))
        assert event == TicketEvent(kind=EventKind.CREATED, ticket_id="41")

    def test_what_does_not_concern_us_is_left(self) -> None:
        for body in self.other_bodies:
            assert self.integration.parse(self.signed(body, self.secret)) is None

    def test_the_test_delivery_is_genuine_and_concerns_no_ticket(self) -> None:
        delivery = self.integration.test_delivery(self.secret, datetime.now(UTC))
        self.verify(delivery, self.secret)
        assert self.integration.parse(delivery) is None
        with pytest.raises(SignatureInvalid):
            self.verify(delivery, self.other_secret)

    @_often
    @given(body=st.binary(max_size=200) | _json.map(lambda value: json.dumps(value).encode()))
    def test_any_body_is_parsed_or_refused(self, body: bytes) -> None:
        self._parses_or_refuses(body)

    @_often
    @given(data=st.data())
    def test_any_damage_to_a_body_is_parsed_or_refused(self, data: st.DataObject) -> None:
        body = self.created_body("41")
        start = data.draw(st.integers(0, len(body)))
        stop = data.draw(st.integers(start, len(body)))
        self._parses_or_refuses(body[:start] + data.draw(st.binary(max_size=12)) + body[stop:])

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"[" * 100_000,
            b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
            b"\xff\xfe\x00",
            b"NaN",
            b"1" * 10_000,
            b'"\\ud800"',
            b"{}",
            b"null",
        ],
        ids=lambda body: body[:12].hex() or "empty",
    )
    def test_hostile_bodies_are_refused(self, body: bytes) -> None:
        self._parses_or_refuses(body)

    @pytest.mark.parametrize("ticket_id", ["", "0x1", "../4711", "41 ", "4" * 20, "٤١", "-1", "1e3"])
    def test_ticket_ids_are_digits_only(self, ticket_id: str) -> None:
        with pytest.raises(PayloadInvalid):
            self.integration.parse(self.signed(self.created_body(ticket_id), self.secret))

    def _parses_or_refuses(self, body: bytes) -> None:
        try:
            event = self.integration.parse(self.signed(body, self.secret))
        except PayloadInvalid:
            return
        assert event is None or (event.ticket_id.isascii() and event.ticket_id.isdigit() and len(event.ticket_id) <= 19)
