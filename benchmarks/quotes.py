"""Score what is said to have been done to quotations on their way from version to version.

    python benchmarks/quotes.py --data DATA [--list] [--json FILE] [--only traditions|rewrites]

``DATA`` is a folder with ``traditions`` (invented, the alterations noted) and ``reuse``
(``rewrites.dev``: rewrites of real articles by language models, a check).

- Traditions: a noted alteration is found if the rendering that covers the noted words is
  ``altered`` and a pair of its altered words has a word of those that differ in the note. A
  rendering is rightly called altered if it does so for a note on its version or on one that its
  version descends from, whose altered words it may have inherited. Three times: with the true
  descents and sentence sources, with the true descents and Retold's links (by models that have
  not seen the event), and as ``retold.trace`` finds it all with the models as shipped.
- Rewrites: a quotation is a span of three words or more inside double marks, found by a plain
  pattern; it is *not to the letter* if, after folding case, punctuation and glyphs, it is no
  substring of the article that the rewrite was made from. Retold says so by every form but
  ``complete`` and an unmarked ``trimmed``. Each rewrite is compared with its article.

Baselines. Traditions: a quotation that is no substring of any quotation of the parents, after
folding, but is like one of them (a fuzzy ratio of 50 to 99). Rewrites: the definition itself is a
substring; the baseline, which may look at the article's quotations alone, shows what pairs of
marks lose.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from _changes import Linker, gold_links
from _common import digest, find, finish, parser, print_table, records
from _held_links import held_links
from _traditions import Event, Version, load, make_article
from _vectors import remembering
from rapidfuzz import fuzz

from retold.language import prepare
from retold.quotes import Told, utterances
from retold.statements import statements
from retold.tracing import Tools, compare, tools, trace
from retold.types import (
    Analysis,
    Descent,
    DescentKind,
    Form,
    Prepared,
    Rendering,
    Span,
    Story,
    Utterance,
)

KINDS: dict[str, DescentKind] = {
    "copy": "copy",
    "light-edit": "edit",
    "brief": "brief",
    "expand": "expansion",
    "merge": "merge",
    "update": "update",
}
LETTER = frozenset({"complete", "trimmed", "unquoted", "paraphrased"})
LEAST = 3
LIKE = 50
_MARKED = re.compile(r"[\"“”„]([^\"“”„\n]+)[\"”“]")
_WORDS = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return the words of a text with nothing but a space around each."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return f" {' '.join(_WORDS.findall(re.sub('[’‘ʼ]', '', plain).replace(chr(39), '')))} "


@dataclass
class Tally:
    """Notes found and missed, renderings called altered rightly and wrongly."""

    notes: int = 0
    found: int = 0
    right: int = 0
    wrong: int = 0
    roots: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of the notes that was found."""
        return self.found / max(1, self.notes)

    @property
    def precision(self) -> float:
        """The share of what was called altered that is."""
        return self.right / max(1, self.right + self.wrong)


@dataclass(frozen=True)
class Said:
    """A passage called altered: where, and the words before and after."""

    span: Span
    pairs: tuple[tuple[str, str], ...]


def differing(before: str, after: str) -> set[str]:
    """Return the words that only one of two passages has."""
    a, b = Counter(_tokens(before)), Counter(_tokens(after))
    return set((a - b) + (b - a)) or set(a | b)


def _tokens(text: str) -> list[str]:
    plain = text.casefold().replace("’", "'")
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*|%", plain)


def places(text: str, words: str) -> list[Span]:
    """Return where words stand in a text, whatever the glyphs around them."""
    wanted = _tokens(words)
    have = [
        (m.group().casefold().replace("’", "'"), m.start(), m.end())
        for m in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*|%", text)
    ]
    size = len(wanted)
    return [
        Span(have[k][1], have[k + size - 1][2])
        for k in range(len(have) - size + 1)
        if size and [row[0] for row in have[k : k + size]] == wanted
    ]


def score(event: Event, said: Mapping[str, Sequence[Said]], tally: Tally) -> None:
    """Hold what is called altered in each version against the notes."""
    notes = {v.id: [c for c in v.changes if c["kind"] == "quote"] for v in event.versions}
    for version in event.versions:
        mine = said.get(version.id, ())
        for note in notes[version.id]:
            tally.notes += 1
            hit = any(_hits(one, note, version) for one in mine)
            tally.found += hit
            if not hit:
                tally.lines.append(f"missed {version.id}: {note['before']} => {note['after']}")
        known = [n for v in (version.id, *sorted(event.ancestors(version.id))) for n in notes[v]]
        for one in mine:
            if not version.parents:
                tally.roots += 1
                tally.lines.append(f"root {version.id}: {one.pairs}")
            elif any(_hits(one, note, version) for note in known):
                tally.right += 1
            else:
                tally.wrong += 1
                tally.lines.append(f"alarm {version.id} {version.operation}: {one.pairs}")


