"""What holds for all tests: whatever is left out is named, or fails where all is required."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest


def all_required() -> bool:
    """Tell whether a test that can't run has to fail."""
    return os.environ.get("RETOLD_REQUIRE_ALL", "") not in {"", "0"}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Turn a skipped test into a failed one where nothing may be left out."""
    report: Any = yield
    if report.skipped and not hasattr(report, "wasxfail") and all_required():
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was left out ({reason}), and RETOLD_REQUIRE_ALL is set"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """Do the same for a module that is skipped as a whole."""
    report: Any = yield
    if report.outcome == "skipped" and all_required():
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was left out, and RETOLD_REQUIRE_ALL is set"
    return report


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name what was left out, even where the summary of skips is off."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.section("left out")
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        terminalreporter.line(f"{report.nodeid}: {str(reason).removeprefix('Skipped: ')}")
