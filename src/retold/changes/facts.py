"""What a sentence brings of facts: figures, voices, quotations, names; and how much that weighs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from retold.changes.claims import is_claim
from retold.changes.comparison import Side
from retold.language.figures import same_quantity
from retold.language.wordsets import word_set
from retold.types import Figure, Severity, Span, Statement

_REPLIES = ("denied", "disputed")
_TURN = re.compile(
    r"\b(?:in (?:response|reply|a (?:reply|response|rebuttal))(?! to\b)|"
    r"for (?:its|his|her|their) part)\b",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"\b(?:repl(?:y|ies|ied)|respond(?:s|ed)|contradict(?:s|ed)|counter(?:s|ed)|retort(?:s|ed)|"
    r"rebut(?:s|ted)|reject(?:s|ed))\b",
    re.IGNORECASE,
)
_SILENT = re.compile(
    r"\b(?:not|n[’']t|never|nor|neither|yet to|declin\w+ to|refus\w+ to|unable to)(?: \w{2,12})? "
    r"(?:immediately |directly )?(?:respond|repl|comment|answer|return)\w*",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:that|which|who)\b[^,;.]{0,40}\b(?:killed|injured|wounded|hurt|died|dead|missing)\b",
    re.IGNORECASE,
)  # "the attacks that killed four" are spoken of, not reported
_PAST = re.compile(
    r"\b(?:since|in|of|until|from) (?:the |[A-Z][a-z]{2,8} )?(?:1[5-9]|20)\d\ds?\b|"
    r"\b(?:last year|years? ago|"
    r"decades?|history|historically|previously|has long|have long|in recent (?:years|months)|"
    r"over the (?:past|last)|founded|formerly)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\AThe (?=\w)")
_REPORT = re.compile(r"\b(?:reports?|calls?) (?:of|about|that)\s\Z", re.IGNORECASE)
_I = frozenset(
    {"i", "we", "you", "who", "which", "that", "it", "they", "he", "she", "some", "many"}
)
_NEAR = 20  # characters between a figure and those whom it counts
_NO_NAMES = word_set(
    "the some many most several few all both other others two three four five six ten she they "
    "this that these those but mr mrs miss sir senator president minister prime mayor judge "
    "general captain professor doctor chief secretary governor he it we i a an"
)
_OBJECTING = word_set(
    "critic critics critical criticise criticised criticize criticized criticism condemn condemned "
    "object objected objection objections oppose opposed opposes opposing opposition protest "
    "protested protests denial denials denies denied rejects rejected dispute disputed disputes"
)
_CAPITAL = re.compile(r"\b[A-Z][\w'’-]{2,30}")
_SHOWN = 3  # facts that a reason names


@dataclass(frozen=True)
class Facts:
    """The facts of a passage that the other article has nowhere."""

    figures: tuple[Figure, ...]
    voices: tuple[Statement, ...]
    names: tuple[Span, ...]
    quoted: bool
    harm: bool
    reply: bool

    @property
    def severity(self) -> Severity:
        """How much it weighs: casualties and replies most, colour least."""
        if self.reply or (self.harm and self.figures):
            return "high"
        return "medium" if self.figures or self.voices or self.quoted or self.names else "minor"


def facts(side: Side, other: Side, index: int, span: Span) -> Facts:
    """Return the facts of a passage in a sentence that are nowhere in the other article."""
    inside = [f for f in side.figures[index] if span.start <= f.start < span.end]
    figures = tuple(f for f in inside if not stands(f, other))
    known = {name.key for name in other.prepared.names}
    names = tuple(
        Span(n.start, n.end)
        for n in side.names[index]
        if span.start <= n.start < span.end and n.key not in known
    )
    voices = tuple(_voices(side, other, span))
    text = span.of(side.text)
    return Facts(
        figures,
        voices,
        names,
        quoted=any(
            span.overlaps(side.prepared.quotations[k].inner) for k in side.quotation_numbers(index)
        ),
        harm=_untold_harm(side, other, figures, names)
        and _PAST.search(text) is None
        and _ASIDE.search(text) is None,
        reply=any(_answers(side, v, text) and not _is_heard(v, other) for v in voices),
    )


def _is_known(voice: Statement) -> bool:
    """Tell whether a speaker is named or a definite party, and not anybody or the writer."""
    if voice.source is None:
        return False
    written = voice.source.text
    return written[:4].casefold() == "the " or (written[:1].isupper() and written.lower() not in _I)


def _is_heard(voice: Statement, other: Side) -> bool:
    """Tell whether the other article gives the word to somebody of the same name.

    "The Osterman campaign" is not silenced where Osterman or his team speak, nor "Unionists" where
    it tells of their criticism.
    """
    mine = _names_of(voice)
    if any(mine & _names_of(one) for one in other.statements):
        return True
    lowered = {word.casefold() for word in mine}
    return any(_speaks(other, k, lowered) for k in range(len(other.prepared.words)))


def _speaks(side: Side, index: int, names: Collection[str]) -> bool:
    """Tell whether one of some names stands before a verb of saying or of objecting."""
    words = side.prepared.words[index]
    named = [w.end for w in words if w.norm in names]
    verbs = [span.start for span, _, force in side.reporting[index] if force != "judgement"]
    verbs += [w.start for w in words if w.norm in _OBJECTING]
    return bool(named) and any(min(named) <= at for at in verbs)


def _names_of(voice: Statement) -> frozenset[str]:
    """Return the capitalised words by which a speaker goes, without titles and pronouns."""
    source = voice.source.text if voice.source else ""
    found = _CAPITAL.findall(f"{voice.speaker or ''} {source}")
    plain = (word.removesuffix("'s").removesuffix("’s") for word in found)
    return frozenset(word for word in plain if word.casefold() not in _NO_NAMES)


def _answers(side: Side, voice: Statement, text: str) -> bool:
    """Tell whether somebody who is told of answers what others say of him.

    That he did not want to say anything is no answer.
    """
    if not _is_known(voice) or not voice.content:
        return False
    cue = voice.cue.text if voice.cue else ""
    end = max((span.end for span in voice.cue.spans), default=0) if voice.cue else 0
    if side.text[end : end + 4] == " to " or _SILENT.search(text):
        return False  # "officers responded to a shooting", "has not responded to questions"
    answers = voice.cue_kind in _REPLIES or _ANSWERS.search(cue) is not None
    return answers or _TURN.search(text) is not None


def _untold_harm(side: Side, other: Side, figures: Iterable[Figure], names: Iterable[Span]) -> bool:
    """Tell whether figures count people who came to harm, of whom the other article counts none.

    It does not count those of one side who counts the other's: "8,800 Palestinians".
    """
    counted = [f for f in figures if f in side.harm and not _first_heard(side, f)]
    if not counted or not other.harm:
        return bool(counted)
    return any(0 <= name.start - f.end <= _NEAR for f in counted for name in names)


def _first_heard(side: Side, figure: Figure) -> bool:
    """Tell whether a figure is one of a first call for help: "a report of two victims"."""
    return _REPORT.search(side.text[max(0, figure.start - _NEAR) : figure.start]) is not None


def stands(figure: Figure, other: Side) -> bool:
    """Tell whether a figure stands anywhere in an article."""
    return any(same_quantity(figure, there) != "different" for there in other.prepared.figures)


def _voices(side: Side, other: Side, span: Span) -> Iterable[Statement]:
    """Give the statements of a passage whose speaker the other article gives no word to."""
    heard = {one.speaker.split()[-1] for one in other.statements if one.speaker}
    for one in side.statements:
        if one.cue is None or one.source is None:
            continue
        here = span.start <= one.cue.spans[0].start < span.end
        speaker = one.speaker.split()[-1] if one.speaker else None
        if here and speaker not in heard and is_claim(side, one):
            yield one


def lost(side: Side, found: Facts) -> str:
    """Say in a sentence what of facts went with a passage."""
    parts = []
    if found.reply:
        parts.append("a reply")
    if found.voices:
        named = [v.speaker or (v.source.text if v.source else "") for v in found.voices]
        parts.append("what " + _listed(_ARTICLE.sub("the ", name) for name in named) + " said")
    told = [f for f in found.figures if not found.harm or f.kind == "number"] or found.figures
    if found.figures:
        what = "the casualty figures " if found.harm else "the figures "
        parts.append(what + _listed(Span(f.start, f.end).of(side.text) for f in told))
    if found.quoted and not found.voices:
        parts.append("a quotation")
    if found.names and not parts:
        parts.append("the mention of " + _listed(n.of(side.text) for n in found.names))
    return " and ".join(parts)


def _listed(items: Iterable[str]) -> str:
    every = [" ".join(item.split())[:60] for item in dict.fromkeys(items)]
    return ", ".join(every[:_SHOWN]) + (" and more" if len(every) > _SHOWN else "")


def sort_of_addition(side: Side, index: int, found: Facts) -> str:
    """Tell what an addition is: new reporting, background or filler."""
    text = side.sentence(index)
    if found.quoted or found.voices:
        return "new reporting"
    if found.figures or found.names:
        return "background" if _PAST.search(text) else "new reporting"
    return "background" if _PAST.search(text) else "filler"
