"""Where a line that holds much text run together is cut: at seams, sentences, cues and labels.

A seam is a place where two texts meet without a space (``a jointPublished``). Cutting too often
does little harm, for pieces of the body are joined again; but a headline cut in two is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, islice, pairwise

from retold.reading.dump_joints import (
    BINDING,
    Pairs,
    Tokens,
    again,
    datelines,
    fresh,
    joints,
    like_title,
)
from retold.reading.dump_rows import after_names, label_cuts
from retold.reading.dump_seams import COLUMN, GAP, GLUED, glues, inner_names, quoted_seams, seams_of
from retold.reading.layers import trim
from retold.reading.phrases import words
from retold.types import Span

LONG, SHORT = 900, 200
"""A line so long is cut, on a page with line breaks and on one without."""
_SENTENCE = re.compile(
    r"[.!?…。！？](?:(?<=[.!?…])[\"”’)]?\s+(?=[A-ZÀ-Þ“‘«\"(])|(?<=[。！？])(?!$))"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|St|Jr|Sr|No|vs|Inc|Ltd|Co"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z]"
    r"|,\s(?:Ala|Alta|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Man|Mass|Md|Me|Mich"
    r"|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ont|Ore|Pa|Que|Sask|Tenn|Tex|Va|Vt|Wash|Wis|Wyo))\.$"
)
_NAME_TIMES = 2
_GLUED = 5
_TOKEN = re.compile(r"\S+")
_TWICE = 6
_MANY_WORDS, _DIFFER = 5000, 0.02
"""So many words of which so few differ are no text: even in a novel one in twenty is new."""
"""So many words that stand twice on a page are a headline or a label of its own."""
_BLOCK = 170
"""So short a text between two seams is one block: a headline, a caption, a label."""
_ENDED = re.compile(r"[.!?…][\"'”’)\]]*\s*$")
_HEAD = 500
"""So far behind the byline the head of a page may reach."""
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_CUE = re.compile(
    r"\s(?=[A-ZÀ-Þ|©·•»✕×►▶(b])"
    r"(?=(?:Advertisement|ADVERTISEMENT|Published|Updated|Posted|Last updated|Share|SHARE"
    r"|Comments?|Facebook|Twitter|Read [Mm]ore|READ MORE|Read Next|Related|RELATED|Photo|Image"
    r"|Picture|Getty|Sign [Uu]p|Subscribe|Continue|Copy Link|Most (?:[Rr]ead|[Pp]opular|[Vv]iewed)"
    r"|First published|Follow|Tags?:|Topics?:|Copyright|All [Rr]ights|Article [Cc]ontinues"
    r"|Story continues|Watch|WATCH|Listen|Save|Email|Print|Loading|Recommended|Trending|Latest"
    r"|When you (?:purchase|buy) through|Scroll|More from|More on|Log [Ii]n"
    r"|Author of the article|(?:Jump|Skip) [Tt]o (?:[Mm]ain )?(?:[Cc]ontent|[Nn]avigation))(?!\w)"
    r"|[A-ZÀ-Þ]{4,20}(?:\s[A-ZÀ-Þ]{3,20}){0,2}(?::|,\s[A-Z][\w .]{2,14}\s[—–-])\s[“\"A-ZÀ-Þ]"
    r"|[|©·•»]|[✕×►▶]"
    r"|By\s[A-ZÀ-Þ][\w.'’-]{1,20}\s[A-ZÀ-Þ]|\((?:[Pp]hoto|[Ii]mage|[Pp]icture)s?\b"
    r"|(?:by\s)?[A-ZÀ-Þ][\w.'’-]{1,20}\s[A-ZÀ-Þ][\w.'’-]{1,20}\s"
    rf"(?:(?:19|20)\d\d-\d\d-\d\d|\d{{1,2}}\s{_MONTHS}\s\d|{_MONTHS}\s\d{{1,2}},?\s(?:19|20)\d\d"
    r"|\d{1,2}\s(?:min|hour|day)[a-z]*\sago))"
)
_STARTER = re.compile(
    r"[A-Z](?<![\w'’-][A-Z])[a-z]{3,12}\s(?P<first>(?:How|Why|What|An?|The)\s[a-z])"
)
_LETTERED = words(
    """Vitamin Hepatitis Plan Class Grade Group Type Team Level Schedule Serie Series Section Part
    Appendix Influenza Category List Area Block Exhibit Figure Table Division Model Option
    Terminal"""
)
"""What is followed by the letter A, not by an article."""
_COMMENTER = re.compile(
    rf"(?<!\S)\S{{2,30}}\s(?:says|said|wrote)\s?:\s(?:on\s)?(?:{_MONTHS}\s\d{{1,2}}|\d{{1,2}}\s{_MONTHS}),?"
    r"\s(?:19|20)\d\d,?(?:\sat)?\s\d{1,2}:\d\d(?:\s?[APap]\.?[Mm]\b\.?)?"
)
"""What stands above a reader's comment."""
_SAYS = re.compile(r"(?:says|said|wrote)\s?:")
_BY = re.compile(
    r"[ABb](?<![^\W_][ABb])(?:(?<=B)[yY]|(?<=b)y|(?<=A)uthor of the article)(?=:?\s?[A-ZÀ-Þ])"
)
_AFTER_CUE = re.compile(
    r"(?=[|\dAEFGIJLPRSTVW]|ago|icon|min|text)"
    r"(?:(?:19|20)\d\d,?(?:\s(?:at\s)?\d{1,2}[:.]\d\d(?:\s?[APap]\.?[Mm]\.?)?+(?:\s[A-Z]{2,4}\b)?+)?+"
    r"|\d{1,2}:\d\d(?:\s?[APap]\.?[Mm]\.?)?+(?:\s[A-Z]{2,4}\b)?+|\bago|Getty Images"
    r"|Advertisement|(?:View|Add|Post|Show) [Cc]omments?|min read|Shutterstock|Image:|Photo:|\|"
    r"|\b(?:Facebook|Twitter|LinkedIn|Email|Pinterest|Reddit|Tumblr|WhatsApp|Link|icon|Print)"
    r"|(?:Follow [Uu]s|[Tt]ext [Ss]ize|Large|(?:Jump|Skip) [Tt]o (?:[Mm]ain )?[Cc]ontent))"
    r"\s(?=[A-ZÀ-Þ“‘\"'«0-9])"
)
_GOES_ON = re.compile(r"\s?[a-zß-öø-ÿ&]|[,;:]\s\w|['’]\w|-\w|\s(?:\d|[–—-]\s[a-z])")
"""What follows a repeated opening that ends within a sentence."""
_MOST_PLACES = 20
_SHARED, _REACH = 4, 10
"""So many words of the page's title in a row are its headline in other words.

So far before them it may begin.
"""
_SHORTEST_TITLE, _LONGEST_TITLE = 20, 160
_BAR = re.compile(r"\s[|–—-]\s")
_SPOKEN = re.compile(r"\b[Hh]eading level [1-6][:,]?\s")
_SPOKEN_SIGN = "eading level "
_PRONOUN = re.compile(r"I(?![^\W_])")


