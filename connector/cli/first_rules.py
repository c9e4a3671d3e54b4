"""The rules that an account is connected with: which people answer, and where new tickets land."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from connector.cli.asking import Asking
from connector.core.rules import Rules, parse_rules
from connector.errors import ConfigurationError
from connector.manifest import rules_text
from connector.port import Group

_QUESTION: Final = "Which group answers sensitive, emotional and uncertain tickets?"


def choose_rules(
    kept: str,
    *,
    people_group: str,
    intake_groups: Sequence[str],
    rules_path: Path | None,
    groups: Sequence[Group] | None,
    admin: Asking | None,
) -> str:
    """Return the text of the rules: the one kept where nothing was given, else one of what was given.

    ``groups`` are those of the helpdesk, ``None`` where it was not asked. The people group is that of the file, whose lines win, else the
    one given, else the one kept; where there is none, the admin chooses. Raises ConfigurationError.
    """
    known = parse_rules(kept).rules.people_group
    if known and not (people_group or intake_groups or rules_path):
        _without_errors(kept)
        return kept
    written = _read(rules_path) if rules_path else ""
    named = _without_errors(written).people_group or people_group or known or _choose(groups, admin)
    if groups is not None:
        for name in (named, *intake_groups):
            _require_group(name, groups)
    text = rules_text({"people_group": named, "intake_groups": ", ".join(intake_groups), "rules": written})
    _without_errors(text)
    return text


def _without_errors(text: str) -> Rules:
    """Read the rules. Errors are told by the lines of this text: those of a file are the lines that the admin sees there."""
    parsed = parse_rules(text)
    if parsed.errors:
        raise ConfigurationError(f"the rules have errors: {'; '.join(map(str, parsed.errors)).rstrip('.')}.")
    return parsed.rules


def _choose(groups: Sequence[Group] | None, admin: Asking | None) -> str:
    names = sorted(group.name for group in groups or ())
    if admin is not None and names:
        return admin.choice(_QUESTION, names)
    there = f" This helpdesk has: {', '.join(names)}." if names else ""
    raise ConfigurationError(
        f"the group for people is missing; give --people-group NAME, or a line people_group in --rules.{there}"
    )


def _require_group(name: str, groups: Sequence[Group]) -> None:
    if name and name.casefold() not in {group.name.casefold() for group in groups}:
        names = ", ".join(sorted(group.name for group in groups)) or "none"
        raise ConfigurationError(f"there is no group “{name}” in this helpdesk; there are: {names}.")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise ConfigurationError(f"the rules file {path} cannot be read; see that it is a text file in UTF-8.") from exc
