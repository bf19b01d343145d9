"""What the README and the docstrings say is true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import shlex
from pathlib import Path

import click
import pytest

import retold

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
MODULES = sorted(
    info.name
    for info in pkgutil.walk_packages(retold.__path__, "retold.")
    if not info.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_run(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert failed == 0


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(code.replace("my-pages/", str(ROOT / "src" / "retold" / "sample")), {})
    assert "Anthemos" in capsys.readouterr().out


def commands() -> list[list[str]]:
    """Return the retold commands of the README, as words."""
    lines = re.findall(r"^    (retold .*)$", README, re.MULTILINE)
    return [shlex.split(line, comments=True) for line in lines]


def test_the_commands_and_their_options_exist() -> None:
    group = importlib.import_module("retold.cli").main
    context = click.Context(group)
    assert commands()
    for _, name, *words in commands():
        command = group.get_command(context, name)
        assert command is not None, name
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known


def test_files_that_the_readme_names_are_there() -> None:
    linked = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    run = re.findall(r"benchmarks/\w+\.\w+", README)
    assert linked
    assert [name for name in linked + run if not (ROOT / name).exists()] == []


def test_the_targets_of_make_that_are_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    text = README + (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"^ +make (\w+)", text, re.MULTILINE))
    assert named
    assert named <= set(re.findall(r"^(\w+):", makefile, re.MULTILINE))
