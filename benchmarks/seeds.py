"""Hold what Retold says of two pages against a hand reading, line by line.

    python benchmarks/seeds.py --data SEEDS [--json FILE]

``SEEDS`` is a folder with the pages and ``expected.json``. A line is *weak* where the hand
reading itself is unsure; lines on dates inside the texts stand apart. The exit status is 1
if any other line is not met.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from _common import digest, finish, parser, retold

Json = dict[str, Any]
GLYPHS = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
CLOSE = 0.5
INSIDE = 0.8


@dataclass(frozen=True)
class Line:
    """One line of the hand reading, and what Retold says instead where it is not met."""

    part: str
    text: str
    met: bool
    weak: bool = False
    apart: bool = False
    said: str = ""


@dataclass(frozen=True)
class Case:
    """The hand reading and Retold's object, articles by the name of their file."""

    expected: Json
    document: Json
    articles: dict[str, Json]
    pages: dict[str, str]

    @property
    def names(self) -> dict[str, str]:
        """The file of each article id."""
        return {article["id"]: name for name, article in self.articles.items()}

    @property
    def story(self) -> Json | None:
        """The story that holds all the pages, if there is one."""
        wanted = {article["id"] for article in self.articles.values()}
        found = [s for s in self.document["stories"] if wanted <= set(s["articles"])]
        return found[0] if found else None


def fold(text: str | None) -> str:
    """Return a text without differences of glyphs, case and white space."""
    plain = unicodedata.normalize("NFKC", text or "").translate(GLYPHS)
    return " ".join(plain.casefold().split())


def tokens(text: str | None) -> list[str]:
    """Return the words of a text, folded."""
    return re.findall(r"[\w'%€$£.,]*\w[\w'%]*", fold(text))


def overlaps(said: str | None, noted: str | None) -> bool:
    """Tell whether two passages are the same but for some words."""
    a, b = tokens(said), tokens(noted)
    common = (Counter(a) & Counter(b)).total()
    return bool(a and b) and (2 * common / (len(a) + len(b)) >= CLOSE or common >= INSIDE * len(a))


def story_lines(case: Case) -> Iterator[Line]:
    """Check the story and its number of reports."""
    story = case.story
    yield Line("story", " + ".join(case.expected["story"]), story is not None)
    wanted = case.expected["independent_reports"]
    said = story["independent_reports"] if story else None
    yield Line("story", f"{wanted} independent report", said == wanted, said=str(said))


def article_lines(case: Case) -> Iterator[Line]:
    """Check what was read of each page."""
    for name, wanted in case.expected["articles"].items():
        article = case.articles[name]
        for field in ("headline", "published", "outlet"):
            if field in wanted:
                met = article[field] == wanted[field]
                yield Line("article", f"{name} {field}: {wanted[field]}", met, said=article[field])
        starts = (
            ("standfirst_starts", article["standfirst"]),
            ("body_starts", article["text"]),
        )
        for field, said in starts:
            if field in wanted:
                met = fold(said).startswith(fold(wanted[field]))
                yield Line(
                    "article", f"{name} {field}: {wanted[field]}", met, said=(said or "")[:60]
                )
        met = fold(article["text"]).endswith(fold(wanted["body_ends"]))
        yield Line(
            "article", f"{name} body_ends: {wanted['body_ends']}", met, said=article["text"][-60:]
        )
        rest = unmarked(article, case.pages[name])
        yield Line("article", f"{name} furniture: {wanted['furniture']}", not rest, said=rest[:80])


def unmarked(article: Json, raw: str) -> str:
    """Return what stands before the body and is neither furniture, headline nor standfirst."""
    start = raw.find(article["text"][:40]) if article["text"] else -1
    if start < 0:
        return "the body is not found in the page"
    kept = list(raw[:start])
    for piece in article["furniture"]:
        if piece["layer"] != "text":
            first, last = to_raw(article, piece)
            kept[first:last] = " " * (min(last, start) - min(first, start))
    rest = "".join(kept)
    for field in ("headline", "standfirst"):
        rest = rest.replace(article[field] or "\0", "", 1)
    return " ".join(rest.split())


