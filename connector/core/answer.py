"""What a person made of a draft: the reply that was really sent, compared with it word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from connector.core.ticket import Author, Message, Ticket

#: Up to one word in twenty differs in a reply that was used as it was: a name, a greeting, a comma.
_USED: Final = 0.05
#: At least half of the draft's words stand in the reply, in order: it was built on.
_BUILT_ON: Final = 0.5
_MOST_WORDS: Final = 2000
_WORD: Final = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True, slots=True)
class DraftUse:
    """``used``, ``edited`` or ``ignored``, and the share of words that differ, from 0 (all the same) to 1."""

    outcome: str
    distance: float


def compare_reply(draft: str, sent: str) -> DraftUse:
    """Compare a draft with the reply that a person sent. Looks at words alone, case and punctuation aside.

    The distance is one less the ratio of Ratcliff and Obershelp over words (Dr. Dobb's Journal, July 1988).
    """
    ours, theirs = _words(draft), _words(sent)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    matched = sum(block.size for block in matcher.get_matching_blocks())
    total = len(ours) + len(theirs)
    distance = 1 - 2 * matched / total if total else 0.0
    if distance <= _USED:
        return DraftUse("used", distance)
    return DraftUse("edited" if ours and matched / len(ours) >= _BUILT_ON else "ignored", distance)


def reply_to(ticket: Ticket, trigger: str) -> Message | None:
    """Return the first public answer of a person after the message that ``trigger`` names, or ``None``."""
    waiting = False
    for message in (m for m in ticket.messages if m.public):
        if message.author is Author.AGENT and waiting:
            return message
        waiting = waiting or (message.author is Author.REQUESTER and trigger in ("created", f"message:{message.id}"))
    return None


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)[:_MOST_WORDS]]
