"""Addresses, over real sockets to a real server on this machine."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from _samples import PAGE, RSS, SITEMAP
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.cli import main
from retold.errors import InputError
from retold.fetching import Fetcher, Web, fetcher, is_address, wire
from retold.fetching.addresses import is_public, problem_of
from retold.fetching.kept import Answer, keep, kept, place_of
from retold.fetching.robots import parse
from retold.inputs import collect

Answerer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A web server with answers by path, and a record of who asked for what, and when."""

    def __init__(self) -> None:
        self.paths: dict[str, Answerer] = {}
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.headers: list[dict[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.agents.add(self.headers.get("User-Agent", ""))
                site.headers.append({k.lower(): v for k, v in self.headers.items()})
                answer = site.paths.get(self.path)
                try:
                    answer(self) if answer else say(self, b"", status=404)
                except OSError:
                    return  # the other end has hung up, as it should

            def log_message(self, *_: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.root = f"http://127.0.0.1:{self.server.server_port}"

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def say(
    to: BaseHTTPRequestHandler, body: bytes, kind: str = "text/html", status: int = 200, **more: str
) -> None:
    to.send_response(status)
    to.send_header("Content-Type", kind)
    for name, value in more.items():
        to.send_header(name.replace("_", "-"), value)
    to.end_headers()
    to.wfile.write(body)


def page(to: BaseHTTPRequestHandler) -> None:
    say(to, PAGE.encode(), "text/html; charset=utf-8", Set_Cookie="id=1; Path=/")


def to_address(target: str) -> Answerer:
    return lambda handler: say(handler, b"", status=302, Location=target)


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    site.paths["/quay"] = page
    yield site
    site.stop()


class Clock:
    """A clock that stands still but for the pauses that are asked for."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.pauses.append(round(seconds, 2))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fetch(tmp_path: Path, clock: Clock) -> Iterator[Callable[..., object]]:
    """Fetch an address from the local server without waiting."""
    with Fetcher(Web(allow_local=True, kept=tmp_path), sleep=clock.sleep) as own:
        yield own.fetch


# -- a good guest --------------------------------------------------------------------------------


def test_a_page_comes_with_its_address_and_the_time(fetch, site):
    record = fetch(f"{site.root}/quay#part")
    assert record.problem is None
    assert record.data == PAGE.encode()
    assert (record.suffix, record.encoding, record.facts.url) == (
        ".html",
        "utf-8",
        f"{site.root}/quay",
    )
    assert record.facts.notes[0].startswith("fetched 20")


def test_we_say_who_we_are_and_carry_no_cookies(fetch, site):
    fetch(f"{site.root}/quay")
    fetch(f"{site.root}/quay")
    assert all(agent.startswith("Retold/") for agent in site.agents)
    assert not any("cookie" in headers for headers in site.headers)


def test_robots_txt_is_asked_for_once_and_obeyed(fetch, site):
    site.paths["/robots.txt"] = lambda to: say(to, b"User-agent: *\nDisallow: /q", "text/plain")
    for _ in range(2):
        assert "robots.txt" in fetch(f"{site.root}/quay").problem
    assert site.asked == ["/robots.txt"]


def test_a_server_that_can_not_answer_for_its_rules_is_left_alone(fetch, site):
    site.paths["/robots.txt"] = lambda to: say(to, b"", status=503)
    assert "(503)" in fetch(f"{site.root}/quay").problem
    assert site.asked == ["/robots.txt"]


def test_a_host_is_asked_once_a_second_at_most(fetch, site, clock):
    for _ in range(3):
        fetch(f"{site.root}/quay")
    assert site.asked == ["/robots.txt", "/quay", "/quay", "/quay"]
    assert len(clock.pauses) == 3
    assert all(0.5 < pause <= 1.0 for pause in clock.pauses)


def test_a_longer_pause_that_the_host_asks_for_is_kept(fetch, site, clock):
    site.paths["/robots.txt"] = lambda to: say(to, b"User-agent: *\nCrawl-delay: 7", "text/plain")
    fetch(f"{site.root}/quay")
    assert clock.pauses[0] > 5


# -- limits --------------------------------------------------------------------------------------


def test_redirects_are_followed_but_not_for_ever(fetch, site):
    site.paths["/old"] = to_address("/quay")
    site.paths["/loop"] = to_address("/loop")
    assert fetch(f"{site.root}/old").facts.url == f"{site.root}/quay"
    assert "more than 5 redirects" in fetch(f"{site.root}/loop").problem


def test_a_redirect_out_of_the_web_is_refused(fetch, site):
    site.paths["/file"] = to_address("file:///etc/passwd")
    site.paths["/login"] = to_address("http://user:secret@127.0.0.1/")
    assert "only http and https" in fetch(f"{site.root}/file").problem
    assert "password" in fetch(f"{site.root}/login").problem


def test_more_than_a_page_may_hold_is_refused_also_when_packed(fetch, site, monkeypatch):
    monkeypatch.setattr(fetcher, "MAX_BYTES", 100_000)
    bomb = gzip.compress(b"a" * 5_000_000)
    site.paths["/big"] = lambda to: say(to, b"a" * 200_000)
    site.paths["/bomb"] = lambda to: say(to, bomb, Content_Encoding="gzip")
    site.paths["/packed"] = lambda to: say(to, gzip.compress(b"<p>Hello"), Content_Encoding="gzip")
    assert "larger than" in fetch(f"{site.root}/big").problem
    assert "larger than" in fetch(f"{site.root}/bomb").problem
    assert fetch(f"{site.root}/packed").data == b"<p>Hello"


def drip(to: BaseHTTPRequestHandler) -> None:
    to.wfile.write(b"HTTP/1.0 200 OK\r\n")
    for number in range(200):
        to.wfile.write(f"X-{number}: x\r\n".encode())
        time.sleep(0.05)


def test_a_server_that_drips_is_left_in_time(fetch, site, monkeypatch):
    monkeypatch.setattr(fetcher, "SECONDS", 0.4)
    site.paths["/drip"] = drip
    started = time.monotonic()
    assert "no full answer" in fetch(f"{site.root}/drip").problem
    assert time.monotonic() - started < 5


def test_a_server_that_breaks_the_protocol_or_is_not_there_is_a_reason(fetch, site):
    site.paths["/junk"] = lambda to: to.wfile.write(b"junk\r\n\r\n")
    assert "can't be asked" in fetch(f"{site.root}/junk").problem
    site.stop()
    assert "check the address and the connection" in fetch(f"{site.root}/quay").problem


def test_what_the_server_answers_is_told_with_what_to_do(fetch, site):
    site.paths["/closed"] = lambda to: say(to, b"", status=403)
    assert "answered 404" in fetch(f"{site.root}/none").problem
    assert "save the page from a browser" in fetch(f"{site.root}/closed").problem


# -- nothing private -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *(
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1%eth0",
            "fd00::1",
            "ff02::1",
        ),
        *(
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "::127.0.0.1",
            "2001:db8::1",
            "nonsense",
        ),
    ],
)
def test_addresses_of_this_side_of_the_wall_are_not_public(address):
    assert not is_public(address)


def test_addresses_of_the_internet_are_public():
    assert is_public("93.184.215.14")
    assert is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "0", "2130706433", "0x7f000001"]
)
def test_local_addresses_are_refused_however_they_are_written(host, tmp_path):
    with Fetcher(Web(kept=tmp_path)) as own:
        problem = own.fetch(f"http://{host}:9/").problem
    assert problem
    assert "private or local" in problem or "not known" in problem


def test_a_name_that_leads_home_is_refused_before_anything_is_asked(tmp_path, site):
    with Fetcher(Web(kept=tmp_path), look_up=lambda *_: ["93.184.215.14", "127.0.0.1"]) as own:
        problem = own.fetch(f"http://news.example:{site.server.server_port}/quay").problem
    assert "news.example leads to 127.0.0.1" in problem
    assert "--allow-local" in problem
    assert site.asked == []


def test_the_address_that_was_checked_is_the_one_that_is_asked(tmp_path, site, clock):
    """A name server that changes its mind between check and connection gains nothing."""
    answers = iter([["127.0.0.1"], ["127.0.0.1"]])
    with Fetcher(
        Web(allow_local=True, kept=tmp_path), look_up=lambda *_: next(answers), sleep=clock.sleep
    ) as own:
        assert own.fetch(f"http://news.example:{site.server.server_port}/quay").problem is None
    assert next(answers, None) is None  # one look-up for each connection: robots.txt and page


def test_a_host_that_turns_local_after_its_first_answer_is_refused(
    tmp_path, site, clock, monkeypatch
):
    public = iter([True, True, False])
    monkeypatch.setattr(wire, "is_public", lambda _: next(public))
    with Fetcher(Web(kept=tmp_path), look_up=lambda *_: ["127.0.0.1"], sleep=clock.sleep) as own:
        problem = own.fetch(f"http://news.example:{site.server.server_port}/quay").problem
    assert "private or local" in problem
    assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/",
        "http://",
        "http://a:b@c.example/",
        "http://[::1/",
        "http://a.example:99999/",
        "http://a b/",
    ],
)
def test_addresses_that_can_not_be_asked_are_refused_by_their_looks(url):
    assert problem_of(url)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_odd_addresses_never_raise(text):
    assert problem_of(f"http://{text}") is None or isinstance(problem_of(f"http://{text}"), str)
    is_public(text)
    is_address(text)


# -- kept for another time -----------------------------------------------------------------------


def test_a_run_can_be_repeated_offline_to_the_last_character(tmp_path, site):
    site.paths["/old"] = to_address("/quay")
    urls = [f"{site.root}/old"]
    first = collect(urls, web=Web(allow_local=True, kept=tmp_path))
    assert first.articles[0].headline == "Quay closed"
    site.stop()
    assert collect(urls, web=Web(offline=True, kept=tmp_path)) == first


def test_what_an_address_was_refused_for_is_said_offline_too(tmp_path, site):
    rules = b"User-agent: *\nDisallow: /closed"
    site.paths["/robots.txt"] = lambda to: say(to, rules, "text/plain")
    urls = [f"{site.root}/closed/a", f"{site.root}/quay", "http://10.1.2.3/a"]
    first = collect([urls[0], urls[1]], web=Web(allow_local=True, kept=tmp_path))
    first += collect([urls[2]], web=Web(kept=tmp_path))
    site.stop()
    offline = Web(offline=True, kept=tmp_path)
    assert collect(urls[:2], web=offline) + collect(urls[2:], web=offline) == first
    assert len(first.skipped) == 2


def test_a_refusal_replaces_no_answer_of_an_earlier_time(tmp_path, site, fetch):
    fetch(f"{site.root}/quay")
    site.stop()
    assert fetch(f"{site.root}/quay").problem is not None
    (article,) = collect([f"{site.root}/quay"], web=Web(offline=True, kept=tmp_path)).articles
    assert article.headline == "Quay closed"


def test_offline_what_was_not_fetched_before_is_a_reason(tmp_path):
    (skipped,) = collect(["http://news.example/"], web=Web(offline=True, kept=tmp_path)).skipped
    assert skipped.reason == "not fetched before; run once without --offline"


def test_what_was_kept_is_a_warc_file_that_any_tool_can_read(tmp_path, site, fetch):
    pytest.importorskip("fastwarc", reason="the extra warc is not installed")
    fetch(f"{site.root}/quay")
    (article,) = collect([tmp_path]).articles
    assert (article.headline, article.url) == ("Quay closed", f"{site.root}/quay")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(200, 599), st.binary(max_size=200)), min_size=1, max_size=4))
def test_answers_come_back_as_they_were_kept(tmp_path_factory, parts):
    folder = tmp_path_factory.mktemp("kept")
    answers = [
        Answer(
            f"https://a.example/{n}",
            status,
            (("content-type", "text/html"),),
            body,
            "2026-03-02T10:00:00Z",
            "1.2.3.4",
        )
        for n, (status, body) in enumerate(parts)
    ]
    keep(folder, "https://a.example/0", answers)
    assert kept(folder, "https://a.example/0") == answers


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300))
def test_a_spoiled_file_of_kept_answers_is_read_as_far_as_it_goes(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("kept")
    place_of(folder, "https://a.example/").write_bytes(b"WARC/1.1\r\n" + data)
    assert isinstance(kept(folder, "https://a.example/"), list)


def test_a_folder_that_can_not_be_written_is_an_error_with_the_remedy(tmp_path, site):
    (tmp_path / "file").write_text("no folder")
    with (
        Fetcher(Web(allow_local=True, kept=tmp_path / "file"), sleep=lambda _: None) as own,
        pytest.raises(InputError, match="--kept"),
    ):
        own.fetch(f"{site.root}/quay")


# -- feeds and sitemaps --------------------------------------------------------------------------


def test_a_feed_is_fetched_and_taken_apart(tmp_path, site):
    site.paths["/feed"] = lambda to: say(to, RSS.encode(), "application/rss+xml")
    outcome = collect([f"{site.root}/feed"], web=Web(allow_local=True, kept=tmp_path))
    assert [a.outlet for a in outcome.articles] == ["Lisk Post", "Coast News"]
    assert outcome.skipped[0].input == f"{site.root}/feed#3"


def test_listed_addresses_are_fetched_only_if_asked(tmp_path, site, monkeypatch):
    monkeypatch.setattr(fetcher, "PAUSE", 0.0)
    sitemap = tmp_path / "sitemap.xml"
    sitemap.write_text(SITEMAP.replace("https://post.example", site.root))
    assert len(collect([sitemap]).skipped) == 2
    assert site.asked == []
    outcome = collect([sitemap], web=Web(allow_local=True, kept=tmp_path / "kept", follow=1))
    assert [(a.input, a.outlet, a.published) for a in outcome.articles] == [
        (f"{site.root}/quay", "Lisk Post", "2026-03-02T10:00+01:00")
    ]
    assert len(outcome.skipped) == 1


# -- robots.txt ----------------------------------------------------------------------------------

RULES = """
# for all
User-agent: *
Disallow: /private
Allow: /private/open$
Disallow: /*.pdf$
Disallow: /a*b*c
Crawl-delay: 5

User-agent: Retold
User-agent: Other/1.0
Disallow: /only-us
"""


def test_the_longest_rule_counts_and_stars_and_ends_are_understood():
    rules = parse(RULES, "Somebody")
    closed = ["/private", "/private/x", "/x.pdf", "/a1b2c3", "/private/open/more"]
    opened = ["/", "/private/open", "/x.pdf?y", "/abx", "/robots.txt"]
    assert [p for p in closed if rules.allows(f"https://a.example{p}")] == []
    assert [p for p in opened if not rules.allows(f"https://a.example{p}")] == []
    assert rules.delay == 5.0


def test_rules_for_us_go_before_rules_for_all():
    rules = parse(RULES, "Retold")
    assert rules.allows("https://a.example/private")
    assert not rules.allows("https://a.example/only-us")


def test_an_empty_rule_closes_nothing_and_escapes_are_compared_in_one_form():
    assert parse("User-agent: *\nDisallow:", "Retold").allows("https://a.example/x")
    rules = parse("User-agent: *\nDisallow: /caf%C3%A9", "Retold")
    assert not rules.allows("https://a.example/café")
    assert not rules.allows("https://a.example/caf%c3%a9")


@settings(max_examples=100, deadline=None)
@given(
    st.text(alphabet="User-agent: *\nDisallow:/a$#%", max_size=300),
    st.text(alphabet="/a*$%b", max_size=50),
)
def test_any_rules_are_understood_somehow(text, path):
    assert parse(text, "Retold").allows(f"https://a.example/{path}") in (True, False)


def test_a_rule_made_to_be_slow_is_not():
    rules = parse("User-agent: *\nDisallow: /" + "*a" * 900, "Retold")
    started = time.process_time()
    assert rules.allows("https://a.example/" + "a" * 600 + "b") in (True, False)
    assert time.process_time() - started < 0.5


# -- the command line ----------------------------------------------------------------------------


def test_the_command_reads_what_was_kept(tmp_path):
    url = "https://post.example/quay"
    kind = (("content-type", "text/html; charset=utf-8"),)
    keep(tmp_path, url, [Answer(url, 200, kind, PAGE.encode(), "2026-03-02T10:00:00Z")])
    done = CliRunner().invoke(main, ["read", "--offline", "--kept", str(tmp_path), url])
    assert done.exit_code == 0
    assert "Quay closed" in done.output
    assert "fetched 2026-03-02T10:00:00Z" in done.output


def test_the_command_refuses_local_addresses_with_the_remedy(tmp_path):
    done = CliRunner().invoke(main, ["read", "--kept", str(tmp_path), "http://127.0.0.1:9/"])
    assert done.exit_code == 3
    assert "--allow-local" in done.output
