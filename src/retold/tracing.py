"""The whole way from articles to the analysis, in order; the only place that knows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import combinations
from typing import TypeVar

from retold.findings import drawn
from retold.forest import Forest, load_forest
from retold.language import prepare
from retold.language.encoder import Encoder
from retold.language.rarity import VERSION as RARITY
from retold.linked import Held
from retold.matching import candidates, link_scores_both, nearest, profile, rows, similarity
from retold.matching.profiles import Profile
from retold.open_pairs import open_pairs
from retold.quotes import Told, utterances
from retold.settings import Settings
from retold.statements import citations, digests, statements
from retold.stories import (
    Built,
    Material,
    Models,
    alone,
    build,
    carried,
    copies,
    given,
    group,
    load_models,
    portrait,
    with_copies,
)
from retold.stories.evidence import Pair, Pairs
from retold.stories.logistic import load_logistic
from retold.stories.portrait import Portrait
from retold.types import (
    Analysis,
    Article,
    Change,
    Citation,
    Descent,
    Link,
    OpenPair,
    Prepared,
    Skipped,
    Statement,
    Utterance,
)

T = TypeVar("T")
R = TypeVar("R")
Progress = Callable[[str, int, int], None]
_ALL_PAIRS = 40
"""Up to so many articles of one story are compared each with each …"""
_PARTNERS = 16
"""… and beyond, each with so many that share most of its features, and with whom it is one of so
many."""
_WEIGHTS = ("carried", "passages", "third_text", "statement")
"""The models that answer for two articles alone."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The models that a run needs, loaded once."""

    encoder: Encoder
    links: Forest
    descent: Models
    second_look: Forest

    @property
    def digests(self) -> dict[str, str]:
        """The digest of every model, by name."""
        return {
            self.encoder.name: self.encoder.digest,
            "links": self.links.digest,
            "second_look": self.second_look.digest,
            "rarity": RARITY,
            **self.descent.digests,
            **{name: load_logistic(name)[1] for name in _WEIGHTS},
        }


def tools(encoder: Encoder | None = None) -> Tools:
    """Load the models that ship with the package."""
    forests = load_forest("links"), load_forest("second_look")
    return Tools(encoder or Encoder(), forests[0], load_models(), forests[1])


def trace(
    articles: Sequence[Article],
    *,
    skipped: Sequence[Skipped] = (),
    settings: Settings | None = None,
    progress: Progress | None = None,
    kit: Tools | None = None,
    primary: Sequence[Article] = (),
) -> Analysis:
    """Find the stories in a collection and the stemma of each.

    Args:
        articles: What was read; ids must be unique. Their order does not matter.
        skipped: Inputs that gave no article, passed on to the report.
        settings: Thresholds, by default those of the benchmarks.
        progress: Called with a stage and how much of it is done.
        kit: Models to use instead of the package's own (for cross-validation).
        primary: Official transcripts. They are no reports and not traced: every quotation is
            held against them.
    """
    settings, kit = settings or Settings(), kit or tools()
    tell = progress or _silent
    ordered = sorted(articles, key=lambda a: (a.digest, a.id))
    records = tuple(prepare(a) for a in sorted(primary, key=lambda a: (a.digest, a.id)))
    prepared = _each("preparing", ordered, prepare, tell)
    said = {p.id: statements(p) for p in prepared}
    cited = {p.id: citations(p, said[p.id]) for p in prepared}
    features = list(rows(prepared))
    pairs = candidates(features)
    held: dict[str, set[int]] = defaultdict(set)
    for row in features:
        held[row.article].add(row.hash)
    by_id = {p.id: p for p in prepared}
    groups = [[by_id[i] for i in ids] for ids in group(prepared, pairs)]
    profiles = _profiles([g for g in groups if len(g) > 1], kit.encoder, tell)
    common = _Common(kit, settings, profiles, said, cited, held, pairs, records=records)
    found = _Found()
    for number, members in enumerate(groups):
        tell("tracing", number, len(groups))
        if len(members) == 1:
            found.built.append(alone(members[0], cited[members[0].id]))
            continue
        _add_story(members, common, found)
    tell("tracing", len(groups), len(groups))
    return _analysis(prepared, found, common, skipped, tell)


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
    ordered = sorted((parent, child), key=lambda a: (a.digest, a.id))
    prepared = [prepare(one) for one in ordered]
    said = {p.id: statements(p) for p in prepared}
    cited = {p.id: citations(p, said[p.id]) for p in prepared}
    profiles = _profiles([prepared], kit.encoder, progress or _silent)
    common = _Common(kit, settings, profiles, said, cited)
    material = _material(prepared, [(0, 1)], common)
    found = _Found()
    found.add(given(material, ordered.index(parent)), _held(material, common))
    analysis = _analysis(prepared, found, common, skipped, progress or _silent)
    model, _ = load_logistic("carried")
    return replace(analysis, carried=carried(material, model))


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
    readings = encoder.read(flat, lambda done, total: tell("encoding", done, total))
    found, at = {}, 0
    for one, sentences in zip(members, texts, strict=True):
        found[one.id] = profile(one, readings[at : at + len(sentences)])
        at += len(sentences)
    return found


