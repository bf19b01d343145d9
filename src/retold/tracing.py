"""The whole way from articles to the analysis, in order; the only place that knows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeVar

import numpy as np

from retold.changes import Source, changes_from
from retold.language import prepare
from retold.language.encoder import Encoder
from retold.language.rarity import VERSION as RARITY
from retold.matching import candidates, link_scores, links, profile, rows, similarity
from retold.matching.forest import Forest, load_forest
from retold.matching.profiles import Profile
from retold.settings import Settings
from retold.statements import citations, statements
from retold.stories import Built, Material, Models, build, given, group, load_models, portrait
from retold.stories.evidence import Pair, Pairs
from retold.types import Analysis, Article, Change, Citation, Link, Prepared, Skipped, Statement

T = TypeVar("T")
R = TypeVar("R")
Progress = Callable[[str, int, int], None]
_ALL_PAIRS = 40
"""Up to so many articles of one story are compared each with each; beyond, candidates only."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The models that a run needs, loaded once."""

    encoder: Encoder
    links: Forest
    descent: Models

    @property
    def digests(self) -> dict[str, str]:
        """The digest of every model, by name."""
        return {
            self.encoder.name: self.encoder.digest,
            "links": self.links.digest,
            "rarity": RARITY,
            **self.descent.digests,
        }


def tools(encoder: Encoder | None = None) -> Tools:
    """Load the models that ship with the package."""
    return Tools(encoder or Encoder(), load_forest("links"), load_models())


def trace(
    articles: Sequence[Article],
    *,
    skipped: Sequence[Skipped] = (),
    settings: Settings | None = None,
    progress: Progress | None = None,
    kit: Tools | None = None,
) -> Analysis:
    """Find the stories in a collection and the stemma of each.

    Args:
        articles: What was read; ids must be unique. Their order does not matter.
        skipped: Inputs that gave no article, passed on to the report.
        settings: Thresholds, by default those of the benchmarks.
        progress: Called with a stage and how much of it is done.
        kit: Models to use instead of the package's own (for cross-validation).
    """
    settings, kit = settings or Settings(), kit or tools()
    tell = progress or _silent
    ordered = sorted(articles, key=lambda a: (a.digest, a.id))
    prepared = _each("preparing", ordered, prepare, tell)
    said = dict(
        zip((p.id for p in prepared), _each("statements", prepared, statements, tell), strict=True)
    )
    cited = {p.id: citations(p, said[p.id]) for p in prepared}
    pairs = candidates(rows(prepared))
    by_id = {p.id: p for p in prepared}
    groups = [[by_id[i] for i in ids] for ids in group(prepared, pairs)]
    profiles = _profiles([g for g in groups if len(g) > 1], kit.encoder, tell)
    built, linked, changed = [], [], []
    for number, members in enumerate(groups):
        tell("tracing", number, len(groups))
        material, scores = _material(members, pairs, profiles, cited, kit)
        story = build(material, kit.descent, settings)
        built.append(story)
        found, differ = _compared(story, by_id, scores, said, settings)
        linked += found
        changed += differ
    tell("tracing", len(groups), len(groups))
    return _analysis(prepared, built, linked, changed, said, skipped, kit)


def compare(
    parent: Article,
    child: Article,
    *,
    skipped: Sequence[Skipped] = (),
    settings: Settings | None = None,
    progress: Progress | None = None,
    kit: Tools | None = None,
) -> Analysis:
    """Compare two articles, the direction as given.

    Returns:
        The analysis of a story of two with one descent; ``carried`` tells how surely the
        narration of a report came over, whichever way.
    """
    settings, kit = settings or Settings(), kit or tools()
    prepared = [prepare(parent), prepare(child)]
    said = {p.id: statements(p) for p in prepared}
    cited = {p.id: citations(p, said[p.id]) for p in prepared}
    profiles = _profiles([prepared], kit.encoder, progress or _silent)
    material, scores = _material(prepared, (), profiles, cited, kit)
    story = given(material, kit.descent, settings)
    by_id = {p.id: p for p in prepared}
    found, differ = _compared(story, by_id, scores, said, settings)
    analysis = _analysis(prepared, [story], found, differ, said, skipped, kit)
    return replace(analysis, carried=carried(material, kit))


def carried(material: Material, kit: Tools) -> float:
    """Return how surely narration came over between two articles; order and clocks don't count."""
    from retold.stories.weighing import weigh  # noqa: PLC0415  (only here)

    timeless = [replace(one, clock=None) for one in material.portraits]
    weighed = weigh(timeless, material.pairs, kit.descent)
    return round(1 - min(one.origin for one in weighed), 4)


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


