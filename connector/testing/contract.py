"""The contract suite: what every integration promises, checked by inheriting one class.

A subclass supplies its integration, a sandbox and a few bodies, and pytest finds the tests:

    class TestZendeskContract(IntegrationContract):
        integration = INTEGRATION
        ...

Needs pytest and hypothesis, which the package itself does not.
"""

import abc
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connector.core.note import Block, BlockKind, Note
from connector.core.ticket import Author, Capability, EventKind, Priority, Ticket, TicketEvent
from connector.core.update import DRAFTED, PEOPLE_FIRST, TicketUpdate, inverse
from connector.errors import (
    ConfigurationError,
    Conflict,
    CredentialsRejected,
    HandoffError,
    OutcomeUnknown,
    PayloadInvalid,
    Permanent,
    RateLimited,
    Refused,
    SignatureInvalid,
    TicketGone,
    Transient,
)
from connector.manifest import render_manifest
from connector.port import Connection, Delivery, Helpdesk, Integration, Written
from connector.testing.credentials import MemoryCredentials
from connector.testing.faults import Fault, FaultPlan
from connector.testing.sandbox import AgentEdit, NewTicket, Sandbox

REFERENCE: Final = "WH-CONTRACT2345A"

#: The card that each integration fills in: done, or exempt with a written reason.
QUALITY_RULES: Final = frozenset(
    {
        "verifies-every-delivery",
        "rotates-secrets",
        "ignores-own-events",
        "safe-to-repeat",
        "keeps-human-changes",
        "least-permissions",
        "types-every-failure",
        "checks-account-before-saving",
        "documents-removal",
        "recorded-against-a-live-account",
    }
)

READ_FAULTS: Final[Mapping[Fault, type[HandoffError]]] = {
    Fault.TOO_MANY: RateLimited,
    Fault.SERVER_ERROR: Transient,
    Fault.UNAVAILABLE: Transient,
    Fault.HTML: Transient,
    Fault.TRUNCATED_AFTER: Transient,
    Fault.DROP_BEFORE: Transient,
    Fault.DROP_AFTER: Transient,
    Fault.UNAUTHORIZED: CredentialsRejected,
    Fault.FORBIDDEN: CredentialsRejected,
}

WRITE_FAULTS: Final[Mapping[Fault, type[HandoffError]]] = {
    Fault.TOO_MANY: RateLimited,
    Fault.SERVER_ERROR: OutcomeUnknown,
    Fault.UNAVAILABLE: OutcomeUnknown,
    Fault.UNAVAILABLE_AFTER: OutcomeUnknown,
    Fault.HTML_AFTER: OutcomeUnknown,
    Fault.TRUNCATED_AFTER: OutcomeUnknown,
    Fault.DROP_BEFORE: OutcomeUnknown,
    Fault.DROP_AFTER: OutcomeUnknown,
    Fault.UNAUTHORIZED: CredentialsRejected,
    Fault.FORBIDDEN: CredentialsRejected,
}

NOTE: Final = Note(
    (
        Block(BlockKind.HEADING, ("AI triage: for a person",)),
        Block(BlockKind.BULLETS, ("speaks of <b>two</b> orders & a refund", "asks for {{ticket.requester.email}}")),
        Block(BlockKind.DRAFT, ("Hello Sam,", "your parcel is on its way.")),
    )
)

UPDATE: Final = TicketUpdate(
    add_tags=frozenset({PEOPLE_FIRST, DRAFTED}), priority=Priority.HIGH, note=NOTE.with_reference(REFERENCE)
)

_often = settings(
    max_examples=60, deadline=None, database=None, suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow]
)
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@dataclass(frozen=True, slots=True)
class Desk:
    """A running sandbox and the integration's client on it."""

    sandbox: Sandbox
    helpdesk: Helpdesk
    settings: Mapping[str, str]
    credentials: MemoryCredentials

    def trouble(self, fault: Fault, *, writes_only: bool = False) -> None:
        """From now on every call ends so."""
        self.sandbox.gateway.plan = FaultPlan(rate=1.0, kinds=(fault,), writes_only=writes_only, late_seconds=0.05)

    def calm(self) -> None:
        """No more trouble."""
        self.sandbox.gateway.plan = FaultPlan()


