"""The settings page of the app: three parameters that lead to the connector, and the admin's settings from the one schema.

https://developers.freshworks.com/docs/app-sdk/v3.0/support_ticket/app-settings/
Freshworks documents default values for menus only, so that the default of a text stands in its description.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from connector.manifest import Setting, SettingType

#: What a menu shows until something is chosen. It is sent to the connector as empty.
NO_GROUP: Final = "Choose a group"

_ONE_GROUP: Final = "people_group"
_CHECKED: Final = "rules"

_TYPES: Final[Mapping[SettingType, str]] = {
    SettingType.TEXT: "text",
    SettingType.MULTILINE: "paragraph",
    SettingType.NUMBER: "number",
    SettingType.CHECKBOX: "checkbox",
    SettingType.CHOICE: "dropdown",
    SettingType.GROUPS: "multiselect",
}


def render_iparams(settings: Sequence[Setting]) -> dict[str, Any]:
    """Return ``config/iparams.json``. Groups are filled in by the page, which asks the connector for them."""
    return _CONNECTION | {setting.name: _iparam(setting) for setting in settings}


_CONNECTION: Final[dict[str, Any]] = {
    "connector_host": {
        "display_name": "Connector host",
        "description": "Where your connector answers: the name alone, without https://",
        "type": "text",
        "required": True,
        "events": [{"change": "hostChanged"}],
    },
    "connector_account": {
        "display_name": "Connector account",
        "description": "The name given to this helpdesk in: handoff connect freshdesk NAME",
        "type": "text",
        "required": True,
        "events": [{"change": "accountChanged"}],
    },
    "connector_token": {
        "display_name": "Connector token",
        "description": "Shown once by: handoff connect, and anew by: handoff app-token NAME",
        "type": "text",
        "required": True,
        "secure": True,
        "events": [{"change": "tokenChanged"}],
    },
}


def _iparam(setting: Setting) -> dict[str, Any]:
    type_ = "dropdown" if setting.name == _ONE_GROUP else _TYPES[setting.type]
    iparam: dict[str, Any] = {"display_name": setting.label, "description": _description(setting, type_), "type": type_}
    if setting.required:
        iparam["required"] = True
    if setting.name == _CHECKED:
        iparam["events"] = [{"change": "rulesChanged"}]
    return iparam | _options(setting, type_)


def _options(setting: Setting, type_: str) -> dict[str, Any]:
    if setting.name == _ONE_GROUP:
        return {"options": [NO_GROUP], "default_value": NO_GROUP}
    if type_ == "multiselect":
        return {"options": [], "default_value": []}
    if type_ == "dropdown":
        return {"options": list(setting.choices), "default_value": setting.default or setting.choices[0]}
    return {}


def _description(setting: Setting, type_: str) -> str:
    stated = setting.default and type_ in ("text", "number")
    return f"{setting.help} If left empty: {setting.default}" if stated else setting.help
