"""Tune the sentence encoder on annotated events, to see whether that pays.

    python scripts/tune_encoder.py ../shared/data --weights model.safetensors --out FOLDER
    python scripts/tune_encoder.py ... --fit-on folds --mix 1 0.5 --set freeze=0 epochs=1

Run on a developer's machine, with torch, onnx, onnxruntime and safetensors beside Retold. Writes
an int8 encoder as the package ships it, the same graph in floats, and the events that may be
scored (``held.json``) to ``FOLDER/mix-1``, with ``--fit-on folds`` to one folder a fold below;
``benchmarks/_tuning_scores.py`` scores them. ``--fit-on training``: on ``training/events`` alone.
``--mix 0.5`` writes the mean of the tuned weights and the encoder's own.

The loss is that of multiple negatives: a sentence has to find its source among the sources of
the batch and the likest sentences of reports that it does not descend from.
"""

# mypy: disable-error-code="import-not-found, misc, untyped-decorator, no-any-return"
# torch is a developer's tool that the checks run without: its classes have no types then.

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import export_encoder as export  # noqa: E402  (after the path is set)
import numpy as np  # noqa: E402
import onnx  # noqa: E402
import onnxruntime  # noqa: E402
import torch  # noqa: E402
from _common import records  # noqa: E402
from _traditions import Event, load  # noqa: E402
from _tuning import Pair, pairs, paraphrases, three_folds  # noqa: E402
from _vectors import remembering  # noqa: E402
from safetensors.torch import load_file  # noqa: E402
from tagger_net import LAYERS, Trunk, load_trunk  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402
from torch import Tensor, nn  # noqa: E402
from torch.nn import functional  # noqa: E402

from retold.language.encoder import MODELS  # noqa: E402

TOKENS = ("centred", "narrow", "reach", "tokens")
"""The nodes of the encoder's second output."""


@dataclass(frozen=True)
class Recipe:
    """All that decides about a run, beside the data."""

    seed: int = 1
    epochs: int = 2
    batch: int = 32
    lr: float = 2e-5
    warmup: float = 0.1
    scale: float = 20.0
    """By which cosines are multiplied before the softmax."""
    freeze: int = 4
    """Layers that stay as they are, from below; the embeddings always do."""
    rivals: bool = True
    """Whether the likest sentences of other reports are in the batch."""
    paraphrases: bool = False
    """Whether pairs of a paraphrase corpus join."""
    dropout: float = 0.1
    length: int = 64


def settings(given: Sequence[str]) -> Recipe:
    """Read ``name=value`` pairs."""
    recipe = Recipe()
    for name, value in (pair.split("=") for pair in given):
        kind = type(getattr(recipe, name))
        recipe = replace(recipe, **{name: value == "1" if kind is bool else kind(value)})
    return recipe


class Texts:
    """Word pieces of sentences in their states below the layers that learn, computed once.

    These are the states of the encoder in int8, as the layers that learn will find them.
    """

    def __init__(self, recipe: Recipe) -> None:
        below = f"encoder.layer.{recipe.freeze - 1}.output.out" if recipe.freeze else "hidden_0"
        model = onnx.load(MODELS / export.MODEL_FILE)
        model.graph.output.append(
            onnx.helper.make_tensor_value_info(below, onnx.TensorProto.FLOAT, None)
        )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            model.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(MODELS / export.TOKENIZER_FILE))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(recipe.length)
        self._states: dict[str, Tensor] = {}
        self._below, self.depth = below, recipe.freeze

    def states(self, texts: Sequence[str]) -> list[Tensor]:
        """Return one row per piece for every sentence."""
        for text in texts:
            if text not in self._states:
                asked = {"pieces": np.array([self._tokenizer.encode(text).ids], np.int64)}
                found = self._session.run([self._below], asked)[0]
                self._states[text] = torch.from_numpy(found[0])
        return [self._states[text] for text in texts]


