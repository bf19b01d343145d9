"""The words for what a story rests on: its answer in one sentence, unseen sources, clocks.

A statement that several outlets print is one source, however many print it, and so is a
report of an agency that nobody here has seen; the words say so wherever one is named.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import Any

from retold.reports.view import DESCENT_WORDS, View
from retold.reports.words import NOUNS, count, percent, plain, shorten, when

Json = dict[str, Any]

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
VERBS = {"statement": ("prints", "print"), "text": ("carries", "carry")}
"""What an outlet does with an unseen statement or report, for one and for many."""
MANNERS = {
    "copy": "word for word",
    "edit": "with edits",
    "rewrite": "in other words",
    "brief": "in brief",
    "expansion": "and adds to it",
    "merge": "among other sources",
    "update": "in a new version",
}
OFFICES = frozenset(
    {"agency", "bank", "board", "bureau", "church", "city", "commission", "council", "court"}
    | {"department", "district", "embassy", "federation", "house", "institute", "ministry"}
    | {"office", "port", "society", "state", "university"}
)
"""First words of names that take "the": the Ministry of Health, but Doctors of the World."""


CAME_OVER = "More than shared facts and quotations came over"
"""What ``carried`` of a comparison of two texts is the probability of."""

_EVEN = 0.5
_HARDLY = 0.05  # an article less likely to be an origin adds nothing to the number of reports


def number(value: int) -> str:
    """Return a number as running text has it.

    >>> number(0), number(3), number(1200)
    ('no', 'three', '1,200')
    """
    return NUMBERS[value] if 0 <= value < len(NUMBERS) else f"{value:,}"


def counted(value: int, one: str, many: str | None = None) -> str:
    """Return a number in words with its noun.

    >>> counted(1, "outlet"), counted(14, "outlet")
    ('one outlet', '14 outlets')
    """
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def listed(names: Sequence[str], most: int = 6) -> str:
    """Join names as a sentence does.

    >>> listed(["A", "B", "C"]), listed(list("ABCD"), most=2)
    ('A, B and C', 'A, B and 2 more')
    """
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most:,} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def answer(story: Json, seen: View) -> str:
    """Say in one sentence what people ask first: how many sources, and what they are.

    Examples: "5 articles, 2 independent reports"; "8 articles, 2 independent sources: one
    reporter, and one Northgate Police statement that three outlets print". Of two texts
    that were given to be compared, and of which neither is likely made from the other, no sources
    are counted.
    """
    given = story["descents"] if "carried" in seen.document else []
    if doubtful := [d for d in given if d["probability"] < _EVEN]:
        asked = (
            f"that one was made from the other is unlikely ({percent(doubtful[0]['probability'])})"
        )
        return f"{count(len(story['articles']), 'article')}: {asked}"
    unseen = _roots(story, seen)
    sure, unsure = story["independent_reports"], len(story["undecided"])
    low, high = max(sure, 1), max(sure + sum(map(_perhaps_an_origin, story["undecided"])), 1)
    noun = "independent source" if unseen else "independent report"
    many = count(high, noun) if low == high else f"{low:,} to {high:,} {noun}s"
    words = f"{count(len(story['articles']), 'article')}, {many}"
    if unsure:
        words += f" ({unsure:,} undecided)"
    if not unseen:
        return words
    parts = [counted(len(story["origins"]), "reporter")] if story["origins"] else []
    for kind in ("statement", "text"):
        parts += _rooted(kind, [s for s in unseen if s["kind"] == kind], story, seen)
    return f"{words}: {', and '.join(filter(None, (', '.join(parts[:-1]), parts[-1])))}"


def _perhaps_an_origin(undecided: Json) -> bool:
    """Tell whether an article may be made from none of the others: else only from whom is open."""
    named = (a["probability"] for a in undecided["alternatives"] if a["parent"] is not None)
    return 1 - math.fsum(named) >= _HARDLY


def _roots(story: Json, seen: View) -> list[Json]:
    """Return the unseen sources that articles descend from, most printed first."""
    parents = {d["parent"] for d in story["descents"]}
    rows = [s for s in story["unseen_sources"] if s["id"] in parents]
    return sorted(rows, key=lambda s: (-len(takers({s["id"]}, story)), seen.label(s["id"])))


def _rooted(kind: str, sources: Sequence[Json], story: Json, seen: View) -> list[str]:
    """Name up to two sources one by one; more, or some without a name, are only counted."""
    if len(sources) == 1 or (len(sources) == 2 and all(s["name"] for s in sources)):
        return [f"{_one(s)} that {taken({s['id']}, kind, story, seen)}" for s in sources]
    if not sources:
        return []
    ids = {s["id"] for s in sources}
    return [f"{counted(len(ids), NOUNS[kind])} that {taken(ids, kind, story, seen)}"]


def takers(sources: Collection[str], story: Json) -> list[str]:
    """Return the articles that descend from these sources, in the story's order."""
    children = {d["child"] for d in story["descents"] if d["parent"] in sources}
    return [a for a in story["articles"] if a in children]