def _each(stage: str, items: Sequence[T], work: Callable[[T], R], tell: Progress) -> list[R]:
    found = []
    for number, item in enumerate(items):
        tell(stage, number, len(items))
        found.append(work(item))
    tell(stage, len(items), len(items))
    return found


def _profiles(
    groups: Sequence[Sequence[Prepared]], encoder: Encoder, tell: Progress
) -> dict[str, Profile]:
    """Encode the sentences of articles that have company, and nothing else."""
    members = [p for g in groups for p in g]
    texts = [[p.sentence_text(i) for i in range(len(p.sentences))] for p in members]
    flat = [text for sentences in texts for text in sentences]
    vectors = encoder.encode(flat, lambda done, total: tell("encoding", done, total))
    found, at = {}, 0
    for one, sentences in zip(members, texts, strict=True):
        found[one.id] = profile(one, vectors[at : at + len(sentences)])
        at += len(sentences)
    return found


Scores = dict[tuple[str, str], np.ndarray[tuple[int, int], np.dtype[np.float32]]]


def _material(
    members: Sequence[Prepared],
    candidate_pairs: Sequence[tuple[str, str]],
    profiles: Mapping[str, Profile],
    cited: Mapping[str, Sequence[Citation]],
    kit: Tools,
) -> tuple[Material, Scores]:
    """Compare the articles of a story sentence by sentence."""
    own = {p.id: cited[p.id] for p in members}
    if len(members) == 1:
        empty = np.zeros((len(members[0].sentences), 384), dtype=np.float32)
        alone = portrait(members[0], profile(members[0], empty))
        return Material(members, [alone], {}, own), {}
    place = {p.id: n for n, p in enumerate(members)}
    drawn = [portrait(p, profiles[p.id]) for p in members]
    chosen = (
        list(combinations(range(len(members)), 2))
        if len(members) <= _ALL_PAIRS
        else [(place[a], place[b]) for a, b in candidate_pairs if a in place and b in place]
    )
    pairs: Pairs = {}
    scores: Scores = {}
    for a, b in chosen:
        alike = similarity(drawn[a].profile, drawn[b].profile)
        there = link_scores(kit.links, drawn[a].profile, drawn[b].profile, alike)
        turned = alike.transposed()
        back = link_scores(kit.links, drawn[b].profile, drawn[a].profile, turned)
        pairs[a, b], pairs[b, a] = Pair(there, back, alike), Pair(back, there, turned)
        scores[members[a].id, members[b].id] = there
        scores[members[b].id, members[a].id] = back
    return Material(members, drawn, pairs, own), scores


def _compared(
    built: Built,
    by_id: Mapping[str, Prepared],
    scores: Scores,
    said: Mapping[str, tuple[Statement, ...]],
    settings: Settings,
) -> tuple[list[Link], list[Change]]:
    """Return the links and changes of every descent between articles."""
    parents: dict[str, list[str]] = {}
    for descent in built.story.descents:
        if descent.parent in by_id:
            parents.setdefault(descent.child, []).append(descent.parent)
    found: list[Link] = []
    differ: list[Change] = []
    for child, above in parents.items():
        sources = []
        for parent in above:
            own = links(by_id[child], by_id[parent], scores[child, parent], settings.link)
            found += own
            sources.append(Source(by_id[parent], own))
        differ += changes_from(by_id[child], sources, said)
    return found, differ


def _analysis(
    prepared: Sequence[Prepared],
    built: Sequence[Built],
    linked: Sequence[Link],
    changed: Sequence[Change],
    said: Mapping[str, tuple[Statement, ...]],
    skipped: Sequence[Skipped],
    kit: Tools,
) -> Analysis:
    ranked = sorted(built, key=lambda b: (-len(b.story.articles), b.story.id))
    stories = [replace(b.story, id=str(n)) for n, b in enumerate(ranked, 1)]
    return Analysis(
        articles=tuple(prepared),
        stories=tuple(stories),
        links=tuple(linked),
        changes=tuple(changed),
        citations=tuple(c for b in ranked for c in b.citations),
        statements=tuple(s for p in prepared for s in said[p.id]),
        skipped=tuple(skipped),
        version_of={k: v for b in ranked for k, v in b.version_of.items()},
        models=kit.digests,
    )
