"""A second reading by an outside model: of what the first is unsure of, or of every routine ticket, as the admin says.

It may agree, add caution, or settle a doubt about the kind. It never sees a ticket that is or may be sensitive, never takes
caution away, and settles a doubt only on a kind that the first reader thought likely too, with the customer's own words for it.
"""

from dataclasses import replace
from typing import Annotated, Final

import structlog
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from connector.core.assessment import Assessment, Evidence
from connector.core.outside import SecondReading
from connector.core.taxonomy import KINDS, SENSITIVE_KINDS
from connector.core.ticket import Ticket
from connector.errors import NoAnswer
from connector.nlp.text import read_ticket
from connector.question import OutsideModel, Passage, Question
from connector.triage.assess import GRAVITY
from connector.triage.urgency import assessed_urgency

_log = structlog.get_logger()

_MOST_KINDS: Final = 4
_MOST_ALSO: Final = 3
_INSTRUCTIONS: Final = """You sort one message of a customer into a closed list of kinds, as a second reader whom the first cannot see.
Name every kind that is true of the message, the main one first, each with words quoted exactly from the message.
A kind that is sensitive matters most: name it also when it is only hinted at. If you are not sure of the main kind, say so.
The kinds:
""" + "\n".join(
    f"- {kind.key}{' (sensitive)' if kind.key in SENSITIVE_KINDS else ''}: {kind.definition}" for kind in KINDS.values()
)


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError("not in the taxonomy")
    return kind


KindKey = Annotated[str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": list(KINDS)})]


class _Finding(BaseModel):
    """A kind and the customer's words for it."""

    model_config = ConfigDict(extra="forbid")

    kind: KindKey
    quote: Annotated[str, Field(max_length=500)]


class ReadMessage(BaseModel):
    """The closed form of the answer."""

    model_config = ConfigDict(extra="forbid")

    findings: Annotated[list[_Finding], Field(min_length=1, max_length=_MOST_KINDS)]
    sure: bool


class SecondReader:
    """Reads what the first reader has read. Never raises on any answer of the model."""

    def __init__(self, model: OutsideModel, account: str, names: tuple[str, ...]) -> None:
        self._model = model
        self._account = account
        self._names = names

    def read(self, ticket: Ticket, first: Assessment) -> Assessment:
        """Return the first reading with what the second adds. Where there is no answer, the first with the reason why."""
        message = read_ticket(ticket).text
        question = Question(
            instructions=_INSTRUCTIONS, passages=(Passage("message", message),), names=self._names, answer=ReadMessage
        )
        try:
            answer = self._model.ask(self._account, question)
            quotes = _quotes(answer, message)
        except NoAnswer as exc:
            _log.warning("no second reading", account=self._account, ticket=ticket.id, why=exc.code)
            return replace(first, second=SecondReading(self._model.name, "failed", exc.code))
        return _together(first, quotes, sure=answer.sure, model=self._model.name)


def _quotes(answer: ReadMessage, message: str) -> dict[str, str]:
    """The kinds with their quotes. Raises NoAnswer when one does not stand word for word in the message."""
    found = {finding.kind: finding.quote.strip() for finding in reversed(answer.findings)}
    if not all(quote and quote in message for quote in found.values()):
        raise NoAnswer("ungrounded")
    return dict(reversed(found.items()))


def _together(first: Assessment, quotes: dict[str, str], *, sure: bool, model: str) -> Assessment:
    kinds = list(quotes)
    evidence = tuple(dict.fromkeys((*first.evidence, *(Evidence(f"kind:{kind}", quote) for kind, quote in quotes.items()))))

    def came_to(outcome: str) -> Assessment:
        return replace(first, second=SecondReading(model, outcome))

    if sensitive := [kind for kind in kinds if kind in SENSITIVE_KINDS]:
        primary, *others = sorted(sensitive, key=GRAVITY.index)
        also = tuple(dict.fromkeys((*others, *first.kinds)))[:_MOST_ALSO]
        return replace(
            came_to("sensitive"), primary=primary, also=also, runner_up=first.primary, runner_up_confidence=first.confidence,
            confidence=0.0, abstained=False, reason="", evidence=evidence,
            urgency=max(first.urgency, assessed_urgency(first.urgency, sensitive, first.vulnerability)),
        )  # fmt: skip
    if first.abstained:
        likely = {first.primary: first.confidence, **({first.runner_up: first.runner_up_confidence} if first.runner_up else {})}
        if not sure or kinds[0] not in likely:
            return came_to("undecided")
        return _settled(came_to("settled"), kinds, likely, evidence)
    added = [kind for kind in kinds if kind not in first.kinds]
    if not added:
        return came_to("agrees")
    return replace(came_to("adds"), also=(*first.also, *added[:_MOST_ALSO]), evidence=evidence)


def _settled(first: Assessment, kinds: list[str], likely: dict[str, float], evidence: tuple[Evidence, ...]) -> Assessment:
    """The doubt lifted: the kind that both thought likely leads, and all that either named stays beside it."""
    primary = kinds[0]
    other = next((kind for kind in likely if kind != primary), None)
    return replace(
        first, primary=primary, also=tuple(dict.fromkeys(k for k in (*kinds[1:], *first.also) if k != primary))[:_MOST_ALSO],
        confidence=likely[primary], runner_up=other, runner_up_confidence=likely[other] if other else 0.0,
        abstained=False, reason="", evidence=evidence,
    )  # fmt: skip
