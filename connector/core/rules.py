"""What the admin configured: one rule a line, parsed and validated, with errors that name the line.

    people_group: Support
    intake_groups: Inbox, New tickets
    refund_request: L1, group Billing
    feature_request: off
    how_to: L3, limit 2
    extra_sensitive_kinds: warranty
    extra_sensitive_words: recall, gas leak
    languages: en, de
    working_hours: Mon-Fri 09:00-17:30 Europe/Amsterdam
    country: NL
    note_language: de
    audit_share: 5
    retention_days: 30
    tone: formal
    greeting.en: Hello {name},
    signature: Your team at Example | example.com
    disclosure_footer.en: Drafted with AI and checked by {name}. Reply “human” to hear from a person.
    prefer_human_days: 90
    mark_requesters: on
    call_group: Callbacks
    check_ins: order_tracking, how_to
    check_in_days: 3
    transcript_wait_minutes: 20

An admin may add sensitive kinds and words and lower levels; no rule removes a sensitive kind or raises a level.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from typing import Final

from connector.core.bounds import DEFAULT_LIMIT, Standing
from connector.core.checkin_words import ASKABLE
from connector.core.crisis_lines import parse_countries
from connector.core.disclosure_wording import DEFAULT_WORDING, Wording
from connector.core.hours import WorkingHours, parse_working_hours
from connector.core.manner import MANNER_RULES, Manner
from connector.core.taxonomy import KINDS, LANGUAGES, SENSITIVE_KINDS, Level


@dataclass(frozen=True, slots=True)
class KindRule:
    """What one kind may do here. ``highest`` never lifts the kind above its own limit.

    ``earns`` says that the admin switched on that automation may be earned; ``limit`` is the error rate to be proved.
    """

    highest: Level = Level.L3
    group: str = ""
    earns: bool = False
    limit: float = DEFAULT_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """A whole, valid set of rules."""

    people_group: str = ""
    intake_groups: tuple[str, ...] = ()
    kinds: Mapping[str, KindRule] = field(default_factory=dict)
    extra_sensitive_kinds: frozenset[str] = frozenset()
    extra_sensitive_words: tuple[str, ...] = ()
    languages: tuple[str, ...] = LANGUAGES
    working_hours: WorkingHours | None = None
    countries: tuple[str, ...] = ()
    note_language: str = "en"
    audit_share: float = 0.05
    retention_days: float | None = None
    manner: Manner = field(default_factory=Manner)
    wording: Wording = DEFAULT_WORDING
    prefer_human_days: float = 90.0
    mark_requesters: bool = True
    call_group: str = ""
    check_ins: frozenset[str] = frozenset()
    check_in_days: int = 3
    transcript_wait_minutes: float = 20.0

    def highest(self, kind: str) -> Level:
        """The highest level this kind may reach: the most cautious of taxonomy, rules and extra sensitive kinds."""
        if kind in self.extra_sensitive_kinds or kind in SENSITIVE_KINDS:
            return Level.L0
        return min(KINDS[kind].highest, self.kinds.get(kind, KindRule()).highest)

    @property
    def zone(self) -> tzinfo:
        """The time zone in which the business counts its days."""
        return self.working_hours.zone if self.working_hours else UTC

    @property
    def earning(self) -> frozenset[str]:
        """The kinds that the admin switched on for earned automation."""
        return frozenset(kind for kind, rule in self.kinds.items() if rule.earns and self.highest(kind) is Level.L3)

    def standing(self, kind: str, outcomes: Sequence[bool]) -> Standing:
        """What audits of this kind amount to, beside the other kinds that are switched on. One that is off counts as if it were on."""
        return Standing.of(outcomes, self.kinds.get(kind, KindRule()).limit, len(self.earning | {kind}))

    def is_sensitive(self, kind: str) -> bool:
        """Whether the taxonomy or the admin calls this kind sensitive."""
        return kind in SENSITIVE_KINDS or kind in self.extra_sensitive_kinds

    def names_group(self, kind: str) -> bool:
        """Whether a rule names a group for this very kind."""
        return bool(self.kinds.get(kind, KindRule()).group)

    def group(self, kind: str) -> str:
        """The name of the group that answers this kind; the people group where no rule names one."""
        return self.kinds.get(kind, KindRule()).group or self.people_group


@dataclass(frozen=True, slots=True)
class RuleError:
    """One line that could not be read, and what to write instead."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class ParsedRules:
    """The rules read so far and every line that could not be read. Rules with errors are not put in force."""

    rules: Rules
    errors: tuple[RuleError, ...]


def parse_rules(text: str, base: Rules | None = None) -> ParsedRules:
    """Read rules, one a line; ``#`` starts a comment. Later lines win over ``base`` and earlier lines."""
    rules = base or Rules()
    errors: list[RuleError] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.partition("#")[0].strip()
        if not line:
            continue
        key, colon, value = (part.strip() for part in line.partition(":"))
        try:
            if not colon or not value:
                raise ValueError("write “name: value”")
            rules = _with_rule(rules, key.casefold().replace(" ", "_"), value)
        except ValueError as exc:
            errors.append(RuleError(number, str(exc)))
    return ParsedRules(rules, tuple(errors))


