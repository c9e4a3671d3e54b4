"""The report as one HTML file: nothing is loaded from anywhere, nothing runs, every word of a customer is escaped."""

import base64
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from connector.core.phrases import EMOTION_NAMES, KIND_NAMES, LANGUAGE_NAMES, URGENCY_NAMES
from connector.core.taxonomy import LANGUAGES, Level
from connector.preview import Passed, Sight
from connector.report.disclosed import disclosure_lines
from connector.report.summary import by_urgency, people_reasons, summarise
from connector.store.tallies import DisclosureTally

#: What each level is called to people.
LEVEL_NAMES: Final = {Level.L0: "People first", Level.L1: "Sorted", Level.L2: "Sorted, with a draft to check"}
_LONGEST_QUOTE: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that the page tells. ``asked`` is how many tickets were asked for; ``answers`` is ``None`` where none could be read.

    ``outside`` says what asking an outside model has come to on live tickets; looking back asks none.
    """

    account: str
    helpdesk: str
    made_at: datetime
    asked: int
    interrupted: bool
    answers: int | None
    sights: Sequence[Sight]
    passed: Sequence[Passed]
    disclosure: DisclosureTally = field(default_factory=DisclosureTally)  # of the last week
    outside: str = ""


def render_page(report: Report) -> str:
    """Return the page. The same report gives the same bytes."""
    return render(
        "report.html",
        styles=("report.css",),
        report=report,
        summary=summarise(report.sights, report.passed),
        sections=[(level, LEVEL_NAMES[level], _at(report.sights, level)) for level in LEVEL_NAMES],
        level_names=LEVEL_NAMES,
        disclosure=disclosure_lines(report.disclosure, days=7),
        kind=lambda key: KIND_NAMES["en"][key],
        urgency=lambda sight: URGENCY_NAMES["en"][sight.assessment.urgency.name],
        feelings=lambda sight: [EMOTION_NAMES["en"][e] for e in sight.assessment.emotions],
        language=lambda code: LANGUAGE_NAMES["en"].get(code, LANGUAGE_NAMES["en"]["other"].format(code=code)),
        lang_attribute=lambda sight: sight.assessment.language if sight.assessment.language in LANGUAGES else "und",
        quotes=customer_words,
        reasons=people_reasons,
    )


def render(template: str, *, styles: Sequence[str], **values: Any) -> str:
    """Render a page on its own. Its policy allows exactly these styles, and nothing else to be loaded or run."""
    environment = Environment(
        loader=PackageLoader("connector.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style = "".join((files("connector.report") / "templates" / name).read_text(encoding="utf-8") for name in styles)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return environment.get_template(template).render(**values, style=style, style_digest=digest)


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, in place of what was there. Raises OSError."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    fresh.replace(path)


def customer_words(sight: Sight) -> list[str]:
    """The customer's own words that led to the reading, at most three. A word or two, like a greeting, comes last."""
    quotes = dict.fromkeys(e.quote[:_LONGEST_QUOTE] for e in sight.assessment.evidence)
    return sorted(quotes, key=lambda quote: len(quote.split()) < 3)[:3]


def _at(sights: Sequence[Sight], level: Level) -> list[Sight]:
    return by_urgency([sight for sight in sights if sight.decision.level is level])
