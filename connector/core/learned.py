"""What tickets like this one came to in the account's own history, as plain data: a hint, never an order."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guess:
    """A value that people gave tickets like this. ``right`` of 100 such readings were right in cross-validation, rounded down."""

    value: str
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Only what the account's model is sure of: at its confidence at most 5 % of held-out tickets were read wrongly."""

    group: Guess | None = None
    type: Guess | None = None
    priority: Guess | None = None
    tags: tuple[str, ...] = ()


NOTHING_LEARNED = Learned()
