"""The one door to the outside: masked, fenced, counted, sent once, checked, unmasked."""

from typing import Any, Protocol

from pydantic import ValidationError

from connector.drafting.mask import Mask
from connector.drafting.model.breaker import Breaker
from connector.drafting.model.client import Endpoint, EndpointTrouble
from connector.drafting.model.prompt import write_prompt
from connector.errors import NoAnswer
from connector.question import AnswerT, Passage, Question


class Budget(Protocol):
    """What an account may spend in a day."""

    def take(self, account: str) -> bool:
        """Count one more call, before it is made. ``False`` when the day's budget is used up; then nothing was counted."""

    def add_tokens(self, account: str, tokens: int) -> None:
        """Count what a call cost."""


class MaskedModel:
    """A model that sees masked text alone. Nothing else in the product calls an endpoint."""

    def __init__(self, endpoint: Endpoint, budget: Budget, breaker: Breaker) -> None:
        self._endpoint = endpoint
        self._budget = budget
        self._breaker = breaker

    @property
    def name(self) -> str:
        """The name of the model, as the operator set it."""
        return self._endpoint.model

    def ask(self, account: str, question: Question[AnswerT]) -> AnswerT:
        """Ask once. Raises NoAnswer; any database error passes through."""
        mask = Mask(question.names, *(passage.text for passage in question.passages))
        hidden = [Passage(passage.name, mask.hide(passage.text)) for passage in question.passages]
        if any(mask.exposes(passage.text) for passage in hidden):
            raise NoAnswer("exposed")
        form = question.answer.model_json_schema()
        system, user = write_prompt(question.instructions, hidden, form)
        if not self._breaker.allows():
            raise NoAnswer("resting")
        if not self._budget.take(account):
            raise NoAnswer("budget")
        try:
            answer = self._endpoint.call(system, user, form)
        except EndpointTrouble as exc:
            self._breaker.failed(asks_for=exc.rest)
            raise
        self._breaker.succeeded()
        self._budget.add_tokens(account, answer.tokens)
        try:
            return question.answer.model_validate(_restored(answer.content, mask))
        except (ValidationError, ValueError, RecursionError):
            raise NoAnswer("unreadable") from None


def _restored(value: Any, mask: Mask) -> Any:
    """The same values with every placeholder put back, in keys never."""
    if isinstance(value, str):
        return mask.restore(value)
    if isinstance(value, list):
        return [_restored(item, mask) for item in value]
    if isinstance(value, dict):
        return {key: _restored(item, mask) for key, item in value.items()}
    return value