def to_raw(article: Json, piece: Json) -> tuple[int, int]:
    """Carry a span of the page up to the raw input."""
    if piece["layer"] == "raw":
        return piece["start"], piece["end"]
    touched = [
        s for s in article["segments"]["page"] if s[0] < piece["end"] and piece["start"] < s[1]
    ]
    if not touched:
        return 0, 0
    first, last = touched[0], touched[-1]
    start = first[2] + max(0, piece["start"] - first[0]) * first[4]
    return start, last[3] - max(0, last[1] - piece["end"]) * last[4]


def descent_lines(case: Case) -> Iterator[Line]:
    """Check who retold whom."""
    wanted = case.expected["descent"]
    descents = case.story["descents"] if case.story else []
    said = [
        {**d, "child": case.names.get(d["child"]), "parent": case.names.get(d["parent"])}
        for d in descents
    ]
    found = [d for d in said if (d["child"], d["parent"]) == (wanted["child"], wanted["parent"])]
    short = str([(d["child"], d["parent"], d["kind"]) for d in said])
    yield Line("descent", f"{wanted['child']} from {wanted['parent']}", bool(found), said=short)
    for field in ("kind", "credited"):
        values = [d[field] for d in found]
        yield Line(
            "descent", f"{field}: {wanted[field]}", values == [wanted[field]], said=str(values)
        )


def sentence(article: Json, words: str) -> int | None:
    """Return the number of the sentence that begins with some words, or else holds them."""
    texts = [fold(article["text"][s["start"] : s["end"]]) for s in article["sentences"]]
    tests: tuple[Callable[[str], bool], ...] = (
        lambda text: text.startswith(fold(words)),
        lambda text: fold(words) in text,
    )
    return next((n for test in tests for n, text in enumerate(texts) if test(text)), None)


def link_lines(case: Case) -> Iterator[Line]:
    """Check the sentences that each sentence retells."""
    child = case.articles[case.expected["descent"]["child"]]
    parent = case.articles[case.expected["descent"]["parent"]]
    for wanted in case.expected["links"]:
        number = sentence(child, wanted["child"])
        sources = {sentence(parent, words) for words in wanted["from"]}
        said = {
            place["sentence"]
            for link in case.document["links"]
            if (link["child"]["article"], link["child"]["sentence"]) == (child["id"], number)
            for place in link["parents"]
            if place["article"] == parent["id"]
        }
        met = None not in sources and sources <= said and len(said - sources) <= 1
        text = f"{wanted['child']} <- {' | '.join(wanted['from'])}"
        told = f"{sorted(said)} for {sorted(map(str, sources))}"
        yield Line("link", text, met, weak=wanted.get("weak", False), said=told)


def change_lines(case: Case) -> Iterator[Line]:
    """Check the changes that must be found and those that must not."""
    changes = case.document["changes"]
    for wanted in case.expected["changes"]:
        kinds = [wanted["kind"]] if isinstance(wanted["kind"], str) else wanted["kind"]
        met = any(c["kind"] in kinds and finds(c, wanted) for c in changes)
        near = [c["kind"] for c in changes if finds(c, wanted)]
        text = f"{'/'.join(kinds)}: {wanted.get('before')} -> {wanted.get('after')}"
        yield Line("change", text, met, weak=wanted.get("weak", False), said=f"found as {near}")
    for banned in case.expected["not"]:
        if "before" in banned:
            wrong = [c for c in changes if is_banned(c, banned)]
            text = f"{banned['before']} -> {banned['after']}"
        else:
            wrong = [c for c in changes if c["before"] and fold(c["before"]) == fold(c["after"])]
            text = banned["note"]
        said = str([(c["kind"], c["before"], c["after"]) for c in wrong])
        yield Line("no change", text, not wrong, said=said)


def finds(change: Json, wanted: Json) -> bool:
    """Tell whether a change is the one wanted: every side that both name has to agree."""
    sides = [(change[s], wanted[s]) for s in ("before", "after") if change[s] and wanted.get(s)]
    whole = change["kind"] in ("dropped", "added")
    return bool(sides) and all(
        overlaps(said, noted) or (whole and fold(noted) in fold(said)) for said, noted in sides
    )


def is_banned(change: Json, banned: Json) -> bool:
    """Tell whether a change is one that must not be there."""
    outside = "outside quotation marks" in banned.get("note", "")
    if (outside and change["kind"] == "quote") or not (change["before"] and change["after"]):
        return False
    return all(overlaps(change[side], banned[side]) for side in ("before", "after"))


