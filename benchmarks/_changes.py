"""Hold the changes that were found against those that are noted in the traditions.

A noted change is found when a prediction on the same child overlaps the noted passage on either
side; a prediction finds at most one. Noted changes that are right conversions or roundings, or
whose value stands in the other parent of a merge, are neither hits nor false alarms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from _traditions import Event, Version
from _unquoted import Marks, marks_removed

from retold.changes.several import stands_in
from retold.language import figures, prepare, rarity, words
from retold.language.figures import same_quantity
from retold.reading.mentions import date_mentions
from retold.types import Article, Change, ChangeKind, Link, Place, Prepared, Sentence

SCORED = ("number", "unit", "date", "name", "quote", "attribution", "certainty", "negation")
FACTS = (*SCORED, "unquoted", "voice")
"""The kinds that say something was changed; the others that something is missing or new."""

LIGHT = ("copy", "light-edit")
CONTENT = 2.5  # a word rarer than this is a content word

Linker = Callable[[Version, Prepared, Version, Prepared], tuple[Link, ...]]
Predict = Callable[[Prepared, Prepared, tuple[Link, ...]], Iterable[Change]]
Note = Mapping[str, Any]


@dataclass
class Tally:
    """What was noted, what was found, and what was said besides."""

    noted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    same_kind: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    severities: Counter[tuple[str, str]] = field(default_factory=Counter)
    unquoted: Marks = field(default_factory=Marks)
    neutral: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    other_kind: list[str] = field(default_factory=list)
    told: list[tuple[Change, bool]] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take another tally in."""
        for name in ("noted", "found", "right", "false", "shown", "same_kind", "severities"):
            getattr(self, name).update(getattr(other, name))
        for name in ("neutral", "missed", "alarms", "other_kind", "told"):
            getattr(self, name).extend(getattr(other, name))
        self.articles += other.articles
        self.unquoted = self.unquoted + other.unquoted

    @property
    def recall(self) -> float:
        """The share of the noted changes that was found."""
        return self.found.total() / max(1, self.noted.total())

    @property
    def precision(self) -> float:
        """The share of the changes told that was noted."""
        said = self.right.total() + self.false.total()
        return self.right.total() / max(1, said)

    @property
    def kind_right(self) -> float:
        """The share of the changes found that were told as the kind that is noted."""
        return self.same_kind.total() / max(1, self.found.total())


# Links between true parents and their children


def gold_links(child: Version, a: Prepared, parent: Version, b: Prepared) -> tuple[Link, ...]:
    """Turn the noted sentence sources into links between prepared sentences."""
    lines = [[s for s in b.sentences if s.span.overlaps(line.span)] for line in parent.lines]
    links = []
    for sentence in a.sentences:
        found: set[Sentence] = set()
        for line in child.lines:
            if line.span.overlaps(sentence.span):
                for version, number, _ in line.sources:
                    found.update(lines[number] if version == parent.id else ())
        if found:
            links.append(_link(a, sentence, b, sorted(found, key=lambda s: s.start)))
    return tuple(links)


def word_links(child: Version, a: Prepared, parent: Version, b: Prepared) -> tuple[Link, ...]:
    """Link each sentence to the two that share most of its rare words, if they share enough."""
    del child, parent
    rows = [{w.stem: rarity(w.stem) for w in row} for row in b.words]
    links = []
    for sentence, row in zip(a.sentences, a.words, strict=True):
        mine = {w.stem: rarity(w.stem) for w in row}
        scored = sorted(
            ((_likeness(mine, other), -k) for k, other in enumerate(rows)), reverse=True
        )
        best = [-k for value, k in scored[:2] if value >= max(0.3, 0.6 * scored[0][0])]
        if best:
            links.append(_link(a, sentence, b, [b.sentences[k] for k in sorted(best)]))
    return tuple(links)


