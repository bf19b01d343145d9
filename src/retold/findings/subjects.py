"""What figures count or measure, in words: roles, dimensions, and the label of a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from retold.language.wordsets import word_set
from retold.statements.people import ROLES

_ROLES = {
    "killed": "kill killed kills killing dead death deaths die died dies dying fatality fatalities "
    "fatally bodies slain perished drowned lives toll",
    "injured": "injured injure injuring injuries injury wounded wounding wounds hurt maimed",
    "shot": "shot gunned stabbed",
    "missing": "missing unaccounted disappeared vanished",
    "arrested": "arrest arrested arrests arresting detained detention detentions custody jailed",
    "evacuated": "evacuate evacuated evacuating evacuation evacuees displaced homeless fled flee",
    "rescued": "rescue rescued rescuing rescues",
}
_PRICES = {
    "cost": "cost costs costing price priced prices worth",
    "fine": "fine fined fines penalty penalties",
    "damage": "damage damages loss losses lost",
    "savings": "save saved saving savings saves",
    "budget": "budget budgets funding fund funds grant grants",
}
ROLE_OF: dict[str, str] = {w: role for role, row in _ROLES.items() for w in row.split()}
PRICE_OF: dict[str, str] = {w: role for role, row in _PRICES.items() for w in row.split()}
PEOPLE = ROLES | word_set(
    "people person persons men women man woman others civilian child children resident passenger "
    "worker victim adult employee student pupil patient migrant refugee tourist traveller "
    "villager protester protestor demonstrator marcher troops boy girl guest visitor customer "
    "pedestrian cyclist fisher fisherman fishermen fans hostage prisoner inmate suspect individual "
    "casualties family families voter brother sister mother father herder shepherd pharmacist "
    "policemen firemen gunmen crew police teenager teen toddler baby babies infant"
)
_COUNTED_ONLY = word_set("lives bodies cases")
"""Words that name a role only where they are what is counted."""
TOLLS = ("killed", "missing", "injured", "shot", "arrested", "evacuated", "rescued")
"""What happens to people, as the subjects of rows end; the gravest first."""
GENERIC = word_set(
    "people person persons individuals others victims casualties other more times per of such "
    "total kind kinds"
)
"""Nouns that alone do not say that two figures count the same thing."""

_DIMENSIONS = {
    "fraction": "share",
    "length": "distance or length",
    "area": "area",
    "mass": "weight",
    "volume": "volume",
    "time": "duration",
    "speed": "speed",
    "power": "power",
    "energy": "energy",
    "temperature": "temperature",
    "date": "date",
    "time of day": "time of day",
    "percent": "share",
}
ASIDE = word_set(
    "about around roughly approximately some nearly almost least most than more less fewer over "
    "under up just only estimated exactly another further total between within said says say told "
    "according"
)
"""Words beside a figure that do not tell what it counts."""
_FAR, _CLOSE = (5, 8), (3, 2)  # words to a role before and behind, with a noun and without
_NO_COUNT = word_set("at in on by since until age ages aged between from")


def role_of(near: Sequence[tuple[int, str]], counted: Sequence[str], kind: str) -> str | None:
    """Return the role that the word nearest to a figure gives it.

    Args:
        near: The words beside the figure with their distance, those before it below 0.
        counted: The words of what is counted, if that is said.
        kind: The figure's kind; only amounts of money cost, only people are killed.

    >>> role_of([(-2, "killed"), (1, "people")], ["people"], "number")
    'killed'
    >>> role_of([(-2, "killed"), (1, "pages")], ["pages"], "number") is None
    True
    """
    if kind == "money":
        ranked = sorted(near, key=_distance)
        return next((PRICE_OF[word] for _, word in ranked if word in PRICE_OF), None)
    if kind != "number" or not all(is_person(w) or w.lower() in ROLE_OF for w in counted):
        return None
    if not counted and any(k == -1 and w in _NO_COUNT for k, w in near):
        return None
    front, behind = _FAR if counted else _CLOSE
    for k, word in sorted(near, key=_distance):
        if word in ROLE_OF and -front <= k <= behind and _may_name(k, word, counted):
            return ROLE_OF[word]
    return None


def counts_people(phrase: str) -> bool:
    """Tell whether all words of what is counted are words for people."""
    return all(is_person(word) for word in phrase.split())


def _distance(item: tuple[int, str]) -> tuple[int, int]:
    return (abs(item[0]), item[0])


def _may_name(distance: int, word: str, counted: Sequence[str]) -> bool:
    """Tell whether a word may name a role: ``lives`` only in front, or where they are counted."""
    if word == "shot" and counted[:1] == ["shot"]:
        return False  # "one shot was fired"
    return word not in _COUNTED_ONLY or distance < 0 or word in counted


def is_person(word: str) -> bool:
    """Tell whether a noun, in either number, is one for people; ``Israelis`` are."""
    low = word.lower()
    return (
        low in PEOPLE | GENERIC
        or low.removesuffix("s") in PEOPLE
        or (low != word and low[-1:] in "se")
    )


def label(measured: str, role: str | None, phrases: Iterable[str], near: Iterable[str]) -> str:
    """Return what a row of figures is about, in a few words.

    >>> label("number", "killed", ["people", "people", "people died"], [])
    'people killed'
    >>> label("length", None, [], ["travels", "travels", "moving"])
    'distance or length (travels)'
    """
    phrase = _commonest(p for p in phrases if p)
    if role == "age":
        name = _commonest(near)
        return f"age of {name}" if name else "age"
    if role:
        bare = " ".join(w for w in phrase.split() if w.lower() not in ROLE_OF | PRICE_OF)
        return f"{bare} {role}".strip() if measured == "number" else role
    core = _core(measured, phrase)
    beside = _commonest(n for n in near if n and n.lower() not in core.lower())
    return f"{core} ({beside})" if beside else core


def _core(measured: str, phrase: str) -> str:
    if measured.startswith("money"):
        return f"amount of {phrase}" if phrase else "amount"
    if measured in {"number", "ordinal"}:
        return phrase or "number"
    name = _DIMENSIONS.get(measured, measured)
    return f"{name} of {phrase}" if phrase else name


def _commonest(words: Iterable[str]) -> str:
    """Return the most frequent of some words, the first of equals."""
    counts = Counter(words)
    return max(counts, key=lambda word: counts[word], default="")
