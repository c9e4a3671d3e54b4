"""The package that an admin uploads: a manifest, the words of the settings, and the logos.

The sidebar itself is not in it. Zendesk loads our page from the connector, signed, so that a new version of the connector
brings a new sidebar without another upload. Rules of the package:
https://developer.zendesk.com/documentation/apps/app-developer-guide/manifest/
"""

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final
from urllib.parse import quote, urlsplit

from connector.administration import AppPackage, PackageRequest
from connector.manifest import Setting, SettingType
from connector.setting_words import WORDS, SettingWords, setting_words
from integrations.zendesk.app.words import APP_WORDS, AppWords

#: The app's name in the account, by which the connector finds its installation again.
APP_NAME: Final = "Warm Handoff"

_DEFAULT_LOCALE: Final = "en"
_ONE_GROUP: Final = "people_group"
_ASSETS: Final = ("logo.png", "logo-small.png", "logo.svg")

#: Zendesk has no menus and no lists for the settings of an app; what is chosen elsewhere is typed here.
_PARAMETER_TYPES: Final[Mapping[SettingType, str]] = {
    SettingType.TEXT: "text",
    SettingType.MULTILINE: "multiline",
    SettingType.NUMBER: "number",
    SettingType.CHECKBOX: "checkbox",
    SettingType.CHOICE: "text",
    SettingType.GROUPS: "text",
}

STEPS: Final = (
    "In Zendesk, open Admin Centre > Apps and integrations > Apps > Zendesk Support apps, and click Upload private app.",
    f"Name it “{APP_NAME}”, choose the zip file, and click Upload. The name matters: the app is found by it.",
    "Fill in the settings. Only “Group for people” is required; write names of groups exactly as in Zendesk. Click Install.",
    "Run `handoff connect zendesk {account}` once more. It finds the installation, and reads the settings from there on.",
    "Open any ticket and the apps panel beside it: Warm Handoff shows how it read that ticket.",
)


def build_package(request: PackageRequest) -> AppPackage:
    """Build the package for one account of the connector. The same request gives the same bytes."""
    contents = {
        "manifest.json": _json(_manifest(request)),
        **{f"translations/{language}.json": _json(_translation(language, request)) for language in WORDS},
        **{f"assets/{name}": (files(__package__) / "assets" / name).read_bytes() for name in _ASSETS},
    }
    return AppPackage(files=contents, zipped=True, steps=tuple(step.format(account=request.account) for step in STEPS))


def _manifest(request: PackageRequest) -> dict[str, Any]:
    address = request.address.rstrip("/")
    page = f"{address}/app/zendesk/{quote(request.account, safe='')}/sidebar"
    return {
        "name": APP_NAME,
        "author": {"name": APP_NAME, "url": address},
        "version": request.version,
        "frameworkVersion": "2.0",
        "defaultLocale": _DEFAULT_LOCALE,
        "private": True,
        "singleInstall": True,
        "signedUrls": True,
        "domainWhitelist": [urlsplit(address).hostname or ""],
        "location": {"support": {"ticket_sidebar": {"url": page, "flexible": True}}},
        "parameters": [_parameter(setting) for setting in request.settings],
    }


def _parameter(setting: Setting) -> dict[str, Any]:
    parameter: dict[str, Any] = {"name": setting.name, "type": _PARAMETER_TYPES[setting.type], "required": setting.required}
    return parameter | ({"default": _default(setting)} if setting.default else {})


def _default(setting: Setting) -> str | int | float | bool:
    if setting.type is SettingType.CHECKBOX:
        return setting.default == "true"
    if setting.type is SettingType.NUMBER:
        return int(setting.default) if setting.default.isdigit() else float(setting.default)
    return setting.default


def _translation(language: str, request: PackageRequest) -> dict[str, Any]:
    app, words = APP_WORDS[language], setting_words(language)
    parameters = {}
    for setting in request.settings:
        shown = words.get(setting.name) or SettingWords(setting.label, setting.help)
        parameters[setting.name] = {"label": shown.label, "helpText": " ".join((shown.help, *_hints(setting, app)))}
    return {"app": {"name": APP_NAME, "short_description": app.description, "parameters": parameters}}


def _hints(setting: Setting, app: AppWords) -> tuple[str, ...]:
    if setting.type is SettingType.CHOICE:
        return (app.choices.format(choices=", ".join(setting.choices)),)
    if setting.type is SettingType.GROUPS:
        return (app.group if setting.name == _ONE_GROUP else app.groups,)
    return ()


def _json(document: Mapping[str, Any]) -> bytes:
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()
