"""The moments of a call that matter, word for word: what is sensitive, what is strongly felt, what was promised, what is asked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from connector.core.assessment import Assessment
from connector.core.call import Moment, MomentKind
from connector.core.taxonomy import SENSITIVE_KINDS
from connector.core.ticket import Ticket
from connector.nlp.call_words import FIGURES, NO_PROMISE, PROMISES, REQUESTS
from connector.nlp.text import sentences
from connector.nlp.transcripts import Spoken, read_call

_MOST: Final = 5
_MOST_OF_A_KIND: Final = 2
_STRONG: Final = 2
_LONGEST: Final = 300
#: More of one call is not searched.
_LONGEST_CALL: Final = 40_000
_ORDER: Final = tuple(MomentKind)
#: Addresses and template braces are not repeated to a customer.
_NOT_REPEATED: Final = re.compile(r"https?:|www\.|@|\{[{%]|[%}]\}")


@dataclass(frozen=True, slots=True)
class _Said:
    """One sentence and where it stands in the call."""

    place: int
    text: str
    line: Spoken


def find_moments(ticket: Ticket, assessment: Assessment) -> tuple[Moment, ...]:
    """Return at most five moments of the call that is the customer's newest message, in the order in which they were said.

    Every quote stands verbatim in the transcript. No message that was spoken, or none with a transcript: no moments.
    """
    call = _call(ticket)
    found = [
        *_evident(call, assessment),
        *((MomentKind.PROMISE, said) for said in _promises(call, assessment.language)),
        *((MomentKind.REQUEST, said) for said in call if said.line.is_customer and _asks(said.text, assessment.language)),
    ]
    chosen: dict[int, tuple[MomentKind, _Said]] = {}
    for kind in _ORDER:
        told = 0
        for other, said in found:
            if other is kind and said.place not in chosen and told < _MOST_OF_A_KIND and len(chosen) < _MOST:
                chosen[said.place] = (kind, said)
                told += 1
    return tuple(Moment(kind, said.text[:_LONGEST], said.line.at) for _, (kind, said) in sorted(chosen.items()))


def agreed_steps(ticket: Ticket, language: str) -> tuple[str, ...]:
    """Return what the business promised in the call, verbatim, without sentences that hold a sum, a date or a time."""
    return tuple(
        dict.fromkeys(
            said.text
            for said in _promises(_call(ticket), language)
            if len(said.text) <= _LONGEST and not FIGURES.search(said.text) and not _NOT_REPEATED.search(said.text)
        )
    )


def _call(ticket: Ticket) -> Sequence[_Said]:
    request = ticket.newest_request
    if request is None or not ticket.is_spoken:
        return ()
    lines = read_call(request.text[:_LONGEST_CALL].splitlines(), ticket.requester.name)
    return [
        _Said(place, text, line) for place, (text, line) in enumerate((s, line) for line in lines for s in sentences(line.said))
    ]


def _evident(call: Sequence[_Said], assessment: Assessment) -> Iterable[tuple[MomentKind, _Said]]:
    """The sentences that hold the words on which the reading rests."""
    for evidence in assessment.evidence:
        about, _, name = evidence.about.partition(":")
        if about == "kind":
            kind = MomentKind.SENSITIVE if name in SENSITIVE_KINDS else MomentKind.REQUEST
        elif about == "emotion" and assessment.emotions.get(name, 0) >= _STRONG:
            kind = MomentKind.FEELING
        else:
            continue
        quoted = next((line for line in evidence.quote.splitlines() if line.strip()), "").strip()
        if quoted and (said := next((s for s in call if s.line.is_customer and (quoted in s.text or s.text in quoted)), None)):
            yield kind, said


def _promises(call: Sequence[_Said], language: str) -> Iterable[_Said]:
    pattern = PROMISES.get(language)
    for said in call if pattern else ():
        binds = pattern is not None and pattern.search(said.text) and not NO_PROMISE.search(said.text)
        if binds and not said.line.is_customer and not said.text.rstrip("\"'”» ").endswith("?"):
            yield said


def _asks(text: str, language: str) -> bool:
    pattern = REQUESTS.get(language)
    return "?" in text or bool(pattern and pattern.search(text))
