"""``handoff connect``: what it asks, what it tries first, what it sets up and keeps, and that repeating it changes nothing."""

import re
import sys
from pathlib import Path

import pytest

from connector.administration import Action, Finding, Severity
from connector.cli import main
from connector.core.context import Mode
from connector.core.rules import parse_rules
from connector.errors import CredentialsRejected
from connector.port import Group, Identity
from connector.testing.administration import OWN_SECRET, MemorySidebarApp

from .conftest import KEY, PUBLIC, Commands, Desk

HOOK = f"{PUBLIC}/hooks/memory/acme"


def test_everything_given_nothing_asked(commands: Commands) -> None:
    done = commands.connect()
    account = commands.account()
    assert account is not None
    assert account.mode is Mode.SHADOW
    assert account.settings == {"site": "acme", "webhook_id": "7"}
    assert commands.credentials() == {"key": KEY}
    assert parse_rules(account.rules_text).rules.people_group == "Support"
    assert commands.administration is not None
    assert commands.administration.webhooks == {"acme": (HOOK, account.webhook_secrets[0])}
    assert "Signed in as AI triage (automated) (agent)." in done.output
    assert "+ created" in done.output
    assert "Connected acme (Memory) in shadow mode." in done.output
    assert done.output.strip().splitlines()[-1].startswith("Next: `handoff report acme`")
    assert KEY not in done.output
    assert account.webhook_secrets[0] not in done.output  # it is where it belongs, and nobody has to copy it


def test_rights_plan_and_clock_are_looked_at_and_stop_nobody(commands: Commands) -> None:
    assert commands.administration is not None
    commands.administration.findings = (
        Finding("clock", Severity.OK, "The clocks agree."),
        Finding("rate_limit", Severity.PROBLEM, "The plan allows no calls.", "Choose another plan."),
    )
    output = commands.connect().output
    assert "✗ The plan allows no calls. Choose another plan." in output
    assert "The clocks agree" not in output
    assert commands.account() is not None
    commands.administration.findings = commands.administration.findings[:1]
    assert "Rights, plan and clock: all well." in commands.connect().output


