"""An article with its sentences, words, quotations, figures and names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from retold.language.figures import figures
from retold.language.names import names
from retold.language.quotations import quotations
from retold.language.sentences import split
from retold.language.words import words
from retold.types import Article, Figure, Name, Prepared, Quotation, Sentence, Span

Detail = TypeVar("Detail", Figure, Name)
Found = TypeVar("Found", Quotation, Figure, Name)

_NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def prepare(article: Article) -> Prepared:
    """Find the sentences of an article and what stands in them; all spans count in ``text``.

    Furniture marked inside the text (kept there because the text was given as such) is no
    part of the article: a sentence that mostly lies in it is left out, and with the sentence
    its quotations, figures and names.
    """
    text = article.text
    marked = _merged(Span(f.start, f.end) for f in article.furniture if f.layer == "text")
    kept = [s for s in split(text) if not _inside(s.span, marked)]
    sentences = tuple(Sentence(i, s.start, s.end, s.paragraph) for i, s in enumerate(kept))
    return Prepared(
        article=article,
        sentences=sentences,
        words=tuple(words(s.span.of(text), s.start) for s in sentences),
        quotations=_within(sentences, quotations(text)) if marked else quotations(text),
        figures=_within(sentences, _seen(figures, text)) if marked else _seen(figures, text),
        names=_within(sentences, _seen(names, text)) if marked else _seen(names, text),
    )


def _seen(find: Callable[[str], tuple[Detail, ...]], text: str) -> tuple[Detail, ...]:
    """Find details in a text as a reader sees it; spans count in the text as it is.

    Characters without width would hide a name or a figure from what looks for them.
    """
    if not _NO_WIDTH.search(text):
        return find(text)
    kept = [at for at, character in enumerate(text) if not _NO_WIDTH.match(character)]
    return tuple(
        replace(one, start=kept[one.start], end=kept[one.end - 1] + 1)
        for one in find("".join(text[at] for at in kept))
    )


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans sorted and disjoint."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _inside(span: Span, marked: Sequence[Span]) -> bool:
    """Tell whether more than half of a span lies in disjoint sorted spans."""
    covered = 0
    at = bisect_right(marked, span.start, key=lambda m: m.end)
    while at < len(marked) and marked[at].start < span.end:
        covered += min(span.end, marked[at].end) - max(span.start, marked[at].start)
        at += 1
    return 2 * covered > span.end - span.start


def _within(sentences: Sequence[Sentence], found: Iterable[Found]) -> tuple[Found, ...]:
    """Return what shares a character with a sentence."""
    kept = []
    for one in found:
        at = bisect_right(sentences, one.start, key=lambda s: s.end)
        if at < len(sentences) and sentences[at].start < one.end:
            kept.append(one)
    return tuple(kept)
