"""Which outlet printed the page of a text dump, from all the places where it names itself.

A page names its outlet in its title, in its first line, in its copyright line, beside its date,
in its author's line, where it asks to subscribe, to follow or to sign up, and in its own address.
Each of these speaks for the name that it holds; the name that most speaks for is taken, if it is
enough. A person, a network or an agency whose picture the page prints is named in the same ways,
so a name must be heard more than once, or end as hardly any but a paper's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from retold.reading.credits import agency
from retold.reading.dates import places_of, stretches
from retold.reading.outlet_names import (
    FIRM,
    LEGAL,
    NAME,
    OTHERS,
    OUTLET,
    OWNERS,
    beginnings,
    grown,
    is_press,
    packed,
    times,
)
from retold.reading.outlet_signs import Piece, hosts_of, signs_of

_MOST_TEXT = 60_000
"""So many characters of furniture are searched from either end."""
_YEARS = r"(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?[\s,.]{0,2})"
_COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)|[Cc]opyright|COPYRIGHT)(?:\s?(?:©|\([cC]\)|[Cc]opyright))?[\s,:]{0,2}"
    rf"{_YEARS}?(?:by\s)?(?!(?:19|20)\d\d){NAME}"
)
_OWNED = re.compile(
    r"(?:©|\([cC]\)|[Cc]opyright).{0,50}(?:(?:19|20)\d\d|[Rr]ights|Ltd|Limited|Inc\b|LLC)"
)
"""A credit of a picture has no year and no firm."""
_ASKS = re.compile(
    r"(?<!\w)(?:[Ss]ubscribe to|SUBSCRIBE TO|[Ss]ign [Uu]p (?:for|to)|[Ss]ubscription to"
    r"|[Ww]elcome to|[Ff]ollow|[Aa]dvertise (?:with|on|in)|[Aa]bout|[Cc]ontact|[Ss]upport"
    r"|[Mm]ore from|[Ss]ections on|[Aa]ccess to|available (?:exclusively )?to"
    r"|[Jj]oin|[Dd]ownload|[Rr]ead more on|[Ww]ork (?:for|at)|[Gg]et"
    r"|[Tt]hank you for (?:visiting|reading)"
    rf"|published (?:by|on|in)|appeared (?:on|in|first on)|[Ee]mail)\s(?:the\s)?{NAME}"
)
_ITSELF = re.compile(
    rf"(?<![\w’'-]){NAME}(?:['’]s)?\s(?:[Nn]ewsletters?|[Ss]ubscribers?|[Ll]ogo|[Aa]pp|[Hh]omepage"
    r"|[Pp]odcasts?|[Pp]rivacy|[Tt]erms|[Ss]taff|[Ss]hop|[Rr]eporter|[Cc]orrespondent)\b"
)
_TITLE_TAIL = re.compile(rf"\s[|–—·•-]\s{NAME}")
_ADDRESS = re.compile(
    r"(?<![\w.-])(?:[\w.+-]{1,40}@)?(?:[\w-]{1,30}\.){0,2}(?P<stem>[A-Za-z0-9][\w-]{1,30})"
    r"\.(?:com?|org|net|news|info|tv|[a-z]{2}|example)(?:\.[a-z]{2})?(?![\w.-]*\w)",
    re.IGNORECASE,
)
_OWN_SIGNS = ("©", "(c)", "(C)", "opyright", "COPYRIGHT")
_ASKED_SIGNS = (
    "ubscribe to", "SUBSCRIBE TO", "ign up ", "ign Up ", "ubscription to", "elcome to", "ollow",
    "dvertise", "bout", "ontact", "upport", "ore from", "oin", "ownload", "ead more on", "ork for",
    "ork at", "Get", "get", "hank you for", "ublished ", "ppeared ", "mail", "ections on",
    "ccess to", "vailable ",
)  # fmt: skip
_NAMED_SIGNS = (
    "ewsletter", "ubscriber", "ogo", "App", "app", "omepage", "odcast", "rivacy", "erms", "taff",
    "hop", "eporter", "orrespondent",
)  # fmt: skip
"""One of these stands in all that names the outlet in that way: a name is looked for near them."""
_REACH, _BEYOND = 400, 400
_CUE, _NAMED_LENGTH = 30, 150
"""How long what says that a name follows is, and how long the name."""
_DOT = re.compile(r"[\w-]\.[A-Za-z]{2}")
_RIGHTS = re.compile(
    r"\s*(?:$|\n|[|•·]|(?:19|20)\d\d\b"
    r"|,?\s?(?:Inc|LLC|Ltd|Limited|Media)?[.,|]?\s{0,2}(?:[Aa]ll|ALL) [Rr])"
)
"""What follows the name in a copyright line that names nobody else."""
_OWN, _ASKED, _NAMED, _AT = 2.0, 1.0, 0.5, 2.0
_KNOWN_WORD, _AGAIN, _MOST_AGAIN, _AGENCY = 0.5, 0.25, 4, 2.0
_ALONE = 1.0
_ENOUGH, _HEARSAY = 3.0, 4.5
"""How much must speak for a name, and how much where no title, copyright or address does."""
_TIMES = 2
_FEW_STEMS, _SHORTEST_STEM, _OFTEN = 2, 5, 3


@dataclass(slots=True)
class _Votes:
    """What speaks for each outlet, in which spellings, and which of them a sure place names."""

    points: dict[str, float] = field(default_factory=dict)
    forms: dict[str, dict[str, float]] = field(default_factory=dict)
    sure: set[str] = field(default_factory=set)

    def add(self, name: str, points: float, *, sure: bool) -> None:
        key = packed(name)
        if key:
            self.points[key] = self.points.get(key, 0.0) + points
            forms = self.forms.setdefault(key, {})
            forms[name] = forms.get(name, 0.0) + points
            self.sure |= {key} if sure else set()


def outlet_of(
    lines: Sequence[Piece],
    title: str,
    headline: str | None,
    byline: Sequence[str] = (),
) -> str | None:
    """Return the outlet that a page's furniture names.

    >>> page = ["Norrvik Post", "Subscribe to Norrvik Post", "© 2024 Norrvik Post"]
    >>> outlet_of([Piece(line, "menu") for line in page], "", None)
    'Norrvik Post'

    Args:
        lines: The lines of the page.
        title: The page's first line.
        headline: The headline.
        byline: The authors.
    """
    text = _together(lines)
    if len(text) > 2 * _MOST_TEXT:
        text = f"{text[:_MOST_TEXT]}\n{text[-_MOST_TEXT:]}"
    votes = _Votes()
    for sign in signs_of(lines, title, headline):
        name = next(
            (sign.name[len(who) + 1 :] for who in byline if sign.name.startswith(f"{who} ")),
            sign.name,
        )
        votes.add(name, sign.points, sure=sign.sure)
    _phrases(text, title, votes)
    stems = _addresses(text)
    _at_home(text, title, stems, votes)
    people = ({packed(name) for name in byline}, headline or "", title)
    return _best(votes, text, stems, people)


def _together(lines: Sequence[Piece]) -> str:
    """Return the furniture of a page, with pieces of one line joined again."""
    texts: list[str] = []
    before = False
    for piece in lines:
        searched = _is_searched(piece.text, piece.kind)
        if searched:
            texts += [" " if before and piece.joined else "\n", piece.text]
        before = searched
    return "".join(texts)


def _is_searched(line: str, kind: str | None) -> bool:
    if kind in (None, "repeated", "standfirst"):
        return False
    return kind != "caption" or _OWNED.search(line) is not None


def _best(
    votes: _Votes, text: str, stems: Counter[str], known: tuple[set[str], str, str]
) -> str | None:
    people, headline, title = known
    best, found = (0.0, 0), None
    titled = packed(title)
    about = packed(headline)
    for key in sorted(votes.points):
        if key in people or (key in about and key not in votes.sure):
            continue
        forms = votes.forms[key]
        name = max(sorted(forms), key=lambda form: (forms[form], len(form)))
        count = max(times(text, form) for form in forms)
        score = votes.points[key] + _AGAIN * max(0, min(count - 1, _MOST_AGAIN))
        score += _AT * (stems[key] > 0)
        score += _KNOWN_WORD * any(word in OUTLET for word in name.casefold().split())
        score -= _AGENCY * (agency(name) is not None and key not in titled)
        sure = key in votes.sure or stems[key] > 0
        if score >= (_ENOUGH if sure else _HEARSAY) and (score, len(name)) > best:
            best, found = (score, len(name)), name
    return grown(text, found) if found else None


def _phrases(text: str, title: str, votes: _Votes) -> None:
    """Add what the phrases of a page's furniture name; each way counts once or twice."""
    seen: Counter[tuple[str, str]] = Counter()
    ways = (
        (_OWN, _TITLE_TAIL, title, (" ",), 1, (_REACH, _BEYOND)),
        (_OWN, _COPYRIGHT, text, _OWN_SIGNS, 1, (_CUE, _NAMED_LENGTH)),
        (_ASKED, _ASKS, text, _ASKED_SIGNS, _TIMES, (_CUE, _NAMED_LENGTH)),
        (_NAMED, _ITSELF, text, _NAMED_SIGNS, _TIMES, (_NAMED_LENGTH, _CUE)),
    )
    for points, form, source, signs, most, reach in ways:
        places = stretches(places_of(source, signs), *reach)
        for match in (match for place in places for match in form.finditer(source, *place)):
            placed = form is _TITLE_TAIL and match.string.startswith(",", match.end("name"))
            name = None if placed else _whole(match, text)
            seen[form.pattern, packed(name or "")] += 1
            if name and seen[form.pattern, packed(name)] <= most:
                own = form is _COPYRIGHT
                alone = own and _RIGHTS.match(text, match.start("name") + len(name))
                press = own and is_press(name)
                owner = own and not press and _is_owner(match["name"])
                worth = _ASKED if owner else points + _ALONE * bool(alone or press)
                votes.add(name, worth, sure=points >= _OWN and not owner)


