"""Who said what: source, cue and content against people's marks, and speakers in traditions.

PolNeAR marks every attribution of 84 articles (dev) in the wide sense, attitudes and plans
included; the rules look for reported speech and thought and are meant to be right rather
than complete. Exact means the same characters, after commas and white space at the ends are
dropped and passages that only white space parts are joined (the corpus cuts a quotation
where its tokeniser saw a sentence). Overlap means one character in common.

Two baselines: every quotation of three words or more with the nearest reporting verb and
the nearest name or pronoun; and the same for every reporting verb, the rest of its sentence
being the content.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from _common import digest, find, finish, parser, print_table, records
from _traditions import Event, load, make_article

from retold.language import prepare, quotations, split
from retold.statements import citations, reporting_verbs, statements
from retold.types import Prepared, Quotation, Span, Statement

Spans = tuple[tuple[int, int], ...]
Triple = dict[str, Spans]
PARTS = ("source", "cue", "content")
_SUBJECT = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|(?:[A-Z][\w.’'-]+ )*[A-Z][\w.’'-]+)\b")


def rules(prepared: Prepared) -> list[Triple]:
    """Return the package's own statements as triples."""
    return [
        {
            "source": _pairs(s.source.spans) if s.source else (),
            "cue": _pairs(s.cue.spans) if s.cue else (),
            "content": _pairs(s.content),
        }
        for s in statements(prepared)
    ]


def quotation_and_verb(prepared: Prepared) -> list[Triple]:
    """Baseline: quotations with the nearest reporting verb and name."""
    found = []
    verbs = _verbs_outside(prepared)
    for mark in quotations(prepared.text):
        if len(mark.inner.of(prepared.text).split()) >= 3:
            cue = _nearest([v for v in verbs if _distance(v, mark) < 80], mark)
            source = _nearest(_subjects(prepared.text, cue), cue) if cue else None
            found.append(_triple(source, cue, Span(mark.start, mark.end)))
    return found


def verb_and_sentence(prepared: Prepared) -> list[Triple]:
    """Baseline: the above, and what follows every other reporting verb in its sentence."""
    found = quotation_and_verb(prepared)
    taken = {triple["cue"] for triple in found}
    verbs = _verbs_outside(prepared)
    for sentence in split(prepared.text):
        for cue in verbs:
            if not sentence.start <= cue.start < sentence.end or _pairs([cue]) in taken:
                continue
            content = Span(cue.end + 1, max(cue.end + 1, sentence.end - 1))
            source = _nearest(_subjects(prepared.text, cue), cue)
            found.append(_triple(source, cue, content))
    return found


def _verbs_outside(prepared: Prepared) -> list[Span]:
    marks = prepared.quotations
    spans = [span for span, _, _ in reporting_verbs(prepared.text)]
    return [s for s in spans if not any(q.start <= s.start < q.end for q in marks)]


def _subjects(text: str, cue: Span) -> list[Span]:
    start = max(0, cue.start - 60)
    return [Span(*m.span()) for m in _SUBJECT.finditer(text, start, min(len(text), cue.end + 60))]


def _nearest(spans: Sequence[Span], to: Span | Quotation) -> Span | None:
    return min(spans, key=lambda span: _distance(span, to), default=None)


def _distance(one: Span, other: Span | Quotation) -> int:
    return max(other.start - one.end, one.start - other.end, 0)


def _triple(source: Span | None, cue: Span | None, content: Span) -> Triple:
    return {
        "source": _pairs([source]) if source else (),
        "cue": _pairs([cue]) if cue else (),
        "content": _pairs([content]),
    }


def _pairs(spans: Sequence[Span]) -> Spans:
    return tuple((span.start, span.end) for span in spans)


def normal(text: str, spans: Spans) -> Spans:
    """Drop commas and white space at the ends, and join what only white space parts."""
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        end = start + len(text[start:stop].rstrip(", \n"))
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def polnear(path: Path) -> tuple[list[list[Any]], dict[str, float]]:
    """Score the systems on a PolNeAR file."""
    articles = list(records(path))
    prepared = [prepare(make_article(a["id"], a["text"])) for a in articles]
    systems: dict[str, Callable[[Prepared], list[Triple]]] = {
        "quotation + nearest verb": quotation_and_verb,
        "verb + sentence": verb_and_sentence,
        "rules": rules,
    }
    rows: list[list[Any]] = []
    measures: dict[str, float] = {}
    for name, system in systems.items():
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for article, known in zip(articles, prepared, strict=True):
            _count(counts, known.text, article["attributions"], system(known))
        for part in PARTS:
            exact, overlap = _figures(counts[part])
            rows.append([f"{name}: {part}", counts[part]["found"], *exact, *overlap])
            if name == "rules":
                measures |= {
                    f"polnear {part} exact": exact[2],
                    f"polnear {part} overlap": overlap[2],
                }
    return rows, measures


