"""The folder that an admin packs with Freshworks' own tool: what is in it, and every rule that would refuse it."""

import ast
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from connector.administration import PackageRequest
from connector.errors import SignatureInvalid
from connector.manifest import ADMIN_SETTINGS, Setting, SettingType
from integrations.freshdesk.app import package
from integrations.freshdesk.app.iparams import NO_GROUP
from integrations.freshdesk.app.templates import TEMPLATES
from integrations.freshdesk.integration import INTEGRATION
from integrations.freshdesk.sandbox import app_config_rules, app_rules
from integrations.freshdesk.sandbox.app_config_rules import check_config
from integrations.freshdesk.sandbox.app_host import AppRefused, uploaded
from integrations.freshdesk.sandbox.app_rules import check_app
from integrations.freshdesk.sandbox.app_server import find_node
from integrations.freshdesk.sidebar_app import FreshdeskSidebarApp

ROOT: Final = Path(__file__).parents[3]
REVIEW: Final = ROOT / "node_modules" / "@freshworks" / "fw-dev-tools" / "skills" / "fw-review" / "scripts"
ASSETS: Final = {"main.js": b"import './words/en.js';", "words/en.js": b"export {};", "sidebar.css": b"main {}"}
Files = dict[str, bytes]
Edit = Callable[[Files], Any]


def app() -> FreshdeskSidebarApp:
    """Our app."""
    made = INTEGRATION.sidebar_app
    assert isinstance(made, FreshdeskSidebarApp)
    return made


def built(**changes: Any) -> Files:
    """Our package."""
    asked = {"account": "acme", "address": "https://triage.example.com", "version": "1.0.0", "settings": ADMIN_SETTINGS}
    return dict(app().package(PackageRequest(**{**asked, "assets": ASSETS, **changes})).files)


def read(files: Files, path: str) -> Any:
    """A JSON document of it."""
    return json.loads(files[path])


# ── what is in it ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_freshworks_would_take_it_as_far_as_its_rules_are_known() -> None:
    files = built()
    assert check_app(files) == []
    assert check_config(files) == []


def test_the_same_request_gives_the_same_bytes_in_the_same_order() -> None:
    assert list(built().items()) == list(built().items())
    assert list(built()) == sorted(built())
    assert built(version="2.0.0") != built()
    made = app().package(PackageRequest(account="a", address="https://x.example", version="1", settings=(), assets={}))
    assert made.zipped is False


def test_it_is_laid_out_as_freshworks_lays_apps_out() -> None:
    assert set(built()) == {
        "README.md",
        "app/index.html",
        "app/scripts/main.js",
        "app/scripts/platform.js",
        "app/scripts/words/en.js",
        "app/styles/images/icon.svg",
        "app/styles/sidebar.css",
        "config/assets/iparams.js",
        "config/iparams.json",
        "config/requests.json",
        "manifest.json",
        "package.json",
        "server/server.js",
        "tests/server.test.js",
        "vitest.config.js",
    }


def test_the_page_loads_the_client_the_styles_and_the_sidebar() -> None:
    page = built()["app/index.html"].decode()
    assert page.count("{{{appclient}}}") == 1
    assert '<link rel="stylesheet" href="styles/sidebar.css" />' in page
    assert '<script type="module" src="scripts/main.js"></script>' in page
    assert not re.search(r"<script>|<style>|\sstyle=|\son\w+=", page)  # nothing inline
    assert "stylesheet" not in built(assets={})["app/index.html"].decode()


def test_it_asks_for_no_more_than_it_uses() -> None:
    modules = read(built(), "manifest.json")["modules"]
    assert set(modules) == {"common", "support_ticket"}
    assert (
        set(modules["common"]["requests"])
        == {template.name for template in TEMPLATES}
        == set(read(built(), "config/requests.json"))
    )
    assert "functions" not in modules["common"]


def test_every_setting_is_on_the_settings_page_once() -> None:
    iparams = read(built(), "config/iparams.json")
    assert list(iparams) == ["connector_host", "connector_account", "connector_token", *(s.name for s in ADMIN_SETTINGS)]
    assert [name for name, row in iparams.items() if row.get("secure")] == ["connector_token"]
    assert iparams["people_group"]["options"] == [NO_GROUP]
    assert (iparams["intake_groups"]["type"], iparams["rules"]["type"]) == ("multiselect", "paragraph")
    assert iparams["note_language"]["options"] == ["en", "de", "fr", "es", "it", "nl", "pt"]
    assert "regex" not in json.dumps(iparams)  # two official texts disagree on its shape


