"""The only right to write to a customer: it comes from a person's recorded word on one text, and covers that text alone."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from connector.core.disclosure import CustomerText, Disclosure

#: The longest name under which somebody may approve.
LONGEST_NAME: Final = 60
_WORDS: Final = re.compile(r"\w+")
_NAME: Final = re.compile(r"[^\W\d_][\w .,'’()&/-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A person's word, as it is kept: this text may go to the customer of this ticket.

    ``digest`` is the digest of the whole text with the disclosure that names this person.
    """

    ticket: str
    digest: str
    name: str
    at: datetime


class SendGrant:
    """The right to send one disclosed text to the customer of one ticket.

    Made by :func:`grant_for` alone. Certification (L3) may one day be another maker; it is none yet.
    """

    __slots__ = ("digest", "ticket")

    ticket: str
    digest: str

    def __init__(self, *_: object, **__: object) -> None:
        raise TypeError("a grant is made by grant_for() from a person's recorded approval")

    def require(self, ticket: str, text: CustomerText) -> None:
        """Return if this very text may go to the customer of this ticket, else raise ValueError."""
        if ticket != self.ticket or digest_of(text.text) != self.digest:
            raise ValueError("this grant is for another text or another ticket; let a person approve this one")


def grant_for(approval: Approval, text: CustomerText) -> SendGrant:
    """Return the grant that this approval gives for this text.

    Raises ValueError unless the approval is of this text, and the text says that AI drafted it and that this person checked it.
    """
    if text.state is not Disclosure.AI_DRAFTED or text.checked_by != require_name(approval.name):
        raise ValueError("the text has to say that AI drafted it and who checked it")
    if digest_of(text.text) != approval.digest:
        raise ValueError("the text is not the one that was approved; let a person approve it again")
    grant = object.__new__(SendGrant)
    grant.ticket, grant.digest = approval.ticket, approval.digest
    return grant


def require_name(name: str) -> str:
    """Return the name of whoever approves, trimmed. Raises ValueError with a sentence that says what to write."""
    name = " ".join(name.split())
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        raise ValueError(f"write the name of the person who checked the text, at most {LONGEST_NAME} letters")
    return name


def digest_of(text: str) -> str:
    """A digest of the words alone, so that a text is known again however a helpdesk marked it up, spaced or wrapped it."""
    return hashlib.sha256(" ".join(_WORDS.findall(text.casefold())).encode()).hexdigest()[:32]
