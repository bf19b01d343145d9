"""Trace real articles and their rewrites by language models, without dates and headlines.

    python benchmarks/rewrites.py --data DIR/rewrites.dev.jsonl.gz [--json FILE]

Every text is thrown into one trace. ``source`` names the article that a rewrite was made
from; articles have none.

- Stories: rewrites in the story of their source, and stories with two sources.
- Descent, over the true groups: rewrites whose most probable parent is the article, those
  that hang on another rewrite, on a text of another group, are undecided or stand as an
  origin; articles that have no descent, and that are the one origin of their group.

The baselines are told the groups, which Retold has to find. They take one text of each
for its origin and hang the others on it: the *hub* shares most words in threes with the
others, the *longest* text is the longest. Nothing of Retold was fitted on these texts.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from _common import digest, find, finish, parser, print_table, records
from _traditions import make_article
from _vectors import remembering

from retold.language.words import words
from retold.settings import Settings
from retold.tracing import tools, trace
from retold.types import Analysis, Article

OUTCOMES = ("article", "rewrite", "stranger", "undecided", "origin")
"""What a text hangs on: its group's article, a rewrite of that, a text of another group."""
ORIGIN, UNDECIDED = "", "?"
"""What stands for a parent where a text has none, or where none is likely enough."""


@dataclass(frozen=True)
class Text:
    """A text, who wrote it and the article it was made from (an article: itself)."""

    article: Article
    writer: str
    source: str

    @property
    def id(self) -> str:
        """The id of the article."""
        return self.article.id

    @property
    def original(self) -> bool:
        """Tell whether this is an article that others were made from."""
        return self.source == self.id


Parents = Mapping[str, str]
"""The parent of every text, :data:`ORIGIN` or :data:`UNDECIDED`."""


def load(data: Sequence[Mapping[str, str]]) -> list[Text]:
    """Read the records; articles keep nothing but their text."""
    return [
        Text(make_article(r["id"], r["text"]), r["writer"], r["source"] or r["id"]) for r in data
    ]


def groups(texts: Sequence[Text]) -> dict[str, list[Text]]:
    found: defaultdict[str, list[Text]] = defaultdict(list)
    for text in texts:
        found[text.source].append(text)
    return dict(found)


def parents(analysis: Analysis) -> dict[str, str]:
    """Return each article's most probable parent."""
    found = {p.id: ORIGIN for p in analysis.articles}
    for story in analysis.stories:
        for descent in sorted(story.descents, key=lambda d: d.probability):
            found[descent.child] = descent.parent
        found |= {one.article: UNDECIDED for one in story.undecided}
    return found


def outcome(text: Text, parent: str, source: Mapping[str, str]) -> str:
    """Name what a text hangs on; an unseen source is a stranger."""
    if parent in (ORIGIN, UNDECIDED):
        return "undecided" if parent else "origin"
    if parent == text.source:
        return "article"
    return "rewrite" if source.get(parent) == text.source else "stranger"


def hub(group: Sequence[Text]) -> Parents:
    """Hang a group on the text that shares most words in threes with the others."""
    told = {text.id: _triples(text) for text in group}
    shared = {
        text.id: sum(len(told[text.id] & told[other.id]) for other in group if other != text)
        for text in group
    }
    return _star(group, lambda text: shared[text.id])


def longest(group: Sequence[Text]) -> Parents:
    """Hang a group on its longest text."""
    return _star(group, lambda text: len(text.article.text))


def _star(group: Sequence[Text], rank: Callable[[Text], int]) -> Parents:
    top = max(group, key=lambda text: (rank(text), text.article.digest)).id
    return {text.id: ORIGIN if text.id == top else top for text in group}


def _triples(text: Text) -> set[tuple[str, str, str]]:
    norms = [word.norm for word in words(text.article.text)]
    return set(zip(norms, norms[1:], norms[2:], strict=False))


