"""Turn PolNeAR, and articles without marks, into the arrays that the tagger is trained on.

    python scripts/tagger_data.py polnear.train.jsonl.gz train.npz
    python scripts/tagger_data.py news.jsonl.gz plain.npz --plain --every 10

The corpus is not part of this repository and states no licence. Words are the package's own
(see ``retold.statements.tag_pieces``), so training and use read the same; entity and part of
speech are the corpus's, of the token in which a word begins.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from retold.language import prepare
from retold.language.encoder import MODELS
from retold.statements.tag_decoding import ROLES
from retold.statements.tag_pieces import Pieces, pieces
from retold.types import Article, Layer, Segment

Spans = list[tuple[int, int]]
UNKNOWN, NONE = -1, -2
"""A link that is not asked for, and a link to nothing."""
_ENTITIES = """O PERSON ORGANIZATION LOCATION DATE MISC NUMBER DURATION PERCENT MONEY TIME ORDINAL
    SET"""
ENTITIES = tuple(_ENTITIES.split())
_SPEECH = """NN NNP IN DT JJ NNS , . VBD VB PRP RB CC TO VBN CD VBZ VBG VBP PRP$ '' `` MD : POS WP
    WDT WRB RP JJR NNPS -RRB- -LRB- EX JJS RBR RBS PDT UH $ FW WP$ # SYM LS"""
SPEECH = tuple(_SPEECH.split())


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Read gzipped JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def article(text: str) -> Article:
    """Return an article that is only a text."""
    whole = (Segment(0, len(text), 0, len(text), exact=True),) if text else ()
    return Article("-", "-", "-", Layer(text), Layer(text, whole), Layer(text, whole))


def joined(text: str, spans: Iterable[Sequence[int]]) -> Spans:
    """Join passages that only white space parts, as the corpus cuts at its sentence ends."""
    found: Spans = []
    for start, end in sorted((s[0], s[1]) for s in spans):
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def word_spans(cut: Pieces, spans: Spans) -> Spans:
    """Return the words that begin in the spans, as half-open ranges of words."""
    starts = cut.starts
    ranges = [(int(np.searchsorted(starts, s)), int(np.searchsorted(starts, e))) for s, e in spans]
    return [(first, last) for first, last in ranges if first < last]


def labels(record: dict[str, Any], cut: Pieces) -> dict[str, npt.NDArray[Any]]:
    """Return the labels and links of all words of a marked article."""
    text, count = record["text"], len(cut.first)
    tags = np.zeros(count, np.int64)
    source = np.full(count, UNKNOWN, np.int64)
    cue = np.full(count, UNKNOWN, np.int64)
    for mark in record["attributions"]:
        parts = [word_spans(cut, joined(text, mark[role])) for role in ROLES]
        for role, spans in enumerate(parts):
            for first, last in spans:
                tags[first] = 1 + 2 * role
                tags[first + 1 : last] = 2 + 2 * role
        sources, cues, contents = parts
        for first, _ in cues[:1]:
            source[first] = sources[0][0] if sources else NONE
        for first, _ in contents:
            cue[first] = cues[0][0] if cues else NONE
    return {"tags": tags, "to_source": source, "to_cue": cue, **_tokens(record, cut)}


def _tokens(record: dict[str, Any], cut: Pieces) -> dict[str, npt.NDArray[Any]]:
    tokens = record["tokens"]
    starts = [token[0] for token in tokens]
    entity = np.full(len(cut.first), UNKNOWN, np.int64)
    speech = np.full(len(cut.first), UNKNOWN, np.int64)
    for word, start in enumerate(cut.starts.tolist()):
        at = bisect_right(starts, start) - 1
        if at >= 0 and start < tokens[at][1]:
            entity[word] = ENTITIES.index(tokens[at][3]) if tokens[at][3] in ENTITIES else UNKNOWN
            speech[word] = SPEECH.index(tokens[at][2]) if tokens[at][2] in SPEECH else UNKNOWN
    return {"entity": entity, "speech": speech}


def arrays(found: Iterable[dict[str, Any]], *, plain: bool) -> dict[str, npt.NDArray[Any]]:
    """Lay all articles end to end; ``*_at`` say where each begins."""
    from tokenizers import Tokenizer  # noqa: PLC0415  (developers' tests import without it)

    tokenizer = Tokenizer.from_file(str(MODELS / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    columns: dict[str, list[npt.NDArray[Any]]] = {}
    at: dict[str, list[int]] = {"pieces": [0], "units": [0], "words": [0]}
    for record in found:
        cut = pieces(prepare(article(record["text"])), tokenizer)
        row = {name: getattr(cut, name) for name in Pieces.__dataclass_fields__}
        row |= {} if plain else labels(record, cut)
        for name, values in row.items():
            columns.setdefault(name, []).append(values)
        for name, key in (("pieces", "ids"), ("units", "units"), ("words", "first")):
            at[name].append(at[name][-1] + len(row[key]))
    laid = {name: np.concatenate(values) for name, values in columns.items()}
    laid = {name: _small(values) for name, values in laid.items()}
    return laid | {f"{name}_at": np.array(values, np.int64) for name, values in at.items()}


def _small(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Store numbers in the smallest type that holds them."""
    low, high = int(values.min(initial=0)), int(values.max(initial=0))
    return values.astype(np.promote_types(np.min_scalar_type(low), np.min_scalar_type(high)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--plain", action="store_true", help="articles without marks")
    parser.add_argument("--every", type=int, default=1, help="take every so many articles")
    options = parser.parse_args()
    found = [r for n, r in enumerate(records(options.source)) if n % options.every == 0]
    laid = arrays(found, plain=options.plain)
    digest = hashlib.sha256(gzip.decompress(options.source.read_bytes())).hexdigest()
    laid["digest"] = np.array(digest)
    np.savez_compressed(options.target, allow_pickle=False, **laid)
    print(f"{len(found)} articles, {len(laid['first'])} words, {len(laid['ids'])} pieces")


if __name__ == "__main__":
    main()
