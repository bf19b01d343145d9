"""What the linked data of a page hold of the article itself: its text, whether it is free."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from retold.reading.dates import iso_date
from retold.reading.decode import without_surrogates
from retold.reading.html_head import Head
from retold.reading.html_meta import linked_nodes
from retold.reading.html_walk import walk
from retold.reading.json_places import string_layer, value_at
from retold.reading.layers import LayerBuilder, compose, trim
from retold.reading.lines import words_of
from retold.reading.meta import tidy
from retold.types import Layer, Part, Segment, Span

_BODY = re.compile(r"\s{0,20}:\s{0,20}(?=\")")
_BODY_NAME = '"articleBody"'
_TAGGED = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_LIVE = "LiveBlogPosting"
_GAP = "\n\n"
_FEWEST = 80
_TIMES = 1.5
_FEW_SHOWN = 60
"""So few words that the page shows may be anything: a notice, a teaser."""
_MOST_BODIES = 20
_MOST_POSTS = 1000
_LONGEST = 1_000_000


def told_text(raw: str, head: Head, shown: str) -> Layer | None:
    """Return the article's text as linked data have it, where the page shows much less of it.

    Args:
        raw: The source of the page.
        head: What the source says.
        shown: The text that the page shows of the article.
    """
    if not any("articleBody" in script for script in head.linked_data):
        return None
    bodies = [body for body in _bodies(raw) if _is_longer(body.text, shown)]
    opening = " ".join(words_of(shown)[:6]).casefold()
    fitting = [body for body in bodies if opening in " ".join(words_of(body.text)).casefold()]
    if not fitting and len(bodies) == 1 and len(words_of(shown)) < _FEW_SHOWN:
        fitting = bodies
    return max(fitting, key=lambda body: len(body.text), default=None)


def _bodies(raw: str, start: int = 0, most: int = _MOST_BODIES) -> list[Layer]:
    found: list[Layer] = []
    at = raw.find(_BODY_NAME, start)
    while at >= 0 and len(found) < most:
        at += len(_BODY_NAME)
        match = _BODY.match(raw, at)
        at = raw.find(_BODY_NAME, at)
        if match is None:
            continue
        try:
            value, span = value_at(raw, match.end())
        except ValueError:
            continue
        if isinstance(value, str) and value.strip() and len(value) <= _LONGEST:
            found.append(_plain(string_layer(raw, span)))
    return found


def _plain(layer: Layer) -> Layer:
    """Return a text without its mark-up, if it has any."""
    if _TAGGED.search(layer.text):
        return compose(walk(layer.text).page, layer)
    if not _ENTITY.search(layer.text):
        return layer
    builder, at = LayerBuilder(layer.text), 0
    for match in _ENTITY.finditer(layer.text):
        builder.keep(at, match.start())
        builder.put(html.unescape(match.group()), *match.span())
        at = match.end()
    builder.keep(at, len(layer.text))
    return compose(builder.layer(), layer)


def _is_longer(text: str, shown: str) -> bool:
    words = len(words_of(text))
    return words >= _FEWEST and words > _TIMES * len(words_of(shown))


@dataclass(frozen=True, slots=True)
class Inserted:
    """A page with a text put in where its source stands, and where in the page that is."""

    page: Layer
    text: Span
    at: int
    by: int

    def moved(self, span: Span) -> Span:
        """Return where a span of the page without the text has come to stand."""
        if span.start >= self.at:
            return Span(span.start + self.by, span.end + self.by)
        return Span(span.start, min(span.end, self.at))


def inserted(page: Layer, more: Layer) -> Inserted:
    """Put a text into a page, in the order of the source."""
    first, last = more.segments[0].source_start, more.segments[-1].source_end
    before = [segment for segment in page.segments if segment.source_end <= first]
    after = page.segments[len(before) :]
    at = before[-1].end if before else 0
    lead, tail = _GAP * bool(before), _GAP * bool(after)
    start, end = at + len(lead), at + len(lead) + len(more.text)
    by = len(lead) + len(more.text) + len(tail)
    gaps = [
        [Segment(at, start, first, first, exact=False)] if lead else [],
        [Segment(end, at + by, last, last, exact=False)] if tail else [],
    ]
    segments = (*before, *gaps[0], *_shifted(more.segments, start), *gaps[1], *_shifted(after, by))
    text = page.text[:at] + lead + more.text + tail + page.text[at:]
    return Inserted(Layer(text, segments), trim(text, Span(start, end)), at, by)


def _shifted(segments: Iterable[Segment], by: int) -> Iterator[Segment]:
    return (
        replace(segment, start=segment.start + by, end=segment.end + by) for segment in segments
    )


@dataclass(frozen=True, slots=True)
class ToldPost:
    """What the linked data of a live blog say of one of its posts."""

    label: str | None
    published: str | None
    words: int


def told_posts(head: Head) -> list[ToldPost]:
    """Return the posts that the linked data of a live blog list; none if the page is none."""
    if head.posts is None:
        told = any(_LIVE in script for script in head.linked_data)
        blogs = [_updates(node) for node in linked_nodes(head) if _live(node)] if told else []
        head.posts = [_post(one) for one in max(blogs, key=len, default=[])]
    return head.posts


def _live(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return _LIVE in (kinds if isinstance(kinds, list) else [kinds])


def _updates(node: dict[str, Any]) -> list[Any]:
    updates = node.get("liveBlogUpdate")
    return updates[:_MOST_POSTS] if isinstance(updates, list) else [updates]


def _post(node: Any) -> ToldPost:
    if not isinstance(node, dict):
        return ToldPost(None, None, 0)
    label, text = node.get("headline") or node.get("name"), node.get("articleBody")
    return ToldPost(
        tidy(html.unescape(without_surrogates(label))) if isinstance(label, str) else None,
        iso_date(node.get("datePublished")),
        len(words_of(text)) if isinstance(text, str) else 0,
    )


@dataclass(frozen=True, slots=True)
class ToldBlog:
    """The text of a live blog as linked data have it, and where in it each post begins."""

    text: Layer
    starts: tuple[tuple[int, ToldPost], ...]

    def parts(self) -> tuple[Part, ...]:
        """Return the posts as parts of the text."""
        ends = [start for start, _ in self.starts[1:]] + [len(self.text.text) + len(_GAP)]
        return tuple(
            Part(start, end - len(_GAP), "post", post.label, post.published)
            for (start, post), end in zip(self.starts, ends, strict=True)
        )


def told_blog(raw: str, head: Head, shown: str) -> ToldBlog | None:
    """Return a live blog's text as linked data have it, where the page shows much less of it."""
    told = told_posts(head)
    held = sum(post.words for post in told)
    if held < _FEWEST or held <= _TIMES * len(words_of(shown)) or _shows(told, shown):
        return None
    at = raw.find("liveBlogUpdate")
    layers: list[Layer] = []
    starts: list[tuple[int, ToldPost]] = []
    length = 0
    written = (post for post in told if post.words)
    for body, post in zip(_bodies(raw, max(at, 0), _MOST_POSTS), written, strict=False):
        starts.append((length, post))
        layers.append(body)
        length += len(body.text) + len(_GAP)
    return ToldBlog(_strung(layers), tuple(starts)) if layers else None


def _shows(told: list[ToldPost], shown: str) -> bool:
    """Tell whether the page shows posts itself: the list may go on over further pages."""
    labels = (post.label for post in told if post.label)
    return sum(1 for label in labels if label in shown) > 1


def _strung(layers: list[Layer]) -> Layer:
    """Return several layers of one source, in its order, as one with empty lines between."""
    segments: list[Segment] = []
    length = 0
    for layer in layers:
        if segments:
            at = segments[-1].source_end
            segments.append(Segment(length, length + len(_GAP), at, at, exact=False))
            length += len(_GAP)
        segments.extend(_shifted(layer.segments, length))
        length += len(layer.text)
    return Layer(_GAP.join(layer.text for layer in layers), tuple(segments))


def told_not_free(head: Head) -> bool:
    """Tell whether the linked data say that the article is not free to read."""
    said = [node.get("isAccessibleForFree") for node in linked_nodes(head)]
    return any(value is False or str(value).casefold() == "false" for value in said)
