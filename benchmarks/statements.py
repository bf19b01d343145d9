"""Who said what: source, cue and content against people's marks, and speakers in traditions.

    python benchmarks/statements.py --data data

The rules and the trained tagger stand side by side. PolNeAR marks every attribution of 84
articles (dev) in the wide sense, attitudes and plans included; the tagger's reach was chosen
and the rules were written with them in sight. Exact means the same characters, after commas and
white space at the ends are dropped and passages that only white space parts are joined (the
corpus cuts a quotation where its tokeniser saw a sentence); a triple is right if all of its three
parts are. Overlap means one character in common, in each part. An attribution is direct, mixed or
indirect by its content.

Reports inside reports (with a chain) are left out there, since the corpus marks none. Four texts of
our own, marked by hand (`marks/statements.md`), are a second test set, and chains of hearsay are
scored on marks of our own in real news (`marks/chains.jsonl`).

Two baselines: every quotation of three words or more with the nearest reporting verb and
the nearest name or pronoun; and the same for every reporting verb, the rest of its sentence
being the content.

The traditions mark who is quoted; how speakers are resolved was developed in sight of eleven of
the seventeen events; the six that nobody looked at (`HELD_OUT`) are printed apart.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from _chains import chains
from _common import digest, find, finish, parser, print_table, records
from _nearest_verb import as_pairs, quotation_and_verb, verb_and_sentence
from _said import OTHERS, PLAIN_WHOLE, Sources, bars, flat, speed_ratio
from _traditions import Event, load, make_article

from retold.language import prepare
from retold.settings import By
from retold.statements import citations, statements
from retold.statements.extraction import kind_of
from retold.types import Prepared, Span, Statement

Spans = tuple[tuple[int, int], ...]
Triple = dict[str, Spans]
Counts = dict[tuple[str, str], Counter[str]]
PARTS = ("source", "cue", "content")
KINDS = ("all", "direct", "mixed", "indirect")
FINDERS: tuple[By, ...] = ("rules", "tagger")
OWN = Path(__file__).parent / "marks" / "statements.jsonl"
HELD_OUT = frozenset(("e16", "e18", "e20", "e22", "e24", "e26"))
"""Events that were never looked at while speakers were worked on."""
TIMED = 20
"""Articles on which the time is taken."""


def own(prepared: Prepared, by: By) -> list[Triple]:
    """Return the package's own statements as triples."""
    return [
        {
            "source": as_pairs(s.source.spans) if s.source else (),
            "cue": as_pairs(s.cue.spans) if s.cue else (),
            "content": as_pairs(s.content),
        }
        for s in flat(statements(prepared, by=by))
    ]


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


def polnear(
    path: Path, label: str = "polnear"
) -> tuple[list[list[Any]], dict[str, float], list[list[Any]]]:
    """Score the systems on a file in PolNeAR's form, one row for a part and a kind.

    Returns:
        The rows, the measures, and the rows of the sources of those found.
    """
    articles = list(records(path))
    prepared = [prepare(make_article(a["id"], a["text"])) for a in articles]
    counts: dict[str, Counts] = {}
    sources = {by: Sources() for by in FINDERS}
    for name, system in SYSTEMS.items():
        counts[name] = defaultdict(Counter)
        for article, known in zip(articles, prepared, strict=True):
            mine = system(known)
            _count(counts[name], known, article["attributions"], mine)
            if name in sources:
                sources[name].add(known, article["attributions"], mine)
    rows: list[list[Any]] = []
    measures: dict[str, float] = {}
    for part in (*PARTS, "triple"):
        for kind in KINDS:
            found = {name: _figures(counts[name][part, kind]) for name in SYSTEMS}
            exact, overlap = ([found[n][k] for n in SYSTEMS] for k in (0, 1))
            rows.append(
                [f"{part}, {kind}", counts["rules"][part, kind]["wanted"], *exact, *overlap]
            )
            for name in FINDERS:
                measures |= {
                    f"{label} {name} {part} {kind} exact": found[name][0],
                    f"{label} {name} {part} {kind} overlap": found[name][1],
                }
    told: list[list[Any]] = []
    for name, one in sources.items():
        more, found_sources = one.rows(name)
        told += more
        if label == "polnear":
            measures |= found_sources
    return rows, measures, told


