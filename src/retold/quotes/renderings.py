"""From a group of passages to an utterance: which form each has, and which is the fullest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from retold.language.words import normal
from retold.quotes.alike import keeps_wording, overlap
from retold.quotes.forms import Verdict, judge
from retold.quotes.grouping import Group
from retold.quotes.lineage import Family
from retold.quotes.primary import Records
from retold.quotes.sayings import Saying, Speech
from retold.quotes.speakers import speaker_of
from retold.types import Form, Rendering, Span, Utterance

_ORIGINS = 12
"""Independent wordings of an utterance that are weighed against each other."""
_SPOKEN = 3
"""Fewer words in marks are a term, and nobody is said to have made them up."""
_NEAR = 2
"""Sentences before and behind a quotation that may name its speaker."""
_KNOWN = 0.6
"""If an ancestor has less of a quotation, other articles are asked …"""
_SURE = 0.8
"""… and believed if they have so much."""
_ALIKE = 0.75
"""Independent reports that share less of a quotation quote other words of the speaker."""
_Verdicts = Mapping[int, Verdict]


@dataclass(frozen=True)
class Whole:
    """All that is said in a story, who descends from whom, and the official transcripts."""

    story: str
    speeches: Mapping[str, Speech]
    family: Family
    records: Records

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of every article in the order of time."""
        return {article: number for number, article in enumerate(self.speeches)}


@dataclass(frozen=True)
class _Case:
    """One utterance: its passages in order, by article, and the wording of the origins."""

    whole: Whole
    members: Sequence[Saying]
    of: Mapping[str, Sequence[Saying]]
    standard: Saying | None


def rendered(group: Group, whole: Whole) -> Utterance:
    """Return an utterance with the form of every rendering."""
    order = whole.order
    members = sorted(group.members, key=lambda s: (order[s.article], s.span.start, s.span.end))
    of: dict[str, list[Saying]] = defaultdict(list)
    for one in members:
        of[one.article].append(one)
    case = _Case(whole, members, of, _standard(members, whole))
    verdicts = {k: _verdict(one, case) for k, one in enumerate(members) if one.quoted}
    longest = _longest(members, verdicts, whole)
    forms = _forms(case, verdicts, longest)
    speaker, role = speaker_of(members)
    return Utterance(
        story=whole.story,
        speaker=speaker,
        role=role,
        longest=longest.place,
        renderings=tuple(
            _rendering(one, forms[k], verdicts.get(k)) for k, one in enumerate(members)
        ),
        primary=whole.records.place(members),
    )


def _rendering(said: Saying, form: Form, verdict: Verdict | None) -> Rendering:
    cue = said.statement.cue if said.statement else None
    altered = verdict.altered if verdict is not None and form == "altered" else ()
    return Rendering(
        place=said.place,
        form=form,
        altered=tuple((pair.before, pair.after) for pair in altered),
        speaker=said.given_to,
        cue=cue.text if cue else None,
    )


def _standard(members: Sequence[Saying], whole: Whole) -> Saying | None:
    """Return the wording that most origins have, the longest of equals, or ``None``."""
    roots = [one for one in members if one.quoted and not whole.family.rank[one.article]]
    by_row: dict[str, Saying] = {}
    for one in roots:
        by_row.setdefault(one.row, one)
    tried = sorted(by_row.values(), key=lambda s: -len(s.words))[:_ORIGINS]

    def support(said: Saying) -> int:
        return len({one.article for one in roots if one.row in said.row or said.row in one.row})

    return max(tried, key=lambda s: (support(s), len(s.words)), default=None)


def _verdict(said: Saying, case: _Case) -> Verdict:
    """Hold a quotation against the best original there is of it."""
    official = case.whole.records.verdict(said, case.whole.speeches[said.article])
    if official is not None:
        return official
    family = case.whole.family
    ancestors = family.ancestors(said.article)
    tops = _tops(ancestors, case)
    if tops:
        best = max((_against(said, top, case) for top in tops), key=lambda v: v.rank)
        beside = None if best.kept >= _KNOWN else _beside(said, case)
        return beside if beside is not None and beside.kept >= _SURE else best
    others = [_loose(said, ancestor, case) for ancestor in ancestors]
    known = [verdict for verdict in others if verdict.form != "invented"]
    if known:
        return max(known, key=lambda v: v.rank)
    if _elsewhere(said, case):
        return _beside(said, case) or Verdict("trimmed")
    speech = len(said.words) >= _SPOKEN
    made_up = (
        speech and said.article in family.closed and not _names_another(said, ancestors, case.whole)
    )
    return Verdict("invented" if made_up else "trimmed")