@dataclass(frozen=True, slots=True)
class _Common:
    """What all stories of a run share."""

    kit: Tools
    settings: Settings
    profiles: Mapping[str, Profile]
    said: Mapping[str, tuple[Statement, ...]]
    cited: Mapping[str, Sequence[Citation]]
    held: Mapping[str, Collection[int]] = field(default_factory=dict)
    candidates: Sequence[tuple[str, str]] = ()
    drawn: dict[str, Portrait] = field(default_factory=dict)
    records: tuple[Prepared, ...] = ()

    def portrait(self, one: Prepared) -> Portrait:
        """Return the portrait of an article, drawn once."""
        if one.id not in self.drawn:
            self.drawn[one.id] = portrait(one, self.profiles[one.id])
        return self.drawn[one.id]

    def beside(self, texts: Mapping[str, Prepared], of: Mapping[tuple[str, str], Pair]) -> Held:
        """Return the texts of a story as links and changes are looked for in them."""
        second, least = self.kit.second_look, self.settings.link
        return Held(texts, of, self.profiles, self.said, second, least)


@dataclass(slots=True)
class _Found:
    """What was found so far, story by story."""

    built: list[Built] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    open_pairs: list[OpenPair] = field(default_factory=list)

    def add(self, built: Built, held: Held) -> None:
        """Take a story in, with the links and changes of every descent between its articles.

        What differs between an undecided article and its likeliest candidate stands apart.
        """
        self.built.append(built)
        parents: dict[str, list[str]] = {}
        for descent in built.story.descents:
            if descent.parent in held.texts:
                parents.setdefault(descent.child, []).append(descent.parent)
        for child, above in parents.items():
            own, changed = held.against(child, above)
            self.links += own
            self.changes += changed
        self.open_pairs += open_pairs(
            built.story, held.texts, lambda child, parent: held.against(child, [parent])
        )


def _add_story(members: Sequence[Prepared], common: _Common, found: _Found) -> None:
    """Build a story: without the copies of a text that many print, then with them."""
    hung = copies(members)
    if not hung:
        material = _material(members, _pairs_of(members, members, {}, common), common)
        found.add(build(material), _held(material, common))
        return
    kept = [one for number, one in enumerate(members) if number not in hung]
    material = _material(kept, _pairs_of(kept, members, hung, common), common)
    built = build(material) if len(kept) > 1 else alone(kept[0], common.cited[kept[0].id])
    texts = {one.id: one for one in members}
    pairs = _by_ids(material)
    descents: list[Descent] = []
    for child, parent in sorted(hung.items()):
        pair = [members[n] for n in sorted((child, parent))]
        two = _material(pair, [(0, 1)], common)
        descents += given(two, int(parent > child)).story.descents
        pairs |= _by_ids(two)
    whole = with_copies(built, descents, members, {i: common.cited[i] for i in texts})
    found.add(whole, common.beside(texts, pairs))


