"""What the customer wrote and what was quoted or forwarded below it. Linear in the number of lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from connector.nlp.markup import Line
from connector.nlp.stock_words import FORWARDING, GREETINGS, consists_of

_INTRODUCTION: Final = re.compile(r"^[*_\s]{0,4}(?:on|am|le|el|il|op|em|a|no dia|\d{4}[-/.]\d\d?)\b", re.IGNORECASE)
_REPLY: Final = re.compile(
    r"[*_\s]{0,4}(?=.{0,300}[\d@])(?:"
    r"on\b.{4,240}\bwrote|am\b.{4,240}\bschrieb\b.{0,120}|(?:[^.?!]{2,100}|.{2,100}>\s)\bschrieb am\b.{4,80}|le\b.{4,240}\ba écrit|"
    r"el\b.{4,240}\bescribi[óo]|il\b.{4,240}\bha scritto|op\b.{4,240}\b(?:schreef\b.{0,120}|geschreven)|"
    r"(?:em|a|no dia)\b.{4,240}\bescreveu|"
    r".{0,120}<[^<>\s@]{1,60}@[^<>\s]{3,60}>\s{0,3}(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu)?"
    r")\s{0,3}:[*_\s]{0,4}",
    re.IGNORECASE,
)
_RULE: Final = r"[-_=*–—~\s]"
_ORIGINAL: Final = re.compile(
    rf"{_RULE}{{2,60}}(?:original(?: e-?mail)? message|original e-?mail|originalnachricht|ursprüngliche (?:nachricht|e-?mail)|"
    rf"message d['’]origine|message original|mensaje original|messaggio originale|oorspronkelijk(?:e)? (?:bericht|e-?mail)|"
    rf"mensagem original){_RULE}{{0,60}}:?{_RULE}{{0,60}}|##-.{{3,120}}-##",
    re.IGNORECASE,
)
_FORWARDED: Final = re.compile(
    rf"{_RULE}{{0,60}}(?:begin (?:of )?forwarded message|forwarded message(?: (?:from|begins).{{0,60}})?|"
    rf"(?:anfang der )?weitergeleitete[n]? (?:nachricht|e-?mail)|(?:début du )?message (?:transféré|réexpédié)|"
    rf"(?:inicio del )?mensaje reenviado|(?:inizio )?(?:del )?messaggio inoltrato|(?:begin )?doorgestuurd(?:e)? (?:bericht|e-?mail)|"
    rf"(?:in[ií]cio da )?mensagem (?:re)?encaminhada)(?:{_RULE}{{2,60}}|\s{{0,3}}:\s{{0,3}})",
    re.IGNORECASE,
)
_FORWARD_SUBJECT: Final = re.compile(r"\s{0,9}(?:fwd?|wg|tr|rv|i|enc|inoltro|doorst|reenv|weitergeleitet)\s?:", re.IGNORECASE)
_FIELD: Final = re.compile(
    r"\s{0,9}[*_]{0,3}(?:(?P<sender>from|von|de|da|van|expéditeur|mittente|remitente|afzender|remetente)|"
    r"(?P<sent>sent|gesendet|envoyé|enviado(?: el| em)?|inviato|verzonden)|(?P<date>date|datum|data|fecha)|"
    r"(?P<to>to|an|à|a|para|per|aan|destinataire|destinatario|cc|kopie|bcc|reply-to|antwort an)|"
    r"(?P<subject>subject|betreff|objet|asunto|oggetto|onderwerp|assunto))[*_]{0,3}\s?:[*_]{0,3}\s{0,9}(?P<value>\S.*)",
    re.IGNORECASE,
)
_UNDERSCORES: Final = re.compile(r"\s{0,9}_{5,}\s{0,9}")
_MARK: Final = re.compile(r"^\s{0,9}(?:>|&gt;) ?")
_LONGEST_HEADER: Final = 300
_MOST_FIELDS: Final = 12
_WRAPPED_FROM: Final = 60
#: A forwarded thread holds its own quotes; only the newest of it is read, looked for this many times.
_DEEPEST: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message in its parts. ``is_secondhand``: nothing of the customer's own stood there, ``own`` is what was passed on."""

    own: tuple[str, ...]
    quoted: tuple[str, ...]
    is_forward: bool
    is_secondhand: bool


@dataclass(frozen=True, slots=True)
class _Header:
    """What stands above a quote: how many lines it has, whether it marks a forward, and the subject that it names."""

    length: int
    is_forward: bool = False
    subject: str = ""


@dataclass(slots=True)
class _Split:
    """Lines told apart. ``passed_on`` is what stands below the header, without the header."""

    own: list[str]
    quoted: list[str]
    passed_on: list[Line]
    headers: list[str] = field(default_factory=list)
    subject: str = ""
    has_forward: bool = False
    #: Everything passed on carries the mark of a quote, so that it surely was written by somebody else.
    is_marked: bool = True


