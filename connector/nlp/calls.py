"""Calls on a ticket: which messages were spoken, and where their transcripts came to stand.

A transcript may fill the call's own message, or come later as a comment of the telephone system or of an agent, private or public.
Either way it is what the customer said in that call: one message, with one trigger.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from connector.core.ticket import Author, Channel, Message, Ticket
from connector.nlp.call_words import CALL_WORDS, HEADING, NAMED_BY, NO_TRANSCRIPT, RECORD_WORDS
from connector.nlp.transcripts import read_transcript

#: A note of ours may quote a transcript, and is none.
_OURS: Final = re.compile(r"\bWH-[A-Z2-7]{13}\b")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LABEL: Final = re.compile(r"[^:\n]{1,40}:")
_MOST_RECORD_LINES: Final = 16
_MOST_WORDS_NAMED: Final = 4
_HEADING_WITHIN: Final = 12
_LONGEST_LINE: Final = 300


def with_calls_heard(ticket: Ticket) -> Ticket:
    """Return the ticket with each transcript in the place of its call. Tickets without a call stay as they are.

    A call of which only its record stands there (numbers, times, a link to a recording) has an empty text.
    """
    on_phone = ticket.channel is Channel.VOICE_TRANSCRIPT
    if not on_phone and not any(message.spoken for message in ticket.messages):
        return ticket
    name = ticket.requester.name
    opening = next((message for message in ticket.messages if message.public), None)
    heard: list[Message] = []
    for message in ticket.messages:
        is_call = message.spoken or (on_phone and message is opening)
        if is_call and message.author is Author.REQUESTER:
            heard.append(_call(message, name))
        elif message.author is not Author.REQUESTER and (said := transcript_in(message.text, name)):
            _place(heard, message, said)
        else:
            heard.append(message)
    return replace(ticket, messages=tuple(heard))


def _call(message: Message, name: str) -> Message:
    if is_call_record(message.text, name):
        said = transcript_in(message.text, name)
        return replace(message, text=said, html="", spoken=True)
    return replace(message, spoken=True)


def _place(heard: list[Message], message: Message, said: str) -> None:
    """Give a transcript to the last call that has none yet; one that stands there already is not heard twice."""
    aside = replace(message, author=Author.SYSTEM, public=False)
    silent = [place for place, earlier in enumerate(heard) if earlier.spoken and not earlier.text]
    if silent:
        heard[silent[-1]] = replace(heard[silent[-1]], text=said)
        heard.append(aside)
    elif any(earlier.spoken and earlier.text == said for earlier in heard):
        heard.append(aside)
    else:
        heard.append(replace(message, author=Author.REQUESTER, public=True, text=said, html="", spoken=True))


def transcript_in(text: str, requester_name: str = "") -> str:
    """Return the transcript that a comment brings, without what stands above it; empty where it brings none."""
    if _OURS.search(text):
        return ""
    lines = text.splitlines()
    for place, line in enumerate(lines[:_HEADING_WITHIN]):
        if found := HEADING.fullmatch(line.strip()[:_LONGEST_LINE]):
            said = "\n".join([found["said"] or "", *lines[place + 1 :]]).strip()
            return "" if NO_TRANSCRIPT.fullmatch(said[:_LONGEST_LINE]) or is_call_record(said, requester_name) else said
    return text.strip() if read_transcript(lines, requester_name) else ""


def is_call_record(text: str, requester_name: str = "") -> bool:
    """Whether a text says only that there was a call, and nothing of what was said in it. Empty text does so too."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return True
    if len(lines) > _MOST_RECORD_LINES:
        return False
    known = RECORD_WORDS | frozenset(_words(requester_name))
    words = _words(_ADDRESS.sub(" ", text))
    return (not words or not CALL_WORDS.isdisjoint(words)) and all(_is_record(line, known) for line in lines)


def _is_record(line: str, known: frozenset[str]) -> bool:
    words = _words(_ADDRESS.sub(" ", line))
    if known.issuperset(words):
        return True
    label = _LABEL.match(line.strip())
    if label is None:
        return False
    before = _words(label[0])
    behind = words[len(before) :]
    return known.issuperset(before) and not NAMED_BY.isdisjoint(before) and len(behind) <= _MOST_WORDS_NAMED


def _words(text: str) -> Sequence[str]:
    return _WORD.findall(text.casefold())
