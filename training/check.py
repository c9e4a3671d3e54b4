"""Whether the tickets are as different and as many as they have to be: ``make data-check``. Exit status 1 where they are not."""

import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import click
import numpy as np
from rich.console import Console
from rich.table import Table

from connector.core.taxonomy import KINDS, LANGUAGES, SENSITIVE_KINDS, STOPS
from connector.nlp.encoder import load_encoder
from connector.triage.tickets import LabelledTicket, digest_of, read_labelled

MOST_COSINE: Final = 0.92
MOST_JACCARD: Final = 0.5
LEAST_DISTINCT: Final = 0.95
GRAM: Final = 5
#: What has to be there: in the training set, then in the development set.
TICKETS: Final = (6000, 0)
SENSITIVE_ENGLISH: Final = (60, 60)
SENSITIVE_OTHERS: Final = (25, 15)
QUIET_SHARE: Final = (0.5, 0.0)
HARD_NEGATIVES: Final = (1200, 250)
HARMLESS: Final = (0, 600)
HUMAN_REQUESTS: Final = (60, 25)
HUMAN_REQUESTS_IN_ALL: Final = (0, 200)
STOP_SIGNS: Final = (15, 0)


@click.command()
@click.argument("training", type=click.Path(exists=True, file_okay=False, path_type=Path), default="training/tickets")
@click.argument("development", type=click.Path(exists=True, file_okay=False, path_type=Path), default="training/development")
def main(training: Path, development: Path) -> None:
    """Check TRAINING and DEVELOPMENT, each in itself and against each other."""
    console = Console(width=150)
    problems = []
    sets = {"training": read_labelled(training), "development": read_labelled(development)}
    for place, (name, tickets) in enumerate(sets.items()):
        console.print(counts_table(name, tickets))
        console.print(agreement(tickets), "")
        problems += [f"{name}: {problem}" for problem in missing(tickets, place)]
    sealed = (development / "SHA256").read_text(encoding="utf-8").split()[0]
    if digest_of(development) != sealed:
        problems.append("development: the files are not those that were sealed before the first measured run")
    everything = [*sets["training"], *sets["development"]]
    console.print(f"distinct first six words: {100 * distinct_openings(everything):.1f} %")
    if distinct_openings(everything) < LEAST_DISTINCT:
        problems.append(f"fewer than {100 * LEAST_DISTINCT:.0f} % begin with six words of their own")
    for what, pairs in (("5-gram Jaccard", alike_in_words(everything)), ("cosine", alike_in_meaning(everything))):
        found = list(pairs)
        console.print(f"pairs too alike by {what}: {len(found)}")
        problems += [f"too alike by {what}: {a} and {b} ({value:.2f})" for a, b, value in found]
    for problem in problems:
        console.print(f"[red]{problem}[/red]")
    sys.exit(1 if problems else 0)


def missing(tickets: Sequence[LabelledTicket], place: int) -> Iterator[str]:
    """Yield what is too few. ``place`` chooses between the goals of training and development."""
    goals = [("tickets", len(tickets), TICKETS[place])]
    for language in LANGUAGES:
        spoken = [t for t in tickets if t.language == language]
        goal = (SENSITIVE_ENGLISH if language == "en" else SENSITIVE_OTHERS)[place]
        for kind in sorted(SENSITIVE_KINDS):
            found = [t for t in spoken if kind in t.kinds]
            goals.append((f"{kind}, {language}", len(found), goal))
            goals.append((f"{kind}, quiet, {language}", sum(t.indirect for t in found), math.ceil(QUIET_SHARE[place] * goal)))
        requests = sum("human_request" in t.kinds for t in spoken)
        goals.append((f"requests for a person, {language}", requests, HUMAN_REQUESTS[place]))
    goals.append(("requests for a person", sum("human_request" in t.kinds for t in tickets), HUMAN_REQUESTS_IN_ALL[place]))
    goals.append(("harmless", sum(not t.is_sensitive for t in tickets), HARMLESS[place]))
    goals.append(("hard negatives", sum(t.hard_negative for t in tickets), HARD_NEGATIVES[place]))
    goals += [
        (f"stop sign {kind}/{stop}", sum(stop in t.stops for t in tickets), STOP_SIGNS[place])
        for kind, stops in STOPS.items()
        for stop in stops
    ]
    for name, found, goal in goals:
        if found < goal:
            yield f"{name}: {found}, at least {goal}"


