"""Train the tagger of attributions on top of all-MiniLM-L6-v2.

    python scripts/train_tagger.py train.npz dev.npz --weights model.safetensors --out tagger.npz
    python scripts/train_tagger.py ... --set epochs=14 lr=4e-4 seed=2   (see ``tagger_recipe.py``)

``scripts/tagger_data.py`` makes the arrays. One run takes a minute or two on a large GPU and some
hours on two processor cores. Everything that decides is in the recipe and in the digests of the
data, and is kept in the output.

A second round teaches a student from several teachers: ``--plain news.npz --teachers a.npz b.npz
--out marked.npz`` lets the teachers mark articles, ``--more marked.npz`` trains on those too.
"""

# mypy: disable-error-code="import-not-found, misc, untyped-decorator, no-any-return"
# torch is a developer's tool that the checks run without: its classes have no types then.

from __future__ import annotations

import argparse
import copy
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from tagger_net import Batch, Layer, Tagger, Trunk, arrow_loss, crf_loss, load_trunk
from tagger_recipe import Recipe, settings
from tagger_rows import Document, Row, Wanted, batch, batches, documents, row, sentences, wanted
from tagger_scores import half, in_concert, marked_by, predict, score
from torch import Tensor
from torch.nn import functional


def parameters(model: Tagger, recipe: Recipe) -> list[dict[str, Any]]:
    """Group the parameters by learning rate: lower layers learn more slowly."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, value in model.named_parameters():
        value.requires_grad_(not _frozen(name, recipe))
        if not value.requires_grad:
            continue
        rate = recipe.own_lr
        if name.startswith("trunk."):
            part = name.split(".")
            depth = int(part[2]) + 1 if part[1] == "layers" else 0
            rate = recipe.lr * recipe.decay ** (recipe.trunk - depth)
        decay = recipe.weight_decay if value.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(value)
    return [
        {"params": values, "lr": rate, "weight_decay": decay}
        for (rate, decay), values in groups.items()
    ]


def _frozen(name: str, recipe: Recipe) -> bool:
    if name == "trunk.word.weight":
        return not recipe.tune_words or recipe.freeze > 0
    if not name.startswith("trunk."):
        return False
    part = name.split(".")
    depth = int(part[2]) + 1 if part[1] == "layers" else 0
    return depth < recipe.freeze


def losses(model: Tagger, recipe: Recipe, some: Batch, right: Wanted) -> Tensor:
    """Return the weighted sum of all losses on marked windows."""
    words = model(some)
    scores = model.scores(words)
    if recipe.crf:
        total = crf_loss(scores, right.tags, some.real, model.moves())
    else:
        total = functional.cross_entropy(scores[some.real].float(), right.tags[some.real])
    seeks_source, is_source, seeks_cue, is_cue, no_source, no_cue = model.split_arrows(words)
    links = arrow_loss(seeks_source, is_source, no_source, right.to_source, some.real)
    links = links + arrow_loss(seeks_cue, is_cue, no_cue, right.to_cue, some.real)
    total = total + recipe.links * links
    for name, weight in (("entity", recipe.entities), ("speech", recipe.speech)):
        answers = getattr(right, name)
        known = (answers >= 0) & some.real
        if weight and known.any():
            logits = getattr(model, name)(words)[known].float()
            total = total + weight * functional.cross_entropy(logits, answers[known])
    return total


def train(
    model: Tagger,
    recipe: Recipe,
    marked: Sequence[Document],
    more: Sequence[Document],
    plain: Sequence[Document],
    device: str,
) -> Tagger:
    """Train and return the moving average of the weights."""
    random = np.random.default_rng(recipe.seed)
    groups = parameters(model, recipe)
    optimiser = torch.optim.AdamW(groups, fused=device != "cpu", betas=(0.9, 0.98))
    original = copy.deepcopy(model.trunk).eval() if recipe.keep_vectors else None
    share = min(len(more), int(len(marked) * recipe.extra_share))
    steps = recipe.epochs * len(list(batches([*marked, *more[:share]], recipe, random)))
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: _rate(step / max(1, steps), recipe.warmup)
    )
    average = copy.deepcopy(model).eval()
    step, began = 0, time.time()
    for epoch in range(recipe.epochs):
        chosen = [more[n] for n in random.permutation(len(more))[:share]]
        total = torch.zeros((), device=device)
        count = 0
        for some in batches([*marked, *chosen], recipe, random):
            model.train()
            rows = [(d, row(d, s, e, by_sentence=recipe.by_sentence)) for d, s, e in some]
            with half(device):
                loss = losses(
                    model, recipe, batch([r for _, r in rows], device), wanted(rows, device)
                )
                if original is not None:
                    kept = _kept(model.trunk, original, sentences(plain, recipe, random), device)
                    loss = loss + recipe.keep_vectors * kept
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            rates.step()
            step += 1
            count += 1
            total += loss.detach()
            _follow(average, model, min(recipe.ema, step / (step + 10)))
        print(f"epoch {epoch + 1}: loss {float(total) / count:.4f}, {time.time() - began:.0f} s")
    return average


def _rate(done: float, warmup: float) -> float:
    return done / warmup if done < warmup else max(0.0, (1 - done) / (1 - warmup))


@torch.no_grad()
def _follow(average: Tagger, model: Tagger, keep: float) -> None:
    pairs = [
        (a, m)
        for a, m in zip(average.parameters(), model.parameters(), strict=True)
        if m.requires_grad
    ]
    torch._foreach_lerp_([a for a, _ in pairs], [m.detach() for _, m in pairs], 1 - keep)


def _kept(trunk: Trunk, original: Trunk, rows: Sequence[Row], device: str) -> Tensor:
    """Return how far the sentence vectors have moved from the encoder's: one less cosine."""
    some = batch(rows, device)
    with torch.no_grad():
        before = original.pooled(some)
    return (1 - (trunk.pooled(some) * before).sum(1)).mean()


