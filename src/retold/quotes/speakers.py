"""Whose words an utterance is: what most of its renderings say, by the fullest name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from retold.quotes.alike import same_speaker
from retold.quotes.sayings import Saying


def speaker_of(members: Sequence[Saying]) -> tuple[str | None, str | None]:
    """Return the speaker of an utterance and the role given, ``None`` where nobody says.

    Each article has one vote a name; quotations count before reported speech.
    """
    named = [one for one in members if one.speaker and one.quoted]
    named = named or [one for one in members if one.speaker]
    given = {(one.article, one.speaker or one.given_to) for one in named or members}
    votes = Counter(name for _, name in given if name is not None)
    if not votes:
        return None, None
    names = sorted(votes, key=lambda name: (-votes[name], -len(name), name))[:_NAMES]
    support = {name: sum(votes[n] for n in names if same_speaker(name, n)) for name in names}
    best = min(names, key=lambda n: (-support[n], " " not in n, -votes[n], -len(n), n))
    return best, _role(best, members)


_NAMES = 40
"""Names of one utterance that are compared."""


def _role(speaker: str, members: Sequence[Saying]) -> str | None:
    """Return the role that most articles give, the longest of equals."""
    given = {
        (one.article, one.statement.role)
        for one in members
        if one.statement is not None
        and one.statement.role
        and one.given_to
        and same_speaker(one.given_to, speaker)
    }
    roles = Counter(role for _, role in given if role)
    return min(roles, key=lambda role: (-roles[role], -len(role), role), default=None)
