"""Labelled tickets: what the heads are trained and measured on."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from connector.core.taxonomy import EMOTIONS, KINDS, SENSITIVE_KINDS, VULNERABILITY, Urgency
from connector.nlp.text import read_text


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledTicket:
    """One ticket of our own writing with its labels.

    ``indirect`` says that the sensitive matter has to be inferred; ``second`` are the kinds that a second reader gave, who saw the text alone.
    """

    id: str
    text: str
    subject: str
    body: str
    channel: str
    language: str
    primary: str
    kinds: frozenset[str]
    urgency: Urgency
    stated_urgency: bool
    emotions: dict[str, int]
    vulnerability: frozenset[str]
    stops: frozenset[str]
    hard_negative: bool
    indirect: bool
    second: frozenset[str] | None

    @property
    def is_sensitive(self) -> bool:
        """Whether any kind of the ticket is sensitive."""
        return bool(self.kinds & SENSITIVE_KINDS)

    @property
    def lot(self) -> int:
        """A number from 0 to 99 that hangs on the ticket alone, for splits that never change."""
        return int(hashlib.sha256(self.id.encode()).hexdigest()[:8], 16) % 100


def read_labelled(folder: Path) -> Sequence[LabelledTicket]:
    """Read every ``*.jsonl`` of a folder. Raises ValueError naming file and line where a label is not of the taxonomy."""
    tickets = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                tickets.append(_labelled(json.loads(line)))
            except (ValueError, KeyError) as exc:
                raise ValueError(f"{path.name}, line {number}: {exc}") from exc
    return tickets


def digest_of(folder: Path) -> str:
    """Return the SHA-256 of all ``*.jsonl`` of a folder, in order of their names."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.jsonl")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _labelled(row: dict[str, Any]) -> LabelledTicket:
    kinds = frozenset([row["primary"], *row["also"]])
    if unknown := kinds - set(KINDS):
        raise ValueError(f"not in the taxonomy: {', '.join(sorted(unknown))}")
    if strays := (set(row["emotions"]) - set(EMOTIONS)) | (set(row["vulnerability"]) - set(VULNERABILITY)):
        raise ValueError(f"not in the taxonomy: {', '.join(sorted(strays))}")
    return LabelledTicket(
        id=row["id"],
        text=read_text(row["subject"], row["body"]).text,
        subject=row["subject"],
        body=row["body"],
        channel=row["channel"],
        language=row["language"],
        primary=row["primary"],
        kinds=kinds,
        urgency=Urgency[row["urgency"]],
        stated_urgency=row["stated_urgency"],
        emotions=row["emotions"],
        vulnerability=frozenset(row["vulnerability"]),
        stops=frozenset(row["stops"]),
        hard_negative=row["hard_negative"],
        indirect=row["indirect"],
        second=frozenset(row["second"]["kinds"]) if row["second"] else None,
    )
