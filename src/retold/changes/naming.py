"""Names and offices: another spelling, another bearer, another title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from unicodedata import combining, normalize

from rapidfuzz.distance import Levenshtein

from retold.changes.comparison import Comparison, Side
from retold.changes.house import spelled
from retold.changes.offices import HONORIFICS, Office, offices
from retold.language import rarity
from retold.language.words import stem
from retold.types import Change, Name, Severity, Span

_SLIP = 0.45  # likeness of the words in which they differ
_TYPO = 2  # letters in which a misspelt name differs from the right one
_KNOWN, _UNKNOWN = 6.5, 9.5  # rarity (nats) of a name that many know, of one that hardly any do
_SHORT = 4  # letters of a name that is long enough to be misspelt
_RUN_ON = re.compile(r"[^\W\d_]{3}\.[^\W\d_]")  # "the Police.A": two sentences run together
_CALLED = frozenset(
    tuple(pair.split("/"))
    for pair in (  # noqa: SIM905 (a table is easier to read and to add to)
        "joe/joseph mike/michael tom/thomas bob/robert rob/robert bill/william will/william "
        "jim/james dave/david steve/steven steve/stephen dan/daniel chris/christopher "
        "matt/matthew tony/anthony andy/andrew nick/nicholas ed/edward ted/edward ben/benjamin "
        "sam/samuel ron/ronald don/donald ken/kenneth greg/gregory jeff/jeffrey rick/richard "
        "dick/richard rich/richard pete/peter phil/philip tim/timothy jon/jonathan "
        "josh/joshua charlie/charles chuck/charles larry/lawrence jerry/gerald "
        "alex/alexander fred/frederick pat/patrick ray/raymond doug/douglas liz/elizabeth "
        "beth/elizabeth kate/katherine kathy/katherine cathy/catherine sue/susan debbie/deborah "
        "jen/jennifer jenny/jennifer becky/rebecca maggie/margaret peggy/margaret vicky/victoria "
        "mandy/amanda abby/abigail zach/zachary nate/nathaniel manny/manuel jake/jacob"
    ).split()
)
_LONG_ENOUGH = 6  # letters of a name whose last "s" may be taken for a plural
_SMALL = frozenset({"of", "the", "and", "for"})
_CLOSE = 0.6  # likeness of two names from which one is taken for a slip of the other


def name_changes(pair: Comparison) -> Iterator[Change]:
    """Find names that were swapped or misspelt, and persons whose office changed."""
    known = _Known(pair.parent)
    mine = _Known(pair.child)
    seen: set[tuple[str, str]] = set()
    for index, sources in enumerate(pair.sources):
        theirs = [name for k in sources for name in pair.parent.names[k]]
        for name in pair.child.names[index]:
            words = _words(pair.child, name)
            if pair.child.quoted(name.start, name.end) or known.has(words):
                continue
            if _RUN_ON.search(pair.child.text, name.start, name.end):
                continue
            if len(words) == 1 and words[0] in pair.parent.capitalised:
                continue
            other = _replaced(pair, words, theirs, mine)
            if other is not None:
                key = (" ".join(_words(pair.parent, other)), " ".join(words))
                if key not in seen:
                    seen.add(key)
                    yield pair.change(
                        "name",
                        _severity(_words(pair.parent, other), words),
                        Span(other.start, other.end),
                        Span(name.start, name.end),
                        "The name is not the one of the source.",
                    )


def _severity(before: tuple[str, ...], after: tuple[str, ...]) -> Severity:
    """Say how much another spelling matters: little where it mends one that nobody knows."""
    odd, now = sorted(set(before) - set(after)), sorted(set(after) - set(before))
    if len(odd) != 1 or len(now) != 1:
        return "high"
    slip = Levenshtein.distance(odd[0], now[0]) <= _TYPO
    mended = rarity(stem(odd[0])) >= _UNKNOWN and rarity(stem(now[0])) <= _KNOWN
    return "minor" if slip and mended and len(before) == 1 else "high"


def _words(side: Side, name: Name) -> tuple[str, ...]:
    """Return the words of a name in lower case, without dots, initials and accents."""
    written = side.text[name.start : name.end].replace(".", "").replace("’", "'").casefold()
    plain = "".join(c for c in normalize("NFD", written) if not combining(c))
    plain = plain.removesuffix("'s").removesuffix("'")
    words = tuple(plain.replace("-", " ").split())
    return tuple(word for word in words if len(word) > 1) or words


class _Known:
    """The names of an article as they are written, found by their words or their initials."""

    def __init__(self, side: Side) -> None:
        self.by_word: dict[str, list[frozenset[str]]] = defaultdict(list)
        self.initials: set[str] = set()
        for words in sorted({_words(side, name) for name in side.prepared.names}):
            for word in set(words):
                self.by_word[word].append(frozenset(words))
            self.initials |= _initials(words)

    def has(self, words: tuple[str, ...]) -> bool:
        """Tell whether a name, a longer form of it or its initials are written."""
        if len(words) == 1 and words[0] in self.initials:
            return True
        if any(short in self.by_word for short in _initials(words)):
            return True
        rarest = min(words, key=lambda word: len(self.by_word.get(word, ())))
        return any(frozenset(words) <= other for other in self.by_word.get(rarest, ()))


def _initials(words: tuple[str, ...]) -> set[str]:
    """Return the ways to abbreviate a name of several words."""
    if len(words) < 2:
        return set()
    whole = "".join(word[0] for word in words)
    return {whole, "".join(word[0] for word in words if word not in {"of", "the", "and"})}


def _replaced(
    pair: Comparison,
    words: tuple[str, ...],
    theirs: Sequence[Name],
    mine: _Known,
) -> Name | None:
    """Find the parent's name in the linked sentences that a new name took the place of."""
    best: tuple[float, int, Name] | None = None
    for other in theirs:
        written = _words(pair.parent, other)
        if mine.has(written) or _RUN_ON.search(pair.parent.text, other.start, other.end):
            continue
        score = _likeness(words, written)
        if score >= _CLOSE and (best is None or (score, -other.start) > best[:2]):
            best = (score, -other.start, other)
    return best[2] if best else None


