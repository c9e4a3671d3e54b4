"""What the documents say is there: settings, commands, tags, kinds, links, and the commands of the container files."""

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from connector.cli import handoff
from connector.core.disclosure import FIRST_LINES, FOOTERS, PERSON_LINES, TEAM_LINES
from connector.core.disclosure_wording import PERSON_WORDS
from connector.core.phrases import KIND_NAMES
from connector.core.rules import SCALAR_RULES, WORDING_RULES, Rules, parse_rules
from connector.core.taxonomy import KINDS, SENSITIVE_KINDS, Level
from connector.core.update import AGENT_TAGS, OUR_TAGS
from connector.core.wishes import PREFERS_HUMAN
from connector.settings import Settings

ROOT = Path(__file__).parents[2]
NOT_OURS = {"__pycache__", "build", "dist", "node_modules", "var"}
VARIABLES = [str(field.validation_alias or f"HANDOFF_{name.upper()}") for name, field in Settings.model_fields.items()]

#: Package indexes belong to whoever installs, and paths of one machine to that machine.
INDEX_HOSTS = re.compile(
    r"https?://[\w.-]*(?:p[y]pi|python[h]osted|artifactory|nexus|devpi|jfrog)[\w.-]*|(?:--(?:extra-)?)index-url[ =]\S"
)
MACHINE_PATHS = re.compile(r"(?<![\w./-])/(?:home|Users|work|root)/\w")


def is_ours(path: Path) -> bool:
    """Whether a file belongs to the project: nothing made by tools, nothing installed."""
    parts = path.relative_to(ROOT).parts
    hidden = any(part.startswith(".") for part in parts[:-1]) and parts[0] != ".ci"
    return not hidden and not NOT_OURS.intersection(parts) and not any(part.endswith(".egg-info") for part in parts)


def text_files() -> Iterator[tuple[Path, str]]:
    """Every text file of the project."""
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and is_ours(path) and path.name != ".env":
            try:
                yield path, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def documents() -> list[Path]:
    """Every Markdown file of the project."""
    return sorted(path for path in ROOT.rglob("*.md") if is_ours(path))


def read(name: str) -> str:
    """A file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def anchors(text: str) -> set[str]:
    """The anchors of a document's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def prose_and_code(text: str) -> str:
    """The text without fenced code, in which a bracket is no link."""
    return re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("variable", VARIABLES)
def test_every_setting_is_documented(variable: str) -> None:
    assert f"`{variable}`" in read("docs/settings.md")


def test_no_document_names_a_setting_that_is_not_there() -> None:
    named = {name for path in documents() for name in re.findall(r"\bHANDOFF_[A-Z_]+\b", path.read_text(encoding="utf-8"))}
    named |= set(re.findall(r"\bHANDOFF_[A-Z_]+\b", read("compose.yaml") + read("Dockerfile") + read(".env.example")))
    assert named <= set(VARIABLES)


def test_every_command_is_documented_and_every_documented_command_is_there() -> None:
    settings = read("docs/settings.md")
    assert [name for name in handoff.commands if f"`handoff {name}" not in settings] == []
    everything = "\n".join(path.read_text(encoding="utf-8") for path in documents())
    named = set(re.findall(r"(?:`|^|web |serve )handoff ([a-z][a-z-]+)\b", everything, re.MULTILINE))
    assert named
    assert named <= set(handoff.commands)


def test_every_documented_option_is_there() -> None:
    everything = "\n".join(path.read_text(encoding="utf-8") for path in documents())
    for line in re.findall(r"(?:`|^)(handoff [a-z][^`\n#|]*)", everything, re.MULTILINE):
        command: click.Command = handoff
        for word in line.split()[1:]:
            command = command.commands.get(word, command) if isinstance(command, click.Group) else command
        options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        assert set(re.findall(r"(?<=\s)--[a-z-]+", line)) <= options, line