def _count(
    counts: dict[str, Counter[str]], text: str, gold: list[dict[str, Any]], mine: list[Triple]
) -> None:
    for part in PARTS:
        wanted = {normal(text, tuple(map(tuple, g[part]))) for g in gold if g[part]}
        found = {normal(text, triple[part]) for triple in mine if triple[part]}
        counts[part].update(
            wanted=len(wanted),
            found=len(found),
            same=len(wanted & found),
            reached=sum(any(_touch(w, f) for f in found) for w in wanted),
            right=sum(any(_touch(w, f) for w in wanted) for f in found),
        )


def _touch(one: Spans, other: Spans) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)


def _figures(count: Counter[str]) -> tuple[list[float], list[float]]:
    exact = count["same"] / max(1, count["found"]), count["same"] / max(1, count["wanted"])
    overlap = count["right"] / max(1, count["found"]), count["reached"] / max(1, count["wanted"])
    return [*exact, _f1(*exact)], [*overlap, _f1(*overlap)]


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def traditions(events: Sequence[Event]) -> tuple[list[list[Any]], dict[str, float]]:
    """Score the statements of all versions: passages found, speaker and cue right."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for event in events:
        for version in event.versions:
            known = prepare(version.article)
            mine = statements(known)
            for quote, span in _placed(known.text, version.quotes):
                match = _match(mine, span)
                _judge(counts[quote["kind"]], quote, match)
                _judge(counts["all"], quote, match)
    rows: list[list[Any]] = []
    for kind, count in sorted(counts.items()):
        share = [count[key] / max(1, count["found"]) for key in ("speaker", "cue")]
        rows.append([kind, count["wanted"], count["found"] / max(1, count["wanted"]), *share])
    measures: dict[str, float] = {}
    for row in rows:
        names = ("found", "speaker", "cue")
        measures |= {f"traditions {row[0]} {n}": v for n, v in zip(names, row[2:], strict=True)}
    return rows, measures


def _placed(text: str, quotes: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Span]]:
    for quote in quotes:
        start = text.find(quote["text"])
        if start >= 0:
            yield quote, Span(start, start + len(quote["text"]))


def _match(mine: Sequence[Statement], span: Span) -> Statement | None:
    """Return the statement that shares most characters with a passage."""

    def shared(statement: Statement) -> int:
        return sum(
            max(0, min(c.end, span.end) - max(c.start, span.start)) for c in statement.content
        )

    best = max(mine, key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None


def _judge(count: Counter[str], quote: dict[str, Any], match: Statement | None) -> None:
    count["wanted"] += 1
    if match is None:
        return
    count["found"] += 1
    said = match.speaker or (match.source.text if match.source else "")
    count["speaker"] += _same_name(said, quote["speaker"])
    cue = match.cue.text.lower() if match.cue else "-"
    count["cue"] += quote["cue"].lower() in cue or cue in quote["cue"].lower()


def _same_name(one: str, other: str) -> bool:
    """Tell whether all words of one name stand in the other, articles apart."""
    mine, theirs = _name_words(one), _name_words(other)
    return bool(mine) and bool(theirs) and (mine <= theirs or theirs <= mine)


def _name_words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.lower())) - {"the", "a", "an"}


def speed(prepared: Sequence[Prepared]) -> float:
    """Return articles a second of processor time, statements and citations together."""
    start = time.process_time()
    for known in prepared:
        citations(known, statements(known))
    return len(prepared) / (time.process_time() - start)


def main() -> int:
    made = parser(__doc__, "a polnear file, a folder of traditions, or the folder above both")
    options = made.parse_args()
    measures: dict[str, float] = {}
    data: dict[str, str] = {}
    detail: dict[str, Any] = {}
    corpus = _polnear_file(options.data)
    if corpus is not None:
        rows, found = polnear(corpus)
        columns = ("found", "exact P", "R", "F1", "overlap P", "R", "F1")
        print_table(f"{corpus.name}: attributions", ("system: part", *columns), rows)
        known = [prepare(make_article(a["id"], a["text"])) for a in records(corpus)]
        print(f"{speed(known):.0f} articles a second of processor time (statements and citations)")
        measures |= found
        data["polnear"] = digest(corpus)
        detail["polnear"] = rows
    folder = _traditions_folder(options.data)
    if folder is not None:
        rows, found = traditions(load(folder))
        title = "traditions: quotes (speaker and cue of those found)"
        print_table(title, ("kind", "marked", "found", "speaker right", "cue right"), rows)
        measures |= found
        data["traditions"] = digest(folder)
        detail["traditions"] = rows
    if not data:
        sys.exit(f"{options.data}: neither polnear nor traditions there")
    return finish("statements", measures, data, options, {"tables": detail})


def _polnear_file(path: Path) -> Path | None:
    if path.is_file():
        return find(path, "polnear")
    folder = path / "attribution" if (path / "attribution").is_dir() else path
    return find(folder, "polnear.dev")


def _traditions_folder(path: Path) -> Path | None:
    if path.is_file():
        return path if path.suffix == ".json" else None
    folder = path / "traditions" if (path / "traditions").is_dir() else path
    return folder if any(folder.glob("*.json")) else None


if __name__ == "__main__":
    sys.exit(main())