def _hits(said: Said, note: Mapping[str, Any], version: Version) -> bool:
    """Tell whether a passage called altered is the one of a note, and for the noted words."""
    here = places(version.article.text, note["after"])
    if here and not any(span.overlaps(said.span) for span in here):
        return False
    noted = differing(note["before"], note["after"])
    return any(noted & differing(before, after) for before, after in said.pairs)


def altered(found: Iterable[Utterance]) -> dict[str, list[Said]]:
    """Return what is called altered, by article."""
    said: dict[str, list[Said]] = {}
    for utterance in found:
        for one in utterance.renderings:
            if one.form == "altered":
                span = Span(one.place.start, one.place.end)
                said.setdefault(one.place.article, []).append(Said(span, one.altered))
    return said


def true_story(event: Event) -> Story:
    """Return the story of an event as it was made."""
    descents = tuple(
        Descent(v.id, p, KINDS.get(v.operation, "rewrite"), 1.0, 1.0, None, credited=False)
        for v in event.versions
        for p in v.parents
    )
    ids = tuple(v.id for v in event.versions)
    origins = tuple(v.id for v in event.versions if not v.parents)
    return Story(event.name, None, ids, origins, (), descents, ())


def with_truth(event: Event, linker: Linker) -> tuple[Utterance, ...]:
    """Return the utterances of an event, descents given and sentences linked."""
    prepared = {v.id: prepare(v.article) for v in event.versions}
    versions = {v.id: v for v in event.versions}
    links = [
        link
        for v in event.versions
        for p in v.parents
        for link in linker(v, prepared[v.id], versions[p], prepared[p])
    ]
    said = {name: statements(one) for name, one in prepared.items()}
    return utterances(Told(true_story(event), prepared, said, links))


def baseline(event: Event) -> dict[str, list[Said]]:
    """Call a quotation altered that is like one of a parent but no part of any."""
    prepared = {v.id: prepare(v.article) for v in event.versions}
    said: dict[str, list[Said]] = {}
    for version in event.versions:
        theirs = [text for p in version.parents for text in quoted(prepared[p])]
        for quotation in prepared[version.id].quotations:
            mine = quotation.inner.of(version.article.text)
            if len(fold(mine).split()) < LEAST or any(fold(mine) in fold(t) for t in theirs):
                continue
            best = max(theirs, key=lambda t: fuzz.ratio(fold(mine), fold(t)), default="")
            if fuzz.ratio(fold(mine), fold(best)) >= LIKE:
                said.setdefault(version.id, []).append(Said(quotation.inner, ((best, mine),)))
    return said


def quoted(prepared: Prepared) -> list[str]:
    return [q.inner.of(prepared.text) for q in prepared.quotations]


def show_traditions(
    path: Path, options: Any, kit: Tools, measures: dict[str, float]
) -> dict[str, Any]:
    events = load(path)
    linkers: dict[str, Linker] = {"true links": gold_links}
    if not options.fast:
        linkers["Retold's links"] = held_links(path)
    tallies = {name: Tally() for name in (*linkers, "as traced", "fuzzy ratio")}
    for event in events:
        for name, linker in linkers.items():
            told = with_truth(event, linker)
            tallies[name].forms.update(_forms(told))
            score(event, altered(told), tallies[name])
        if not options.fast:
            traced = trace([v.article for v in event.versions], kit=kit).utterances
            tallies["as traced"].forms.update(_forms(traced))
            score(event, altered(traced), tallies["as traced"])
        score(event, baseline(event), tallies["fuzzy ratio"])
    print_table(
        f"Altered quotations in {len(events)} traditions (bar: .900 and .900)",
        ["", "noted", "found", "recall", "said", "right", "precision", "said of roots"],
        [
            [n, t.notes, t.found, t.recall, t.right + t.wrong, t.right, t.precision, t.roots]
            for n, t in tallies.items()
        ],
    )
    for name, tally in tallies.items():
        if tally.forms:
            print(f"forms, {name}: {dict(sorted(tally.forms.items()))}")
        if options.list:
            print("", *(f"  {name}: {line}" for line in tally.lines), sep="\n")
    for name in (*linkers, "as traced"):
        measures[f"traditions {name} recall"] = tallies[name].recall
        measures[f"traditions {name} precision"] = tallies[name].precision
    return {name: tally.lines for name, tally in tallies.items()}


