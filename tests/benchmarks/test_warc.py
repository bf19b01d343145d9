from __future__ import annotations

import pytest
import warc

pytest.importorskip("fastwarc", reason="the extra warc is not installed")


def test_a_small_crawl_is_made_and_read_without_losing_a_page(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(warc, "BROKEN_EVERY", 20)
    crawl = warc.make(tmp_path / "c.warc", 500_000, 10_000, plain=True)
    points = list(warc.measure(crawl))
    assert crawl.broken == crawl.pages // 20 > 0
    assert points[-1].articles == crawl.pages - crawl.broken
    assert warc.report(crawl, points, tmp_path / "out.json") == 0
    assert "memory is flat; 0 of" in capsys.readouterr().out


def test_memory_that_grows_and_pages_that_are_lost_are_told(tmp_path, capsys):
    crawl = warc.Made(tmp_path, 100, 0, 1)
    growing = [warc.Point(n / 10, 10 * n, 100.0 + 20 * n, 50.0, n) for n in range(1, 11)]
    flat = [warc.Point(n / 10, 9 * n, 100.0, 50.0, n) for n in range(1, 11)]
    assert warc.report(crawl, growing, None) == 1
    assert warc.report(crawl, flat, None) == 1
    assert "10 of 100 sound pages lost" in capsys.readouterr().out
