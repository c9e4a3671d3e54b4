"""Learning from one account, from its past to a version in use."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from connector.learning.examples import Told, examples_of
from connector.learning.model import AccountModel
from connector.learning.reading import HistoryReader, Page
from connector.learning.shelf import Shelf
from connector.learning.training import MOST_TICKETS, HeadReport, Step, train
from connector.learning.vectors import RememberingEncoder
from connector.store.account_models import AccountModels
from connector.store.history import History
from connector.store.learning import Audits, Corrections


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What came of learning. ``version`` is the one in use now, ``None`` where there is none; ``is_new`` that it was made just now."""

    tickets: int
    reports: Sequence[HeadReport]
    version: int | None
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """Reads and learns. ``intake`` are groups where tickets only arrive; ``group_names`` gives names by id."""

    account: str
    reader: HistoryReader
    history: History
    models: AccountModels
    shelf: Shelf
    corrections: Corrections
    audits: Audits
    intake: Sequence[str]
    group_names: Callable[[], Mapping[str, str]]

    def read(self, days: int) -> Iterator[Page]:
        """Read the past, a page at a time. Raises the families of ``connector.errors``."""
        return self.reader.read(days)

    def learn(self, step: Step) -> Lesson:
        """Learn from what was read, and put a new version in use where a head is better."""
        past = self.history.tickets(self.account)
        told = Told.read(self.corrections.all(self.account), self.audits.answered(self.account))
        examples = examples_of(past, told, self.group_names(), self.intake)
        encoder = self.shelf.load_encoder()
        remembering = RememberingEncoder(encoder, 2 * MOST_TICKETS) if encoder else None
        standing = self.models.current(self.account)
        training = train(examples, self._standing(), remembering, step)
        if training.is_new:
            self.models.add(
                self.account, training.model.to_bytes(), _document(len(examples), training.reports),
                requesters={ticket.requester for ticket in past}, instead_of=standing[0] if standing else None,
            )  # fmt: skip
        current = self.models.current(self.account)
        return Lesson(
            tickets=len(examples), reports=training.reports, version=current[0] if current else None, is_new=training.is_new
        )

    def _standing(self) -> AccountModel | None:
        """The model in use. One that cannot be read is as none, and is replaced by whatever is better than guessing."""
        try:
            return self.shelf.open(self.account)
        except ValueError:
            return None


def _document(tickets: int, reports: Sequence[HeadReport]) -> dict[str, Any]:
    return {"tickets": tickets, "heads": [report.as_dict() for report in reports]}
