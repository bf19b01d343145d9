"""A real browser, if there is one; without it these tests are left out by name."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from retold.reports import Report, as_document

Open = Callable[..., Any]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Start the Chromium of this machine."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("Chromium is not installed")
    if importlib.util.find_spec("playwright") is None:
        pytest.skip("the Python package playwright is not installed")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 not everybody has it

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


def _analyses() -> Any:
    """Load the invented stories that the tests of the reports are made of."""
    path = Path(__file__).parents[1] / "reports" / "conftest.py"
    spec = importlib.util.spec_from_file_location("retold_report_stories", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write the reports that are looked at."""
    folder, made = tmp_path_factory.mktemp("pages"), _analyses()
    written = {}
    for name, analysis in (("telecom", made.build()), ("hostile", made.build_hostile())):
        written[name] = folder / f"{name}.html"
        written[name].write_text(Report(as_document(analysis)).html())
    return written


@pytest.fixture
def visit(browser: Any, pages: dict[str, Path]) -> Iterator[Open]:
    """Open a report as somebody would, with what went wrong kept in ``page.faults``."""
    contexts = []

    def open_page(name: str = "telecom", width: int = 1280, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda said: page.faults.append(said.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("dialog", lambda dialog: (page.faults.append("dialog"), dialog.dismiss()))
        page.goto(pages[name].as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