def _link(a: Prepared, sentence: Sentence, b: Prepared, sources: Sequence[Sentence]) -> Link:
    places = tuple(Place(b.id, s.index, s.start, s.end) for s in sources)
    here = Place(a.id, sentence.index, sentence.start, sentence.end)
    return Link(here, places, "paraphrased", 1.0)


def _likeness(a: dict[str, float], b: dict[str, float]) -> float:
    shared = sum(value for stem, value in a.items() if stem in b)
    return float(shared / max(1e-9, (sum(a.values()) * sum(b.values())) ** 0.5))


# What a prediction finds


def overlaps(predicted: str | None, noted: str | None) -> bool:
    """Tell whether a predicted passage finds a noted one."""
    a, b = _tokens(predicted), _tokens(noted)
    if not a or not b:
        return False
    common = (Counter(a) & Counter(b)).total()
    if 2 * common / (len(a) + len(b)) >= 0.5:
        return True
    inside = [w for w in words(predicted or "") if w.norm in set(b)]
    content = any(rarity(w.stem) >= CONTENT for w in inside)
    return common >= 0.8 * len(a) and content


def _tokens(text: str | None) -> list[str]:
    return [w.norm for w in words(text)] if text else []


def finds(change: Change, noted: Note) -> bool:
    """Tell whether a prediction finds a noted change."""
    before, after = (None if noted[key] == "-" else noted[key] for key in ("before", "after"))
    return overlaps(change.before, before) or overlaps(change.after, after)


def same_kind(change: Change, noted: Note) -> bool:
    """Tell whether a prediction calls a noted change what it is; a hedge on a figure is either."""
    if change.kind == noted["kind"]:
        return True
    if {change.kind, noted["kind"]} != {"number", "certainty"}:
        return False
    before, after = (figures(noted[key]) for key in ("before", "after"))
    return bool(before) and [x.value for x in before] == [x.value for x in after]


def is_conversion(noted: Note) -> bool:
    """Tell whether a noted change is a right conversion or rounding."""
    if noted["kind"] not in ("number", "unit", "date"):
        return False
    before, after = figures(noted["before"]), figures(noted["after"])
    found = [[same_quantity(x, y) for x in before] for y in after]
    agree = all(any(word != "different" for word in row) for row in found)
    converted = any(word in ("converted", "rounded") for row in found for word in row)
    return bool(before and after) and agree and converted


def _in_other_parent(after: str | None, others: Sequence[Prepared]) -> bool:
    """Tell whether the words or the figures of a passage stand in another parent."""
    return after is not None and any(stands_in(after, other) for other in others)


# Scores


def score(event: Event, predict: Predict, linker: Linker) -> Tally:
    """Score one event."""
    tally = Tally()
    for one in by_operation(event, predict, linker).values():
        tally.add(one)
    return tally


def by_operation(event: Event, predict: Predict, linker: Linker) -> dict[str, Tally]:
    """Score one event, the versions of each operation apart."""
    found: dict[str, Tally] = {}
    prepared = {v.id: prepare(dated(v.article)) for v in event.versions}
    versions = {v.id: v for v in event.versions}
    for child in event.versions:
        if not child.parents:
            continue
        said: list[tuple[Change, bool]] = []
        tally = found.setdefault(child.operation, Tally())
        for parent in child.parents:
            others = [prepared[p] for p in child.parents if p != parent]
            links = linker(child, prepared[child.id], versions[parent], prepared[parent])
            told = tuple(predict(prepared[child.id], prepared[parent], links))
            said += [(change, _in_other_parent(change.after, others)) for change in told]
            pair = (child, prepared[child.id], versions[parent], prepared[parent])
            removed = marks_removed(*pair, [c for c in told if c.kind == "unquoted"])
            tally.unquoted = tally.unquoted + removed
        tally.add(_score_child(child, said, [prepared[p] for p in child.parents]))
    return found


def dated(article: Article) -> Article:
    """Return an article with the times that its text names, as the reader resolves them."""
    return replace(article, dates=date_mentions(article.text, article.published))