def vectors(trunk: Trunk, texts: Texts, wanted: Sequence[str], size: int = 16) -> Tensor:
    """Return a unit vector for every sentence; short ones share a batch with short ones."""
    states = texts.states(wanted)
    order = sorted(range(len(wanted)), key=lambda n: len(states[n]))
    found = []
    for first in range(0, len(order), size):
        some = [states[n] for n in order[first : first + size]]
        hidden = nn.utils.rnn.pad_sequence(some, batch_first=True)
        lengths = torch.tensor([len(state) for state in some])
        real = torch.arange(hidden.shape[1]) < lengths[:, None]
        for layer in trunk.layers[texts.depth :]:
            hidden = layer(hidden, real[:, None, None, :])
        mean = (hidden * real[:, :, None]).sum(1) / lengths[:, None]
        found.append(functional.normalize(mean, dim=1))
    return torch.cat(found)[torch.tensor(order).argsort()]


def loss(trunk: Trunk, texts: Texts, some: Sequence[Pair], recipe: Recipe) -> Tensor:
    """Return the loss of a batch; what descends from one line is no negative of another."""
    rivals = [p for p in some if p.rival and recipe.rivals]
    offered = [*(p.parent for p in some), *(p.rival for p in rivals)]
    # A rival may well be the kin of another child: the family of its text is not known, its
    # wording is, and a source of the batch is masked where it is the same.
    every = list(dict.fromkeys([*(p.child for p in some), *offered]))
    at = {text: place for place, text in enumerate(every)}
    found = vectors(trunk, texts, every)
    children = found[[at[p.child] for p in some]]
    scores = recipe.scale * children @ found[[at[text] for text in offered]].T
    kin = torch.tensor(
        [
            [a is not b and (a.family == b.family or a.parent == b.parent) for b in some]
            + [b is not a and (b.family == a.family or b.rival == a.parent) for b in rivals]
            for a in some
        ]
    )
    return functional.cross_entropy(scores.masked_fill(kin, -1e4), torch.arange(len(some)))


def tune(weights: dict[str, Tensor], found: Sequence[Pair], recipe: Recipe) -> Trunk:
    """Return the encoder tuned on pairs."""
    torch.manual_seed(recipe.seed)
    random = np.random.default_rng(recipe.seed)
    trunk = Trunk(LAYERS, recipe.dropout)
    load_trunk(trunk, weights)
    trunk.requires_grad_(requires_grad=False)
    learns = trunk.layers[recipe.freeze :].requires_grad_()
    texts = Texts(recipe)
    optimiser = torch.optim.AdamW(learns.parameters(), recipe.lr, weight_decay=0.01)
    steps = recipe.epochs * -(-len(found) // recipe.batch)
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: _rate(step / max(1, steps), recipe.warmup)
    )
    for epoch in range(recipe.epochs):
        learns.train()
        order, total, began = random.permutation(len(found)), 0.0, time.process_time()
        for first in range(0, len(order), recipe.batch):
            some = [found[n] for n in order[first : first + recipe.batch]]
            value = loss(trunk, texts, some, recipe)
            optimiser.zero_grad(set_to_none=True)
            value.backward()
            torch.nn.utils.clip_grad_norm_(learns.parameters(), 1.0)
            optimiser.step()
            rates.step()
            total += float(value.detach()) * len(some)
        spent = time.process_time() - began
        print(f"epoch {epoch + 1}: loss {total / len(order):.4f}, {spent:.0f} s", flush=True)
    return trunk.eval()


def _rate(done: float, warmup: float) -> float:
    return done / warmup if done < warmup else max(0.0, (1 - done) / (1 - warmup))


def unloaded(trunk: Trunk, weights: dict[str, Tensor], mix: float) -> dict[str, Any]:
    """Return the encoder's weights under their own names, with a share of the tuned ones."""
    found = dict(weights)
    for part in ("weight", "bias"):
        for number, layer in enumerate(trunk.layers):
            name = f"encoder.layer.{number}"
            heads = getattr(layer.qkv, part).chunk(3)
            for head, value in zip(("query", "key", "value"), heads, strict=True):
                found[f"{name}.attention.self.{head}.{part}"] = value
            found[f"{name}.attention.output.dense.{part}"] = getattr(layer.out, part)
            found[f"{name}.attention.output.LayerNorm.{part}"] = getattr(layer.norm, part)
            found[f"{name}.intermediate.dense.{part}"] = getattr(layer.up, part)
            found[f"{name}.output.dense.{part}"] = getattr(layer.down, part)
            found[f"{name}.output.LayerNorm.{part}"] = getattr(layer.last_norm, part)
    return {
        name: (weights[name] + mix * (value - weights[name])).detach().numpy()
        for name, value in found.items()
        if value.is_floating_point()
    }


