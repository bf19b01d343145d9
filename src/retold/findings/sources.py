"""Findings about where a story comes from: independent reports, unseen sources, credits, clocks."""

from __future__ import annotations

import math
from collections.abc import Iterator

from retold.findings.phrases import NOUNS, Names, capital, counted, number, unseen_name
from retold.findings.tale import Tale
from retold.findings.times import when
from retold.types import Citation, Descent, Finding, Place, Undecided, UnseenSource

COUNT = 100.0
_STATEMENT, _CITED, _UNCREDITED, _CREDIT, _CLOCK, _DATED = 58.0, 24.0, 46.0, 62.0, 54.0, 26.0
_SURE, _EVEN = 0.8, 0.5
_HARDLY = 0.05  # an article less likely to be an origin adds nothing to the number of reports


def source_findings(tale: Tale, names: Names) -> Iterator[Finding]:
    """Tell how many sources a story has, and what is odd about them."""
    yield _count(tale, names)
    yield from _unseen(tale, names)
    yield from _uncredited(tale, names)
    yield from _contradicted(tale, names)
    yield from _clocks(tale, names)


def taken(descent: Descent) -> str:
    """Say with the certainty there is that a child retells its parent.

    >>> from retold.types import Descent
    >>> taken(Descent("c", "p", "copy", 0.97, 1.0, 1.0, False))
    'retells'
    """
    return "retells" if is_sure(descent) else "probably retells"


def is_sure(descent: Descent) -> bool:
    """Tell whether both the descent and its direction may be asserted."""
    return min(descent.probability, descent.direction) >= _SURE


# How many


def _count(tale: Tale, names: Names) -> Finding:
    """Say in one sentence what people ask first: how many sources, and which."""
    story = tale.story
    unseen = _roots(tale)
    noun = "independent source" if unseen else "independent report"
    low = max(story.independent_reports, 1)
    high = max(story.independent_reports + sum(map(_perhaps_an_origin, story.undecided)), 1)
    many = f"{low:,} {noun}{'s' * (low != 1)}" if low == high else f"{low:,} to {high:,} {noun}s"
    parts = [names.all(story.origins)] if story.origins else []
    parts += [_with_takers(tale, names, source) for source in unseen]
    sentence = f"{len(story.articles):,} articles, {many}: {'; '.join(parts) or 'all undecided'}"
    if story.undecided:
        sentence += f"; of {counted(len(story.undecided), 'article')} the origin is undecided"
    return Finding(story.id, "count", f"{sentence}.", COUNT, tuple(names.sorted(story.origins)))


def _perhaps_an_origin(undecided: Undecided) -> bool:
    """Tell whether an article may be made from none of the others: else only from whom is open."""
    named = (a.probability for a in undecided.alternatives if a.parent is not None)
    return 1 - math.fsum(named) >= _HARDLY


def _roots(tale: Tale) -> list[UnseenSource]:
    """Return the unseen sources that articles descend from, the most taken first."""
    parents = {d.parent for d in tale.story.descents}
    found = [s for s in tale.story.unseen_sources if s.id in parents]
    return sorted(found, key=lambda s: (-len(_takers(tale, s)), s.name, s.id))


def _takers(tale: Tale, source: UnseenSource) -> list[str]:
    return [d.child for d in tale.story.descents if d.parent == source.id]


def _with_takers(tale: Tale, names: Names, source: UnseenSource) -> str:
    takers = _takers(tale, source)
    one, many = ("prints", "print") if source.kind == "statement" else ("carries", "carry")
    return f"{unseen_name(source)} that {names.all(takers)} {one if len(takers) == 1 else many}"


# Unseen sources


def _unseen(tale: Tale, names: Names) -> Iterator[Finding]:
    """Tell of sources that nobody here has, and who rests on them."""
    rooted = {source.id for source in _roots(tale)}
    for source in tale.story.unseen_sources:
        known = [a for a in source.cited_by if a in tale.sides and not _own(tale, a, source)]
        on_it = names.sorted([*known, *_takers(tale, source)])
        if not on_it:
            continue
        if source.kind == "cited":
            yield _cited(tale, names, source, on_it)
        elif source.id in rooted or len(on_it) > 1:
            yield _rests(tale, names, source, on_it)


def _own(tale: Tale, article: str, source: UnseenSource) -> bool:
    """Tell whether a source cited is the outlet itself, under a longer or shorter name."""
    mine = (tale.sides[article].prepared.article.outlet or "").casefold().split()
    theirs = source.name.casefold().split()
    short, long = sorted((mine, theirs), key=len)
    return bool(short) and source.kind == "cited" and long[: len(short)] == short


def _cited(tale: Tale, names: Names, source: UnseenSource, by: list[str]) -> Finding:
    name = unseen_name(source)
    few = f"{names.all(by)} {'cites' if len(by) == 1 else 'cite'} {name}"
    many = f"{capital(counted(len(by), 'article'))} cite {name}"
    sentence = f"{few if len(by) < 4 else many}, which is not in the collection."
    weight = _CITED + min(len(by), 6)
    return Finding(
        tale.story.id, "statement", sentence, weight, tuple(by), _cites(tale, source, by)
    )


def _cites(tale: Tale, source: UnseenSource, by: list[str]) -> tuple[Place, ...]:
    """Return the sentences that name a source, of each article the first."""
    found: dict[str, Place] = {}
    for c in tale.citations:
        same = source.id == c.target or c.source.casefold() == source.name.casefold()
        if same and c.sentence is not None and c.article in by:
            found.setdefault(c.article, tale.sentence((c.article, c.sentence)))
    return tale.first_places(found.values())