def _pairs_of(
    kept: Sequence[Prepared],
    members: Sequence[Prepared],
    hung: Mapping[int, int],
    common: _Common,
) -> list[tuple[int, int]]:
    """Return the pairs of a story to be compared, by position among those kept.

    A pair of copies speaks for the articles that stand for them.
    """
    if len(kept) <= _ALL_PAIRS:
        return list(combinations(range(len(kept)), 2))
    first: dict[str, str] = {}
    for number, one in enumerate(members):
        at = number
        while at in hung:
            at = hung[at]
        first[one.id] = members[at].id
    spoken = {(first[a], first[b]) for a, b in common.candidates if a in first and b in first}
    place = {one.id: n for n, one in enumerate(kept)}
    held = {one.id: common.held[one.id] for one in kept}
    best = nearest(held, ((a, b) for a, b in sorted(spoken) if a != b), _PARTNERS)
    return sorted((min(place[a], place[b]), max(place[a], place[b])) for a, b in best)


def _held(material: Material, common: _Common) -> Held:
    return common.beside({one.id: one for one in material.prepared}, _by_ids(material))


def _by_ids(material: Material) -> dict[tuple[str, str], Pair]:
    ids = [one.id for one in material.prepared]
    return {(ids[c], ids[p]): pair for (c, p), pair in material.pairs.items()}


def _material(
    members: Sequence[Prepared], chosen: Sequence[tuple[int, int]], common: _Common
) -> Material:
    """Compare the articles of a story sentence by sentence."""
    profiles = [common.profiles[p.id] for p in members]
    drawn = [common.portrait(p) for p in members]
    alike = [similarity(profiles[a], profiles[b]) for a, b in chosen]
    compared = ((profiles[a], profiles[b], s) for (a, b), s in zip(chosen, alike, strict=True))
    scores = link_scores_both(common.kit.links, compared)
    pairs: Pairs = {}
    for (a, b), both, (there, back) in zip(chosen, alike, scores, strict=True):
        pairs[a, b] = Pair(there, back, both)
        pairs[b, a] = Pair(back, there, both.transposed())
    cited = {p.id: common.cited[p.id] for p in members}
    return Material(members, drawn, pairs, cited, common.kit.descent, common.settings)


def _analysis(
    prepared: Sequence[Prepared],
    found: _Found,
    common: _Common,
    skipped: Sequence[Skipped],
    tell: Progress,
) -> Analysis:
    shown = _shown(prepared, common, tell)
    ranked = sorted(found.built, key=lambda b: (-len(b.story.articles), b.story.id))
    stories = [replace(b.story, id=str(n)) for n, b in enumerate(ranked, 1)]
    told = Analysis(
        articles=(*prepared, *common.records),
        stories=tuple(stories),
        links=tuple(found.links),
        changes=tuple(found.changes),
        citations=tuple(c for b in ranked for c in b.citations),
        statements=tuple(s for p in prepared for s in shown[p.id]),
        skipped=tuple(skipped),
        version_of={k: v for b in ranked for k, v in b.version_of.items()},
        models={**common.kit.digests, **_tagger(common.settings)},
        open_pairs=tuple(found.open_pairs),
    )
    return _with_findings(replace(told, utterances=_utterances(told, common, shown)))


def _shown(
    prepared: Sequence[Prepared], common: _Common, tell: Progress
) -> Mapping[str, tuple[Statement, ...]]:
    """Find the statements that people see; citations and changes rest on those of the rules."""
    by = common.settings.statements
    if by == "rules":
        return common.said
    found = _each("statements", prepared, partial(statements, by=by), tell)
    return dict(zip((p.id for p in prepared), found, strict=True))


def _utterances(
    told: Analysis, common: _Common, shown: Mapping[str, tuple[Statement, ...]]
) -> tuple[Utterance, ...]:
    """Group what was said in every story, also where it stands alone."""
    texts = {one.id: one for one in told.articles}
    primary = tuple(one.id for one in common.records)
    home = {article: story.id for story in told.stories for article in story.articles}
    linked: dict[str, list[Link]] = defaultdict(list)
    for link in told.links:
        linked[home[link.child.article]].append(link)
    return tuple(
        found
        for story in told.stories
        for found in utterances(Told(story, texts, shown, linked[story.id], primary))
    )


def _with_findings(told: Analysis) -> Analysis:
    found = drawn(told)
    return replace(told, figures=found.figures, lineages=found.lineages, findings=found.findings)


def _tagger(settings: Settings) -> dict[str, str]:
    return digests() if settings.statements == "tagger" else {}
