"""Score the changes that are found between true parents and their children.

    python benchmarks/changes.py --data data/traditions [--links gold|words] [--list]

A noted change is found when a prediction on the same child overlaps the noted passage on either
side; a prediction finds at most one. The rules were developed on every other event by order of
name, the first one included; the rest is printed apart. Links are the noted sentence sources
(``gold``) or those with most rare words in common (``words``).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from _common import digest, finish, parser, print_table
from _traditions import Event, Version, load

from retold.changes import changes
from retold.changes.several import stands_in
from retold.language import figures, prepare, rarity, words
from retold.language.figures import same_quantity
from retold.statements import statements
from retold.types import Change, Link, Place, Prepared, Sentence, Statement

SCORED = ("number", "unit", "date", "name", "quote", "attribution", "certainty", "negation")
CONTENT = 2.5  # a word rarer than this is a content word

Linker = Callable[[Version, Prepared, Version, Prepared], tuple[Link, ...]]


@dataclass
class Tally:
    """What was noted, what was found, and what was said besides."""

    noted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    neutral: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take another tally in."""
        for name in ("noted", "found", "right", "false", "shown"):
            getattr(self, name).update(getattr(other, name))
        for name in ("neutral", "missed", "alarms"):
            getattr(self, name).extend(getattr(other, name))

    @property
    def recall(self) -> float:
        """The share of the noted changes that was found."""
        return self.found.total() / max(1, self.noted.total())

    @property
    def precision(self) -> float:
        """The share of the changes told that was noted."""
        said = self.right.total() + self.false.total()
        return self.right.total() / max(1, said)


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
            places = tuple(Place(b.id, s.index, s.start, s.end) for s in sorted(found, key=_start))
            here = Place(a.id, sentence.index, sentence.start, sentence.end)
            links.append(Link(here, places, "paraphrased", 1.0))
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
            chosen = [b.sentences[k] for k in sorted(best)]
            places = tuple(Place(b.id, s.index, s.start, s.end) for s in chosen)
            here = Place(a.id, sentence.index, sentence.start, sentence.end)
            links.append(Link(here, places, "paraphrased", 1.0))
    return tuple(links)


def _likeness(a: dict[str, float], b: dict[str, float]) -> float:
    shared = sum(value for stem, value in a.items() if stem in b)
    return float(shared / max(1e-9, (sum(a.values()) * sum(b.values())) ** 0.5))


def _start(sentence: Any) -> int:
    return int(sentence.start)


def _tokens(text: str | None) -> list[str]:
    return [w.norm for w in words(text)] if text else []


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


def _hits(change: Change, noted: dict[str, Any]) -> bool:
    before = None if noted["before"] == "-" else noted["before"]
    after = None if noted["after"] == "-" else noted["after"]
    return overlaps(change.before, before) or overlaps(change.after, after)


def _is_conversion(noted: dict[str, Any]) -> bool:
    """Tell whether a noted change is a right conversion or rounding."""
    if noted["kind"] not in ("number", "unit", "date"):
        return False
    before, after = figures(noted["before"]), figures(noted["after"])
    found = [[same_quantity(x, y) for x in before] for y in after]
    agree = all(any(word != "different" for word in row) for row in found)
    return (
        bool(before and after)
        and agree
        and any(word in ("converted", "rounded") for row in found for word in row)
    )


def _in_other_parent(after: str | None, others: Sequence[Prepared]) -> bool:
    """Tell whether the words or the figures of a passage stand in another parent."""
    return after is not None and any(stands_in(after, other) for other in others)


def score(
    event: Event,
    predict: Callable[[Prepared, Prepared, tuple[Link, ...]], Iterable[Change]],
    linker: Linker,
) -> Tally:
    """Score one event."""
    tally = Tally()
    prepared = {v.id: prepare(v.article) for v in event.versions}
    versions = {v.id: v for v in event.versions}
    for child in event.versions:
        said: list[tuple[Change, bool]] = []
        for parent in child.parents:
            others = [prepared[p] for p in child.parents if p != parent]
            links = linker(child, prepared[child.id], versions[parent], prepared[parent])
            told = predict(prepared[child.id], prepared[parent], links)
            said += [(change, _in_other_parent(change.after, others)) for change in told]
        if child.parents:
            tally.add(_score_child(child, said, [prepared[p] for p in child.parents]))
    return tally


