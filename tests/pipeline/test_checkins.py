"""A check-in from a solved ticket to the customer: approved by a person, stopped by any reply, and sent once under every fault."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connector.core.checkin import State, check_in_body
from connector.core.context import Mode
from connector.core.disclosure import FOOTERS
from connector.core.ticket import Author, Requester, Status
from connector.core.wishes import About, Source
from connector.errors import (
    ConfigurationError,
    Conflict,
    CredentialsRejected,
    HandoffError,
    OutcomeUnknown,
    RateLimited,
    Refused,
    TicketGone,
    Unreachable,
)
from connector.port import REPLY, Write
from connector.store.checkin_tables import CHECK_IN
from connector.store.checkins import CheckIn
from connector.store.tables import CUSTOMER_TEXT, EFFECT
from connector.testing.memory import MemoryHelpdesk

from .conftest import Bench

DAY = 86400.0
NAME = "Kim Berg"
RULES = "people_group: Support\ncheck_ins: how_to, order_tracking\ncheck_in_days: 1"


@dataclass
class Desk:
    """A bench with check-ins switched on."""

    bench: Bench

    def solve(self, ticket: str = "41") -> None:
        """The customer wrote, we read it, a person answers and solves."""
        self.bench.ring(ticket)
        self.bench.work()
        self.bench.helpdesk.say(ticket, Author.AGENT, "Use vinegar.")
        self.change(ticket, status=Status.SOLVED)

    def change(self, ticket: str = "41", **values: object) -> None:
        """Something changes on the ticket, and the bell rings."""
        helpdesk = self.bench.helpdesk
        helpdesk.put(replace(helpdesk.tickets[ticket], **values))  # type: ignore[arg-type]
        self.hear(ticket)

    def hear(self, ticket: str = "41") -> None:
        """The bell rings for a change, and the ticket is read again."""
        self.bench.ring(ticket, event="changed")
        self.bench.work()

    def offer(self) -> None:
        """Two days pass, and what is due is offered."""
        self.bench.clock.turn(2 * DAY)
        self.bench.application.check_in_sender.offer_due()

    def approve(self) -> None:
        """A person says yes to all."""
        queue = self.bench.application.check_in_queue
        for check_in in self.all(State.WAITING):
            queue.approve(check_in, NAME)

    def send(self, *, turns: int = 1) -> None:
        """The sweeper's rounds, with time between them."""
        for _ in range(turns):
            self.bench.application.check_in_sender.send_due()
            self.bench.clock.turn(70.0)

    def all(self, *states: State) -> list[CheckIn]:
        """Every check-in of these states, of any where none is named."""
        with self.bench.application.database.read() as connection:
            ids = connection.execute(sa.select(CHECK_IN.c.id).order_by(CHECK_IN.c.id)).scalars().all()
        found = [check_in for number in ids if (check_in := self.bench.application.check_ins.read(number))]
        return [check_in for check_in in found if not states or check_in.state in states]

    def ends(self) -> list[tuple[str, str]]:
        """State and reason of each."""
        return [(check_in.state.value, check_in.reason) for check_in in self.all()]

    def replies(self, ticket: str = "41") -> list[str]:
        """What our seat said in public."""
        return [m.text for m in self.bench.helpdesk.tickets[ticket].messages if m.public and m.author_id == "1"]


@pytest.fixture
def helpdesk() -> MemoryHelpdesk:
    """One kind of platform: nothing here edits notes."""
    return MemoryHelpdesk()


@pytest.fixture
def desk(bench: Bench) -> Iterator[Desk]:
    """Check-ins about two kinds, a day after solving."""
    bench.application.accounts.set("acme", rules_text=RULES)
    return Desk(bench)


@pytest.fixture
def approved(desk: Desk) -> Desk:
    """One check-in is approved and about to be sent."""
    desk.solve()
    desk.offer()
    desk.approve()
    return desk


