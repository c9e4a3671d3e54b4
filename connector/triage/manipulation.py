"""Attempts to steer the machine: orders in plain sight are phrases of the safety net; these are the ones that are hidden,
encoded, posing as somebody else or standing where no order belongs. Linear in the length."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from connector.core.ticket import Ticket
from connector.nlp.text import Reading
from connector.triage.disguises import undisguised
from connector.triage.phrasebook import Phrasebook, folded
from connector.triage.phrases import HIDDEN_ORDERS, SENSITIVE

#: Lines that pose as the machine's own: roles of a conversation with a model, marks of its templates, frames of a prompt.
_SPOOFED: Final = re.compile(
    r"(?im)^[\s>*`#=\-\[<({|]{0,12}(?:system|assistant|developer|tool|function|admin|ai|llm|bot|root)"
    r"(?: (?:message|prompt|note|override|instruction|notice|update|command|alert))?[\s\])}>*`|]{0,6}[:>]\s*\S"
    r"|<\|?/?(?:im_start|im_end|system|assistant|endoftext|eot_id|start_header_id|begin_of_text|prompt|instructions?)\b[^>\n]{0,40}\|?>"
    r"|\[/?(?:inst|sys|system|assistant|prompt|instructions?|end of (?:ticket|message|input|email|user input))\]|<</?sys>>"
    r"|^[\s#=*\-]{2,20}(?:system|instructions?|new instructions?|admin|end of (?:ticket|message|email|prompt|user input|conversation)|"
    r"begin (?:system|admin|new)|neue anweisung|nouvelles instructions|nuevas instrucciones|nuove istruzioni|nieuwe instructies|novas instruções)\b"
    r'|"(?:role|tool_calls?|function_call)"\s*:\s*"(?:system|assistant|developer|tool)?'
)
_LONGEST_QUOTE: Final = 120
_LONGEST_FIELD: Final = 400
#: Shorter words mean something else in another language: “prompt” is an adjective in English.
_SHORTEST_FOREIGN: Final = 14


def find_manipulation(reading: Reading, languages: Sequence[str], beside: Sequence[str] = ()) -> Iterator[str]:
    """Yield the words of each attempt as they stand in the text; an empty text where a person cannot see them.

    ``beside`` are further texts that somebody outside may have chosen: names, addresses, files.
    """
    text = f"{reading.text}\n{reading.signature}" if reading.signature else reading.text
    for found in _SPOOFED.finditer(text):
        yield found[0].strip()[:_LONGEST_QUOTE]
    for disguised in undisguised(text):
        if disguised.is_suspicious or _holds_order(disguised.meant, languages):
            yield disguised.written[:_LONGEST_QUOTE]
    others = [language for language in SENSITIVE if language not in languages]
    for part, searched in ((reading.text, others), (reading.signature, tuple(SENSITIVE))):
        if order := next(_orders_in(part, searched), ""):
            yield order
    if reading.hidden and (_holds_order(reading.hidden, tuple(SENSITIVE)) or _is_hidden_order(reading)):
        yield ""
    for field in (*beside, *(value for _, value in reading.fields)):
        words = re.sub(r"[._+\-]+", " ", field[:_LONGEST_FIELD])
        if _SPOOFED.search(field[:_LONGEST_FIELD]) or _holds_order(words, tuple(SENSITIVE)):
            yield ""
            return


def fields_from_outside(ticket: Ticket) -> tuple[str, ...]:
    """The texts of a ticket, beside subject and message, that whoever wrote in may have chosen."""
    request = ticket.newest_request
    named = (ticket.requester.name, ticket.requester.email.partition("@")[0], request.author_name if request else "")
    return tuple(dict.fromkeys(field for field in (*named, *sorted(ticket.tags), ticket.type or "") if field.strip()))


def _holds_order(text: str, languages: Sequence[str]) -> bool:
    plain = folded(text)
    return any(next(_orders(language).find(plain), None) is not None for language in dict.fromkeys((*languages, "en")))


def _orders_in(text: str, languages: Sequence[str]) -> Iterator[str]:
    """Yield the orders in a text as they stand there. Who writes in one language may give orders in another."""
    plain = folded(text)
    for language in languages:
        for match in _orders(language).find(plain):
            if match.end - match.start >= _SHORTEST_FOREIGN:
                yield text[match.start : match.end]


def _is_hidden_order(reading: Reading) -> bool:
    """Whether text that somebody took pains to conceal speaks to a machine or to staff, or makes claims about the customer."""
    return reading.has_hidden_text and next(_hidden_orders().find(folded(reading.hidden)), None) is not None


@cache
def _orders(language: str) -> Phrasebook:
    return Phrasebook({"": SENSITIVE[language]["manipulation"]})


@cache
def _hidden_orders() -> Phrasebook:
    return Phrasebook({"": HIDDEN_ORDERS})
