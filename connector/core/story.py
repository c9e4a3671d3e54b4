"""What happened on a ticket before the customer's newest message, in the words that stand there. Nothing is summed up or invented."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any, Final, Self

from connector.core.insistence import contacts_in
from connector.core.promises import Promise, find_promises, sentences
from connector.core.ticket import Author, Message, Ticket

#: At most so many lines: the first message and the last ones, and one line for those between.
_MOST_TURNS: Final = 5
_MOST_PROMISES: Final = 3
_MOST_QUESTIONS: Final = 3
_LONGEST_QUESTION: Final = 240
_LONGEST_PIECE: Final = 110
_FEWEST_WORDS: Final = 4
_MOST_WORDS_OF_COURTESY: Final = 12
_GREETING: Final = re.compile(
    r"^(hi|hello|hey|dear|hallo|guten (tag|morgen|abend)|sehr geehrte\w*|liebe[rs]?|bonjour|bonsoir|cher|chère|hola|buen[oa]s \w+|estimad\w+|"
    r"buongiorno|buonasera|gentile|salve|dag|beste|geachte|goede\w+|olá|bom dia|boa (tarde|noite)|car[oa]|prezad\w+)\b[^,.!?]{0,40}[,.!?]\s*",
    re.IGNORECASE,
)
#: What says thanks, sorry or goodbye and nothing else.
_COURTESY: Final = re.compile(
    r"^(many |kind )?(thank|sorry|(i am|i'm|we are|we're) (so |very )?sorry|apolog|my apologies|regards|best|i hope|we hope|"
    r"(vielen |herzlichen )?dank|mit freundlichen|(das |es )?tut (mir|uns)|entschuldig|wir bitten um entschuldigung|"
    r"merci|nous vous remercions|cordialement|désolé|(nous sommes|je suis) désolé|toutes nos excuses|"
    r"(muchas )?gracias|un saludo|saludos|lamento|lamentamos|disculp|sentimos|"
    r"grazie|la ringrazi|cordiali|(ci|mi) (di)?spiace|ci scusiamo|"
    r"(hartelijk )?(be)?dank|met vriendelijke|(het|dat) spijt|excuses|"
    r"(muito )?obrigad|com os melhores|pedimos desculpa|agradece)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One message: who wrote it, on which day, and a short verbatim piece of it."""

    author: Author
    day: date
    quote: str


@dataclass(frozen=True, slots=True)
class Story:
    """The thread so far. ``left_out`` counts the messages between the first turn and the others that are not told.

    ``contacts`` says how often the customer turned to us, ``since`` on which day first; ``questions`` are those of the newest message.
    """

    turns: tuple[Turn, ...] = ()
    left_out: int = 0
    promises: tuple[Promise, ...] = ()
    contacts: int = 0
    since: date | None = None
    questions: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """A JSON-ready form that :meth:`from_dict` reads back."""
        return {
            "turns": [[turn.author.value, turn.day.isoformat(), turn.quote] for turn in self.turns],
            "left_out": self.left_out,
            "promises": [[p.quote, p.made_on.isoformat(), p.due.isoformat() if p.due else None] for p in self.promises],
            "contacts": self.contacts,
            "since": self.since.isoformat() if self.since else None,
            "questions": list(self.questions),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read back what :meth:`as_dict` wrote."""
        return cls(
            turns=tuple(Turn(Author(author), date.fromisoformat(day), quote) for author, day, quote in data["turns"]),
            left_out=data["left_out"],
            promises=tuple(
                Promise(quote, date.fromisoformat(made_on), date.fromisoformat(due) if due else None)
                for quote, made_on, due in data["promises"]
            ),
            contacts=data["contacts"],
            since=date.fromisoformat(data["since"]) if data["since"] else None,
            questions=tuple(data["questions"]),
        )


NO_STORY: Final = Story()


def read_story(ticket: Ticket, zone: tzinfo, language: str) -> Story:
    """Return what people wrote to each other before the customer's newest message, with days in the zone of the business.

    What was promised is told as a promise and not once more as a turn. Private notes and machines are left out.
    """
    newest = ticket.newest_request
    told = [m for m in ticket.messages if m.public and m.author is not Author.SYSTEM and m is not newest]
    promises = tuple(p for message in told if message.author is Author.AGENT for p in _promises(message, zone, language))[
        -_MOST_PROMISES:
    ]
    promised = {promise.quote for promise in promises}
    turns = [turn for message in told if (turn := _turn(message, zone, promised)) is not None]
    left_out = max(0, len(turns) - _MOST_TURNS)
    if left_out:
        left_out += 1  # the line that says so takes the place of one more
        turns = [turns[0], *turns[left_out + 1 :]]
    first = next((m for m in ticket.messages if m.public and m.author is Author.REQUESTER), None)
    asked = [sentence for sentence in sentences(newest.text) if "?" in sentence] if newest else []
    return Story(
        turns=tuple(turns),
        left_out=left_out,
        promises=promises,
        contacts=contacts_in(ticket),
        since=first.created_at.astimezone(zone).date() if first else None,
        questions=tuple(question[:_LONGEST_QUESTION] for question in asked[:_MOST_QUESTIONS]),
    )


def _promises(message: Message, zone: tzinfo, language: str) -> Iterator[Promise]:
    return find_promises(message.text, message.created_at.astimezone(zone).date(), language)


def _turn(message: Message, zone: tzinfo, promised: set[str]) -> Turn | None:
    """A message as one line; none where nothing is left to say of it but what was promised."""
    pieces = sentences(message.text)
    rest = [piece for piece in pieces if piece not in promised]
    quote = next(filter(_tells, rest), "" if len(rest) < len(pieces) else max(rest, key=len, default=""))
    return Turn(message.author, message.created_at.astimezone(zone).date(), _shortened(quote)) if quote else None


def _tells(piece: str) -> bool:
    """Whether a sentence says more than a greeting, thanks or an apology."""
    said = _GREETING.sub("", piece)
    number = len(said.split())
    return number >= _FEWEST_WORDS and not (number <= _MOST_WORDS_OF_COURTESY and _COURTESY.match(said))


def _shortened(text: str) -> str:
    """The text on one line, cut between words."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST_PIECE:
        return line
    return f"{line[:_LONGEST_PIECE].rsplit(' ', 1)[0]} …"
