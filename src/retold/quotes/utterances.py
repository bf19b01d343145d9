"""Group the renderings of what one person said once, over all articles of a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retold.quotes.grouping import Group, grouped
from retold.quotes.lineage import Family, sources_of
from retold.quotes.primary import Records, transcript
from retold.quotes.renderings import Whole, rendered
from retold.quotes.sayings import Speech, speech
from retold.quotes.unmarked import unmarked
from retold.types import Link, Prepared, Statement, Story, Utterance


@dataclass(frozen=True, slots=True)
class Told:
    """A story with its articles, their statements and the links between them, by article id.

    ``primary`` are ids of official transcripts: texts that hold what was really said.
    """

    story: Story
    articles: Mapping[str, Prepared]
    statements: Mapping[str, Sequence[Statement]]
    links: Sequence[Link]
    primary: tuple[str, ...] = ()


def utterances(told: Told) -> tuple[Utterance, ...]:
    """Return what was said in a story, each with every rendering of it.

    What more articles have comes first, quotations before reported speech.
    """
    family = Family(told.story)
    speeches = _speeches(told, family)
    sources = sources_of(told.links)
    groups = grouped(list(speeches.values()), family, sources)
    for group, said in unmarked(speeches, groups, sources):
        group.members.append(said)
    records = tuple(transcript(told.articles[one]) for one in told.primary if one in told.articles)
    whole = Whole(told.story.id, speeches, family, Records(records))
    place = {article: number for number, article in enumerate(speeches)}
    kept = [group for group in groups if _is_told(group)]
    found = [rendered(group, whole) for group in kept]
    return tuple(sorted(found, key=lambda one: _order(one, place)))


def _speeches(told: Told, family: Family) -> dict[str, Speech]:
    """Return what each article says, origins first, then in the order of time."""
    here = [told.articles[one] for one in told.story.articles if one not in told.primary]
    rank = family.rank
    ordered = sorted(here, key=lambda p: (rank[p.id], *_age(p)))
    return {one.id: speech(one, told.statements.get(one.id, ())) for one in ordered}


def _age(one: Prepared) -> tuple[str, str, str]:
    return (one.article.published or "~", one.article.digest, one.id)


def _is_told(group: Group) -> bool:
    """Tell whether a group is worth telling: words in marks, or reported of somebody.

    A single word in marks is worth it only if other articles give it too.
    """
    several = len({one.article for one in group.members}) > 1
    if any(one.quoted for one in group.members):
        return several or any(len(one.words) > 1 for one in group.members if one.quoted)
    return any(one.given_to for one in group.members)


def _order(one: Utterance, place: Mapping[str, int]) -> tuple[int, bool, int, int, int]:
    articles = {rendering.place.article for rendering in one.renderings}
    reported = all(r.form in ("paraphrased", "unquoted") for r in one.renderings)
    longest = one.longest
    return (-len(articles), reported, place[longest.article], longest.start, longest.end)