def _rests(tale: Tale, names: Names, source: UnseenSource, on_it: list[str]) -> Finding:
    takers = _takers(tale, source)
    noun = NOUNS[source.kind]
    by = f" by {source.name}" if source.name else ""
    what = f"one {noun}{by} that is not in the collection"
    if len(takers) == 1:
        verb = "prints" if source.kind == "statement" else "carries"
        sentence = f"{names.of(takers[0])} {verb} {what}."
    elif takers:
        verb = "print" if source.kind == "statement" else "carry"
        both = "both" if len(takers) == 2 else "all"
        sentence = f"{names.all(takers)} {both} {verb} {what}: one source, not "
        sentence += f"{number(len(takers))}."
    else:
        many = capital(counted(len(on_it), "report"))
        quote = "quote" if source.name else "seem to quote"
        sentence = f"{many} {quote} {what}: {names.all(on_it)}."
    weight = _STATEMENT + min(2 * len(takers), 10) if takers else _CITED + 10
    return Finding(
        tale.story.id, "statement", sentence, weight, tuple(on_it), _cites(tale, source, on_it)
    )


# Credits


def _uncredited(tale: Tale, names: Names) -> Iterator[Finding]:
    """Tell of retellings that do not say whose report they follow."""
    retold = {
        d.child: d
        for row in tale.parents.values()
        for d in row[:1]
        if d.parent in tale.sides and not _same_outlet(tale, d) and d.probability >= _EVEN
    }
    silent = [a for a in names.sorted(retold) if not _names_a_source(tale, a)]
    if not silent:
        return
    d = retold[silent[0]]
    if len(retold) == 1:
        sentence = f"{names.of(d.child)} {taken(d)} {names.of(d.parent)} and does not say so."
        if d.direction < _SURE <= d.probability:
            both = names.all([d.child, d.parent])
            sentence = f"One of {both} retells the other, and neither says so."
    elif len(silent) == len(retold):
        both = "Neither of the two" if len(silent) == 2 else f"None of the {number(len(silent))}"
        sentence = f"{both} retellings says whose report it follows."
    else:
        does = (
            "does not say whose report it follows"
            if len(silent) == 1
            else ("do not say whose report they follow")
        )
        sentence = (
            f"{capital(number(len(silent)))} of {counted(len(retold), 'retelling')} {does}: "
            f"{names.all(silent)}."
        )
    weight = _UNCREDITED + 8 * len(silent) / len(retold)
    yield Finding(tale.story.id, "credit", sentence, weight, tuple(silent))


def _same_outlet(tale: Tale, descent: Descent) -> bool:
    mine, theirs = (tale.sides[a].prepared.article.outlet for a in (descent.child, descent.parent))
    return mine is not None and mine == theirs


def _names_a_source(tale: Tale, article: str) -> bool:
    """Tell whether an article names any text that it descends from."""
    above = tale.ancestors(article)
    return any(d.credited for d in tale.parents.get(article, ())) or any(
        c.article == article and c.target in above for c in tale.citations
    )


def _contradicted(tale: Tale, names: Names) -> Iterator[Finding]:
    """Tell of articles that credit one source and follow another."""
    for citation in sorted(tale.citations, key=lambda c: (c.article, c.source, c.sentence or -1)):
        descent = next(iter(tale.parents.get(citation.article, ())), None)
        if citation.kind != "credits" or descent is None or not is_sure(descent):
            continue
        target = citation.target
        above = tale.ancestors(citation.article)
        if target is None or target in above or target == citation.article:
            continue
        if any(_cites_too(tale, a, citation) for a in above):
            continue
        where = citation.sentence
        places = () if where is None else (tale.sentence((citation.article, where)),)
        sentence = (
            f"{names.of(citation.article)} credits {citation.source}, but its text follows "
            f"{names.of(descent.parent)}."
        )
        yield Finding(
            tale.story.id, "credit", sentence, _CREDIT, (citation.article, descent.parent), places
        )


def _cites_too(tale: Tale, article: str, citation: Citation) -> bool:
    """Tell whether an ancestor names the same source, so that the credit may go through it."""
    return any(c.article == article and c.target == citation.target for c in tale.citations)


# Clocks


def _clocks(tale: Tale, names: Names) -> Iterator[Finding]:
    """Tell of dates that go against what the texts show."""
    for descent in tale.story.descents:
        if descent.clock != "disagrees" or descent.parent not in tale.sides:
            continue
        child, parent = (tale.sides[a].prepared.article for a in (descent.child, descent.parent))
        text = descent.text_direction
        if text is not None and text < 0.5:
            weight = _DATED * (1 - text)
            sentence = (
                f"{names.of(descent.child)} is taken to follow {names.of(descent.parent)} because "
                f"it is dated later; by the texts alone it would be the other way round "
                f"({1 - text:.0%} sure)."
            )
        else:
            weight = _CLOCK
            sentence = (
                f"{names.of(descent.child)} is dated {when(child.published)}, before "
                f"{names.of(descent.parent)} ({when(parent.published)}), whose text it "
                f"{'follows' if is_sure(descent) else 'seems to follow'}."
            )
        yield Finding(tale.story.id, "clock", sentence, weight, (descent.child, descent.parent))
