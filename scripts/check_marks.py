"""Check the marks by hand that say which words were carried from parent to child."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

MARKS = Path(__file__).parents[1] / "benchmarks" / "marks" / "words.jsonl"

COLUMNS = ("pairs", "child", "carried", "same", "changed", "new", "parent", "dropped")
"""Pairs; the child's content words; those carried, and to the letter; and so on."""

WORD = re.compile(r"[^\W_]+(?:(?:['’.-]|(?<=\d)[,:](?=\d))[^\W_]+)*")

_LIGHT = """
a an the this that these those such
about above across after against along amid among around as at before behind below beside
between beyond by down during for from in inside into like near of off on onto out outside
over past per since through throughout to toward towards under until till up upon via with
within
am is are was were be been being do does did done doing have has had having
can could may might must shall should will would ought
and or but so if than then because although though while whereas whether unless yet
i me my mine myself we us our ours ourselves you your yours yourself yourselves
he him his himself she her hers herself it its itself they them their theirs themselves
one's who whom whose which what when where why how that's
i'm i've i'd i'll we're we've we'd we'll you're you've you'd you'll he's he'd he'll
she's she'd she'll it's it'd it'll they're they've they'd they'll there there's
what's who's here's where's how's let's should've could've would've also too
"""
LIGHT = frozenset(_LIGHT.split())
"""Words that say little alone: marked where it helps reading, never scored."""


def words(text: str) -> list[str]:
    """Return the words of a line, in order; the marks count them from 0."""
    return WORD.findall(text)


def is_light(word: str) -> bool:
    """Tell whether a word is left out of every score."""
    return word.lower().replace("’", "'") in LIGHT


def load(path: Path = MARKS) -> list[dict[str, Any]]:
    """Read all records."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def faults(record: dict[str, Any]) -> Iterator[str]:
    """Say what is wrong with one record."""
    child = len(words(record["text"]))
    known = _parent_words(record)
    seen: Counter[int | str] = Counter()
    for own, theirs in record["groups"] + record["changed"]:
        if not own or not theirs:
            yield f"a group has one side only: {own} {theirs}"
        yield from (f"no word {n} in the child" for n in own if n not in range(child))
        yield from (f"no word {ref} in a parent" for ref in theirs if ref not in known)
        seen.update(own)
        seen.update(theirs)
    yield from (f"word {word} is in two groups" for word, times in seen.items() if times > 1)


def name(record: dict[str, Any]) -> str:
    """Name a record: event, version and line of the child."""
    return f"{record['event']}/{record['child']}.{record['sentence']}"


def strangers(record: dict[str, Any], tradition: dict[str, Any]) -> Iterator[str]:
    """Say which texts and links of a record are not those of its tradition."""
    versions = {version["id"]: version for version in tradition["versions"]}
    line = versions[record["child"]]["sentences"][record["sentence"] - 1]
    if line["text"] != record["text"]:
        yield "the child's text is not the tradition's"
    noted = [source.rstrip("~") for source in line["sources"]]
    if noted != [f"{p['version']}.{p['sentence']}" for p in record["parents"]]:
        yield "the parents are not the noted ones"
    for parent in record["parents"]:
        if (
            versions[parent["version"]]["sentences"][parent["sentence"] - 1]["text"]
            != parent["text"]
        ):
            yield f"the text of {parent['version']}.{parent['sentence']} is not the tradition's"


def counts(records: Iterable[dict[str, Any]]) -> dict[str, Counter[str]]:
    """Count, by operation, pairs, content words on both sides, and what became of them."""
    table: dict[str, Counter[str]] = {}
    for record in records:
        row = table.setdefault(record["operation"], Counter())
        row["pairs"] += 1
        own = dict(enumerate(words(record["text"])))
        theirs = _parent_words(record)
        row["child"] += _content(own, own)
        row["parent"] += _content(theirs, theirs)
        row["dropped"] += _content(theirs, theirs)
        for group, refs in record["groups"]:
            row["carried"] += _content(own, group)
            row["same"] += _same([own[n] for n in group], [theirs[ref] for ref in refs])
            row["dropped"] -= _content(theirs, refs)
        for group, refs in record["changed"]:
            row["changed"] += _content(own, group)
            row["dropped"] -= _content(theirs, refs)
        row["new"] = row["child"] - row["carried"] - row["changed"]
    return table


def _parent_words(record: dict[str, Any]) -> dict[str, str]:
    """Name all words of the parent lines as the groups name them."""
    return {
        f"{parent['version']}.{parent['sentence']}:{n}": word
        for parent in record["parents"]
        for n, word in enumerate(words(parent["text"]))
    }


def _content(texts: Mapping[Any, str], keys: Iterable[Any]) -> int:
    """Count the content words among some words."""
    return sum(not is_light(texts[key]) for key in keys)


def _same(own: Iterable[str], theirs: Iterable[str]) -> int:
    """Count the child's content words that stand on the parent's side to the letter."""
    there = {word.lower() for word in theirs}
    return sum(word.lower() in there and not is_light(word) for word in own)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--traditions", type=Path, help="folder of traditions to compare with")
    folder = parser.parse_args().traditions
    records = load()
    found = [f"{name(record)}: {fault}" for record in records for fault in faults(record)]
    for record in records if folder else ():
        tradition = json.loads((folder / f"{record['event']}.json").read_text("utf-8"))
        found += [f"{name(record)}: {fault}" for fault in strangers(record, tradition)]
    print(f"{'operation':12}" + "".join(f"{column:>9}" for column in COLUMNS))
    for operation, row in sorted(counts(records).items()):
        print(f"{operation:12}" + "".join(f"{row[column]:9}" for column in COLUMNS))
    print(*found, sep="\n", file=sys.stderr, end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