def taken(sources: Collection[str], kind: str, story: Json, seen: View) -> str:
    """Say how many take unseen sources: "three outlets print"; unnamed outlets are articles."""
    articles = takers(sources, story)
    outlets = {seen.articles.get(a, {}).get("outlet") for a in articles}
    named = None not in outlets and "" not in outlets
    size = len(outlets) if named else len(articles)
    one, many = VERBS.get(kind, VERBS["text"])
    return f"{counted(size, 'outlet' if named else 'article')} {one if size == 1 else many}"


def _one(source: Json) -> str:
    return f"one {_thing(source)}"


def _thing(source: Json) -> str:
    """Name a statement or report by whose it is.

    >>> _thing({"kind": "statement", "name": "Northgate Police"})
    'Northgate Police statement'
    >>> _thing({"kind": "statement", "name": "Ministry of Health"})
    'statement by the Ministry of Health'
    >>> _thing({"kind": "text", "name": None})
    'unseen report'
    """
    noun = NOUNS[source["kind"]]
    name = shorten(plain(source["name"] or ""), 60)
    if not name:
        return f"unseen {noun}"
    bare = name[4:] if name[:4].lower() == "the " else name
    words = bare.split()
    if len(words) <= 3 and not {"of", "for"} & set(words):
        return f"{bare} {noun}"
    article = "the " if bare != name or words[0].lower() in OFFICES else ""
    return f"{noun} by {article}{bare}"


def source_words(identity: str | None, seen: View) -> str:
    """Name a parent within a sentence: an outlet, "the Reuters report", or "origin" for none."""
    source = seen.unseen.get(identity or "")
    if identity is None:
        return "origin"
    if source is None or source["kind"] not in VERBS:
        return seen.label(identity)
    if source["name"]:
        return f"the {_thing(source | {'name': seen.label(identity)})}"
    label = seen.label(identity)
    return f"an {label}" if label == _thing(source) else label


def came_about(descent: Json, seen: View, *, it: bool = False) -> str:
    """Say how an article came about: "copied from Echo", "prints the police statement …".

    With ``it`` the source is not named again.
    """
    source = seen.unseen.get(descent["parent"])
    name = "it" if it else source_words(descent["parent"], seen)
    if source is None or source["kind"] not in VERBS:
        return f"{DESCENT_WORDS[descent['kind']]} {name}"
    return f"{VERBS[source['kind']][0]} {name} {MANNERS[descent['kind']]}"


def unseen_words(source: Json, story: Json, seen: View) -> str:
    """Say what an unseen source is to a story."""
    kind = source["kind"]
    if kind == "cited":
        return "cited for a claim"
    if not takers({source["id"]}, story):
        words = f"a {NOUNS[kind]} that nobody here took whole"
        return f"{words} and several quote" if len(source["cited_by"]) > 1 else words
    return f"a {NOUNS[kind]} that {taken({source['id']}, kind, story, seen)}"


def taken_by(source: Json, story: Json, seen: View) -> str:
    """Name the articles that rest on an unseen source, each with the part that does."""
    shares = {d["child"]: d["share"] for d in story["descents"] if d["parent"] == source["id"]}
    rows = [(a, shares[a]) for a in takers({source["id"]}, story)]
    return listed([seen.label(a) + (f" ({percent(x)})" if x is not None else "") for a, x in rows])


def doubt_words(descent: Json) -> str:
    """Say whether dates and texts disagree on which came first; nothing where they do not.

    >>> doubt_words({"clock": "disagrees", "text_direction": 0.9}), doubt_words({"clock": None})
    ('the clock says otherwise', '')
    """
    if descent.get("clock") != "disagrees":
        return ""
    text = descent.get("text_direction")
    return f"the {'clock says' if text is None or text >= 0.5 else 'texts say'} otherwise"


def clock_words(descent: Json, seen: View, *, dated: bool = True) -> str:
    """Say the same with both dates, where wanted, and how sure the texts alone are."""
    words = doubt_words(descent)
    if not words:
        return ""
    dates = [seen.articles.get(descent[end], {}).get("published") for end in ("child", "parent")]
    if dated and all(dates):
        words += f": it is dated {when(dates[0])}, its source {when(dates[1])}"
    text = descent.get("text_direction")
    if text is None:
        return words
    sure = percent(max(text, 1 - text))
    return f"{words}; by the texts alone {sure} sure{'' if text >= 0.5 else ', the clock decided'}"
