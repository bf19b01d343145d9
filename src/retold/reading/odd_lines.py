"""Lines that stand between the paragraphs of an article and are none of it, told by their words.

Buttons, bare times, codes of agencies, what leads to other pages, notices of corrections and of
newsletters: each is told by few words at the line's beginning, or because it is nothing else.
"""

from __future__ import annotations

import re

from retold.reading.phrases import Phrases, words

Told = tuple[str, str]
"""The kind of a line, and the reason."""
_BUTTON = ("share", "a button or a label, and no sentence")
BARE_TIME = ("mark", "a time, and no sentence")
_DATED = ("date", "when it was published, or how long it takes to read")
_COUNT = ("mark", "it numbers a picture")
_CODE = ("mark", "a code of an agency or a program")
_WIRE = ("notice", "an agency's note to editors")
_RELATED = ("related", "it leads to another page")
_NOTICE = ("notice", "a notice of the site to its readers")
_CORRECTED = ("notice", "it says how the text was changed, or printed elsewhere")
_ICONS = ("icons", "names of icons")
_CAPTION = ("caption", "it describes or credits a picture")
_SPOKEN = ("mark", "words of a screen reader")
_LABEL_WORDS, _LONGEST_CAPTION, _SHORTEST_CODE = 10, 60, 12
_LONGEST_TITLE, _STOPS = 14, '.!?…”"'
_CLOCK_ENDS = ("m", "t", "c", "uhr", ".", "ago")
_CAPTION_WORDS = ("credit", "photo", "picture", "image", "submitted", "supplied", "provided",
    "contributed", "courtesy", "handout")  # fmt: skip
_LANDMARKS = frozenset(
    line.strip()
    for line in """region
out of list
banner landmark
main landmark
navigation landmark
complementary landmark
content information landmark""".splitlines()
)
"""What a screen reader says of a page's parts."""
_SPOKEN_LINE = re.compile(r"heading level [1-6]|(?:navigation landmark )?list with \d{1,3} items?")

