"""Why another answer lost: words that an article shares with one possible source and not the other.

This is the textual critic's question, with which of the two does it go where they differ; it is
answered from the texts in the report, so that everybody can check it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from retold.reports.diff import words
from retold.reports.features import feature_words
from retold.reports.view import View
from retold.reports.wording import source_words
from retold.reports.words import count, percent

Json = dict[str, Any]

_TIE = 0.01  # two answers whose probabilities are nearer than that are equal to a reader
EXAMPLES = 6
_SHORT = 4
"""Words of fewer letters are too common to tell texts apart; figures always count."""
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Contest:
    """Words of an article that only the chosen source has, and that only the other has."""

    chosen: tuple[str, ...]
    other: tuple[str, ...]


def contest(child: str, chosen: str, other: str) -> Contest:
    """Compare two possible sources of a text by the words of it that one of them has alone.

    >>> contest("Divers found 12 crates at dawn.", "Divers found 12 crates.", "Crates at dawn.")
    Contest(chosen=('12', 'Divers', 'found'), other=('dawn',))
    """
    mine = telling(child)
    here, there = telling(chosen), telling(other)
    return Contest(
        _ranked(mine.keys() & here.keys() - there.keys(), mine),
        _ranked(mine.keys() & there.keys() - here.keys(), mine),
    )


@lru_cache(maxsize=20_000)
def telling(text: str) -> Mapping[str, str]:
    """Return the words of a text that may tell it from another, as first written."""
    found: dict[str, str] = {}
    for start, end, form in words(text):
        if len(form) >= _SHORT or _FIGURE.search(form):
            found.setdefault(form, text[start:end])
    return found


def nearer(child: Sequence[str], chosen: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """Count the sentences of a text whose wording is nearer to the one source, and to the other.

    A sentence is held against that sentence of each source with which it shares most words.

    >>> nearer(["Divers found crates."], ["Divers found them.", "Crates!"], ["Crates were found."])
    (0, 0)
    >>> nearer(["Divers found crates."], ["Divers found crates."], ["Crates were found."])
    (1, 0)
    """
    here, there = ([telling(one).keys() for one in source] for source in (chosen, other))
    won = [0, 0]
    for mine in (telling(one).keys() for one in child):
        sides = [max((len(mine & one) for one in source), default=0) for source in (here, there)]
        if sides[0] != sides[1]:
            won[sides[1] > sides[0]] += 1
    return won[0], won[1]


def _ranked(forms: set[str], written: Mapping[str, str]) -> tuple[str, ...]:
    """Put figures first, then names, then long words."""

    def key(form: str) -> tuple[bool, bool, int, str]:
        return (not _FIGURE.search(form), written[form][:1].islower(), -len(form), form)

    return tuple(written[form] for form in sorted(forms, key=key))


def examples(found: Sequence[str]) -> str:
    """Name a few of the words.

    >>> examples(["63", "Kalypso"]), examples([])
    (' (63, Kalypso)', '')
    """
    if not found:
        return ""
    more = ", …" if len(found) > EXAMPLES else ""
    return f" ({', '.join(found[:EXAMPLES])}{more})"


def lost_words(descent: Json, alternative: Json, seen: View) -> str:
    """Say how likely another answer was, and what in the texts speaks for and against it."""
    other = alternative["parent"]
    words = f"{source_words(other, seen)}, {percent(alternative['probability'])}"
    if other is None:
        return f"{words}: {_as_origin(descent, seen)}"
    texts = [seen.articles.get(key or "", {}) for key in (descent["child"], other)]
    if not all(texts):
        return f"{words}: nothing of it is here to compare"
    chosen = seen.articles.get(descent["parent"])
    if chosen is None:
        return words
    names = (seen.label(descent["parent"]), seen.label(other))
    won = nearer(*map(_sentences, (texts[0], chosen, texts[1])))
    found = contest(texts[0]["text"], chosen["text"], texts[1]["text"])
    told = f"{count(won[0], 'sentence')} {'is' if won[0] == 1 else 'are'} nearer in wording to"
    told += f" {names[0]}, {won[1]:,} to {names[1]}; {_contested(found, names[0])}"
    apart = descent["probability"] - alternative["probability"]
    if abs(apart) < _TIE:
        told += "; the two are as likely as each other, and which of them it was can't be told"
    elif won[1] >= won[0] and len(found.other) >= len(found.chosen):
        told += f"; {names[1]} lost by dates, order or likeness in sense"
    return f"{words}: {told}{_weighed(alternative.get('evidence', {}))}"


def _weighed(evidence: Json) -> str:
    """Name what told most against an answer, with its weight against the chosen one's."""
    if not evidence:
        return ""
    ranked = sorted(evidence, key=lambda name: (evidence[name]["weight"], name))
    told = ", ".join(f"{feature_words(n)} ({evidence[n]['weight']:+.1f})" for n in ranked)
    return f"; most against it: {told}"


def _sentences(article: Mapping[str, Any]) -> list[str]:
    text = str(article["text"])
    return [text[row["start"] : row["end"]] for row in article["sentences"]]


def own_words(article: str, story: Json, seen: View) -> str:
    """Say what of an origin's words stands in no article outside its family, and who is nearest.

    Its family are the articles that descend from it, at whatever remove.
    """
    mine = telling(seen.articles[article]["text"]).keys()
    family = _family(article, story)
    others = [a for a in story["articles"] if a in seen.articles and a not in family]
    if not others or not mine:
        return "no article here is outside its family"
    found = {a: mine & telling(seen.articles[a]["text"]).keys() for a in others}
    own = len(mine - set().union(*found.values())) / len(mine)
    nearest = max(others, key=lambda a: (len(found[a]), a))
    return (
        f"of its {len(mine):,} telling words {percent(own)} stand in no article outside its family;"
        f" the nearest of these, {seen.label(nearest)},"
        f" has {percent(len(found[nearest]) / len(mine))} of them"
    )


def _family(article: str, story: Json) -> set[str]:
    """Return an article and all that descend from it."""
    below: dict[str, list[str]] = {}
    for descent in story["descents"]:
        below.setdefault(descent["parent"], []).append(descent["child"])
    family, pending = {article}, [article]
    while pending:
        for child in below.get(pending.pop(), ()):
            if child not in family:
                family.add(child)
                pending.append(child)
    return family


def _as_origin(descent: Json, seen: View) -> str:
    """Say what an independent report would leave unexplained."""
    pair = (descent["child"], descent["parent"])
    linked = {row["child"]["sentence"] for row in seen.links.get(pair, ())}
    size = len(seen.articles.get(descent["child"], {}).get("sentences", ()))
    if not linked:
        return "as a report of its own"
    return (
        f"as a report of its own it would agree with {seen.label(descent['parent'])} by chance in"
        f" {len(linked)} of {count(size, 'sentence')}"
    )


def _contested(found: Contest, chosen: str) -> str:
    here, there = count(len(found.chosen), "word"), len(found.other)
    words = f"{here} of this text {_stand(len(found.chosen))} in {chosen} and not there"
    words += f"{examples(found.chosen)}, {there:,} there and not in {chosen}"
    return words + examples(found.other)


def _stand(number: int) -> str:
    return "stands" if number == 1 else "stand"
