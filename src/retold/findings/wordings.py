"""What is said of a change: one sentence, with both forms and all who carry the newer one."""

from __future__ import annotations

from collections.abc import Sequence

from retold.changes.comparison import Side, context
from retold.changes.lexicon import DOUBTS, FUNCTION_WORDS, NEGATIONS
from retold.findings.errors import Error
from retold.findings.phrases import Names, capital, listed, passage
from retold.findings.sources import is_sure
from retold.findings.tale import Tale
from retold.language.figures import figures
from retold.language.units import convert
from retold.statements.grammar import PERSONAL
from retold.types import Change, Figure, Place, Span

_VALUES = frozenset({"number", "unit", "date", "name"})
_PLAIN = FUNCTION_WORDS - PERSONAL - {"out", "up", "off"}
_WORDS_AROUND = 4
_TWO_TO_ONE = 2 / 3  # direction up to which nobody should be called the source
_LONG = 48  # characters from which on a passage is shown without the words around it


def sentence(tale: Tale, names: Names, error: Error, late: Sequence[str]) -> str:
    """Say what was changed, by whom, from what, and who carries it on.

    Args:
        tale: The story.
        names: What its articles are called.
        error: The change.
        late: Articles that have the older form although an update has changed it.
    """
    change = error.change
    if error.corrects and change.kind in _VALUES:
        return _updated(tale, names, error, late)
    if change.after is None:
        return _dropped(tale, names, error)
    if change.kind in _VALUES or change.kind in _CLAIMS:
        return _carried(tale, names, error)
    return _reworded(tale, names, error)


_CLAIMS = {
    "quote": ("an altered quotation", "alters a quotation"),
    "certainty": ("a claim", "changes how sure a claim is"),
    "negation": ("a sentence turned round", "turns a sentence round"),
}


def _carried(tale: Tale, names: Names, error: Error) -> str:
    """Say who has a value or words that are not the source's."""
    change = error.change
    before, after = shown(tale, change.parent), shown(tale, change.child)
    source = _source(tale, names, error)
    what = _what(change)
    if len(error.carriers) == 1:
        did = f"has {after}" if not what else f"{what[1]}: {after}"
        return f"{names.of(error.makers[0])} {did}; {source} has {before}{_right(change)}."
    carried = f"{what[0]}, {after}" if what else after
    first = f"first {names.of(error.makers[0])}" if len(error.makers) == 1 else "each on its own"
    rest = error.heirs if len(error.makers) == 1 else error.carriers
    then = f"{first}, then {names.all(rest)}" if len(error.makers) == 1 else _several(names, error)
    return (
        f"{capital(names.count(error.carriers))} carry {carried} ({then}); "
        f"{source} has {before}{_right(change)}."
    )


def _several(names: Names, error: Error) -> str:
    """Name those who made a change each on his own, and their heirs."""
    made = f"{names.all(error.makers)}, each on its own"
    return f"{made}, then {names.all(error.heirs)}" if error.heirs else made


def _what(change: Change) -> tuple[str, str] | None:
    """Return what was changed, for many carriers and for one."""
    if change.kind == "negation":
        return _negated(change)
    if change.kind != "certainty":
        return _CLAIMS.get(change.kind)
    before, after = (_doubts(text) for text in (change.before, change.after))
    if before - after and not after - before:
        return "a claim without its doubt", "is surer than its source"
    if after - before and not before - after:
        return "a claim with a doubt", "is less sure than its source"
    return _CLAIMS["certainty"]


def _negated(change: Change) -> tuple[str, str]:
    """Name the word of denial that came or went, if there is one."""
    before, after = (_words(text) & NEGATIONS for text in (change.before, change.after))
    if before and not after:
        word = passage(min(before))
        return f"a sentence without its {word}", f"leaves out a {word}"
    if after and not before:
        word = passage(min(after))
        return f"a sentence with a {word}", f"adds a {word}"
    return _CLAIMS["negation"]


def _words(text: str | None) -> set[str]:
    return {word.strip(".,;:“”\"'") for word in (text or "").lower().split()}


def _doubts(text: str | None) -> set[str]:
    """Return the words of doubt in a text; a capital May is a month."""
    words = (word.strip(".,;:“”\"'") for word in (text or "").split())
    return {word.lower() for word in words if word != "May"} & DOUBTS


def _dropped(tale: Tale, names: Names, error: Error) -> str:
    """Say who no longer has words of the source."""
    change = error.change
    one = len(error.carriers) == 1
    source = _source(tale, names, error, many=not one)
    did = f"{names.all(error.carriers)} {'drops' if one else 'drop'}"
    if change.kind == "attribution":
        return f"{did} the attribution {_whole(tale, change)} of {source.removesuffix(',')}."
    return f"{did} {passage(change.before)}, which {source} has."