def _forms(found: Iterable[Utterance]) -> Counter[str]:
    return Counter(one.form for utterance in found for one in utterance.renderings)


@dataclass(frozen=True)
class Quote:
    """A quotation of a rewrite: is it in the article to the letter, and what does Retold say?"""

    where: str
    text: str
    other: bool
    form: Form | None
    altered: tuple[tuple[str, str], ...] = ()
    baseline: bool = False

    @property
    def said_other(self) -> bool:
        """Whether Retold says that it is not to the letter."""
        return self.form is not None and self.form not in LETTER


def rewrite_quotes(data: Sequence[Mapping[str, str]], kit: Tools) -> Iterator[Quote]:
    """Compare every rewrite with its article, and take its quotations one by one."""
    articles = {r["id"]: make_article(r["id"], r["text"]) for r in data}
    for row in data:
        if not row["source"]:
            continue
        marked = [m for m in _MARKED.finditer(row["text"]) if len(fold(m[1]).split()) >= LEAST]
        if not marked:
            continue
        analysis = compare(articles[row["source"]], articles[row["id"]], kit=kit)
        source = articles[row["source"]].text
        quotes = [fold(q) for p in analysis.articles if p.id == row["source"] for q in quoted(p)]
        for match in marked:
            said = _rendering(analysis, row["id"], Span(*match.span(1)))
            yield Quote(
                row["id"],
                match[1],
                fold(match[1]) not in fold(source),
                said.form if said else None,
                said.altered if said else (),
                not any(fold(match[1]) in q for q in quotes),
            )


def _rendering(analysis: Analysis, article: str, span: Span) -> Rendering | None:
    """Return the rendering that has most of a quotation, in marks before without."""
    found = [
        (min(one.place.end, span.end) - max(one.place.start, span.start), one)
        for utterance in analysis.utterances
        for one in utterance.renderings
        if one.place.article == article
    ]
    found = [row for row in found if row[0] > 0]
    if not found:
        return None
    return max(found, key=lambda row: (row[1].form not in ("paraphrased", "unquoted"), row[0]))[1]


def show_rewrites(
    path: Path, options: Any, kit: Tools, measures: dict[str, float]
) -> dict[str, Any]:
    quotes = list(rewrite_quotes(list(records(path)), kit))
    rows: list[list[Any]] = []
    for name, says in (
        ("Retold", [q.said_other for q in quotes]),
        ("in no quotation", [q.baseline for q in quotes]),
    ):
        hits = sum(q.other and s for q, s in zip(quotes, says, strict=True))
        truth, said = sum(q.other for q in quotes), sum(says)
        rows.append([name, len(quotes), truth, said, hits / truth, hits / said])
    print_table(
        "Quotations of the rewrites that are not in their article to the letter (bar: .950, .950)",
        ["", "quotations", "not to the letter", "said", "recall", "precision"],
        rows,
    )
    measures["rewrites recall"], measures["rewrites precision"] = rows[0][4], rows[0][5]
    table = Counter((q.form or "not seen", q.other) for q in quotes)
    forms = sorted({form for form, _ in table})
    print_table(
        "What Retold says was done",
        ["form", "to the letter", "not to the letter"],
        [[form, table[form, False], table[form, True]] for form in forms],
    )
    if options.list:
        for q in quotes:
            sign = "ok " if q.said_other == q.other else "BAD"
            print(f"{sign} {q.where} {q.form}: {q.text}\n      {q.altered}")
    return {"forms": {f"{form} {other}": n for (form, other), n in sorted(table.items())}}


def main() -> int:
    options_of = parser(__doc__, "the folder with traditions and reuse")
    options_of.add_argument("--list", action="store_true", help="list misses and false alarms")
    options_of.add_argument("--only", choices=("traditions", "rewrites"))
    options_of.add_argument("--fast", action="store_true", help="leave out tracing")
    options = options_of.parse_args()
    measures: dict[str, float] = {}
    data: dict[str, str] = {}
    detail: dict[str, Any] = {}
    rewrites = find(options.data / "reuse", "rewrites")
    with remembering() as encoder:
        kit = tools(encoder)
        if options.only != "rewrites":
            path = options.data / "traditions"
            data["traditions"] = digest(path)
            detail["traditions"] = show_traditions(path, options, kit, measures)
        if options.only != "traditions" and rewrites is not None:
            data["rewrites"] = digest(rewrites)
            detail["rewrites"] = show_rewrites(rewrites, options, kit, measures)
    return finish("quotes", measures, data, options, detail)


if __name__ == "__main__":
    sys.exit(main())
