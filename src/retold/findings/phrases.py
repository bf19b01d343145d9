"""The words of findings: what articles are called, lists, counts, passages in quotation marks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import PurePath

from retold.findings.tale import Tale
from retold.findings.times import when
from retold.types import Article, UnseenSource

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NOUNS = {"statement": "statement", "text": "report", "cited": "source"}
_SHORT_FILE = 32  # characters up to which a file's name may stand for an article
_MACHINE = re.compile(
    r"[0-9a-f]{8}|\A(?:index|article|page|dump|text|file|document|untitled)?[\W\d_]*\Z",
    re.IGNORECASE,
)
_SHORT_MONTH = re.compile(r"(?<= )([A-Z][a-z]{2})[a-z]+(?= \d)")
_LONGEST = 110  # characters of a passage that a sentence shows
_MOST_NAMES = 5
_WRAPPED = re.compile(r'["“][^"“”]*["”]')
_STRAIGHT = re.compile(r'"([^"]*)"')
_MARKS = str.maketrans({"“": "‘", "”": "’", "„": "‚", "«": "‹", "»": "›"})


def number(value: int) -> str:
    """Return a number as running text has it.

    >>> number(3), number(1200)
    ('three', '1,200')
    """
    return NUMBERS[value] if 0 <= value < len(NUMBERS) else f"{value:,}"


def counted(value: int, one: str, many: str | None = None) -> str:
    """Return a number in words with its noun.

    >>> counted(1, "article"), counted(12, "reply", "replies")
    ('one article', '12 replies')
    """
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def listed(names: Sequence[str], most: int = _MOST_NAMES) -> str:
    """Join names as a sentence does.

    >>> listed(["A", "B", "C"]), listed(list("ABCD"), most=2)
    ('A, B and C', 'A, B and 2 more')
    """
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most:,} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def passage(text: str | None, longest: int = _LONGEST) -> str:
    """Return a passage in quotation marks on one line, cut between words where it is long.

    >>> passage('told "The  Quay"')
    '“told ‘The Quay’”'
    """
    line = " ".join((text or "").split()).rstrip(",")
    if _WRAPPED.fullmatch(line):
        line = line[1:-1]
    line = _STRAIGHT.sub(r"‘\1’", line).translate(_MARKS).replace('"', "'")
    if len(line) > longest:
        line = line[:longest].rpartition(" ")[0].rstrip(" ,;:–—-") + "…"
    return f"“{line}”"


def capital(sentence: str) -> str:
    """Return a sentence with a capital in front.

    >>> capital("two outlets"), capital("“so” it is")
    ('Two outlets', '“so” it is')
    """
    return sentence[:1].upper() + sentence[1:]


class Names:
    """What the articles and the unseen sources of a story are called."""

    def __init__(self, tale: Tale) -> None:
        self._tale = tale
        self._labels = _labels([tale.sides[a].prepared.article for a in tale.in_order])
        self._outlets = all(tale.sides[a].prepared.article.outlet for a in tale.sides)

    def of(self, identity: str) -> str:
        """Return the name of an article or an unseen source."""
        source = self._tale.unseen.get(identity)
        return unseen_name(source) if source else self._labels.get(identity, identity)

    def all(self, articles: Iterable[str], most: int = _MOST_NAMES) -> str:
        """List articles in order of time."""
        return listed([self.of(a) for a in self.sorted(articles)], most)

    def sorted(self, articles: Iterable[str]) -> list[str]:
        """Put articles in order of time."""
        return sorted(set(articles), key=lambda a: (self._tale.place.get(a, 1 << 30), a))

    def count(self, articles: Collection[str]) -> str:
        """Count articles, as outlets where every one has its own.

        Two articles of one outlet are two articles.
        """
        mine = [
            self._tale.sides[a].prepared.article.outlet for a in articles if a in self._tale.sides
        ]
        alone = self._outlets and len(set(mine)) == len(mine) == len(articles)
        return counted(len(articles), "outlet" if alone else "article")


def unseen_name(source: UnseenSource) -> str:
    """Name an unseen source within a sentence.

    >>> unseen_name(UnseenSource("u", "Reuters", "text", ()))
    'a Reuters report'
    """
    noun = NOUNS[source.kind]
    name = " ".join(source.name.split())[:60]
    if source.kind == "cited":
        return name or "an unnamed source"
    if not name:
        return f"an unnamed {noun}"
    bare = name[4:] if name[:4].lower() == "the " else name
    if len(bare.split()) > 3 or {"of", "for"} & set(bare.split()):
        return f"a {noun} by {name}"
    return f"{'an' if bare[:1] in 'AEIOaeio' else 'a'} {bare} {noun}"


def _labels(articles: Sequence[Article]) -> Mapping[str, str]:
    """Name articles; two of a name are told apart by the hour, the day, their files, or a number.

    The reports name them alike (``reports/names.py``).
    """
    alike: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        alike[_name(article)].append(article)
    labels = {}
    for name, same in alike.items():
        same.sort(key=lambda one: one.id)
        for one, mark in zip(same, _marks(same), strict=True):
            labels[one.id] = f"{name} ({mark})" if len(same) > 1 else name
    return labels


def _marks(same: Sequence[Article]) -> list[str]:
    times = [one.published for one in same]
    whole = [_SHORT_MONTH.sub(r"\1", when(time)) for time in times]
    choices = [] if None in times else [[text.rpartition(", ")[2] for text in whole], whole]
    for marks in (*choices, [file_name(one.input) for one in same]):
        if len(set(marks)) == len(marks):
            return marks
    return [f"no. {k}" for k in range(1, len(same) + 1)]


def _name(article: Article) -> str:
    """Return the outlet, else the site, a file's name that is short and no number, the headline.

    A headline in marks is long, and no name of somebody who reports.
    """
    if article.outlet and article.outlet.strip():
        return " ".join(article.outlet.split())[:60]
    if host := site(article.url) or site(article.input):
        return host
    file = file_name(article.input)
    if speaks(file) or not (article.headline and article.headline.strip()):
        return file[:60] or article.id
    return passage(article.headline, 40)


def site(address: str | None) -> str:
    """Return the host of an address of the web.

    >>> site("https://www.news.example/a?b"), site("pages/a.html")
    ('news.example', '')
    """
    scheme, _, rest = (address or "").partition("://")
    if scheme not in {"http", "https"}:
        return ""
    host = re.split(r"[/?#]", rest, maxsplit=1)[0].rpartition("@")[2].partition(":")[0]
    return host.lower().removeprefix("www.")


def file_name(path: str) -> str:
    """Return the last part of a path, without what might steer a terminal.

    >>> file_name("pages/a.html"), file_name("pages.zip#b/c.html")
    ('a.html', 'c.html')
    """
    return "".join(c for c in PurePath(path).name if c.isprintable())


def speaks(file: str) -> bool:
    """Tell whether a file's name is short and was given by somebody, not by a machine.

    >>> speaks("a.html"), speaks("reuters-quay.txt"), speaks("000_848d9712ea877256.txt")
    (True, True, False)
    """
    stem = PurePath(file).stem
    return len(file) <= _SHORT_FILE and "#" not in file and not _MACHINE.search(stem)