_BUTTONS = frozenset(
    line.strip()
    for line in """image
images
photo
photos
video
videos
view image in fullscreen
view fullscreen
open image in new tab
open image in gallery
enlarge image
enlarge this image
hide caption
toggle caption
hide captiontoggle caption
hide caption toggle caption
buy now
shop now
buy it now
view on watch
view gallery
view photos
play video
listen to this article
listen to article
jump to recipe
print recipe
save recipe
watch now
now playing
top videos
more videos
related video
related videos
read more
show more
see more
load more
share this article
share full article
share this story
share
save
credit
credit...
ajouter à vos favoris
ajouter à vos sélections
lire plus tard
artikel merken
end of carousel
sign up
log in
log in to comment""".splitlines()
)
"""What is written on buttons and above pictures."""
_ADVERTISED = frozenset(
    line.strip()
    for line in """ad feedback
advertisement
advertisement - scroll to continue
skip advertisement
story continues below advertisement
article continues below advertisement
anzeige
werbung
publicité
publicidad
pubblicità
advertentie
article content""".splitlines()
)
"""What is written beside advertisements."""
_EDGES = " :.…»)"
_NAMED = (
    dict.fromkeys(_BUTTONS, _BUTTON)
    | dict.fromkeys(_ADVERTISED, _NOTICE)
    | dict.fromkeys(_LANDMARKS, _SPOKEN)
)
_NUMBERED = re.compile(
    r"(?:slide |photo |image |bild |foto |page )?\d{1,3}\s?(?:/|of|von|sur|de)\s?\d{1,3}"
)
_CLOCK = re.compile(
    r"(?:(?:updated|published|posted)(?: at)? )?\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?"
    r"(?: (?:gmt|bst|utc|[ecmpw]?[ds]?t|cest|cet|aest|aedt|ist|uhr|ago))?"
    r"|(?:video|watch|listen|audio|live|play)[ •·:]{0,3}\d{1,2}:\d\d(?::\d\d)?"
)
_TOKEN = re.compile(r"(?=(?:\D*\d){4})(?=[^A-Z]*[A-Z])[A-Z0-9][A-Z0-9_-]{11,79}")
_STAMPS = re.compile(
    r"AP-[A-Z]{2}-\d\d-\d\d-\d\d \d{4}\s?GMT|AFP \d{6} GMT [A-Z]{3} \d\d|\d{6} [A-Z][a-z]{2} \d\d"
    r"|[a-z]{2,4}(?:-[a-z]{2,4}){0,4}/[a-z]{2,4}(?:[-/][a-z]{2,4}){0,6}"
    r"|dpa(?: [a-z0-9]{2,6}){2,6}"
)
"""How an agency closes a report: with its name and the time, or with initials."""
_ICON = re.compile(r"[a-z]{2,20}(?:_[a-z]{2,20}){1,3}")
_READING = re.compile(r"[^\d•·|—–]{25,200} \d{1,2} min(?:ute)? read")
_CREDITED = re.compile(
    r".{0,300}\bcredit\.{3}.{0,80}"
    r"|(?:staff|file|courtesy|handout|submitted) (?:photo|picture|image)s?"
    r"(?: by .{3,60}| courtesy .{3,60})?"
    r"|image (?:source|caption|copyright),.{0,300}|getty images[;,] .{3,200}"
)
_SIGNED = re.compile(
    r"[A-ZÀ-Þ][\w.'’-]{0,30}(?: [A-ZÀ-Þ&][\w.'’-]{0,30}){1,4}"
    r"\s?/\s?(?:the )?[A-ZÀ-Þ][\w.'’&-]{1,30}(?: (?:of|for|the|via|[A-ZÀ-Þ&][\w.'’&-]{0,30})){0,6}"
)
"""A photographer, a stroke, and for whom the picture was taken."""
_SHOUTED = re.compile(r"(?:PHOTOS?|VIDEOS?|IMAGES?|PICTURES?)?[ |:/-]{0,3}COURTESY\b[^a-z]{0,80}")
_BRACKETED = re.compile(
    r"\([A-ZÀ-Þ][^():.]{1,40}(?:: [A-ZÀ-Þ][^():]{1,50})\)\.?$"
    r"|\((?:submitted|supplied|provided|contributed|pictured?|credit|courtesy|handout)"
    r" (?:by|to|from|of) [^()]{2,60}\)\.?$"
    r"|(?:^|[.!?”\"’)] |, )(?:staff |file )?(?:photos?|pictures?|images?|photographs?)"
    r" (?:by|courtesy of) [A-ZÀ-Þ][^.!?]{2,50}$",
    re.IGNORECASE,
)
"""How a caption ends that names the outlet and the photographer, or who gave the picture."""