def write(weights: dict[str, Any], folder: Path, held: Sequence[Event]) -> None:
    """Write the encoder as int8 and as floats, and the names of the events that it has not seen."""
    folder.mkdir(parents=True, exist_ok=True)
    plain, packed = folder / "float.onnx", folder / export.MODEL_FILE
    onnx.save(export.build(weights), plain)
    export.quantise(plain, packed)
    shutil.copyfile(MODELS / export.TOKENIZER_FILE, folder / export.TOKENIZER_FILE)
    keep_tokens(plain)
    keep_tokens(packed)
    described = export.manifest(folder)
    described["encoder"]["made_by"] = "scripts/tune_encoder.py"
    (folder / export.MANIFEST_FILE).write_text(json.dumps(described, indent=2) + "\n", "utf-8")
    (folder / "held.json").write_text(json.dumps([e.name for e in held]) + "\n", "utf-8")


def keep_tokens(target: Path) -> None:
    """Add the second output as the shipped encoder has it: same centre, same directions."""
    model, shipped = onnx.load(target), onnx.load(MODELS / export.MODEL_FILE).graph
    kept = {"centre", "basis", "over_width"}
    model.graph.initializer.extend(c for c in shipped.initializer if c.name in kept)
    model.graph.node.extend(n for n in shipped.node if set(n.output) & set(TOKENS))
    model.graph.output.extend(o for o in shipped.output if o.name == "tokens")
    onnx.checker.check_model(model)
    onnx.save(model, target)


def plans(options: argparse.Namespace) -> list[tuple[str, list[Event], list[Event]]]:
    """Return every encoder's folder, the events to tune it on and those to score it on."""
    scored = load(options.data / "traditions") + load(options.data / "releases")
    extra = [event for event in load(ROOT / "training" / "events") if event.noted]
    if options.fit_on == "training":
        return [("", extra, scored)]
    if options.fit_on == "all":
        return [("", [*scored, *extra], [])]
    found = []
    for number, part in enumerate(three_folds(scored, options.folds)):
        rest = [event for event in scored if event not in part]
        found.append((f"fold-{number}", [*rest, *extra], list(part)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, help="the folder with traditions, releases and reuse")
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fit-on", choices=("training", "folds", "all"), default="training")
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--limit", type=int, help="only so many pairs, drawn by chance")
    parser.add_argument(
        "--mix", type=float, nargs="*", default=[1.0], help="shares of the tuned in the weights"
    )
    parser.add_argument("--set", nargs="*", default=[])
    options = parser.parse_args()
    if export.digest(options.weights) != export.WEIGHTS_SHA256:
        sys.exit(f"{options.weights}: not the weights that Retold was measured with")
    torch.set_num_threads(1)
    recipe, weights = settings(options.set), load_file(options.weights)
    more = list(records(options.data / "reuse" / "msrp.train.jsonl.gz"))
    for folder, fitted, held in plans(options):
        with remembering() as encoder:
            found = pairs(fitted, encoder.encode)
        if recipe.paraphrases:
            found += paraphrases(more)
        if options.limit and options.limit < len(found):
            chosen = np.random.default_rng(recipe.seed).permutation(len(found))[: options.limit]
            found = [found[n] for n in chosen]
        print(
            f"{folder or options.fit_on}: {len(found)} pairs of {len(fitted)} events, {recipe}",
            flush=True,
        )
        trunk = tune(weights, found, recipe)
        for share in options.mix:
            write(unloaded(trunk, weights, share), options.out / f"mix-{share:g}" / folder, held)


if __name__ == "__main__":
    main()
