"""The customer's own words: quotes, signatures and transcripts told apart, hidden text flagged. Linear in the length."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from connector.core.ticket import Channel, Ticket

#: More than this of one message is neither read by people nor needed to sort it. Head and tail are kept.
_LONGEST: Final = 8000

_REPLY_HEADER: Final = re.compile(
    r"^\s*(?:on .{4,80} wrote:|am .{4,80} schrieb\b.{0,80}:|le .{4,80} a écrit\s?:|el .{4,80} escribió:|"
    r"il (?:giorno )?.{4,80} ha scritto:|op .{4,80} schreef\b.{0,80}:|em .{4,80} escreveu:|"
    r"-{2,}\s*(?:original message|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|"
    r"oorspronkelijk bericht|mensagem original|forwarded message)\s*-{2,})\s*$",
    re.IGNORECASE,
)
_MAIL_FIELD: Final = re.compile(
    r"^\s*(?:from|von|de|da|van|sent|gesendet|envoyé|enviado|inviato|verzonden|to|an)\s*:\s*\S", re.IGNORECASE
)
_SIGNATURE: Final = re.compile(
    r"^\s*(?:--\s*|__+|sent from my .{2,40}|von meinem .{2,40} gesendet|envoyé de mon .{2,40}|enviado desde mi .{2,40}|"
    r"inviato da(?:l mio)? .{2,40}|verzonden vanaf mijn .{2,40}|enviado do meu .{2,40})\s*$",
    re.IGNORECASE,
)
_SPEAKER: Final = re.compile(r"^\s*\[?(?:\d{1,2}:\d{2}(?::\d{2})?\]?\s*)?([A-Za-zÀ-ÿ ]{2,24}):\s+(.*)$")
_CUSTOMER: Final = frozenset(
    [
        "customer",
        "caller",
        "client",
        "visitor",
        "user",
        "kunde",
        "kundin",
        "anrufer",
        "anruferin",
        "besucher",
        "appelant",
        "appelante",
        "visiteur",
        "cliente",
        "llamante",
        "visitante",
        "chiamante",
        "visitatore",
        "klant",
        "beller",
        "bezoeker",
        "utente",
    ]
)
_STAFF: Final = frozenset(
    [
        "agent",
        "advisor",
        "support",
        "operator",
        "bot",
        "assistant",
        "mitarbeiter",
        "mitarbeiterin",
        "berater",
        "conseiller",
        "conseillère",
        "agente",
        "asesor",
        "operador",
        "operatore",
        "medewerker",
        "atendente",
        "assistente",
        "system",
    ]
)
_HIDDEN: Final = re.compile(
    r"<[a-z][^>]{0,400}(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0\b|color\s*:\s*(?:#fff(?:fff)?|white)\b)",
    re.IGNORECASE,
)
_ATTACHMENT_ONLY: Final = re.compile(
    r"^\W{0,8}(?:please )?(?:see|siehe|voir|ver|vedi|zie)?\W{0,4}(?:the |den |im |la |il |o |el |de |bijgevoegde? |attached|attachment|anhang|"
    r"anlage|pièce[s]? jointe[s]?|ci-joint|adjunto|allegato|in allegato|bijlage|anexo|em anexo)[\w\s]{0,12}\W{0,8}$",
    re.IGNORECASE,
)
_AUTO_REPLY: Final = re.compile(
    r"out of (?:the )?office|automatic reply|auto(?:matic)?[- ]?reply|abwesenheitsnotiz|automatische antwort|réponse automatique|"
    r"absence du bureau|respuesta automática|fuera de la oficina|risposta automatica|fuori ufficio|automatisch antwoord|"
    r"afwezigheidsbericht|resposta automática|fora do escritório",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What there is to read. ``text`` is subject and own words; ``own`` the own words alone; ``quoted`` what others wrote."""

    text: str
    own: str
    quoted: str
    is_transcript: bool
    has_hidden_text: bool
    is_attachment_only: bool
    is_auto_reply: bool


def read_ticket(ticket: Ticket) -> Reading:
    """Read the customer's newest message."""
    request = ticket.newest_request
    return read_text(
        ticket.subject,
        request.text if request else "",
        html=request.html if request else "",
        is_transcript=ticket.channel is Channel.VOICE_TRANSCRIPT,
    )


def read_text(subject: str, body: str, *, html: str = "", is_transcript: bool = False) -> Reading:
    """Read a subject and a body. Never raises; every line of the result stands verbatim in the input."""
    subject, body = _legible(subject).strip(), _shortened(_legible(body))
    own_lines, quoted_lines = _split_quotes(body.splitlines())
    spoken = _customer_lines(own_lines)
    own = "\n".join(own_lines if spoken is None else spoken).strip()
    return Reading(
        text=f"{subject}\n{own}".strip(),
        own=own,
        quoted="\n".join(quoted_lines).strip(),
        is_transcript=is_transcript or spoken is not None,
        has_hidden_text=bool(_HIDDEN.search(html[:100_000])),
        is_attachment_only=not own or bool(_ATTACHMENT_ONLY.match(own)),
        is_auto_reply=bool(_AUTO_REPLY.search(subject)),
    )


def sentences(text: str) -> list[str]:
    """Split a text into sentences that stand verbatim in it."""
    parts = re.split(r"(?<=[.!?…])\s+|\n+", text)
    return [part.strip() for part in parts if any(c.isalnum() for c in part)]


def _legible(text: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST * 3 // 4]}\n{text[-_LONGEST // 4 :]}"


def _split_quotes(lines: list[str]) -> tuple[list[str], list[str]]:
    own: list[str] = []
    quoted: list[str] = []
    for index, line in enumerate(lines):
        if _SIGNATURE.match(line) or _REPLY_HEADER.match(line[:200]) or _starts_mail_fields(lines, index):
            if any(part.strip() for part in own):
                quoted += lines[index:]
                break
            continue  # nothing of the customer's own stands above it, so what follows is all there is to read
        (quoted if line.lstrip().startswith(">") else own).append(line)
    return own, quoted


def _starts_mail_fields(lines: list[str], index: int) -> bool:
    return len(lines) > index + 1 and bool(_MAIL_FIELD.match(lines[index]) and _MAIL_FIELD.match(lines[index + 1]))


def _customer_lines(lines: list[str]) -> list[str] | None:
    """Return what the customer says in a transcript, or ``None`` where the text is none."""
    said: list[str] = []
    speaker, turns = "", 0
    for line in lines:
        found = _SPEAKER.match(line[:400])
        who = found[1].strip().casefold().split()[0] if found else ""
        if who in _CUSTOMER or who in _STAFF:
            speaker, turns = who, turns + 1
            if who in _CUSTOMER:
                said.append(line[line.index(":", found.start(1)) + 1 :].strip() if found else line)
        elif speaker in _CUSTOMER:
            said.append(line)
    return said if turns >= 2 and said else None
