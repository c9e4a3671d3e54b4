"""Reasons, and the words of one language of the staff that say them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from connector.core.phrases import DOUBTS, KIND_NAMES, LANGUAGE_NAMES, SENTENCES, STOP_NAMES
from connector.core.taxonomy import KINDS

#: Reasons that may hold for several kinds of one ticket; one sentence then names them all.
_SHARED: Final = frozenset({"sensitive", "kind", "corrected"})


@dataclass(frozen=True, slots=True)
class Reason:
    """A code of the phrase tables and what it is about: a kind, a word, a group or a field."""

    code: str
    about: str = ""


class Words:
    """The phrase tables of one language of the staff. Calling it fills in a sentence."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        return SENTENCES[self.language][key].format(**values)

    def kind(self, key: str) -> str:
        """The name of a kind."""
        return KIND_NAMES[self.language][key]

    def language_name(self, code: str) -> str:
        """The name of a language."""
        names = LANGUAGE_NAMES[self.language]
        return names.get(code, names["other"].format(code=code))

    def reason(self, reason: Reason) -> str:
        """A reason as a sentence."""
        code, about = reason.code, reason.about
        if code == "abstained":
            return self(code, reason=DOUBTS[self.language].get(about, about))
        if code == "language":
            return self(code, language=self.language_name(about))
        if code == "stop_sign":
            return self(code, stop=STOP_NAMES[self.language].get(about, about))
        return self(code, **dict.fromkeys(("kind", "word", "group", "field"), self._name(about)))

    def reasons(self, reasons: Sequence[Reason]) -> list[str]:
        """Reasons as sentences. What holds for several kinds of the ticket is said once, with their names in order."""
        lines: dict[str, str] = {}
        for reason in reasons:
            if reason.code in _SHARED:
                names = "; ".join(self._name(other.about) for other in reasons if other.code == reason.code)
                lines.setdefault(reason.code, self(reason.code, kind=names))
            else:
                lines[f"{reason.code}:{reason.about}"] = self.reason(reason)
        return list(lines.values())

    def _name(self, about: str) -> str:
        return self.kind(about) if about in KINDS else about
