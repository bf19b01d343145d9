"""Export a trained tagger to the int8 ONNX file that ships in the package.

Run once, on a developer's machine, where ``export_encoder.py`` runs::

    python scripts/export_tagger.py TAGGER.npz src/retold/models --weights model.safetensors
    python scripts/export_tagger.py ... --check dev.npz [--limit 20]

``TAGGER.npz`` comes from ``train_tagger.py``; ``--weights`` are the encoder's, from which the
table of words is taken. As with the encoder the graph is written by hand, for one window without
padding, with seven bits a weight, so that every processor computes the same integers. The heads
stay in floating point: they are small, and a label hangs on small differences. ``--check`` says
on how many words int8 and float disagree, and how fast both are.
"""

# mypy: disable-error-code="import-not-found, misc, untyped-decorator, no-any-return"
# torch is a developer's tool that the checks run without: its classes have no types then.

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from export_encoder import (
    EPSILON,
    HEADS,
    IR_VERSION,
    MICROSOFT,
    OPSET,
    WEIGHTS_SHA256,
    Floats,
    Graph,
    digest,
)
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file

from retold.statements.tag_decoding import LABELS, allowed
from retold.statements.tag_pieces import windows

MODEL_FILE, MANIFEST_FILE = "tagger-int8.onnx", "tagger.json"
ARROW, FORBIDDEN = 64, -1e4
OUTPUTS = {
    "scores": LABELS,
    "seeks_source": ARROW,
    "is_source": ARROW,
    "seeks_cue": ARROW,
    "is_cue": ARROW,
    "none": 2,
}
KEPT_EXACT = ["scores_product", "arrows_product"]


def build(weights: dict[str, Floats], table: Floats) -> Any:
    """Build the graph from a window's word pieces to what is known of its words."""
    graph = Graph()
    hidden = _embed(graph, weights, table)
    for number in range(_layers(weights)):
        hidden = _layer(graph, weights, f"trunk.layers.{number}", hidden)
    graph.constant("row", np.array([0], np.int64))
    graph.node("Squeeze", [hidden, "row"], "states")
    graph.node("Gather", ["states", "words"], "chosen")
    _linear(graph, weights, "scores", "chosen", "scores")
    arrows = _linear(graph, weights, "arrows", "chosen", "all_arrows")
    parts = [ARROW, ARROW, ARROW, ARROW, 2]
    graph.constant("parts", np.array(parts, np.int64))
    names = list(OUTPUTS)[1:]
    graph.nodes.append(helper.make_node("Split", [arrows, "parts"], names, name="split", axis=-1))
    return _model(graph)


def _layers(weights: dict[str, Floats]) -> int:
    assert not any(name.startswith("top.") for name in weights), "only the trunk is exported"
    return sum(name.endswith(".qkv.weight") for name in weights)


def _embed(graph: Graph, weights: dict[str, Floats], table: Floats) -> str:
    """Add the embeddings; the table of words is int8 with one scale a word."""
    scale = np.abs(table).max(axis=1, keepdims=True) / 127
    graph.constant("table", np.rint(table / scale).astype(np.int8))
    graph.constant("scales", scale)
    graph.node("Gather", ["table", "pieces"], "word_int8")
    graph.node("Cast", ["word_int8"], "word_float", to=TensorProto.FLOAT)
    graph.node("Gather", ["scales", "pieces"], "word_scale")
    graph.node("Mul", ["word_float", "word_scale"], "word")
    graph.constant("places", weights["trunk.place.weight"])
    graph.constant("first", np.array([0], np.int64))
    graph.node("Shape", ["pieces"], "count", start=1, end=2)
    graph.node("Slice", ["places", "first", "count"], "place")
    graph.constant("mark_table", weights["marks.weight"])
    graph.node("Gather", ["mark_table", "marks"], "mark")
    graph.node("Sum", ["word", "place", "mark"], "embedded")
    norm = _norm(graph, weights, "trunk.norm")
    return graph.node("LayerNormalization", ["embedded", *norm], "in", axis=-1, epsilon=EPSILON)


def _layer(graph: Graph, weights: dict[str, Floats], name: str, hidden: str) -> str:
    """Add one transformer layer."""
    heads = [hidden, *_constants(graph, weights, f"{name}.qkv")]
    seen = graph.node("Attention", heads, f"{name}.seen", domain=MICROSOFT, num_heads=HEADS)
    middle = _project_and_add(graph, weights, (f"{name}.out", f"{name}.norm"), seen, hidden)
    up, bias = _constants(graph, weights, f"{name}.up")
    wide = graph.node("MatMul", [middle, up], f"{name}.wide")
    active = graph.node("BiasGelu", [wide, bias], f"{name}.active", domain=MICROSOFT)
    return _project_and_add(graph, weights, (f"{name}.down", f"{name}.last_norm"), active, middle)


def _project_and_add(
    graph: Graph, weights: dict[str, Floats], names: tuple[str, str], source: str, skip: str
) -> str:
    """Add a projection, the residual connection and the layer normalisation."""
    weight, bias = _constants(graph, weights, names[0])
    projected = graph.node("MatMul", [source, weight], f"{names[0]}.projected")
    inputs = [projected, skip, *_norm(graph, weights, names[1]), bias]
    return graph.node(
        "SkipLayerNormalization", inputs, f"{names[1]}.out", domain=MICROSOFT, epsilon=EPSILON
    )


