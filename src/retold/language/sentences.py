"""Sentences and paragraphs of a news text."""

from __future__ import annotations

import re

from retold.language.wordsets import word_set
from retold.types import Sentence, Span

_ABBREVIATIONS = word_set(
    """mr mrs ms dr prof st sr jr gov sen rep reps sens gen lt col sgt capt cmdr maj adm rev hon
    pres supt insp det dep asst no nos vs v inc corp ltd co bros jan feb mar apr jun jul aug sep
    sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ave blvd rd mt ft fig eg ie etc
    approx est dept univ assn al cf ca pp vol ed messrs mme mlle ph ste jos
    geo wm chas thos jas robt hrsg bzw"""
)
# Abbreviations only where a number follows.
_BEFORE_NUMBER = word_set("no nos p pp art arts sec secs ch op apt fig figs vol vols para cap reg")
_MONTHS = word_set("jan feb mar apr jun jul aug sep sept oct nov dec")
# Abbreviations after which a capital may well start a new sentence.
_MAY_END = frozenset({"inc", "corp", "ltd", "co", "etc", "jr", "sr", "al", "am", "pm"})
_REPORTING = word_set(
    """said says asked told wrote added replied insisted explained warned cried shouted joked
    recalled noted tweeted posted continued"""
)
_LONG_LINE = 40
_SHORT_LINE = 15
_LONGEST_LIST_MARK = 3
_LONGEST_ASIDE = 160
_TITLE_END = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Gov|Sen|Rep|Gen|Lt|Col|Sgt|Prof|Capt|Rev)\.$")
_NEVER_RUNS_ON = frozenset('.!?…:;”"')
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters without width; they stay with the sentence before them."""
_OPENING = "\"'“‘«„([—–" + _UNSEEN
# Both patterns start at one place of a run only and never go back into it: linear time.
_STOP = re.compile(
    rf"(?<![.!?…])(?:(?<!\.\s)\.(?:\s\.){{2,4}}|[.!?…]++)"
    rf"[\"'”’»“‘)\]{_UNSEEN}]*+(?:\[\d{{1,3}}\]|[¹²³⁰-⁹*†‡])*+(?=\s)"
)
_BREAK = re.compile(r"\n\s*+")
_SPACE = re.compile(r"\s*+")
_LAST_WORD = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.)*[^\W_]+$")
_OPENER = re.compile(r"(?:The|A|An|In|On|At|It|He|She|They|But|And|This|That|We)\b")
_SURE_OPENER = re.compile(r"(?:The|He|She|It|They|We|This|That|But|And|There)\b")
_MONTH_NAME = re.compile(
    r"(?:Jan|Feb|Mar|Apr|Mai|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz])[\w.]*\b", re.IGNORECASE
)
_DAY_NAME = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
# A sentence may open with a small letter: iPhone, von der Leyen, the next item of a list.
_SMALL_OPENER = re.compile(
    r"[a-z][A-Z]|(?:von|van|de|di|du|della|ten|bin|ibn|al-)\s?(?:de[rn]?\s|la\s)?[A-Z]|[a-z]\)\s"
)
_FIRST_WORDS = re.compile(r"[^\W\d_][\w.'’-]*")


def split(text: str) -> tuple[Sentence, ...]:
    """Split a text into sentences.

    A sentence never crosses a paragraph; a quotation of several sentences is split like
    other text, and its closing mark stays with the sentence before it.

    >>> text = 'Mr. Kirby spoke. “No plans,” he said. “Now or ever?” Kirby asked.'
    >>> [s.span.of(text) for s in split(text)]
    ['Mr. Kirby spoke.', '“No plans,” he said.', '“Now or ever?” Kirby asked.']
    """
    found: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs(text)):
        for start, end in _cut(text, paragraph):
            found.append(Sentence(len(found), start, end, number))
    return tuple(found)


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of a text without white space around them.

    An empty line parts paragraphs; so does a line break, unless the line before it runs
    on into the next (a hard wrap: no full stop, and the next line starts in lower case).
    """
    spans: list[Span] = []
    start = 0
    for match in _BREAK.finditer(text):
        end = match.start()
        while end > start and text[end - 1].isspace():
            end -= 1
        if _runs_on(text, Span(start, end), match):
            continue
        spans.append(Span(start, end))
        start = match.end()
    spans.append(Span(start, len(text)))
    return [s for s in (_strip(text, span) for span in spans) if s.start < s.end]


