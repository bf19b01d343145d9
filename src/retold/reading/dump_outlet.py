"""Which outlet printed the page of a text dump, from what its furniture calls itself.

A page names its outlet in the end of its title, in its copyright line, where it asks to subscribe,
to follow or to sign up, and in its own address. Each of these speaks for the name that it holds;
the name that most speaks for is taken, if it is enough. A person, a network or an agency whose
picture the page prints is named in the same ways, so a name must be heard more than once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from retold.reading.credits import agency
from retold.reading.dates import places_of, stretches
from retold.reading.phrases import words

_MOST_TEXT = 60_000
"""So many characters of furniture are searched from either end."""
_PART = r"[A-ZÀ-Þ0-9][\w&'’+-]*+(?:\.(?=[\w&])[\w&'’+-]++)*+"
_NAME = rf"(?P<name>{_PART}(?:[ ](?:(?:of|the|and|on|for|de|la|le)[ ]){{0,2}}{_PART}){{0,4}})"
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|[Cc]opyright|COPYRIGHT)(?:\s?(?:©|\(c\)|[Cc]opyright))?[\s,]{0,2}"
    rf"(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?[\s,]{{0,2}})?(?:by\s)?{_NAME}"
)
_ASKS = re.compile(
    r"(?<!\w)(?:[Ss]ubscribe to|SUBSCRIBE TO|[Ss]ign [Uu]p (?:for|to)|[Ss]ubscription to"
    r"|[Ww]elcome to|[Ff]ollow|[Aa]dvertise (?:with|on|in)|[Aa]bout|[Cc]ontact|[Ss]upport"
    r"|[Mm]ore from"
    r"|[Jj]oin|[Dd]ownload|[Rr]ead more on|[Ww]ork (?:for|at)|[Gg]et"
    r"|[Tt]hank you for (?:visiting|reading)"
    rf"|published (?:by|on|in)|appeared (?:on|in|first on)|[Ee]mail)\s(?:the\s)?{_NAME}"
)
_ITSELF = re.compile(
    rf"(?<![\w’'-]){_NAME}(?:['’]s)?\s(?:[Nn]ewsletters?|[Ss]ubscribers?|[Ll]ogo|[Aa]pp|[Hh]omepage"
    r"|[Pp]odcasts?|[Pp]rivacy|[Tt]erms|[Ss]taff|[Ss]hop|[Rr]eporter|[Cc]orrespondent)\b"
)
_TITLE_TAIL = re.compile(rf"\s[|–—·•-]\s{_NAME}")
_ADDRESS = re.compile(
    r"(?<![\w.-])(?:[\w.+-]{1,40}@)?(?:[\w-]{1,30}\.){0,2}(?P<stem>[A-Za-z0-9][\w-]{1,30})"
    r"\.(?:com?|org|net|news|info|tv|[a-z]{2})(?:\.[a-z]{2})?(?![\w.-]*\w)",
    re.IGNORECASE,
)
_OWN_SIGNS = ("©", "(c)", "opyright", "COPYRIGHT")
_ASKED_SIGNS = (
    "ubscribe to", "SUBSCRIBE TO", "ign up ", "ign Up ", "ubscription to", "elcome to", "ollow",
    "dvertise", "bout", "ontact", "upport", "ore from", "oin", "ownload", "ead more on", "ork for",
    "ork at", "Get", "get", "hank you for", "ublished ", "ppeared ", "mail",
)  # fmt: skip
_NAMED_SIGNS = (
    "ewsletter", "ubscriber", "ogo", "App", "app", "omepage", "odcast", "rivacy", "erms", "taff",
    "hop", "eporter", "orrespondent",
)  # fmt: skip
"""One of these stands in all that names the outlet in that way: a name is looked for near them."""
_REACH, _BEYOND = 400, 400
_DOT = re.compile(r"[\w-]\.[A-Za-z]{2}")
_OTHERS = words(
    """facebook twitter instagram google youtube whatsapp linkedin tiktok telegram apple reddit
    pinterest flipboard snapchat threads bluesky mastodon getty gettyimages shutterstock alamy
    istock wordpress adobe amazon spotify taboola outbrain gmail iphone android windows
    microsoft bing x creative commons messenger imgur vimeo disqus play store rumble gab rss"""
)
"""Others that pages name in the same ways."""
_COMMON = words(
    """us our you your we the a an this these that all any it its more news newsletter newsletters
    subscribe subscription sign in up log login menu home search sport sports business world
    politics opinion culture weather email e-mail print share save daily weekly morning
    evening breaking latest free now here today tips privacy policy terms contact about
    cookie cookies advertise advertisement careers jobs help support account top stories
    story videos video photos photo best most read related topics app apps alerts updates
    account digital premium unlimited access one please follow not how why what who when
    where for to and of on with from by at health science tech technology money travel
    lifestyle entertainment food life style live tv radio podcasts january february march
    april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday media rights reserved copyright comment comments article
    articles read topic topics section sections author authors data first licensing notice
    notices"""
)
_FIRM = words("inc inc. ltd ltd. limited llc plc company corporation corp corp. co co. pty gmbh ag")
_SMALL = frozenset({"of", "the", "and", "on", "for", "de", "la", "le"})
_OUTLET = words(
    """news times post daily radio network herald press gazette tribune journal standard wire
    telegraph guardian online tv report review chronicle courier star mail today observer mirror
    independent express examiner echo argus bulletin dispatch ledger inquirer sentinel"""
)
_RIGHTS = re.compile(r"\s*(?:$|\n|,?\s?(?:Inc|LLC|Ltd|Limited)?[.,|]?\s{0,2}(?:[Aa]ll|ALL) [Rr])")
"""What follows the name in a copyright line that names nobody else."""
_TITLE, _OWN, _ASKED, _NAMED, _AT = 2.0, 2.0, 1.0, 0.5, 2.0
_KNOWN_WORD, _AGAIN, _MOST_AGAIN, _AGENCY = 0.5, 0.25, 4, 2.0
_ALONE = 1.0
_ENOUGH, _HEARSAY = 3.0, 4.5
"""How much must speak for a name, and how much where no title, copyright or address does."""
_TIMES = 2


def outlet_of(
    furniture: Sequence[str], title: str, headline: str | None, byline: Sequence[str] = ()
) -> str | None:
    """Return the outlet that a page's furniture names.

    >>> outlet_of(["Norrvik Post", "Subscribe to Norrvik Post", "© 2024 Norrvik Post"], "", None)
    'Norrvik Post'

    Args:
        furniture: The lines of the page that are not the article.
        title: The page's first line.
        headline: The headline.
        byline: The authors.
    """
    text = "\n".join(furniture)
    if len(text) > 2 * _MOST_TEXT:
        text = f"{text[:_MOST_TEXT]}\n{text[-_MOST_TEXT:]}"
    people = {name.casefold() for name in byline}
    about = (headline or "").casefold()
    votes, strong = _votes(text, title)
    addresses = Counter(
        stem
        for low, high in stretches((m.start() for m in _DOT.finditer(text)), _REACH, _BEYOND)
        for match in _ADDRESS.finditer(text, low, high)
        if (stem := match["stem"].casefold().replace("-", "")) not in _OTHERS
    )
    best, found = 0.0, None
    for name in sorted(votes):
        if name.casefold() in people or name.casefold() in about:
            continue
        times = _times(text, name)
        score = votes[name] + _AGAIN * min(times - 1, _MOST_AGAIN)
        score += _AT * (addresses[_packed(name)] > 0)
        score += _KNOWN_WORD * any(word in _OUTLET for word in name.casefold().split())
        score -= _AGENCY * (agency(name) is not None and name not in title)
        sure = name in strong or addresses[_packed(name)] > 0
        if score >= (_ENOUGH if sure else _HEARSAY) and (score, len(name)) > (
            best,
            len(found or ""),
        ):
            best, found = score, name
    return found


def _votes(text: str, title: str) -> tuple[dict[str, float], set[str]]:
    """Return what speaks for each name, and whom a title or a copyright line names.

    Each way of naming the outlet counts once or twice.
    """
    votes: dict[str, float] = {}
    strong: set[str] = set()
    seen: Counter[tuple[str, str]] = Counter()
    ways = (
        (_TITLE, _TITLE_TAIL, title, (" ",), 1),
        (_OWN, _COPYRIGHT, text, _OWN_SIGNS, 1),
        (_ASKED, _ASKS, text, _ASKED_SIGNS, _TIMES),
        (_NAMED, _ITSELF, text, _NAMED_SIGNS, _TIMES),
    )
    for points, form, source, signs, most in ways:
        places = stretches(places_of(source, signs), _REACH, _BEYOND)
        for match in (match for place in places for match in form.finditer(source, *place)):
            name = _whole(match, text)
            key = (form.pattern, name or "")
            seen[key] += 1
            if name and seen[key] <= most:
                alone = form is _COPYRIGHT and _RIGHTS.match(text, match.end("name"))
                votes[name] = votes.get(name, 0.0) + points + _ALONE * bool(alone)
                strong |= {name} if points >= _TITLE else set()
    return votes, strong


def _whole(match: re.Match[str], text: str) -> str | None:
    """Return the longest beginning of a name that stands on the page by itself, too.

    Where a line ends after the name, it is whole.
    """
    parts = match["name"].split(" ")
    ended = not match.string[match.end("name") : match.end("name") + 1].strip(" ,.;|)")
    names = list(_beginnings(parts))
    for index, name in enumerate(names):
        whole = index == 0 and ended and match.string[match.end("name") :][:1] in ("", "\n")
        if whole or _times(text, name) > 1:
            return name
    return None


def _beginnings(parts: list[str]) -> Iterator[str]:
    """Yield the beginnings of a name that may be an outlet's, the longest first."""
    for end in range(len(parts), 0, -1):
        kept = parts[:end]
        if kept[-1] in _SMALL or kept[-1].casefold() in _FIRM:
            continue
        lower = [part.casefold().strip(".’'") for part in kept]
        if any(part in _OTHERS for part in lower) or all(part in _COMMON for part in lower):
            continue
        if all(part.isdigit() for part in lower):
            continue
        yield " ".join(kept)


def _times(text: str, name: str) -> int:
    """Return how often a name stands in a text by itself; beyond a few times it does not count."""
    count, at = 0, text.find(name)
    while at >= 0 and count <= _MOST_AGAIN:
        end = at + len(name)
        alone = not _in_word(text[at - 1 : at] if at else "") and not _in_word(text[end : end + 1])
        count += alone
        at = text.find(name, end if alone else at + 1)
    return count


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _packed(name: str) -> str:
    return "".join(re.findall(r"\w", name.casefold()))