def _linear(graph: Graph, weights: dict[str, Floats], name: str, source: str, output: str) -> str:
    weight, bias = _constants(graph, weights, name)
    product = graph.node("MatMul", [source, weight], f"{name}_product")
    return graph.node("Add", [product, bias], output)


def _constants(graph: Graph, weights: dict[str, Floats], name: str) -> tuple[str, str]:
    """Add weight (turned, as the graph multiplies from the right) and bias of a projection."""
    weight = graph.constant(f"{name}.weight", weights[f"{name}.weight"].T)
    return weight, graph.constant(f"{name}.bias", weights[f"{name}.bias"])


def _norm(graph: Graph, weights: dict[str, Floats], name: str) -> list[str]:
    parts = [f"{name}.{part}" for part in ("weight", "bias")]
    return [graph.constant(part, weights[part]) for part in parts]


def _model(graph: Graph) -> Any:
    inputs = [
        helper.make_tensor_value_info("pieces", TensorProto.INT64, [1, "length"]),
        helper.make_tensor_value_info("marks", TensorProto.INT64, [1, "length"]),
        helper.make_tensor_value_info("words", TensorProto.INT64, ["count"]),
    ]
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["count", width])
        for name, width in OUTPUTS.items()
    ]
    made = helper.make_graph(graph.nodes, "tagger", inputs, outputs, graph.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=IR_VERSION)


def scaled(weights: dict[str, Floats]) -> dict[str, Floats]:
    """Fold the scale of the arrows into their projection."""
    scale = np.ones((4 * ARROW + 2, 1), np.float32)
    scale[: 4 * ARROW] = ARROW**-0.25
    return weights | {
        "arrows.weight": weights["arrows.weight"] * scale,
        "arrows.bias": weights["arrows.bias"] * scale[:, 0],
    }


def quantise(source: Path, target: Path) -> None:
    """Write the int8 graph: one scale a column, seven bits a weight, heads as they are."""
    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=["MatMul", "Attention"],
        nodes_to_exclude=KEPT_EXACT,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )


def manifest(target: Path, described: dict[str, Any], weights: dict[str, Floats]) -> dict[str, Any]:
    """Describe what was written: digest, transitions, and how it was trained."""
    moves = weights["transitions"].astype(np.float64)
    moves[:LABELS][~allowed()] = FORBIDDEN
    return {
        "name": "retold-tagger",
        "made_by": "scripts/train_tagger.py, scripts/export_tagger.py",
        "trunk_sha256": WEIGHTS_SHA256,
        "files": {MODEL_FILE: digest(target / MODEL_FILE)},
        "transitions": np.round(moves, 4).tolist(),
        **described,
    }


def check(float_graph: Path, target: Path, data: Path, limit: int | None) -> None:
    """Print on how many words the int8 graph gives another label, and the time of both."""
    with np.load(data) as kept:
        laid = {name: kept[name] for name in kept.files}
    count = min(limit or 10**9, len(laid["words_at"]) - 1)
    inputs = [_inputs(laid, number) for number in range(count)]
    labels, seconds = [], []
    for path in (float_graph, target / MODEL_FILE):
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        start = time.process_time()
        found = [session.run(["scores"], one)[0].argmax(1) for row in inputs for one in row]
        seconds.append(time.process_time() - start)
        labels.append(np.concatenate(found))
    same = float((labels[0] == labels[1]).mean())
    print(
        f"{count} articles, {len(labels[0])} words: the same best label on {same:.4f} of them; "
        f"{seconds[0]:.1f} s of processor time in float, {seconds[1]:.1f} s in int8"
    )


def _inputs(laid: dict[str, npt.NDArray[Any]], number: int) -> list[dict[str, Any]]:
    pieces, units, words = (
        slice(*laid[f"{name}_at"][number : number + 2]) for name in ("pieces", "units", "words")
    )
    bounds = laid["units"][units].astype(np.int64)
    first = laid["first"][words].astype(np.int64)
    rows = []
    for window in windows(bounds):
        start, end = bounds[[window.start, window.end]]
        core = np.searchsorted(first, bounds[[window.core_start, window.core_end]])
        enclosed = {
            "pieces": [101, *laid["ids"][pieces][start:end].tolist(), 102],
            "marks": [0, *laid["marks"][pieces][start:end].tolist(), 0],
        }
        rows.append(
            {name: np.array([values], np.int64) for name, values in enclosed.items()}
            | {"words": first[slice(*core)] - start + 1}
        )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("tagger", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--check", type=Path, help="the arrays of articles to compare on")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    with np.load(options.tagger) as kept:
        described = json.loads(str(kept["recipe"]))
        weights = {
            name: kept[name].astype(np.float32)
            for name in kept.files
            if np.issubdtype(kept[name].dtype, np.floating)
        }
    table = load_file(options.weights)["embeddings.word_embeddings.weight"]
    weights = scaled(weights)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "float.onnx"
        onnx.save(build(weights, weights.get("trunk.word.weight", table)), plain)
        quantise(plain, options.target / MODEL_FILE)
        text = json.dumps(manifest(options.target, described, weights), indent=1)
        (options.target / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")
        print(f"{MODEL_FILE}: {(options.target / MODEL_FILE).stat().st_size / 1e6:.1f} MB")
        if options.check:
            check(plain, options.target, options.check, options.limit)


if __name__ == "__main__":
    main()
