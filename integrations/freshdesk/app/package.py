"""The source folder of the app, for Freshworks' own packer; an archive made by anybody else is refused at the upload.

What never changes lies in ``source/`` as it will lie in the folder. Made here are the manifest, the settings and the requests; the
sidebar's own files and the layer to Freshdesk are put beside the page.
https://developers.freshworks.com/docs/app-sdk/v3.0/support_ticket/app-manifest/
"""

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final
from urllib.parse import urlsplit

from connector.administration import AppPackage, PackageRequest
from integrations.freshdesk.app.iparams import render_iparams
from integrations.freshdesk.app.templates import TEMPLATES, render_requests

#: The versions that Freshworks' samples of 2026 name; its ``fdk validate`` puts in its own.
ENGINES: Final = {"node": "24.11.0", "fdk": "10.1.9"}

#: Events by module, each with the function of server.js that hears it.
EVENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "common": ("onAppInstall", "onAppUninstall", "afterAppUpdate"),
    "support_ticket": ("onTicketCreate", "onConversationCreate"),
}

STEPS: Final = (
    "Install Freshworks' development kit once. It needs Node.js 24: npm install -g https://cdn.freshdev.io/fdk/latest.tgz",
    "In the folder: fdk validate",
    "Then: fdk pack --skip-coverage (test coverage is asked of Marketplace apps). It writes dist/*.zip; an archive made by hand is refused.",
    "In the Freshworks developer portal create a custom app, upload that zip, and publish it to your account.",
    "In Freshdesk install it under Admin > Marketplace apps > Custom apps. Paste the connector token, choose the group for people.",
    "Open any ticket and Warm Handoff beside it: it shows how it read that ticket.",
)

_SOURCE: Final = "integrations.freshdesk.app"
_PACKED: Final = '/* packed */ { host: "", account: "", settings: [] }'
_STYLES_END: Final = "  </head>"


def build_package(request: PackageRequest) -> AppPackage:
    """Build the source folder for one account of the connector. The same request gives the same bytes."""
    address = urlsplit(request.address)
    contents = {
        **dict(_files(files(_SOURCE) / "source")),
        **{_placed(path): content for path, content in request.assets.items()},
        "app/scripts/platform.js": (files(_SOURCE) / "platform.js").read_bytes(),
        "manifest.json": _json(_manifest()),
        "config/iparams.json": _json(render_iparams(request.settings)),
        "config/requests.json": _json(render_requests(address.path.rstrip("/"))),
    }
    packed = {"host": address.netloc, "account": request.account, "settings": [setting.name for setting in request.settings]}
    contents["config/assets/iparams.js"] = _filled(contents["config/assets/iparams.js"], _PACKED, json.dumps(packed))
    contents["app/index.html"] = _filled(contents["app/index.html"], _STYLES_END, _links(request.assets) + _STYLES_END)
    contents["package.json"] = _json({**json.loads(contents["package.json"]), "version": request.version})
    return AppPackage(files=dict(sorted(contents.items())), zipped=False, steps=STEPS)


def _manifest() -> dict[str, Any]:
    events = {module: {name: {"handler": f"{name}Handler"} for name in names} for module, names in EVENTS.items()}
    sidebar = {"url": "index.html", "icon": "styles/images/icon.svg"}
    return {
        "platform-version": "3.0",
        "modules": {
            "common": {"requests": {template.name: {} for template in TEMPLATES}, "events": events["common"]},
            "support_ticket": {"location": {"ticket_sidebar": sidebar}, "events": events["support_ticket"]},
        },
        "engines": ENGINES,
    }


def _placed(asset: str) -> str:
    """Styles lie with the styles; scripts import each other and stay together."""
    return f"app/styles/{asset}" if asset.endswith(".css") else f"app/scripts/{asset}"


def _links(assets: Mapping[str, bytes]) -> str:
    styles = sorted(path for path in assets if path.endswith(".css"))
    return "".join(f'    <link rel="stylesheet" href="styles/{path}" />\n' for path in styles)


def _filled(content: bytes, mark: str, value: str) -> bytes:
    before, found, after = content.decode().partition(mark)
    if not found:
        raise ValueError(f"the place for {mark.strip()} is gone from the source of the app")
    return (before + value + after).encode()


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        path = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from _files(entry, f"{path}/")
        else:
            yield path, entry.read_bytes()


def _json(document: Mapping[str, Any]) -> bytes:
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()
