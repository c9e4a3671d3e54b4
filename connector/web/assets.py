"""Files that browsers get as they are. Read once; only what was read can be asked for, so no path leads anywhere else."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from flask import Response, request

#: What is served, by the end of the name. Anything else in the folder is not for browsers.
_TYPES: Final = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
_NOT_SERVED: Final = ("tests", "__pycache__")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file with its type, and a mark that changes with its content."""

    content: bytes
    type: str
    mark: str


def sidebar_assets() -> Mapping[str, Asset]:
    """The sidebar's own files by path."""
    return dict(_walk(files("connector.web") / "sidebar"))


def script(content: bytes) -> Asset:
    """A script."""
    return _asset(content, "js")


def serve(asset: Asset) -> Response:
    """Answer with the file, or that the browser has it already. It asks each time, so that files of two versions never mix."""
    response = Response(asset.content, content_type=asset.type)
    response.set_etag(asset.mark)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.make_conditional(request)
    return response


def _walk(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Asset]]:
    if not folder.is_dir():
        return
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name not in _NOT_SERVED:
            yield from _walk(entry, f"{prefix}{entry.name}/")
        elif (ending := entry.name.rpartition(".")[2]) in _TYPES and entry.is_file():
            yield f"{prefix}{entry.name}", _asset(entry.read_bytes(), ending)


def _asset(content: bytes, ending: str) -> Asset:
    return Asset(content, _TYPES[ending], hashlib.sha256(content).hexdigest()[:24])