def _score_child(
    child: Version, said: Sequence[tuple[Change, bool]], parents: Sequence[Prepared]
) -> Tally:
    tally = Tally(articles=1)
    tally.severities.update((c.kind, c.severity) for c, _ in said)
    tally.shown.update(c.kind for c, _ in said if c.kind not in SCORED)
    counted = [(c, elsewhere) for c, elsewhere in said if c.kind in SCORED]
    noted = [note for note in child.changes if note["kind"] in SCORED]
    neutral = [note for note in noted if _is_neutral(note, parents)]
    real = [note for note in noted if note not in neutral]
    taken = assign([c for c, _ in counted], real)
    for k, note in enumerate(real):
        tally.noted[note["kind"]] += 1
        if k not in taken.values():
            tally.missed.append(_line(child, note["kind"], note["before"], note["after"]))
    tally.neutral += [_line(child, n["kind"], n["before"], n["after"]) for n in neutral]
    for k, (change, elsewhere) in enumerate(counted):
        line = _line(child, change.kind, change.before, change.after)
        if k in taken or not elsewhere:
            tally.told.append((change, k in taken))
        if k in taken:
            note = real[taken[k]]
            tally.found[note["kind"]] += 1
            tally.right[change.kind] += 1
            if same_kind(change, note):
                tally.same_kind[note["kind"]] += 1
            else:
                tally.other_kind.append(f"{line} ({note['kind']})")
        elif elsewhere or any(finds(change, note) for note in neutral):
            tally.neutral.append(f"said: {line}")
        else:
            tally.false[change.kind] += 1
            tally.alarms.append(line)
    return tally


def _is_neutral(note: Note, parents: Sequence[Prepared]) -> bool:
    """Tell whether a noted change is none: converted, rounded, or the other parent's value."""
    source = note["source"].split(".")[0]
    others = [p for p in parents if len(parents) > 1 and not p.id.endswith("/" + source)]
    value = note["kind"] in ("number", "unit", "date")
    return is_conversion(note) or (value and _in_other_parent(note["after"], others))


def assign(said: Sequence[Change], noted: Sequence[Note]) -> dict[int, int]:
    """Match predictions with noted changes, one to one, as many as possible.

    Those of one kind are matched first, so that the kind is not held against a neighbour.
    """
    hits = {k: [n for n, note in enumerate(noted) if finds(c, note)] for k, c in enumerate(said)}
    owner: dict[int, int] = {}

    def place(k: int, edges: Mapping[int, Sequence[int]], seen: set[int]) -> bool:
        for n in edges[k]:
            if n not in seen:
                seen.add(n)
                if n not in owner or place(owner[n], edges, seen):
                    owner[n] = k
                    return True
        return False

    alike = {k: [n for n in row if same_kind(said[k], noted[n])] for k, row in hits.items()}
    placed = {k for k in hits if place(k, alike, set())}
    for k in hits:
        if k not in placed:
            place(k, hits, set())
    return {k: n for n, k in owner.items()}


def _line(child: Version, kind: str, before: str | None, after: str | None) -> str:
    return f"{child.id} {child.operation} {kind}: {before or '-'} => {after or '-'}"


def baseline(child: Prepared, parent: Prepared, links: tuple[Link, ...]) -> list[Change]:
    """Call every number, capitalised word and quoted word that is new in a link a change."""
    found = []
    for link in links:
        have = {w.norm for place in link.parents for w in parent.words[place.sentence]}
        for word in child.words[link.child.sentence]:
            text = child.text[word.start : word.end]
            quoted = any(q.start <= word.start < q.end for q in child.quotations)
            kind: ChangeKind | None = (
                "number"
                if text[0].isdigit()
                else "quote"
                if quoted
                else "name"
                if text[0].isupper()
                else None
            )
            if kind and word.norm not in have:
                place = Place(child.id, link.child.sentence, word.start, word.end)
                found.append(
                    Change(kind, "medium", child.id, parent.id, place, None, None, text, "")
                )
    return found
