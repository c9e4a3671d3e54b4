"""Evidence in the customer's own words: for each label, the sentence that speaks for it most."""

from collections.abc import Iterable

import numpy as np

from connector.core.assessment import Evidence
from connector.nlp.text import Reading, sentences
from connector.triage.heads import Heads

_MOST_SENTENCES = 40
_LONGEST_QUOTE = 240


def strongest_sentences(heads: Heads, reading: Reading, wanted: Iterable[tuple[str, str]]) -> tuple[Evidence, ...]:
    """Return evidence for pairs of (what it is about, label of the head). Quotes stand verbatim in ``reading.text``."""
    pairs = [(about, label) for about, label in wanted if label in heads.labels]
    parts = sentences(reading.text)[:_MOST_SENTENCES]
    if not pairs or not parts:
        return ()
    scores = heads.scores(parts)
    evidence = []
    for about, label in pairs:
        best = parts[int(np.argmax(scores[:, heads.labels.index(label)]))]
        evidence.append(Evidence(about, best[:_LONGEST_QUOTE].strip()))
    return tuple(evidence)