def _count(counts: Counts, known: Prepared, gold: list[dict[str, Any]], mine: list[Triple]) -> None:
    marked: list[Triple] = [{p: tuple(map(tuple, g[p])) for p in PARTS} for g in gold]
    wanted, found = _sorted(known, marked), _sorted(known, mine)
    for key in sorted(wanted.keys() | found.keys()):
        theirs, ours = wanted[key], found[key]
        # What is marked is looked for among all that was found, whatever its kind, and back.
        all_ours, all_theirs = found[key[0], "all"], wanted[key[0], "all"]
        counts[key].update(
            wanted=len(theirs),
            found=len(ours),
            same=len(theirs & all_ours),
            just=len(ours & all_theirs),
            reached=sum(any(_meet(w, f) for f in all_ours) for w in theirs),
            right=sum(any(_meet(w, f) for w in all_theirs) for f in ours),
        )


def _sorted(known: Prepared, triples: list[Triple]) -> dict[tuple[str, str], set[Any]]:
    """Return the different parts of triples by part and kind; a triple is a tuple of parts."""
    found: dict[tuple[str, str], set[Any]] = defaultdict(set)
    for triple in triples:
        if not triple["content"]:
            continue
        parts = tuple(normal(known.text, triple[part]) for part in PARTS)
        kind = kind_of(known, [Span(*pair) for pair in triple["content"]])
        for key in ("all", kind):
            for name, spans in zip(PARTS, parts, strict=True):
                if spans:
                    found[name, key].add((spans,))
            found["triple", key].add(parts)
    return found


def _meet(one: tuple[Spans, ...], other: tuple[Spans, ...]) -> bool:
    """Tell whether each part touches its like, or both lack it."""
    return all(_touch(a, b) or not (a or b) for a, b in zip(one, other, strict=True))


def _touch(one: Spans, other: Spans) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)


def _figures(count: Counter[str]) -> tuple[float, float]:
    """Return exact and overlap F1."""
    found, wanted = max(1, count["found"]), max(1, count["wanted"])
    exact = _f1(count["just"] / found, count["same"] / wanted)
    return exact, _f1(count["right"] / found, count["reached"] / wanted)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


SYSTEMS: dict[str, Callable[[Prepared], list[Triple]]] = {
    "near": quotation_and_verb,
    "verb": verb_and_sentence,
    **{by: partial(own, by=by) for by in FINDERS},
}


def traditions(events: Sequence[Event]) -> tuple[list[list[Any]], dict[str, float]]:
    """Score the statements of all versions: passages found, speaker and cue right."""
    counts: dict[By, dict[str, Counter[str]]] = {by: defaultdict(Counter) for by in FINDERS}
    for event in events:
        half = "held out" if event.name[:3] in HELD_OUT else "developed on"
        for version in event.versions:
            known = prepare(version.article)
            for by in FINDERS:
                _judge_all(counts[by], half, known, version.quotes, statements(known, by=by))
    rows: list[list[Any]] = []
    measures: dict[str, float] = {}
    for kind in sorted(counts["rules"]):
        both = [_shares(counts[by][kind]) for by in FINDERS]
        rows.append([kind, counts["rules"][kind]["wanted"], *chain(*zip(*both, strict=True))])
        for by, shares in zip(FINDERS, both, strict=True):
            named = zip(("found", "speaker", "cue"), shares, strict=True)
            measures |= {f"traditions {by} {kind} {name}": value for name, value in named}
    return rows, measures


def _judge_all(
    counts: dict[str, Counter[str]],
    half: str,
    known: Prepared,
    quotes: Sequence[dict[str, Any]],
    mine: Sequence[Statement],
) -> None:
    for quote, span in _placed(known.text, quotes):
        match = _match(mine, span)
        for kind in ("all", half, quote["kind"], f"{half}, {quote['kind']}"):
            _judge(counts[kind], quote, match)