def test_a_solved_matter_is_asked_about_once_in_the_approved_words(desk: Desk) -> None:
    desk.solve()
    assert desk.ends() == [("planned", "")]
    desk.bench.application.check_in_sender.offer_due()
    assert desk.ends() == [("planned", "")]  # not before its day
    reads = desk.bench.helpdesk.reads
    desk.offer()
    assert desk.bench.helpdesk.reads - reads == 1
    (waiting,) = desk.all(State.WAITING)
    desk.send(turns=3)
    assert desk.replies() == []
    text = desk.bench.application.check_in_queue.text(waiting, name=NAME)
    desk.approve()
    desk.send(turns=3)
    assert desk.replies() == [text]
    assert text.endswith(FOOTERS["en"].format(name=NAME))
    (sent,) = desk.all(State.SENT)
    assert (sent.approved_by, sent.text_id) == (NAME, None)
    assert sent.approved_at
    assert desk.bench.helpdesk.tickets["41"].status is Status.SOLVED


def test_the_question_is_no_answer_and_the_customers_reply_to_it_is_read_as_ever(approved: Desk) -> None:
    approved.send()
    asked = approved.bench.assessor.asked
    approved.hear()
    assert approved.bench.assessor.asked == asked
    approved.bench.helpdesk.say("41", Author.REQUESTER, "No, it still leaks.")
    row = approved.bench.ring("41", event="replied", message="9")
    approved.bench.work()
    assert row is not None
    assert approved.bench.state(row)[1].startswith("level_")
    assert approved.bench.assessor.asked == asked + 1


def test_our_reply_after_an_unread_message_does_not_count_as_an_answer(approved: Desk) -> None:
    """On a helpdesk without conditional writes the customer may write between our last look and our reply."""
    helpdesk = approved.bench.helpdesk
    helpdesk.before_send = lambda write: None
    original = helpdesk.fetch_ticket

    def late(ticket_id: str) -> object:
        ticket = original(ticket_id)
        helpdesk.say(ticket_id, Author.REQUESTER, "It still leaks.")
        return replace(ticket, stamp=helpdesk.tickets[ticket_id].stamp)

    helpdesk.fetch_ticket = late  # type: ignore[method-assign, assignment]
    approved.send()
    helpdesk.fetch_ticket = original  # type: ignore[method-assign]
    assert len(approved.replies()) == 1
    row = approved.bench.ring("41", event="replied", message="9")
    approved.bench.work()
    assert row is not None
    assert approved.bench.state(row)[1].startswith("level_")


@pytest.mark.parametrize("moment", ["planned", "waiting", "approved"])
@pytest.mark.parametrize("heard", [True, False], ids=["heard", "unheard"])
def test_a_reply_stops_it_at_any_moment(desk: Desk, moment: str, heard: bool) -> None:
    desk.solve()
    if moment != "planned":
        desk.offer()
    if moment == "approved":
        desk.approve()
    desk.bench.helpdesk.say("41", Author.REQUESTER, "Thank you, all fine.")
    if heard:
        desk.hear()
        assert desk.ends() == [("stopped", "replied")]
    if moment == "planned":
        desk.offer()
    elif moment == "waiting":
        desk.approve()
    desk.send(turns=2)
    assert desk.ends() == [("stopped", "replied")]
    assert desk.replies() == []
    with desk.bench.application.database.read() as connection:
        left = connection.execute(sa.select(CUSTOMER_TEXT.c.id).where(CUSTOMER_TEXT.c.purpose == "check_in")).all()
    assert left == []


STOPS: dict[str, Callable[[Desk], object]] = {
    "reopened": lambda d: d.change(status=Status.OPEN),
    "agent_tag": lambda d: d.change(tags=d.bench.helpdesk.tickets["41"].tags | {"ai_skip"}),
    "prefers_human": lambda d: d.bench.application.stored_wishes.keep(
        "acme", d.all()[0].requester, About.HUMAN, "person", source=Source.SIDEBAR, now=_now(d), days=90
    ),
    "spared": lambda d: d.bench.application.spared.spare("acme", d.all()[0].requester, for_good=True),
    "corrected": lambda d: d.bench.application.corrections.keep(
        "acme", "41", "created", "kind", ours="how_to", theirs="people", source="sidebar"
    ),
    "switched_off": lambda d: d.bench.application.accounts.set("acme", rules_text="people_group: Support"),
    "text_gone": lambda d: d.bench.application.texts.forget_ticket("acme", "41"),
    "gone": lambda d: d.bench.helpdesk.tickets.pop("41"),
    "discarded": lambda d: d.bench.application.check_in_queue.discard(d.all()[0]),
    "forgotten": lambda d: d.bench.application.texts.forget_requester("acme", "sam@example.com"),
}


