"""Whether a reply that was sent still bears the disclosure, small edits allowed, and what the reply says without it."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from connector.core.disclosure_texts import FIRST_LINES, FOOTERS, PERSON_LINES, TEAM_LINES
from connector.core.disclosure_wording import NAME, says

#: Three quarters of a notice's words, in order and close together, are that notice still.
_STILL_IT: Final = 0.75
#: So many words may have come into a notice: a name, a closing, a word of the agent's own.
_SLACK: Final = 6
_MOST_CHARACTERS: Final = 20_000
_WORD: Final = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True, slots=True)
class Trace:
    """``says_ai`` tells whether the reply says that AI had a part in it; ``rest`` is the reply without any notice of ours."""

    says_ai: bool
    rest: str


def trace_disclosure(reply: str, language: str, own_notice: str = "") -> Trace:
    """Look for the notices of a language, and for the one of the draft itself, in a reply. A notice counts only if it still names AI."""
    rest, says_ai = reply[:_MOST_CHARACTERS], False
    for notice in dict.fromkeys(filter(None, (own_notice, FOOTERS[language], FIRST_LINES[language]))):
        if found := _find(rest, notice):
            says_ai = says_ai or says("ai", language).search(rest[found.start : found.stop]) is not None
            rest = rest[: found.start] + rest[found.stop :]
    for line in (PERSON_LINES[language], TEAM_LINES[language]):
        if found := _find(rest, line):
            rest = rest[: found.start] + rest[found.stop :]
    return Trace(says_ai, rest)


def _find(text: str, notice: str) -> slice | None:
    """Where a notice stands in a text: from its first to its last word that is still there."""
    spans = [match.span() for match in _WORD.finditer(text)]
    words = [text[start:end].casefold() for start, end in spans]
    wanted = [word.casefold() for word in _WORD.findall(notice.replace(NAME, ""))]
    core = SequenceMatcher(None, wanted, words, autojunk=False).find_longest_match()
    first = max(0, core.b - core.a - _SLACK)
    window = words[first : core.b + len(wanted) - core.a + _SLACK]
    blocks = [b for b in SequenceMatcher(None, wanted, window, autojunk=False).get_matching_blocks() if b.size]
    if not blocks or sum(block.size for block in blocks) < _STILL_IT * len(wanted):
        return None
    return slice(spans[first + blocks[0].b][0], spans[first + blocks[-1].b + blocks[-1].size - 1][1])
