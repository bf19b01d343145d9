"""The words of a sentence that report speech: verb groups, “according to”, a colon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from retold.language.wordsets import word_set
from retold.statements.grammar import (
    AUXILIARY,
    BE,
    DETERMINER,
    HAVE,
    MODAL,
    PERSONAL,
    PREPOSITION,
    VERB_PAST,
    WHERE,
    is_adverb,
    phrase_end,
)
from retold.statements.lexicon import NOUN_FORMS, NOUNS, PHRASES, VERBS
from retold.statements.tokens import Token

Form = Literal["finite", "gerund", "passive", "noun", "according", "colon"]

_RAISING = word_set("went continued managed seemed seems appeared appears came likes liked used")
_WHEN_ASKED = word_set("when if and but")
_GOES_ON = word_set("on")


@dataclass(frozen=True, slots=True)
class Cue:
    """Tokens ``start`` to ``end`` report speech; ``frames`` says what may follow them."""

    start: int
    end: int
    lemma: str
    frames: str
    form: Form


def cues(tokens: Sequence[Token]) -> list[Cue]:
    """Return the cues of a sentence from left to right."""
    found: list[Cue] = []
    i = 0
    while i < len(tokens):
        cue = _cue_at(tokens, i, found[-1].end if found else 0)
        if cue is not None:
            found.append(cue)
            i = cue.end
        else:
            i += 1
    return found


def _cue_at(tokens: Sequence[Token], i: int, floor: int) -> Cue | None:
    low = tokens[i].low
    if low not in _STARTS:
        return None
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if low == "according":
        return Cue(i, i + 2, "according to", "", "according") if following == "to" else None
    phrase = PHRASES.get(f"{low} {following}")
    if phrase is not None:
        if low in NOUN_FORMS and _heads_subject(tokens, i):
            return None
        return _verb_group(tokens, i, i + 2, (phrase[0], phrase[2]), floor)
    if low in NOUNS and following == "that":
        return _noun(tokens, i)
    return _verb(tokens, i, floor)


_STARTS = frozenset((*VERBS, *NOUNS, *(phrase.split()[0] for phrase in PHRASES), "according"))


def _verb(tokens: Sequence[Token], i: int, floor: int) -> Cue | None:
    """Read a reporting verb of one word."""
    token = tokens[i]
    verb = VERBS.get(token.low)
    if verb is None:
        return None
    if token.low == "asked" and (i == 0 or tokens[i - 1].low in _WHEN_ASKED):
        return Cue(i, i + 1, verb.lemma, verb.frames, "passive")
    noun = token.low in NOUN_FORMS and not _is_verb_here(tokens, i)
    if noun or (token.capital and not _title_case(tokens)):
        return None
    return _verb_group(tokens, i, i + 1, (verb.lemma, verb.frames), floor)


def _heads_subject(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether “calls for help” is the subject of a verb that follows it."""
    if i == 0 or tokens[i - 1].low in PERSONAL | WHERE | MODAL:
        return False
    end = phrase_end(tokens, i + 2)
    if not i + 2 < end < len(tokens):
        return False
    following = tokens[end]
    if following.kind != "w" or following.capital:
        return False
    return following.low in AUXILIARY | VERB_PAST or following.low.endswith("ed")


def _title_case(tokens: Sequence[Token]) -> bool:
    """Tell whether nearly all words of a sentence have capitals (a headline)."""
    words = [t for t in tokens if t.kind == "w" and len(t.text) > 3 and not t.text[0].isdigit()]
    return len(words) > 2 and sum(t.capital for t in words) >= 0.8 * len(words)


def _noun(tokens: Sequence[Token], i: int) -> Cue | None:
    """Read “the minister's claim that …” and “her claim that …”."""
    owner = tokens[i - 1] if i else None
    if owner and (owner.low in {"'s", "’s", "'", "’", "his", "her", "their", "its"}):
        return Cue(i, i + 1, tokens[i].low, "c", "noun")
    return None


