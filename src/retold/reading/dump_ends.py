"""Lines after which an article does not go on: codes, disclaimers, offers, who a firm is.

What follows such a line may be prose, and long; so it is asked whether it still speaks of what
the article spoke of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from retold.reading.phrases import Phrases, words

SURE, APART, OFFER = "sure", "apart", "offer"
"""After the first nothing is text; after the others if hardly a name of the article follows,
which of an offer must be so even where little text stands before it."""
_LABEL_WORDS, _OFFER_WORDS, _LONGEST, _NEXT = 14, 30, 60, 6
_ABOUT = re.compile(
    r"(?:About|ABOUT|Über|À propos (?:de|du|des)|Acerca de|Sobre|Informazioni su|Over)\s"
    r"(?P<named>(?:the\s|The\s|THE\s)?[A-ZÀ-Þ0-9][^.!?]{1,70}?):?"
)
"""Above what a firm says of itself."""
_SURE = Phrases(
    r"(?:legal )?disclaimers?\s?:?$|disclaimer\s?:\s|(?:confidentiality|legal) notice\b|"
    r"(?:media|press|investor|public relations)(?: and (?:media|press|investor))? "
    r"(?:contacts?|inquiries|enquiries|relations)(?: information)?\s?:?$|"
    r"pressekontakt\s?:?|kontakt(?:e)? für (?:die )?(?:presse|medien)\b|contact(?:s)? "
    r"presse\s?:?$|"
    r"notes? (?:to|for) (?:the )?(?:editors?|journalists|news ?desks?)\s?:?$|hinweise? für "
    r"redaktionen|"
    r"# dpa-notizblock|dpa-(?:notizblock|kontakte)|"
    r"about the (?:authors?|writers?|reporters?|contributors?)\s?:?$|über (?:den|die) autor|"
    r"à propos de l['’]auteur|sobre el autor|source:? [a-z].{2,60}[^.]$|"
    r"this (?:e-?mail|message|communication|transmission)(?: and| \(including| is| may| "
    r"contains|,).*(?:confidential|intended|privileged)|"
    r"the information (?:contained )?in this (?:e-?mail|message|communication)|"
    r"comments?\s?: .{2,30}$|join the (?:discussion|conversation)\s?:?$|what do you think\?$|"
    r"\(?\d{1,5}\)? (?:comments?|kommentare|commentaires|comentarios|commenti|reacties)$|"
    r"(?:kommentare|commentaires|comentarios|commenti|reacties)(?: \(\d{1,5}\))?$|"
    r"welcome to the discussion\.?$"
)
"""How lines begin that stand below a text."""
_APART = Phrases(
    r"(?:caution(?:ary)? .{0,40}|safe harbou?r .{0,30}|note .{0,20})?forward[- ]looking "
    r"(?:statements?|information)\s?:?$|"
    r"safe harbou?r(?: statements?)?\s?:?$|cautionary (?:note|statement)s?\b.{0,60}$|"
    r"for (?:more|further|additional) information(?:,? (?:please )?(?:contact|visit|call|go "
    r"to|email)\b.*)?\s?:?$|"
    r"contacts?\s?:?$|kontakte?\s?:?$|editorial contact\s?:?$|view original content\b"
)
"""And some that may also stand within a long one."""
_OFFER = Phrases(
    r"subscribe (?:now )?to (?:unlock|continue|read|keep)\b|to (?:continue|keep|finish) "
    r"reading\b|"
    r"(?:this|the (?:full|rest of the)) (?:article|story|content) is (?:only )?(?:for|"
    r"available to|reserved for|exclusive) .*subscribers|"
    r"unlock (?:this|the full|the rest of) |(?:already|existing) (?:a )?(?:subscriber|member)"
    r"s?\b|"
    r"(?:log|sign) in (?:or subscribe )?to (?:continue|read|keep|unlock)\b|continue reading "
    r"(?:with|for|by)\b|"
    r"register (?:for free |now )?to (?:continue|read|keep)\b|want to (?:read|keep reading|"
    r"see) (?:more|the (?:full|rest))|"
    r"(?:get|enjoy) (?:full|unlimited) access\b|try unlimited access|start your free trial|"
    r"this (?:article|story) is for (?:paying )?(?:subscribers|members)|(?:jetzt )"
    r"?weiterlesen (?:mit|mit dem)|"
    r"cet article est réservé (?:aux|à nos)|il vous reste \d|la suite est réservée|"
    r"dieser artikel ist (?:nur )?für abonnenten|sie möchten weiterlesen"
)
"""How readers are asked to pay for the rest."""
_FIRST = words(
    """about über à acerca sobre informazioni over legal disclaimer disclaimers confidentiality
    media press investor public pressekontakt kontakt kontakte contact contacts note notes hinweis
    hinweise dpa-notizblock dpa-kontakte dpa source this the comment comments join what kommentare
    commentaires comentarios commenti reacties welcome caution cautionary safe forward-looking
    forward for editorial view subscribe to unlock already existing log sign continue register
    want get
    enjoy try start jetzt weiterlesen cet il la dieser sie"""
)
_CODE = re.compile(r"(?=(?:\D*\d){8})(?=[^A-Z]*[A-Z]{2})[A-Z0-9][A-Z0-9-]{11,79}")
_NAME = re.compile(r"(?<=[\w,;:’'] )[A-ZÀ-Þ][\w’'-]{2,30}")
"""A name inside a sentence."""
_LONG, _SHARED = re.compile(r"\b[a-zß-öø-ÿ]{8,40}\b"), 3
"""Long words, of which a paragraph shares several with those that speak of the same."""
_DAYS = words(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May
    June July August September October November December The This And But For You Your Our"""
)


@lru_cache(maxsize=4096)
def end_mark(text: str) -> str | None:
    """Return what sort of an end a line makes by its own words, if it makes one.

    >>> end_mark("Legal Disclaimer:"), end_mark("Subscribe to unlock this article")
    ('sure', 'offer')
    >>> end_mark("The notes to editors were short.") is None
    True
    """
    if _CODE.fullmatch(text.split(" ", 1)[0]):
        return APART
    first = text[:_LONGEST].lower().lstrip("#( ").split(maxsplit=1)[:1]
    if not first or not (first[0].rstrip(":?") in _FIRST or first[0].rstrip(")").isdigit()):
        return None
    short = text.count(" ") < _LABEL_WORDS
    if _SURE.match(text) and (short or "mail" in text or "message" in text or "omm" in text):
        return SURE
    if text.count(" ") < _OFFER_WORDS and _OFFER.match(text):
        return OFFER
    if not short:
        return None
    about = _ABOUT.fullmatch(text)
    return APART if _APART.match(text) or about else None


def firm_of(text: str) -> str | None:
    """Return whom a line promises to tell something about.

    >>> firm_of("About Brightwater Rail:")
    'Brightwater Rail'
    """
    about = _ABOUT.fullmatch(text)
    return about["named"] if about else None


def names_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the words with a capital that stand inside sentences."""
    return frozenset(name for text in texts for name in _NAME.findall(text)) - _DAYS


def goes_on(before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether one of the next paragraphs still names what those before it named."""
    known = names_of(before)
    words = frozenset(_LONG.findall(" ".join(before)))
    return any(
        not known.isdisjoint(_NAME.findall(f", {text}"))
        or len(words.intersection(_LONG.findall(text))) >= _SHARED
        for text in after[:_NEXT]
    )
