"""What is known of a dump's headline beside what the forests say: what is none, where it goes on.

Slugs, notes to editors, credited captions and bullets are no headlines; a site's motto on the
first line is none where another line stands right above the byline; a headline may be broken into
two or three lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from retold.reading.dates import find_date
from retold.reading.dump_joints import BINDING
from retold.reading.dump_lines import Line
from retold.reading.lines import tokens_of
from retold.reading.odd_lines import names_photographer

NOTE = re.compile(
    r"(?:eds?|editors?|attention|abstract|highlight|urgent|links|full text|body|byline|length"
    r"|load-date|publication info)\s?(?::|-\s)|.*///$"
    r"|view (?:this \w+ )?in (?:your )?browser|\((?:adds|updates|recasts|repeats)\b",
    re.IGNORECASE,
)
"""What wires and archives write above and into a text for those who handle it."""
_SLUG = re.compile(
    r"(?:BC|AP|PM|AM|US)-{1,2}[A-Z]|[A-Z]{3,20}(?:[-/][A-Z]{2,20}){1,4}(?:\s\(.{0,40}\))?$"
    r"|[\w-]{4,60}\s\d(?:st|nd|rd|th)lead\b|.{0,60}\b(?:\d(?:st|nd|rd|th)\s)?Ld-Writethru\b"
)
_CREDITED = re.compile(
    r"\b(?:foto|photo|photograph|picture|image|bild|crédit|credit|foto's|immagine)s?\s?:\s\S",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"an? (?:division|subsidiary|service|product|part|unit|member|brand) of (?-i:[A-ZÀ-Þ])"
    r"|join the (?:conversation|discussion)\b|(?:written |produced )?by the staff of\b",
    re.IGNORECASE,
)
"""What a site says of itself or asks of its readers."""
_CAPTIONED = re.compile(
    r"(?<![\w’'-])[a-zß-ÿ0-9][\w’'-]{2,}[\"”)%]?\. "
    r"(?!(?:The|A|An|And|But|It|We|He|She|They|You|I|No|Now|So|This|That|Then)\b)"
    r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){1,2}$"
)
"""A sentence with a stop and a name behind it: a caption and whose picture it is."""
_MARKS = str.maketrans("‘’“”", "''\"\"")
_TRAIL = re.compile(r"\s[»›>]\s.*\s[»›>]\s")
_LETTER = re.compile(r"[^\W\d_]")
_BARS = re.compile(r"\s[|–—»-]\s")
_PARTS, _PART_WORDS, _LONG_WORD, _MOST_LABELS = 2, 14, 3, 5
_LONG_CAPTION = 50
_NEAR_TOP, _FAR_BELOW, _TITLED, _STANDFIRST, _SHARED, _MOSTLY = 12, 60, 4, 10, 2, 0.3


def is_no_headline(lines: Sequence[Line], index: int, *, bullets: bool = False) -> bool:
    """Tell whether a line is no headline, whatever it looks like; a point of a list is none."""
    text = lines[index].text
    if NOTE.match(text) or _SLUG.match(text) or _CREDITED.search(text) or _TRAIL.search(text):
        return True
    if text.count("(") > text.count(")") and text.count("(") == 1:
        return True
    signed = len(text) > _LONG_CAPTION and _CAPTIONED.search(text) is not None
    if (
        signed
        or names_photographer(text)
        or _OWNED.match(text)
        or len(_LETTER.findall(text)) * 2 < len(text)
    ):
        return True
    if index + 1 < len(lines) and _CREDITED.match(lines[index + 1].text):
        return True
    if bullets or not lines[index].bullet:
        return False
    near = (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])
    return any(line.bullet for line in near)


def bounded(headline: str, page: str) -> str:
    """Return a headline without a label before it or a name behind it: it stands again without.

    Args:
        headline: What was taken for the headline on a page that came run together.
        page: The page's text.
    """
    words, page = headline.split(), _plain(page)
    if page.count(_plain(headline)) > 1:
        return headline
    for cut in range(1, min(_MOST_LABELS, len(words) - _TITLED) + 1):
        rest = headline[headline.index(words[cut], len(" ".join(words[:cut]))) :]
        if (
            words[cut - 1][0].isupper()
            and not words[cut][0].islower()
            and page.count(_plain(rest)) > 1
        ):
            return rest
    for cut in range(2, min(_MOST_LABELS, len(words) - _TITLED) + 1):
        rest = headline[: headline.rindex(words[-cut])].rstrip()
        if (
            words[-cut][0].isupper()
            and words[-cut - 1][-1].islower()
            and page.count(_plain(rest)) > 1
        ):
            return rest
    return headline


def _plain(text: str) -> str:
    return text.translate(_MARKS).casefold()


def goes_on(lines: Sequence[Line], body: Sequence[bool], at: int) -> range:
    """Return the lines of a headline that was broken into several, of which one was found."""
    first = last = at
    while first > 0 and at - first < _PARTS and _is_broken(lines, first - 1, body):
        first -= 1
    while last + 1 < len(lines) and last - at < _PARTS and _is_broken(lines, last, body):
        last += 1
    return range(first, last + 1)


def _is_broken(lines: Sequence[Line], index: int, body: Sequence[bool]) -> bool:
    """Tell whether a line goes on in the next, so that both are one headline."""
    line, following = lines[index], lines[index + 1]
    if following.after_gap or following.spaced or line.ends or following.bullet or line.bullet:
        return False
    if line.kind is not None or following.kind is not None or body[index] or body[index + 1]:
        return False
    if max(line.words, following.words) > _PART_WORDS or min(line.words, following.words) < _PARTS:
        return False
    binds = line.tokens[-1].lower() in BINDING and line.text[-1].isalnum()
    return following.text[0].islower() or binds


def above_byline(lines: Sequence[Line], at: int | None) -> int | None:
    """Return the line above the byline that is the headline, where the one found is a site's motto.

    Or where that one is the page's title, and another stands on the page again.
    """
    end = _first_signed(lines, at) if at is not None and at < _PARTS else None
    if at is None or end is None:
        return None
    inner = [index for index in range(at + 1, end) if _may_stand(lines, index)]
    twice = Counter(line.text for line in lines)
    again = [i for i in inner if twice[lines[i].text] > 1 and lines[i].words > _TITLED]
    titled = any(lines[i].text in lines[at].text for i in inner)
    if again and at == 0 and not titled and twice[lines[at].text] == 1:
        return again[-1]
    near = inner and end - at <= _NEAR_TOP
    return inner[0] if near and _is_motto(lines, at, inner[0]) else None


def _is_motto(lines: Sequence[Line], at: int, below: int) -> bool:
    """Tell whether a line is a site's motto rather than the headline that stands below it.

    Nothing but the site's name stands before a bar; or it shares no long word with that line, and
    fewer than that one with the text.
    """
    line = lines[at]
    bar = _BARS.search(line.text)
    if bar and len(tokens_of(line.text[: bar.start()])) < _TITLED:
        return True
    named, own = _long(line), _long(lines[below])
    if named & own or not (at == 0 or bar):
        return False
    text = {word for other in lines[below + 1 :] if other.prose for word in _long(other)}
    return len(own & text) > len(named & text)


def _first_signed(lines: Sequence[Line], at: int) -> int | None:
    """Return the first byline or date soon after a line, if no sentence stands between."""
    for index in range(at + 1, min(at + 1 + _FAR_BELOW, len(lines))):
        line = lines[index]
        if _is_signed(line) or _is_dated(line):
            return index
        if line.prose and line.ends:
            return None
    return None


def _is_dated(line: Line) -> bool:
    return line.words <= _PART_WORDS and line.kind is None and find_date(line.text) is not None


def _may_stand(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    named = line.kind is None and line.words >= _TITLED and line.lower > 0
    return named and not is_no_headline(lines, index)


def over_standfirst(lines: Sequence[Line], at: int) -> int:
    """Return the line above one that is rather the standfirst: longer, and right above the byline.

    It shares words with the text, which the name of a section and a teaser don't.
    """
    if not 0 < at < len(lines) - 1 or not _is_signed(lines[at + 1]):
        return at
    above, line = lines[at - 1], lines[at]
    if above.kind is not None or is_no_headline(lines, at - 1) or _BARS.search(above.text):
        return at
    if above.lower < _MOSTLY:
        return at
    if not _TITLED < above.words < min(line.words, _PART_WORDS + 3) or line.words < _STANDFIRST:
        return at
    text = {word for line in lines[at + 1 :] if line.prose for word in _long(line)}
    return at - 1 if len(_long(above) & text) >= _SHARED else at


def stands_at(lines: Sequence[Line], texts: Sequence[str], key: str) -> int | None:
    """Return where a headline stands above a byline or date, of one that was found elsewhere."""
    for index, text in enumerate(texts):
        if text == key and any(map(_is_signed, lines[index + 1 : index + _NEAR_TOP // 2])):
            return index
    return None


def _is_signed(line: Line) -> bool:
    return line.kind is not None and line.kind.name in ("byline", "date")


def _long(line: Line) -> set[str]:
    return {word.casefold() for word in tokens_of(line.text) if len(word) > _LONG_WORD}
