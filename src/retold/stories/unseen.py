"""Sources that articles rest on or cite and that are not in the collection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from retold.stories.kinds import plain
from retold.types import Citation, Descent, Evidence, Prepared, UnseenKind, UnseenSource

PREFIX = "unseen:"
_WIRES = {
    "ap": "associated press",
    "afp": "agence france presse",
    "dpa": "deutsche presse agentur",
    "upi": "united press international",
    "pa": "press association",
}


def source_key(name: str) -> str:
    """Return the key under which the names of one outlet or agency meet.

    >>> source_key("AP") == source_key("The Associated Press")
    True
    """
    bare = plain(name).removesuffix(" news agency")
    return _WIRES.get(bare, bare)


def shared_texts(
    descents: Sequence[Descent],
    prepared: Sequence[Prepared],
    citations: Mapping[str, Sequence[Citation]],
) -> tuple[list[Descent], tuple[UnseenSource, ...]]:
    """Hang articles that credit one absent agency for the text they share on that text.

    Two outlets that carry one dispatch are siblings under it, not parent and child. An
    article is moved only if its chosen parent credits the same source, is not that source
    and does not itself descend from somewhere else, and if the child does not credit the
    parent.

    Returns:
        All descents, changed where this applies, and the unseen texts.
    """
    by_id = {p.id: p for p in prepared}
    outlets = {source_key(p.article.outlet) for p in prepared if p.article.outlet}
    credit = {p.id: _credits(p, citations.get(p.id, ())) for p in prepared}
    roots = set(by_id) - {d.child for d in descents}
    moved: dict[str, tuple[str, str]] = {}
    edges: list[Descent] = []
    for descent in descents:
        both = credit[descent.child].keys() & credit.get(descent.parent, {}).keys()
        absent = sorted(both - outlets)
        if absent and descent.parent in roots and not descent.credited:
            name = credit[descent.child][absent[0]]
            moved[descent.child] = moved[descent.parent] = (absent[0], name)
            edges.append(descent)
    kept = [d for d in descents if d not in edges]
    hung, unseen = _hang(edges, moved)
    return kept + hung, unseen


@dataclass(frozen=True, slots=True)
class LostText:
    """A text that nobody has, by the ids of the articles made from it (see ``lost``).

    ``quoting`` are those that only quote it (see ``printing``): they do not descend from it.
    """

    members: tuple[str, ...]
    kind: UnseenKind
    probability: float
    evidence: Mapping[str, Evidence]
    quoting: tuple[str, ...] = ()


def lost_texts(
    descents: Sequence[Descent],
    lost: Sequence[LostText],
    prepared: Sequence[Prepared],
    citations: Mapping[str, Sequence[Citation]],
) -> tuple[list[Descent], tuple[UnseenSource, ...]]:
    """Hang siblings on a text that nobody has, instead of one on the other.

    Args:
        descents: The descents of the story.
        lost: The lost texts.
        prepared: The articles of the story.
        citations: What they cite, by article.

    Returns:
        All descents, changed where this applies, and the unseen texts. A text is named only if
        all that carry it credit the same source.
    """
    credit = {p.id: _credits(p, citations.get(p.id, ())) for p in prepared}
    kept, unseen = list(descents), []
    for one in lost:
        shared = set.intersection(*(set(credit[m]) for m in one.members))
        key = min(shared, default="")
        name = credit[one.members[0]][key] if key else ""
        whole = {*one.members, *one.quoting}
        identity = _identity(key or "\n".join(one.members), one.kind)
        source = UnseenSource(identity, name, one.kind, tuple(sorted(whole)))
        kinds = {d.child: d.kind for d in kept if {d.child, d.parent} <= whole}
        kept = [d for d in kept if not {d.child, d.parent} <= whole]
        kept += [
            Descent(
                child=member,
                parent=source.id,
                kind=kinds.get(member, "rewrite"),
                probability=round(one.probability, 4),
                direction=1.0,
                share=None,
                credited=bool(key),
                evidence=dict(one.evidence),
            )
            for member in one.members
        ]
        unseen.append(source)
    return kept, tuple(unseen)


def shared_statements(
    cited: Sequence[tuple[str, str]],
) -> tuple[UnseenSource, ...]:
    """Return the statements that independent reports quote, from the pairs that share one."""
    groups: list[set[str]] = []
    for pair in cited:
        joined = [g for g in groups if g & set(pair)]
        groups = [g for g in groups if g not in joined] + [set(pair).union(*joined)]
    members = sorted(tuple(sorted(group)) for group in groups)
    return tuple(
        UnseenSource(_identity("\n".join(m), "statement"), "", "statement", m) for m in members
    )


def _hang(
    edges: Sequence[Descent], moved: Mapping[str, tuple[str, str]]
) -> tuple[list[Descent], tuple[UnseenSource, ...]]:
    by_child = {d.child: d for d in edges}
    eldest = {d.parent: d for d in edges}
    hung = []
    for child, (key, _) in sorted(moved.items()):
        evidence = by_child.get(child) or eldest[child]
        hung.append(
            replace(
                evidence,
                child=child,
                parent=_identity(key, "text"),
                kind=evidence.kind if child in by_child else "copy",
                direction=1.0,
                credited=True,
            )
        )
    sources: dict[str, tuple[str, list[str]]] = {}
    for child, (key, name) in sorted(moved.items()):
        sources.setdefault(key, (name, []))[1].append(child)
    unseen = tuple(
        UnseenSource(_identity(key, "text"), name, "text", tuple(children))
        for key, (name, children) in sources.items()
    )
    return hung, unseen


def cited_sources(
    prepared: Sequence[Prepared],
    citations: Mapping[str, Sequence[Citation]],
    texts: Sequence[UnseenSource],
) -> tuple[tuple[UnseenSource, ...], tuple[Citation, ...]]:
    """Match what the articles cite to the articles of the story, else to unseen sources.

    An outlet that cites itself ("told this newspaper") cites its own article.
    """
    own = {p.id: source_key(p.article.outlet) for p in prepared if p.article.outlet}
    hidden = {source_key(t.name): t.id for t in texts}
    found: dict[str, tuple[str, set[str]]] = {}
    matched = []
    for one in prepared:
        for citation in citations.get(one.id, ()):
            key = source_key(citation.source)
            target = _article(key, one.id, own) or hidden.get(key)
            if target is None:
                found.setdefault(key, (citation.source, set()))[1].add(one.id)
                target = _identity(key, "cited")
            matched.append(replace(citation, target=target))
    unseen = tuple(
        UnseenSource(_identity(key, "cited"), name, "cited", tuple(sorted(by)))
        for key, (name, by) in sorted(found.items())
    )
    return unseen, tuple(matched)


def _article(key: str, citing: str, own: Mapping[str, str]) -> str | None:
    """Return the article of an outlet: the citing one itself, else the first by id."""
    if own.get(citing) == key:
        return citing
    return min((i for i, outlet in own.items() if outlet == key), default=None)


def _credits(one: Prepared, citations: Sequence[Citation]) -> dict[str, str]:
    names = [*one.article.credits, *(c.source for c in citations if c.kind == "credits")]
    return {source_key(name): name for name in names}


def _identity(key: str, kind: str) -> str:
    return PREFIX + sha256(f"{kind}\n{key}".encode()).hexdigest()[:12]
