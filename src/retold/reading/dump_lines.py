"""The lines of a text dump, and those among them that read like prose."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from retold.reading.layers import trim
from retold.reading.lines import Kind, ends_sentence, kind_of, without_bullet, words_of
from retold.types import Span

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_GLUE = re.compile(
    r"(?<=[a-zß-öø-ÿ0-9)\]%…])(?=[A-ZÀ-Þ“‘«])"
    r"|(?<=[.!?”\"])(?=[A-ZÀ-Þ“‘«])|(?<=[.!?])(?=\"[A-Z])"
)
_CAMEL = re.compile(
    r"(?:\b(?:Mc|Mac|Fitz|De|Le|La|Di|Du|Van|You|Whats|Linked|Tik|Face|Pay|Java|Git|Snap|Micro"
    r"|Space|Open|Chat|i|e|Black|Master|Word|Drop|Fed|Ali|Net|Sound|Power|Quick|Insta|Deep|Door"
    r"|Air|Bio|Buzz|Politi)|[A-Z])$"
)
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)]?\s+(?=[A-ZÀ-Þ“‘«\"(])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|St|Jr|Sr|No|vs|Inc|Ltd|Co"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$"
)
_LONG, _SHORT = 900, 200
_TOKEN = re.compile(r"\S+")
_ROW, _ROW_LABELS = 5, 4
"""In this many words before a place so many must be labels to cut there."""
_CUE = re.compile(
    r"(?<=\s)(?=(?:Advertisement|ADVERTISEMENT|Published|Updated|Posted|Last updated|Share|SHARE"
    r"|Comments?|Facebook|Twitter|Read [Mm]ore|READ MORE|Read Next|Related|RELATED|Photo|Image"
    r"|Picture|Getty|Most [RrVP]|By [A-ZÀ-Þ][\w.'’-]+ [A-ZÀ-Þ]|Sign [Uu]p|Subscribe|Continue"
    r"|First published|Follow|Tags?:|Topics?:|Copyright|All [Rr]ights|Article [Cc]ontinues"
    r"|Story continues|Watch|WATCH|Listen|Save|Email|Print|Loading|Recommended|Trending|Latest"
    r"|Scroll|More from|More on|Log [Ii]n)(?!\w)|[|©·•»])"
)
_AFTER_CUE = re.compile(
    r"(?:(?:19|20)\d\d,?(?:\s(?:at\s)?\d{1,2}[:.]\d\d(?:\s?[APap]\.?[Mm]\.?)?(?:\s[A-Z]{2,4}\b)?)?"
    r"|\d{1,2}:\d\d(?:\s?[APap]\.?[Mm]\.?)?(?:\s[A-Z]{2,4}\b)?|\bago|Getty Images"
    r"|Advertisement|min read|Shutterstock|Image:|Photo:|\|)\s(?=[A-ZÀ-Þ“‘\"'«0-9])"
)
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_COMMENTS = re.compile(
    r"\d{1,5}\s(?:responses?|comments?|thoughts|replies)\b"
    r"|(?:reader |user |view |post a |leave a )?"
    r"(?:comments?|reply|responses)\s?(?:\(\d{1,5}\))?:?$|leave a (?:reply|comment)",
    re.IGNORECASE,
)
_HARMLESS = frozenset({"caption", "byline", "date", "mark", "repeated"})
_LOWER = 0.4
_GLUED = 5
_TITLE_WORDS = 4
_LONGEST_TITLE = 260
_REPEAT_WORDS = 6
_REPEAT_LENGTH = 40
_SHORT_ARTICLE = 60
_PROSE_WORDS = 8
_LONG_WORDS = 25
_CAP = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or a sentence of one that holds a page's text run together."""

    span: Span
    text: str
    words: int
    lower: float
    kind: Kind | None
    ends: bool
    bullet: bool
    after_gap: bool
    tokens: tuple[str, ...] = ()

    @property
    def prose(self) -> bool:
        """Whether the line reads like sentences of an article."""
        if self.kind is not None or self.lower < _LOWER:
            return False
        return (self.ends and self.words >= _PROSE_WORDS) or self.words >= _LONG_WORDS

    @property
    def worth(self) -> float:
        """How much the line speaks for (or against) being inside the body."""
        if self.kind is not None:
            return -3.0 if self.kind.name in _HARMLESS else -8.0
        if self.ends and self.lower >= _LOWER:
            return min(self.words, _CAP) * (1.0 if self.words >= _PROSE_WORDS else 0.4)
        if self.words >= _LONG_WORDS and self.lower >= _LOWER:
            return min(self.words, _CAP) * 0.5
        return -4.0 if self.words <= _PROSE_WORDS else -6.0


def lines_of(page: str) -> list[Line]:
    """Return the lines of a page that hold a character.

    A line that holds much text run together is cut into its sentences.
    """
    opening = repeated_opening(page)
    longest = _SHORT if is_together(page) else _LONG
    lines: list[Line] = []
    last_end = 0
    for match in _LINE.finditer(page):
        for piece in _pieces(page, trim(page, Span(*match.span())), opening, longest):
            gap = page.count("\n", last_end, piece.start) > 1
            lines.append(line_at(page, piece, after_gap=gap))
            last_end = piece.end
    return _without_repeats(lines)


