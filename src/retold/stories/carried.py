"""How surely the narration of a report came over between two articles, whichever way.

Two reports of one briefing share its quotations, its names and its figures, so words inside
quotation marks, names and figures prove nothing here. What counts is the telling: turns of
phrase that both have, sentences that mean the same, a credit for the other outlet or for a
third that both name. Every feature is the same from either side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retold.matching.profiles import Floats
from retold.statements.outlets import is_outlet
from retold.stories.logistic import Logistic
from retold.stories.material import Material
from retold.stories.portrait import Portrait
from retold.stories.unseen import source_key
from retold.stories.weighing import scene, weigh
from retold.types import Citation, Prepared, Span

METHOD = "carried/1"
FEATURES = ("triples", "shingles", "run", "credit", "third_source", "meaning", "closest")
TRIPLE, SHINGLE = 3, 5
"""Words in a turn of phrase, and in one that chance hardly repeats."""

HIGH = 0.9
"""The quantile of the sentences' likeness that ``closest`` looks at."""

_DOMAINS = frozenset({"com", "co", "uk", "org", "net", "www", "tv", "info", "au", "ca", "za"})
_GENERIC = frozenset({"the", "news", "online", "web", "channel", "agency"})
_VAGUE = frozenset({"", "times", "post", "journal", "herald", "press", "daily", "tribune"})


@dataclass(frozen=True, slots=True)
class _Telling:
    """What is looked at in one article.

    ``triples`` are the word triples outside quotation marks, sentence by sentence in order;
    ``plain_triples`` and ``plain_shingles`` those without a name or a figure. ``outlets``
    are the keys of the outlets that the text names.
    """

    prepared: Prepared
    vectors: Floats
    narration: Floats
    triples: tuple[tuple[str, ...], ...]
    plain_triples: frozenset[str]
    plain_shingles: frozenset[str]
    outlets: frozenset[str]

    @property
    def own(self) -> str:
        """The key of the article's outlet."""
        return outlet_key(self.prepared.article.outlet or "")


def carried(material: Material, model: Logistic) -> float:
    """Return how surely narration came over between two articles, the same in either order.

    Two kinds of evidence, either of which is enough: what real news that was read pair by pair
    shows of copying and crediting (``model``), and what the models of descent, which know
    rewrites in other words, say of either direction. Clocks don't count.

    Args:
        material: The two articles, compared, in the order of their digests.
        model: The model ``carried`` of the package.
    """
    known = model.probability(
        carried_features(material.prepared, material.portraits, material.citations)
    )
    compared = scene(material.portraits, material.pairs, material.models)
    there, back = weigh(compared, {(1, 0)})[1], weigh(compared, {(0, 1)})[0]
    return round(1 - (1 - known) * min(there.origin, back.origin), 4)


def carried_features(
    prepared: Sequence[Prepared],
    portraits: Sequence[Portrait],
    citations: Mapping[str, Sequence[Citation]],
) -> dict[str, float]:
    """Return the features of :data:`FEATURES` for two articles.

    ``triples``: the share of the plain word triples of the text with fewer; ``shingles``: the
    logarithm of the number of plain word fives shared; ``run``: of the longest shared run of
    words outside quotation marks. ``credit``: one names the other's outlet; ``third_source``:
    both name a third. ``meaning``: the mean likeness of the narration to the closest
    sentences of the other; ``closest``: that of the sentences that are most alike.
    """
    # Floating-point sums depend on the order, so the order is always the same.
    both = sorted(zip(prepared, portraits, strict=True), key=lambda p: (p[1].digest, p[1].id))
    a, b = (_telling(one, drawn, citations.get(one.id, ())) for one, drawn in both)
    alike = np.clip(a.vectors @ b.vectors.T, 0, 1)
    there, back = alike.max(axis=1, initial=0.0), alike.max(axis=0, initial=0.0)
    fewer = min(len(a.plain_triples), len(b.plain_triples))
    shared = set().union(*a.triples) & set().union(*b.triples)
    return {
        "triples": len(a.plain_triples & b.plain_triples) / max(1, fewer),
        "shingles": float(np.log1p(len(a.plain_shingles & b.plain_shingles))),
        "run": float(np.log1p(min(_longest(a, shared), _longest(b, shared)))),
        "credit": float(_credits(a, b)),
        "third_source": float(bool((a.outlets & b.outlets) - {a.own, b.own})),
        "meaning": max(_mean(there, a.narration), _mean(back, b.narration)),
        "closest": min(_quantile(there), _quantile(back)),
    }