def _reworded(tale: Tale, names: Names, error: Error) -> str:
    """Tell of an attribution, a quotation's marks or a reporting verb that was changed."""
    change = error.change
    before, after = passage(change.before), passage(change.after)
    one = len(error.carriers) == 1
    who, source = names.all(error.carriers), _source(tale, names, error, many=not one)
    if change.before is None:
        return f"{who} {'has' if one else 'have'} {after}, which {source} does not say."
    if change.kind == "attribution":
        has = "has" if one else "have"
        return f"{who} {has} {after} for the attribution {before} of {source.removesuffix(',')}."
    if change.kind == "unquoted":
        gives, own = ("gives", "its") if one else ("give", "their")
        return f"{who} {gives} as {own} own words what {source} quotes: {before} became {after}."
    return f"{who} {'writes' if one else 'write'} {after} where {source} has {before}."


def _updated(tale: Tale, names: Names, error: Error, late: Sequence[str]) -> str:
    """Tell of a value that an update changed, and of those who print the older one since."""
    change = error.change
    before, after = shown(tale, change.parent), shown(tale, change.child)
    parent = names.of(change.parent_article)
    told = f"{names.all(error.makers)}, an update of {parent}, changes {before} to {after}"
    if late:
        has = "has" if len(late) == 1 else "have"
        told += f"; {listed([names.of(a) for a in late])}, published later, still {has} the former"
    return f"{told}."


def _source(tale: Tale, names: Names, error: Error, *, many: bool = False) -> str:
    """Name the text that was changed, with the certainty there is."""
    change = error.change
    rows = tale.parents.get(change.child_article, ())
    descent = next((d for d in rows if d.parent == change.parent_article), None)
    sure = descent is None or is_sure(descent)
    name = names.of(change.parent_article)
    if descent is not None and descent.direction < _TWO_TO_ONE:
        return f"{name}, which may as well be the later one,"
    whose = "the" if len(error.carriers) > 1 else "its"
    whose = "their" if many else whose
    source = f"{whose} {'' if sure else 'probable '}source"
    if len(rows) == 1 and name.startswith("“"):  # a headline for want of an outlet is long
        return source
    return f"{source}, {name},"


def _whole(tale: Tale, change: Change) -> str:
    """Quote a dropped attribution with the outlets in it named whole."""
    place = change.parent
    if place is None or not change.before:
        return passage(change.before)
    text = tale.sides[place.article].text
    start, end = place.start, place.end
    for name in tale.outlets:
        at = text.find(name, max(0, start - len(name)), end + len(name))
        if at >= 0 and at < end and start < at + len(name):
            start, end = min(start, at), max(end, at + len(name))
    return passage(text[start:end])


def shown(tale: Tale, place: Place | None) -> str:
    """Quote a passage, a short one with the words around it that mean something."""
    if place is None:
        return "nothing of the kind"
    side = tale.sides[place.article]
    span = Span(place.start, place.end)
    if place.end - place.start < _LONG:
        span = _trimmed(side, context(side, span, _WORDS_AROUND), span)
    return passage(span.of(side.text))


def _trimmed(side: Side, wide: Span, core: Span) -> Span:
    """Take plain words off the ends of a passage, not off what it is shown for."""
    words = [
        word
        for word in side.words(side.sentence_at(core.start))
        if wide.start <= word.start and word.end <= wide.end
    ]
    telling = [
        word
        for word, following in zip(words, [*words[1:], None], strict=False)
        if word.norm not in _PLAIN
        or (word.start < core.end and core.start < word.end)
        or (following is not None and following.norm in {"least", "most"})
    ]
    if not telling:
        return wide
    return Span(min(core.start, telling[0].start), max(core.end, telling[-1].end))


def _right(change: Change) -> str:
    """Add what a conversion should have come to."""
    old, new = figures(change.before or ""), figures(change.after or "")
    if change.kind != "unit" or len(old) != 1 or len(new) != 1:
        return ""
    right = converted(old[0], new[0].unit)
    return f", which is {right}" if right else ""


def converted(figure: Figure, unit: str | None) -> str | None:
    """Return a value in another unit, as people write it."""
    if figure.value is None or not figure.unit or not unit or figure.unit == unit:
        return None
    value = convert(figure.value, figure.unit, unit)
    return None if value is None else f"about {rounded(value)} {plural(unit)}"


def rounded(value: float) -> str:
    """Return a number with three digits that count.

    >>> rounded(39.146), rounded(14800.4), rounded(0.62137)
    ('39', '14,800', '0.62')
    """
    if abs(value) >= 10:
        digits = max(0, len(str(int(abs(value)))) - 3)
        return f"{int(round(value, -digits)):,}"
    return f"{value:.2g}"


def plural(unit: str) -> str:
    """Return a unit as it stands behind a number.

    >>> plural("square mile"), plural("foot"), plural("kilometre per hour"), plural("°C")
    ('square miles', 'feet', 'kilometres per hour', '°C')
    """
    first, _, rest = unit.partition(" per ")
    if first in {"°C", "°F", "hertz", "%"}:
        return unit
    word = first.split()[-1]
    many = first.removesuffix(word) + {"foot": "feet", "inch": "inches"}.get(word, word + "s")
    return f"{many} per {rest}" if rest else many
