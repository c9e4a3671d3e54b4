"""A draft and where its facts come from."""

from dataclasses import dataclass, replace
from datetime import datetime

from connector.core.disclosure import CustomerText, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One of the customer's own answers: a macro, a canned response or a published public article."""

    ref: str
    kind: str
    title: str
    body: str
    language: str = ""
    url: str = ""
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A disclosed text with its sources. No source, no draft."""

    text: CustomerText
    sources: tuple[Source, ...]

    def __post_init__(self) -> None:
        if not self.sources:
            raise ValueError("a draft rests on at least one source")

    def worded(self, wording: Wording) -> "Draft":
        """The same draft, disclosed in this wording."""
        return replace(self, text=self.text.worded(wording))
