"""How weights are kept: an .npz without pickles in which the same content gives the same bytes."""

import io
import json
from collections.abc import Mapping
from typing import Any, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import numpy as np
from numpy.typing import NDArray

_META: Final = "meta"


def write_archive(meta: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Return the archive: members in order, no time of writing."""
    described = np.frombuffer(json.dumps(meta, sort_keys=True).encode(), dtype=np.uint8)
    archive = io.BytesIO()
    with ZipFile(archive, "w", compression=ZIP_DEFLATED, compresslevel=9) as members:
        for name, array in {_META: described, **arrays}.items():
            content = io.BytesIO()
            np.lib.format.write_array(content, np.ascontiguousarray(array), allow_pickle=False)
            members.writestr(ZipInfo(f"{name}.npy"), content.getvalue(), compress_type=ZIP_DEFLATED)
    return archive.getvalue()


def read_archive(content: bytes) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Return what was kept. Raises ValueError when it is no such archive."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as data:
            arrays = {name: data[name] for name in data.files}
        return json.loads(arrays.pop(_META).tobytes()), arrays
    except (OSError, BadZipFile, KeyError, EOFError, ValueError) as exc:
        raise ValueError("no archive of weights") from exc


def quantise(weights: NDArray[Any]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return weights as int8 with one scale a row."""
    scales = np.abs(weights).max(axis=1) / 127.0
    scales[scales == 0.0] = 1.0
    return np.round(weights / scales[:, None]).astype(np.int8), scales.astype(np.float32)