def _score_child(
    child: Version, said: list[tuple[Change, bool]], parents: Sequence[Prepared]
) -> Tally:
    tally = Tally()
    counted = [(c, elsewhere) for c, elsewhere in said if c.kind in SCORED]
    tally.shown.update(c.kind for c, _ in said if c.kind not in SCORED)
    noted = [dict(c) for c in child.changes if c["kind"] in SCORED]
    neutral = []
    for note in noted:
        source = note["source"].split(".")[0]
        others = [p for p in parents if len(parents) > 1 and not p.id.endswith("/" + source)]
        elsewhere = note["kind"] in ("number", "unit", "date") and _in_other_parent(
            note["after"], others
        )
        if _is_conversion(note) or elsewhere:
            neutral.append(note)
    real = [note for note in noted if note not in neutral]
    taken = _assign([c for c, _ in counted], real)
    for k, note in enumerate(real):
        tally.noted[note["kind"]] += 1
        if k in taken.values():
            tally.found[note["kind"]] += 1
        else:
            tally.missed.append(_line(child, note["kind"], note["before"], note["after"]))
    tally.neutral += [_line(child, n["kind"], n["before"], n["after"]) for n in neutral]
    for k, (change, elsewhere) in enumerate(counted):
        line = _line(child, change.kind, change.before, change.after)
        if k in taken:
            tally.right[change.kind] += 1
        elif elsewhere or any(_hits(change, note) for note in neutral):
            tally.neutral.append(line)
        else:
            tally.false[change.kind] += 1
            tally.alarms.append(line)
    return tally


def _assign(said: Sequence[Change], noted: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Match predictions with noted changes, one to one, as many as possible."""
    edges = {
        k: [n for n, note in enumerate(noted) if _hits(change, note)]
        for k, change in enumerate(said)
    }
    owner: dict[int, int] = {}

    def place(k: int, seen: set[int]) -> bool:
        for n in edges[k]:
            if n not in seen:
                seen.add(n)
                if n not in owner or place(owner[n], seen):
                    owner[n] = k
                    return True
        return False

    for k in edges:
        place(k, set())
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
            kind = (
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
                    Change(kind, "medium", child.id, parent.id, place, None, None, text, "")  # type: ignore[arg-type]
                )
    return found


def show(name: str, tally: Tally) -> dict[str, float]:
    """Print one tally as a table and return its measures."""
    rows: list[tuple[Any, ...]] = []
    for kind in SCORED:
        said = tally.right[kind] + tally.false[kind]
        part = tally.found[kind] / max(1, tally.noted[kind])
        exact = tally.right[kind] / said if said else None
        rows.append((kind, tally.noted[kind], tally.found[kind], part, said, exact))
    said = tally.right.total() + tally.false.total()
    whole = (tally.noted.total(), tally.found.total(), tally.recall, said, tally.precision)
    rows.append(("all", *whole))
    print_table(name, ("kind", "noted", "found", "recall", "said", "precision"), rows)
    if tally.shown:
        print("shown, not scored:", dict(sorted(tally.shown.items())))
    return {"recall": tally.recall, "precision": tally.precision}


def _predict(child: Prepared, parent: Prepared, links: tuple[Link, ...]) -> tuple[Change, ...]:
    return changes(child, parent, links, _said(child), _said(parent))


def _said(prepared: Prepared) -> tuple[Statement, ...]:
    if prepared.id not in _STATEMENTS:
        _STATEMENTS[prepared.id] = statements(prepared)
    return _STATEMENTS[prepared.id]


_STATEMENTS: dict[str, tuple[Statement, ...]] = {}


LINKERS: dict[str, Linker] = {"gold": gold_links, "words": word_links}


def main() -> int:
    """Run the benchmark."""
    options_of = parser(__doc__, "a folder of traditions, or one of them")
    options_of.add_argument("--links", choices=tuple(LINKERS), default="gold")
    options_of.add_argument("--list", action="store_true", help="list misses and false alarms")
    options = options_of.parse_args()
    events = load(options.data)
    measures: dict[str, float] = {}
    for name, predict in (("retold", _predict), ("every new word", baseline)):
        halves = (Tally(), Tally())
        for k, event in enumerate(events):
            halves[k % 2].add(score(event, predict, LINKERS[options.links]))
        both = Tally()
        for half in halves:
            both.add(half)
        parts = {"developed on": halves[0], "held out": halves[1], "all": both}
        for part, tally in parts.items():
            found = show(f"{name}, {part}, {options.links} links", tally)
            if name == "retold":
                key = f"{options.links} {part}"
                measures.update({f"{key} {what}": value for what, value in found.items()})
        if name == "retold":
            _details(halves, both, everything=options.list)
    return finish("changes", measures, {"traditions": digest(options.data)}, options)


def _details(halves: tuple[Tally, Tally], both: Tally, *, everything: bool) -> None:
    print("\n  neither hit nor false alarm:")
    for line in both.neutral:
        print("   ", line)
    if everything:
        for title in ("missed", "alarms"):
            print(f"\n  {title}, events the rules were developed on:")
            for line in getattr(halves[0], title):
                print("   ", line)


if __name__ == "__main__":
    sys.exit(main())