def is_parted(page: str) -> bool:
    """Tell whether short lines of a page are looked at, too: some may hold several texts."""
    return _SPOKEN_SIGN in page or COLUMN in page or glues(page)


def pieces_of(page: str, span: Span, opening: str | None, *, together: bool) -> list[Span]:
    """Return the pieces of a line; a short line is one piece.

    Args:
        page: The page's text.
        span: Where the line stands.
        opening: The beginning of the page that stands in it again, most often the headline.
        together: Whether the page came with hardly a line break.
    """
    text = span.of(page)
    longest = SHORT if together else LONG
    if len(text) < longest:
        return _short_pieces(page, span, text) if text else []
    glued = sorted({*seams_of(text), *quoted_seams(text)})
    tokens = _tokens(text, glued)
    if len(tokens) > _MANY_WORDS and len({word for _, word in tokens}) < _DIFFER * len(tokens):
        return [span]
    pairs = Counter(pairwise(token for _, token in tokens))
    fresh = {*glued, *(match.start() for match in _BY.finditer(text))}
    labels = set(label_cuts(tokens, pairs, fresh))
    first = span.start == len(page) - len(page.lstrip())
    bar = _BAR.search(text, 0, _LONGEST_TITLE) if first else None
    if bar and together and pairs[tokens[0][1], tokens[1][1]] < _NAME_TIMES:
        bar = None  # what stands before it is no title: that stands again
    if bar:
        labels = {cut for cut in labels if cut > bar.start()}
    if len(glued) + len(labels) < _GLUED and len(text) < 4 * longest and not together:
        return [span]
    places = _places(text, opening)
    twice = _twice(text, tokens, pairs)
    sentences = set(_sentence_cuts(text, tokens, pairs))
    soft = sentences | labels
    blocked = _inside_blocks(text, glued, soft)
    soft -= blocked
    cuts = {*glued, *soft, *_joints(text), *twice, *after_names(tokens, pairs)}
    if together:
        cuts |= _head_cuts(text, tokens, pairs, bar.end() if bar else 0)
    for place in places:
        cuts = {cut for cut in cuts if not place.start < cut < place.end}
    cuts |= {place.start for place in places if not text[place.start].islower()}
    cuts |= {place.end for place in places if not _binds(text, place)}
    # where a sentence of two ends that are one headline
    cuts -= {cut - 1 for cut in blocked & sentences}
    if first:
        cuts |= set(_in_other_words(text, tokens, min(cuts, default=0)))
    bounds = [0, *sorted(cuts), len(text)]
    parts = (trim(page, Span(span.start + a, span.start + b)) for a, b in pairwise(bounds))
    return [piece for piece in parts if piece.start < piece.end]