def repeated_opening(page: str) -> str | None:
    """Return the longest beginning of a page that stands in it again: most often its headline."""
    start = len(page) - len(page.lstrip())
    head = page[start : start + _LONGEST_TITLE].split("\n", 1)[0]
    low, high = 0, len(head)
    while low < high:
        middle = (low + high + 1) // 2
        if page.find(head[:middle], start + middle) >= 0:
            low = middle
        else:
            high = middle - 1
    if (
        low < len(head)
        and head[low - 1 : low].isalnum()
        and head[low].isalnum()
        and not head[low].isupper()
    ):
        low = head.rfind(" ", 0, low)
    title = head[: max(low, 0)].strip(" -|–—·•:")
    return title if len(words_of(title)) >= _TITLE_WORDS else None


def line_at(page: str, piece: Span, *, after_gap: bool = True) -> Line:
    """Return the line that stands at a place of a page."""
    inner = without_bullet(page, piece)
    text = inner.of(page)
    words = words_of(text)
    wide = len(_WIDE.findall(text))
    first = [word[0] for word in words if word[0].isalpha()]
    cased = [letter for letter in first if letter.lower() != letter.upper()]
    lower = sum(map(str.islower, cased)) / len(cased) if cased else 1.0
    return Line(
        span=piece,
        text=text,
        words=len(words) + wide // 2,
        lower=lower,
        kind=kind_of(text),
        ends=ends_sentence(text),
        bullet=inner != piece,
        after_gap=after_gap,
        tokens=tuple(words),
    )


def _without_repeats(lines: list[Line]) -> list[Line]:
    """Mark long lines that stand on the page several times as furniture, unless most do."""
    counts = Counter(
        line.text for line in lines if line.words >= _REPEAT_WORDS and line.kind is None
    )
    repeated = {text for text, count in counts.items() if count > 1 and len(text) > _REPEAT_LENGTH}
    total = sum(line.words for line in lines if line.prose)
    if sum(line.words for line in lines if line.prose and line.text in repeated) > total * 0.3:
        return lines
    kind = Kind("repeated", "the same sentences stand on the page more than once")
    return [
        replace(line, kind=kind) if line.prose and line.text in repeated else line for line in lines
    ]


def is_together(page: str) -> bool:
    """Tell whether a page's text came run together, with hardly a line break."""
    return page.strip().count("\n") < max(3, len(page) / 2000)


def _pieces(page: str, span: Span, opening: str | None, longest: int) -> list[Span]:
    text = span.of(page)
    if len(text) < longest:
        return [span] if text else []
    glued = [
        m.start()
        for m in _GLUE.finditer(text)
        if not _CAMEL.search(text[max(0, m.start() - 12) : m.start()])
    ]
    if len(glued) < _GLUED and len(text) < 4 * longest and longest == _LONG:
        return [span]
    places = _places(text, opening)
    cuts = {*glued, *_sentence_cuts(text), *_joints(text)}
    cuts = {cut for cut in cuts if not any(span.start < cut < span.end for span in places)}
    cuts |= {bound for span in places for bound in (span.start, span.end)}
    bounds = [0, *sorted(cuts), len(text)]
    parts = (trim(page, Span(span.start + a, span.start + b)) for a, b in pairwise(bounds))
    return [piece for piece in parts if piece.start < piece.end]


def _sentence_cuts(text: str) -> list[int]:
    return [
        match.end()
        for match in _SENTENCE.finditer(text)
        if not _ABBREVIATION.search(text[max(0, match.start() - 6) : match.start()])
    ]


def _places(text: str, opening: str | None) -> list[Span]:
    """Return where the headline stands in a text."""
    if opening is None:
        return []
    found = (match.span() for match in re.finditer(re.escape(opening), text))
    return [Span(*span) for span in islice(found, 20)]


def _joints(text: str) -> list[int]:
    """Return where words stand that begin or end furniture, and the capitals of rows of labels.

    Cutting too often does no harm: pieces of the body are joined again.
    """
    found = [match.start() for match in _CUE.finditer(text)]
    found += [match.end() for match in _AFTER_CUE.finditer(text)]
    recent = [0.0] * _ROW
    count = 0.0
    before = ""
    for index, match in enumerate(_TOKEN.finditer(text)):
        token = match.group()
        label = float(token[0].isupper() or not token[0].isalnum() or token[0].isdigit())
        if label and count >= _ROW_LABELS and before[-1:] not in ",;:-–—.’'" and token[0].isupper():
            found.append(match.start())
        count += label - recent[index % _ROW]
        recent[index % _ROW] = label
        before = token
    return found


def best_run(lines: list[Line]) -> tuple[int, int] | None:
    """Return the run of lines that reads most like one article: first and last plus one."""
    best, found = 0.0, None
    total, start = 0.0, 0
    for index, line in enumerate(before_comments(lines)):
        if total <= 0:
            total, start = 0.0, index
        total += line.worth
        if total > best:
            best, found = total, (start, index + 1)
    return found


def before_comments(lines: list[Line]) -> list[Line]:
    """Leave out readers' comments, if an article stands before them."""
    read = 0.0
    for index, line in enumerate(lines):
        read += line.words * line.prose
        if read >= _SHORT_ARTICLE and line.words < 20 and _COMMENTS.match(line.text):
            return lines[:index]
    return lines
