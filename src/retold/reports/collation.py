"""Two texts side by side: the source on the left, and ribbons to what was made of it.

The two columns are lists of sentences and keep their own order, so a move shows as a ribbon
that crosses others. The ribbons are a map of both texts to scale; where scripts run they
are redrawn between the sentences themselves. Every link says its kind in words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from retold.reports.diff import compare, words
from retold.reports.markup import Mark, Markup, el, join, lang, marked
from retold.reports.passages import where
from retold.reports.view import DESCENT_WORDS, View, anchor
from retold.reports.wording import doubt_words
from retold.reports.words import count, percent

Json = dict[str, Any]

CLOSE = frozenset({"verbatim", "edited", "split"})
"""Kinds of link near enough for a word-by-word comparison to mean something."""

LINK_WORDS = {
    "verbatim": "word for word",
    "edited": "edited",
    "paraphrased": "in other words",
    "merged": "merged from several sentences",
    "split": "part of a sentence",
}
SCALE = 1000.0
SHARED_SHOWN = 14


@dataclass(frozen=True)
class Words:
    """How the two columns speak of each other."""

    titles: tuple[str, str]
    missing: tuple[str, str]
    signs: tuple[str, str]
    other: str


DERIVED = Words(
    ("Source", "Derived text"), ("not taken", "not in this source"), ("→ ", "← "), "source"
)
GUESSED = replace(DERIVED, titles=("Taken as the source", "Taken as derived"))
"""For a descent of which it is unsure who came first."""
OPEN = Words(("One text", "The other"), ("only here", "only here"), ("↔ ", "↔ "), "other text")
"""For an open pair: nobody knows who took from whom."""


@dataclass(frozen=True)
class Side:
    """One text of the pair, with the marks that fall into it."""

    article: Json
    prefix: str
    marks: Sequence[Mark]

    def anchor(self, sentence: int) -> str:
        """Return the address of a sentence in this collation."""
        return f"{self.prefix}{sentence}"


def collation(descent: Json, seen: View) -> Markup:
    """Return the collation of one descent between two articles, or of an open pair."""
    told = GUESSED if (descent["child"], descent["parent"]) in seen.unsure else DERIVED
    told = OPEN if "changes" in descent else told
    child, parent = seen.articles[descent["child"]], seen.articles[descent["parent"]]
    links = [_within(link, parent["id"]) for link in seen.linked(descent)]
    changes = seen.changed(descent)
    shifted = moved(links)
    word_marks = _word_marks(links, seen)
    left = Side(parent, f"{descent['id']}p", [*word_marks[0], *_change_marks(changes, "parent")])
    right = Side(child, f"{descent['id']}c", [*word_marks[1], *_change_marks(changes, "child")])
    return el(
        "div",
        _column(left, _taken(links, right, told), told, seen),
        el("div", _ribbons(links, left, right, shifted), class_="gutter", aria_hidden="true"),
        _column(right, _sources(links, left, shifted, seen, told), told, seen, derived=True),
        class_="pair",
    )


def summary(descent: Json, seen: View) -> Markup:
    """Say in words what two texts the collation compares, and what came of the one."""
    pair = (descent["child"], descent["parent"])
    links, changes = seen.linked(descent), seen.changed(descent)
    share = "" if descent["share"] is None else f"{percent(descent['share'])} of its words, "
    doubt = doubt_words(descent)
    return join(
        el("strong", seen.label(pair[0])),
        f", {DESCENT_WORDS[descent['kind']]} {seen.label(pair[1])}: ",
        f"{share}{count(len(links), 'linked sentence')}, {count(len(changes), 'change')}",
        f"; {doubt}" if doubt else None,
    )


def open_summary(pair: Json, seen: View) -> Markup:
    """Say in words what an open pair is."""
    shares = " and ".join(map(percent, pair["shares"]))
    return join(
        el("strong", seen.label(pair["parent"])),
        " and ",
        el("strong", seen.label(pair["child"])),
        f", who took from whom is not known: {shares} of their words linked, ",
        count(len(pair["changes"]), "difference"),
    )


def _within(link: Json, parent: str) -> Json:
    """Return a link with its passages in one parent alone."""
    parents = [p for p in link["parents"] if p["article"] == parent]
    whole = len(parents) == len(link["parents"])
    # A link into two sources stands in two collations, and an address only once in a page.
    return link | {"parents": parents, "id": link["id"] if whole else anchor(link["id"], parent)}


def moved(links: Sequence[Json]) -> set[str]:
    """Return the links that stand out of order: the fewest whose removal leaves one order.

    >>> rows = [{"id": i, "child": {"sentence": c}, "parents": [{"sentence": p}]}
    ...         for i, c, p in [("a", 0, 4), ("b", 1, 0), ("c", 2, 1)]]
    >>> moved(rows)
    {'a'}
    """
    ordered = sorted(links, key=lambda k: (k["child"]["sentence"], _first(k)))
    tails: list[tuple[int, int]] = []  # of the best chain of each length: last sentence, link
    above: list[int] = []
    for number, link in enumerate(ordered):
        at = bisect_right(tails, (_first(link), len(ordered)))
        above.append(tails[at - 1][1] if at else -1)
        tails[at : at + 1] = [(_first(link), number)]
    kept, number = set(), tails[-1][1] if tails else -1
    while number >= 0:
        kept.add(ordered[number]["id"])
        number = above[number]
    return {link["id"] for link in ordered} - kept


def _first(link: Json) -> int:
    return min(int(place["sentence"]) for place in link["parents"])


def _change_marks(changes: Iterable[Json], side: str) -> list[Mark]:
    return [
        (c[side]["start"], c[side]["end"], f"change {c['severity']}", c["id"])
        for c in changes
        if c[side]["start"] is not None and c["kind"] not in {"dropped", "added"}
    ]


def _word_marks(links: Sequence[Json], seen: View) -> tuple[list[Mark], list[Mark]]:
    """Mark the words that close links changed, on both sides."""
    left: list[Mark] = []
    right: list[Mark] = []
    for link in links:
        if link["kind"] in CLOSE:
            gone, new, kept = _compared(link, seen)
            if _length(kept) < _length(new):
                continue  # more is new than not: marks would hide the text and show nothing
            left += [(start, end, "gone", None) for start, end in gone]
            right += [(start, end, "new", None) for start, end in new]
    return left, right


def _length(ranges: Sequence[tuple[int, int]]) -> int:
    return sum(end - start for start, end in ranges)


def _compared(
    link: Json, seen: View
) -> tuple[list[tuple[int, int]], list[tuple[int, int]], list[tuple[int, int]]]:
    before = [w for p in link["parents"] for w in words(_passage(p, seen), p["start"])]
    after = words(_passage(link["child"], seen), link["child"]["start"])
    return compare(before, after)


def _passage(place: Json, seen: View) -> str:
    return seen.words(place["article"], place["start"], place["end"])


def _taken(links: Sequence[Json], child: Side, told: Words) -> dict[int, list[Markup]]:
    """Return, for each source sentence, where it went."""
    went: dict[int, list[int]] = defaultdict(list)
    for link in links:
        for place in link["parents"]:
            went[place["sentence"]].append(link["child"]["sentence"])
    return {
        sentence: [join(told.signs[0], _numbers(sorted(set(into)), child))]
        for sentence, into in went.items()
    }


def _sources(
    links: Sequence[Json], parent: Side, shifted: Collection[str], seen: View, told: Words
) -> dict[int, list[Markup]]:
    """Return, for each derived sentence, where it came from, of what kind, and why."""
    came: dict[int, list[Markup]] = defaultdict(list)
    for link in links:
        numbers = _numbers([p["sentence"] for p in link["parents"]], parent)
        why = el("details", el("summary", "why"), _why(link, seen, told), class_="why")
        words = f" {LINK_WORDS[link['kind']]}{', moved' if link['id'] in shifted else ''}"
        came[link["child"]["sentence"]].append(
            el("div", el("span", told.signs[1], numbers, words), why, class_="link")
        )
    return came


def _numbers(sentences: Sequence[int], side: Side) -> Markup:
    """Return the numbers of sentences, from 1 as people count, each a link to its place."""
    links = [el("a", str(n + 1), href=f"#{side.anchor(n)}") for n in sentences]
    return join(*(part for link in links for part in (", ", link)[link is links[0] :]))


def _why(link: Json, seen: View, told: Words) -> Markup:
    """Return the evidence of one link: the passages, the shared words, the score."""
    shared = shared_words(link, seen)
    return el(
        "dl",
        el("dt", f"Passage of the {told.other}"),
        (el("dd", _passage(p, seen), class_="passage") for p in link["parents"]),
        el("dt", "Where"),
        el("dd", _where(link, seen, told)),
        (el("dd", _stands(p, seen)) for p in (*link["parents"], link["child"])),
        el("dt", "Words they share"),
        el("dd", " · ".join(shared) or "none: the likeness is in the sense"),
        el("dt", "Score"),
        el("dd", f"{link['score']:.2f} of 1, by {link.get('method', 'an unnamed method')}"),
        id=link["id"],
    )


def shared_words(link: Json, seen: View) -> list[str]:
    """Return the words that a passage shares with its sources, the longest runs first."""
    _, _, kept = _compared(link, seen)
    shared = {seen.words(link["child"]["article"], start, end) for start, end in kept}
    return sorted(shared, key=lambda w: (-len(w), w))[:SHARED_SHOWN]


def _where(link: Json, seen: View, told: Words) -> str:
    """Say how far into both texts the passages stand."""
    child, parent = link["child"], link["parents"][0]
    sizes = [len(seen.articles[place["article"]]["sentences"]) for place in (parent, child)]
    numbers = ", ".join(str(place["sentence"] + 1) for place in link["parents"])
    return (
        f"{numbers} of {sizes[0]} in the {told.other}, {child['sentence'] + 1} of {sizes[1]} here"
    )


def _stands(place: Json, seen: View) -> str:
    """Say where a passage stands in the input."""
    article = seen.articles[place["article"]]
    words = where(article, place["start"], place["end"])
    return f"{seen.label(place['article'])}: {words}"


def _column(
    side: Side, notes: dict[int, list[Markup]], told: Words, seen: View, *, derived: bool = False
) -> Markup:
    article, text = side.article, side.article["text"]
    title = told.titles[derived]
    items: list[Markup] = []
    paragraph = None
    for number, row in enumerate(article["sentences"]):
        note = notes.get(number)
        missing = told.missing[derived]
        opens = row.get("paragraph") != paragraph
        paragraph = row.get("paragraph")
        classes = [c for c, on in (("opens", opens), ("alone", not note)) if on]
        words_of = marked(text[row["start"] : row["end"]], row["start"], side.marks)
        items.append(
            el(
                "li",
                el("span", str(number + 1), class_="number", aria_hidden="true"),
                el("p", words_of),
                el("div", note or el("span", missing, class_="missing"), class_="from"),
                id=side.anchor(number),
                class_=" ".join(classes) or None,
            )
        )
    heading = el("h5", el("span", f"{title} ", class_="role"), seen.label(article["id"]))
    listed = el("ol", items, lang=lang(article["language"]), dir="auto")
    return el("section", heading, listed, class_="side derived" if derived else "side source")


def _ribbons(links: Sequence[Json], left: Side, right: Side, shifted: Collection[str]) -> Markup:
    """Draw both texts as bars to scale, and a ribbon for every link."""
    bars = _bar(left, 0), _bar(right, 92)
    shapes = (
        _ribbon(link, place, (left, right), shifted=link["id"] in shifted)
        for link in links
        for place in link["parents"]
    )
    return el("svg", bars, shapes, viewBox=f"0 0 100 {SCALE:g}", preserveAspectRatio="none")


def _bar(side: Side, x: int) -> Markup:
    size = max(len(side.article["text"]), 1)
    blocks = (
        f"M{x} {_at(row['start'], size)}h8V{_at(row['end'], size)}h-8z"
        for row in side.article["sentences"]
    )
    return el("path", d="".join(blocks), class_="bar")


def _ribbon(link: Json, place: Json, sides: tuple[Side, Side], *, shifted: bool) -> Markup:
    left, right = sides
    sizes = max(len(left.article["text"]), 1), max(len(right.article["text"]), 1)
    child = link["child"]
    top, bottom = _at(place["start"], sizes[0]), _at(place["end"], sizes[0])
    to_top, to_bottom = _at(child["start"], sizes[1]), _at(child["end"], sizes[1])
    return el(
        "path",
        d=f"M8 {top}C50 {top} 50 {to_top} 92 {to_top}V{to_bottom}"
        f"C50 {to_bottom} 50 {bottom} 8 {bottom}z",
        class_=f"ribbon {link['kind']}{' moved' if shifted else ''}",
        data_p=left.anchor(place["sentence"]),
        data_c=right.anchor(child["sentence"]),
    )


def _at(offset: int, size: int) -> str:
    return f"{offset / size * SCALE:.0f}"
