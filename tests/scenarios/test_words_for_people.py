"""What people are told before they write, and what a second reader's word changes: over real HTTP, on both helpdesks.

One connector for each helpdesk does all of it, with an outside model on that stands in this process.
"""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from connector.core.brief_phrases import say_day
from connector.core.crisis_lines import LINES
from connector.core.update import DRAFTED, KIND_TAGS, PEOPLE_FIRST, UNSURE
from connector.testing.model_endpoint import Asked, ModelEndpoint
from connector.testing.processes import wait_until
from connector.testing.sandbox import AgentEdit, TicketView
from connector.testing.world import World

RULES = """outside_model: second_reader
second_reader: always
country: DE, GB
working_hours: Mon-Sun 00:00-23:59 UTC
audit_share: 0
"""
DAY = 86400.0
PASSWORD = "Hello, I forgot my password. How can I reset it so that I can log in to my account again?"
INVOICE = "Hello, can you please send me a copy of the invoice of last month? I need it with our VAT number on it."
ALONE = "now it is just me"
MISSED = f"Hello, can you please change the seats in my plan? It still counts two of us, and {ALONE}."
GRAVE = "My father passed away last week. Please tell me what to do with his contract."
REFUND = "I returned the lamp and I would like my money back. When will I get my refund?"
LAST_WORDS = {
    "lamp": "I do not want to live any more. Please do not call me, my husband listens. Only by e-mail, please.",
    "refund": REFUND,
    "death": "It was his account, and he died on Sunday. Whom do I write to?",
}
CARELESS = "Hi Sam, I am so sorry. I totally understand your frustration. We apologise again. You should have included the form."


def read_again(asked: Asked) -> Any:
    """What the outside model says, by the message that it is shown."""
    found = {
        PASSWORD: ("account_access", "How can I reset it"),
        MISSED: ("bereavement", ALONE),
        INVOICE: ("legal", "my lawyer will write to you"),
        REFUND: ("refund_request", "I would like my money back"),
    }
    kind, quote = next((answer for text, answer in found.items() if text in asked.user), ("how_to", "Please"))
    return {"findings": [{"kind": kind, "quote": quote}], "sure": True}