def tally(texts: Sequence[Text], found: Parents) -> dict[str, float]:
    """Return the shares of the outcomes over rewrites, and how the articles fared."""
    source = {text.id: text.source for text in texts}
    counts = Counter(outcome(t, found[t.id], source) for t in texts if not t.original)
    whole = sum(counts.values()) or 1
    own = groups(texts)
    roots = {name: {t.id for t in group if found[t.id] == ORIGIN} for name, group in own.items()}
    return {name: counts[name] / whole for name in OUTCOMES} | {
        "article an origin": sum(name in ids for name, ids in roots.items()) / len(own),
        "article the one origin": sum(ids == {name} for name, ids in roots.items()) / len(own),
    }


def mixed(stories: Sequence[Sequence[str]], source: Mapping[str, str]) -> list[list[str]]:
    """Return the sources of every story that has more than one."""
    named = [sorted({source[article] for article in story}) for story in stories]
    return [names for names in named if len(names) > 1]


def show_stories(
    texts: Sequence[Text], stories: Sequence[Sequence[str]], measures: dict[str, float]
) -> None:
    source = {text.id: text.source for text in texts}
    home = {article: number for number, story in enumerate(stories) for article in story}
    away = [t for t in texts if home[t.id] != home[t.source]]
    count = sum(not text.original for text in texts)
    two = mixed(stories, source)
    measures["in the story of their source"] = 1 - len(away) / count
    measures["stories of one source"] = 1 - len(two) / len(stories)
    print_table(
        "Stories (bar: 0.950 with their source, none with two sources)",
        ["", "rewrites", "with their source", "stories", "with two sources"],
        [["Retold", count, 1 - len(away) / count, len(stories), len(two)]],
    )
    for names in two:
        print("  in one story:", ", ".join(names))
    for text in away:
        print(f"  astray: {text.id}, {text.writer}'s rewrite of {text.source}")


def show_descent(texts: Sequence[Text], found: Parents, measures: dict[str, float]) -> None:
    answers = {"Retold": found}
    for name, baseline in (("hub of shared trigrams", hub), ("longest text", longest)):
        answers[name] = {
            text: parent
            for group in groups(texts).values()
            for text, parent in baseline(group).items()
        }
    tallies = {name: tally(texts, answer) for name, answer in answers.items()}
    columns = list(tallies["Retold"])
    print_table(
        "Descent: what rewrites hang on, and how articles fare (no bar)",
        ["", *columns],
        [[name, *values.values()] for name, values in tallies.items()],
    )
    measures["parent is the article"] = tallies["Retold"]["article"]
    measures["article an origin"] = tallies["Retold"]["article an origin"]


def show_writers(texts: Sequence[Text], found: Parents) -> dict[str, dict[str, float]]:
    source = {text.id: text.source for text in texts}
    lines: dict[str, dict[str, float]] = {}
    for writer in sorted({text.writer for text in texts if not text.original}):
        own = [t for t in texts if t.writer == writer and not t.original]
        counts = Counter(outcome(text, found[text.id], source) for text in own)
        lines[writer] = {"rewrites": len(own)} | {n: counts[n] / len(own) for n in OUTCOMES}
    rows = [[writer, *values.values()] for writer, values in lines.items()]
    print_table("Retold by writer", ["", "rewrites", *OUTCOMES], rows)
    return lines


def main() -> int:
    options = parser(__doc__, "rewrites.*.jsonl.gz, or the folder that holds it").parse_args()
    path = find(options.data, "rewrites")
    if path is None:
        sys.exit(f"{options.data}: no rewrites.* there")
    texts = load(list(records(path)))
    started = time.perf_counter()
    with remembering() as encoder:
        plain = Settings(statements="rules")  # what is shown of statements decides nothing here
        analysis = trace([text.article for text in texts], kit=tools(encoder), settings=plain)
    print(f"{path.name}: {len(texts)} texts in {time.perf_counter() - started:.0f} s")
    measures: dict[str, float] = {}
    found = parents(analysis)
    show_stories(texts, [story.articles for story in analysis.stories], measures)
    show_descent(texts, found, measures)
    writers = show_writers(texts, found)
    return finish("rewrites", measures, {"rewrites": digest(path)}, options, {"writers": writers})


if __name__ == "__main__":
    sys.exit(main())