def _shares(count: Counter[str]) -> tuple[float, float, float]:
    found = max(1, count["found"])
    return (
        count["found"] / max(1, count["wanted"]),
        count["speaker"] / found,
        count["cue"] / found,
    )


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
    return set(re.findall(r"\w+", name.lower())) - {"the", "a", "an", "s", "unnamed"}


def speed(prepared: Sequence[Prepared], by: By) -> float:
    """Return articles a second of processor time, statements and citations together."""
    start = time.process_time()
    for known in prepared:
        citations(known, statements(known, by=by))
    return len(prepared) / (time.process_time() - start)


def main() -> int:
    made = parser(__doc__, "a polnear file, a folder of traditions, or the folder above both")
    options = made.parse_args()
    measures: dict[str, float] = {}
    data: dict[str, str] = {}
    detail: dict[str, Any] = {}
    corpus = _polnear_file(options.data)
    if corpus is not None:
        measures |= _print_polnear(corpus, detail)
        data["polnear"] = digest(corpus)
    folder = _traditions_folder(options.data)
    if folder is not None:
        rows, found = traditions(load(folder))
        title = "traditions: quotes (speaker and cue: right, of those found)"
        columns = [f"{what}: {by}" for what in ("found", "speaker", "cue") for by in FINDERS]
        print_table(title, ("kind", "marked", *columns), rows)
        measures |= found
        data["traditions"] = digest(folder)
        detail["traditions"] = rows
    measures |= _print_own(options.data, detail)
    rows = bars(measures)
    print_table(
        "bars (the tagger with the rules)", ("bar", "at least", "measured", "reached"), rows
    )
    detail["bars"] = rows
    if not data:
        sys.exit(f"{options.data}: neither polnear nor traditions there")
    return finish("statements", measures, data, options, {"tables": detail})


def _print_polnear(corpus: Path, detail: dict[str, Any]) -> dict[str, float]:
    """Print what was found of the corpus, by whom else, and how fast."""
    rows, measures, sources = polnear(corpus)
    columns = [f"{how} {name}" for how in ("exact", "overlap") for name in SYSTEMS]
    title = f"{corpus.name}: F1 (near: quotation and nearest verb; verb: verb and sentence)"
    print_table(title, ("part, kind", "marked", *columns), rows)
    print_table("found at all, and its source right", ("by", "marked", "found", "source"), sources)
    print_table("exact F1 of others", ("who", "source", "cue", "content"), OTHERS)
    print(f"own plain fine-tune, whole contents exact on the dev articles: {PLAIN_WHOLE:.3f}")
    known = [prepare(make_article(a["id"], a["text"])) for a in records(corpus)][:TIMED]
    for by in FINDERS:
        measures[f"speed {by}"] = ratio = speed_ratio(known, by)
        rate = speed(known, by)
        print(f"{by}: {ratio:.2f} times the encoder's time; {rate:.1f} articles a second")
    detail["polnear"] = rows
    return measures


def _print_own(folder: Path, detail: dict[str, Any]) -> dict[str, float]:
    """Print the figures on our own marks: attributions of four texts, chains in real news."""
    rows, measures, sources = polnear(OWN, "own")
    columns = [f"{how} {name}" for how in ("exact", "overlap") for name in SYSTEMS]
    print_table("four texts of our own: F1", ("part, kind", "marked", *columns), rows)
    print_table("found at all, and its source right", ("by", "marked", "found", "source"), sources)
    detail["own"] = rows
    for by in FINDERS:
        found = chains(folder / "stories", by)
        if found is not None:
            columns = ["recall", "precision", "nearest level"]
            print_table(f"chains of hearsay, {by}", ("marks", "chains", *columns), found[0])
            measures |= found[1]
            detail[f"chains {by}"] = found[0]
    return measures


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