class IntegrationContract(abc.ABC):
    """Inherit, fill in the blanks, and pytest runs every promise of the port against your integration."""

    integration: ClassVar[Integration]
    #: Account settings for verify(), when nothing else is known.
    settings: ClassVar[Mapping[str, str]] = {}
    secret: ClassVar[str] = "a-secret-of-this-webhook"
    other_secret: ClassVar[str] = "a-secret-of-another-webhook"
    #: Headers, in lower case, without which a delivery proves nothing.
    proof_headers: ClassVar[Sequence[str]]
    #: Whether the proof covers the body, or is a shared secret beside it.
    signs_body: ClassVar[bool] = True
    #: Whether a write is refused once the ticket has changed since it was read.
    writes_are_conditional: ClassVar[bool] = True
    #: Reads and writes for one ticket from bell to note.
    most_calls_per_ticket: ClassVar[int] = 3
    #: Genuine bodies that do not concern us.
    other_bodies: ClassVar[Sequence[bytes]] = ()

    @abc.abstractmethod
    def make_sandbox(self) -> Sandbox:
        """Return a fresh sandbox of your platform."""

    @abc.abstractmethod
    def signed(self, body: bytes, secret: str) -> Delivery:
        """Return the delivery as the platform would send it now."""

    @abc.abstractmethod
    def created_body(self, ticket_id: str) -> bytes:
        """Return the body of a bell for a new ticket."""

    @abc.abstractmethod
    def make_odd(self, sandbox: Sandbox, ticket_id: str) -> None:
        """Give a ticket of your sandbox a priority and a status that your tables do not know."""

    def pass_time(self, sandbox: Sandbox, seconds: float) -> None:  # noqa: B027 - a hook that most need not fill
        """Let the sandbox's clock run on, where the platform's clock matters to a write or a list."""

    @pytest.fixture
    def desk(self) -> Iterator[Desk]:
        """A sandbox that answers on a loopback port, opened through the integration."""
        sandbox = self.make_sandbox()
        if "touches_new_tickets" in sandbox.values:
            sandbox.values["touches_new_tickets"] = False
        with sandbox.serve() as running:
            account = sandbox.connection()
            credentials = MemoryCredentials(account["credentials"])
            values = {**account["settings"], "base_url": running.url}
            helpdesk = self.integration.open(Connection(account="contract", settings=values, credentials=credentials))
            yield Desk(sandbox, helpdesk, values, credentials)

    def new_ticket(self, desk: Desk, **fields: object) -> Ticket:
        """Let a customer write, and read the ticket."""
        ticket_id = desk.sandbox.create_ticket(
            NewTicket(**{"subject": "Where is my parcel", "body": "It should have come on Monday.", **fields})  # type: ignore[arg-type]
        )
        return self.read(desk, ticket_id)

    def read(self, desk: Desk, ticket_id: str) -> Ticket:
        """Read a ticket once its last change has settled."""
        self.pass_time(desk.sandbox, 2.0)
        return desk.helpdesk.fetch_ticket(ticket_id)

    def apply(self, desk: Desk, ticket: Ticket, update: TicketUpdate) -> Sequence[Written]:
        """Do what the pipeline does: drop a note that already stands, then send what is left."""
        if ticket.carries(REFERENCE):
            update = replace(update, note=None)
        return [desk.helpdesk.send(ticket, write) for write in desk.helpdesk.writes(ticket, update)]

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

    # ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def test_a_ticket_is_read_whole_and_in_order(self, desk: Desk) -> None:
        ticket_id = desk.sandbox.create_ticket(NewTicket(subject="Hello", body="First words.", tags=("vip",)))
        self.pass_time(desk.sandbox, 2.0)
        desk.sandbox.edit_as_agent(ticket_id, AgentEdit(private_note="He called twice."))
        self.pass_time(desk.sandbox, 2.0)
        desk.sandbox.reply_as_customer(ticket_id, "Second words.")
        ticket = self.read(desk, ticket_id)
        assert [m.author for m in ticket.messages] == [Author.REQUESTER, Author.AGENT, Author.REQUESTER]
        assert [m.public for m in ticket.messages] == [True, False, True]
        assert [m.text.strip() for m in ticket.messages] == ["First words.", "He called twice.", "Second words."]
        assert (ticket.id, ticket.subject, set(ticket.tags), set(ticket.bars)) == (ticket_id, "Hello", {"vip"}, set())
        assert ticket.requester.email == "sam@example.com"
        assert ticket.trigger.startswith("message:")
        assert ticket.stamp
        assert ticket.accepts == self.integration.manifest.capabilities

    def test_a_ticket_that_is_not_there_is_gone(self, desk: Desk) -> None:
        with pytest.raises(TicketGone):
            desk.helpdesk.fetch_ticket("999999")

    def test_values_we_do_not_know_survive(self, desk: Desk) -> None:
        ticket = self.new_ticket(desk)
        self.make_odd(desk.sandbox, ticket.id)
        before = desk.sandbox.view(ticket.id)
        self.apply(desk, self.read(desk, ticket.id), UPDATE)
        after = desk.sandbox.view(ticket.id)
        assert before is not None
        assert after is not None
        assert (after.priority, after.status) == (before.priority, before.status)
        assert PEOPLE_FIRST in after.tags

    def test_who_we_are_and_whom_we_can_ask(self, desk: Desk) -> None:
        assert desk.helpdesk.identify().id
        groups = desk.helpdesk.groups()
        assert groups
        assert len({group.id for group in groups}) == len(groups)

    def test_new_tickets_are_found_without_a_bell(self, desk: Desk) -> None:
        since = datetime.now(UTC) - timedelta(hours=1)
        ticket = self.new_ticket(desk)
        self.pass_time(desk.sandbox, 120.0)
        page = desk.helpdesk.changed_since("", since)
        assert ticket.id in {row.ticket_id for row in page.tickets}
        assert all(row.stamp for row in page.tickets)
        again = desk.helpdesk.changed_since(page.cursor, since)
        assert again.cursor

    def test_only_public_answers_are_learnt_from(self, desk: Desk) -> None:
        states = {"public": (True, False), "draft": (False, False), "restricted": (True, True)}
        records = [
            {
                "kind": kind,
                "language": "en",
                "title": f"{kind} {state}",
                "body": f"{kind} {state} text.",
                "published": published,
                "restricted": restricted,
                "updated_at": "2026-10-01T08:00:00Z",
            }
            for kind in ("article", "answer")
            for state, (published, restricted) in states.items()
        ]
        desk.sandbox.load_knowledge(records)
        sources = list(desk.helpdesk.knowledge())
        assert sorted(source.title for source in sources) == ["answer public", "article public"]
        assert all(source.ref and source.body.endswith("public text.") for source in sources)

    # ── writing ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def test_an_update_arrives_whole_and_privately(self, desk: Desk) -> None:
        ticket = self.new_ticket(desk, tags=("vip",))
        before = len(desk.sandbox.log.calls)
        ticket = self.read(desk, ticket.id)
        self.apply(desk, ticket, UPDATE)
        assert len(desk.sandbox.log.calls) - before <= self.most_calls_per_ticket
        view = desk.sandbox.view(ticket.id)
        assert view is not None
        assert set(view.tags) == {"vip", PEOPLE_FIRST, DRAFTED}
        assert (view.priority, len(view.notes), view.replies) == ("high", 1, [])

    def test_the_note_reads_back_as_it_was_meant(self, desk: Desk) -> None:
        ticket = self.new_ticket(desk)
        self.apply(desk, ticket, UPDATE)
        note = next(m for m in self.read(desk, ticket.id).messages if not m.public)
        read_back = note.text.replace("\u2060", "")
        assert all(line in read_back for block in NOTE.blocks for line in block.lines)
        assert REFERENCE in note.text

    def test_applying_twice_changes_nothing(self, desk: Desk) -> None:
        ticket = self.new_ticket(desk, tags=("vip",))
        self.apply(desk, ticket, UPDATE)
        again = self.read(desk, ticket.id)
        assert again.carries(REFERENCE)
        assert list(desk.helpdesk.writes(again, replace(UPDATE, note=None))) == []

    def test_nothing_to_change_is_no_request(self, desk: Desk) -> None:
        assert list(desk.helpdesk.writes(self.new_ticket(desk), TicketUpdate())) == []

    def test_rendering_sends_nothing(self, desk: Desk) -> None:
        ticket = self.new_ticket(desk)
        before = len(desk.sandbox.log.calls)
        assert list(desk.helpdesk.writes(ticket, UPDATE)) == list(desk.helpdesk.writes(ticket, UPDATE))
        assert len(desk.sandbox.log.calls) == before

    def test_tags_and_groups_of_people_survive(self, desk: Desk) -> None:
        ticket = self.new_ticket(desk, tags=("vip",))
        desk.sandbox.edit_as_agent(
            ticket.id, AgentEdit(add_tags=("loyal",), remove_tags=("vip",), group=desk.helpdesk.groups()[0].name)
        )
        ticket = self.read(desk, ticket.id)
        self.apply(desk, ticket, replace(UPDATE, group_id=desk.helpdesk.groups()[-1].id))
        view = desk.sandbox.view(ticket.id)
        assert view is not None
        assert set(view.tags) == {"loyal", PEOPLE_FIRST, DRAFTED}
        assert view.group == desk.helpdesk.groups()[0].name

    def test_an_empty_group_is_filled(self, desk: Desk) -> None:
        ticket = self.new_ticket(desk)
        group = desk.helpdesk.groups()[-1]
        self.apply(desk, replace(ticket, group_id=None), TicketUpdate(group_id=group.id))
        view = desk.sandbox.view(ticket.id)
        assert view is not None
        assert view.group == group.name

    @pytest.mark.parametrize("there", ["urgent", "high"])
    def test_priority_never_falls(self, desk: Desk, there: str) -> None:
        ticket = self.new_ticket(desk, priority=there)
        self.apply(desk, ticket, replace(UPDATE, priority=Priority.NORMAL))
        view = desk.sandbox.view(ticket.id)
        assert view is not None
        assert view.priority == there

    def test_only_what_the_ticket_accepts_is_written(self, desk: Desk) -> None:
        ticket = self.new_ticket(desk)
        assert list(desk.helpdesk.writes(replace(ticket, accepts=frozenset()), UPDATE)) == []
        self.apply(desk, replace(ticket, accepts=frozenset({Capability.NOTE})), UPDATE)
        view = desk.sandbox.view(ticket.id)
        assert view is not None
        assert (PEOPLE_FIRST in view.tags, view.priority == "high", len(view.notes)) == (False, False, 1)

    def test_an_undo_puts_back_what_was(self, desk: Desk) -> None:
        before = self.new_ticket(desk, tags=("vip",), priority="normal")
        self.apply(desk, before, UPDATE)
        self.apply(desk, self.read(desk, before.id), inverse(UPDATE, before))
        view = desk.sandbox.view(before.id)
        assert view is not None
        assert (set(view.tags), view.priority) == ({"vip"}, "normal")

    def test_a_change_in_between_is_a_conflict(self, desk: Desk) -> None:
        if not self.writes_are_conditional:
            pytest.skip("this platform has no conditional write")
        ticket = self.new_ticket(desk)
        desk.sandbox.edit_as_agent(ticket.id, AgentEdit(add_tags=("loyal",)))
        with pytest.raises(Conflict):
            self.apply(desk, ticket, UPDATE)
        view = desk.sandbox.view(ticket.id)
        assert view is not None
        assert (view.tags, view.notes) == (["loyal"], [])

    def test_a_group_that_is_not_there_is_refused(self, desk: Desk) -> None:
        ticket = replace(self.new_ticket(desk), group_id=None)
        with pytest.raises(Refused):
            self.apply(desk, ticket, TicketUpdate(group_id="999999999"))

    # ── trouble ───────────────────────────────────────────────────────────────────────────────────────────────────────

    @pytest.mark.parametrize("fault", READ_FAULTS)
    def test_trouble_while_reading(self, desk: Desk, fault: Fault) -> None:
        ticket = self.new_ticket(desk)
        desk.trouble(fault)
        with pytest.raises(READ_FAULTS[fault]) as caught:
            desk.helpdesk.fetch_ticket(ticket.id)
        assert one_family(caught.value)
        assert not getattr(caught.value, "outcome_unknown", False)
        desk.calm()
        assert desk.helpdesk.fetch_ticket(ticket.id).id == ticket.id

    @pytest.mark.parametrize("fault", WRITE_FAULTS)
    def test_trouble_while_writing(self, desk: Desk, fault: Fault) -> None:
        ticket = self.new_ticket(desk)
        desk.trouble(fault)
        with pytest.raises(WRITE_FAULTS[fault]) as caught:
            self.apply(desk, ticket, UPDATE)
        assert one_family(caught.value)

    @pytest.mark.parametrize("fault", [Fault.DROP_AFTER, Fault.UNAVAILABLE_AFTER, Fault.HTML_AFTER, Fault.TRUNCATED_AFTER])
    def test_a_note_whose_answer_was_lost_is_found(self, desk: Desk, fault: Fault) -> None:
        ticket = self.new_ticket(desk)
        desk.trouble(fault, writes_only=True)
        with pytest.raises(OutcomeUnknown):
            self.apply(desk, ticket, UPDATE)
        desk.calm()
        found = self.read(desk, ticket.id)
        assert found.carries(REFERENCE)
        self.apply(desk, found, UPDATE)
        view = desk.sandbox.view(ticket.id)
        assert view is not None
        assert (len(view.notes), view.replies, PEOPLE_FIRST in view.tags) == (1, [], True)

    # ── what it says of itself ────────────────────────────────────────────────────────────────────────────────────────

    def test_the_manifest_is_complete(self) -> None:
        manifest = self.integration.manifest
        assert manifest.key.isidentifier()
        assert manifest.documentation.startswith("https://")
        assert Capability.NOTE in manifest.capabilities
        assert manifest.permissions
        assert all(permission.reason for permission in manifest.permissions)
        names = [setting.name for setting in manifest.account_settings]
        assert len(set(names)) == len(names)
        assert all(setting.help for setting in manifest.account_settings)
        assert {rule.name for rule in manifest.quality} == QUALITY_RULES
        assert f'"key": "{manifest.key}"' in render_manifest("0", [manifest])

    def test_settings_are_checked_with_a_remedy(self, desk: Desk) -> None:
        account = desk.sandbox.connection()
        self.integration.check_settings(desk.settings, account["credentials"])
        required = [setting for setting in self.integration.manifest.account_settings if setting.required]
        assert required
        for setting in required:
            values, credentials = dict(desk.settings), dict(account["credentials"])
            (credentials if setting.secret else values).pop(setting.name, None)
            with pytest.raises(ConfigurationError, match=setting.name):
                self.integration.check_settings(values, credentials)

    @pytest.mark.parametrize("address", ["http://169.254.169.254", "https://evil.example", "ftp://127.0.0.1", "nonsense"])
    def test_keys_go_to_this_helpdesk_only(self, desk: Desk, address: str) -> None:
        with pytest.raises(ConfigurationError):
            self.integration.check_settings({**desk.settings, "base_url": address}, desk.sandbox.connection()["credentials"])

    def test_the_instructions_name_the_address(self, desk: Desk) -> None:
        assert "https://example.org/bell" in self.integration.webhook_instructions("https://example.org/bell", desk.settings)


def one_family(error: BaseException) -> bool:
    """Whether an error belongs to exactly one of the three families that the pipeline knows."""
    return sum(isinstance(error, family) for family in (Transient, Conflict, Permanent)) == 1