def test_every_type_of_setting_has_its_field() -> None:
    settings = [
        Setting(
            name=f"s_{type_}",
            type=type_,
            label="L",
            help="H.",
            default="1" if type_ is SettingType.NUMBER else "",
            choices=("a", "b"),
        )
        for type_ in SettingType
    ]
    files = built(settings=settings)
    assert check_config(files) == []
    iparams = read(files, "config/iparams.json")
    assert iparams["s_number"]["description"] == "H. If left empty: 1"
    assert iparams["s_choice"]["default_value"] == "a"


def test_the_settings_page_knows_where_the_connector_is() -> None:
    script = built(address="https://triage.example.com/handoff/")["config/assets/iparams.js"].decode()
    packed = re.search(r"const PACKED = (.*);", script)
    assert packed is not None
    names = [setting.name for setting in ADMIN_SETTINGS]
    assert json.loads(packed[1]) == {"host": "triage.example.com", "account": "acme", "settings": names}
    requests = read(built(address="https://triage.example.com/handoff/"), "config/requests.json")
    assert requests["ring"]["schema"]["path"] == "/handoff/app/v1/accounts/<%= iparam.connector_account %>/bells"


def test_the_token_goes_into_one_header_and_nowhere_else() -> None:
    for template in read(built(), "config/requests.json").values():
        schema = template["schema"]
        source = "context.token" if "context.host" in schema["host"] else "iparam.connector_token"
        assert schema["headers"]["Authorization"] == f"Bearer <%= {source} %>"
        assert "token" not in json.dumps({key: value for key, value in schema.items() if key != "headers"})


def test_what_a_person_clicked_is_never_done_twice() -> None:
    requests = read(built(), "config/requests.json")
    patient = {name for name, template in requests.items() if template["options"]["maxAttempts"] > 1}
    assert patient == {"readTicket", "ring"}


def test_the_menu_left_alone_is_empty_wherever_it_is_read() -> None:
    for path in ("server/server.js", "config/assets/iparams.js"):
        assert f'"{NO_GROUP}"' in built()[path].decode()


def test_the_steps_are_the_vendors_own_and_claim_nothing() -> None:
    steps = "\n".join(
        app().package(PackageRequest(account="a", address="https://x.example", version="1", settings=(), assets={})).steps
    )
    for words in (
        "npm install -g https://cdn.freshdev.io/fdk/latest.tgz",
        "fdk validate",
        "fdk pack",
        "an archive made by hand is refused",
    ):
        assert words in steps


def test_a_place_that_is_gone_from_the_source_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_PACKED", "no longer there")
    with pytest.raises(ValueError, match="no longer there"):
        built()


# ── the other things an app is asked ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("token", ["", "a.b.c", "\ud800", "x" * 100_000])
def test_nobody_is_admitted_to_a_page_there_is_not(token: str) -> None:
    with pytest.raises(SignatureInvalid):
        app().admit(token, {"domain": "acme.freshdesk.com"}, datetime.now(UTC))


def test_the_screen_around_it_is_the_accounts_own() -> None:
    assert app().embedder({"domain": " Acme.freshdesk.com "}) == "https://acme.freshdesk.com"
    assert app().embedder({"domain": "acme.freshdesk.com", "base_url": "http://127.0.0.1:9002/x"}) == "http://127.0.0.1:9002"
    assert app().sdk({}) == ""
    assert app().platform_script() == built()["app/scripts/platform.js"]


# ── what Freshworks refuses ───────────────────────────────────────────────────────────────────────────────────────────


def holding(path: str, content: bytes) -> Edit:
    """Add or replace a file."""
    return lambda files: files.update({path: content})


def without(path: str) -> Edit:
    """Leave a file out."""
    return lambda files: files.pop(path)


def within(path: str, /, *keys: str, **changes: Any) -> Edit:
    """Change a part of a JSON file; ``None`` takes a key away."""

    def edit(files: Files) -> None:
        document = read(files, path)
        part = document
        for key in keys:
            part = part.setdefault(key, {})
        for key, value in changes.items():
            part.pop(key, None) if value is None else part.update({key: value})
        files[path] = json.dumps(document).encode()

    return edit


def manifest(*keys: str, **changes: Any) -> Edit:
    """Change the manifest."""
    return within("manifest.json", *keys, **changes)


def iparam(name: str, **changes: Any) -> Edit:
    """Change a setting."""
    return within("config/iparams.json", name, **changes)


def schema(**changes: Any) -> Edit:
    """Change a request."""
    return within("config/requests.json", "readTicket", "schema", **changes)


