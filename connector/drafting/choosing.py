"""Which answers answer which questions, and which questions no answer of the account does."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from connector.core.assessment import Assessment
from connector.core.draft import Source
from connector.core.ticket import Ticket
from connector.drafting.acknowledgement_words import matter_words
from connector.drafting.adapting import Adapted, adapt
from connector.drafting.passages import extract
from connector.drafting.retrieve import Match, find_sources
from connector.drafting.telling import Telling
from connector.nlp.questions import find_questions, is_request
from connector.nlp.text import Reading

#: More than two answers in one letter are read by nobody.
MOST_SOURCES: Final = 2
_MOST_TRIED: Final = 5
#: One letter about one thing is easier to read than two halves, so that a second source has to be so many times as good.
_FAR_MORE: Final = 2
#: Kinds whose messages tell something; without a question in them an answer would be beside the point.
_MAY_ASK_NOTHING: Final = frozenset({"feedback", "complaint_informal"})


_Found = tuple[Source, Adapted]


@dataclass(frozen=True, slots=True)
class Answer:
    """A source, its parts for this customer, and what of it goes into the letter."""

    source: Source
    adapted: Adapted
    text: str
    questions: tuple[str, ...] = ()

    @property
    def is_extract(self) -> bool:
        """Whether there is more in the source than in the letter."""
        return len(self.text) < len(self.adapted.matter)


@dataclass(frozen=True, slots=True)
class Choice:
    """Answers in the order of the questions they answer, all questions, and those of them that stay open."""

    questions: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    open_questions: tuple[str, ...] = ()

    @property
    def is_mostly_open(self) -> bool:
        """Whether more questions stay open than are answered: a letter of gaps helps nobody."""
        return 2 * len(self.open_questions) > len(self.questions)

    def first(self, number: int) -> "Choice":
        """The same with fewer answers; the questions of the others are open again."""
        answered = {question for answer in self.answers[:number] for question in answer.questions}
        return Choice(self.questions, self.answers[:number], tuple(q for q in self.questions if q not in answered))


def choose(reading: Reading, ticket: Ticket, assessment: Assessment, sources: Sequence[Source]) -> Choice:
    """Choose at most two answers. No answer to any question, no answers at all.

    Among the sources that are close to the whole message the one that speaks most of its questions comes first, because people
    ask about one thing in several ways. A question belongs to it that is about nothing in particular (“what should I do?”) or
    that no other source close to the question speaks more of. A question that none of them speaks of is open: a gap that is
    named does less harm than an answer to something that was not asked. But where the message is surely about the one particular
    thing that a source is about, that source answers the first question, in whatever words it is put.
    """
    language = assessment.language
    questions = find_questions(reading.own, language) or find_questions(reading.text, language)
    if not questions and assessment.primary in _MAY_ASK_NOTHING:
        return Choice()
    near = find_sources(reading.text, language, sources)
    if not near:
        return Choice()
    known = {s.ref: s for s in (*(m.source for m in near), *(s for s in sources if s.language[:2] == language))}
    telling = Telling(language, list(known.values()))
    to_the_matter = frozenset(match.source.ref for match in near if match.is_to_the_matter)
    chooser = _Chooser(ticket, language, reading.text, sources, telling, _usable(near, ticket, language), to_the_matter)
    main = chooser.main(questions, matter_words(assessment.primary, language))
    if not questions:
        answer = chooser.answer(*main, [reading.text]) if main else None
        return Choice(answers=(answer,)) if answer else Choice()
    found = chooser.assign(questions, main)
    chosen: dict[str, tuple[Source, Adapted, list[str]]] = {}
    for question, source in found.items():
        if source and (source[0].ref in chosen or len(chosen) < MOST_SOURCES):
            chosen.setdefault(source[0].ref, (*source, []))[2].append(question)
    answers = tuple(answer for each in chosen.values() if (answer := chooser.answer(*each)))
    return Choice(questions, answers).first(len(answers)) if answers else Choice()


@dataclass(frozen=True, slots=True)
class _Chooser:
    """``near`` are the usable sources that are close to the whole message, the closest first; some of them are to the matter."""

    ticket: Ticket
    language: str
    message: str
    sources: Sequence[Source]
    telling: Telling
    near: Sequence[_Found]
    to_the_matter: frozenset[str]

    def main(self, questions: Sequence[str], matter: str) -> _Found | None:
        """The source that speaks most of the questions and of what triage takes the ticket for, the closest of several.

        Where some are to the matter it is one of these.
        """
        asked = [self.telling.things(matter), *(self._asked(question) for question in questions)]
        near = [found for found in self.near if found[0].ref in self.to_the_matter] or self.near
        return max(near, key=lambda found: sum(self.telling.weight(found[0], words) for words in asked), default=None)

    def assign(self, questions: Sequence[str], main: _Found | None) -> dict[str, _Found | None]:
        """The source of each question. One about nothing in particular goes with the one before it, or with what the letter is about."""
        asked = {question: self._asked(question) for question in questions}
        alone = {
            question: _usable(
                find_sources(question, self.language, self.sources, message=self.message), self.ticket, self.language
            )
            for question in asked
        }
        candidates = [*chain.from_iterable(alone.values()), *self.near]
        found = {question: self._best(words, candidates, main) for question, words in asked.items() if words}
        if main and main[0].ref in self.to_the_matter and main not in found.values():
            found[questions[0]] = found.get(questions[0]) or main
        before = next(filter(None, found.values()), main)
        for question in questions:
            before = found.setdefault(question, before or next(iter(alone[question]), None)) or before
        return {question: found[question] for question in questions}

    def answer(self, source: Source, adapted: Adapted, questions: Sequence[str]) -> Answer | None:
        """What goes into the letter: a macro whole, of an article the passages that answer."""
        text = adapted.matter
        if source.kind == "article":
            text = extract(source, text, questions, self.telling, self.language)
        return Answer(source, adapted, text, tuple(questions)) if text else None

    def _asked(self, question: str) -> frozenset[str]:
        return self.telling.words(question, is_request=is_request(question, self.language))

    def _best(self, asked: frozenset[str], candidates: Sequence[_Found], main: _Found | None) -> _Found | None:
        """The main source where it speaks of the question, unless another speaks of it far more; ``None`` where none does."""
        best = max(candidates, key=lambda found: self.telling.weight(found[0], asked), default=None)
        most = self.telling.weight(best[0], asked) if best else 0
        if main and (of_main := self.telling.weight(main[0], asked)) and most < _FAR_MORE * of_main:
            return main
        return best if most else None


def _usable(matches: Sequence[Match], ticket: Ticket, language: str) -> list[_Found]:
    tried = ((match.source, adapt(match.source, ticket, language)) for match in matches[:_MOST_TRIED])
    return [(source, adapted) for source, adapted in tried if adapted]