def _now(desk: Desk) -> datetime:
    return datetime.fromtimestamp(desk.bench.clock(), UTC)


@pytest.mark.parametrize("reason", sorted(STOPS))
def test_whatever_happens_between_approval_and_sending_stops_it(approved: Desk, reason: str) -> None:
    STOPS[reason](approved)
    approved.send(turns=2)
    assert approved.ends() == [("stopped", reason)]
    assert "41" not in approved.bench.helpdesk.tickets or approved.replies() == []


def test_forgetting_a_customer_leaves_nothing_that_names_them(approved: Desk) -> None:
    approved.bench.application.spared.spare("acme", approved.all()[0].requester, for_good=True)
    approved.bench.application.texts.forget_requester("acme", "sam@example.com")
    assert [check_in.requester for check_in in approved.all()] == [""]
    key = approved.bench.application.texts.key_for("acme", "sam@example.com")
    assert not approved.bench.application.spared.includes("acme", key)


HOLDS: dict[str, dict[str, object]] = {
    "shadow": {"mode": Mode.SHADOW.value}, "paused": {"paused": True}, "disabled": {"enabled": False},
}  # fmt: skip


@pytest.mark.parametrize("hold", sorted(HOLDS))
def test_an_account_that_may_not_write_sends_nothing_and_goes_on_later(approved: Desk, hold: str) -> None:
    approved.bench.application.accounts.set("acme", **HOLDS[hold])
    approved.send(turns=2)
    assert (approved.replies(), approved.ends()) == ([], [("approved", "")])
    approved.bench.application.accounts.set("acme", mode=Mode.ASSIST.value, paused=False, enabled=True)
    approved.send(turns=6)
    assert len(approved.replies()) == 1


def test_shadow_mode_plans_nothing(desk: Desk) -> None:
    desk.bench.application.accounts.set("acme", mode=Mode.SHADOW.value)
    desk.solve()
    assert desk.all() == []


def test_what_nobody_approves_expires(desk: Desk) -> None:
    desk.solve()
    desk.offer()
    desk.bench.clock.turn(15 * DAY)
    desk.bench.application.check_in_sender.expire()
    assert desk.ends() == [("expired", "")]
    with pytest.raises(ConfigurationError, match="does not wait"):
        desk.bench.application.check_in_queue.approve(desk.all()[0], NAME)


def test_one_customer_is_asked_once_in_thirty_days(desk: Desk) -> None:
    second = replace(desk.bench.helpdesk.tickets["41"], id="42")
    desk.bench.helpdesk.put(second)
    for ticket in ("41", "42"):
        desk.solve(ticket)
    desk.offer()
    assert sorted(desk.ends()) == [("stopped", "asked_lately"), ("waiting", "")]


def test_a_sensitive_ticket_spares_its_customer_for_good_and_a_doubt_for_a_while(desk: Desk) -> None:
    reading, application = desk.bench.assessor.reading, desk.bench.application
    key = application.texts.key_for("acme", "sam@example.com")
    for primary, lasts in (("complaint_informal", False), ("bereavement", True)):
        desk.bench.assessor.reading = replace(reading, primary=primary)
        number = primary[:4]
        desk.bench.helpdesk.put(replace(desk.bench.helpdesk.tickets["41"], id=number))
        desk.bench.ring(number)
        desk.bench.work()
        assert application.spared.includes("acme", key)
        desk.bench.clock.turn(91 * DAY)
        application.spared.expire()
        assert application.spared.includes("acme", key) is lasts
    desk.bench.assessor.reading = reading
    desk.solve()
    assert desk.all() == []


