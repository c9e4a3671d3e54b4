"""A ticket's way past an outside model: nothing is lost whatever it does, and the note says whose words and whose reading it holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from connector.bootstrap import Application
from connector.core.assessment import Assessment
from connector.core.context import Mode
from connector.core.draft import Source
from connector.core.taxonomy import Urgency
from connector.core.ticket import Channel, EventKind, Ticket, TicketEvent
from connector.core.update import DRAFTED, PEOPLE_FIRST, UNSURE
from connector.registry import Registry
from connector.settings import Settings
from connector.testing.integration import MemoryIntegration
from connector.testing.memory import MemoryHelpdesk
from connector.testing.model_endpoint import Asked, ModelEndpoint, Mood

BODY = "Fill the tank of the machine with descaler, press start and wait for 20 minutes."
DESCALE = Source(ref="m1", kind="macro", title="How do I descale the machine", body=BODY, language="en")
WORDED = "Please fill the tank with descaler, press start and wait for 20 minutes."
READING = Assessment(
    language="en",
    primary="how_to",
    urgency=Urgency.U1,
    confidence=0.9,
    emotions={},
    runner_up="warranty",
    runner_up_confidence=0.2,
)
DOUBT = replace(READING, abstained=True, reason="low_confidence", confidence=0.4)
QUOTE = "How do I descale the machine?"


def answer_well(asked: Asked) -> Any:
    """What a good model answers, whichever of the two it is asked."""
    if "SOURCE_1" in asked.user:
        return {"paragraphs": [{"text": WORDED, "claims": [{"source": "SOURCE_1", "quote": BODY}]}]}
    return {"findings": [{"kind": "how_to", "quote": QUOTE}], "sure": True}


@dataclass
class Scripted:
    """A first reader that says what it is told."""

    reading: Assessment = READING

    def assess(self, ticket: Ticket) -> Assessment:
        """Say it."""
        return self.reading


@dataclass
class Office:
    """One account with an outside model."""

    application: Application
    helpdesk: MemoryHelpdesk
    endpoint: ModelEndpoint
    assessor: Scripted

    def rule(self, text: str) -> None:
        """Set the admin's rules."""
        self.application.accounts.set("acme", rules_text=f"people_group: Support\n{text}")

    def take(self, ticket: Ticket) -> tuple[Ticket, str]:
        """Let a ticket come in; returns it and its newest note."""
        self.helpdesk.put(ticket)
        event = TicketEvent(
            kind=EventKind.CHANGED, ticket_id=ticket.id, content=f"{len(self.endpoint.asked)}", content_is_unique=True
        )
        row = self.application.inbox.claim("acme", event, settle=0.0)
        assert row is not None
        self.application.pipeline.work(row)
        return self.helpdesk.tickets[ticket.id], (self.helpdesk.notes(ticket.id) or [""])[-1]

    def totals(self) -> dict[tuple[str, str], int]:
        """What asking came to."""
        return dict(self.application.outside_outcomes.totals("acme"))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Process and admin both allow the model."""
    with ModelEndpoint(answer_well) as endpoint:
        helpdesk, assessor = MemoryHelpdesk(can_edit_notes=True), Scripted()
        helpdesk.answers = (DESCALE,)
        application = Application(
            settings=Settings(
                data_dir=tmp_path, settle_seconds=0.0, outside_model="openai", outside_model_url=endpoint.url, outside_model_name="tiny",
                outside_model_timeout=12.0, outside_model_daily_budget=3,
            ),
            registry=Registry({"memory": MemoryIntegration(helpdesk)}), assessor=assessor,
        )  # fmt: skip
        application.accounts.save(
            name="acme", integration="memory", settings={}, credentials={"key": "k"}, webhook_secrets=["s3cret"],
            rules_text="people_group: Support\noutside_model: both", mode=Mode.ASSIST,
        )  # fmt: skip
        account = application.accounts.get("acme")
        assert account is not None
        application.knowledge_sync.read_first(account)
        yield Office(application, helpdesk, endpoint, assessor)
        application.close()


@pytest.fixture
def ticket(new_ticket: Callable[..., Ticket]) -> Ticket:
    """A question that the macro answers."""
    return new_ticket(text=QUOTE)


def test_the_draft_is_in_outside_words_and_says_so(office: Office, ticket: Ticket) -> None:
    seen, note = office.take(ticket)
    assert DRAFTED in seen.tags
    assert WORDED in note
    assert "An outside model (tiny) chose the words." in note
    assert "drafted with AI" in note
    assert office.totals() == {("draft", "used"): 1}
    assert office.application.outside_budget.spent("acme") == (1, 100)


@pytest.mark.parametrize("mood", [Mood.SERVER_ERROR, Mood.NOT_JSON, Mood.TRUNCATED, Mood.TOO_MANY])
def test_whatever_breaks_the_ticket_has_its_embedded_draft_and_the_note_says_why(
    office: Office, ticket: Ticket, mood: Mood
) -> None:
    office.endpoint.mood = mood
    seen, note = office.take(ticket)
    assert DRAFTED in seen.tags
    assert BODY in note
    assert "The outside model did not word this draft:" in note
    assert len(office.endpoint.asked) == 1
    assert office.application.outside_budget.spent("acme")[0] == 1


def test_one_message_is_asked_about_once(office: Office, ticket: Ticket) -> None:
    """A write that fails is tried again; the model is not."""
    failures = [RuntimeError("the wire broke")]

    def fail_once(_: object) -> None:
        if failures:
            raise failures.pop()

    office.helpdesk.before_send = fail_once
    office.take(ticket)
    office.helpdesk.before_send = lambda _: None
    row = office.application.inbox.hand_out(9) or [1]
    with office.application.database.write() as connection:
        connection.execute(sa.text("UPDATE inbox SET next_at = 0"))
        connection.execute(sa.text("UPDATE effect SET settle_at = 0"))
    office.application.pipeline.work(row[0])
    assert office.helpdesk.sends == 2
    assert WORDED in office.helpdesk.notes("41")[-1]
    assert len(office.endpoint.asked) == 1


def test_a_rule_that_allows_nothing_asks_nothing(office: Office, ticket: Ticket) -> None:
    office.rule("outside_model: off")
    _, note = office.take(ticket)
    assert BODY in note
    assert "utside model" not in note
    assert office.endpoint.asked == []


def test_a_doubt_that_is_settled_gets_its_draft(office: Office, ticket: Ticket) -> None:
    office.assessor.reading = DOUBT
    seen, note = office.take(ticket)
    assert {DRAFTED, "ai_kind_how_to"} <= seen.tags
    assert "a second reader (tiny) settled it" in note
    assert office.totals() == {("reading", "settled"): 1, ("draft", "used"): 1}


def test_a_doubt_that_stays_goes_to_people_with_the_reason(office: Office, ticket: Ticket) -> None:
    office.assessor.reading = DOUBT
    office.endpoint.mood = Mood.SERVER_ERROR
    seen, note = office.take(ticket)
    assert UNSURE in seen.tags
    assert DRAFTED not in seen.tags
    assert "There was no second reading: the model did not answer in time." in note


def test_the_budget_ends_with_a_person_and_says_so(office: Office, new_ticket: Callable[..., Ticket]) -> None:
    office.assessor.reading = DOUBT
    office.rule("outside_model: second_reader")
    for number in range(4):
        seen, note = office.take(new_ticket(str(100 + number), QUOTE))
    assert len(office.endpoint.asked) == 3
    assert UNSURE in seen.tags
    assert "The budget for today is used up." in note
    assert note.count("for today is used up") == 1  # said once
    assert office.totals()["reading", "budget"] == 1


def test_who_wants_every_ticket_read_twice_gets_a_person_where_it_was_not(office: Office, ticket: Ticket) -> None:
    office.rule("outside_model: second_reader\nsecond_reader: always")
    office.endpoint.mood = Mood.NOT_JSON
    seen, note = office.take(ticket)
    assert UNSURE in seen.tags
    assert "your rules ask for a second reading, and there was none" in note
    assert "the model’s answer was not in the agreed form" in note


def test_a_second_reader_sends_to_people_what_the_first_missed(office: Office, ticket: Ticket) -> None:
    office.rule("outside_model: both\nsecond_reader: always")
    office.endpoint.answer = lambda _: {"findings": [{"kind": "health", "quote": "the machine"}], "sure": True}
    seen, note = office.take(ticket)
    assert PEOPLE_FIRST in seen.tags
    assert not [tag for tag in seen.tags if tag.startswith("ai_kind")]
    assert "finds that this needs a person" in note
    assert len(office.endpoint.asked) == 1, "and no draft is asked for"


@pytest.mark.parametrize(
    "reading",
    [
        replace(READING, primary="legal"),
        replace(READING, primary="human_request"),
        replace(DOUBT, reason="maybe_sensitive"),
        replace(READING, language="pl"),
    ],
)
def test_what_goes_to_people_is_shown_to_no_model(office: Office, ticket: Ticket, reading: Assessment) -> None:
    office.rule("outside_model: both\nsecond_reader: always")
    office.assessor.reading = reading
    seen, _ = office.take(ticket)
    assert {PEOPLE_FIRST, UNSURE} & seen.tags
    assert office.endpoint.asked == []


def test_who_once_asked_for_a_person_is_shown_to_no_model(office: Office, new_ticket: Callable[..., Ticket]) -> None:
    office.rule("outside_model: both\nsecond_reader: always")
    office.assessor.reading = replace(READING, primary="human_request")
    office.take(new_ticket("50", QUOTE))
    office.assessor.reading = READING
    office.take(new_ticket("51", QUOTE))
    assert office.endpoint.asked == []


def test_nothing_of_a_person_is_in_what_left(office: Office, new_ticket: Callable[..., Ticket]) -> None:
    office.rule("outside_model: both\nsecond_reader: always")
    office.take(new_ticket(text=f"Sam here, sam@example.com. {QUOTE}\nThanks\nSam Example"))
    assert len(office.endpoint.asked) == 2
    for asked in office.endpoint.asked:
        assert "Sam" not in asked.body
        assert "example.com" not in asked.body


def test_of_a_call_the_customers_words_alone_leave_and_what_was_promised_is_added_as_it_was_said(
    office: Office, ticket: Ticket
) -> None:
    office.rule("outside_model: both\nsecond_reader: always")
    talk = f"Agent: Hello?\nCaller: {QUOTE}\nAgent: We will send you the guide.\nCaller: Thanks."
    call = replace(ticket, channel=Channel.VOICE_TRANSCRIPT, messages=(replace(ticket.messages[0], text=talk, spoken=True),))
    _, note = office.take(call)
    assert WORDED in note
    assert "In our call, our team told you:" in note
    assert note.count("We will send you the guide.") == 2, "as a moment of the call, and in the draft"
    assert len(office.endpoint.asked) == 2
    assert not [asked for asked in office.endpoint.asked if "guide" in asked.body or "Hello?" in asked.body]


def test_a_forgotten_customer_leaves_no_outside_words(office: Office, ticket: Ticket) -> None:
    office.take(ticket)
    assert office.application.texts.forget_requester("acme", "sam@example.com") >= 3
    with office.application.database.read() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM customer_text")).scalar_one() == 0