def agreement(tickets: Sequence[LabelledTicket]) -> str:
    """Say how far the second reader agreed, by share and by Cohen's kappa (1960) on whether a ticket is sensitive."""
    twice = [t for t in tickets if t.second is not None]
    if not twice:
        return "no ticket was read twice"
    first, second = (
        np.array([bool(kinds & SENSITIVE_KINDS) for kinds in readings])
        for readings in ([t.kinds for t in twice], [t.second for t in twice])
    )
    same = float((first == second).mean())
    chance = float(first.mean() * second.mean() + (1 - first.mean()) * (1 - second.mean()))
    kinds = sum(t.primary in t.second for t in twice) / len(twice)
    return f"read twice: {len(twice)} of {len(tickets)}; sensitive or not the same in {100 * same:.1f} % (kappa {(same - chance) / (1 - chance):.3f}), main kind named by both in {100 * kinds:.1f} %"


def counts_table(name: str, tickets: Sequence[LabelledTicket]) -> Table:
    """Count kinds by language; of sensitive ones the quiet too."""
    table = Table(title=f"{name}: {len(tickets)} tickets", title_justify="left", show_edge=False)
    for column in ("", *LANGUAGES, "all"):
        table.add_column(column, justify="right" if column else "left")
    counts = Counter((kind, t.language) for t in tickets for kind in t.kinds)
    quiet = Counter((kind, t.language) for t in tickets for kind in t.kinds & SENSITIVE_KINDS if t.indirect)
    for kind in KINDS:
        cells = [f"{counts[kind, la]}" + (f" ({quiet[kind, la]} quiet)" if kind in SENSITIVE_KINDS else "") for la in LANGUAGES]
        table.add_row(kind, *cells, str(sum(counts[kind, la] for la in LANGUAGES)))
    for what, holds in (("hard negatives", lambda t: t.hard_negative), ("all", lambda _: True)):
        numbers = [sum(holds(t) for t in tickets if t.language == la) for la in LANGUAGES]
        table.add_row(what, *map(str, numbers), str(sum(numbers)))
    return table


def distinct_openings(tickets: Sequence[LabelledTicket]) -> float:
    """The share of tickets whose first six words nobody else begins with."""
    openings = Counter(" ".join(_words(t.body)[:6]) for t in tickets)
    return sum(count for count in openings.values() if count == 1) / len(tickets)


def alike_in_words(tickets: Sequence[LabelledTicket]) -> Iterator[tuple[str, str, float]]:
    """Yield pairs that share more than half of their runs of five words."""
    grams = [_grams(t.text) for t in tickets]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    shared: Counter[tuple[int, int]] = Counter()
    for i, found in enumerate(grams):
        for gram in found:
            shared.update((j, i) for j in holders[gram])
            holders[gram].append(i)
    for (i, j), count in shared.items():
        value = count / len(grams[i] | grams[j])
        if value > MOST_JACCARD:
            yield tickets[i].id, tickets[j].id, value


def alike_in_meaning(tickets: Sequence[LabelledTicket], block: int = 1000) -> Iterator[tuple[str, str, float]]:
    """Yield pairs whose sentence vectors point almost the same way."""
    encoder = load_encoder()
    if encoder is None:
        raise click.ClickException("the encoder is not there; run `make encoder` first")
    vectors = encoder.encode([t.text for t in tickets])
    for start in range(0, len(tickets), block):
        similarity = vectors[start : start + block] @ vectors.T
        for row, column in zip(*np.nonzero(similarity > MOST_COSINE), strict=True):
            i, j = start + int(row), int(column)
            if i < j and tickets[i].language == tickets[j].language:
                yield tickets[i].id, tickets[j].id, float(similarity[row, column])


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _grams(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)}


if __name__ == "__main__":
    main()