def _likeness(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Score how alike two different names are written; 0 if one merely shortens the other."""
    if len(a) != len(b):  # "Student Ximena Tordesal": a word of another kind may stand in front
        short = min(len(a), len(b))
        if short > 1 and a[-short] == b[-short]:
            a, b = a[-short:], b[-short:]
    singular = [{w.removesuffix("s") for w in words if w not in _SMALL} for words in (a, b)]
    if singular[0] <= singular[1] or singular[1] <= singular[0]:
        return 0.0
    solid = ["".join(map(spelled, words)).removesuffix("com") for words in (a, b)]
    if solid[0] == solid[1] or _folded(a) == _folded(b) or _demonym(a, b) or _demonym(b, a):
        return 0.0
    if min(len(solid[0]), len(solid[1])) < _SHORT or _pet_name(a, b):
        return 0.0
    letters = Levenshtein.normalized_similarity(" ".join(a), " ".join(b))
    shared = len(set(a) & set(b)) / max(len(a), len(b))
    swapped = shared > 0.5 and len(a) == len(b)
    return max(letters * _slip(a, b), shared if swapped else 0.0)


def _pet_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether two names differ by a first name and its short form: ``Joe``, ``Joseph``."""
    odd = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    return len(a) == len(b) and bool(odd) and all(p in _CALLED or p[::-1] in _CALLED for p in odd)


def _folded(words: tuple[str, ...]) -> str:
    """Write a name without the letters that stand for an umlaut: ``Rüdiger``, ``Ruediger``."""
    return re.sub(r"(?<=[aou])e", "", " ".join(words))


def _slip(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Give 1 if the words that differ look like slips of one another, else 0."""
    odd = sorted(set(a) - set(b)), sorted(set(b) - set(a))
    joined = Levenshtein.normalized_similarity(" ".join(odd[0]), " ".join(odd[1]))
    return float(joined >= _SLIP)


_PEOPLES = frozenset(
    tuple(pair.split("/"))
    for pair in (  # noqa: SIM905 (a table is easier to read and to add to)
        "france/french belgium/belgian spain/spanish wales/welsh ireland/irish greece/greek "
        "denmark/danish poland/polish netherlands/dutch germany/german turkey/turkish "
        "switzerland/swiss portugal/portuguese china/chinese japan/japanese scotland/scottish "
        "britain/british sweden/swedish finland/finnish iceland/icelandic norway/norwegian "
        "england/english philippines/filipino peru/peruvian congo/congolese burma/burmese "
        "thailand/thai israel/israeli iraq/iraqi pakistan/pakistani cyprus/cypriot"
    ).split()
)


def _demonym(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether one name is the other's adjective: ``California``, ``Californian``."""
    short, long = " ".join(a), " ".join(b)
    if (short, long) in _PEOPLES:
        return True
    short = short.removesuffix("s") if len(short) > _LONG_ENOUGH else short
    ending = long.removeprefix(short[:-1])
    return len(short) > 3 and long.startswith(short[:-1]) and ending[-1:] in set("nheic")


def office_changes(pair: Comparison) -> Iterator[Change]:
    """Find persons who hold another office in the child than in the parent."""
    theirs = _by_bearer(pair.parent)
    for key, held in sorted(_by_bearer(pair.child).items()):
        before = theirs.get(key)
        if not before:
            continue
        ranks = {rank for office in before for rank in office.ranks}
        for office in held:
            honorific = office.ranks <= HONORIFICS
            old = next((o for o in before if (o.ranks <= HONORIFICS) == honorific), None)
            if old is not None and not office.ranks & ranks:
                yield pair.change(
                    "name", "medium", old.span, office.span, "The office is another one."
                )
                break


def _by_bearer(side: Side) -> dict[str, list[Office]]:
    """Return the offices of an article by the key of the person who holds them."""
    table: dict[str, list[Office]] = defaultdict(list)
    for name in side.prepared.names:
        if not side.quoted(name.start, name.end):
            table[name.key].extend(offices(side, name))
    return {key: found for key, found in table.items() if found}
