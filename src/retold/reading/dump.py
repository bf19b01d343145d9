"""Text dumps whose HTML is gone: headline, date, body and furniture told from lines alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from retold.reading import phrases
from retold.reading.credits import Opening, agencies, find_opening, line_credit
from retold.reading.dates import find_date
from retold.reading.dump_lines import Line, best_run, lines_of, repeated_opening
from retold.reading.html_meta import split_title
from retold.reading.layers import squeeze
from retold.reading.lines import Kind, named_date, words_of
from retold.reading.meta import Meta, names_in
from retold.types import Span

_PLAIN_SHARE = 0.8
_FEWEST_WORDS = 12
_HEADLINE_WORDS = range(3, 32)
_NEAR = 14
_AFTER = 6
_SURE_ENOUGH = 2.0
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
_ASKS_AUTHOR = re.compile(
    r"(?:by|written by|author|author of the article|reporter|story by)\s?:?", re.IGNORECASE
)
_SHORT_NOTICE = 25
_OUTLET = re.compile(
    r"\b(?:news|times|post|daily|radio|network|herald|press|gazette|tribune|journal|standard|wire"
    r"|telegraph|guardian|today|online|tv|report|review|chronicle|courier|star|mail|the|in|of)\b",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|copyright)\s?(?:©|\(c\))?\s{0,2}(?:\d{4}(?:\s?[-–]\s?\d{4})?)?\s{0,2}"
    r"(?P<name>[A-ZÀ-Þ][\w '’&.-]{1,40}?)(?:\.\s|,|\.?$| all rights)",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"updated|modified|edited", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a dump was found to hold: the body's stretches, furniture, and the rest."""

    body: tuple[Span, ...]
    marks: tuple[tuple[Span, str, str], ...]
    meta: Meta


def take_apart(page: str) -> Parts | None:
    """Return the parts of a page's text, or nothing where no article is found."""
    lines = lines_of(page)
    run = best_run(lines)
    if run is None or sum(line.words for line in lines[slice(*run)]) < _FEWEST_WORDS:
        return None
    run = _without_standfirst(lines, _widened(lines, run))
    head, inside, tail = lines[: run[0]], lines[slice(*run)], lines[run[1] :]
    headline = _headline(head, repeated_opening(page))
    labels = _labels(head, inside, tail, headline)
    meta = _meta(head, inside, tail, headline, labels)
    opening = _opening(inside)
    return _parts(lines, labels, replace(meta, headline=headline), opening)


