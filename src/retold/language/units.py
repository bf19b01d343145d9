"""Units of measure and money: the ways they are written and how they convert.

A unit has one normal name (``kilometre``, ``%``, ``EUR``), a dimension and the factor that
carries it to the base of that dimension. Money of different currencies never converts.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit under its normal name; ``value * factor + offset`` is in base units."""

    name: str
    dimension: str
    factor: float = 1.0
    offset: float = 0.0


# name, dimension, factor, other ways to write it (regular plurals are made by rule)
_MEASURES: tuple[tuple[str, str, float, str], ...] = (
    ("kilometre", "length", 1000.0, "kilometer km kms"),
    ("metre", "length", 1.0, "meter"),
    ("centimetre", "length", 0.01, "centimeter cm"),
    ("millimetre", "length", 0.001, "millimeter mm"),
    ("mile", "length", 1609.344, "mi"),
    ("nautical mile", "length", 1852.0, "sea_mile"),
    ("yard", "length", 0.9144, "yd"),
    ("foot", "length", 0.3048, "feet ft"),
    ("inch", "length", 0.0254, "inches"),
    ("hectare", "area", 10_000.0, "ha"),
    ("acre", "area", 4046.856, ""),
    ("tonne", "mass", 1000.0, "ton tons metric_ton metric_tonne"),
    ("kilogram", "mass", 1.0, "kilogramme kilo kg kgs"),
    ("gram", "mass", 0.001, "gramme"),
    ("milligram", "mass", 1e-6, "milligramme mg"),
    ("pound", "mass", 0.45359237, "lb lbs"),
    ("ounce", "mass", 0.0283495, "oz"),
    ("litre", "volume", 0.001, "liter"),
    ("millilitre", "volume", 1e-6, "milliliter ml"),
    ("gallon", "volume", 0.003785412, ""),
    ("barrel", "volume", 0.1589873, "bbl"),
    ("second", "time", 1.0, "sec secs"),
    ("minute", "time", 60.0, "min mins"),
    ("hour", "time", 3600.0, "hr hrs"),
    ("day", "time", 86_400.0, "days"),
    ("week", "time", 604_800.0, ""),
    ("fortnight", "time", 1_209_600.0, ""),
    ("month", "time", 2_629_746.0, ""),
    ("year", "time", 31_556_952.0, "yr yrs"),
    ("decade", "time", 315_569_520.0, ""),
    ("century", "time", 3_155_695_200.0, "centuries"),
    ("knot", "speed", 0.514444, "kt kts"),
    ("kilometre per hour", "speed", 0.277778, "km_/_h kmh kph km_per_hour"),
    ("mile per hour", "speed", 0.44704, "mph"),
    ("metre per second", "speed", 1.0, "m_/_s"),
    ("kilowatt", "power", 1e3, "kw"),
    ("megawatt", "power", 1e6, "mw"),
    ("gigawatt", "power", 1e9, "gw"),
    ("kilowatt hour", "energy", 1e3, "kwh"),
    ("megawatt hour", "energy", 1e6, "mwh"),
    ("hertz", "frequency", 1.0, "hz"),
    ("kilobyte", "data", 1e3, "kb"),
    ("megabyte", "data", 1e6, "mb"),
    ("gigabyte", "data", 1e9, "gb"),
    ("terabyte", "data", 1e12, "tb"),
    ("volt", "voltage", 1.0, ""),
    ("degree", "angle", 1.0, "°"),
)

_CURRENCIES: tuple[tuple[str, str], ...] = (
    ("USD", "dollar us_dollar american_dollar"),
    ("GBP", "pound_sterling pounds_sterling british_pound"),
    ("EUR", "euro"),
    ("JPY", "yen"),
    ("CNY", "yuan renminbi"),
    ("INR", "rupee indian_rupee"),
    ("RUB", "rouble ruble"),
    ("CHF", "swiss_franc"),
    ("CAD", "canadian_dollar"),
    ("AUD", "australian_dollar"),
    ("KRW", "won"),
    ("peso", "peso"),
    ("franc", "franc"),
    ("krona", "krona kronor krone kroner"),
    ("lira", "lira"),
    ("real", "reais"),
    ("rand", "rand"),
    ("shekel", "shekel"),
    ("dirham", "dirham"),
    ("riyal", "riyal"),
    ("dinar", "dinar"),
    ("naira", "naira"),
    ("shilling", "shilling"),
    ("zloty", "zloty"),
    ("forint", "forint"),
    ("baht", "baht"),
    ("ringgit", "ringgit"),
    ("rupiah", "rupiah"),
)