def _head_cuts(text: str, tokens: Tokens, pairs: Pairs, title: int) -> set[int]:
    """Return the joints of a text without line breaks; the page's title is left whole."""
    own = [cut for cut in joints(text) if cut > title]
    signed = (match.start() for match in _BY.finditer(text, title))
    head = min([*own, next(signed, len(text))], default=0) + _HEAD
    found = {*own, *again(tokens, pairs), *like_title(tokens, pairs, title), *fresh(tokens, head)}
    found.update(datelines(text, head))
    return {cut for cut in found if cut > title}


def _binds(text: str, place: Span) -> bool:
    """Tell whether what stands twice ends within a sentence."""
    last = text[place.start : place.end].rpartition(" ")[2].lower()
    return last in BINDING or _GOES_ON.match(text, place.end) is not None


def _short_pieces(page: str, span: Span, text: str) -> list[Span]:
    """Return the pieces of a short line: its columns, and what was glued to it."""
    if COLUMN in text:
        bounds = [0, *(match.end() for match in GAP.finditer(text)), len(text)]
    elif glues(page) and GLUED.search(text):
        glued = sorted({*seams_of(text, inner_names(page)), *quoted_seams(text)})
        marked = [*joints(text), *_joints(text)] if glued else []
        bounds = [0, *sorted({*glued, *marked}), len(text)]
    else:
        return _headings(page, span)
    parts = (trim(page, Span(span.start + a, span.start + b)) for a, b in pairwise(bounds))
    return [piece for piece in parts if piece.start < piece.end]


def _headings(page: str, span: Span) -> list[Span]:
    """Return a short line cut behind the words with which a screen reader opens a heading."""
    if page.find(_SPOKEN_SIGN, span.start, span.end) < 0:
        return [span]
    found = _SPOKEN.search(page, span.start, span.end)
    if found is None:
        return [span]
    parts = (trim(page, Span(*bounds)) for bounds in pairwise((span.start, found.end(), span.end)))
    return [part for part in parts if part.start < part.end]


def _tokens(text: str, seams: list[int]) -> Tokens:
    """Return the words of a text with their places, cut also at seams."""
    words = text.split()
    if " ".join(words) == text:
        starts = accumulate((len(word) + 1 for word in words), initial=0)
        whole = list(zip(starts, words, strict=False))
    else:
        whole = [(match.start(), match.group()) for match in _TOKEN.finditer(text)]
    if not seams:
        return whole
    tokens: Tokens = []
    ahead = iter(seams)
    seam = next(ahead, len(text))
    for start, word in whole:
        at, end = start, start + len(word)
        while seam < end:
            if seam > at:
                tokens.append((at, text[at:seam]))
                at = seam
            seam = next(ahead, len(text))
        tokens.append((at, text[at:end]))
    return tokens


def goes_on(text: str, at: int) -> bool:
    """Tell whether a sentence goes on at a place of a text."""
    return _GOES_ON.match(text, at) is not None


