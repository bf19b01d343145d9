"""An article with its sentences, words, quotations, figures and names."""

from __future__ import annotations

from retold.language.figures import figures
from retold.language.names import names
from retold.language.quotations import quotations
from retold.language.sentences import split
from retold.language.words import words
from retold.types import Article, Prepared, Sentence, Span


def prepare(article: Article) -> Prepared:
    """Find the sentences of an article and what stands in them; all spans count in ``text``.

    A sentence that lies in furniture marked inside the text (kept there because the text
    was given as such) is left out.
    """
    text = article.text
    marked = [Span(f.start, f.end) for f in article.furniture if f.layer == "text"]
    kept = [s for s in split(text) if not _inside(s.span, marked)]
    sentences = tuple(Sentence(i, s.start, s.end, s.paragraph) for i, s in enumerate(kept))
    return Prepared(
        article=article,
        sentences=sentences,
        words=tuple(words(s.span.of(text), s.start) for s in sentences),
        quotations=quotations(text),
        figures=figures(text),
        names=names(text),
    )


def _inside(span: Span, marked: list[Span]) -> bool:
    covered = sum(max(0, min(span.end, m.end) - max(span.start, m.start)) for m in marked)
    return 2 * covered > span.end - span.start
