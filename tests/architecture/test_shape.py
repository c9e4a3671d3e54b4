"""What is declared is checked: layers, manifest, one way to send, no waiting in the broker, no print."""

import ast
import inspect
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import connector
import integrations
from connector import port
from connector.core.approval import SendGrant
from connector.core.rules import SCALAR_RULES, parse_rules
from connector.manifest import ADMIN_SETTINGS, SettingType, render_manifest, rules_text
from connector.registry import installed_integrations

ROOT = Path(__file__).parents[2]
SOURCES = sorted(p for top in ("connector", "integrations") for p in (ROOT / top).rglob("*.py"))
PRODUCT = [p for p in SOURCES if "sandbox" not in p.parts and "testing" not in p.parts]


def calls(path: Path) -> list[tuple[str, ast.Call]]:
    """Every call in a file with its dotted name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [(ast.unparse(node.func), node) for node in ast.walk(tree) if isinstance(node, ast.Call)]


def test_manifest_is_current() -> None:
    manifests = (integration.manifest for integration in installed_integrations())
    assert (ROOT / "manifest.json").read_text(encoding="utf-8") == render_manifest(version("warm-handoff"), manifests)


def test_the_integrations_root_stays_a_docstring() -> None:
    tree = ast.parse(Path(integrations.__file__ or "").read_text(encoding="utf-8"))
    assert len(tree.body) == 1


def test_both_integrations_have_the_same_files() -> None:
    wanted = {"__init__.py", "integration.py", "manifest.py", "settings.py", "signature.py", "payloads.py", "mapping.py", "client.py",
              "provision.py", "README.md"}  # fmt: skip
    for vendor in ("zendesk", "freshdesk"):
        folder = ROOT / "integrations" / vendor
        assert wanted <= {p.name for p in folder.iterdir()}
        assert (folder / "sandbox" / "DIFFERENCES.md").exists()


def test_admin_settings_and_rules_are_one_vocabulary() -> None:
    names = [setting.name for setting in ADMIN_SETTINGS]
    assert names[-1] == "rules"
    assert set(names[:-1]) == set(SCALAR_RULES)
    assert {setting.type for setting in ADMIN_SETTINGS} <= set(SettingType)
    parsed = parse_rules(rules_text({"people_group": "Support", "languages": "en", "rules": "how_to: L1"}))
    assert not parsed.errors


def test_one_function_makes_a_grant_and_one_place_uses_it() -> None:
    """Public text needs a SendGrant; only grant_for() makes one, only the sender of check-ins asks for one, and the port has one taker."""
    made = [(path.name, name) for path in PRODUCT for name, _ in calls(path) if name.endswith("SendGrant")]
    assert made == []
    raw = [path.name for path in PRODUCT for _, call in calls(path) if "SendGrant" in [ast.unparse(a) for a in call.args]]
    assert raw == ["approval.py"]
    asked = [path.relative_to(ROOT).as_posix() for path in PRODUCT for name, _ in calls(path) if name.endswith("grant_for")]
    assert asked == ["connector/checkins/sending.py"]
    replies = [path.relative_to(ROOT).as_posix() for path in PRODUCT for name, _ in calls(path) if name.endswith("reply_writes")]
    assert replies == ["connector/checkins/sending.py"]
    with pytest.raises(TypeError):
        SendGrant()
    methods = {name for name, _ in inspect.getmembers(port.Helpdesk, inspect.isfunction) if not name.startswith("_")}
    assert methods == {
        "identify",
        "groups",
        "fetch_ticket",
        "writes",
        "send",
        "reply_writes",
        "find_reply",
        "changed_since",
        "history",
        "knowledge",
        "read_rules",
    }


def test_no_integration_can_write_publicly_but_by_a_grant() -> None:
    """No path to a public reply, no public comment, no mail to anybody, except in ``replying``, which asks the grant first."""
    forbidden = re.compile(r"/reply\b|bulk_update|notify_emails|[\"']public[\"']\s*:\s*True|[\"']private[\"']\s*:\s*False")
    for path in PRODUCT:
        if path.name == "replying.py":
            render = next(
                node for node in ast.parse(path.read_text(encoding="utf-8")).body if getattr(node, "name", "") == "render"
            )
            assert isinstance(render, ast.FunctionDef)
            assert ast.unparse(render.body[1]) == "grant.require(ticket.id, text)", path
        elif "integrations" in path.parts:
            code = "\n".join(line.partition("#")[0] for line in path.read_text(encoding="utf-8").splitlines())
            code = re.sub(r'"""[\s\S]*?"""', "", code)
            assert not forbidden.search(code), path


def test_no_wait_lives_in_the_broker() -> None:
    for path in PRODUCT:
        for name, call in calls(path):
            keywords = {keyword.arg for keyword in call.keywords}
            assert not keywords & {"eta", "countdown", "autoretry_for", "retry_backoff"}, f"{path}: {name}"
            assert not name.endswith((".retry", ".apply_async")), f"{path}: {name}"


def test_tasks_take_one_number_or_nothing() -> None:
    for path in PRODUCT:
        for name, call in calls(path):
            if name.endswith("send_task"):
                arguments = next(k.value for k in call.keywords if k.arg == "args")
                assert ast.unparse(arguments) in ("(row_id,)", "()"), path


def test_nothing_waits_inside_a_worker() -> None:
    for path in PRODUCT:
        if "cli" not in path.parts:
            assert not [name for name, _ in calls(path) if name == "time.sleep"], path


def test_files_stay_small_and_named_for_things() -> None:
    for path in SOURCES:
        assert path.stem not in {"utils", "helpers", "misc", "common"}, path
        lines = len(path.read_text(encoding="utf-8").splitlines())
        limit = 2000 if "phrases" in path.parts else 320
        assert lines <= limit, f"{path}: {lines} lines"


def test_import_contracts_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]


def test_package_data_ships(tmp_path: Path) -> None:
    """The wheel holds the model, the migrations' template and the demo's customers."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    from zipfile import ZipFile

    (wheel,) = tmp_path.glob("*.whl")
    names = set(ZipFile(wheel).namelist())
    assert {
        "connector/triage/model/heads.npz",
        "connector/store/migrations/env.py",
        "connector/testing/demo/tickets.jsonl",
    } <= names
    assert Path(connector.__file__ or "").exists()
