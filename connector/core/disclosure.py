"""The AI notice, per language and state, and the only type in which text for a customer exists.

Required elements (EU AI Act Art. 50(1); facts of the trade): the word AI or automated, what it did, how to reach a person in
one step in the same channel, and for unchecked text that it may be wrong. Never a human first name for the machine.
``connector.core.disclosure_wording`` sees to it that a wording of the admin's own has them too.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from connector.core.disclosure_texts import BY_OUR_TEAM, FIRST_LINES, FOOTERS, OUR_TEAM, PERSON_LINES, TEAM_LINES
from connector.core.disclosure_wording import DEFAULT_WORDING, NAME, Wording
from connector.core.taxonomy import LANGUAGES


class Disclosure(StrEnum):
    """Who wrote the text. A person's own text is disclosed as such only by that person's own choice."""

    AI_SENT = "ai_sent"
    AI_DRAFTED = "ai_drafted"
    PERSON_WROTE = "person_wrote"


@dataclass(frozen=True, slots=True, init=False)
class CustomerText:
    """Text meant for a customer. It has no rendering without its disclosure, so none can leave through us undisclosed.

    Build it with :meth:`drafted` or :meth:`sent`; there is no other constructor. A language without a notice is refused with
    ValueError: such tickets go to people.
    """

    _body: str
    _notice: str
    language: str
    state: Disclosure
    checked_by: str

    def __init__(self, *_: object, **__: object) -> None:
        raise TypeError("text for a customer is built with CustomerText.drafted() or CustomerText.sent(), which disclose it")

    @classmethod
    def drafted(
        cls, body: str, language: str, *, checked_by: str = "", wording: Wording = DEFAULT_WORDING
    ) -> "CustomerText":  # fmt: skip
        """A draft that a person will check and send. An empty ``checked_by`` reads “our team”."""
        return _build(body, language, Disclosure.AI_DRAFTED, checked_by, wording)

    @classmethod
    def sent(cls, body: str, language: str, *, wording: Wording = DEFAULT_WORDING) -> "CustomerText":
        """Text that AI wrote and that would leave unchecked. Sending it still needs a SendGrant."""
        return _build(body, language, Disclosure.AI_SENT, "", wording)

    @classmethod
    def written_by_person(cls, body: str, language: str, *, name: str) -> "CustomerText":
        """A person's own text, marked so by that person's own choice."""
        if not name.strip():
            raise ValueError("a person's text names the person")
        return _build(body, language, Disclosure.PERSON_WROTE, name, DEFAULT_WORDING)

    def worded(self, wording: Wording) -> "CustomerText":
        """The same text with its disclosure in this wording."""
        return _build(self._body, self.language, self.state, self.checked_by, wording)

    def with_paragraph(self, paragraph: str) -> "CustomerText":
        """The same text, disclosed as before, with one more paragraph behind its first one, the greeting."""
        greeting, _, rest = self._body.partition("\n\n")
        body = "\n\n".join(part for part in (greeting, paragraph.strip(), rest) if part)
        text = _build(body, self.language, self.state, self.checked_by, DEFAULT_WORDING)
        object.__setattr__(text, "_notice", self._notice)
        return text

    @property
    def text(self) -> str:
        """The whole text with its disclosure: first line and footer when AI sends, footer when a person checks."""
        notice = self.notice
        if self.state is Disclosure.AI_SENT:
            return f"{notice}\n\n{self._body}{_RULE}{notice}"
        return f"{self._body}{_RULE}{notice}"

    @property
    def notice(self) -> str:
        """The disclosure itself."""
        return fill(self._notice, self.language, self.checked_by)

    @property
    def unfilled_notice(self) -> str:
        """The disclosure with ``{name}`` where the name of who checked it comes."""
        return self._notice

    def __str__(self) -> str:
        return self.text


def fill(notice: str, language: str, name: str = "") -> str:
    """Put a name into a notice; “our team”, in its right form, where there is none."""
    if shown := " ".join(name.split())[:_LONGEST_NAME]:
        return notice.replace(NAME, shown)
    wrong, right = BY_OUR_TEAM.get(language, ("", ""))
    filled = notice.replace(NAME, OUR_TEAM[language])
    return filled.replace(wrong, right) if wrong else filled


def without_notice(text: str, notice: str) -> str:
    """Return what stands above the notice of a draft. For comparing with what was sent; nothing without a notice may leave."""
    return text.removesuffix(notice).removesuffix(_RULE)


_RULE: Final = "\n\n--\n"
_LONGEST_NAME: Final = 80


def _build(body: str, language: str, state: Disclosure, checked_by: str, wording: Wording) -> CustomerText:
    if language not in LANGUAGES:
        raise ValueError(f"no disclosure is written for language {language!r}")
    if not body.strip():
        raise ValueError("text for a customer is not empty")
    notices = {
        Disclosure.AI_SENT: wording.first_line,
        Disclosure.AI_DRAFTED: wording.footer,
        Disclosure.PERSON_WROTE: PERSON_LINES.__getitem__,
    }
    text = object.__new__(CustomerText)
    for name, value in (
        ("_body", body.strip()),
        ("_notice", notices[state](language)),
        ("language", language),
        ("state", state),
        ("checked_by", checked_by.strip()),
    ):
        object.__setattr__(text, name, value)
    return text


__all__ = [
    "FIRST_LINES",
    "FOOTERS",
    "OUR_TEAM",
    "PERSON_LINES",
    "TEAM_LINES",
    "CustomerText",
    "Disclosure",
    "Wording",
    "fill",
    "without_notice",
]
