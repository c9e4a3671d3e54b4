"""The passages of a long article that answer a question; steps and lists stay together."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from connector.core.draft import Source
from connector.drafting.library import Library
from connector.drafting.telling import Telling

#: A macro or canned response longer than this is no answer to put before a customer unread. Characters.
LONGEST_WHOLE: Final = 1500
#: So much of one article goes into a draft at most. Characters.
LONGEST_EXTRACT: Final = 1200
#: An article this short is read faster whole than cut.
_SHORT: Final = 420
#: A passage is taken as well when it answers this much as well as the best one.
_NEARLY_AS_GOOD: Final = 0.6
#: The article answers the question, so that little likeness tells which of its passages does; a question without a telling word
#: (“what do you need from me?”) is like a passage by chance. Scores of :class:`Library`.
_SOMEWHAT_ALIKE: Final = 0.2
_VERY_ALIKE: Final = 0.4
_MOST_PASSAGES: Final = 3
#: What follows a list in fewer characters than this belongs to it: “Then the light goes out.”
_SHORT_LINE: Final = 160
_ITEM: Final = re.compile(r"\s{0,8}(?:[-–•*·]|\(?\d{1,2}[.):]|[a-z]\))\s")
_INTRODUCES: Final = re.compile(r":\s*$")
#: What begins so rests on what stands before it: “After that we charge nothing” is true of those alone who did what comes before.
_RESTS: Final = re.compile(
    r"(?:then|after that|afterwards|otherwise|in that case|danach|dann|anschließend|sonst|andernfalls|in diesem fall|ensuite|puis|après cela|"
    r"sinon|dans ce cas|después|luego|entonces|en ese caso|poi|dopo|altrimenti|in (?:tal|questo) caso|daarna|dan|vervolgens|anders|in dat geval|"
    r"depois|então|em seguida|caso contrário|nesse caso)\b",
    re.IGNORECASE,
)
_HEADING: Final = re.compile(r"#{1,6}\s|[^\n.!?:;,]{1,70}$")


def split_passages(text: str) -> list[str]:
    """Split an article into passages that stand verbatim in it, in order.

    Paragraphs; but steps, the sentence that introduces them and what follows from them in a short line stay together, a heading
    stays with what it heads, and what rests on the paragraph before (“after that …”) stays with it.
    """
    passages: list[list[str]] = []
    is_joined = False
    for block in (block.strip("\n") for block in re.split(r"\n(?:[ \t]*\n)+", text.strip())):
        if not block.strip():
            continue
        follows_list = bool(passages) and len(block) <= _SHORT_LINE and _ITEM.match(passages[-1][-1].rpartition("\n")[2])
        if passages and (is_joined or follows_list or _ITEM.match(block) or _RESTS.match(block)):
            passages[-1].append(block)
        else:
            passages.append([block])
        is_joined = bool(_INTRODUCES.search(block[-80:]) or _HEADING.fullmatch(block))
    return ["\n\n".join(blocks) for blocks in passages]


def extract(source: Source, body: str, questions: Sequence[str], telling: Telling, language: str) -> str:
    """Return the passages of ``body`` that answer the questions, in the order of the article; whole where it is short.

    Never more than :data:`LONGEST_EXTRACT` characters and never a passage in part. Where nothing says which passages answer one
    of the questions, an article that is not too long is taken whole; else empty, because a guess is no answer.
    """
    if len(body) <= _SHORT:
        return body
    passages = split_passages(body)
    found = [_best(source, passages, question, telling, language) for question in questions]
    if not all(found) and len(body) <= LONGEST_EXTRACT:
        return body
    kept: list[int] = []
    for at in sorted(set().union(*found)):
        if len("\n\n".join(passages[i] for i in [*kept, at])) <= LONGEST_EXTRACT:
            kept.append(at)
    return "\n\n".join(passages[at] for at in kept)


def _best(source: Source, passages: Sequence[str], question: str, telling: Telling, language: str) -> set[int]:
    """The places of the passages that answer best: the most alike, and those that hold its telling words."""
    parts = [replace(source, ref=str(at), title="", body=passage, language=language) for at, passage in enumerate(passages)]
    found, asked = Library(parts).score(question, language), telling.words(question)
    ranked = sorted(zip(found.scores.tolist(), (int(part.ref) for part in found.sources), strict=True), reverse=True)
    least = max(_SOMEWHAT_ALIKE if asked else _VERY_ALIKE, _NEARLY_AS_GOOD * ranked[0][0])
    return {at for score, at in ranked[:_MOST_PASSAGES] if score >= least} | telling.passages(passages, asked)
