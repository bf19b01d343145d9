"""The words that report speech: verbs by strength, nouns, and the adverbs that turn them up.

A verb has one class, by what it tells the reader about the speech it reports:

- ``neutral`` leaves it open (said, told, wrote, added);
- ``claim`` keeps a distance (claimed, alleged, suggested, argued);
- ``strong`` insists (insisted, stressed, warned, reiterated);
- ``factive`` takes it for true (confirmed, revealed, showed, pointed out);
- ``admission`` makes it a confession (admitted, acknowledged, conceded);
- ``denial`` says no (denied, rejected, dismissed, declined);
- ``question``, ``directive`` and ``commitment`` ask, demand and promise;
- ``judgement`` praises or blames (criticised, accused, endorsed);
- ``view`` reports a mind rather than words (believes, hopes, expects).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from retold.language.wordsets import word_set
from retold.types import Span

CLASSES = (
    "neutral",
    "claim",
    "strong",
    "factive",
    "admission",
    "denial",
    "question",
    "directive",
    "commitment",
    "judgement",
    "view",
)

# class, what may follow the verb, lemmas. What may follow: c a clause (with or without
# "that"), q a question (whether, what …), i "to" and a verb, o an object that is itself
# part of what is said (called the plan “dead”, denied the claim), a an addressee who is not
# (told reporters that …). Words in quotation marks may follow every verb.
_TABLE = """
neutral cai: tell
neutral ca: inform notify remind brief
neutral c: say state add write note reply respond answer remark comment observe recall tweet
neutral c: joke quip recount relate chime interject muse retort testify reckon
neutral co: echo report announce mention explain cite
neutral o: call describe label dub term discuss
neutral -: continue read text email post
claim c: claim allege argue contend maintain assert purport speculate posit theorise theorize
claim co: suggest imply hint insinuate estimate
strong ca: warn assure
strong c: insist stress emphasise emphasize reiterate declare proclaim affirm swear thunder
strong co: underscore underline repeat predict lament complain decry caution reaffirm
strong -: shout yell scream exclaim cry bellow
factive c: reveal confirm disclose show find indicate demonstrate conclude determine discover
factive c: clarify learn
admission co: admit acknowledge concede confess
denial co: deny reject dismiss dispute rebut refute disavow
denial i: decline refuse
question cqo: ask
question q: wonder inquire query
question o: question
directive io: urge implore beg instruct order advise encourage
directive c: demand recommend propose
commitment ci: vow pledge promise agree threaten
commitment i: plan offer intend
judgement o: accuse criticise criticize condemn denounce blast slam praise blame mock deride
judgement o: endorse oppose favour favor ridicule lambaste defend applaud chide
view c: believe think know feel doubt fear worry suspect foresee
view ci: hope expect
view i: want wish
"""

_IRREGULAR = """
say says said said saying
tell tells told told telling
write writes wrote written writing
think thinks thought thought thinking
know knows knew known knowing
find finds found found finding
feel feels felt felt feeling
swear swears swore sworn swearing
show shows showed shown showing
foresee foresees foresaw foreseen foreseeing
read reads read read reading
text texts texted texted texting
beg begs begged begged begging
admit admits admitted admitted admitting
quip quips quipped quipped quipping
retort retorts retorted retorted retorting
"""


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a reporting verb: its lemma, class, what may follow, and which form it is.

    ``form`` holds the letters of the forms that the word may be: b base, s third person,
    d past, n participle, g gerund.
    """

    lemma: str
    strength: str
    frames: str
    form: str


