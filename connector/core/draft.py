"""A draft and where its facts come from."""

from dataclasses import dataclass, replace
from datetime import datetime

from connector.core.disclosure import CustomerText, Wording
from connector.core.outside import Phrasing


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
    """A disclosed text with its sources. No source, no draft.

    ``open_questions`` are those of the customer that no source answers, in their own words. ``needs_acknowledgement`` says that
    the feelings in the ticket are too strong for words of a machine, so that whoever sends it begins with their own.
    ``phrasing`` says whether an outside model was asked for the words.
    """

    text: CustomerText
    sources: tuple[Source, ...]
    open_questions: tuple[str, ...] = ()
    needs_acknowledgement: bool = False
    phrasing: Phrasing | None = None

    def __post_init__(self) -> None:
        if not self.sources:
            raise ValueError("a draft rests on at least one source")

    def worded(self, wording: Wording) -> "Draft":
        """The same draft, disclosed in this wording."""
        return replace(self, text=self.text.worded(wording))

    @property
    def is_phrased(self) -> bool:
        """Whether the words are those of an outside model."""
        return self.phrasing is not None and not self.phrasing.failed
