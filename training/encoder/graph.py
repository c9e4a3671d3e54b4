"""BERT as an ONNX graph of standard operators for one text at a time: piece ids in, one state for each piece out.

Written from the architecture (Devlin et al., 2019; Wang et al., MiniLM, 2020), so that neither torch nor transformers is needed to
build it. With one text at a time there is no padding, hence no mask.
"""

from collections.abc import Mapping

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

HEADS = 12
EPSILON = 1e-12
OPSET = 20

Weights = Mapping[str, NDArray[np.float32]]


class Graph:
    """Collects nodes and constants."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray) -> str:
        """Add a constant and return its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, **attributes: object) -> str:
        """Add an operator with one output and return the output's name."""
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def dense(self, x: str, name: str, weight: NDArray, bias: NDArray) -> str:
        """x @ weight.T + bias, with the weight as torch keeps it."""
        product = self.node("MatMul", [x, self.constant(f"{name}.weight", weight.T)], f"{name}.product")
        return self.node("Add", [product, self.constant(f"{name}.bias", bias)], name)

    def normalised(self, x: str, name: str, weights: Weights, source: str) -> str:
        """Layer normalisation."""
        scale = self.constant(f"{name}.scale", weights[f"{source}.weight"])
        shift = self.constant(f"{name}.shift", weights[f"{source}.bias"])
        return self.node("LayerNormalization", [x, scale, shift], name, axis=-1, epsilon=EPSILON)


def build_graph(weights: Weights, *, layers: int = 6, hidden: int = 384) -> onnx.ModelProto:
    """Return the graph: input ``ids`` (pieces,) int64, output ``states`` (pieces, hidden) float32."""
    g = Graph()
    width = hidden // HEADS
    words = g.node("Gather", [g.constant("words", weights["embeddings.word_embeddings.weight"]), "ids"], "word_states")
    count = g.node("Shape", ["ids"], "count")
    places = g.node(
        "Slice",
        [
            g.constant("all_places", weights["embeddings.position_embeddings.weight"]),
            g.constant("zero", np.array([0], dtype=np.int64)),
            count,
        ],
        "places",
    )
    kind = g.constant("kind", weights["embeddings.token_type_embeddings.weight"][0])
    x = g.node("Add", [g.node("Add", [words, places], "placed"), kind], "summed")
    x = g.normalised(x, "embedded", weights, "embeddings.LayerNorm")
    apart = g.constant("apart", np.array([-1, HEADS, width], dtype=np.int64))
    together = g.constant("together", np.array([-1, hidden], dtype=np.int64))
    for i in range(layers):
        at, n = f"encoder.layer.{i}", f"l{i}"
        parts = {}
        for part in ("query", "key", "value"):
            scale = width**-0.5 if part == "query" else 1.0
            dense = g.dense(
                x,
                f"{n}.{part}",
                weights[f"{at}.attention.self.{part}.weight"] * np.float32(scale),
                weights[f"{at}.attention.self.{part}.bias"] * np.float32(scale),
            )
            turn = [1, 2, 0] if part == "key" else [1, 0, 2]
            parts[part] = g.node(
                "Transpose", [g.node("Reshape", [dense, apart], f"{n}.{part}.heads")], f"{n}.{part}.turned", perm=turn
            )
        scores = g.node("MatMul", [parts["query"], parts["key"]], f"{n}.scores")
        shares = g.node("Softmax", [scores], f"{n}.shares", axis=-1)
        mixed = g.node("MatMul", [shares, parts["value"]], f"{n}.mixed")
        mixed = g.node(
            "Reshape", [g.node("Transpose", [mixed], f"{n}.mixed.turned", perm=[1, 0, 2]), together], f"{n}.mixed.together"
        )
        out = g.dense(
            mixed, f"{n}.out", weights[f"{at}.attention.output.dense.weight"], weights[f"{at}.attention.output.dense.bias"]
        )
        x = g.normalised(
            g.node("Add", [x, out], f"{n}.attended"), f"{n}.attended.norm", weights, f"{at}.attention.output.LayerNorm"
        )
        wide = g.dense(x, f"{n}.wide", weights[f"{at}.intermediate.dense.weight"], weights[f"{at}.intermediate.dense.bias"])
        wide = g.node("Gelu", [wide], f"{n}.gelu")
        narrow = g.dense(wide, f"{n}.narrow", weights[f"{at}.output.dense.weight"], weights[f"{at}.output.dense.bias"])
        name = "states" if i == layers - 1 else f"{n}.state"
        x = g.normalised(g.node("Add", [x, narrow], f"{n}.widened"), name, weights, f"{at}.output.LayerNorm")
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["pieces"])
    states = helper.make_tensor_value_info("states", TensorProto.FLOAT, ["pieces", hidden])
    graph = helper.make_graph(g.nodes, "encoder", [ids], [states], g.constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="warm-handoff")
    model.ir_version = 10
    onnx.checker.check_model(model)
    return model
