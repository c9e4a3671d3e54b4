"""What became of the disclosure in replies that rest on a draft, in words with what to do. Counts only, nobody's name."""

from connector.store.tallies import DisclosureTally

_GUIDE = "docs/disclosure.md"


def disclosure_lines(tally: DisclosureTally, *, days: int) -> tuple[str, ...]:
    """A sentence for each thing to look at in the last so many days; nothing where all is well."""
    lines = []
    if tally.removed:
        lines.append(
            f"Last {days} days: {tally.removed} of {_replies(tally.replies)} resting on a draft went out without saying that AI had a part. "
            f"Ask your team to keep the line, or to say “I rewrote this myself” where they did; see {_GUIDE}."
        )
    if tally.contradicted:
        lines.append(
            f"Last {days} days: {_replies(tally.contradicted)} called a person's own nearly the draft as it was. "
            f"Tell your team what “I rewrote this myself” means; see {_GUIDE}."
        )
    return tuple(lines)


def _replies(count: int) -> str:
    return f"{count} repl{'y' if count == 1 else 'ies'}"