def split_letter(lines: Sequence[Line], subject: str) -> Letter:
    """Tell the customer's own lines from what is quoted. A forward without own words is read itself."""
    split = _split(lines)
    is_forward = split.has_forward or bool(_FORWARD_SUBJECT.match(subject))
    written = "\n".join(split.own)
    is_empty = not any(c.isalnum() for c in written)
    says_nothing = is_empty or (is_forward and consists_of(written, FORWARDING, GREETINGS))
    if not (says_nothing and split.passed_on and (is_forward or not split.is_marked)):
        return Letter(own=tuple(split.own), quoted=tuple(split.quoted), is_forward=is_forward, is_secondhand=False)
    above = [] if is_empty else split.own
    named = [split.subject] if split.subject else []
    outside = split.headers
    inner = _split(_taken_out(split))
    for _ in range(_DEEPEST):
        if any(c.isalnum() for line in inner.own for c in line) or not inner.passed_on:
            break
        named = [inner.subject] if inner.subject else named
        outside += inner.headers
        inner = _split(_taken_out(inner))
    return Letter(own=(*above, *named, *inner.own), quoted=(*outside, *inner.quoted), is_forward=is_forward, is_secondhand=True)


def _split(lines: Sequence[Line]) -> _Split:
    split = _Split([], [], [])
    index = 0
    while index < len(lines):
        line = lines[index]
        header = _header(lines, index)
        if header:
            split.has_forward |= header.is_forward
            split.subject = split.subject or header.subject
            split.headers += [each.text for each in lines[index : index + header.length]]
            split.quoted += split.headers[-header.length :]
            index += header.length
            following = next((each for each in islice(lines, index, index + 4) if each.text.strip()), None)
            if following is None or not _is_marked(following):
                rest = lines[index:]
                split.quoted += [each.text for each in rest]
                split.passed_on += rest
                split.is_marked &= not any(each.text.strip() for each in rest)
                break
            continue
        if _is_marked(line) or _is_wrapped(lines, index):
            split.quoted.append(line.text)
            split.passed_on.append(line)
        else:
            split.own.append(line.text)
        index += 1
    return split


def _is_marked(line: Line) -> bool:
    return line.is_quoted or line.text.lstrip().startswith((">", "&gt;"))


def _is_wrapped(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is the rest of a long quoted one that a mail program broke: alone between two quoted lines."""
    if not 0 < index < len(lines) - 1 or not lines[index].text.strip():
        return False
    before, behind = lines[index - 1], lines[index + 1]
    return _is_marked(before) and _is_marked(behind) and len(before.text) >= _WRAPPED_FROM > len(lines[index].text)


def _taken_out(split: _Split) -> list[Line]:
    """What was passed on, without the marks of the quote that it stood in. Quotes within it keep theirs."""
    lines = [replace(line, is_quoted=False) for line in split.passed_on]
    return [replace(line, text=_MARK.sub("", line.text)) for line in lines] if split.is_marked else lines


def _header(lines: Sequence[Line], index: int) -> _Header | None:
    text = lines[index].text[:_LONGEST_HEADER]
    if not text.strip():
        return None
    if _FORWARDED.fullmatch(text):
        return _with_fields(lines, index, is_forward=True)
    if _ORIGINAL.fullmatch(text):
        return _with_fields(lines, index)
    if _UNDERSCORES.fullmatch(text):
        header = _with_fields(lines, index)
        return header if header.length > 1 else None
    if length := _reply_length(lines, index):
        return _Header(length)
    length, subject = _fields(lines, index)
    return _Header(length, subject=subject) if length else None


def _with_fields(lines: Sequence[Line], index: int, *, is_forward: bool = False) -> _Header:
    start = index + 1
    while start < len(lines) and start < index + 3 and not lines[start].text.strip():
        start += 1
    length, subject = _fields(lines, start) if start < len(lines) else (0, "")
    return _Header(start - index + length if length else 1, is_forward, subject)


def _reply_length(lines: Sequence[Line], index: int) -> int:
    """How many lines “On … wrote:” takes, or 0. Mail programs break it where a line gets long."""
    joined = lines[index].text[:_LONGEST_HEADER]
    if _REPLY.fullmatch(joined):
        return 1
    if _INTRODUCTION.match(joined):
        for further, line in enumerate(islice(lines, index + 1, index + 3), start=2):
            joined = f"{joined} {line.text[:_LONGEST_HEADER]}"
            if not line.text.strip() or len(joined) > _LONGEST_HEADER:
                return 0
            if _REPLY.fullmatch(joined):
                return further
    return 0


def _fields(lines: Sequence[Line], index: int) -> tuple[int, str]:
    """How many lines a block of “From: … Sent: …” takes and the subject in it, or 0.

    “From: Paris, To: London” is a journey; a mail has an address, a time of sending or a subject there.
    """
    kinds: set[str] = set()
    length, subject, has_address = 0, "", False
    for position, line in enumerate(islice(lines, index, index + _MOST_FIELDS), start=1):
        found = _FIELD.fullmatch(line.text[:_LONGEST_HEADER])
        if not found:
            if line.text.strip() or not kinds:
                break
            continue
        kind = str(found.lastgroup and next(name for name in ("sender", "sent", "date", "to", "subject") if found[name]))
        kinds.add(kind)
        length = position
        has_address |= "@" in found["value"]
        subject = found["value"].strip() if kind == "subject" else subject
    is_mail = len(kinds) > 1 and "sender" in kinds and (has_address or "sent" in kinds or {"date", "subject"} <= kinds)
    return (length, subject) if is_mail else (0, "")