CORRECTED = Phrases(
    r"an? version of this (?:article|story|piece) (?:appear|was|ran|first)|"
    r"an? (?:correction|clarification) was (?:made|published|added|appended)|"
    r"an? (?:earlier|previous|original) version of (?:this|the) (?:article|story|post|report|"
    r"headline|caption|piece)|"
    r"(?:this|the) (?:article|story|post|report|piece|headline) (?:was|has been|is being) "
    r"(?:first |last |since |recently )?(?:amended|updated|corrected|edited|revised|clarified)"
    r"\b|"
    r"this (?:article|story|post|report|piece) was (?:originally|first) published (?:on )"
    r"?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d)|"
    r"when we learn of a mistake, we|"
    r"(?:correction|clarification|editor['’]?s['’]? note)s?(?: \(.{3,40}\)|,? (?:on )"
    r"?\w{3,9}\.? \d{1,2}.{0,12})?\s?:"
)
"""How a note begins that says how a text was changed, or where it was printed."""
RELATED = Phrases(
    r"(?:link )?(?:read|see|watch|listen|related|more|also|recommended|don['’]t miss|must[- "
    r"]read|explore|in case you missed it)(?: (?:more|also|next|now|read|here|this|to|on this|"
    r"stor(?:y|ies)|articles?|coverage|videos?|posts?|links?|(?:about|on|from) [^:.!?]{2,40}))"
    r"?\s?[:：►»]\s?\S|"
    r"(?:à )?lire (?:aussi|également|ensuite)\b|voir aussi\b|sur le même sujet\b|à voir "
    r"aussi\b|"
    r"lesen sie auch\b|auch interessant\b|mehr zum thema\b|das könnte sie (?:auch )"
    r"?interessieren|"
    r"(?:le|lee|lea) también\b|te puede interesar\b|más información\s?:?$|ver también\b|"
    r"leggi anche\b|lees ook\b|leia (?:também|mais)\b|veja também\b|läs (?:också|mer)\b|les "
    r"også\b|"
    r"czytaj (?:także|również|też)\b|читайте также"
)
"""How a line begins that leads to other pages, in several languages."""
NOTICE = Phrases(
    r"sign up (?:for|to) .*(?:newsletter|inbox|e-?mails?\b|alerts?\b|briefing|updates|for "
    r"free)|"
    r"(?:get|receive) (?:the|our|local|breaking|more|all|daily|exclusive|top|latest|your|a|"
    r"news|updates|these|stories) .*(?:newsletter|your inbox|alerts?\b|delivered\b|\bapp\b|"
    r"your phone)|"
    r"stay (?:up[- ]to[- ]date|informed|connected|in the know|ahead of) (?:on|with|of) "
    r"(?:what|the latest|our|all|local|breaking)|"
    r"join (?:the|our) .*(?:whatsapp|telegram|newsletter|community|discussion|channel)|"
    r"(?:choose|add|make|set) .* (?:as )?(?:a|your) \W?preferred source|"
    r"subscribe to (?:unlock|continue|read|keep|our|get|receive|enjoy|support|see)\b|"
    r"your (?:support|donation|contribution|gift) (?:allows|helps|makes|keeps|powers|means|"
    r"funds|enables)\b|"
    r"at such a critical moment.* reporters on the ground|"
    r"we (?:may|might) (?:earn|receive|get) .*commission|we (?:use|will use) your sign-up|"
    r"we (?:want|welcome|value|encourage) (?:our |your )(?:comments?|readers)\b|"
    r"when you (?:purchase|buy|click|make a purchase) (?:through|on|using) .*(?:links?|site|"
    r"commission)|"
    r"share your (?:feedback|thoughts|views?|opinion|story)\b.*(?:article|improve|below|us\b|"
    r"comments?)|"
    r"share or comment on this article|"
    r"the next issue of .* in your inbox|a welcome e-?mail is on its way|there was an error,? "
    r"please|"
    r"if you don['’]t see it,? please check your (?:junk|spam)|by signing up,? you|"
    r"we (?:independently|carefully|may) (?:select|review|choose|test)\b.*(?:commission|"
    r"recommend)|"
    r"(?:this|the) (?:article|story|post|page) (?:may )?contains? affiliate links?|"
    r"view this post on (?:instagram|facebook|x|twitter|threads|tiktok)|a post shared by|"
    r"unlock the .* for free$|our editor,? .*selects (?:her|his|their) favou?rite stories|"
    r"(?:sorry,? )?we are (?:not currently|no longer) accepting comments|"
    r"follow .{2,60} on (?:twitter|x|facebook|instagram|linkedin|google|bluesky|threads|"
    r"tiktok|youtube)\b.{0,60}$|"
    r"click here (?:to|for)\b|to (?:continue|keep) reading\b|i understand and agree that|"
    r"(?:he|she|they) can be (?:reached|contacted|followed) (?:at|on)\b"
)
"""How a notice of the site to its readers begins that leaves no doubt."""
DATED = Phrases(
    r"(?:temps de lecture|lesezeit|tiempo de lectura|tempo di lettura|tempo de leitura|"
    r"leestijd)\b|"
    r"(?:publié|mis à jour|modifié|posté) (?:le|à|il y a)\b.*\d|"
    r"(?:veröffentlicht|aktualisiert|erschienen|stand)(?: am|:| vor).*\d|"
    r"(?:publicado|actualizado|atualizado)(?: el| em| en| a| há| hace|:)? .*\d|"
    r"(?:pubblicato|aggiornato)(?: il| alle|:)? .*\d|(?:gepubliceerd|bijgewerkt|geplaatst)(?: "
    r"op| om|:)? .*\d"
)
"""When a page was published, or how long it takes to read, in several languages."""
WIRE = Phrases(
    r"\((?:adds|updates|recasts|refiles|corrects|repeats|releads|rewrites|zusammenfassung|new "
    r"throughout)\b[^()]{0,160}\)?$|"
    r"(?:eds|attention editors)\s?:|attention - (?:adds|updates|corrects|recasts|repeats)\b"
)
"""An agency's note to editors."""
_WORDS = words(
    """a an this the when correction corrections clarification clarifications editor's editors’
    editor’s editors' editors link read see watch listen related more also recommended don't don’t
    must explore in à lire voir sur lesen auch mehr das le lee lea te más ver leggi lees leia veja
    läs les czytaj читайте sign get receive stay join choose add make set subscribe your at we share
    view unlock our sorry follow click to i he she they temps lesezeit tiempo tempo leestijd publié
    mis modifié posté veröffentlicht aktualisiert erschienen stand publicado actualizado atualizado
    pubblicato aggiornato gepubliceerd bijgewerkt geplaatst adds updates recasts refiles corrects
    repeats releads rewrites zusammenfassung new eds attention must-read"""
)
"""With these words such lines begin."""
_RULES = (
    (CORRECTED, _CORRECTED, 90),
    (WIRE, _WIRE, 45),
    (DATED, _DATED, 16),
    (RELATED, _RELATED, 32),
    (NOTICE, _NOTICE, 60),
)


