"""What was said, in every rendering: is it quoted whole, trimmed, altered, or told otherwise?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from retold.reports.attribution import COLUMNS, resting, shares
from retold.reports.markup import Markup, el, join, lang
from retold.reports.places import Places
from retold.reports.verbs import contrast, source_of
from retold.reports.words import count, plain, shorten

Json = dict[str, Any]

UNFOLDED = 6
LONGEST = 400
"""Characters of a quotation that are shown; its place leads to the rest."""

FORMS = {
    "complete": ("✓", "word for word", "faithful"),
    "trimmed": ("…", "trimmed", "cut"),
    "merged": ("+", "merged with other words", "cut"),
    "reordered": ("⇄", "reordered", "cut"),
    "paraphrased": ("≈", "in other words", "loose"),
    "unquoted": ("≈", "its words, without quotation marks", "loose"),
    "altered": ("≠", "altered inside quotation marks", "altered"),
    "invented": ("!", "in no other version", "altered"),
}
"""Mark, words and look of each form; the marks say the same as the looks."""
_ORDER = tuple(FORMS)


def quotations(story: Json, places: Places) -> Markup | None:
    """Return the utterances of a story, those altered first, and all statements in a fold."""
    rows = sorted(places.seen.told("utterances", story), key=_interest)
    shared = [row for row in rows if len(_articles(row)) > 1 or _altered(row)]
    single = len(rows) - len(shared)
    said = _by_speaker(story, places)
    if not shared and said is None:
        return None
    items = [_utterance(row, places) for row in shared]
    rest = items[UNFOLDED:]
    more = f"{len(rest):,} more"
    alone = f"{count(single, 'statement')} in one article alone: see below, by speaker."
    return el(
        "section",
        el("h3", "Who is quoted, and how faithfully"),
        _resting(story),
        el("ul", items[:UNFOLDED], class_="said") if items else None,
        el("details", el("summary", more), el("ul", rest, class_="said")) if rest else None,
        el("p", alone, class_="hint") if single and items and said is not None else None,
        said,
        _by_article(story, places),
        class_="statements",
    )


def _resting(story: Json) -> Markup | None:
    """Say on whom the attributed words of the story rest."""
    words = resting(story.get("attributed"))
    return el("p", words) if words else None


def _by_article(story: Json, places: Places) -> Markup | None:
    """Return on whom the attributed words of every article rest, as a table in a fold."""
    rows = [places.seen.articles[key] for key in story["articles"]]
    told = [row for row in rows if (row.get("attributed") or {"words": 0})["words"]]
    if not told:
        return None
    head = ("Article", "Words", *COLUMNS)
    table = el(
        "table",
        el("caption", "On whom the attributed words rest", class_="heard"),
        el("thead", el("tr", (el("th", name, scope="col") for name in head))),
        el("tbody", (_shares(row, places) for row in told)),
    )
    region = el(
        "div",
        table,
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label="On whom the attributed words rest, can be scrolled",
    )
    title = "On whom the attributed words rest, article by article"
    return el("details", el("summary", title), region, class_="resting")


def _shares(row: Json, places: Places) -> Markup:
    cells = (el("td", cell) for cell in shares(row["attributed"]))
    return el("tr", el("th", places.seen.label(row["id"]), scope="row"), cells)


def _articles(row: Json) -> set[str]:
    return {one["article"] for one in row["renderings"]}


def _altered(row: Json) -> int:
    return sum(
        FORMS.get(one["form"], FORMS["complete"])[2] == "altered" for one in row["renderings"]
    )


def _interest(row: Json) -> tuple[bool, int, str]:
    return (not _altered(row), -len(_articles(row)), row["id"])


def _utterance(row: Json, places: Places) -> Markup:
    longest = row["longest"]
    words = plain(places.seen.words(longest["article"], longest["start"], longest["end"]))
    article = places.seen.articles.get(longest["article"], {"language": None})
    role = f", {row['role']}" if row["role"] else ""
    verbs = contrast(row, places.seen)
    official = places.link(row["primary"], "in the official text") if row["primary"] else None
    source, why = ("", "") if row["speaker"] else source_of(row, places.seen)
    who = el("strong", row["speaker"] or source or "Nobody named")
    return el(
        "li",
        el("p", who, role, f" (not named: {shorten(why, 160)})" if why else None, class_="who"),
        el(
            "blockquote",
            el("p", shorten(words, LONGEST).rstrip(" ,;")),
            dir="auto",
            lang=lang(article["language"]),
        ),
        el("ul", _forms(row, places), class_="forms"),
        el("p", verbs, class_="verbs") if verbs else None,
        el("p", "It stands ", official, class_="from") if official else None,
        id=row["id"],
        class_="utterance",
    )


def _forms(row: Json, places: Places) -> list[Markup]:
    """Return one line for every way in which articles have the utterance."""
    groups: dict[tuple[str, tuple[tuple[str, str], ...]], list[Json]] = {}
    for one in row["renderings"]:
        altered = tuple((before, after) for before, after in one["altered"])
        groups.setdefault((one["form"], altered), []).append(one)
    ordered = sorted(groups.items(), key=lambda item: (-_place(item[0][0]), item[0]))
    return [_form(form, altered, rows, places) for (form, altered), rows in ordered]


def _place(form: str) -> int:
    return _ORDER.index(form) if form in _ORDER else 0


def _form(
    form: str, altered: Sequence[tuple[str, str]], rows: Sequence[Json], places: Places
) -> Markup:
    mark, words, look = FORMS.get(form, ("", form, "loose"))
    return el(
        "li",
        el("span", el("span", mark, aria_hidden="true"), f" {words}", class_="form"),
        " ",
        places.names(rows),
        el("span", ": ", _changed(altered), class_="altered-words") if altered else None,
        class_=look,
    )


def _changed(altered: Sequence[tuple[str, str]]) -> Markup:
    parts: list[Markup] = []
    for before, after in altered:
        parts.append(
            join(
                "; " if parts else None,
                el("del", shorten(before, 80)) if before else el("span", "nothing"),
                el("span", " → ", class_="arrow"),
                el("ins", shorten(after, 80)) if after else el("span", "nothing"),
            )
        )
    return join(*parts)


def _by_speaker(story: Json, places: Places) -> Markup | None:
    """Return every statement, by speaker, in a fold."""
    seen = places.seen
    speakers: dict[str, list[Json]] = {}
    total = 0
    for article in story["articles"]:
        for row in seen.statements.get(article, ()):
            speakers.setdefault(_speaker(row), []).append(row)
            total += 1
    if not speakers:
        return None
    ordered = sorted(speakers.items(), key=lambda item: (item[0] == "", -len(item[1]), item[0]))
    return el(
        "details",
        el("summary", f"All {count(total, 'statement')}, by speaker"),
        (_said(name, rows, places) for name, rows in ordered),
    )


def _speaker(row: Json) -> str:
    source = row["source"] or {"text": ""}
    return str(row["speaker"] or source["text"])


def _said(name: str, rows: Sequence[Json], places: Places) -> Markup:
    role = next((r["role"] for r in rows if r["role"]), None)
    articles = len({r["article"] for r in rows})
    title = f"{name or 'Nobody named'}{f', {role}' if role else ''}"
    tally = f" {count(len(rows), 'statement')} in {count(articles, 'article')}"
    return el(
        "details",
        el("summary", el("strong", title), el("span", tally, class_="tally")),
        el("ul", (_statement(row, places) for row in rows)),
        class_="speaker",
    )


def _statement(row: Json, places: Places) -> Markup:
    seen = places.seen
    words = " … ".join(seen.words(row["article"], start, end) for start, end in row["content"])
    article = seen.articles.get(row["article"], {"language": None})
    return el(
        "li",
        el("p", words, dir="auto", lang=lang(article["language"])),
        el(
            "p",
            places.link(row, seen.label(row["article"])),
            f" · {_manner(row)}",
            class_="from",
        ),
        id=row["id"],
    )


def _manner(row: Json) -> str:
    """Say how something is reported: in which speech, by which words, through whom."""
    cue = f", “{_words(row['cue'])}”" if row["cue"] else ""
    through = " and ".join(_words(link) for link in row.get("chain", ()))
    why = _words(row.get("unnamed_why"))
    parts = [
        f"{row['kind']} speech{cue}",
        f"through {through}" if through else "",
        str(row.get("source_kind") or "") if "unnamed" in str(row.get("source_kind")) else "",
        f"not named: {why}" if why else "",
    ]
    return " · ".join(filter(None, parts))


def _words(passage: Json | None) -> str:
    """Return the words of a passage on one line."""
    return shorten(passage["text"], 80) if passage else ""
