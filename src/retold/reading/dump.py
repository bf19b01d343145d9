"""Text dumps whose HTML is gone: headline, standfirst, body and furniture told from lines alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from retold.reading import phrases
from retold.reading.credits import Opening, find_opening
from retold.reading.dates import find_date
from retold.reading.dump_byline import authors
from retold.reading.dump_cuts import goes_on as continues
from retold.reading.dump_dates import day_of_dateline
from retold.reading.dump_headline import (
    NOTE,
    above_byline,
    bounded,
    goes_on,
    is_no_headline,
    over_standfirst,
    stands_at,
)
from retold.reading.dump_lines import (
    Line,
    before_comments,
    best_run,
    is_together,
    lines_of,
    reads_like_list,
    repeated_opening,
)
from retold.reading.dump_mend import complete, listed, subheads
from retold.reading.dump_meta import dump_meta
from retold.reading.dump_near import left_out
from retold.reading.dump_outlet import outlet_of
from retold.reading.dump_standfirst import standfirst_of
from retold.reading.dump_tail import tail
from retold.reading.html_meta import split_title
from retold.reading.layers import squeeze
from retold.reading.line_model import HEADLINE_WORDS, Judged, is_menu, judged, most_likely
from retold.reading.line_seams import opens_list
from retold.reading.lines import Kind, words_of
from retold.reading.meta import Meta
from retold.reading.outlet_signs import Piece
from retold.types import Span

Bools = NDArray[np.bool_]
_PLAIN_SHARE = 0.8
_FEWEST_WORDS = 12
_SHORT_NOTICE = 25
_HEAD_LINES = 6
_LONG_ENOUGH = 40
_PLAIN_HEADLINE_LINES = 8
_LITTLE, _NEAR_BYLINE, _SIGNED_WORDS = 0.15, 6, 14
_TITLE_WORDS, _LONGEST_TITLE = 5, 250
_NEVER_TEXT = frozenset({"related", "share", "notice", "icons", "link", "mail"})
"""What is no text even on a page that is the article alone."""
_STANDFIRST = Kind("standfirst", "sentences between the headline and the body")
_HEADLINE = Kind("headline", "it stands on the page as its headline")
_BEFORE = Kind("menu", "what stands before the article")
_AFTER = Kind("menu", "what follows the article")
_OPENS_NOTICE = Kind("notice", "it opens a notice of the site to its readers")
_APART = Kind("aside", "it is apart from the text")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a dump was found to hold: the body's stretches, furniture, and the rest."""

    body: tuple[Span, ...]
    marks: tuple[tuple[Span, str, str], ...]
    meta: Meta


@dataclass(frozen=True, slots=True)
class Sorted:
    """The lines of a dump: its headline, its standfirst, what is no article."""

    lines: list[Line]
    headline: str | None
    headline_at: int | None
    standfirst: tuple[int, ...]
    labels: list[Kind | None]
    byline: tuple[str, ...]

    @property
    def body(self) -> tuple[int, int]:
        """The first line of the body, and the one after its last."""
        inside = [index for index, kind in enumerate(self.labels) if kind is None]
        return (inside[0], inside[-1] + 1) if inside else (len(self.lines), len(self.lines))


def take_apart(page: str) -> Parts | None:
    """Return the parts of a page's text, or nothing where no article is found."""
    lines = lines_of(page)
    run = best_run(lines)
    if run is None:
        return None
    whole = next(left_out([line.span for line in lines], page), None) is None
    plain = _plain(lines, run) if whole else None
    sorted_ = _sorted_plain(lines, plain, page) if plain else _sorted(lines, run, page)
    kept = (line for line, kind in zip(lines, sorted_.labels, strict=True) if kind is None)
    if sum(line.words for line in kept) < _FEWEST_WORDS:
        return None
    meta = dump_meta(lines, sorted_.body, sorted_.headline_at)
    standfirst = " ".join(lines[index].text for index in sorted_.standfirst) or None
    meta = replace(meta, headline=sorted_.headline, standfirst=standfirst, byline=sorted_.byline)
    if meta.outlet is None:
        meta = replace(meta, outlet=_outlet(sorted_, page))
    return _parts(sorted_, meta, _opening(sorted_), page)