def statement_lines(case: Case) -> Iterator[Line]:
    """Check who is said to have said what."""
    for wanted in case.expected["statements"]:
        article = case.articles[wanted["article"]]
        mine = [s for s in case.document["statements"] if s["article"] == article["id"]]
        found = [s for s in mine if opening(article, s).startswith(fold(wanted["content_starts"]))]
        right = [s for s in found if speaker(s) == without_the(wanted["source"])]
        same = [s for s in right if s["kind"] == wanted["kind"]]
        text = (
            f"{wanted['article']} {wanted['source']}, {wanted['kind']}: {wanted['content_starts']}"
        )
        told = str([(speaker(s), s["kind"]) for s in found])
        yield Line("statement", text, bool(same), weak=wanted.get("weak", False), said=told)
        if "role" in wanted:
            roles = [s["role"] for s in right]
            met = any(without_the(role) == without_the(wanted["role"]) for role in roles)
            yield Line("statement", f"{wanted['source']} is {wanted['role']}", met, said=str(roles))


def opening(article: Json, statement: Json) -> str:
    """Return the statement's content without leading quotation marks and 'that'."""
    if not statement["content"]:
        return ""
    start, end = statement["content"][0]
    return fold(article["text"][start:end]).lstrip("\"' ").removeprefix("that ").lstrip("\"' ")


def speaker(statement: Json) -> str:
    """Return who speaks: the person resolved, else the words of the text."""
    source = statement["source"] or {"text": None}
    return without_the(statement["speaker"] or source["text"])


def without_the(name: str | None) -> str:
    return fold(name).removeprefix("the ")


def unseen_lines(case: Case) -> Iterator[Line]:
    """Check the sources that are cited and not there."""
    sources = case.story["unseen_sources"] if case.story else []
    said = [(source["name"], source["kind"]) for source in sources]
    for wanted in case.expected["unseen_sources"]:
        met = (wanted["name"], wanted["kind"]) in said
        yield Line("unseen", f"{wanted['name']}, {wanted['kind']}", met, said=str(said))


def date_lines(case: Case) -> Iterator[Line]:
    """Check the days that the texts mean; an article's ``dates`` give them once they are read."""
    said = {
        (article["text"][date["start"] : date["end"]], date["value"])
        for article in case.articles.values()
        for date in article.get("dates", ())
    }
    for wanted in case.expected["dates"]:
        met = (wanted["text"], wanted["is"]) in said
        yield Line("date", f"{wanted['text']} is {wanted['is']}", met, apart=True, said=str(said))


def lines(case: Case) -> list[Line]:
    """Return every line of the hand reading, checked."""
    parts = (story_lines, article_lines, descent_lines, link_lines, change_lines)
    more = (statement_lines, unseen_lines, date_lines)
    return [line for part in (*parts, *more) for line in part(case)]


def load(folder: Path) -> Case:
    """Run Retold on the pages and read what is expected of them."""
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    paths = [folder / name for name in expected["articles"]]
    document = retold("trace", *paths)
    articles = {Path(article["input"]).name: article for article in document["articles"]}
    pages = {path.name: path.read_text("utf-8") for path in paths}
    if set(articles) != set(pages):
        sys.exit(f"read {sorted(articles)} of {sorted(pages)}; skipped: {document['skipped']}")
    return Case(expected, document, articles, pages)


def main() -> int:
    options = parser(__doc__, "the folder with the pages and expected.json").parse_args()
    checked = lines(load(options.data))
    for line in checked:
        mark = "met    " if line.met else "NOT MET"
        note = " (weak)" if line.weak else " (apart)" if line.apart else ""
        print(f"{mark}  {line.part}{note}: {line.text}")
        if not line.met and line.said:
            print(f"             said: {line.said}")
    firm = [line for line in checked if not (line.weak or line.apart)]
    met = sum(line.met for line in firm)
    print(f"\n{met} of {len(firm)} firm lines met; {sum(x.met for x in checked if x.weak)} of "
          f"{sum(x.weak for x in checked)} weak ones, {sum(x.met for x in checked if x.apart)} of "
          f"{sum(x.apart for x in checked)} that stand apart")  # fmt: skip
    detail = {"lines": [vars(line) for line in checked]}
    data = {"seeds": digest(options.data)}
    failed = finish("seeds", {"firm lines met": met / len(firm)}, data, options, detail)
    return 1 if failed or met < len(firm) else 0


if __name__ == "__main__":
    sys.exit(main())