@pytest.mark.parametrize(("channel", "end"), [("call", ("stopped", "prefers_human")), ("email", ("sent", ""))])
def test_who_wants_to_be_called_is_not_asked_in_writing(approved: Desk, channel: str, end: tuple[str, str]) -> None:
    wishes, (check_in,) = approved.bench.application.stored_wishes, approved.all()
    wishes.keep("acme", check_in.requester, About.CHANNEL, channel, source=Source.SIDEBAR, now=_now(approved), days=90)
    approved.send()
    assert approved.ends() == [end]


def test_a_customer_whose_address_becomes_known_stays_the_same_one(approved: Desk) -> None:
    application = approved.bench.application
    application.spared.spare("acme", by_id := application.requesters.recognise("acme", Requester(id="7")), for_good=True)
    with application.database.write() as connection:
        connection.execute(sa.update(CHECK_IN).values(requester=by_id))
    key = application.requesters.recognise("acme", Requester(id="7", email="kim@example.com"))
    assert key != by_id
    assert [check_in.requester for check_in in approved.all()] == [key]
    assert (application.spared.includes("acme", by_id), application.spared.includes("acme", key)) == (False, True)
    application.spared.spare("acme", other := application.requesters.recognise("acme", Requester(id="8")), for_good=False)
    application.requesters.recognise("acme", Requester(id="8", email="kim@example.com"))
    assert application.spared.includes("acme", other) is False
    approved.bench.clock.turn(100 * DAY)
    application.requesters.forget_idle()
    assert application.requesters.find("acme", "8") == key
    assert application.spared.includes("acme", key)


def test_an_undo_takes_back_our_fields_and_leaves_what_was_sent(approved: Desk) -> None:
    approved.send()
    account = approved.bench.application.accounts.get("acme")
    assert account is not None
    undo = approved.bench.application.undo
    for effects in undo.find(account).values():
        assert all(effect.name != REPLY for effect in effects)
        undo.run(account, effects, sleep=approved.bench.clock.turn)
    assert len(approved.replies()) == 1
    assert [effect.ticket for effect in approved.bench.application.ledger.replies("acme")] == ["41"]


# ── faults ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def faults(desk: Desk, before: list[HandoffError | None], after: list[HandoffError | None]) -> None:
    """From now on each reply fails so: before it takes effect, after it, or not at all once the list is used up."""

    def draw(queue: list[HandoffError | None]) -> Callable[[Write], None]:
        def fail(write: Write) -> None:
            error = queue.pop(0) if write.name == REPLY and queue else None
            if error is not None:
                raise error

        return fail

    desk.bench.helpdesk.before_send, desk.bench.helpdesk.after_send = draw(before), draw(after)


RETRIED = {
    "timeout": OutcomeUnknown("timeout"), "reset": OutcomeUnknown("reset"), "409": Conflict("409"),
    "429": RateLimited("429", retry_after=5.0), "unreachable": Unreachable("dns"),
}  # fmt: skip


@pytest.mark.parametrize("fault", sorted(RETRIED))
def test_what_did_nothing_is_sent_after_a_look(approved: Desk, fault: str) -> None:
    faults(approved, [RETRIED[fault]], [])
    approved.send()
    assert approved.replies() == []
    approved.send(turns=3)
    assert (len(approved.replies()), approved.ends()) == (1, [("sent", "")])


@pytest.mark.parametrize("keeps_references", [True, False], ids=["references", "words alone"])
def test_what_took_effect_unheard_is_found_and_not_sent_again(approved: Desk, keeps_references: bool) -> None:
    approved.bench.helpdesk.keeps_references = keeps_references
    faults(approved, [], [OutcomeUnknown("timeout")])
    approved.send()
    assert approved.ends() == [("approved", "")]
    sends = approved.bench.helpdesk.sends
    approved.send(turns=3)
    assert (len(approved.replies()), approved.ends()) == (1, [("sent", "")])
    assert approved.bench.helpdesk.sends == sends
    assert [effect.note_id for effect in approved.bench.application.ledger.replies("acme")] == ["4"]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [(Refused("422", field="body"), "refused"), (TicketGone("404"), "gone"), (CredentialsRejected("403"), "no_right")],
    ids=["422", "404", "403"],
)
def test_what_is_refused_is_said_and_not_tried_again(approved: Desk, fault: HandoffError, reason: str) -> None:
    faults(approved, [fault], [])
    approved.send(turns=3)
    assert (approved.replies(), approved.ends()) == ([], [("stopped", reason)])
    assert approved.bench.application.accounts.seconds_blocked("acme") == 0


