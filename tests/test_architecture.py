"""ARCHITECTURE.md is the test: the rooms import what its table allows, and no more."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "retold"
FOR_ALL = {"types", "errors", "settings", "forest"}
NO_CODE = {"models", "sample"}
NO_ROOM = {"types", "commands"}
LONGEST_MODULE = 400
HEAVY = {
    "onnxruntime",
    "tokenizers",
    "scipy",
    "sklearn",
    "trafilatura",
    "lxml",
    "rich",
    "py3langid",
    "dateutil",
    "pyarrow",
    "httpx",
    "pdfminer",
    "fastwarc",
}
NEVER = {"torch", "transformers", "sklearn", "hypothesis", "pytest", "playwright"}
LIBRARY_IO = {"socket", "sqlite3", "urllib.request", "http.client"}


def table() -> dict[str, set[str]]:
    """Return what each room may import, as ARCHITECTURE.md says."""
    lines = (ROOT / "ARCHITECTURE.md").read_text("utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("| room | may import"))
    rooms = {}
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        room, allowed = line.strip("| ").split("|")
        (name,) = re.findall(r"`(\w+)`", room)
        rooms[name] = set(re.findall(r"`(\w+)`", allowed))
    return rooms


ROOMS = table()
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Return every module that a file imports, anywhere in it, with its line."""
    package = ("retold", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*above, *filter(None, [node.module])))
            if module == "retold":
                yield from ((f"retold.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield module, node.lineno


def rooms_of(path: Path) -> set[str]:
    """Return the parts of the package that a file imports."""
    return {name.split(".")[1] for name, _ in imports(path) if name.startswith("retold.")}


def test_the_table_and_the_folders_name_the_same_rooms() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    assert folders - NO_CODE - NO_ROOM - {"__pycache__"} == set(ROOMS)


def test_the_table_is_free_of_cycles() -> None:
    done: set[str] = set()
    while ready := {room for room in set(ROOMS) - done if ROOMS[room] <= done}:
        done |= ready
    assert done == set(ROOMS)


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_imports_what_its_row_allows(room: str) -> None:
    allowed = ROOMS[room] | FOR_ALL | {room}
    wrong = {
        name_of(path): sorted(rooms_of(path) - allowed)
        for path in (PACKAGE / room).rglob("*.py")
        if rooms_of(path) - allowed
    }
    assert wrong == {}


@pytest.mark.parametrize("part", sorted(FOR_ALL))
def test_what_all_may_import_imports_no_room(part: str) -> None:
    paths = [p for p in MODULES if name_of(p).split("/")[0].removesuffix(".py") == part]
    assert paths
    assert set().union(*map(rooms_of, paths)) <= FOR_ALL


def test_only_fetching_knows_a_network() -> None:
    wrong = [
        f"{name_of(path)}:{line} imports {name}"
        for path in MODULES
        for name, line in imports(path)
        if name in LIBRARY_IO - {"sqlite3"} or name.split(".")[0] in {"requests", "httpx"}
        if path.parent.name != "fetching"
    ]
    assert wrong == []


def test_nothing_imports_what_users_do_not_have() -> None:
    wrong = [
        f"{name_of(path)}:{line} imports {name}"
        for path in MODULES
        for name, line in imports(path)
        if name.split(".")[0] in NEVER
    ]
    assert wrong == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_stay_readable(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("statement", ["import retold", "import retold.cli"])
def test_nothing_heavy_loads_before_it_is_needed(statement: str) -> None:
    code = f"import sys; {statement}; print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert set(done.stdout.split()) & (HEAVY | NEVER) == set()


@pytest.mark.parametrize("name", ["retold", *(f"retold.{room}" for room in sorted(ROOMS))])
def test_the_public_names_are_sorted_and_there(name: str) -> None:
    module = importlib.import_module(name)
    assert list(module.__all__) == sorted(module.__all__, key=lambda n: (not n.isupper(), n))
    assert [public for public in module.__all__ if not hasattr(module, public)] == []


def test_the_heart_of_the_package_is_public() -> None:
    retold = importlib.import_module("retold")
    assert {"read", "trace", "compare", "Article", "RetoldError"} <= set(retold.__all__)
