"""``retold quotes``: who said what, in which versions, and what was done to the words."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from retold.commands.shared import (
    EXIT_STATUS,
    Reporting,
    check_outputs,
    collect_pages,
    console,
    finish,
    progress_bar,
    report_of,
    stop,
    write_out,
)
from retold.outputs import STDOUT
from retold.run_options import json_option, kit_of_command, run_options, settings_of_command
from retold.web_options import web_options

if TYPE_CHECKING:
    from retold.reading import Outcome
    from retold.reports.progress import Progress
    from retold.reports.report import Report
    from retold.reports.view import View
    from retold.types import Analysis, Article

Json = dict[str, Any]

NO_TRANSCRIPT = 3
COLUMNS = (
    "story",
    "utterance",
    "who",
    "role",
    "how",
    "form",
    "what",
    "altered",
    "outlet",
    "published",
    "article",
    "input",
    "sentence",
    "start",
    "end",
    "fullest",
    "versions",
    "transcript",
    "kind",
    "verb",
    "unnamed_why",
    "through",
)
HEAD = 6
"""Columns by which an earlier table is known."""
REPORTED = frozenset({"paraphrased", "unquoted"})
STYLES = {"altered": "bold red", "invented": "bold red", "merged": "yellow", "reordered": "yellow"}
WORDS = 300
"""Characters of an utterance that the terminal shows."""
PIECE = 60
"""Characters of either side of an alteration there."""
PAIRS = 4


@click.command(cls=Reporting, epilog=EXIT_STATUS)
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@click.option(
    "--primary",
    multiple=True,
    metavar="FILE",
    help="An official transcript: every quotation is held against it. May be given again.",
)
@click.option(
    "--csv",
    "csv_to",
    metavar="FILE",
    help="Write a table, one row a rendering; - is standard output.",
)
@click.option("--all", "every", is_flag=True, help="Show what only one article reports, too.")
@json_option
@run_options
@web_options
def quotes(
    paths: tuple[str, ...],
    primary: tuple[str, ...],
    csv_to: str | None,
    every: bool,  # noqa: FBT001 click's signature
    json_to: str | None,
) -> None:
    r"""Show who said what, in which versions, and what was done to the words.

    PATHS are as for retold trace. All renderings of the same words are one row: complete, trimmed
    (parts left out at the ends or with a mark), merged (passages run together), reordered,
    altered (other words inside the marks), unquoted (marks taken away), paraphrased, or invented
    (in a retelling whose source has nothing of the kind).

    \b
      retold quotes pages/
      retold quotes pages/ --csv quotes.csv
      retold quotes pages/ --json | jq '.utterances[] | .speaker'
    Hold every quotation against what was really said:
      retold quotes pages/ --primary briefing.txt
    """
    check_outputs(json_to, None)
    _check_table(csv_to, json_to)
    progress = progress_bar(quiet=False)
    records = [_transcript(path, progress) for path in primary]
    outcome = collect_pages(paths, progress)
    report = report_of(_traced(outcome, records, progress))
    if json_to is not None:
        write_out(json_to, report.json() + "\n", quiet=False)
    if csv_to is not None:
        write_out(csv_to, table(report, records=bool(records)), quiet=False)
    if STDOUT not in (json_to, csv_to):
        _print(report, every=every, records=bool(records))
    finish(report)


def _check_table(csv_to: str | None, json_to: str | None) -> None:
    """Refuse to write over anything but an earlier table."""
    if csv_to == json_to == STDOUT:
        raise click.UsageError("--json and --csv can't both go to standard output.")
    if csv_to is None or csv_to == STDOUT or not Path(csv_to).exists():
        return
    head = ",".join(COLUMNS[:HEAD]).encode()
    target = Path(csv_to)
    if target.is_dir():
        raise click.UsageError(f"--csv would write over the folder {csv_to}.")
    if not target.is_file():
        return
    with target.open("rb") as file:
        if file.read(len(head)) not in (head, b""):
            raise click.UsageError(
                f"--csv would write over {csv_to}, which is no table of Retold. "
                "Give another file name, or delete that file first."
            )


def _transcript(path: str, progress: Progress) -> Article:
    """Read a transcript whole: what a reader takes for furniture may be what was said."""
    from retold.types import Layer, Segment  # noqa: PLC0415 slow import

    outcome = collect_pages([path], progress)
    if len(outcome.articles) != 1:
        reasons = [skipped.reason for skipped in outcome.skipped]
        found = f"it holds {len(outcome.articles)} articles" if outcome.articles else reasons[0]
        progress.close()
        return stop(f"Error: {path} is no transcript: {found}", NO_TRANSCRIPT)
    one = outcome.articles[0]
    text = one.page.text
    whole = (Segment(0, len(text), 0, len(text), exact=True),) if text else ()
    return replace(one, body=Layer(text, whole), furniture=(), dates=())


def _traced(outcome: Outcome, records: Sequence[Article], progress: Progress) -> Analysis:
    """Trace the pages; a transcript among them is no report and left out."""
    from retold.tracing import trace  # noqa: PLC0415 slow import

    official = {one.digest for one in records}
    analysis = trace(
        [one for one in outcome.articles if one.digest not in official],
        skipped=outcome.skipped,
        settings=settings_of_command(),
        progress=progress,
        kit=kit_of_command(),
        primary=records,
    )
    progress.close()
    return analysis


def table(report: Report, *, records: bool) -> str:
    """Return one row a rendering, as CSV."""
    from retold.reports.view import view  # noqa: PLC0415 slow import

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    seen = view(report.document)
    for row in report.document["utterances"]:
        writer.writerows(_rows(row, seen, records=records))
    return out.getvalue()


def _rows(row: Json, seen: View, *, records: bool) -> Iterator[list[Any]]:
    from retold.reports.verbs import statement_of  # noqa: PLC0415 slow import

    versions = len({one["article"] for one in row["renderings"]})
    for one in row["renderings"]:
        article = seen.articles[one["article"]]
        place = [one[key] for key in ("article", "sentence", "start", "end")]
        altered = "; ".join(f"{before} → {after}" for before, after in one["altered"])
        cells = [
            row["story"],
            row["id"],
            one["speaker"] or row["speaker"],
            row["role"],
            one["cue"],
            one["form"],
            seen.words(one["article"], one["start"], one["end"]),
            altered,
            article["outlet"],
            article["published"],
            one["article"],
            article["input"],
            *place[1:],
            "yes"
            if place == [row["longest"][k] for k in ("article", "sentence", "start", "end")]
            else "",
            versions,
            standing(row, one) if records else "",
            *_behind(statement_of(one, seen)),
        ]
        yield [_cell(cell) for cell in cells]


def _behind(told: Json | None) -> list[Any]:
    """Return the sort of source and of verb, why there is no name, and through whom it came."""
    from retold.reports.verbs import reason_of  # noqa: PLC0415 slow import

    if told is None:
        return ["", "", "", ""]
    through = "; ".join(link["text"] for link in told["chain"])
    return [told["source_kind"], told["cue_kind"], reason_of(told), through]


def _cell(value: Any) -> Any:
    """Keep a spreadsheet from taking a stranger's words for a formula."""
    if isinstance(value, str):
        value = " ".join(value.split())
        return f"'{value}" if value[:1] in {"=", "+", "-", "@"} else value
    return value