def save(model: Tagger, recipe: Recipe, path: Path, notes: dict[str, Any]) -> None:
    """Write all weights but a frozen table of words, in half precision, and the recipe."""
    kept = {
        name: value.half().cpu().numpy()
        for name, value in model.state_dict().items()
        if recipe.tune_words or name != "trunk.word.weight"
    }
    described = json.dumps({"recipe": asdict(recipe), **notes})
    np.savez(path, recipe=np.array(described), **kept)


def load(path: Path, weights: dict[str, Tensor], device: str) -> tuple[Tagger, Recipe]:
    """Read a tagger that was saved; the table of words comes from the encoder's weights."""
    with np.load(path) as kept:
        recipe = Recipe(**json.loads(str(kept["recipe"]))["recipe"])
        values = {n: torch.from_numpy(kept[n]).float() for n in kept.files if n != "recipe"}
    model = Tagger(recipe.shape())
    values.setdefault("trunk.word.weight", weights["embeddings.word_embeddings.weight"].float())
    model.load_state_dict(values)
    return model.to(device), recipe


def fresh(recipe: Recipe, weights: dict[str, Tensor], device: str) -> Tagger:
    """Return an untrained tagger on the encoder's trunk; layers on top start as its last."""
    torch.manual_seed(recipe.seed)
    model = Tagger(recipe.shape())
    load_trunk(model.trunk, weights)
    if recipe.top:
        whole = Trunk(6, 0.0)
        load_trunk(whole, weights)
        for own, old in zip(model.top, whole.layers[6 - recipe.top :], strict=True):
            assert isinstance(own, Layer)
            own.load_state_dict(old.state_dict())
    return model.to(device)


def mark(
    options: argparse.Namespace,
    weights: dict[str, Tensor],
    dev: Sequence[Document],
    plain: Sequence[Document],
    device: str,
) -> None:
    """Let teachers mark articles, and write these as ``tagger_data.py`` does."""
    teachers = [load(path, weights, device) for path in options.teachers]
    voices = [list(predict(model, own, dev, device)) for model, own in teachers]
    together = score(dev, [in_concert(said) for said in zip(*voices, strict=True)])
    print("TEACHERS", json.dumps(together))
    found = zip(*(predict(model, own, plain, device) for model, own in teachers), strict=True)
    more = [marked_by(d, in_concert(said)) for d, said in zip(plain, found, strict=True)]
    laid = {n.name: np.concatenate([getattr(d, n.name) for d in more]) for n in fields(Document)}
    for name, key in (("pieces", "ids"), ("units", "units"), ("words", "first")):
        laid[f"{name}_at"] = np.cumsum([0, *(len(getattr(d, key)) for d in more)])
    np.savez(options.out, allow_pickle=False, **laid)
    print(f"{len(more)} articles marked")


def kept_vectors(
    model: Tagger, weights: dict[str, Tensor], documents: Sequence[Document], device: str
) -> tuple[float, float]:
    """Return the mean and the least cosine of the trunk's sentence vectors to the encoder's."""
    original = Trunk(6, 0.0).to(device).eval()
    load_trunk(original, weights)
    rows = [
        row(d, at, at + 1, by_sentence=True) for d in documents for at in range(len(d.units) - 1)
    ]
    found = []
    with torch.no_grad():
        for first in range(0, len(rows), 64):
            some = batch(rows[first : first + 64], device)
            found.append((original.pooled(some) * model.trunk.pooled(some)).sum(1).cpu())
    return float(torch.cat(found).mean()), float(torch.cat(found).min())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("train", type=Path)
    parser.add_argument("dev", type=Path)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--plain", type=Path, help="articles without marks")
    parser.add_argument("--more", type=Path, help="articles marked by teachers")
    parser.add_argument("--teachers", type=Path, nargs="*", default=[])
    parser.add_argument("--set", nargs="*", default=[])
    parser.add_argument("--limit", type=int, help="only so many articles: a quick trial")
    options = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    recipe = settings(options.set)
    weights = load_file(options.weights)
    marked, dev = (documents(path)[: options.limit] for path in (options.train, options.dev))
    plain = documents(options.plain)[: options.limit] if options.plain else list(marked)
    more = documents(options.more) if options.more else []
    if options.teachers:
        mark(options, weights, dev, plain, device)
        return
    began = time.time()
    model = fresh(recipe, weights, device)
    average = train(model, recipe, marked, more, [*plain, *marked], device)
    seconds = time.time() - began
    figures = score(dev, list(predict(average, recipe, dev, device)))
    if recipe.keep_vectors:
        mean, least = kept_vectors(average, weights, dev[:20], device)
        figures |= {"cosine to the encoder's vectors": mean, "least": least}
    notes = {"figures": figures, "seconds": seconds}
    for name, path in (("train", options.train), ("dev", options.dev), ("plain", options.plain)):
        if path:
            with np.load(path) as kept:
                notes[f"{name}_digest"] = str(kept["digest"])
    save(average, recipe, options.out, notes)
    line = " ".join(f"{name} {value:.4f}" for name, value in figures.items())
    print(f"RESULT {options.out.stem}: {line} | {' '.join(options.set)} | {seconds:.0f} s")


if __name__ == "__main__":
    main()