def _inside_blocks(text: str, seams: list[int], cuts: set[int]) -> set[int]:
    """Return the cuts inside short blocks between two seams that are no sentences."""
    inside: set[int] = set()
    ordered = sorted(cuts)
    for start, end in pairwise(seams):
        if end - start <= _BLOCK and not _ENDED.search(text, max(start, end - 8), end):
            inside.update(ordered[bisect_right(ordered, start) : bisect_left(ordered, end)])
    return inside


def _twice(text: str, tokens: Tokens, pairs: Pairs) -> Iterator[int]:
    """Yield where stretches of several words that stand twice on the page begin and end."""
    words = [token for _, token in tokens]
    again = _again(words, pairs)
    count = len(words) - _TWICE + 1
    for index in again:
        before = words[index - 1] if index else "."
        begins = not words[index][0].islower() and not _PRONOUN.match(words[index])
        if index - 1 not in again and begins and _ends_label(before):
            yield tokens[index][0]
        if index + 1 not in again and index + 1 < count:
            start, word = tokens[index + _TWICE - 1]
            binds = word[-1] in ",:;" or word.lower() in BINDING
            if not binds and not _GOES_ON.match(text, start + len(word)):
                yield start + len(word)


def _again(words: list[str], pairs: Pairs) -> set[int]:
    """Return where stretches of words begin that stand twice: their pairs of words do, too."""
    run, held = 0, []
    for index, pair in enumerate(pairwise(words)):
        run = run + 1 if pairs[pair] > 1 else 0
        if run >= _TWICE - 1:
            held.append(index - _TWICE + 2)
    grams = [tuple(words[index : index + _TWICE]) for index in held]
    times = Counter(grams)
    return {index for index, gram in zip(held, grams, strict=True) if times[gram] > 1}


def _in_other_words(text: str, tokens: Tokens, end: int) -> Iterator[int]:
    """Yield where a headline begins and ends that says the page's title in other words.

    The title is what stands before the first cut. A headline is known where the title's last
    words stand again; it begins with the title's first.
    """
    if not _SHORTEST_TITLE <= end <= _LONGEST_TITLE:
        return
    title = text[:end].split()
    last = title[-_SHARED:]
    if len(title) <= _SHARED or not title[0][0].isupper():
        return
    words = [token for _, token in tokens]
    for index in range(len(title), len(words) - _SHARED):
        if words[index] != last[0] or words[index : index + _SHARED] != last:
            continue
        first = max(len(title), index - _REACH)
        if title[0] in words[first:index]:
            yield tokens[index - 1 - words[first:index][::-1].index(title[0])][0]
            start, word = tokens[index + _SHARED - 1]
            if not _GOES_ON.match(text, start + len(word)):
                yield start + len(word)


def _ends_label(word: str) -> bool:
    return not word[0].isupper() and word[-1] not in ":,"


def _sentence_cuts(text: str, tokens: Tokens, pairs: Pairs) -> Iterator[int]:
    """Yield where sentences begin, but not within a headline of two that stands twice."""
    at = {start: index for index, (start, _) in enumerate(tokens)}
    for match in _SENTENCE.finditer(text):
        start = match.start() + 1
        if text[start - 1] == "." and _ABBREVIATION.search(text[max(0, start - 9) : start]):
            continue
        index = at.get(match.end(), 0)
        if index and pairs[tokens[index - 1][1], tokens[index][1]] >= _NAME_TIMES:
            continue
        yield match.end()


def _places(text: str, opening: str | None) -> list[Span]:
    """Return where the headline stands in a text."""
    if opening is None:
        return []
    found = (match.span() for match in re.finditer(re.escape(opening), text, re.IGNORECASE))
    return [Span(*span) for span in islice(found, _MOST_PLACES)]


def _joints(text: str) -> Iterator[int]:
    """Yield where words stand that begin or end furniture."""
    yield from (match.end() for match in _CUE.finditer(text))
    yield from (match.end() for match in _AFTER_CUE.finditer(text))
    for match in _STARTER.finditer(text):
        lettered = match["first"][1] == " " and match.group().split()[0] in _LETTERED
        if not lettered:
            yield match.start("first")
    if _SAYS.search(text):
        yield from (at for match in _COMMENTER.finditer(text) for at in match.span())
