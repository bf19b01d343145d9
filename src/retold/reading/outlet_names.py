"""What the name of an outlet looks like in a text, and by which words one knows that it is none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from retold.reading.phrases import words

_PART = r"[A-ZÀ-Þ0-9][\w&'’+-]*+(?:\.(?=[\w&])[\w&'’+-]++)*+"
_BETWEEN = r"(?:(?:of|the|and|on|for|in|at|de|la|le|du|des|di|del|do|da|den|&)[ ]){0,2}"
_MORE = rf"(?:[ ]{_BETWEEN}{_PART}){{0,4}}"
NAME = rf"(?P<name>(?:the )?{_PART}{_MORE})"
"""Up to five words with capitals, small words between them."""
OTHERS = words(
    """facebook twitter instagram google youtube whatsapp linkedin tiktok telegram apple reddit
    pinterest flipboard snapchat threads bluesky mastodon getty gettyimages shutterstock alamy
    istock wordpress adobe amazon spotify taboola outbrain gmail iphone android windows
    microsoft bing x creative commons messenger imgur vimeo disqus play store rumble gab rss
    pressreader proquest lexisnexis factiva newsbank ebsco gale nexis github archive wikipedia"""
)
"""Others that pages name in the same ways: networks, picture agencies, services that export."""
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
    notices local national international regional crime markets editor's editors picks trending
    popular new back next previous edition editions page pages content image images view watch
    listen gift get join download manage click report correction mobile text version opens"""
)
FIRM = words(
    """inc inc. ltd ltd. limited llc plc company corporation corp corp. co co. pty gmbh ag media
    group holdings holding publishing publications publishers communications newspapers network
    networks digital interactive enterprises ventures partners trust foundation institute plc."""
)
"""The words with which the name of a firm ends that owns an outlet."""
LEGAL = words("inc inc. ltd ltd. limited llc plc corp corp. co co. pty gmbh ag company corporation")
"""Those of them that say no more than that it is one."""
OWNERS = words(
    """hearst gannett future reach postmedia newsquest mcclatchy penske advance bauer fairfax nine
    meredith dotdash tegna nexstar sinclair gray scripps cox lee condé conde axel mediahuis dow
    ziff ringier bonnier schibsted bertelsmann cbs nbc abc nbcuniversal viacomcbs paramount"""
)
"""How the names of firms begin that own many outlets: what they sign is not theirs alone."""
SMALL = words("of the and on for in at de la le du des di del do da den &")
OUTLET = words(
    """news times post daily radio network herald press gazette tribune journal standard wire
    telegraph guardian online tv report review chronicle courier star mail today observer mirror
    independent express examiner echo argus bulletin dispatch ledger inquirer sentinel"""
)
"""Words that many outlets have in their names."""
_PRESS = words(
    """times post herald gazette tribune journal standard telegraph guardian chronicle courier star
    mail observer mirror independent express examiner echo argus bulletin dispatch ledger inquirer
    enquirer sentinel advertiser advocate mercury beacon globe register recorder messenger
    republican democrat citizen monitor banner reporter intelligencer informer record press sun
    leader today eagle zeitung tageblatt anzeiger rundschau nachrichten kurier allgemeine
    nouvelles dagblad nieuws diario periódico gazzetta giornale notícias jornal noticias wire"""
)
_PRESS_FIRST = words(
    """courrier journal gazette écho echo voix dépêche monde soir télégramme diario periódico
    voz heraldo correo gazzetta corriere giornale messaggero jornal correio folha"""
)
"""With which the names of papers begin in other languages: “Le Courrier de …”."""
_PRESS_LONG = words("review magazine weekly")
_LONG = 3
_WHEN = words("daily evening morning sunday weekly")
"""Words with which hardly a name ends but a paper's."""
_ARTICLES = re.compile(r"^(?:the|le|la|el|il|der|die|das|de)\s", re.IGNORECASE)
_DOMAIN = re.compile(r"\.(?:com?|org|net|news|info|tv)(?:\.[a-z]{2})?$|\.[a-z]{2}$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_RUN_ON = re.compile(r"(?<=[a-z]{2})[A-Z][a-z]")
_LETTERS = re.compile(r"\w+")
_MOST_TIMES = 4
_HARDLY = 0.6
_MOST_FOUND, _LONGEST_WORD = 60, 24
_WORD_BEHIND = re.compile(rf" ({_PART})(?!\w)")
_WORD_BEFORE = re.compile(rf"(?<![\w.])({_PART}) $")
_COMMON_ONLY = _COMMON - OUTLET


@lru_cache(maxsize=4096)
def packed(name: str) -> str:
    """Return what two spellings of an outlet's name have in common.

    >>> packed("The Norrvik Post"), packed("norrvikpost.com")
    ('norrvikpost', 'norrvikpost')
    """
    plain = _DOMAIN.sub("", _ARTICLES.sub("", name, count=1))
    return "".join(_LETTERS.findall(plain.casefold())).replace("_", "")


@lru_cache(maxsize=4096)
def is_press(name: str) -> bool:
    """Tell whether a name ends, or begins in other languages, as hardly any but a paper's.

    >>> is_press("Norrvik Gazette"), is_press("Fjord Holdings"), is_press("Latest News")
    (True, False, False)
    """
    parts = [part.casefold().strip(".,") for part in name.split()]
    named = [part for part in parts if part not in SMALL]
    if len(named) < 2:
        return parts[:1] == ["the"] and named != [] and named[0] in _PRESS
    if all(part in _COMMON for part in named):
        return named[0] in _WHEN and named[-1] in _PRESS
    last = named[-1].split("-")
    if not _PRESS.isdisjoint(last) or (parts[0] == "the" and named[0] in _WHEN):
        return True
    if last[-1] in _PRESS_LONG and len(named) + len(last) > _LONG:
        return True
    small = parts[1:2] != [] and (parts[0] in SMALL or parts[1] in SMALL)
    return small and named[0] in _PRESS_FIRST


@lru_cache(maxsize=4096)
def may_name(name: str) -> bool:
    """Tell whether words may be the name of an outlet.

    >>> may_name("Norrvik Post"), may_name("Latest News"), may_name("Facebook"), may_name("2024")
    (True, False, False, False)
    """
    parts = name.split()
    if not parts or parts[-1].lower() in SMALL or parts[0] == "By" or _YEAR.fullmatch(parts[-1]):
        return False
    if len(_RUN_ON.findall(name)) > 2:
        return False
    lower = [part.casefold().strip(".’'") for part in parts]
    if any(part in OTHERS for part in lower) or lower[-1] in FIRM:
        return False
    if all(part in _COMMON for part in lower) and not is_press(name):
        return False
    return not all(part.isdigit() for part in lower)


def beginnings(name: str) -> Iterator[str]:
    """Yield the beginnings of a name that may be an outlet's, the longest first."""
    parts = name.split(" ")
    for end in range(len(parts), 0, -1):
        beginning = " ".join(parts[:end])
        if may_name(beginning):
            yield beginning


def times(text: str, name: str) -> int:
    """Return how often a name stands in a text by itself; beyond a few times it does not count."""
    count, at = 0, text.find(name)
    while at >= 0 and count <= _MOST_TIMES:
        end = at + len(name)
        alone = not _in_word(text[at - 1 : at] if at else "") and not _in_word(text[end : end + 1])
        count += alone
        at = text.find(name, end if alone else at + 1)
    return count


def grown(text: str, name: str) -> str:
    """Return a name with the word before or behind it that it hardly ever stands without.

    >>> grown("Norrvik Post. Norrvik Post. Follow Norrvik Post", "Norrvik")
    'Norrvik Post'
    """
    behind: Counter[str] = Counter()
    before: Counter[str] = Counter()
    whole, at = 0, text.find(name)
    while at >= 0 and whole < _MOST_FOUND:
        end = at + len(name)
        if not _in_word(text[at - 1 : at] if at else "") and not _in_word(text[end : end + 1]):
            whole += 1
            if found := _WORD_BEHIND.match(text, end):
                behind[found.group(1)] += 1
            if found := _WORD_BEFORE.search(text, max(0, at - _LONGEST_WORD), at):
                before[found.group(1)] += 1
        at = text.find(name, end)
    for more, form in ((behind, "{0} {1}"), (before, "{1} {0}")):
        word, count = more.most_common(1)[0] if more else ("", 0)
        longer = form.format(name, word)
        if (
            count > 1
            and count >= _HARDLY * whole
            and may_name(longer)
            and word.lower() not in _COMMON_ONLY
        ):
            return longer
    return name


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
