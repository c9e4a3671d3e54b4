"""The embedded composer: the account's own answers to the customer's own questions, in one letter that a person checks.

Nothing here invents. Every sentence is an answer's, verbatim with its blanks filled, or stands in our tables; what comes from
the customer is a first name, the number and subject of the ticket, an order number, a product's name, a question in quotes.
"""

from collections.abc import Sequence
from typing import Final

from connector.core.assessment import Assessment
from connector.core.disclosure import CustomerText
from connector.core.draft import Draft, Source
from connector.core.manner import Manner
from connector.core.taxonomy import LANGUAGES
from connector.core.ticket import Ticket
from connector.drafting.acknowledgement import TOO_STRONG, acknowledge, strength
from connector.drafting.adapting import first_name
from connector.drafting.choosing import Answer, Choice, choose
from connector.drafting.courtesies import after_greeting, capitalised, greet, regrets, sign, without_thanks
from connector.drafting.letter_words import OPEN, OPEN_UNQUOTED, QUOTED, SECOND, WHOLE_ARTICLE
from connector.drafting.products import named_product
from connector.drafting.promises import may_be_echoed, promises
from connector.nlp.text import Reading, read_ticket

#: The whole letter with its disclosure is no longer than this. Characters.
LONGEST: Final = 2000
_LONGEST_QUOTE: Final = 120
_MOST_QUOTED: Final = 3
_BRACES: Final = ("{{", "}}", "{%", "%}")


class EmbeddedComposer:
    """Selects and adapts; phrases nothing by itself. No source that answers a question, no draft."""

    def draft(self, ticket: Ticket, assessment: Assessment, sources: Sequence[Source], manner: Manner) -> Draft | None:
        """Return the disclosed draft, or ``None``: for what may have none, where nothing whole is short enough, where most stays open."""
        language = assessment.language
        if language not in LANGUAGES or not assessment.draft_ok:
            return None
        reading = read_ticket(ticket)
        choice = choose(reading, ticket, assessment, sources)
        for number in range(len(choice.answers), 0, -1):
            part = choice.first(number)
            if part.is_mostly_open:
                return None
            lead = _acknowledgement(ticket, reading, assessment, part.answers[0], sources)
            text = CustomerText.drafted(_letter(part, lead, language, manner, first_name(ticket)), language)
            if len(text.text) <= LONGEST and not any(brace in text.text for brace in _BRACES):
                return Draft(
                    text=text,
                    sources=tuple(answer.source for answer in part.answers),
                    open_questions=part.open_questions,
                    needs_acknowledgement=strength(assessment) >= TOO_STRONG,
                )
        return None


def frame(
    matter: str, ticket: Ticket, assessment: Assessment, sources: Sequence[Source], manner: Manner, open_questions: Sequence[str]
) -> str:
    """Return a letter around what somebody else worded: greeting, acknowledgement, open questions and signature stay ours."""
    language = assessment.language
    greeting = greet(manner, language, first_name(ticket))
    lead = _our_acknowledgement(ticket, read_ticket(ticket), assessment, sources)
    opening, *rest = [part for part in (lead, matter) if part]
    parts = [greeting, after_greeting(greeting, opening, language), *rest, _gap(open_questions, language), sign(manner, language)]
    return "\n\n".join(part for part in parts if part)


def _acknowledgement(ticket: Ticket, reading: Reading, assessment: Assessment, first: Answer, sources: Sequence[Source]) -> str:
    """Ours, unless the first answer opens with an apology of its own: one acknowledgement is enough, and people wrote that one."""
    if regrets(first.text, assessment.language):
        return ""
    return _our_acknowledgement(ticket, reading, assessment, sources)


def _our_acknowledgement(ticket: Ticket, reading: Reading, assessment: Assessment, sources: Sequence[Source]) -> str:
    product = named_product(reading.own, assessment.language, sources)
    words = acknowledge(ticket, reading, assessment, product)
    return "" if promises(words) else words


def _letter(choice: Choice, lead: str, language: str, manner: Manner, name: str) -> str:
    first, *others = choice.answers
    own = first.adapted.greeting
    greeting = greet(manner, language, name, own=own)
    matter = first.text
    if lead:
        lead, matter = after_greeting(greeting, lead, language), capitalised(without_thanks(matter, language))
    elif greeting != own:
        matter = after_greeting(greeting, matter, language)
    closing = next((answer.adapted.closing for answer in reversed(choice.answers) if answer.adapted.closing), "")
    parts = [
        greeting,
        lead,
        _with_link(first, matter, language),
        *(f"{SECOND[language]}\n{_with_link(answer, capitalised(answer.text), language)}" for answer in others),
        _gap(choice.open_questions, language),
        sign(manner, language, own=closing),
    ]
    return "\n\n".join(part for part in parts if part)


def _with_link(answer: Answer, text: str, language: str) -> str:
    """An extract says where the rest is."""
    if not answer.is_extract or not answer.source.url.startswith("https://"):
        return text
    return f"{text}\n\n{WHOLE_ARTICLE[language]} {answer.source.url}"


def _gap(questions: Sequence[str], language: str) -> str:
    """The questions without an answer, as a sentence that does no harm if it leaves as it is.

    A bracketed blank for the agent to fill would do harm: whatever stands in a draft can be sent with one click, and nothing of
    ours runs at that moment to hold it back. Silence would do harm too, because a question nobody mentions is a question
    nobody answers. So the letter says what is true either way, that this part is still open: it promises nobody's answer, no
    time, and reads well unedited. The note asks the agent, apart from the letter, to answer it or to take the line out.

    The customer's words are repeated only where they put no promise, link or template into our mouth.
    """
    if not questions:
        return ""
    quotes = [
        QUOTED[language].format(words=shortened)
        for question in questions[:_MOST_QUOTED]
        if may_be_echoed(shortened := _shortened(question))
    ]
    if len(quotes) < len(questions):
        return OPEN_UNQUOTED[language]
    return OPEN[language].format(questions=", ".join(quotes))


def _shortened(question: str) -> str:
    if len(question) <= _LONGEST_QUOTE:
        return question
    return f"{question[:_LONGEST_QUOTE].rpartition(' ')[0]}…"