def _names_another(said: Saying, ancestors: Sequence[str], whole: Whole) -> bool:
    """Tell whether a quotation is of somebody whom no ancestor knows: then it was reported."""
    mine = whole.speeches[said.article]
    around = _around(said, mine)
    names = [
        name.key
        for name in mine.prepared.names
        if around.start < name.end
        and name.start < around.end
        and not mine.in_marks(name.start, name.end)
    ]
    known = {normal(form) for article in ancestors for form in whole.speeches[article].row.split()}
    wanted = [*names, said.given_to or ""]
    return any(normal(name.split()[-1].casefold()) not in known for name in wanted if name.strip())


def _around(said: Saying, mine: Speech) -> Span:
    """Return the sentences that tell whose words a quotation is: more if it names nobody."""
    rows = mine.prepared.sentences
    reach = 0 if said.given_to else _NEAR
    home = {rows[said.sentences.start].paragraph, rows[said.sentences[-1]].paragraph}
    first, last = said.sentences.start - reach, said.sentences[-1] + reach
    near = [s for s in rows[max(0, first) : last + 1] if s.paragraph in home]
    return Span(near[0].start, near[-1].end)


def _tops(ancestors: Collection[str], case: _Case) -> list[str]:
    """Return the first of the ancestors that give the words, in quotation marks if any does."""
    quoting = [a for a in ancestors if any(one.quoted for one in case.of.get(a, ()))]
    giving = quoting or [a for a in ancestors if a in case.of]
    family = case.whole.family
    return [a for a in giving if not any(b in giving for b in family.ancestors(a))] or giving[:1]


def _against(said: Saying, article: str, case: _Case) -> Verdict:
    """Hold a quotation against what an article is known to have of it."""
    there = case.of[article]
    best = max(there, key=lambda one: (one.quoted, overlap(said, one), -one.span.start))
    speeches = case.whole.speeches
    return judge(said, speeches[said.article], speeches[article], best)


def _loose(said: Saying, article: str, case: _Case) -> Verdict:
    """Hold a quotation against an article that may not have it at all."""
    speeches = case.whole.speeches
    return judge(said, speeches[said.article], speeches[article])


def _elsewhere(said: Saying, case: _Case) -> bool:
    """Tell whether an article that does not descend from this one gives the words too."""
    family = case.whole.family
    return any(
        other != said.article and said.article not in family.ancestors(other) for other in case.of
    )


def _beside(said: Saying, case: _Case) -> Verdict | None:
    """Hold a quotation against the wording that most origins have, if it is the same words."""
    standard = case.standard
    if standard is None or standard.article == said.article:
        return None
    speeches = case.whole.speeches
    mine, theirs = speeches[said.article], speeches[standard.article]
    verdict = judge(said, mine, theirs, standard, more=True)
    return verdict if verdict.kept >= _ALIKE else None


def _longest(members: Sequence[Saying], verdicts: _Verdicts, whole: Whole) -> Saying:
    """Return the fullest form: to the letter before altered, quoted before reported."""

    def rank(k: int) -> tuple[int, ...]:
        verdict, one = verdicts.get(k), members[k]
        words, steps = len(one.words), whole.family.rank[one.article]
        if verdict is None:  # words of the reporter: those nearest to the speaker
            return (0, -steps, words, -k)
        letter = verdict.form in ("complete", "trimmed")
        return (1 + letter, words, -steps, -k)

    return members[max(range(len(members)), key=rank)]


def _forms(case: _Case, verdicts: _Verdicts, longest: Saying) -> list[Form]:
    whole_of = _given_whole(case, verdicts, longest)
    forms: list[Form] = []
    for k, one in enumerate(case.members):
        verdict = verdicts.get(k)
        if verdict is None:
            forms.append(_reported(one, case))
        elif verdict.official:
            forms.append(verdict.form)
        elif verdict.form == "trimmed" and (one.row == longest.row or one.article in whole_of):
            forms.append("complete")
        else:
            forms.append(verdict.form)
    return forms


def _given_whole(case: _Case, verdicts: _Verdicts, longest: Saying) -> set[str]:
    """Return the articles that give all the words, if in several quotations."""
    parts: dict[str, list[Saying]] = defaultdict(list)
    for k, one in enumerate(case.members):
        if k in verdicts and verdicts[k].form == "trimmed":
            parts[one.article].append(one)
    found = set()
    for article, sayings in parts.items():
        if sum(len(one.words) for one in sayings) < len(longest.words):
            continue
        if any(one.row == longest.row for one in sayings):
            continue
        have: Counter[str] = Counter(form for one in sayings for form in one.forms)
        if len(sayings) > 1 and not Counter(longest.forms) - have:
            found.add(article)
    return found


def _reported(said: Saying, case: _Case) -> Form:
    """Say whether reported speech keeps the wording of a quotation."""
    quoted: dict[str, Saying] = {}
    for one in case.members:
        if one.quoted and len(quoted) < _ORIGINS:
            quoted.setdefault(one.row, one)
    kept = any(keeps_wording(said, one) for one in quoted.values())
    return "unquoted" if kept else "paraphrased"
