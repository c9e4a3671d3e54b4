"""An account with a past: settled tickets of two groups whose customers use different words."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from connector.bootstrap import Application
from connector.core.assessment import Assessment
from connector.core.context import Mode
from connector.core.taxonomy import Urgency
from connector.core.ticket import Author, Channel, Message, Priority, Requester, Status, Ticket
from connector.registry import Registry
from connector.settings import Settings
from connector.store.accounts import Account
from connector.testing.integration import MemoryIntegration
from connector.testing.memory import MemoryHelpdesk
from connector.testing.strategies import EPOCH

WORDS = {
    "3": [
        "invoice",
        "charged",
        "amount",
        "bank",
        "statement",
        "payment",
        "card",
        "vat",
        "receipt",
        "euro",
        "twice",
        "refunded",
        "balance",
        "due",
        "account",
    ],
    "4": [
        "kettle",
        "lid",
        "broken",
        "spout",
        "leaking",
        "handle",
        "cracked",
        "parts",
        "warranty",
        "replace",
        "spare",
        "filter",
        "scale",
        "boiler",
        "noise",
    ],
}
FILLER = [
    "hello",
    "please",
    "could",
    "you",
    "the",
    "my",
    "last",
    "week",
    "since",
    "monday",
    "i",
    "have",
    "a",
    "question",
    "about",
    "it",
    "thanks",
    "regards",
    "we",
    "bought",
    "this",
]


def words_for(group: str, seed: int) -> str:
    """What a customer of this group writes, different each time."""
    dice = random.Random(f"{group}{seed}")
    chosen = dice.choices(WORDS[group], k=6) + dice.choices(FILLER, k=9)
    dice.shuffle(chosen)
    return " ".join(chosen)


@dataclass
class Reader:
    """Reads by magic words, and counts."""

    asked: int = 0
    fails_on: str = "\0"

    def assess(self, ticket: Ticket) -> Assessment:
        """Return the reading."""
        self.asked += 1
        request = ticket.newest_request
        text = f"{ticket.subject} {request.text if request else ''}"
        if self.fails_on in text:
            raise RuntimeError("the model broke")
        found = next((kind for kind in ("legal", "data_rights", "order_tracking") if kind in text), "how_to")
        return Assessment(language="en", primary=found, urgency=Urgency.U1, confidence=0.9, emotions={})


@dataclass
class Past:
    """An application over one helpdesk in memory, and ways to fill its past."""

    application: Application
    helpdesk: MemoryHelpdesk
    reader: Reader
    waits: list[float] = field(default_factory=list)

    @property
    def account(self) -> Account:
        """The account."""
        account = self.application.accounts.get("acme")
        assert account is not None
        return account

    def put(self, number: int, text: str, **fields: object) -> Ticket:
        """A settled ticket of the past."""
        at = EPOCH - timedelta(days=200) + timedelta(minutes=number)
        message = Message(id="1", author=Author.REQUESTER, public=True, text=text, created_at=at)
        values: dict[str, object] = {
            "id": str(number), "subject": "", "status": Status.SOLVED, "channel": Channel.EMAIL, "messages": (message,),
            "requester": Requester(id=f"r{number}", email=f"c{number}@example.com"), "stamp": "v1", "created_at": at,
            "updated_at": at, "group_id": "3", "type": "question", "priority": Priority.NORMAL, "tags": frozenset({"vip"}),
        }  # fmt: skip
        ticket = Ticket(**{**values, **fields})  # type: ignore[arg-type]
        self.helpdesk.put(ticket)
        return ticket

    def fill(self, count: int, *, start: int = 1, groups: Sequence[str] = ("3", "4"), swapped: bool = False) -> None:
        """So many settled tickets, the groups in turn. ``swapped`` gives each to the other group, as after a change of mind."""
        other = {"3": "4", "4": "3"}
        for number in range(start, start + count):
            group = groups[number % len(groups)]
            given = other[group] if swapped else group
            self.put(number, words_for(group, number), group_id=given, type="question" if given == "3" else "problem")

    def read(self, days: int = 365) -> None:
        """Read the past to its end."""
        for _ in self.application.learner(self.account, wait=self.waits.append).read(days):
            pass

    def kept(self) -> dict[str, str]:
        """The words that are kept, by ticket."""
        return {past.ticket: past.text for past in self.application.history.tickets("acme")}


@pytest.fixture
def past(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Past]:
    """An account with an empty past. Nothing but n-grams is learnt from, so that tests are quick."""
    monkeypatch.setattr("connector.workshop.load_encoder", lambda: None)
    helpdesk, reader = MemoryHelpdesk(), Reader()
    application = Application(
        settings=Settings(data_dir=tmp_path, settle_seconds=0.0), clock=EPOCH.timestamp,
        registry=Registry({"memory": MemoryIntegration(helpdesk)}), assessor=reader,
    )  # fmt: skip
    application.accounts.save(
        name="acme", integration="memory", settings={}, credentials={"key": "k"}, webhook_secrets=["s3cret"],
        rules_text="people_group: Support\nintake_groups: Inbox\norder_tracking: group Care", mode=Mode.ASSIST,
    )  # fmt: skip
    yield Past(application, helpdesk, reader)
    application.close()


@pytest.fixture
def words() -> Callable[[str, int], str]:
    """What customers of a group write."""
    return words_for
