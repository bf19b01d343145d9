"""Pairs of real articles of which a reader judged the changes of severity high, round by round.

The pairs are in an order that has nothing to do with their content. The first two rounds are
copies and derived texts, thirty and the rest; the third is pairs in which neither was written from
the other but both from a third text, so that no change in it was made by the one we call the child.
"""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from pathlib import Path

from _common import records
from relations import Case, load, read_articles

from retold.types import Article

FIRST = 30
FOUND = Path(__file__).with_name("marks") / "defended_found.jsonl"
DERIVED = ("copy", "derived")


def pairs(path: Path, stories: Path) -> dict[int, list[Case]]:
    """Return the pairs of each round."""
    cases = sorted(load(path, stories), key=lambda case: sha256(case.name.encode()).digest())
    derived = [case for case in cases if case.relation in DERIVED]
    common = [case for case in cases if case.relation == "common"]
    return {1: derived[:FIRST], 2: derived[FIRST:], 3: common}


def found() -> dict[int, list[tuple[str, str, str]]]:
    """Return the pairs that nobody had labelled, by round: name, ids of child and parent."""
    rounds: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for row in records(FOUND):
        rounds[row["round"]].append((row["pair"], row["child"], row["parent"]))
    return dict(rounds)


def read(stories: Path) -> dict[int, list[tuple[str, Article, Article]]]:
    """Return the same with the articles."""
    rounds = found()
    wanted = {one for rows in rounds.values() for _, *both in rows for one in both}
    articles = read_articles(stories, wanted)
    return {
        number: [(name, articles[child], articles[parent]) for name, child, parent in rows]
        for number, rows in rounds.items()
    }


def ends(case: Case) -> tuple[Article, Article]:
    """Return the child and the parent: as people saw it, else the later one and the earlier."""
    later = (case.a.published or "") > (case.b.published or "")
    child = case.child or (case.a if later else case.b).id
    return (case.a, case.b) if child == case.a.id else (case.b, case.a)
