"""No way past the disclosure: what is meant for customers is a CustomerText, and only one place makes those."""

import ast
import inspect
from pathlib import Path

import pytest

from connector.core.disclosure import CustomerText
from connector.core.draft import Draft
from connector.faculties import Drafter
from connector.kit.text import render_reply

ROOT = Path(__file__).parents[2]
PRODUCT = [
    path
    for top in ("connector", "integrations")
    for path in sorted((ROOT / top).rglob("*.py"))
    if "sandbox" not in path.parts and "testing" not in path.parts
]


def using(needle: str) -> set[str]:
    """The files of the product in which this expression stands, comments and texts aside."""
    found = set()
    for path in PRODUCT:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        expressions = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Call | ast.Name))
        if any(needle in ast.unparse(node) for node in expressions):
            found.add(path.relative_to(ROOT).as_posix())
    return found


def test_a_draft_holds_nothing_but_disclosed_text() -> None:
    assert inspect.get_annotations(Draft, eval_str=True)["text"] is CustomerText
    assert "Draft | None" in str(inspect.signature(Drafter.draft).return_annotation)


def test_only_the_disclosure_itself_makes_and_opens_a_text_for_customers() -> None:
    assert using("object.__new__(CustomerText)") == {"connector/core/disclosure.py"}
    assert {path for path in using("._body") if "core/" in path or "drafting" in path} <= {"connector/core/disclosure.py"}
    assert "__new__" not in inspect.getsource(Draft)


def test_a_draft_leaves_in_a_note_and_on_the_sidebars_page_alone() -> None:
    assert using("Block(BlockKind.DRAFT") == {"connector/core/explanation.py"}
    assert using("DraftText(") == {"connector/sidebar/wording.py"}


def test_a_text_without_its_notice_is_for_comparing_alone() -> None:
    assert using("without_notice(") == {"connector/feedback.py"}
    rendered = render_reply(CustomerText.drafted("Hello.", "en", checked_by="Kim"))
    assert rendered.startswith("<p>Hello.</p><p>--<br><em data-ai-disclosure=")
    assert "AI" in rendered.partition("<em")[2]


@pytest.mark.parametrize("helpdesk", ["zendesk", "freshdesk"])
def test_the_sidebar_inserts_through_one_call_that_has_the_notice(helpdesk: str) -> None:
    scripts = sorted((ROOT / "connector" / "web" / "sidebar").rglob("*.js"))
    calls = [line for path in scripts for line in path.read_text(encoding="utf-8").splitlines() if "insertDraft(" in line]
    assert len(calls) == 1
    assert "insertDraft(text, { notice, language, state })" in calls[0]
    platform = (ROOT / "integrations" / helpdesk / "app" / "platform.js").read_text(encoding="utf-8")
    assert "data-ai-disclosure" in platform
