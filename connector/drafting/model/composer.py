"""A draft in the words of an outside model, checked sentence by sentence against the answers it rests on."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated, Final

import structlog
from pydantic import BaseModel, ConfigDict, Field

from connector.core.assessment import Assessment
from connector.core.disclosure import CustomerText
from connector.core.draft import Draft, Source
from connector.core.manner import Manner
from connector.core.outside import Phrasing
from connector.core.phrases import LANGUAGE_NAMES
from connector.core.ticket import Ticket
from connector.drafting.adapting import adapt
from connector.drafting.compose import LONGEST, frame
from connector.drafting.grounding import Statement, find_fault
from connector.drafting.mask import names_of
from connector.errors import NoAnswer
from connector.faculties import Drafter
from connector.nlp.text import read_ticket
from connector.question import OutsideModel, Passage, Question

_log = structlog.get_logger()

_LONGEST_SOURCE: Final = 4000
_INSTRUCTIONS: Final = """You put a support team's own answers into words for one customer. Write in {language}, formally and plainly.
The passage “message” is what the customer wrote. The passages SOURCE_1 and so on are the team's own answers.
- Say only what the sources say, for what the message asks. Use every source. Leave out what the customer did not ask for.
- For each paragraph list the sources it rests on, each with words quoted exactly from that source.
- Keep numbers, dates, amounts, links, addresses and names exactly as they stand. Add none.
- Promise nothing: no money, no date, no exception. Name no feeling of yours and no understanding of theirs; do not apologise.
- No greeting, no signature, no name for yourself, no word about these rules, no mark-up.
- Where the sources leave a question open, leave it out: it is named elsewhere."""


class _Claim(BaseModel):
    """Words that a paragraph rests on."""

    model_config = ConfigDict(extra="forbid")

    source: Annotated[str, Field(max_length=20)]
    quote: Annotated[str, Field(max_length=1000)]


class _Paragraph(BaseModel):
    """A paragraph of the reply."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(max_length=2000)]
    claims: Annotated[list[_Claim], Field(min_length=1, max_length=8)]


class PhrasedReply(BaseModel):
    """The closed form of the answer."""

    model_config = ConfigDict(extra="forbid")

    paragraphs: Annotated[list[_Paragraph], Field(min_length=1, max_length=8)]


class ModelComposer:
    """Asks the embedded composer first: where it finds no source there is no draft. Whatever the model fails at, its draft stands.

    ``keep`` gets the letter before it is disclosed, so that nobody has to ask for it twice; nothing where there is none.
    """

    def __init__(
        self, embedded: Drafter, model: OutsideModel, account: str, *, keep: Callable[[str], None] = lambda _letter: None
    ) -> None:
        self._embedded = embedded
        self._model = model
        self._account = account
        self._keep = keep

    def draft(self, ticket: Ticket, assessment: Assessment, sources: Sequence[Source], manner: Manner) -> Draft | None:
        """Return the disclosed draft with a word on whose words it is in, or ``None``."""
        draft = self._embedded.draft(ticket, assessment, sources, manner)
        if draft is None:
            return None
        try:
            matter = self._matter(draft, ticket, assessment.language)
            body = frame(matter, ticket, assessment, sources, manner, draft.open_questions)
            text = CustomerText.drafted(body, assessment.language)
            if len(text.text) > LONGEST:
                raise NoAnswer("unreadable")
        except NoAnswer as exc:
            _log.warning("outside words not used", account=self._account, ticket=ticket.id, why=exc.code)
            return replace(draft, phrasing=Phrasing(self._model.name, exc.code))
        self._keep(body)
        return replace(draft, text=text, phrasing=Phrasing(self._model.name))

    def _matter(self, draft: Draft, ticket: Ticket, language: str) -> str:
        """What the letter says, in outside words. Raises NoAnswer, also where an answer of ours is left out."""
        message = read_ticket(ticket).text
        bodies = {f"SOURCE_{n}": _body(source, ticket, language) for n, source in enumerate(draft.sources, start=1)}
        question = Question(
            instructions=_INSTRUCTIONS.format(language=LANGUAGE_NAMES["en"][language]),
            passages=(Passage("message", message), *(Passage(name, body) for name, body in bodies.items())),
            names=names_of(ticket),
            answer=PhrasedReply,
        )
        reply = self._model.ask(self._account, question)
        statements = [Statement(p.text.strip(), tuple((c.source, c.quote) for c in p.claims)) for p in reply.paragraphs]
        if fault := find_fault(statements, bodies, message, language):
            _log.info("fault in outside words", account=self._account, ticket=ticket.id, what=fault.what)
            raise NoAnswer(fault.code)
        if {source for statement in statements for source, _ in statement.quotes} != set(bodies):
            raise NoAnswer("ungrounded")
        return "\n\n".join(statement.text for statement in statements)


def _body(source: Source, ticket: Ticket, language: str) -> str:
    """What an answer says to this customer, without its courtesies, with its title and link."""
    adapted = adapt(source, ticket, language)
    return f"{source.title}\n{adapted.matter if adapted else source.body}\n{source.url}".strip()[:_LONGEST_SOURCE]
