"""The words inside quotation marks, and how much an alteration of them matters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from retold.changes.contraries import opposed
from retold.changes.house import expanded, same_in_house_style
from retold.changes.lexicon import FUNCTION_WORDS, NEGATIONS
from retold.language.figures import figures
from retold.types import Quotation, Severity

_NO_DOUBT = re.compile(r"\b(?:without (?:a |any )?doubt|no doubt|not only)\b")
_UN = ("unn", "unf", "unc", "unk", "unp", "unw", "unh", "uns", "unt", "una", "unm")
_WORD = re.compile(
    r"\d+(?:[.,:]\d+)*|(?:[^\W\d_]\.){2,}|[^\W_]+(?: n ?['’] ?t\b|(?:['’][^\W\d_]+)*)|%"
)
_BRACKETS = re.compile(r"\[[^\]\n]{0,200}\]")
_LONGEST = 600  # words of a quotation that are compared


class Quoted(NamedTuple):
    """A word inside a quotation: its normal form, its characters, where the quotation starts."""

    norm: str
    start: int
    end: int
    quotation: int


def quoted_words(text: str, quotation: Quotation) -> list[Quoted]:
    """Return the words of a quotation; a bracketed insertion is the writer's, not quoted."""
    inner = quotation.inner
    passage = inner.of(text)
    passage = _BRACKETS.sub(lambda gap: " " * len(gap.group()), passage)
    return [
        Quoted(
            _norm(match.group()),
            match.start() + inner.start,
            match.end() + inner.start,
            inner.start,
        )
        for match in islice(_WORD.finditer(passage), _LONGEST)
    ]


def _norm(word: str) -> str:
    """Give a word's form without case, glyphs of apostrophes, dots, separators and gaps."""
    plain = word.replace("’", "'").replace(" ", "").casefold()
    return plain.replace(",", "") if plain[0].isdigit() else plain.replace(".", "")


class Block(NamedTuple):
    """A stretch of differing words: ``[a, b)`` of the parent's, ``[c, d)`` of the child's."""

    a: int
    b: int
    c: int
    d: int


def differences(source: Sequence[Quoted], words: Sequence[Quoted]) -> list[Block]:
    """Return where the words of a quotation differ from those that it goes back to.

    Neighbouring stretches that together write a compound in one word, or in two, are none.
    """
    kept: list[Block] = []
    for op in Levenshtein.opcodes([w.norm for w in source], [w.norm for w in words]):
        if op.tag == "equal":
            continue
        block = Block(op.src_start, op.src_end, op.dest_start, op.dest_end)
        last = kept[-1] if kept else None
        if last is not None and (last.b, last.d) == (block.a, block.c):
            gone = "".join(w.norm for w in source[last.a : block.b])
            if gone == "".join(w.norm for w in words[last.c : block.d]):
                kept.pop()
                continue
        kept.append(block)
    return kept


def quote_severity(before: Sequence[Quoted], after: Sequence[Quoted], *, turned: bool) -> Severity:
    """Say how much a change inside a quotation matters; ``turned``: one as a whole says no."""
    gone = " ".join(word.norm for word in before)
    come = " ".join(word.norm for word in after)
    if same_in_house_style(gone, come):
        return "minor"
    odd = Counter(expanded(gone).split())
    odd.subtract(expanded(come).split())
    differing = {word for word, count in odd.items() if count}
    values = _values(gone), _values(come)
    opposite = any(opposed(a.norm, b.norm) for a in before for b in after)
    if (
        opposite
        or (turned and denials(before) != denials(after))
        or (set(values[0]) - set(values[1]) and set(values[1]) - set(values[0]))
    ):
        return "high"
    return "minor" if differing <= FUNCTION_WORDS else "medium"


def denials(words: Sequence[Quoted]) -> int:
    """Count how often words say no, be it by "not noticed" or by "unnoticed"."""
    plain = _NO_DOUBT.sub(" ", expanded(" ".join(word.norm for word in words))).split()
    return sum(word in NEGATIONS or word.startswith(_UN) for word in plain)


def _values(passage: str) -> list[tuple[float | None, str | None]]:
    """Return the figures of a passage, however they are written."""
    return [(figure.value, figure.unit) for figure in figures(passage)]