SYMBOLS: dict[str, str] = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB"}
PREFIXES: dict[str, str] = {
    "us": "USD",
    "a": "AUD",
    "au": "AUD",
    "c": "CAD",
    "ca": "CAD",
    "nz": "NZD",
    "hk": "HKD",
    "s": "SGD",
}
# before a number without a symbol, in capitals: "EUR 5 million"
CODES = frozenset({"USD", "EUR", "GBP", "CHF", "CAD", "AUD", "JPY", "CNY", "INR", "RUB"})
_CENTS: tuple[tuple[str, str], ...] = (("USD", "cent"), ("GBP", "pence"), ("GBP", "penny"))

_PERCENT: tuple[tuple[str, str], ...] = (
    ("%", "% percent per_cent pct"),
    ("percentage point", "percentage_point percentage_points pp"),
)


def _spellings(name: str, others: str) -> set[str]:
    """Give every spelling of a unit, words separated by one space."""
    forms = {name, *(other.replace("_", " ") for other in others.split())}
    plural = {form + "s" for form in forms if len(form) > 3 and not form.endswith("s")}
    return forms | plural


def _powers(spelling: str, unit: Unit) -> list[tuple[str, Unit]]:
    """Give the square and cubic forms of a length."""
    square = Unit("square " + unit.name, "area", unit.factor**2)
    cubic = Unit("cubic " + unit.name, "volume", unit.factor**3)
    forms = [(f"square {spelling}", square), (f"sq {spelling}", square)]
    forms += [(f"sq . {spelling}", square), (f"{spelling} ²", square), (f"{spelling}²", square)]
    forms += [(f"cubic {spelling}", cubic), (f"{spelling} ³", cubic), (f"{spelling}³", cubic)]
    return forms


def _speeds(spelling: str, unit: Unit) -> list[tuple[str, Unit]]:
    """Give the ways to say a length an hour."""
    speed = Unit(f"{unit.name} per hour", "speed", unit.factor / 3600)
    return [(f"{spelling} {word} hour", speed) for word in ("per", "an", "a", "/")]


def _temperatures() -> dict[str, Unit]:
    """Give the ways to write temperatures."""
    celsius = Unit("°C", "temperature")
    fahrenheit = Unit("°F", "temperature", 5 / 9, -160 / 9)
    table: dict[str, Unit] = {}
    for unit, letter, word in ((celsius, "c", "celsius"), (fahrenheit, "f", "fahrenheit")):
        for degree in ("°", "degrees", "degree"):
            table[f"{degree} {letter}"] = table[f"{degree} {word}"] = unit
        table[word] = unit
    table["degrees centigrade"] = celsius
    return table


def _table() -> dict[str, Unit]:
    """Build the table from every spelling to its unit."""
    table: dict[str, Unit] = {}
    for name, dimension, factor, others in _MEASURES:
        unit = Unit(name, dimension, factor)
        for spelling in _spellings(name, others):
            table[spelling] = unit
            if dimension == "length":
                table.update(_powers(spelling, unit))
                table.update(_speeds(spelling, unit))
    for code, others in _CURRENCIES:
        for spelling in _spellings(others.split()[0].replace("_", " "), others):
            table[spelling] = Unit(code, "money")
    for code, word in _CENTS:
        for spelling in (word, word + "s"):
            table[spelling] = Unit(code, "money", 0.01)
    for name, others in _PERCENT:
        for other in others.split():
            table[other.replace("_", " ")] = Unit(name, "percent")
    return table | _temperatures()


UNITS: dict[str, Unit] = _table()
LONGEST = max(len(spelling.split()) for spelling in UNITS)
STARTS = frozenset(spelling.split()[0] for spelling in UNITS)
BY_NAME: dict[str, Unit] = {unit.name: unit for unit in UNITS.values() if unit.dimension != "money"}


def convert(value: float, unit: str, to: str) -> float | None:
    """Carry a value to another unit of the same dimension, or give ``None``.

    >>> round(convert(63, "kilometre", "mile"))
    39
    """
    a, b = BY_NAME.get(unit), BY_NAME.get(to)
    if a is None or b is None or a.dimension != b.dimension or a.dimension == "percent":
        return None
    return (value * a.factor + a.offset - b.offset) / b.factor