def server(old: str, new: str) -> Edit:
    """Change server.js."""

    def edit(files: Files) -> None:
        source = files["server/server.js"].decode()
        assert old in source
        files["server/server.js"] = source.replace(old, new).encode()

    return edit


def crowded(files: Files) -> None:
    """More requests than anybody needs."""
    for number in range(100):
        within("config/requests.json", f"r{number}", schema={"method": "GET", "host": "a.example"})(files)
        manifest("modules", "common", "requests", **{f"r{number}": {}})(files)


SIDEBAR: Final = ("modules", "support_ticket", "location", "ticket_sidebar")
REFUSED: list[tuple[str, Edit]] = [
    ("manifest", without("manifest.json")),
    ("manifest", holding("manifest.json", b"[]")),
    ("path", holding("../app/x.js", b"")),
    ("platform_version", manifest(**{"platform-version": "2.3"})),
    ("old_keys", manifest(product={"freshdesk": {}})),
    ("old_keys", manifest(name="Warm Handoff")),
    ("engines", manifest(engines={"node": "24.11.0"})),
    ("product_module", manifest("modules", support_ticket=None)),
    ("module", manifest("modules", deal={})),
    ("empty", manifest("modules", "common", functions={})),
    ("misplaced", manifest("modules", "support_ticket", requests={"ring": {}})),
    ("event", manifest("modules", "common", "events", onTicketCreate={"handler": "onTicketCreateHandler"})),
    ("event", manifest("modules", "support_ticket", "events", onTicketOpen={"handler": "onTicketCreateHandler"})),
    ("location", manifest("modules", "common", location={"ticket_sidebar": {"url": "index.html", "icon": "styles/images/icon.svg"}})),
    ("page", manifest(*SIDEBAR, url="sidebar.html")),
    ("icon", manifest(*SIDEBAR, icon="styles/images/icon.png")),
    ("icon", holding("app/styles/images/icon.svg", b"\x89PNG")),
    ("handler", server("onTicketCreateHandler:", "onTicketMadeHandler:")),
    ("render_data", server("onAppUninstallHandler: function () {\n    renderData();", "onAppUninstallHandler: function () {\n")),
    ("uninstall_refused", server("onAppUninstallHandler: function () {\n    renderData();",
                                 'onAppUninstallHandler: function () {\n    renderData({ message: "stay" });')),
    ("install_unchecked", manifest("modules", "common", "events", onAppInstall=None)),
    ("appclient", holding("app/index.html", b"<main></main>")),
    ("source", holding("app/extra.html", b'{{{appclient}}}<script src="http://example.org/x.js"></script>')),
    ("source", holding("app/extra.html", b'{{{appclient}}}<script src="https://unpkg.com/x.js"></script>')),
    ("source", holding("app/extra.html", b'{{{appclient}}}<link href="styles/gone.css">')),
    ("timers", server("await ring(", "setTimeout(() => 1); await ring(")),
    ("environment", server("await ring(", "process.env.X; await ring(")),
    ("module_exports", server("exports = {", "module.exports = {")),
    ("old_requests", server("$request.invokeTemplate(template", "$request.post(template")),
    ("helpers_first", server("exports = {", "function early(x) { return x; }\nexports = {")),
    ("logs_everything", server("await ring(", "console.log(JSON.stringify(args)); await ring(")),
    ("config", holding("config/iparams.json", b"[]")),
    ("config", holding("config/requests.json", b"{")),
    ("two_settings_pages", holding("config/iparams.html", b"<p>")),
    ("iparam_name", iparam("2nd", display_name="B", type="text")),
    ("iparam_name", within("config/iparams.json", people_group="x")),
    ("iparam_type", iparam("rules", display_name=None)),
    ("iparam_type", iparam("rules", type="domain")),
    ("iparam_boolean", iparam("rules", required="yes")),
    ("options", iparam("note_language", options=None)),
    ("options", iparam("note_language", options=[1])),
    ("options_misplaced", iparam("rules", options=["a"])),
    ("options_misplaced", iparam("audit_share", default_value="5")),
    ("default_missing", iparam("note_language", default_value=None)),
    ("default_unlisted", iparam("note_language", default_value="EN")),
    ("default_unlisted", iparam("intake_groups", default_value=["Billing"])),
    ("callback", iparam("rules", events=[{"change": "ruleChanged"}])),
    ("request_unmatched", within("config/requests.json", ring=None)),
    ("request_unmatched", manifest("modules", "common", "requests", ring=None)),
    ("too_many_requests", crowded),
    ("request_name", within("config/requests.json", **{"a b": {"schema": {"method": "GET", "host": "a.example"}}})),
    ("protocol", schema(protocol="http")),
    ("method", schema(method="OPTIONS")),
    ("host", schema(host="https://a.example")),
    ("host", schema(host="a.example/x")),
    ("host", schema(host="192.0.2.1")),
    ("host", schema(host="localhost")),
    ("host", schema(host=None)),
    ("request_path", schema(path="app/v1")),
    ("content_type", schema(headers={"Content-Type": "multipart/form-data"})),
    ("max_attempts", within("config/requests.json", "ring", "options", maxAttempts=6)),
    ("retry_delay", within("config/requests.json", "ring", "options", retryDelay=1600)),
    ("retry_delay", within("config/requests.json", "ring", "options", retryDelay=150)),
    ("substitution", schema(path="/<%= ticket.id %>")),
    ("unknown_iparam", schema(path="/<%= iparam.host %>")),
    ("secure_outside_headers", schema(query={"token": "<%= iparam.connector_token %>"})),
    ("secure_outside_headers", schema(path="/<%= encode(iparam.connector_token) %>")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "edit"), REFUSED, ids=[f"{number}-{code}" for number, (code, _) in enumerate(REFUSED)])