def _with_rule(rules: Rules, key: str, value: str) -> Rules:
    if key in KINDS:
        return replace(rules, kinds={**rules.kinds, key: _parse_kind_rule(key, value)})
    if setter := _SETTERS.get(key):
        return setter(rules, value)
    name, _, language = key.partition(".")
    if with_manner := MANNER_RULES.get(name):
        return replace(rules, manner=with_manner(rules.manner, value, language))
    if with_wording := _WORDINGS.get(name):
        return replace(rules, wording=with_wording(rules.wording, language, value))
    raise ValueError(f"there is no kind or rule “{key}”; see the list of kinds in the documentation")


def _parse_kind_rule(key: str, value: str) -> KindRule:
    rule = KindRule(highest=KINDS[key].highest)
    for part in _listed(value):
        word, _, rest = part.partition(" ")
        if word.casefold() == "off":
            rule = replace(rule, highest=Level.L0)
        elif word.upper() in Level.__members__:
            level = _lowered(key, Level[word.upper()])
            rule = replace(rule, highest=level, earns=level is Level.L3)
        elif word.casefold() == "limit":
            rule = replace(rule, limit=_limit(key, rest))
        elif word.casefold() == "group" and rest.strip():
            rule = replace(rule, group=rest.strip())
        else:
            raise ValueError(f"“{part}” is not off, a level L0 to L3, “group NAME” or “limit PERCENT”")
    return rule


def _lowered(key: str, level: Level) -> Level:
    if level > KINDS[key].highest:
        raise ValueError(f"{key} may reach {KINDS[key].highest.name} at most; no rule can raise that")
    return level


def _limit(key: str, value: str) -> float:
    if KINDS[key].highest is not Level.L3:
        raise ValueError(f"{key} is never automated; leave out its limit")
    return _number(value, 1, 20, "percent") / 100


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _kinds_to_add(rules: Rules, value: str) -> Rules:
    kinds = _listed(value)
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise ValueError(f"there is no kind “{unknown[0]}”")
    return replace(rules, extra_sensitive_kinds=rules.extra_sensitive_kinds | set(kinds))


def _check_ins(rules: Rules, value: str) -> Rules:
    kinds = _listed(value)
    if unfit := [kind for kind in kinds if kind not in ASKABLE]:
        raise ValueError(f"there are no check-ins for “{unfit[0]}”; write some of {', '.join(ASKABLE)}")
    return replace(rules, check_ins=frozenset(kinds))


def _check_in_days(rules: Rules, value: str) -> Rules:
    days = _number(value, 1, 30, "working days")
    if not days.is_integer():
        raise ValueError("write a whole number of working days")
    return replace(rules, check_in_days=int(days))


def _languages(rules: Rules, value: str) -> Rules:
    languages = tuple(part.casefold() for part in _listed(value))
    if unknown := [language for language in languages if language not in LANGUAGES]:
        raise ValueError(f"“{unknown[0]}” is not one of {', '.join(LANGUAGES)}")
    return replace(rules, languages=languages)


def _note_language(rules: Rules, value: str) -> Rules:
    if value.casefold() not in LANGUAGES:
        raise ValueError(f"“{value}” is not one of {', '.join(LANGUAGES)}")
    return replace(rules, note_language=value.casefold())


def _is_on(value: str) -> bool:
    word = value.casefold()
    if word not in _SWITCH:
        raise ValueError(f"“{value}” is neither on nor off")
    return _SWITCH[word]


def _number(value: str, lowest: float, highest: float, unit: str) -> float:
    try:
        number = float(value.removesuffix("%").strip().replace(",", "."))
    except ValueError:
        number = lowest - 1
    if not lowest <= number <= highest:
        raise ValueError(f"write a number of {unit} from {lowest:g} to {highest:g}")
    return number


#: Settings pages with checkboxes say true and false.
_SWITCH: Final = {"on": True, "true": True, "yes": True, "off": False, "false": False, "no": False}

_SETTERS: Final[dict[str, Callable[[Rules, str], Rules]]] = {
    "people_group": lambda rules, value: replace(rules, people_group=value),
    "intake_groups": lambda rules, value: replace(rules, intake_groups=_listed(value)),
    "extra_sensitive_kinds": _kinds_to_add,
    "extra_sensitive_words": lambda rules, value: replace(rules, extra_sensitive_words=_listed(value)),
    "languages": _languages,
    "working_hours": lambda rules, value: replace(rules, working_hours=parse_working_hours(value)),
    "country": lambda rules, value: replace(rules, countries=parse_countries(_listed(value))),
    "note_language": _note_language,
    "audit_share": lambda rules, value: replace(rules, audit_share=_number(value, 0, 100, "percent") / 100),
    "retention_days": lambda rules, value: replace(rules, retention_days=_number(value, 1, 3650, "days")),
    "prefer_human_days": lambda rules, value: replace(rules, prefer_human_days=_number(value, 1, 3650, "days")),
    "mark_requesters": lambda rules, value: replace(rules, mark_requesters=_is_on(value)),
    "call_group": lambda rules, value: replace(rules, call_group=value),
    "check_ins": _check_ins,
    "check_in_days": _check_in_days,
    "transcript_wait_minutes": lambda rules, value: replace(rules, transcript_wait_minutes=_number(value, 0, 240, "minutes")),
}

#: Rules that are said for one language each: ``name.LANG: text``.
_WORDINGS: Final[dict[str, Callable[[Wording, str, str], Wording]]] = {
    "disclosure_footer": Wording.with_footer,
    "disclosure_first_line": Wording.with_first_line,
}

SCALAR_RULES: Final = (*_SETTERS, *MANNER_RULES)
WORDING_RULES: Final = tuple(_WORDINGS)