def standing(row: Json, rendering: Json) -> str:
    """Say how a rendering stands to the transcript."""
    if rendering["form"] in REPORTED:
        return "reported"
    if row["primary"] is None:
        return "not there"
    return "faithful" if rendering["form"] == "complete" else str(rendering["form"])


def _print(report: Report, *, every: bool, records: bool) -> None:
    from rich.text import Text  # noqa: PLC0415 slow import

    from retold.reports.view import view  # noqa: PLC0415 slow import
    from retold.reports.words import first_line  # noqa: PLC0415 slow import

    out = console()
    seen = view(report.document)
    hidden = 0
    for story in report.document["stories"]:
        rows = seen.told("utterances", story)
        shown = [row for row in rows if every or _is_shown(row)]
        hidden += len(rows) - len(shown)
        if not shown:
            continue
        out.print(Text(first_line(story["headline"]) or "Without a headline", style="bold"))
        out.print()
        for row in sorted(shown, key=_weight):
            _print_utterance(row, seen, out, records=records)
    _print_sum(report.document["utterances"], hidden, out)


def _is_shown(row: Json) -> bool:
    """Tell whether an utterance is quoted, or reported by more than one article."""
    quoted = any(one["form"] not in REPORTED for one in row["renderings"])
    return quoted or len({one["article"] for one in row["renderings"]}) > 1