def outlet_key(name: str) -> str:
    """Return the key under which the names and addresses of one outlet meet; empty if vague.

    >>> outlet_key("Fox News") == outlet_key("www.foxnews.com") == outlet_key("Fox Online News")
    True
    >>> outlet_key("The Times")
    ''
    """
    bare = source_key(re.sub(r"\([^()]{0,80}\)", " ", name))
    parts = [part for part in re.split(r"\W+", bare.casefold()) if part]
    if len(parts) > 1 and parts[-1] in _DOMAINS:
        parts = [part for part in parts if part not in _DOMAINS][-1:]
    kept = "".join(part for part in parts if part not in _GENERIC)
    key = re.sub(r"(?<=\w\w)(?:news|online)$", "", kept)
    return "" if key in _VAGUE else key


def _telling(prepared: Prepared, drawn: Portrait, citations: Sequence[Citation]) -> _Telling:
    quoted = _mask(prepared.text, [q.inner for q in prepared.quotations])
    details = [Span(name.start, name.end) for name in prepared.names]
    details += [Span(figure.start, figure.end) for figure in prepared.figures]
    named = _mask(prepared.text, details)
    either = bytearray(q | n for q, n in zip(quoted, named, strict=True))
    return _Telling(
        prepared=prepared,
        vectors=drawn.profile.vectors,
        narration=drawn.narration,
        triples=tuple(_grams(prepared, TRIPLE, quoted)),
        plain_triples=frozenset().union(*_grams(prepared, TRIPLE, either)),
        plain_shingles=frozenset().union(*_grams(prepared, SHINGLE, either)),
        outlets=_outlets(prepared, citations),
    )


def _mask(text: str, spans: Sequence[Span]) -> bytearray:
    """Return a 1 for every character of the text that a span covers."""
    mask = bytearray(len(text))
    for span in spans:
        mask[span.start : span.end] = b"\1" * (span.end - span.start)
    return mask


def _grams(prepared: Prepared, size: int, without: bytearray) -> Iterator[tuple[str, ...]]:
    """Yield each sentence's runs of so many words of which none begins in the mask."""
    for words in prepared.words:
        barred = [bool(without[word.start]) for word in words]
        yield tuple(
            " ".join(word.norm for word in words[i : i + size])
            for i in range(len(words) - size + 1)
            if not any(barred[i : i + size])
        )


def _longest(one: _Telling, shared: set[str]) -> int:
    """Return the greatest number of shared triples in a row."""
    longest = 0
    for triples in one.triples:
        run = 0
        for triple in triples:
            run = run + 1 if triple in shared else 0
            longest = max(longest, run)
    return longest


def _outlets(prepared: Prepared, citations: Sequence[Citation]) -> frozenset[str]:
    """Return the keys of the outlets that an article credits, cites or just mentions."""
    names = {prepared.text[name.start : name.end] for name in prepared.names}
    names = {name for name in names if is_outlet(name)}
    names.update(citation.source for citation in citations)
    names.update(prepared.article.credits)
    return frozenset(outlet_key(name) for name in names) - {""}


def _credits(a: _Telling, b: _Telling) -> bool:
    """Tell whether one article names the outlet of the other."""
    return a.own != b.own and (_names(a, b) or _names(b, a))


def _names(one: _Telling, other: _Telling) -> bool:
    outlet = (other.prepared.article.outlet or "").strip()
    if other.own and other.own in one.outlets:
        return True
    written = rf"(?<!\w){re.escape(outlet)}(?!\w)"
    return len(outlet) >= 4 and re.search(written, one.prepared.text) is not None


def _mean(values: Floats, weights: Floats) -> float:
    total = float(weights.sum())
    return float((values * weights).sum()) / total if total > 0 else 0.0


def _quantile(values: Floats) -> float:
    return float(np.quantile(values, HIGH)) if values.size else 0.0
