"""A draft and where its facts come from."""

from dataclasses import dataclass
from datetime import datetime

from connector.core.disclosure import CustomerText


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One of the customer's own answers: a macro, a canned response or a published public article.

    ``brand`` is the helpdesk's id of the only brand whose customers it may answer, empty for all; ``brand_name`` is what people call it.
    """

    ref: str
    kind: str
    title: str
    body: str
    language: str = ""
    url: str = ""
    updated_at: datetime | None = None
    brand: str = ""
    brand_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A disclosed text with its sources. No source, no draft."""

    text: CustomerText
    sources: tuple[Source, ...]

    def __post_init__(self) -> None:
        if not self.sources:
            raise ValueError("a draft rests on at least one source")