def _outlet(sorted_: Sorted, page: str) -> str | None:
    """Return the outlet that everything on the page but the article names."""
    named = [
        (line.span.start, Piece(line.text, kind.name if kind else None, line.spaced))
        for line, kind in zip(sorted_.lines, sorted_.labels, strict=True)
    ]
    between = left_out([line.span for line in sorted_.lines], page)
    named += [(span.start, Piece(span.of(page), "menu")) for span in between]
    start = len(page) - len(page.lstrip())
    end = min((page.find("\n", start) + 1 or len(page)), start + _LONGEST_TITLE)
    title = "\n".join(line.text for line in sorted_.lines if line.span.start < end)
    pieces = [piece for _, piece in sorted(named, key=itemgetter(0))]
    return outlet_of(pieces, title, sorted_.headline, sorted_.byline)


# -- a page that is the article alone ----------------------------------------------------------


def _plain(lines: list[Line], run: tuple[int, int]) -> tuple[int, int] | None:
    """Return the body of a page that is nearly all prose, up to its last line."""
    words = sum(line.words for line in lines)
    prose = sum(line.words for line in lines if line.prose)
    menu = sum(1 for line in lines if not line.ends and line.kind is None)
    if prose < _PLAIN_SHARE * words or menu > max(4, len(lines) // 4):
        return None
    if any(opens_list(line.text) for line in lines):
        return None
    first = next((i for i, line in enumerate(lines) if line.prose), run[0])
    first = min(first, run[0])
    if NOTE.match(lines[first].text):
        first = next((i for i, line in enumerate(lines) if line.prose and i > first), first)
    last = max(i for i, line in enumerate(lines) if line.kind is None)
    return _without_standfirst(lines, (first, max(last + 1, run[1])))


def _without_standfirst(lines: list[Line], run: tuple[int, int]) -> tuple[int, int]:
    """Leave out up to two lines that stand before a byline or date: they are the standfirst."""
    start, end = run
    for at in range(start + 1, min(start + 5, end)):
        kind = lines[at].kind
        if kind is not None and kind.name in ("byline", "date"):
            before = [line for line in lines[start:at] if line.kind is None]
            after = at
            while after < end and not lines[after].prose:
                after += 1
            return (after, end) if len(before) <= 2 and start > 0 and after < end else run
    return run


def _sorted_plain(lines: list[Line], run: tuple[int, int], page: str) -> Sorted:
    inside = range(*run)
    body = np.array([i in inside and not _is_furniture(line) for i, line in enumerate(lines)])
    head = [i for i in range(run[0]) if _may_be_headline(lines, i)]
    near = [i for i in head if run[0] - i <= _PLAIN_HEADLINE_LINES]
    chosen = next((i for i in near if not lines[i].ends), None)
    return _finished(lines, body, chosen, None, page)


def _is_furniture(line: Line) -> bool:
    return line.kind is not None and line.kind.name in _NEVER_TEXT


def _may_be_headline(lines: list[Line], index: int) -> bool:
    line = lines[index]
    if line.kind is not None or line.words not in HEADLINE_WORDS or line.text.endswith((",", ":")):
        return False
    return not is_menu(line) and not is_no_headline(lines, index)


# -- a page with its furniture -----------------------------------------------------------------


def _sorted(lines: list[Line], run: tuple[int, int], page: str) -> Sorted:
    found = judged(lines, run, page)
    sizes = np.array([line.words + 0.5 for line in lines])
    body = most_likely(found.body, sizes)
    for index in subheads(lines, found.body, body):
        body[index] = True
    complete(lines, body)
    body[tail(lines, found.body, body)] = True
    for index in listed(lines):
        body[index] = False
    if sum(line.words for line, kept in zip(lines, body, strict=True) if kept) < _FEWEST_WORDS:
        body = np.array([run[0] <= i < run[1] for i in range(len(lines))])
    return _finished(lines, body, found.headline, found, page)


def _finished(
    lines: list[Line], body: Bools, at: int | None, found: Judged | None, page: str
) -> Sorted:
    at = above_byline(lines, at) or at
    at = over_standfirst(lines, at) if at is not None else None
    headline = _headline(lines, body, at, page)
    headline = bounded(headline, page) if headline and is_together(page) else headline
    broken = goes_on(lines, body.tolist(), at) if at is not None else range(0)
    if len(broken) > 1:
        headline = " ".join(lines[index].text for index in broken)
        at = broken[-1]
    body = body.copy()
    body[len(before_comments(lines)) :] = False
    body &= np.array([line.kind is None or not line.kind.sure for line in lines])
    for index in np.flatnonzero(body).tolist()[:_HEAD_LINES]:
        body[index] = lines[index].words > _SHORT_NOTICE or not NOTE.match(lines[index].text)
    for index in np.flatnonzero(body[:-1]).tolist():
        body[index] = not (_is_notice(lines[index + 1]) and _asks(lines[index]))
    texts = [squeeze(line.text).casefold() for line in lines]
    seen: set[str] = set()
    for index in np.flatnonzero(body).tolist():
        text = texts[index]
        again = len(text) >= _LONG_ENOUGH and text in seen
        body[index] = not again or reads_like_list(lines[index])
        seen.add(text)
    key = squeeze(headline or "").casefold()
    at = stands_at(lines, texts, key) if at is None and key else at
    if key:
        body = body & ~np.array([text == key for text in texts])
    if at is not None:
        at = _last_above(lines, body, at, texts)
        body = _below(lines, body, at)
    inside = np.flatnonzero(body)
    extent = (int(inside[0]), int(inside[-1]) + 1) if len(inside) else (len(lines), len(lines))
    at = _above(texts, at, extent[0])
    byline = authors(lines, extent, at, headline)
    standfirst = standfirst_of(lines, body, at, (key, byline))
    stands = [(bool(key) and key in text) or i in broken for i, text in enumerate(texts)]
    labels = _labels(lines, body, stands, standfirst, found)
    return Sorted(lines, headline, at, standfirst, labels, byline)


def _below(lines: list[Line], body: Bools, at: int) -> Bools:
    """Leave out a little text that stands above the headline: it is the site's."""
    return body & (np.arange(len(lines)) >= at) if _has_little(lines, body, at) else body


def _has_little(lines: list[Line], body: Bools, at: int) -> bool:
    """Tell whether hardly a word of the body stands above a line."""
    above = below = 0
    for index in body.nonzero()[0].tolist():
        if index < at:
            above += lines[index].words
        else:
            below += lines[index].words
    return above < _LITTLE * below


def _last_above(lines: list[Line], body: Bools, at: int, texts: list[str]) -> int:
    """Return where the headline stands above its byline, of one that stands twice."""
    for index in range(at + 1, len(lines)):
        if _is_signed(lines[index - 1]):
            break
        near = lines[index : index + _NEAR_BYLINE]
        same = texts[index] == texts[at] and any(map(_is_signed, near))
        if same and _has_little(lines, body, index):
            return index
    return at


def _is_signed(line: Line) -> bool:
    if line.kind is not None:
        return line.kind.name in ("byline", "date")
    return line.words <= _SIGNED_WORDS and find_date(line.text) is not None


def _above(texts: list[str], at: int | None, body: int) -> int | None:
    """Return where the headline stands above the body, of one that was found below it."""
    if at is None or at < body:
        return at
    same = [index for index in range(body) if texts[index] == texts[at]]
    return same[-1] if same else None


def _headline(lines: list[Line], body: Bools, at: int | None, page: str) -> str | None:
    """Return the headline's words: without the outlet where the line is the page's title."""
    opening = repeated_opening(page)
    if opening and continues(page, len(page) - len(page.lstrip()) + len(opening)):
        opening = None
    if at is None:
        if lines[0].kind is not None or lines[0].ends or body[0]:
            return opening
        title = split_title(lines[0].text)[0]
        return opening or (title if len(words_of(title or "")) >= _TITLE_WORDS else None)
    text = lines[at].text
    if at == 0 and opening and text.startswith(opening):
        return opening
    return split_title(text)[0] if at == 0 else text


# -- what each line is -----------------------------------------------------------------------


def _labels(
    lines: list[Line],
    body: Bools,
    stands: list[bool],
    standfirst: tuple[int, ...],
    found: Judged | None,
) -> list[Kind | None]:
    """Return for each line what it is; ``None`` for lines of the body.

    Args:
        lines: The lines of the page.
        body: Which of them are the body.
        stands: In which of them the headline stands.
        standfirst: Which of them are the standfirst.
        found: What the forests made of them.
    """
    kept = body.tolist()
    inside = np.flatnonzero(body).tolist()
    first, last = (inside[0], inside[-1]) if inside else (len(lines), len(lines))
    labels: list[Kind | None] = []
    apart: list[int] = []
    for index, line in enumerate(lines):
        if index in standfirst:
            labels.append(_STANDFIRST)
        elif stands[index] and line.words < 60 and not kept[index]:
            labels.append(_HEADLINE)
        elif kept[index]:
            labels.append(None)
        elif line.kind is not None:
            labels.append(line.kind)
        elif index < first:
            labels.append(_BEFORE)
        elif index > last:
            labels.append(_AFTER)
        elif index + 1 < len(lines) and _is_notice(lines[index + 1]) and _asks(line):
            labels.append(_OPENS_NOTICE)
        else:
            apart.append(index)
            labels.append(_APART)
    for index, reason in zip(apart, found.why(apart) if found and apart else (), strict=False):
        labels[index] = Kind("aside", reason)
    return labels


def _is_notice(line: Line) -> bool:
    return line.kind is not None and line.kind.name == "notice" and not line.after_gap


def _asks(line: Line) -> bool:
    return line.words <= _SHORT_NOTICE and phrases.NOTICE.search(line.text) is not None


def _opening(sorted_: Sorted) -> tuple[int, Opening] | None:
    """Return where the text begins, and the dateline or header that opens it.

    That is the first line of prose; an agency's dateline may open one below key points, too.
    """
    first, last = sorted_.body
    read = False
    for index in range(first, min(first + 4, last)):
        line = sorted_.lines[index]
        if sorted_.labels[index] is None and line.prose:
            opening = find_opening(line.text)
            if opening and (not read or opening.credit):
                return line.span.start, opening
            read = True
    return None


def _parts(sorted_: Sorted, meta: Meta, opening: tuple[int, Opening] | None, page: str) -> Parts:
    body: list[Span] = []
    marks = [
        (span, "menu", "no text is near it")
        for span in left_out([line.span for line in sorted_.lines], page)
    ]
    for line, kind in zip(sorted_.lines, sorted_.labels, strict=True):
        if kind is not None:
            marks.append((line.span, kind.name, kind.reason))
            continue
        start = line.span.start
        if opening and opening[0] == start:
            found = opening[1]
            marks.append((Span(start, start + found.span.end), found.kind, found.reason))
            before, lines = line.text[: found.span.end], sorted_.lines
            start += found.span.end
            meta = replace(
                meta,
                outlet=found.outlet or meta.outlet,
                published=meta.published or found.published or day_of_dateline(before, lines),
                credits=(*meta.credits, *([found.credit] if found.credit else [])),
            )
        body.append(Span(start, line.span.end))
    return Parts(tuple(body), tuple(marks), meta)