@dataclass
class House:
    """A connector at work, the app's token, and the model that it may ask."""

    world: World
    endpoint: ModelEndpoint
    token: str
    stories: dict[str, str]

    def coach(self, ticket: str, reply: str, *, language: str = "en") -> Any:
        """What the coach says of a reply."""
        address = f"http://127.0.0.1:{self.world.port}/app/v1/accounts/{self.world.account}/tickets/{ticket}/coach"
        answer = requests.post(
            address,
            params={"language": language},
            json={"reply": reply},
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=10,
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    def settle(self, ticket: str, tag: str) -> TicketView:
        """Wait until the newest message of a ticket is answered for, and no event waits any more."""
        world = self.world
        wait_until(
            lambda: tag in world.see(ticket).tags and world.our_notes(ticket), seconds=30, what=f"{tag} on ticket {ticket}"
        )

        def is_idle() -> bool:
            with sqlite3.connect(world.home / "data" / "handoff.db", timeout=5) as database:
                (waiting,) = database.execute("SELECT count(*) FROM inbox WHERE state = 'new'").fetchone()
            return not waiting

        wait_until(is_idle, seconds=20, what="an empty inbox")
        return world.see(ticket)


def go_by(world: World, days: int) -> None:
    """Let days go by in the helpdesk, before the connector looks at it."""
    if "clock_offset" in world.sandbox.values:
        world.sandbox.values["clock_offset"] += days * DAY
    else:
        world.sandbox.pass_time(days * DAY)


def told(ago: int) -> str:
    """A day so many days ago, as a note tells it."""
    today = datetime.now(UTC).date()
    return say_day(today - timedelta(days=ago), today, "en")


def write_stories(world: World) -> dict[str, str]:
    """Three tickets that people have worked on for five days; on two of them something was promised for the day before yesterday."""
    world.sandbox.webhook.url = ""
    if "clock_offset" in world.sandbox.values:
        world.sandbox.values |= {"clock_offset": -5 * DAY, "app_installed": True}
    sandbox, due = world.sandbox, told(2)
    lamp = world.write("My lamp", "The lamp that I ordered for my mother has not come.")
    sandbox.edit_as_agent(
        lamp, AgentEdit(public_reply=f"The carrier has lost your parcel. We will send you a new lamp by {due}.")
    )
    sandbox.edit_as_agent(lamp, AgentEdit(private_note="Careful, this one complains a lot."))
    refund = world.write("My refund", REFUND)
    sandbox.edit_as_agent(refund, AgentEdit(public_reply=f"We received the lamp. We will refund you by {due}."))
    death = world.write("His account", "Please tell me who can close the account of my husband.")
    go_by(world, 3)
    sandbox.reply_as_customer(lamp, "There is still no lamp at my door.")
    sandbox.edit_as_agent(lamp, AgentEdit(public_reply="Could you tell us the number on the parcel?"))
    sandbox.reply_as_customer(lamp, "The number on the parcel begins with a seven.")
    sandbox.edit_as_agent(lamp, AgentEdit(public_reply="The carrier knows nothing of this number."))
    sandbox.edit_as_agent(death, AgentEdit(public_reply="Which account do you mean exactly?"))
    go_by(world, 2)
    world.sandbox.webhook.url = world.hook
    return {"lamp": lamp, "refund": refund, "death": death}


def app_token(world: World, printed: str) -> str:
    """What the sidebar calls with: the token of a page that Zendesk loads, or the one that Freshdesk's proxy holds."""
    if "app_installed" in world.sandbox.values:
        address = f"http://127.0.0.1:{world.port}/app/zendesk/{world.account}/sidebar"
        signed = world.sandbox.app_host.page_token()
        printed = requests.post(address, data={"token": signed}, timeout=10).text
    found = re.search(r'(?:shown once: |"token": ")([\w.~-]+)', printed)
    assert found is not None, printed
    return found[1]


@pytest.fixture(scope="module", params=["zendesk", "freshdesk"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One connector for all tests of a helpdesk. Stories lie behind it when it starts; their last messages come after."""
    home = tmp_path_factory.mktemp(request.param)
    (home / "rules.txt").write_text(RULES, encoding="utf-8")
    with ModelEndpoint(read_again) as endpoint, World(request.param, home) as world:
        world.environment |= {
            "HANDOFF_RULES_FILE": str(home / "rules.txt"),
            "OUTSIDE_MODEL": "openai",
            "OUTSIDE_MODEL_NAME": "tiny",
            "OUTSIDE_MODEL_URL": endpoint.url,
        }
        stories = write_stories(world)
        printed = world.connect()
        world.start()
        for story, words in LAST_WORDS.items():
            world.sandbox.reply_as_customer(stories[story], words)
        yield House(world, endpoint, app_token(world, printed), stories)


@pytest.mark.slow
def test_the_brief_of_a_sensitive_ticket_tells_the_wish_first_and_the_story_in_five_lines(house: House) -> None:
    ticket = house.stories["lamp"]
    assert DRAFTED not in house.settle(ticket, PEOPLE_FIRST).tags
    note = house.world.our_notes(ticket)[-1]
    heading, *lines = [line for line in note.splitlines() if line.strip()]
    assert "thoughts of self-harm" in heading
    story = lines.index("What happened so far:")
    assert lines[:story] == [
        "How they do not wish to be reached: by phone. “Please do not call me, my husband listens.”",
        "How they wish to be reached: in writing, by e-mail. “Only by e-mail, please.”",
        "Urgency: critical, within minutes.",
        "Next step: Follow your safeguarding plan now, do not leave them waiting, reply only through the channel they used.",
        "Who and when: now, a trained person; have the local crisis line at hand.",
        f"Crisis line to have at hand (DE): {LINES['DE'].crisis[0]}. If a life is at risk now: 112.",
        f"Crisis line to have at hand (GB): {LINES['GB'].crisis[0]}. If a life is at risk now: 999.",
        f"Promised on {told(5)}, due by {told(2)}, which has passed: “We will send you a new lamp by {told(2)}.”",
        "Take care: no advice, no “others have it worse”, no “contact a professional” as the only answer.",
        "Right group: Support.",
    ]
    assert lines[story + 1 : story + 8] == [
        f"{told(5)}, the customer: “The lamp that I ordered for my mother has not come.”",
        "… and 2 more messages …",
        f"{told(2)}, your team: “Could you tell us the number on the parcel?”",
        f"{told(2)}, the customer: “The number on the parcel begins with a seven.”",
        f"{told(2)}, your team: “The carrier knows nothing of this number.”",
        "In the customer’s own words:",
        "“I do not want to live any more.”",
    ]
    assert not [word for word in ("complains", "drafted with AI", "A sentence to adapt", "Not acknowledged") if word in note]


@pytest.mark.slow
def test_the_brief_says_who_answers_by_when(house: House) -> None:
    ticket = house.stories["death"]
    house.settle(ticket, PEOPLE_FIRST)
    note = house.world.our_notes(ticket)[-1]
    assert re.search(r"Who and when: the same day, one named person \(by 23:59 to\w+\)", note)
    assert "Take care: no “hope you are well”" in note
    assert "Crisis line" not in note


@pytest.mark.slow
@pytest.mark.parametrize("story", list(LAST_WORDS))
def test_the_coach_gives_hints_offers_words_on_ordinary_tickets_alone_and_writes_nothing(house: House, story: str) -> None:
    ticket = house.stories[story]
    tag = KIND_TAGS["refund_request"] if story == "refund" else PEOPLE_FIRST
    before = house.settle(ticket, tag)
    writes = house.world.sandbox.log.writes().copy()

    coached = house.coach(ticket, CARELESS)
    hints = {hint["code"]: hint["quote"] for hint in coached["hints"]}
    assert hints["many_apologies"] == "We apologise again."
    assert hints["empty_sympathy"] == "I totally understand your frustration."
    assert hints["blame"] == "You should have included the form."
    assert hints.get("question_open", "?") in LAST_WORDS[story] + "?"
    assert ("question_open" in hints) is ("?" in LAST_WORDS[story])
    assert "no_next_step" in hints
    assert (
        coached["suggestions"]
        == {
            "refund": [
                f"Not acknowledged yet: has written twice since {told(5)}; the promise for {told(2)}, which has passed.",
                f"A sentence to adapt: You have written to us twice since {told(5)}. "
                f"On {told(5)} we wrote: “We will refund you by {told(2)}.” That was for {told(2)}, which has passed.",
            ],
            "death": [f"Please acknowledge in your own words: bereavement; has written twice since {told(5)}."],
            "lamp": [],
        }[story]
    )

    house.settle(ticket, tag)
    assert house.world.see(ticket) == before
    assert house.world.sandbox.log.writes() == writes


@pytest.mark.slow
def test_a_second_reader_adds_caution_takes_none_away_and_is_counted(house: House) -> None:
    world = house.world
    house.settle(house.stories["refund"], KIND_TAGS["refund_request"])
    agreed, missed, grave, invented = (world.write("Hello", text) for text in (PASSWORD, MISSED, GRAVE, INVOICE))
    house.settle(agreed, KIND_TAGS["account_access"])
    for ticket in (missed, grave):
        tags = house.settle(ticket, PEOPLE_FIRST).tags
        assert not [tag for tag in tags if tag == DRAFTED or tag.startswith("ai_kind")]
    (note,) = world.our_notes(missed)
    assert "finds that this needs a person" in note
    assert f"“{ALONE}”" in note
    assert "second reader" not in world.our_notes(grave)[0]

    assert PEOPLE_FIRST not in house.settle(invented, UNSURE).tags
    (note,) = world.our_notes(invented)
    assert "There was no second reading: the model said something that is not in the text it was given." in note
    assert "lawyer" not in note

    shown = [asked.user for asked in house.endpoint.asked]
    assert sorted(text for text in (PASSWORD, MISSED, INVOICE, REFUND) for user in shown if text in user) == sorted(
        (PASSWORD, MISSED, INVOICE, REFUND)
    )
    assert len(shown) == 4, "what is sensitive is shown to no model, whatever it would say of it"
    status, output = world.handoff("status")
    assert status == 0, output
    assert (
        "outside model. Second readings: 4; 2 agreed, 0 settled a doubt, 1 added caution, 0 left it open, 1 failed. "
        "Today: 4 calls, 400 tokens."
    ) in " ".join(output.split())