def test_freshworks_says_what_it_does_not_take(code: str, edit: Edit) -> None:
    files = built()
    edit(files)
    assert code in {problem.code for problem in (*check_app(files), *check_config(files))}
    with pytest.raises(AppRefused):
        uploaded(files)


def test_every_rule_of_the_stand_in_is_provoked() -> None:
    codes = set(app_rules._FORBIDDEN_ON_SERVER)
    for module in (app_rules, app_config_rules):
        tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "Problem"]
        codes |= {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}  # type: ignore[misc]
    assert codes == {code for code, _ in REFUSED}


@pytest.mark.parametrize("host", ["a.example", "<%= iparam.connector_host %>", "<%= context.sub %>.example.com"])
def test_hosts_that_freshworks_takes(host: str) -> None:
    files = built()
    schema(host=host)(files)
    assert check_config(files) == []


def test_an_upload_that_is_too_much_or_has_nothing_to_show() -> None:
    with pytest.raises(AppRefused, match="too large"):
        uploaded({f"app/{number}.js": b"" for number in range(501)})
    files = built()
    manifest("modules", "support_ticket", location=None)(files)
    with pytest.raises(AppRefused, match="ticket_sidebar"):
        uploaded(files)


# ── the vendor's own review scripts ───────────────────────────────────────────────────────────────────────────────────

#: ``fdk-errors-warnings`` runs ``fdk validate``, which comes from Freshworks' own servers and not from npm.
SCRIPTS: Final = ("external-import-sources", "freshworks-css-only", "https-imports", "image-resolution", "oauth-config-usage",
                  "platform-version-upgrade", "unused-library-imports")  # fmt: skip


def written(files: Files, folder: Path) -> Path:
    """Write the folder, as `handoff package` does."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


def sidebar() -> dict[str, bytes]:
    """The sidebar's own files as they are now."""
    folder = ROOT / "connector" / "web" / "sidebar"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def review(script: str, folder: Path) -> dict[str, Any]:
    """Run one of Freshworks' scripts, elsewhere: they are CommonJS, and the package on npm around them says it is not."""
    node = find_node()
    if node is None or not REVIEW.exists():
        pytest.skip("needs Node.js and @freshworks/fw-dev-tools in node_modules")
    scripts = shutil.copytree(REVIEW, folder.with_name(f"{folder.name}-review"))
    command = [node, str(scripts / f"{script}.js"), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("script", SCRIPTS)
def test_freshworks_review_scripts_have_nothing_against_it(script: str, tmp_path: Path) -> None:
    folder = written(built(assets={**ASSETS, **sidebar()}), tmp_path / "app")
    answer = review(script, folder)
    assert (answer["passed"], answer["details"]) == (True, [])


def test_no_review_script_is_forgotten() -> None:
    if not REVIEW.exists():
        pytest.skip("needs @freshworks/fw-dev-tools in node_modules")
    assert {path.stem for path in REVIEW.glob("*.js")} == {*SCRIPTS, "common", "fdk-errors-warnings"}


def test_a_review_script_does_look(tmp_path: Path) -> None:
    files = built()
    files["app/styles/images/icon.svg"] = files["app/styles/images/icon.svg"].replace(b'width="64"', b'width="65"')
    assert review("image-resolution", written(files, tmp_path / "app"))["passed"] is False