def _widened(lines: list[Line], run: tuple[int, int]) -> tuple[int, int]:
    """Take a page that is nearly all prose to be the article alone, up to its last line."""
    words = sum(line.words for line in lines)
    prose = sum(line.words for line in lines if line.prose)
    menu = sum(1 for line in lines if not line.ends and line.kind is None)
    if prose < _PLAIN_SHARE * words or menu > max(4, len(lines) // 4):
        return run
    first = next((i for i, line in enumerate(lines) if line.prose), run[0])
    last = max(i for i, line in enumerate(lines) if line.kind is None)
    return min(first, run[0]), max(last + 1, run[1])


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


# -- headline ------------------------------------------------------------------------------


def _headline(head: list[Line], opening: str | None) -> str | None:
    """Return the line before the body that looks most like its headline."""
    texts = [squeeze(line.text) for line in head]
    title = _title(head, opening)
    scored = [
        (_headline_score(index, head, texts, title), -index)
        for index, line in enumerate(head)
        if _can_be_headline(line)
    ]
    score, index = max(scored, default=(0.0, 0))
    if score < _SURE_ENOUGH:
        return title
    line = head[-index]
    return title if index == 0 and title and line.text.startswith(title) else line.text


def _title(head: list[Line], opening: str | None) -> str | None:
    """Return what the first line, as a browser's title does, calls the page."""
    if not head or head[0].kind is not None:
        return opening
    title = split_title(head[0].text)[0]
    if opening and head[0].text.startswith(opening):
        return opening
    return title if len(words_of(title or "")) >= 5 and not head[0].ends else opening


def _can_be_headline(line: Line) -> bool:
    return (
        line.kind is None
        and line.words in _HEADLINE_WORDS
        and not line.text.endswith(",")
        and not _ADDRESS.match(line.text)
    )


def _headline_score(index: int, head: list[Line], texts: list[str], title: str | None) -> float:
    line, distance = head[index], len(head) - index
    score = 2.0 if distance <= 3 else 1.0 if distance <= _NEAR else 0.0
    score += 0.5 * (line.words >= 5) + 0.5 * (line.words >= 7)
    repeated = any(
        other != index
        and (text == texts[index] or (len(texts[index]) > 20 and texts[index] in text))
        for other, text in enumerate(texts)
    )
    score += 2.5 * (repeated and line.words >= 4)
    score += 3.0 * (_likeness(title, line.text) if title and index else 0.0)
    score -= 1.5 * (line.text.endswith((".", ":", ";")) or line.bullet)
    named = [other.kind is not None and other.kind.name in ("byline", "date") for other in head]
    score += 0.7 * any(named[index + 1 : index + 5])
    score -= 1.5 * (any(named[-_NEAR:]) and not any(named[index + 1 :]))
    alone = line.after_gap or index == 0 or head[index - 1].kind is not None
    return score + 0.5 * alone


def _likeness(title: str, text: str) -> float:
    left = {word.casefold() for word in words_of(title)}
    right = {word.casefold() for word in words_of(text)}
    return len(left & right) / max(len(right), 4) if right else 0.0


# -- what each line is -----------------------------------------------------------------------


def _labels(
    head: list[Line], inside: list[Line], tail: list[Line], headline: str | None
) -> list[Kind | None]:
    """Return for each line what it is; ``None`` for lines of the body."""
    key = squeeze(headline or "")
    named = _last(head, key)
    standfirst = _standfirst_lines(head, named)
    labels: list[Kind | None] = []
    for index, line in enumerate(head):
        if key and key in squeeze(line.text) and line.words < 60:
            labels.append(Kind("headline", "it stands before the body, alone or repeated"))
        elif index in standfirst:
            labels.append(Kind("standfirst", "sentences between the headline and the body"))
        else:
            labels.append(line.kind or Kind("menu", "short lines before the article"))
    labels += _inner_labels([*inside, *tail[:1]], key)[: len(inside)]
    labels += [line.kind or Kind("menu", "what follows the article") for line in tail]
    return labels


def _last(head: list[Line], key: str) -> int | None:
    """Return the first line of the headline's last appearances, near the body."""
    found = [i for i, line in enumerate(head) if key and squeeze(line.text) == key]
    near = [i for i in found if len(head) - i <= _NEAR]
    return min(near) if near else max(found, default=None)


def _standfirst_lines(head: list[Line], named: int | None) -> set[int]:
    if named is None:
        return set()
    wanted = squeeze(head[named].text)
    found = [
        i
        for i in range(named + 1, len(head))
        if head[i].kind is None and head[i].words >= 6 and squeeze(head[i].text) != wanted
    ]
    return set(found[:1]) if found and found[0] - named <= 6 else set()


def _inner_labels(inside: list[Line], key: str) -> list[Kind | None]:
    labels: list[Kind | None] = []
    for index, line in enumerate(inside):
        if line.kind is not None:
            labels.append(line.kind)
        elif key and squeeze(line.text) == key:
            labels.append(Kind("headline", "the headline once more"))
        elif _before_notice(inside, index):
            labels.append(Kind("notice", "it opens a notice of the site to its readers"))
        elif _is_link(inside, index):
            labels.append(Kind("related", "one of several short lines in a row, like links"))
        else:
            labels.append(None)
    return labels


def _before_notice(inside: list[Line], index: int) -> bool:
    """Tell whether a line asks for something and the next line of its block is a notice."""
    line = inside[index]
    following = inside[index + 1] if index + 1 < len(inside) else None
    if following is None or following.after_gap or line.words > _SHORT_NOTICE:
        return False
    notice = following.kind is not None and following.kind.name == "notice"
    return notice and phrases.NOTICE.search(line.text) is not None


def _is_link(inside: list[Line], index: int) -> bool:
    """Tell whether a line without an end stands in a row of such lines."""
    line = inside[index]
    if (
        line.ends
        or line.bullet
        or line.words >= 25
        or line.text.endswith((":", ",", ";", "–", "—", "-"))
    ):
        return False
    around = [inside[i] for i in (index - 1, index + 1) if 0 <= i < len(inside)]
    rows = sum(1 for other in around if _is_short(other) and not other.bullet)
    return rows >= 1 and _row_length(inside, index) >= 3


def _is_short(line: Line) -> bool:
    return line.kind is None and not line.ends and line.words < 25


def _row_length(inside: list[Line], index: int) -> int:
    first = last = index
    while first > 0 and _is_short(inside[first - 1]):
        first -= 1
    while last + 1 < len(inside) and _is_short(inside[last + 1]):
        last += 1
    return last - first + 1


# -- date, names, credit ---------------------------------------------------------------------


def _meta(
    head: list[Line],
    inside: list[Line],
    tail: list[Line],
    headline: str | None,
    labels: list[Kind | None],
) -> Meta:
    near = head[-_NEAR * 2 :] + inside[:3]
    after = tail[:_AFTER]
    standfirst = next(
        (
            line.text
            for line, kind in zip(head, labels, strict=False)
            if kind and kind.name == "standfirst"
        ),
        None,
    )
    byline = _byline(near) or _byline(after)
    credited = [named for line in inside + after if (named := line_credit(line.text))]
    credited += [
        name
        for line in near + after
        if line.kind and line.kind.name == "byline"
        for name in agencies(line.text)
    ]
    return Meta(
        standfirst=standfirst,
        outlet=_outlet(head, tail, headline),
        byline=byline,
        published=_published(_nearest(head, inside, headline)) or _published(after),
        credits=tuple(credited),
    )


def _outlet(head: list[Line], tail: list[Line], headline: str | None) -> str | None:
    """Return the outlet that the page's title, its dated line or its copyright line names."""
    first = head[0].text if head else ""
    if headline and squeeze(headline) in squeeze(first) and (named := split_title(first)[1]):
        return named
    for line in head[-_NEAR:]:
        named = named_date(line.text) if line.kind and line.kind.name == "date" else None
        if named and _OUTLET.search(named):
            return named
    alone = {line.text for line in (*head, *tail)}
    for line in tail:
        found = _COPYRIGHT.match(line.text)
        if found and found["name"] in alone:
            return found["name"]
    return None


def _nearest(head: list[Line], inside: list[Line], headline: str | None) -> list[Line]:
    """Return the lines that may say the date: those below the headline, then those above."""
    named = _last(head, squeeze(headline or ""))
    named = len(head) if named is None else named
    return [*head[named:], *inside[:3], *reversed(head[max(0, named - _NEAR) : named])]


def _published(lines: list[Line]) -> str | None:
    """Return the first date, a date of publication before one of an update."""
    dated = [
        (line, found.iso)
        for line in lines
        if line.kind and line.kind.name in ("date", "byline") and (found := find_date(line.text))
    ]
    first = [iso for line, iso in dated if not _UPDATED.match(line.text)]
    return next(iter(first or [iso for _, iso in dated]), None)


def _byline(lines: list[Line]) -> tuple[str, ...]:
    for index, line in enumerate(lines):
        if line.kind and line.kind.name == "byline":
            found = find_date(line.text)
            text = line.text[: found.start] if found and found.start > 4 else line.text
            if names := names_in(text):
                return names
        asked = _ASKS_AUTHOR.fullmatch(line.text)
        if asked and index + 1 < len(lines) and lines[index + 1].words <= 6:
            return names_in(lines[index + 1].text)
    return ()


def _opening(inside: list[Line]) -> tuple[int, Opening] | None:
    """Return where the first line of prose begins, and the dateline or header that opens it."""
    for line in inside[:4]:
        if line.prose:
            opening = find_opening(line.text)
            return (line.span.start, opening) if opening else None
    return None


def _parts(
    lines: list[Line],
    labels: list[Kind | None],
    meta: Meta,
    opening: tuple[int, Opening] | None,
) -> Parts:
    body: list[Span] = []
    marks: list[tuple[Span, str, str]] = []
    for line, kind in zip(lines, labels, strict=True):
        if kind is not None:
            marks.append((line.span, kind.name, kind.reason))
            continue
        start = line.span.start
        if opening and opening[0] == start:
            found = opening[1]
            marks.append((Span(start, start + found.span.end), found.kind, found.reason))
            start += found.span.end
            meta = replace(
                meta,
                outlet=found.outlet or meta.outlet,
                published=meta.published or found.published,
                credits=(*meta.credits, *([found.credit] if found.credit else [])),
            )
        body.append(Span(start, line.span.end))
    return Parts(tuple(body), tuple(marks), meta)
