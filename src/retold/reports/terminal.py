"""The terminal report: the answer, the stemma, the changes that matter, the rest in brief."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from retold.reports.attribution import resting
from retold.reports.differences import DIFFERENCE_WORDS
from retold.reports.stemma import copies_of
from retold.reports.view import SURE_DIRECTION, View, alike, gravity, main_parents, total, view
from retold.reports.wording import (
    CAME_OVER,
    VERBS,
    answer,
    came_about,
    clock_words,
    listed,
    source_words,
    taken_by,
    unseen_words,
)
from retold.reports.words import count, first_line, percent, plain, shorten, when

Json = dict[str, Any]

SHOWN_FINDINGS = 5
SHOWN_FIGURES = 4
SHOWN_CHANGES = 8
SHOWN_DIFFERENCES = 6
SHOWN_SPEAKERS = 6
SHOWN_ALONE = 20
SHOWN_LEAVES = 40
SHOWN_COPIES, NAMED_COPIES = 3, 8
READ_AS = (
    "“Of its words”: how much of the article its source accounts for. “Probability”: that it "
    "was made from that source."
)
SEVERITY_STYLE = {"high": "bold red", "medium": "yellow", "minor": "dim"}


def as_text(document: Json, width: int = 100) -> str:
    """Return the report as plain text."""
    out = StringIO()
    print_report(document, Console(file=out, width=width, color_system=None, highlight=False))
    return out.getvalue()


def print_report(document: Json, console: Console) -> None:
    """Print a document: every story that has more than one article, then the rest in brief."""
    seen = view(document)
    stories = [s for s in document["stories"] if len(s["articles"]) > 1]
    if len(stories) != 1 or len(stories) != len(document["stories"]):
        console.print(Text(total(document), style="bold"))
        console.print()
    first = next((story for story in stories if story["descents"]), None)  # words told once
    for story in stories:
        _print_story(story, seen, console, explain=story is first)
    _print_carried(document, console)
    _print_alone(document, seen, console)
    _print_languages(document, console)
    _print_skipped(document, console)


def _print_story(story: Json, seen: View, console: Console, *, explain: bool) -> None:
    console.print(Text(first_line(story["headline"]), style="bold"))
    console.print(Text(answer(story, seen), style="bold green"))
    console.print()
    console.print(_Stemma(story, seen).draw())
    _print_undecided(story, seen, console)
    if explain:
        console.print(Text(READ_AS, "dim"))
    _print_findings(story, seen, console)
    _print_changes(story, seen, console)
    _print_differences(story, seen, console)
    _print_figures(story, seen, console)
    _print_speakers(story, seen, console)
    _print_unseen(story, seen, console)
    console.print()


@dataclass
class _Stemma:
    """A story's stemma as a tree along each article's first parent."""

    story: Json
    seen: View
    first: dict[str, Json] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=dict)
    drawn: set[str] = field(default_factory=set)
    copies: dict[str, str] = field(default_factory=dict)
    last: list[tuple[Tree, Text]] = field(default_factory=list)
    """What is said below all children of a branch."""

    def draw(self) -> Tree:
        """Return the tree; a ring in broken input is cut, not followed."""
        self.first = main_parents(self.story)
        self.copies = copies_of(self.story["descents"])
        for child, descent in self.first.items():
            self.children.setdefault(descent["parent"], []).append(child)
        root = Tree("", guide_style="dim", hide_root=True)
        undecided = {u["article"] for u in self.story["undecided"]}
        roots = [d["parent"] for d in self.first.values() if self.seen.is_unseen(d["parent"])]
        roots += [a for a in self.story["articles"] if a not in self.first and a not in undecided]
        for key in [*roots, *self.first]:
            self._grow(root, key)
        for branch, words in self.last:
            branch.add(words)
        return root

    def _grow(self, tree: Tree, key: str) -> None:
        pending = [(tree, key)]
        while pending:
            above, node = pending.pop()
            if node in self.drawn:
                continue
            self.drawn.add(node)
            branch = above.add(self._node(node))
            pending.extend((branch, child) for child in reversed(self._shown(branch, node)))

    def _shown(self, branch: Tree, node: str) -> list[str]:
        """Return a node's children; of very many that nobody retold, most are only counted."""
        children = self._without_copies(branch, node)
        leaves = [child for child in children if child not in self.children]
        if len(leaves) <= SHOWN_LEAVES:
            return children
        hidden = set(leaves[SHOWN_LEAVES // 2 :])
        self.drawn |= hidden
        branch.add(Text(f"{len(hidden):,} more that nobody here retold", "dim"))
        return [child for child in children if child not in hidden]

    def _without_copies(self, branch: Tree, node: str) -> list[str]:
        """Return a node's children; of many plain copies the first stand for all, by name."""
        children = self.children.get(node, [])
        crowd = [key for key, top in self.copies.items() if top == node]
        if len(crowd) <= SHOWN_COPIES + 1:
            return children
        first = [key for key in children if key in self.copies][:SHOWN_COPIES]
        left = set(crowd) - set(first)
        hidden = [a for a in self.story["articles"] if a in left]
        self.drawn |= set(hidden)
        names = listed([self.seen.label(key) for key in hidden], NAMED_COPIES)
        words = f"and {count(len(hidden), 'more copy', 'more copies')}: {names}"
        self.last.append((branch, Text(words, "dim")))
        return [child for child in children if child not in self.drawn]

    def _node(self, node: str) -> Text:
        """Return one line of the tree: who, when, how it came about."""
        if self.seen.is_unseen(node):
            words = unseen_words(self.seen.unseen[node], self.story, self.seen)
            label = self.seen.label(node)
            seen = "" if label.startswith("unseen") else "not seen: "
            return Text.assemble(("○ ", "dim"), (label, "italic"), (f"  {seen}{words}", "dim"))
        article = self.seen.articles.get(node, {"published": None, "headline": None})
        line = Text.assemble(
            ("● ", "green" if node not in self.first else "default"),
            (self.seen.label(node), "bold"),
            (f"  {when(article['published'])}", "dim"),
        )
        main = self.first.get(node)
        if main is None:
            line.append("  origin", "green")
            return line
        line.append(f"  {_descent(main, self._way(main), self.seen.sure_direction)}")
        doubts = [clock_words(main, self.seen, dated=False)]
        for other in self.story["descents"]:
            if other["child"] == node and other is not main:
                parent = source_words(other["parent"], self.seen)
                line.append(f"\n  and from {parent}: {_amount(other)}")
                doubts.append(clock_words(other, self.seen, dated=False))
        for doubt in filter(None, doubts):
            line.append(f"\n  {doubt}", "yellow")
        return line

    def _way(self, descent: Json) -> str:
        """Name the kind of a descent; under an unseen statement, that it is printed."""
        kind = self.seen.unseen.get(descent["parent"], {}).get("kind")
        return came_about(descent, self.seen, it=True) if kind in VERBS else str(descent["kind"])


def _descent(descent: Json, way: str, sure: float = SURE_DIRECTION) -> str:
    """Say how an article came about.

    >>> row = {"share": 0.98, "probability": 0.9, "direction": 0.85, "credited": True}
    >>> _descent(row, "copy")
    'copy · 98% of its words · probability 90% · credited'
    >>> _descent(row, "copy", sure=0.9)
    'copy · 98% of its words · probability 90% · credited · which came first is unsure (85%)'
    """
    words = f"{way} · {_amount(descent)}"
    if descent["credited"]:
        words += " · credited"
    if descent["direction"] < sure:
        words += f" · which came first is unsure ({percent(descent['direction'])})"
    return words


def _amount(descent: Json) -> str:
    share = descent["share"]
    words = "" if share is None else f"{percent(share)} of its words · "
    return f"{words}probability {percent(descent['probability'])}"


def _print_undecided(story: Json, seen: View, console: Console) -> None:
    for row in story["undecided"]:
        choices = ", ".join(
            f"{source_words(a['parent'], seen)} {percent(a['probability'])}"
            for a in row["alternatives"][:3]
        )
        line = Text.assemble(("? ", "yellow"), (seen.label(row["article"]), "bold"))
        line.append(f"  undecided: {choices or 'no answer is likely enough'}")
        console.print(line)


def _print_findings(story: Json, seen: View, console: Console) -> None:
    rows = seen.findings(story)
    if not rows:
        return
    console.print()
    console.print(Text("What you should know", style="bold"))
    table = Table.grid(padding=(0, 1))
    for number, row in enumerate(rows[:SHOWN_FINDINGS], 1):
        table.add_row(f"{number}.", Text(plain(row["sentence"])))
    console.print(Padding(table, (0, 0, 0, 2)))


def _print_figures(story: Json, seen: View, console: Console) -> None:
    """Print the figures that are not the same everywhere, value by value."""
    rows = [row for row in seen.told("figures", story) if row["first_other"] is not None]
    if not rows:
        return
    console.print()
    console.print(Text(f"Figures that differ: {len(rows):,}", style="bold"))
    for row in rows[:SHOWN_FIGURES]:
        line = Text.assemble((f"{plain(row['subject'])}: ", "italic"), _values(row, seen))
        console.print(Padding(line, (0, 0, 0, 2)))
    if len(rows) > SHOWN_FIGURES:
        console.print(f"  and {len(rows) - SHOWN_FIGURES} more: --html or --json shows them all")


def _values(row: Json, seen: View) -> str:
    variants: dict[int, list[Json]] = {}
    for use in row["uses"]:
        variants.setdefault(use["variant"], []).append(use)
    told = []
    for uses in variants.values():
        keys = list(dict.fromkeys(use["article"] for use in uses))
        given = seen.label(keys[0]) if len(keys) == 1 else count(len(keys), "article")
        told.append(f"{shorten(plain(uses[0]['text']), 40)} ({given})")
    return ", ".join(told)


def _print_changes(story: Json, seen: View, console: Console) -> None:
    changes = seen.changes_in(story)
    if not changes:
        return
    tally = Counter(c["severity"] for c in changes)
    console.print()
    heading = (
        f"What changed: {count(len(changes), 'change')}, {tally['high'] or 'none'} of high severity"
    )
    console.print(Text(heading, style="bold"))
    groups = {same[0]["id"]: same for same in alike(changes)[:SHOWN_CHANGES]}
    shown = [same[0] for same in groups.values()]
    for pair in dict.fromkeys(_pair(c) for c in shown):
        child, parent = pair
        doubt = " (which came first is unsure)" if pair in seen.unsure else ""
        title = f"{seen.label(parent)} → {seen.label(child)}{doubt}"
        console.print(Padding(Text(title, "italic"), (0, 0, 0, 2)))
        table = Table.grid(padding=(0, 2))
        for change in (c for c in shown if _pair(c) == pair):
            severity = Text(change["severity"].ljust(6), SEVERITY_STYLE[change["severity"]])
            table.add_row(severity, change["kind"].ljust(11), _change(change, groups[change["id"]]))
        console.print(Padding(table, (0, 0, 0, 4)))
    left = len(changes) - sum(map(len, groups.values()))
    if left:
        console.print(f"  and {left:,} more: --html or --json shows them all")


def _print_differences(story: Json, seen: View, console: Console) -> None:
    """Print where undecided articles differ from the text that they are nearest to."""
    pairs = [pair for pair in seen.open_in(story) if pair["changes"]]
    if not pairs:
        return
    console.print()
    console.print(Text("Where undecided articles differ, whoever changed it", style="bold"))
    for pair in pairs:
        rows = sorted(pair["changes"], key=gravity)
        title = f"{seen.label(pair['parent'])} and {seen.label(pair['child'])}"
        console.print(Padding(Text(title, "italic"), (0, 0, 0, 2)))
        table = Table.grid(padding=(0, 2))
        for row in rows[:SHOWN_DIFFERENCES]:
            severity = Text(row["severity"].ljust(6), SEVERITY_STYLE[row["severity"]])
            table.add_row(severity, DIFFERENCE_WORDS[row["kind"]], _difference(row, seen))
        console.print(Padding(table, (0, 0, 0, 4)))
        if len(rows) > SHOWN_DIFFERENCES:
            console.print(f"    and {len(rows) - SHOWN_DIFFERENCES} more")


def _difference(row: Json, seen: View) -> Text:
    before, after = row["before"], row["after"]
    if before and after:
        return Text.assemble(_quoted(before), (" ≠ ", "bold"), _quoted(after))
    name = seen.label(row["parent" if before else "child"]["article"])
    label = f"{name}: " if row["kind"] in {"dropped", "added"} else f"only in {name}: "
    return Text.assemble((label, "bold"), _quoted(before or after or ""))


def _pair(change: Json) -> tuple[str, str]:
    return (change["child"]["article"], change["parent"]["article"])


def _change(change: Json, same: Sequence[Json]) -> Text:
    before, after = change["before"], change["after"]
    if before and after:
        return Text.assemble(_quoted(before), (" → ", "bold"), _quoted(after))
    words = _quoted(before or after or "")
    others = f" (and in {count(len(same) - 1, 'other retelling')})" if same[1:] else ""
    return Text.assemble(("gone: " if before else "new: ", "bold"), words, (others, "dim"))


def _quoted(words: str) -> str:
    return shorten(plain(words), 110)


def _print_speakers(story: Json, seen: View, console: Console) -> None:
    rows = [s for a in story["articles"] for s in seen.statements.get(a, ())]
    if not rows:
        return
    names = Counter(plain(s["speaker"] or "") for s in rows)
    unnamed = names.pop("", 0)
    shown = ", ".join(f"{name} {n}" for name, n in names.most_common(SHOWN_SPEAKERS))
    if len(names) > SHOWN_SPEAKERS:
        shown += f" and {len(names) - SHOWN_SPEAKERS} more"
    if unnamed:
        shown += f"{'; ' if shown else ''}{unnamed} by nobody named"
    console.print()
    console.print(Text(f"Who says what: {count(len(rows), 'statement')}", style="bold"))
    console.print(Padding(Text(shown), (0, 0, 0, 2)))
    if rests := resting(story.get("attributed")):
        console.print(Padding(Text(rests, style="dim"), (0, 0, 0, 2)))


def _print_unseen(story: Json, seen: View, console: Console) -> None:
    if not story["unseen_sources"]:
        return
    console.print()
    console.print(Text("Sources that are not in this collection", style="bold"))
    for source in sorted(story["unseen_sources"], key=lambda s: s["kind"] == "cited"):
        by = ", ".join(seen.label(a) for a in source["cited_by"])
        line = Text.assemble((seen.label(source["id"]), "italic"))
        line.append(f": {unseen_words(source, story, seen)}", "dim")
        taken = taken_by(source, story, seen) if source["kind"] in VERBS else ""
        line.append(f": {taken}" if taken else "", "dim")
        verb = "quoted by" if source["kind"] == "statement" else "named by"
        line.append(f" ({verb} {by})" if by and not taken else "", "dim")
        console.print(Padding(line, (0, 0, 0, 2)))


def _print_carried(document: Json, console: Console) -> None:
    if "carried" in document:
        line = f"{CAME_OVER}: probability {percent(document['carried'])}"
        console.print(Text(line, style="bold"))


def _print_alone(document: Json, seen: View, console: Console) -> None:
    alone = [s["articles"][0] for s in document["stories"] if len(s["articles"]) == 1]
    if not alone:
        return
    console.print(Text(f"{count(len(alone), 'article')} with no other on the same story", "bold"))
    for key in alone[:SHOWN_ALONE]:
        article = seen.articles[key]
        console.print(Text(f"  {seen.label(key)}: {shorten(first_line(article['headline']), 90)}"))
    if len(alone) > SHOWN_ALONE:
        console.print(f"  and {len(alone) - SHOWN_ALONE} more: --html or --json shows them all")


def _print_languages(document: Json, console: Console) -> None:
    spoken = Counter(a["language"] for a in document["articles"] if a["language"])
    for language, number in sorted(spoken.items()):
        if language != "en" and document["stories"]:
            words = f"{count(number, 'article')} in another language ({plain(language)}): "
            console.print(Text(words + "only copying is looked for there", "yellow"))


def _print_skipped(document: Json, console: Console) -> None:
    if not document["skipped"]:
        return
    console.print(Text(f"Skipped: {count(len(document['skipped']), 'input')}", "bold yellow"))
    for row in document["skipped"]:
        console.print(Text(f"  {plain(row['input'])}: {plain(row['reason'])}"))