def _runs_on(text: str, before: Span, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 1]
    line = text[max(before.start, before.end - _LONG_LINE) : before.end]
    if match.group().count("\n") != 1:
        return False
    if _TITLE_END.search(line):
        return following.isupper()
    longest = _SHORT_LINE if line.endswith(",") else _LONG_LINE
    return len(line) >= longest and following.islower() and line[-1] not in _NEVER_RUNS_ON


def _strip(text: str, span: Span) -> Span:
    piece = span.of(text)
    left = len(piece) - len(piece.lstrip())
    return Span(span.start + left, max(span.start + left, span.start + len(piece.rstrip())))


def _cut(text: str, paragraph: Span) -> list[tuple[int, int]]:
    cuts = []
    start = paragraph.start
    for match in _STOP.finditer(text, paragraph.start, paragraph.end):
        if match.end() >= paragraph.end or not _ends(text, match, paragraph.end):
            continue
        if _is_list_mark(text[start : match.end()]) or _in_brackets(text, start, match.start()):
            continue
        cuts.append((start, match.end()))
        start = _past_space(text, match.end(), paragraph.end)
    cuts.append((start, paragraph.end))
    return [cut for cut in cuts if cut[0] < cut[1]]


def _is_list_mark(sentence: str) -> bool:
    return sentence[-1] == "." and len(sentence) <= _LONGEST_LIST_MARK and sentence[:-1].isdigit()


def _in_brackets(text: str, start: int, stop: int) -> bool:
    """Tell whether a full stop stands inside brackets that opened within its sentence."""
    opened = text.rfind("(", start + 1, stop)
    if opened < 0 or text.find(")", opened, stop) >= 0:
        return False
    closed = text.find(")", stop, stop + _LONGEST_ASIDE)
    return closed >= 0 and "\n" not in text[stop:closed] and text[closed - 1] not in ".!?"


def _past_space(text: str, start: int, limit: int) -> int:
    space = _SPACE.match(text, start, limit)
    return space.end() if space else start


def _ends(text: str, match: re.Match[str], limit: int) -> bool:
    """Tell whether a full stop (question mark, …) ends its sentence."""
    following = text[match.end() : min(limit, match.end() + 120)].lstrip()
    opener = following.lstrip(_OPENING)
    if not opener:
        return False
    if opener[0].islower() and not _SMALL_OPENER.match(opener):
        return False
    mark = match.group().rstrip(_UNSEEN + "[]0123456789¹²³⁰⁴⁵⁶⁷⁸⁹*†‡") or match.group()
    quoted = mark[-1] in "\"'”’»"
    if quoted and mark[0] in "!?…" and _is_reporting_clause(following):
        return False
    if mark[0] == "…" or mark.startswith(("...", ". .")):
        return following != opener or opener[0].isupper()
    if not mark.startswith(".") or len(mark) > 1:
        return True
    return not _is_abbreviation(text, match.start(), opener)


def _is_reporting_clause(following: str) -> bool:
    first = _FIRST_WORDS.findall(following)[:5]
    return any(word.lower().rstrip(".") in _REPORTING for word in first[1:])


def _is_abbreviation(text: str, stop: int, following: str) -> bool:
    last = _LAST_WORD.search(text, max(0, stop - 24), stop)
    if last is None:
        return False
    word = last.group()
    plain = word.replace(".", "").lower()
    if plain.isdigit():  # „am 3. Mai“: only a month after the number of a day
        return len(plain) <= 2 and _MONTH_NAME.match(following) is not None
    if "." in word:
        return _goes_on_after_letters(plain, following)
    if len(word) == 1 and word.isupper() and word != "I":
        return not _SURE_OPENER.match(following)
    return _goes_on_after_short_form(plain, following, capital=word[0].isupper())


def _goes_on_after_letters(plain: str, following: str) -> bool:
    """Tell whether a sentence goes on after letters with full stops: U.S., p.m., P.S."""
    if plain in ("am", "pm"):
        return _DAY_NAME.match(following) is not None
    # Only a common sentence opener ends the sentence.
    return plain not in _MAY_END and (plain == "ps" or not _OPENER.match(following))


def _goes_on_after_short_form(plain: str, following: str, *, capital: bool) -> bool:
    """Tell whether a sentence goes on after a short form: Mr., No., Sept., Co."""
    if plain in _MAY_END:
        return False
    if plain in _BEFORE_NUMBER:
        return following[0].isdigit()
    if plain in _MONTHS and capital:
        return following[0].isdigit() or _MONTH_NAME.match(following) is not None
    return plain in _ABBREVIATIONS and not (plain == "mar" and not capital)
