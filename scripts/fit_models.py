"""Fit the models of links and descent that ship with the package.

    python scripts/fit_models.py ../shared/data

reads ``traditions`` (the sample event left out) and, for links alone, ``releases``, and writes
links.npz, descent.npz, rivals.npz, descends.json and kinds.json to src/retold/models. What these
models can do on events they have not seen is measured by ``benchmarks/traditions.py``, which
fits its own models fold by fold.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from _traditions import load  # noqa: E402  (after the path is set)
from _vectors import remembering  # noqa: E402
from fitting import Workshop, fit_descent, fit_links, link_rows, strange_rows  # noqa: E402


def main(data: Path) -> None:
    traditions, releases = load(data / "traditions"), load(data / "releases")
    with remembering() as encoder:
        shop = Workshop(traditions + releases, encoder)
    rows = link_rows(shop, traditions + releases)
    rows += strange_rows(shop, traditions + releases)
    _, files = fit_descent(shop, traditions, rows, report=print)
    files["links.npz"] = fit_links(rows)
    for name, content in files.items():
        (ROOT / "src/retold/models" / name).write_bytes(content)
        print(f"{name}: {len(content)} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