def _whole(match: re.Match[str], text: str) -> str | None:
    """Return the longest beginning of a name that stands on the page by itself, too.

    Where a line ends after the name, it is whole; in a copyright line what is all a paper's is.
    """
    name = match["name"].removesuffix("’s").removesuffix("'s")
    ended = not match.string[match.end("name") : match.end("name") + 1].strip(" ,.;|)")
    for index, beginning in enumerate(beginnings(name)):
        whole = index == 0 and ended and match.string[match.end("name") :][:1] in ("", "\n")
        owned = match.re is _COPYRIGHT and is_press(beginning)
        if whole or owned or times(text, beginning) > 1:
            return beginning
    return None


def _is_owner(name: str) -> bool:
    """Tell whether a name in a copyright line is that of a firm with other outlets, too."""
    parts = [part.casefold().strip(".,") for part in name.split()]
    return parts[0] in OWNERS or any(part in FIRM and part not in LEGAL for part in parts)


def _addresses(text: str) -> Counter[str]:
    return Counter(
        stem
        for low, high in stretches((m.start() for m in _DOT.finditer(text)), _REACH, _BEYOND)
        for match in _ADDRESS.finditer(text, low, high)
        if (stem := match["stem"].casefold().replace("-", "")) not in OTHERS
    )


def _at_home(text: str, title: str, stems: Counter[str], votes: _Votes) -> None:
    """Add the name on the page that its own address spells: “Norrvik Post” at norrvikpost.com."""
    hosts = hosts_of(text)
    first = hosts_of(title)
    stems.update(hosts)
    for stem in [
        stem for stem, count in hosts.most_common(_FEW_STEMS) if count >= _OFTEN or first[stem]
    ]:
        if len(stem) < _SHORTEST_STEM:
            continue
        for name in _spelled(text, stem):
            votes.add(name, 1.0, sure=True)
            break


def _spelled(text: str, stem: str) -> Iterator[str]:
    """Yield where words with capitals have just the letters of a host's name."""
    short = stem.removeprefix("the")
    first, form = short[0].upper(), "".join(rf"[ ’'&.-]{{0,2}}{letter}" for letter in short[1:])
    whole = rf"(?<![\w.@/-])(?:The )?{first}(?i:{form})(?![\w.-]*\w)"
    for match in re.finditer(whole, text):
        if "\n" not in match.group():
            yield match.group()