def test_an_admin_is_asked_for_what_is_missing_and_chooses_the_group(
    commands: Commands, admin: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MEMORY_KEY")
    done = commands.run("connect", "memory", "acme", typed="two words\nacme\na-typed-key\n2\n")
    account = commands.account()
    assert account is not None
    assert account.settings["site"] == "acme"
    assert commands.credentials() == {"key": "a-typed-key"}
    assert parse_rules(account.rules_text).rules.people_group == "Care"  # Billing, Care, Inbox, Support
    assert "The name of the site." in done.output
    assert "site has to be one word" in done.output
    assert "key is missing; copy it from the agent." in done.output
    assert "a-typed-key" not in done.output


def test_an_admin_who_types_nothing_hears_what_is_missing(
    commands: Commands, admin: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MEMORY_KEY")
    assert "key is missing" in commands.refuse("connect", "memory", "acme", typed="acme\n\n")
    assert commands.account() is None


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--people-group", "Support"), "site is missing (The name of the site); give --set site=… or set MEMORY_SITE."),
        (("--set", "site=acme"), "a line people_group in --rules. This helpdesk has: Billing, Care, Inbox, Support"),
        (("--set", "site=acme", "--people-group", "Nobody"), "there is no group “Nobody”"),
        (("--set", "site=acme", "--people-group", "Support", "--intake-group", "Nowhere"), "there is no group “Nowhere”"),
        (("--set", "site=acme", "--people-group", "Support", "--extra", "gold"), "no extra “gold” here; there are: trigger"),
        (("--set", "key=abc"), "put it into the environment as MEMORY_KEY"),
        (("--set", "colour=red"), "Memory has no setting “colour”"),
        (("--set", "site"), "is not NAME=VALUE"),
        (("--set", "site=acme", "--no-check"), "the group for people is missing"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_saved(commands: Commands, arguments: tuple[str, ...], says: str) -> None:
    assert says in commands.refuse("connect", "memory", "acme", *arguments)
    assert commands.account() is None


def test_a_refusal_ends_with_status_2(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["handoff", "connect", "memory", "acme"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("handoff: site is missing")


def test_a_dry_run_looks_and_leaves_everything(commands: Commands) -> None:
    done = commands.connect("--dry-run")
    assert commands.administration is not None
    assert commands.administration.webhooks == {}
    assert commands.account() is None
    assert "What would be done in Memory" in done.output
    assert "+ create " in done.output
    assert "Nothing was saved" in done.output


def test_repeating_it_changes_nothing_and_needs_nothing(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    commands.connect()
    commands.change(lambda a: a.accounts.set("acme", mode=Mode.ASSIST.value, cursor="here"))
    before, credentials = commands.account(), commands.credentials()
    monkeypatch.delenv("MEMORY_KEY")
    done = commands.run("connect", "memory", "acme")
    assert commands.account() == before
    assert commands.credentials() == credentials
    assert "✓ is there" in done.output
    assert "in live mode" in done.output


def test_what_an_earlier_set_up_left_stays_and_one_setting_can_be_forgotten(commands: Commands) -> None:
    commands.connect("--set", "remark=hello")
    before = commands.account()
    assert before is not None
    commands.change(lambda a: a.accounts.set("acme", settings={**before.settings, "old_rule_id": "3"}))
    commands.administration = None
    commands.run("connect", "memory", "acme", "--set", "remark=")
    after = commands.account()
    assert after is not None
    assert after.settings == {"site": "acme", "webhook_id": "7", "old_rule_id": "3"}


def test_a_people_group_in_the_rules_file_is_enough_and_wins(commands: Commands, tmp_path: Path) -> None:
    rules = tmp_path / "rules.txt"
    rules.write_text("people_group: Care\nhow_to: L1\n", encoding="utf-8")
    commands.run("connect", "memory", "acme", "--set", "site=acme", "--rules", str(rules))
    first = commands.account()
    assert first is not None
    assert parse_rules(first.rules_text).rules.people_group == "Care"
    commands.run("connect", "memory", "acme", "--people-group", "Support", "--rules", str(rules))
    second = commands.account()
    assert second is not None
    assert parse_rules(second.rules_text).rules.people_group == "Care"
    rules.write_text("people_group: Nobody\n", encoding="utf-8")
    assert "there is no group “Nobody”" in commands.refuse("connect", "memory", "acme", "--rules", str(rules))


def test_an_error_in_a_rules_file_is_told_by_the_line_of_that_file(commands: Commands, tmp_path: Path) -> None:
    rules = tmp_path / "rules.txt"
    rules.write_text("how_to: L1\ndisclosure_footer.en: Checked by {name}.\n", encoding="utf-8")
    said = commands.refuse(
        "connect",
        "memory",
        "acme",
        "--set",
        "site=acme",
        "--people-group",
        "Support",
        "--intake-group",
        "Inbox",
        "--rules",
        str(rules),
    )
    assert "line 2: the disclosure needs" in said
    assert ".." not in said
    assert commands.account() is None


def test_rules_given_replace_those_kept_and_the_people_group_stays(commands: Commands, tmp_path: Path) -> None:
    commands.connect("--intake-group", "Inbox")
    rules = tmp_path / "rules.txt"
    rules.write_text("how_to: L1\n", encoding="utf-8")
    commands.run("connect", "memory", "acme", "--rules", str(rules))
    account = commands.account()
    assert account is not None
    parsed = parse_rules(account.rules_text).rules
    assert parsed.people_group == "Support"
    assert parsed.intake_groups == ()
    assert "how_to" in parsed.kinds


def test_secrets_of_the_environment_win_and_the_newest_is_set_up(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEMORY_WEBHOOK_SECRET", "old-one, new-one")
    commands.connect()
    account = commands.account()
    assert account is not None
    assert commands.administration is not None
    assert account.webhook_secrets == ("old-one", "new-one")
    assert commands.administration.webhooks["acme"] == (HOOK, "new-one")
    monkeypatch.setenv("MEMORY_WEBHOOK_SECRET", "a,b,c")
    assert "more than two" in commands.refuse("connect", "memory", "acme")


def test_a_secret_read_back_replaces_what_was_in_force(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    assert commands.administration is not None
    commands.administration.makes_secrets = True
    done = commands.connect()
    account = commands.account()
    assert account is not None
    assert account.webhook_secrets == (OWN_SECRET,)
    assert OWN_SECRET not in done.output
    monkeypatch.setenv("MEMORY_WEBHOOK_SECRET", "mine")
    assert "unset it and connect again" in commands.connect().output


def test_steps_by_hand_come_with_everything_to_copy(commands: Commands) -> None:
    assert commands.administration is not None
    commands.administration.by_hand = True
    planned = commands.connect("--dry-run")
    assert "Secret: THE-SECRET-THAT-CONNECTING-MAKES" in planned.output
    done = commands.connect()
    account = commands.account()
    assert account is not None
    assert f"✋ Make the webhook\nAddress: {HOOK}\nSecret: {account.webhook_secrets[0]}\n" in done.output
    assert "shown once" in done.output
    assert "shown once" not in commands.connect().output


def test_our_secret_is_not_shown_where_the_platform_makes_its_own(commands: Commands) -> None:
    assert commands.administration is not None
    commands.administration.by_hand = commands.administration.makes_secrets = True
    assert "shown once" not in commands.connect().output


def test_without_an_admins_side_the_written_steps_are_printed(commands: Commands) -> None:
    commands.administration = None
    done = commands.connect()
    account = commands.account()
    assert account is not None
    assert f"POST to {HOOK}" in done.output
    assert f"The webhook secret, shown once: {account.webhook_secrets[0]}" in done.output


@pytest.mark.parametrize("polls", [True, False])
def test_no_webhook_without_a_public_address_or_when_polling(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, polls: bool
) -> None:
    if not polls:
        monkeypatch.setenv("HANDOFF_PUBLIC_URL", "")
    done = commands.connect(*(["--poll"] if polls else []))
    account = commands.account()
    assert account is not None
    assert account.webhook_secrets == ()
    assert commands.administration is not None
    assert commands.administration.webhooks == {}
    assert "handoff serve --poll" in done.output
    assert ("HANDOFF_PUBLIC_URL" in done.output) is not polls


def test_a_plain_address_is_refused_but_for_this_machine(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDOFF_PUBLIC_URL", "http://handoff.example.org")
    says = commands.refuse("connect", "memory", "acme", "--set", "site=acme", "--people-group", "Support")
    assert "https" in says
    assert "--poll" in says
    commands.connect("--poll")
    monkeypatch.setenv("HANDOFF_PUBLIC_URL", "http://127.0.0.1:8080/")
    commands.connect()
    assert commands.administration is not None
    assert commands.administration.webhooks["acme"][0] == "http://127.0.0.1:8080/hooks/memory/acme"


def test_trouble_while_setting_up_saves_nothing(commands: Commands) -> None:
    assert commands.administration is not None
    commands.administration.trouble = CredentialsRejected("the key may not")
    says = commands.refuse("connect", "memory", "acme", "--set", "site=acme", "--people-group", "Support")
    assert "the key may not" in says
    assert commands.account() is None


def test_a_helpdesk_out_of_reach_saves_nothing(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Identity:
        raise CredentialsRejected("the key is refused")

    monkeypatch.setattr(commands.helpdesk, "identify", refuse)
    assert "the key is refused" in commands.refuse("connect", "memory", "acme", "--set", "site=acme", "--people-group", "Support")
    assert commands.account() is None


def test_a_persons_seat_is_told(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands.helpdesk, "identify", lambda: Identity(id="5", name="Robin Example", is_person=True))
    assert "Every note will carry the name Robin Example" in commands.connect().output


def test_no_check_calls_nobody(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> list[Group]:
        raise AssertionError

    monkeypatch.setattr(commands.helpdesk, "identify", refuse)
    monkeypatch.setattr(commands.helpdesk, "groups", refuse)
    done = commands.connect("--no-check")
    assert commands.administration is not None
    assert commands.administration.requests == []
    assert f"POST to {HOOK}" in done.output


def test_an_extra_is_offered_and_set_up_on_request(commands: Commands) -> None:
    assert "Also possible: --extra trigger (conditions of your own)." in commands.connect().output
    done = commands.connect("--extra", "trigger")
    assert commands.administration is not None
    assert commands.administration.triggers == {"acme"}
    assert "Also possible" not in done.output


def test_an_app_that_the_platform_hosts_gets_its_token_once(commands: Commands) -> None:
    commands.app = MemorySidebarApp(hosted=True)
    found = re.search(r"shown once: (\S+)", commands.connect().output)
    assert found
    first = commands.account()
    assert first is not None
    assert first.app_token
    assert found[1] not in first.app_token
    assert "shown once" not in commands.connect().output
    assert "shown once" in commands.connect("--new-app-token").output
    second = commands.account()
    assert second is not None
    assert second.app_token != first.app_token


def test_an_app_with_our_own_page_needs_no_token(commands: Commands) -> None:
    commands.app = MemorySidebarApp()
    assert "token" not in commands.connect().output


def test_a_name_belongs_to_one_helpdesk(commands: Commands) -> None:
    commands.connect()
    commands.change(lambda a: a.accounts.set("acme", integration="another"))
    assert "connected to another already" in commands.refuse("connect", "memory", "acme")


def test_tokens_stay_with_the_secret_they_came_from(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    commands.connect()
    commands.change(lambda a: a.accounts.credentials("acme").renew({"key": KEY}, lambda _: {"access_token": "t"}))
    commands.connect("--set", "remark=hello")
    assert commands.credentials() == {"key": KEY, "access_token": "t"}
    monkeypatch.setenv("MEMORY_KEY", "another-key")
    commands.connect()
    assert commands.credentials() == {"key": "another-key"}


@pytest.mark.parametrize("arguments", [("--dry-run",), ("--intake-group", "Nowhere"), ()])
def test_a_token_renewed_on_the_way_is_never_lost(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """A renewed token ends the one before, so even a run that saves nothing has to keep it."""
    commands.connect()
    seat = commands.helpdesk.identify()

    def identify() -> Identity:
        assert Desk.opened is not None
        source = Desk.opened.credentials
        source.renew(source.read(), lambda _: {"refresh_token": "the-next-one"})
        return seat

    monkeypatch.setattr(commands.helpdesk, "identify", identify)
    if "Nowhere" in arguments:
        commands.refuse("connect", "memory", "acme", *arguments)
    else:
        commands.run("connect", "memory", "acme", *arguments)
    assert commands.credentials() == {"key": KEY, "refresh_token": "the-next-one"}


def test_every_action_has_its_sign() -> None:
    from connector.cli.steps import WORDS

    assert set(WORDS) == set(Action)
    assert len({words.sign for words in WORDS.values()}) == len(Action)


def test_the_groups_are_known_before_the_first_ticket(commands: Commands) -> None:
    commands.connect()
    account = commands.account()
    assert account is not None
    assert ["1", "Support"] in [list(pair) for pair in account.groups]
    assert account.groups_read_at == 0.0, "the first ticket reads them with whose seat ours is"
