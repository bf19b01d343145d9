"""Publishers of information: agencies, newspapers, broadcasters, by name and by shape."""

from __future__ import annotations

import re

from retold.language.wordsets import word_set

AGENCIES = frozenset(
    line.strip()
    for line in """
    associated press
    ap
    reuters
    thomson reuters
    afp
    agence france-presse
    agence france presse
    bloomberg
    bloomberg news
    dpa
    efe
    ansa
    kyodo
    xinhua
    tass
    interfax
    ria novosti
    anadolu
    anadolu agency
    yonhap
    bernama
    upi
    united press international
    pa media
    press association
    menafn
    pti
    ians
    ani
    irna
    lusa
    belga
    apa
    ntb
    tt
    ritzau
    stt
    unian
    ukrinform
    dow jones
    dow jones newswires
    bbc
    bbc news
    cnn
    nbc
    cbs
    abc
    msnbc
    cnbc
    pbs
    npr
    itv
    rt
    al jazeera
    politico
    axios
    buzzfeed
    vox
    breitbart
    the hill
    propublica
    bellingcat
    le monde
    le figaro
    der spiegel
    spiegel
    die zeit
    die welt
    bild
    el país
    el pais
    el mundo
    corriere della sera
    la repubblica
    haaretz
    the economist
    the atlantic
    the new yorker
    newsweek
    time magazine
    vanity fair
    rolling stone
    the intercept
    the guardian
    the times
    the independent
    the sun
    the mirror
    the telegraph
    the verge
    techcrunch
    wired
    facebook live
    newsmax
    the daily caller
    the daily beast
    huffpost
    mother jones
    national review
    slate
    salon
    semafor
    the new republic
    fivethirtyeight
    roll call
    infowars
    sky news
    euronews
    deutsche welle
    france 24
    nhk
    asahi shimbun
    yomiuri shimbun
    the hindu
    hindustan times
    indian express
    al arabiya
    al manar
    al-manar
    sputnik
    isna
    fars
    kommersant
    vedomosti
    meduza
    novaya gazeta
    ukrainska pravda
    hurriyet
    ynet
    ha’aretz
    folha de s.paulo
    o globo
    el universal
    la nación
    business insider
    marketwatch
    barron’s
    forbes
    the conversation
    l’équipe
    gazzetta dello sport
    """.strip().splitlines()
)
_SHAPE = word_set(
    """news times post press radio tv television gazette herald tribune courier ledger chronicle
    journal telegraph guardian observer examiner sentinel inquirer dispatch bulletin daily weekly
    newspaper magazine broadcasting newswire wire media mail express echo argus advertiser enquirer
    globe record reporter register zeitung tidende dagblad newsroom fm podcast bugle clarion
    monitor review standard star sun mirror today independent bee wire online"""
)
_STRONG = word_set(
    """news times post gazette herald tribune courier chronicle journal telegraph dispatch radio tv
    television newspaper broadcasting newswire zeitung dagblad inquirer enquirer newsroom"""
)
_GLUED = re.compile(
    r"(?:News|Gazette|Press|Post|Times|Wire|Herald|Radio|TV|Tribune|Media|Daily|Live|Flash)\d*$"
)
_CHANNEL = re.compile(r"(?:channel|radio|tv|kanal|canal) ?(?:\d+|one|two|four|five|nine)\b.*")
_CALL_SIGN = re.compile(r"[WK][A-Z]{2,3}(?:-TV)?")
_NOT = word_set(
    "secretary conference release freedom office minister officer corps service academy "
    "association club council union square ministry department"
)
KINDS = word_set(
    """outlet newspaper paper broadcaster agency magazine website site network station channel
    publication daily weekly tabloid newswire programme podcast"""
)
"""Nouns that stand for an outlet named before (“the newspaper”)."""


def is_outlet(name: str) -> bool:
    """Tell whether a name is that of a publisher of information.

    >>> [is_outlet(n) for n in ("Reuters", "the Marghel Gazette", "Channel 4", "John Kirby")]
    [True, True, True, False]
    """
    bare = plain(name)
    low = bare.lower()
    if low in AGENCIES or f"the {low}" in AGENCIES:
        return True
    if low.endswith((".com", ".net", ".org", ".tv", ".news")):
        return True
    written = bare.split()
    words = low.split()
    if not words or any(word in _NOT for word in words) or not bare[:1].isupper():
        return False
    if len(words) == 1:
        return low not in _SHAPE and bool(_GLUED.search(bare) or _CALL_SIGN.fullmatch(bare))
    if _CHANNEL.fullmatch(low) or words[0] in {"radio", "daily"}:
        return True
    capital = written[-1][0].isupper()
    return (capital and words[-1] in _SHAPE) or bool(_STRONG & set(words[1:]))


_SITE = re.compile(r"^(?:https?://)?(?:www\.)?|\.(?:com|net|org|tv|news|co\.[a-z]{2}|[a-z]{2})$")
_WEB = word_set("online website web digital site app com homepage")
_DESKS = word_set("news newsroom desk team")
_WAVES = word_set("tv television radio channel network international live")
_WEAK = word_set("daily weekly morning evening sunday national local world")
"""Words that alone name no house."""


def same_house(one: str, other: str) -> bool:
    """Tell whether two names are those of one outlet: its site, its newsroom, its channel.

    >>> same_house("Fox News", "Fox Online News"), same_house("foxnews.com", "Fox News Channel")
    (True, True)
    >>> same_house("Daily News", "News Online"), same_house("Channel 4", "Radio 4")
    (False, False)
    """
    return bool(_house(one) & _house(other))


def _house(name: str) -> set[tuple[str, ...]]:
    """Return what a name comes to without the words that say how an outlet appears."""
    low = _SITE.sub("", plain(name).casefold())
    words = [word for word in re.findall(r"[\w&’']+", low) if word not in _WEB] or low.split()
    seen = [word for word in words if word not in _DESKS] or words
    core = [word for word in seen if word not in _WAVES]
    if not any(word.isalpha() and word not in _WEAK for word in core):
        return {tuple(seen), ("".join(words),)}
    heard = [word for word in words if word not in _WAVES]
    return {tuple(core), ("".join(words),), ("".join(heard),)}


def plain(name: str) -> str:
    """Return a name without its article and possessive.

    >>> plain("The Guardian's")
    'Guardian'
    """
    bare = re.sub(r"['’]s?$", "", name.strip().rstrip(",.;:"))
    return re.sub(r"^(?:the|a|an)\s+(?=\S)", "", bare, flags=re.IGNORECASE)
