"""The backtest as one HTML file, with charts drawn as SVG: nothing is loaded from anywhere, nothing runs."""

from collections.abc import Sequence

from connector.core.bounds import LOOKS
from connector.core.phrases import KIND_NAMES
from connector.core.taxonomy import LANGUAGES
from connector.preview import Sight
from connector.report.backtest import LEVELS, Findings, LookBack, find
from connector.report.charts import HEIGHT, WIDTH, day, shade, weeks_chart, whisker
from connector.report.page import LEVEL_NAMES, customer_words, render

_MOST_GROUPS = 9
_OTHERS = "other groups"
_LONGEST_ANSWER = 280

#: What kind of mistake it is, in a few words.
MISTAKES = {
    "group": "The AI would have given it to another group",
    "reply": "The reply that was sent has next to nothing in common with the draft from this answer of yours",
    "tag": "An agent tagged it as wrong",
}


def render_backtest(look: LookBack) -> str:
    """Return the page. The same look back gives the same bytes."""
    found = find(look)
    return render(
        "backtest.html",
        styles=("report.css", "backtest.css"),
        look=look,
        found=found,
        levels=LEVELS,
        level_names=LEVEL_NAMES,
        weeks=weeks_chart(found.weeks),
        width=WIDTH,
        height=HEIGHT,
        whisker=whisker,
        shade=shade,
        flows=fold(found),
        looks=tuple(LOOKS),
        mistakes=MISTAKES,
        kind=lambda key: KIND_NAMES["en"][key],
        lang_attribute=_language,
        quotes=customer_words,
        clip=clip,
        day=day,
    )


def fold(found: Findings) -> tuple[Sequence[str], Sequence[tuple[str, Sequence[int]]]]:
    """The groups of people, and for each group of ours how many tickets they gave to each of these. Small ones become one."""
    names = [line.name for line in sorted(found.groups, key=lambda line: -(line.ours + line.theirs))]
    shown = names if len(names) <= _MOST_GROUPS else [*names[: _MOST_GROUPS - 1], _OTHERS]
    place = {name.casefold(): shown[min(i, len(shown) - 1)] for i, name in enumerate(names)}
    table = {ours: dict.fromkeys(shown, 0) for ours in shown}
    for (ours, theirs), count in found.flows.items():
        table[place[ours.casefold()]][place[theirs.casefold()]] += count
    columns = [name for name in shown if any(row[name] for row in table.values())]
    return columns, [(name, [row[column] for column in columns]) for name, row in table.items() if any(row.values())]


def clip(text: str) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_ANSWER else f"{line[: _LONGEST_ANSWER - 1].rstrip()}…"


def _language(sight: Sight) -> str:
    return sight.assessment.language if sight.assessment.language in LANGUAGES else "und"