def test_the_readme_begins_with_the_two_commands() -> None:
    assert re.findall(r"^make (\w+)", read("README.md"), re.MULTILINE)[:2] == ["demo", "test"]
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    named = {
        name
        for path in documents()
        for name in re.findall(r"(?:`|^)make ([a-z-]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert named <= targets


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_resolves(path: Path) -> None:
    text = prose_and_code(path.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        assert there.exists(), f"{path.name} links to {target}"
        assert there.is_relative_to(ROOT), f"{path.name} links out of the project: {target}"
        if anchor:
            assert anchor in anchors(there.read_text(encoding="utf-8")), f"{path.name} links to {target}"


@pytest.mark.parametrize("tag", sorted(OUR_TAGS | AGENT_TAGS | {PREFERS_HUMAN}))
def test_every_tag_is_documented(tag: str) -> None:
    assert f"| `{tag}` |" in read("docs/architecture.md")


def test_no_tag_is_documented_that_is_not_there() -> None:
    assert set(re.findall(r"`(ai_\w+)`", read("docs/architecture.md"))) <= OUR_TAGS | AGENT_TAGS | {PREFERS_HUMAN}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_documented(kind: str) -> None:
    assert f"| `{kind}` |" in read("docs/rules.md")


def test_every_rule_and_level_is_documented_and_the_example_is_right() -> None:
    rules = read("docs/rules.md")
    names = [
        *SCALAR_RULES,
        *(f"{name}.LANG" for name in WORDING_RULES),
        *(level.name for level in Level),
        "off",
        "group NAME",
        "limit PERCENT",
    ]
    assert [name for name in names if f"`{name}`" not in rules] == []
    example = re.search(r"^```\n(.*?)^```", rules, re.DOTALL | re.MULTILINE)
    assert example
    assert parse_rules(example[1]).errors == ()


def test_the_guides_say_what_the_note_and_the_sidebar_say() -> None:
    """Sensitive kinds in the words of the note, buttons in those of the sidebar, and rules that can be put in force."""
    agents, admins = (" ".join(read(f"docs/guide-for-{readers}.md").split()) for readers in ("agents", "admins"))
    always = agents.partition("These sixteen get no draft")[2].partition(".")[0]
    told = [name.strip() for name in always.partition(":")[2].split("·")]
    assert sorted(told) == sorted(KIND_NAMES["en"][kind] for kind in SENSITIVE_KINDS)
    buttons = read("connector/web/sidebar/words/en.js")
    named = (
        "I rewrote this myself",
        "Wants a person",
        "Should have gone to a person",
        "Take back what the AI changed",
        "Read my reply before I send it",
    )
    assert [words for words in named if f"**{words}**" not in agents or f'"{words}"' not in buttons] == []
    example = re.search(r"^```\n(people_group.*?)^```", read("docs/guide-for-admins.md"), re.DOTALL | re.MULTILINE)
    assert example
    assert parse_rules(example[1]).errors == ()
    assert set(re.findall(r"`(ai_[a-z_0-9]+)`", agents)) <= OUR_TAGS | AGENT_TAGS
    defaults = (Settings().retention_days, Rules().prefer_human_days, Settings().outside_model_daily_budget)
    assert defaults == (30, 90, 500)
    for words in ("| 30 days, less", "| 90 days from", "500 calls a day"):
        assert words in admins


def _wrong_disclosures() -> list[str]:
    footer, line = FOOTERS["en"], FIRST_LINES["en"]
    footers = [
        footer.replace("AI", "care"),
        "AI, checked by {name}. Reply “human”.",
        footer.replace("checked", "liked"),
        footer.replace("{name}", "us"),
        footer.replace("“human”", "human"),
        footer.replace("Reply", "Say"),
        f"{footer} {'x' * 300}",
        footer.replace("AI", "A\u200bI"),
        f"{footer} {{ticket}}",
        f"{footer} https://acme.example",
        f"{footer} No.",
        f"{footer} Emma",
    ]
    lines = [line.replace("written", "sent"), line.replace("mistakes", "surprises")]
    return [*(f"disclosure_footer.en: {text}" for text in footers), *(f"disclosure_first_line.en: {text}" for text in lines)]


def test_every_error_of_a_rule_is_documented() -> None:
    documented = read("docs/rules.md")
    wrong = "\n".join(
        [
            "nothing",
            "unheard: L1",
            "refund_request: maybe",
            "refund_request: L3",
            "refund_request: limit 2",
            "how_to: L3, limit 50",
            "extra_sensitive_kinds: unheard",
            "languages: xx",
            "note_language: xx",
            "working_hours: always",
            "country: Atlantis",
            "audit_share: some",
            "retention_days: 0",
            "tone: warm",
            "tone.de: formal",
            "greeting: {x}",
            "signature: {x}",
            "signature: |",
            "signature: " + "x" * 201,
            *_wrong_disclosures(),
            "prefer_human_days: 0",
            "mark_requesters: perhaps",
            "check_ins: bereavement",
            "check_in_days: 31",
            "check_in_days: 2.5",
            "transcript_wait_minutes: 300",
            "outside_model: yes",
            "second_reader: never",
        ]
    )
    errors = parse_rules(wrong).errors
    assert len(errors) == len(wrong.splitlines())
    for error in errors:
        general = re.sub(r"“(?!name|group|limit)[^”]*”", "“…”", error.message)
        general = re.sub(r"at most \d+ characters", "at most … characters", general)
        general = re.sub(r"^\w+ may reach \w+ at most", "… may reach … at most", general)
        general = re.sub(r"^\w+ is never automated", "… is never automated", general)
        assert f"| {general.partition(';')[0]}" in documented, error.message


def test_the_texts_that_customers_read_are_documented() -> None:
    page = read("docs/disclosure.md")
    for table in (FOOTERS, FIRST_LINES, PERSON_LINES, TEAM_LINES):
        assert [text for text in table.values() if text not in page] == []
    for words in PERSON_WORDS.values():
        assert [word for word in words if f"“{word}”" not in page] == []
    (example,) = re.findall(r"^```\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    assert parse_rules(example).errors == ()


def compose() -> Mapping[str, Any]:
    """The compose file, parsed."""
    document: Mapping[str, Any] = yaml.safe_load(read("compose.yaml"))
    return document


def final_command() -> list[str]:
    """What the image runs unless told otherwise."""
    found = re.findall(r"^CMD (\[.*\])$", read("Dockerfile"), re.MULTILINE)
    words: list[str] = yaml.safe_load(found[-1])
    return words


def test_container_commands_are_commands_of_ours() -> None:
    services = compose()["services"]
    commands = [service["command"] for service in services.values() if "command" in service]
    words = [shlex.split(command) if isinstance(command, str) else command for command in commands]
    assert {line[1] for line in words} == {"serve", "web", "worker", "sweeper"}
    for line in [*words, final_command()]:
        assert line[0] == "handoff"
        assert line[1] in handoff.commands


def test_the_compose_file_holds_no_secret_and_every_volume_it_names() -> None:
    document = compose()
    named = {str(v).partition(":")[0] for s in document["services"].values() for v in s.get("volumes", ())}
    assert {name for name in named if not name.startswith(".")} == set(document["volumes"])
    assert all((ROOT / name).is_file() for name in named if name.startswith("."))
    variables = set(re.findall(r"\$\{(\w+)", read("compose.yaml")))
    offered = set(re.findall(r"^(\w+)=", read(".env.example"), re.MULTILINE))
    assert variables <= offered
    assert re.findall(r"^(?:HANDOFF_SECRET_KEY|POSTGRES_PASSWORD)=\S+", read(".env.example"), re.MULTILINE) == []


def test_the_image_copies_what_it_needs_and_runs_as_nobody() -> None:
    text = read("Dockerfile")
    copied = [word for line in re.findall(r"^COPY (?!--from)(.*)$", text, re.MULTILINE) for word in line.split()[:-1]]
    assert all((ROOT / name).exists() for name in copied)
    let_in = {line[1:] for line in read(".dockerignore").splitlines() if line.startswith("!")}
    assert set(copied) - {"."} <= let_in
    assert all((ROOT / name).exists() for name in let_in)
    assert text.index("\nUSER ") < text.rindex("\nCMD ")
    assert "--require-hashes -r requirements.lock" in text
    assert "/healthz" in text


def test_no_file_names_a_package_index_or_a_path_of_a_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path, text in text_files()
        if path != Path(__file__)
        for pattern in (INDEX_HOSTS, MACHINE_PATHS)
        if (match := pattern.search(text))
    ]
    assert found == []
