"""``handoff package``: the installable sidebar app of an account, as a zip or a folder, and what the admin does with it."""

import io
import json
import os
import shutil
import zipfile
from collections.abc import Mapping
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

import click

from connector.administration import PackageRequest
from connector.cli.address import public_address
from connector.cli.opening import known_account, open_application
from connector.errors import ConfigurationError
from connector.manifest import ADMIN_SETTINGS

#: Lies in a folder that we wrote and names our files, so that it may be written anew and nothing else is lost.
MARK: Final = ".warm-handoff.json"

#: The earliest moment a zip can hold: the same app gives the same bytes on any day.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_NOT_PACKED: Final = ("tests", "test", "__pycache__")


@click.command()
@click.argument("integration")
@click.argument("account")
@click.option(
    "--to", "path", type=click.Path(path_type=Path), help="Where to write it; here, under the account's name, by default."
)
def package(integration: str, account: str, *, path: Path | None) -> None:
    """Write the sidebar app of an account.

    It also prints how to install it. The address of this connector goes into the app, so set HANDOFF_PUBLIC_URL first.
    """
    application = open_application()
    try:
        desk = application.integrations.require(integration)
        known = known_account(application, account)
        address = public_address(application.settings)
    finally:
        application.close()
    if known.integration != integration:
        raise ConfigurationError(
            f"{account} is an account of {known.integration}; run `handoff package {known.integration} {account}`."
        )
    if desk.sidebar_app is None:
        raise ConfigurationError(f"there is no app for {desk.manifest.name}; tags and notes carry everything without one.")
    if not address:
        raise ConfigurationError("the app needs to know where this connector is; set HANDOFF_PUBLIC_URL to its https address.")
    request = PackageRequest(
        account=account, address=address, version=version("warm-handoff"), settings=ADMIN_SETTINGS, assets=read_assets()
    )
    made = desk.sidebar_app.package(request)
    path = path or Path(f"warm-handoff-{integration}-{account}{'.zip' if made.zipped else ''}")
    try:
        if made.zipped:
            write_zip(path, made.files)
        else:
            write_folder(path, made.files)
    except OSError as exc:
        raise ConfigurationError(f"{path} cannot be written ({exc.strerror}); give --to another place.") from exc
    click.echo(f"Wrote {path} ({len(made.files)} files).\n")
    for number, step in enumerate(made.steps, start=1):
        click.echo(f"{number}. {step}")


def read_assets() -> Mapping[str, bytes]:
    """Return the sidebar's own files by path, without its tests."""
    return dict(sorted(_walk(files("connector.web") / "sidebar").items()))


def write_zip(path: Path, contents: Mapping[str, bytes]) -> None:
    """Write a zip in place of what was there; the same contents give the same bytes. Raises OSError."""
    if path.is_dir():
        raise ConfigurationError(f"{path} is a folder; give --to the name of a file.")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:  # compression differs between versions of zlib
        for name in sorted(contents):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, contents[name])
    fresh = _beside(path)
    fresh.write_bytes(buffer.getvalue())
    fresh.replace(path)


def write_folder(path: Path, contents: Mapping[str, bytes]) -> None:
    """Write a folder in place of one of ours; what others put into it, such as the packer's output, stays.

    The new folder is complete before it takes the place of the old one. Raises ConfigurationError for a folder that is not ours,
    and OSError.
    """
    if path.exists() and not path.is_dir():
        raise ConfigurationError(f"{path} is a file; give --to the name of a folder.")
    foreign = _foreign_files(path) if path.is_dir() and any(path.iterdir()) else []
    fresh, old = _beside(path), _beside(path, "old")
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    for kept in foreign:
        (fresh / kept).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path / kept, fresh / kept, follow_symlinks=False)
    for name, content in contents.items():
        (fresh / name).parent.mkdir(parents=True, exist_ok=True)
        (fresh / name).write_bytes(content)
    (fresh / MARK).write_text(json.dumps({"files": sorted(contents)}, indent=2) + "\n", encoding="utf-8")
    if path.exists():
        path.rename(old)
    fresh.rename(path)
    shutil.rmtree(old, ignore_errors=True)


def _foreign_files(path: Path) -> list[Path]:
    """What is in a folder of ours beside our own files. Raises ConfigurationError where the folder is not ours."""
    try:
        ours = set(json.loads((path / MARK).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        raise ConfigurationError(f"{path} holds files that are not ours; give --to an empty or a new folder.") from None
    found = (file.relative_to(path) for file in path.rglob("*") if file.is_symlink() or file.is_file())
    return sorted(name for name in found if name.as_posix() not in ours | {MARK})


def _walk(folder: Traversable, prefix: str = "") -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for entry in folder.iterdir() if folder.is_dir() else ():
        if entry.is_dir():
            if entry.name not in _NOT_PACKED:
                found |= _walk(entry, f"{prefix}{entry.name}/")
        elif ".test." not in entry.name:
            found[f"{prefix}{entry.name}"] = entry.read_bytes()
    return found


def _beside(path: Path, ending: str = "new") -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.{ending}")