def odd(line: str, lower: list[str], small: str) -> Told | None:
    """Return what a line is that surely is no part of an article, and why.

    >>> odd("14.37 GMT", ["14.37", "gmt"], "14.37 gmt")
    ('mark', 'a time, and no sentence')

    Args:
        line: The line, with single spaces.
        lower: Its words in small letters.
        small: The whole line in small letters.
    """
    if len(lower) <= _LABEL_WORDS:
        found = _label(line, lower, small)
        if found is not None:
            return found
    if lower[0] in _WORDS:
        for phrases, told, most in _RULES:
            if len(lower) <= most and phrases.match(line):
                return told if told != _RELATED or _is_title(line, lower) else None
    return _signed(line, lower, small) if len(lower) <= _LONGEST_CAPTION else None


def _is_title(line: str, lower: list[str]) -> bool:
    """Tell whether a line holds no sentence: text run together may go on behind a title."""
    return len(lower) <= _LONGEST_TITLE or line[-1] not in _STOPS


def _label(line: str, lower: list[str], small: str) -> Told | None:
    """Return what a line of a few words is: a button, a time, a code."""
    named = _NAMED.get(small.strip(_EDGES))
    if named is not None:
        return named
    if _SPOKEN_LINE.fullmatch(small):
        return _SPOKEN
    if line[0].isdigit() or line[-1].isdigit() or small.endswith(_CLOCK_ENDS):
        if _NUMBERED.fullmatch(small):
            return _COUNT
        if _CLOCK.fullmatch(small):
            return BARE_TIME
    return _CODE if _is_code(line, len(lower)) else None


def _is_code(line: str, words: int) -> bool:
    if words == 1 and len(line) >= _SHORTEST_CODE and _TOKEN.fullmatch(line):
        return True
    coded = "/" in line or line[-1].isdigit() or line.endswith("GMT") or line.startswith("dpa ")
    return coded and _STAMPS.fullmatch(line) is not None


def _signed(line: str, lower: list[str], small: str) -> Told | None:
    """Return what a line is that names icons, a photographer, or how long reading another takes."""
    if "_" in line and _names_icons(line, lower):
        return _ICONS
    if small.endswith(" read") and _READING.fullmatch(small):
        return _RELATED
    return _CAPTION if _is_credit(line, lower, small) else None


def _names_icons(line: str, lower: list[str]) -> bool:
    icons = sum(1 for part in line.split() if _ICON.fullmatch(part))
    return icons > 0 and (len(lower) <= _LABEL_WORDS or (icons > 1 and _is_title(line, lower)))


def _is_credit(line: str, lower: list[str], small: str) -> bool:
    """Tell whether a line credits a picture, or ends with its credit."""
    if "courtesy" in small and _SHOUTED.fullmatch(line):
        return True
    named = any(word in small for word in _CAPTION_WORDS)
    if named and (_CREDITED.match(small) or _BRACKETED.search(line)):
        return True
    return len(lower) <= _LABEL_WORDS and names_photographer(line)


def names_photographer(line: str) -> bool:
    """Tell whether a line is a photographer, a stroke, and for whom the picture was taken.

    >>> names_photographer("Ann Dahl/Norrvik Post via AP"), names_photographer("Ann Dahl / resigns")
    (True, False)
    """
    return "/" in line and _SIGNED.fullmatch(line) is not None
