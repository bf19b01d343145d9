"""What every benchmark needs: options, data and its digest, tables, JSON, floors.

A floor is the least value that a measure may have on data with a given digest. Floors live
in ``floors.json`` and only rise::

    {"links": {"data": {"superpal": "9f2c…"}, "floors": {"superpal f1": 0.66}}}

``--raise-floors`` writes what was measured where it is better, less a small margin; it
never lowers one. On other data there are no floors, and the benchmark says so.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.005
"""How far below the measured value a raised floor is set: a place or two in small data."""

Row = Sequence[Any]


def parser(description: str | None, data: str) -> argparse.ArgumentParser:
    """Return a parser with the options that all benchmarks have."""
    made = argparse.ArgumentParser(description=(description or "").split("\n", 1)[0])
    made.add_argument("--data", type=Path, required=True, help=data)
    made.add_argument("--json", type=Path, help="write the results to this file")
    made.add_argument("--raise-floors", action="store_true", help="keep what got better")
    return made


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Read JSON lines, gzipped or not."""
    for line in _text(path).splitlines():
        if line.strip():
            yield json.loads(line)


def _text(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")


def find(path: Path, name: str) -> Path | None:
    """Return the data set of a name: the file given, or the one file in the folder given."""
    if path.is_file():
        return path if path.name.startswith(f"{name}.") else None
    found = sorted(p for p in path.iterdir() if p.name.startswith(f"{name}."))
    found = [p for p in found if p.name.endswith((".jsonl", ".jsonl.gz"))]
    if len(found) > 1:
        sys.exit(f"{path}: several splits of {name}; name the file")
    return found[0] if found else None


def digest(path: Path) -> str:
    """Return a digest of a file's text or of the files of a folder, packing apart."""
    whole = sha256()
    for file in [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file()):
        whole.update(sha256(_text(file).encode()).digest())
    return whole.hexdigest()


def print_table(title: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Print rows under a title, numbers to the right and with three places."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    print(f"\n{title}")
    print("  ".join(_pad(name, width, n > 0) for n, (name, width) in _numbered(columns, widths)))
    for row in cells:
        print("  ".join(_pad(cell, width, n > 0) for n, (cell, width) in _numbered(row, widths)))


def _numbered(cells: Sequence[str], widths: Sequence[int]) -> Iterator[tuple[int, tuple[str, int]]]:
    yield from enumerate(zip(cells, widths, strict=True))


def _pad(cell: str, width: int, right: bool) -> str:  # noqa: FBT001 (private, named at each call)
    return cell.rjust(width) if right else cell.ljust(width)


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return "-" if math.isnan(value) else f"{value:.3f}"
    return str(value)


def finish(
    name: str,
    measures: Mapping[str, float],
    data: Mapping[str, str],
    options: argparse.Namespace,
    detail: Mapping[str, Any] | None = None,
) -> int:
    """Write the results, hold them against their floors, and return the exit status.

    Args:
        name: The benchmark's name in the file of floors.
        measures: What has floors; more is better.
        data: The digest of each data set that was measured on.
        options: The command line's, as :func:`parser` reads them.
        detail: Whatever else belongs into the JSON file.
    """
    results = {"benchmark": name, "data": dict(data), "measures": dict(measures)}
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({**results, **(detail or {})}, indent=1, sort_keys=True)
        options.json.write_text(text + "\n", encoding="utf-8")
    fallen = below_floors(name, measures, data)
    for line in fallen:
        print(line, file=sys.stderr)
    if options.raise_floors and not fallen:
        raise_floors(name, measures, data)
    return 1 if fallen else 0


def below_floors(name: str, measures: Mapping[str, float], data: Mapping[str, str]) -> list[str]:
    """Return a line for every measure that is below its floor or was not measured."""
    kept = _floors().get(name)
    if kept is None:
        print(f"\n{name}: no floors yet")
        return []
    if kept["data"] != dict(data):
        print(f"\n{name}: other data than the floors were measured on; no floor applies")
        return []
    print(f"\n{name}: {len(kept['floors'])} floors on this data")
    return [
        f"below its floor: {name}, {measure}: {measures.get(measure, math.nan):.3f} < {floor}"
        for measure, floor in kept["floors"].items()
        if not measures.get(measure, math.nan) >= floor
    ]


def raise_floors(name: str, measures: Mapping[str, float], data: Mapping[str, str]) -> None:
    """Raise the floors of a benchmark to what was measured, never lower one."""
    floors = _floors()
    kept = floors.get(name)
    if kept is not None and kept["data"] != dict(data):
        sys.exit(f"{name}: the floors belong to other data; remove them by hand if that is meant")
    old = kept["floors"] if kept else {}
    new = {
        measure: math.floor((value - MARGIN) * 1000) / 1000 for measure, value in measures.items()
    }
    raised = {measure: max(value, old.get(measure, -math.inf)) for measure, value in new.items()}
    floors[name] = {"data": dict(data), "floors": {**old, **raised}}
    FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _floors() -> dict[str, Any]:
    floors: dict[str, Any] = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    return floors


def retold(*arguments: str | Path, status: Sequence[int] = (0,)) -> Any:
    """Run the command line as a user does and return the JSON that it prints."""
    code = "import sys; from retold.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in status:
        sys.exit(f"retold gave {done.returncode}:\n{done.stderr}")
    return json.loads(done.stdout)