def _weight(row: Json) -> tuple[bool, int]:
    """Order utterances: those tampered with first, then by how many articles have them."""
    wrong = any(one["form"] in STYLES for one in row["renderings"])
    return (not wrong, -len({one["article"] for one in row["renderings"]}))


def _print_utterance(row: Json, seen: View, out: Any, *, records: bool) -> None:
    from rich.padding import Padding  # noqa: PLC0415 slow import
    from rich.table import Table  # noqa: PLC0415 slow import
    from rich.text import Text  # noqa: PLC0415 slow import

    from retold.reports.verbs import contrast, source_of  # noqa: PLC0415 slow import
    from retold.reports.words import plain, shorten  # noqa: PLC0415 slow import

    place = row["longest"]
    words = " ".join(seen.words(place["article"], place["start"], place["end"]).split())
    quoted = any(one["form"] not in REPORTED for one in row["renderings"])
    shown = shorten(plain(words), WORDS).rstrip(",")
    who = ", ".join(plain(part) for part in (row["speaker"], row["role"]) if part)
    source, why = ("", "") if row["speaker"] else source_of(row, seen)
    out.print(Text(who or source or "Nobody is named", style="bold cyan"))
    if why:
        out.print(Padding(Text(f"not named: {shorten(why, WORDS)}", style="dim"), (0, 0, 0, 2)))
    out.print(Padding(Text(f"“{shown}”" if quoted else shown), (0, 0, 0, 2)))
    grid = Table.grid(padding=(0, 2))
    for one in row["renderings"]:
        form = standing(row, one) if records else one["form"]
        grid.add_row(
            Text(form, style=STYLES.get(one["form"], "green" if one["form"] == "complete" else "")),
            Text(seen.label(one["article"])),
            Text(plain(one["cue"] or "")),
            Text(_done(one), style="red"),
        )
    verbs = contrast(row, seen)
    out.print(Padding(grid, (0, 0, 0 if verbs else 1, 4)))
    if verbs:
        out.print(Padding(Text(verbs, style="yellow"), (0, 0, 1, 4)))


def _done(one: Json) -> str:
    """Say which words were altered."""
    from retold.reports.words import plain, shorten  # noqa: PLC0415 slow import

    pairs = [
        " → ".join(f"“{shorten(plain(side), PIECE)}”" if side else "nothing" for side in pair)
        for pair in one["altered"]
    ]
    more = f" and {len(pairs) - PAIRS} more" if len(pairs) > PAIRS else ""
    return "; ".join(pairs[:PAIRS]) + more


def _print_sum(rows: Sequence[Json], hidden: int, out: Any) -> None:
    """Say how much there is of what."""
    from rich.text import Text  # noqa: PLC0415 slow import

    from retold.reports.words import count  # noqa: PLC0415 slow import

    forms = Counter(one["form"] for row in rows for one in row["renderings"])
    counts = ", ".join(f"{number:,} {form}" for form, number in forms.most_common())
    versions = f" in {count(forms.total(), 'version')}" if rows else ""
    out.print(Text(f"{count(len(rows), 'utterance')}{versions}: {counts or 'nothing is quoted'}."))
    if hidden:
        verb, them = ("is", "it") if hidden == 1 else ("are", "them")
        words = f"{hidden:,} that one article alone reports {verb} not shown; --all shows {them}."
        out.print(Text(words))