def test_words_that_the_helpdesk_changed_leave_it_unsure_and_it_is_never_repeated(approved: Desk) -> None:
    helpdesk = approved.bench.helpdesk
    helpdesk.keeps_references = False
    faults(approved, [], [OutcomeUnknown("timeout")])
    approved.send()
    messages = helpdesk.tickets["41"].messages
    helpdesk.put(
        replace(
            helpdesk.tickets["41"],
            messages=(*messages[:-1], replace(messages[-1], text="Hello, is all well?", created_at=_now(approved))),
        )
    )
    approved.send(turns=5)
    assert (len(approved.replies()), approved.ends()) == (1, [("unsure", "undecided")])
    assert [check_in.state for check_in in approved.bench.application.check_in_queue.list("acme")] == [State.UNSURE]


def test_a_restored_database_does_not_send_it_again(approved: Desk) -> None:
    (before,) = approved.all()
    body = approved.bench.application.check_ins.body(before)
    approved.send()
    with approved.bench.application.database.write() as connection:  # as it was before the sending
        connection.execute(sa.delete(EFFECT).where(EFFECT.c.name == REPLY))
        text_id = approved.bench.application.texts.keep(
            connection, account="acme", ticket="41", requester=before.requester, purpose="check_in", content={"text": body}
        )
        connection.execute(sa.update(CHECK_IN).values(state="approved", next_at=0.0, text_id=text_id))
    approved.send(turns=2)
    assert (len(approved.replies()), approved.ends()) == (1, [("sent", "")])


def test_a_ticket_that_vanished_after_an_unknown_outcome_is_unsure(approved: Desk) -> None:
    faults(approved, [OutcomeUnknown("timeout")], [])
    approved.send()
    approved.bench.helpdesk.tickets.pop("41")
    approved.send(turns=2)
    assert approved.ends() == [("unsure", "gone")]


def test_a_customer_who_answers_at_once_does_not_hide_that_it_was_sent(approved: Desk) -> None:
    faults(approved, [], [OutcomeUnknown("timeout")])
    approved.send()
    approved.bench.helpdesk.say("41", Author.REQUESTER, "Yes, thanks.")
    approved.hear()
    approved.send(turns=2)
    assert (len(approved.replies()), approved.ends()) == (1, [("sent", "")])


@given(
    before=st.lists(st.none() | st.sampled_from(sorted(RETRIED)), max_size=4),
    after=st.lists(st.booleans(), max_size=4),
    keeps_references=st.booleans(),
)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_never_twice_and_never_lost_silently(
    approved: Desk, before: list[str | None], after: list[bool], keeps_references: bool
) -> None:
    """Whatever sequence of faults: one reply at the end, and the queue says so."""
    application, helpdesk = approved.bench.application, approved.bench.helpdesk
    with application.database.write() as connection:
        connection.execute(sa.text("DELETE FROM effect WHERE name = 'reply'"))
        connection.execute(sa.update(CHECK_IN).values(state="approved", next_at=0.0, requester=""))
    if not application.check_ins.body(approved.all()[0]):
        (check_in,) = approved.all()
        with application.database.write() as connection:
            text_id = application.texts.keep(
                connection, account="acme", ticket="41", requester="", purpose="check_in",
                content={"text": check_in_body(check_in.kind, check_in.language)},
            )  # fmt: skip
            connection.execute(sa.update(CHECK_IN).values(text_id=text_id))
    ticket = helpdesk.tickets["41"]
    helpdesk.put(replace(ticket, messages=tuple(m for m in ticket.messages if not m.public or m.author_id != "1")))
    helpdesk.references, helpdesk.keeps_references = {}, keeps_references
    faults(
        approved, [RETRIED[name] if name else None for name in before], [OutcomeUnknown("x") if lost else None for lost in after]
    )
    approved.send(turns=14)
    assert (len(approved.replies()), approved.ends()) == (1, [("sent", "")])
