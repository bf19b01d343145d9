"""Why an article is said to descend from another: facts, waterfall, and the answers that lost."""

from __future__ import annotations

from typing import Any

from retold.reports.features import Step, bounds, others_words, waterfall
from retold.reports.lost import lost_words
from retold.reports.markup import Markup, el
from retold.reports.view import View
from retold.reports.wording import clock_words
from retold.reports.words import percent

Json = dict[str, Any]

NONE_WEIGHED = "No other answer was likely enough to be weighed."


def why(descent: Json, seen: View) -> Markup:
    """Return the evidence of a descent in a fold."""
    listed = (_fact(name, value) for name, value in facts(descent, seen))
    return el(
        "details",
        el("summary", "Why: the evidence for this descent"),
        el("dl", listed, _fact("Row of the JSON", descent["id"]), class_="facts"),
        _waterfall(descent),
        _lost(descent, seen),
        class_="why",
    )


def facts(descent: Json, seen: View) -> list[tuple[str, str]]:
    """Return what is said of a descent, name by name."""
    sure = "" if descent["direction"] >= seen.sure_direction else ": a best guess"
    text = descent.get("text_direction")
    told = {"agrees": "goes with the texts"}.get(descent.get("clock") or "", "tells nothing")
    rows = [
        ("Probability", percent(descent["probability"])),
        ("Direction", f"{percent(descent['direction'])}{sure}"),
        ("Direction by the texts alone", "" if text is None else percent(text)),
        ("Clock", clock_words(descent, seen) or told),
        ("Share of its words", percent(descent["share"])),
        ("Credit", "names it as its source" if descent["credited"] else "does not name it"),
        ("Method", descent.get("method", "not said")),
    ]
    return [(name, value) for name, value in rows if value]


def _fact(name: str, value: str) -> Markup:
    return el("div", el("dt", name), el("dd", value))


def _waterfall(descent: Json) -> Markup | None:
    steps = waterfall(descent)
    if not steps:
        return None
    ends = bounds(steps)
    rest = others_words(descent)
    table = el(
        "table",
        el("caption", "From even odds to the probability, feature by feature, in log-odds"),
        el(
            "thead",
            el("tr", (el("th", n, scope="col") for n in ("Feature", "Value", "Weight", "So far"))),
        ),
        el("tbody", (_step(step, ends) for step in steps)),
        class_="waterfall",
    )
    fold = el("details", el("summary", "The other features"), el("p", rest, class_="hint"))
    return el("div", table, fold if rest else None)


def _step(step: Step, ends: tuple[float, float]) -> Markup:
    return el(
        "tr",
        el("th", step.words, scope="row"),
        el("td", "" if step.value is None else f"{step.value:g}", class_="figure"),
        el("td", f"{step.weight:+.2f}", class_="figure"),
        el("td", _bar(step, ends)),
    )


def _bar(step: Step, ends: tuple[float, float]) -> Markup:
    low, high = ends
    first, last = sorted((step.start, step.end))
    scale = 100 / (high - low)
    start, width = (first - low) * scale, max((last - first) * scale, 0.5)
    return el(
        "svg",
        el("rect", x=start, y="1", width=width, height="8"),
        el("path", d=f"M{-low * scale:.1f} 0v10"),
        viewBox="0 0 100 10",
        preserveAspectRatio="none",
        class_="for" if step.weight >= 0 else "against",
        aria_hidden="true",
    )


def _lost(descent: Json, seen: View) -> Markup:
    rows = [el("li", lost_words(descent, other, seen)) for other in descent["alternatives"]]
    listed = el("ul", rows) if rows else el("p", NONE_WEIGHED)
    return el("div", el("p", "What else was weighed, and why it lost", class_="label"), listed)
