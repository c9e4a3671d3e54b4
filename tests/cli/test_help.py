"""``handoff --help``: every command under a heading, each with a sentence that fits."""

from click.testing import CliRunner

from connector.cli import handoff


def test_every_command_stands_under_a_heading_once() -> None:
    shown = CliRunner().invoke(handoff, ["--help"]).output
    headings = [line.removesuffix(":") for line in shown.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert headings[:4] == ["Options", "Try it", "Connect", "Decide"]
    listed = [line.split()[0] for line in shown.splitlines() if line.startswith("  ") and not line.strip().startswith("-")]
    assert sorted(name for name in listed if name in handoff.commands) == sorted(handoff.commands)


def test_every_command_says_what_it_does() -> None:
    for name in handoff.commands:
        done = CliRunner().invoke(handoff, [name, "--help"])
        assert done.exit_code == 0
        assert len(done.output.splitlines()) > 4, name