def _is_verb_here(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a word that is mostly a noun is a verb here."""
    if i == 0:
        return False
    j = i - 1
    while j > 0 and is_adverb(tokens[j]):
        j -= 1
    before = tokens[j]
    after = tokens[i + 1].low if i + 1 < len(tokens) else ""
    third = tokens[i].low.endswith("s")
    if before.low in PERSONAL | WHERE or before.low in MODAL:
        return True
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    clear = following is not None and (
        after in {"that", "whether", "to"} or after in PERSONAL or following.kind == "q"
    )
    near = clear or after in DETERMINER
    if before.capital and third:
        return near
    if before.low.endswith("s") and not third and before.low not in DETERMINER:
        return near or (following is not None and following.capital)
    return clear and third and before.kind == "w" and before.low not in DETERMINER


def _verb_group(
    tokens: Sequence[Token], i: int, end: int, verb: tuple[str, str], floor: int
) -> Cue | None:
    """Take in the auxiliaries and adverbs around a reporting verb."""
    lemma, frames = verb
    start, low = i, tokens[i].low
    auxiliaries: list[str] = []
    while start > floor:
        if tokens[start - 1].low in AUXILIARY or is_adverb(tokens[start - 1]):
            start -= 1
            auxiliaries.insert(0, tokens[start].low)
        elif start - 3 > floor and _is_aside(tokens[start - 3 : start]):
            start -= 3
        else:
            break
    if start > floor and tokens[start - 1].low == "to":
        return _after_to(tokens, start, end, verb, floor)
    if end < len(tokens) and tokens[end].low.endswith("ly") and is_adverb(tokens[end]):
        end += 1
    form = VERBS[low].form if low in VERBS else _form_of(low)
    shape = _shape(form, auxiliaries)
    if shape is None:
        return None
    if shape == "finite" and start == i and not _has_left(tokens, start, form):
        return None
    return Cue(start, end, lemma, frames, shape)


def _is_aside(tokens: Sequence[Token]) -> bool:
    """Tell whether these are “, however,” or the like."""
    first, word, last = (token.text for token in tokens)
    return first == last == "," and word in {"however", "though", "meanwhile", "too"}


def _form_of(low: str) -> str:
    return "g" if low.endswith("ing") else "dn" if low.endswith(("ed", "de")) else "bs"


def _shape(form: str, auxiliaries: list[str]) -> Form | None:
    """Say how a form stands: finite, gerund or passive; None if it cannot report."""
    helpers = [word for word in auxiliaries if word in AUXILIARY]
    last = helpers[-1] if helpers else ""
    if "g" in form:
        return "finite" if last in BE else "gerund"
    if last in BE:
        return "passive" if "n" in form else None
    if last in HAVE:
        return "finite" if "n" in form else None
    if last in MODAL:
        return "finite" if "b" in form else None
    return "finite"


def _after_to(
    tokens: Sequence[Token], start: int, end: int, verb: tuple[str, str], floor: int
) -> Cue | None:
    """Read “went on to say” and “continued to suggest”; other infinitives report nothing."""
    i = start - 2
    if i > floor and tokens[i].low in _GOES_ON:
        i -= 1
    if i < floor or tokens[i].low not in _RAISING:
        return None
    while i > floor and (tokens[i - 1].low in AUXILIARY or is_adverb(tokens[i - 1])):
        i -= 1
    return Cue(i, end, verb[0], verb[1], "finite")


def _has_left(tokens: Sequence[Token], start: int, form: str) -> bool:
    """Tell whether what stands before a bare verb lets it be one."""
    if start == 0:
        return False
    before = tokens[start - 1]
    if before.low in DETERMINER - {"others", "some", "many", "most", "both", "all", "each"}:
        return before.low == "that" and "d" in form
    return before.low not in PREPOSITION and not (form == "b" and before.low in {"to", "not"})
