"""Where the head of a page that came run together has joints: dates, names, marks, repetitions.

They part a headline from what stands before it (a trail of sections, icons, notes to editors) and
from what follows it (the date, the byline, bullets), where no line break does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from retold.reading.phrases import COMMON, SECTIONS, words

Tokens = list[tuple[int, str]]
Pairs = Counter[tuple[str, str]]
_MONTH = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[A-Za-z]{0,6}\.?"
_DATE = re.compile(
    r"(?<=\s)(?:(?i:mon|tue|wed|thu|fri|sat|sun)[A-Za-z]{0,6},?\s)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}\s(?:19|20)\d\d"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d"
    r"|\d{1,2}[./]\d{1,2}[./]20\d\d|20\d\d-\d\d-\d\d)"
    r"(?=$|\d{1,2}:\d\d|,?\s(?:(?:at|um|à|-)\s)?\d{1,2}[:.]\d\d|\s(?:at\s\d|[|·•–—-]\s|[A-ZÀ-Þ“‘(@]))"
)
"""A date after which no sentence goes on."""
_LEADING = COMMON | words(
    """since until till before after between through during about around late early dated born
    published updated posted modified created edited date first last am vom bis seit du del our
    your next past every each yesterday today tomorrow on in at of to january february march april
    may june july august september october november december mon tue wed thu fri sat sun monday
    tuesday wednesday thursday friday saturday sunday"""
)
"""After such a word a date is part of a sentence or has a label."""
_NAME = r"[A-ZÀ-Þ][\w.'’-]{1,20}(?:\s[A-Z]\.)?\s[A-ZÀ-Þ][\w'’-]{1,24}"
_ROLE = r"(?:[A-Z]\w{2,14}\s){0,2}(?:Reporter|Correspondent|Editor|Writer|Columnist|Journalist)\b"
_SIGNED = re.compile(
    rf"(?<=[a-zß-ÿ0-9’”'\"?!]\s)(?={_NAME}(?:(?:,|\sand|\s&)\s{_NAME})?\s"
    rf"(?:@\w|[\w.-]{{1,40}}@\w|in\s[A-Z]\w{{1,20}}\s(?:Published|Updated|Posted|\d)|{_ROLE}"
    rf"|[|·•–—]\s(?:{_ROLE}|\d{{1,2}}\s|{_MONTH}\s\d|Updated|Published)))"
)
"""Where a name begins that a role, a place, an address or a moment follows."""
_DESCRIBED = re.compile(
    rf"(?P<name>{_NAME})\s(?:covers|writes|reports\son|is\s(?:an?|the)\s(?:[\w-]{{2,14}}\s){{0,3}}"
    r"(?:reporter|correspondent|editor|writer|columnist|journalist|freelancer?))\b"
)
"""Whom a page describes as its author."""
_MARKED = re.compile(
    r"(?<=\s)(?:\^(?=\s?\S)|(?=\*\s[A-ZÀ-Þ])|(?=\(Adds\s|\(Updates\s|\(Recasts\s|\(Repeats\s|Eds:\s)"
    r"|(?=\d{1,2}\sof\s\d{1,2}\s[|A-Z])|(?=\(BUTTON\)|/{3}\s|(?:UPDATE|WRAPUP)\s\d{1,2}-[A-Z]|\d{1,2}\smin(?:ute)?s?\s[Rr]ead\b"
    r"|UPDATED\s|PUBLISHED\s|SKIP\s|[A-Z]{4,12}\s-\s[A-Z]{3,10}\s))"
    r"|\(BUTTON\)\s|_{8,}\s|/{3}\s|¤{2,}\s|ADVERTISEMENT\s(?=[A-Z])"
)
"""Marks of wires, bullets, numbers of pictures, rules and buttons."""
_DATELINE = re.compile(
    r"(?<=[^A-ZÀ-Þ]\s)(?=[A-ZÀ-Þ]{3,20}(?:[\s-][A-ZÀ-Þ]{2,20}){0,2}(?:,\s[A-Z][\w.]{1,12})?"
    rf"(?:,\s{_MONTH}\s\d{{1,2}})?(?:,\s20\d\d)?,?\s(?:\([A-Z]|/[A-Z]|(?:[—–]|--?)\s))"
)
"""Where a place in capitals opens the text."""
_ICON = re.compile(
    r"(?<!\S)(?:(?:share|menu|search|home|public|schedule|print|link)\s)?[a-z]{2,16}(?:_[a-z]{2,16}){1,4}(?!\S)"
)
BINDING = words(
    """its that his her their is are was were will the a an of to for with from at and or & who how
    why what than but as into by über und der die das ein eine le la les des et el los las y de"""
)
"""Words that nothing ends with: neither a label nor a headline."""
_WITHIN = (
    _LEADING
    | BINDING
    | words(
        """into over out up off down onto upon within without under above below near like not no so
        if then than when where while because per via amid among against across behind beyond
        despite except toward towards over into más para mit für auf aus bei nach von zu pour dans
        sur par avec"""
    )
)
"""After such a small word a capital belongs to a headline that has many."""
_OPENERS = COMMON | words(
    "nobody some many most more after when while how why what there these those no one few"
)
"""With such a word a sentence begins, if a small one follows."""
_SECTION = re.compile(r"(?<!\S)([A-Z]{4,14})\s(?=[A-Z‘“'\"]?[A-Z]?[a-z])")
_BYLINE, _NAME_WORDS = 7, 2
"""So many words may name one author behind “By”; one has at least so many."""
_SLUG = re.compile(
    r"(?<!\S)[A-Z]{3,20}(?:[-/][A-Z]{2,20}){1,4}\s(?:\([A-Z0-9, ]{2,30}\)\s)?(?=[A-Z]\w*\s)"
)
_NEAR_START = 600
_LAST_WORD = re.compile(r"(?:[A-ZÀ-Þ]?[^\W\d_A-Z]+|\S)$")
_MOST_NAMES, _MOST_PLACES, _LONGEST_AGAIN, _TRAIL = 6, 12, 4, 8
_END_OF_WORD = re.compile(r"[a-zß-ÿ0-9’”'\"?!]\s")


def joints(text: str) -> Iterator[int]:
    """Yield where a text that came run together has joints that its own marks show."""
    for match in _DATE.finditer(text):
        before = _LAST_WORD.search(text[max(0, match.start() - 24) : match.start()].rstrip())
        if before and before[0] not in ":,;(–—-" and before[0].lower() not in _LEADING:
            yield match.start()
    yield from (match.start() for match in _SIGNED.finditer(text))
    yield from (at for match in _MARKED.finditer(text) for at in {match.start(), match.end()})
    yield from (match.end() for match in _SECTION.finditer(text) if match[1].lower() in SECTIONS)
    if "_" in text:
        yield from (at for match in _ICON.finditer(text) for at in match.span())
    yield from (match.end() for match in _SLUG.finditer(text, 0, _NEAR_START))
    yield from _authors(text)


def fresh(tokens: Tokens, head: int) -> Iterator[int]:
    """Yield where a sentence begins behind one that has no stop: a headline or a caption.

    It begins with a capital that its word has nowhere else on the page inside a sentence, where
    that is written small.

    Args:
        tokens: The words of the page.
        head: Where to stop looking.
    """
    small = Counter(token for _, token in tokens if token[0].islower())
    inside = Counter(
        after
        for (_, before), (_, after) in pairwise(tokens)
        if after[0].isupper() and before[-1].isalnum() and before[0].islower()
    )
    by = -_BYLINE
    for index, ((_, before), (start, token)) in enumerate(pairwise(tokens)):
        if start > head:
            return
        by = index if before in ("By", "BY") else by
        if index - by < _BYLINE and _ends_byline(tokens, index + 1, by) and small[token.lower()]:
            yield start
        if not (token[0].isupper() and token[1:].islower() and token.isalpha()):
            continue
        ended = before[-1].isalnum() and (before[0].islower() or before[0].isdigit())
        if not ended or before.lower() in _WITHIN:
            continue
        word = token.lower()
        small_next = tokens[min(index + 2, len(tokens) - 1)][1][0].islower()
        known = small[word] or small[word.removesuffix("s")]
        if (word in _OPENERS and small_next) or (inside[token] <= 1 and known):
            yield start


def _ends_byline(tokens: Tokens, index: int, by: int) -> bool:
    """Tell whether a word is the first of a sentence that follows a name and not a part of it."""
    token = tokens[index][1]
    following = tokens[index + 1][1] if index + 1 < len(tokens) else ""
    own = token[0].isupper() and token[1:].islower() and index - by > _NAME_WORDS
    return own and following[:1].islower() and following != "and"


def datelines(text: str, head: int) -> Iterator[int]:
    """Yield where the text is opened by a place in capitals and what follows there."""
    return (match.start() for match in _DATELINE.finditer(text, 0, head))


def _authors(text: str) -> Iterator[int]:
    """Yield where names stand, behind small words, of those whom the page describes as authors."""
    for match, _ in zip(_DESCRIBED.finditer(text), range(_MOST_NAMES), strict=False):
        at = text.find(match["name"])
        for _ in range(_MOST_PLACES):
            if at < 0:
                break
            if _END_OF_WORD.match(text, max(0, at - 2)):
                yield at
            at = text.find(match["name"], at + 1)


def again(tokens: Tokens, pairs: Pairs) -> Iterator[int]:
    """Yield where words stand twice in a row: a label ends, and what it is called after begins."""
    words = [token for _, token in tokens]
    for index in range(1, len(words)):
        if not words[index][0].isupper():
            continue
        for size in range(1, min(index, len(words) - index, _LONGEST_AGAIN) + 1):
            if words[index - size] != words[index] or not words[index][-1].isalnum():
                continue
            same = words[index - size : index] == words[index : index + size]
            if same and pairs[words[index - 1], words[index]] == 1:
                yield tokens[index][0]
                break
        else:
            if _stood(words, index, pairs):
                yield tokens[index][0]


def _stood(words: list[str], index: int, pairs: Pairs) -> bool:
    """Tell whether two words begin what follows, which also end a trail of sections before it."""
    first = words[index : index + 2]
    if len(first) < 2 or pairs[first[0], first[1]] != 2 or not words[index - 1][0].isupper():
        return False
    if not words[index - 1][-1].isalnum() or not first[1][-1].isalnum():
        return False
    near = words[max(0, index - _TRAIL) : index]
    return any(list(pair) == first for pair in pairwise(near))


def like_title(tokens: Tokens, pairs: Pairs, end: int) -> Iterator[int]:
    """Yield where the first two words of the page's title stand again behind a label.

    Args:
        tokens: The words of the page.
        pairs: How often each pair of them stands side by side.
        end: Where the title ends.
    """
    first = [token for start, token in tokens[:2] if start < end]
    if len(first) < 2 or not first[0][0].isupper() or first[0].lower() in COMMON:
        return
    if pairs[first[0], first[1]] < 2 or first[1].lower() in COMMON:
        return
    for index in range(2, len(tokens) - 1):
        start, token = tokens[index]
        if token == first[0] and tokens[index + 1][1] == first[1] and start > end:
            before = tokens[index - 1][1]
            if before[0].isupper() and before[-1].isalnum() and before.lower() not in COMMON:
                yield start