def _forms(lemma: str, irregular: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the forms of a verb and the letters of what each may be."""
    if lemma in irregular:
        words = [lemma, *irregular[lemma]]
    else:
        words = [lemma, _third(lemma), _past(lemma), _past(lemma), _gerund(lemma)]
    forms: dict[str, str] = {}
    for word, letter in zip(words, "bsdng", strict=True):
        forms[word] = forms.get(word, "") + letter
    return forms


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "sh", "ch", "x", "z")):
        return lemma + "es"
    return lemma[:-1] + "ies" if re.search(r"[^aeiou]y$", lemma) else lemma + "s"


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ied"
    return _doubled(lemma) + "ed"


def _gerund(lemma: str) -> str:
    silent = lemma.endswith("e") and not lemma.endswith(("ee", "oe"))
    return (lemma[:-1] if silent else _doubled(lemma)) + "ing"


def _doubled(lemma: str) -> str:
    return lemma + "m" if lemma == "slam" else lemma + "n" if lemma == "plan" else lemma


def _build() -> dict[str, Verb]:
    rows = [line.split() for line in _IRREGULAR.strip().splitlines()]
    irregular = {row[0]: row[1:] for row in rows}
    verbs: dict[str, Verb] = {}
    for line in _TABLE.strip().splitlines():
        head, lemmas = line.split(":")
        strength, frames = head.split()
        for lemma in lemmas.split():
            for word, form in _forms(lemma, irregular).items():
                verbs.setdefault(word, Verb(lemma, strength, frames.strip("-"), form))
    return verbs


VERBS: Mapping[str, Verb] = MappingProxyType(_build())
"""Every form of every reporting verb, in lower case."""

REPORTING: Mapping[str, str] = MappingProxyType(
    {word: verb.strength for word, verb in VERBS.items()}
)
"""Every form of every reporting verb, in lower case, and its class."""

PHRASES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "pointed out": ("point out", "factive", "c"),
        "points out": ("point out", "factive", "c"),
        "point out": ("point out", "factive", "c"),
        "pointing out": ("point out", "factive", "c"),
        "called for": ("call for", "directive", "o"),
        "calls for": ("call for", "directive", "o"),
        "calling for": ("call for", "directive", "o"),
        "called on": ("call on", "directive", "o"),
        "calls on": ("call on", "directive", "o"),
        "calling on": ("call on", "directive", "o"),
        "referred to": ("refer to", "neutral", "o"),
        "refers to": ("refer to", "neutral", "o"),
        "referring to": ("refer to", "neutral", "o"),
        "pointed to": ("point to", "claim", "o"),
        "pointing to": ("point to", "claim", "o"),
        "made clear": ("make clear", "strong", "c"),
    }
)
"""Reporting verbs of two words: lemma, class, and what may follow."""

INTENSIFIERS = word_set(
    """categorically firmly flatly strongly vehemently forcefully emphatically unequivocally
    sharply bluntly angrily fiercely repeatedly adamantly sternly explicitly definitively
    clearly"""
)
"""Adverbs that make a neutral verb a strong one."""

_NOUN_TABLE = """
neutral: statement comment remark announcement report testimony
claim: claim allegation suggestion argument assertion contention
strong: warning insistence stance complaint
admission: admission acknowledgement acknowledgment concession
denial: denial rejection
question: question
commitment: promise pledge vow threat
directive: demand call proposal
view: belief view fear hope opinion expectation
"""

NOUNS: Mapping[str, str] = MappingProxyType(
    {
        noun: strength
        for strength, nouns in (line.split(": ") for line in _NOUN_TABLE.strip().splitlines())
        for noun in nouns.split()
    }
)
"""Nouns that report speech (the minister's claim that …), singular, and their class."""

_WORD = re.compile(r"[^\W\d_]+")


def reporting_verbs(text: str) -> tuple[tuple[Span, str, str], ...]:
    """Find the reporting verbs of a text: characters, lemma and class.

    A neutral verb beside an intensifier counts as strong. Forms that are mostly nouns
    (report, claims, plan) count only right after a pronoun or a name.

    >>> reporting_verbs("Kirby categorically stated that he had pointed out the risk")
    ((Span(start=6, end=26), 'state', 'strong'), (Span(start=39, end=50), 'point out', 'factive'))
    """
    found: list[tuple[Span, str, str]] = []
    words = list(_WORD.finditer(text))
    lows = [word.group().lower() for word in words]
    for i, low in enumerate(lows):
        start, end = words[i].span()
        phrase = PHRASES.get(f"{low} {lows[i + 1]}") if i + 1 < len(lows) else None
        if phrase and text[end : words[i + 1].start()].isspace():
            found.append((Span(start, words[i + 1].end()), phrase[0], phrase[1]))
            continue
        verb = VERBS.get(low)
        if verb is None or (low in NOUN_FORMS and not _has_subject(words, lows, i)):
            continue
        strength = verb.strength
        if i and lows[i - 1] in INTENSIFIERS:
            start, strength = words[i - 1].start(), _raised(strength)
        elif i + 1 < len(lows) and lows[i + 1] in INTENSIFIERS:
            end, strength = words[i + 1].end(), _raised(strength)
        found.append((Span(start, end), verb.lemma, strength))
    return tuple(found)


def _raised(strength: str) -> str:
    return "strong" if strength == "neutral" else strength


def _has_subject(words: list[re.Match[str]], lows: list[str], i: int) -> bool:
    """Tell whether a pronoun or a capitalised word stands right before a word."""
    if i == 0 or lows[i - 1] in _ARTICLES:
        return False
    return lows[i - 1] in PRONOUNS or words[i - 1].group()[0].isupper()


_ARTICLES = word_set("the a an this that these those his her its their our my your no some any")


PRONOUNS = word_set("he she they it we i you who which")
"""Pronouns that may be the subject of a reporting verb."""

NOUN_FORMS = word_set(
    """report reports claim claims state states note notes call calls comment comments answer
    answers reply replies plan plans promise promises pledge pledges vow vows threat question
    questions demand demands order orders estimate estimates hint hints hope hopes fear fears
    worry worries doubt doubts offer offers post posts text texts email emails tweet tweets joke
    jokes finding show shows label labels term terms dispute disputes wish wishes query queries
    cry cries shout shouts repeat brief briefs suspect suspects contend remark remarks quip quips
    praise blame warning feeling reading meaning blast favor favour favors favours"""
)
"""Forms of reporting verbs that are mostly nouns in the news."""
