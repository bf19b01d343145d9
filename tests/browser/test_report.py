"""The report in a browser: by keyboard, on a phone, in the dark, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Visit = Callable[..., Any]

OPEN_ALL = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"

LOW_CONTRAST = """() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const [r, g, b, a = 1] = parse(getComputedStyle(node).backgroundColor);
      if (a > .5) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const bad = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !node.getClientRects().length) continue;
    if (["SCRIPT", "STYLE"].includes(node.tagName)) continue;
    const svg = node.closest("svg");
    const style = getComputedStyle(node);
    const ink = parse(svg ? style.fill : style.color).slice(0, 3);
    const [a, b] = [light(ink), light(ground(svg ? svg.parentElement : node))].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) bad.push(`${ratio.toFixed(2)}: ${node.tagName} ${walk.currentNode.data.slice(0, 40)}`);
  }
  return bad;
}"""

UNNAMED = """() => [...document.querySelectorAll("svg, a, button, input, table, [role=region]")]
  .filter((node) => !node.closest("[aria-hidden=true]"))
  .filter((node) => !(node.getAttribute("aria-label") || node.textContent.trim()
    || node.closest("label") || node.querySelector("title, caption")))
  .map((node) => node.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("name", ["telecom", "hostile"])
def test_nothing_leaves_the_page_and_nothing_goes_wrong(visit: Visit, name: str) -> None:
    page = visit(name)
    page.evaluate(OPEN_ALL)
    page.wait_for_timeout(100)
    assert page.asked == [page.url]
    assert page.faults == []


@pytest.mark.parametrize("name", ["telecom", "hostile"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_scrolls_sideways(visit: Visit, name: str, width: int) -> None:
    page = visit(name, width)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["telecom", "hostile"])
def test_every_word_can_be_read_in_light_and_dark(visit: Visit, name: str, scheme: str) -> None:
    page = visit(name, color_scheme=scheme)
    page.evaluate(OPEN_ALL)
    assert page.evaluate(LOW_CONTRAST) == []
    page.get_by_label("Swap light and dark").check()
    assert page.evaluate(LOW_CONTRAST) == []


def test_the_reader_may_swap_light_and_dark(visit: Visit) -> None:
    page = visit(color_scheme="dark", java_script_enabled=False)
    ground = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    page.get_by_label("Swap light and dark").check()
    assert page.evaluate(ground) != before


def test_all_is_there_without_scripts(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    assert page.get_by_text("11 articles, 3 independent reports").first.is_visible()
    assert page.locator(".stemma svg a text.name").first.is_visible()
    pair = page.locator(".descent").first
    pair.locator("summary").first.click()
    assert pair.locator(".side.source li").first.is_visible()
    assert pair.locator(".ribbon").count() > 5
    assert pair.locator(".gutter svg").bounding_box()["height"] > 300


def test_ribbons_run_from_sentence_to_sentence_where_scripts_run(visit: Visit) -> None:
    page = visit()
    pair = page.locator(".descent").first
    pair.locator("summary").first.click()
    page.wait_for_selector(".gutter svg.live")
    ribbon = pair.locator(".ribbon").nth(4)
    drawn = ribbon.bounding_box()
    ends = [
        page.locator(f"#{ribbon.get_attribute(name)} > p").bounding_box()
        for name in ("data-p", "data-c")
    ]
    assert drawn["y"] == pytest.approx(min(end["y"] for end in ends), abs=2)
    bottom = max(end["y"] + end["height"] for end in ends)
    assert drawn["y"] + drawn["height"] == pytest.approx(bottom, abs=2)


def test_the_source_is_on_the_left(visit: Visit) -> None:
    page = visit()
    page.locator(".descent > summary").first.click()
    source, derived = (page.locator(f".side.{side}").first for side in ("source", "derived"))
    assert source.bounding_box()["x"] < derived.bounding_box()["x"]


def test_keys_walk_the_changes_and_open_their_folds(visit: Visit) -> None:
    page = visit()
    focused = "document.activeElement.id"
    ids = page.eval_on_selector_all("li.change", "nodes => nodes.map((node) => node.id)")
    page.keyboard.press("j")
    assert page.evaluate(focused) == ids[0]
    page.keyboard.press("j")
    assert page.evaluate(focused) == ids[1]
    page.keyboard.press("k")
    page.keyboard.press("k")
    assert page.evaluate(focused) == ids[-1]
    assert page.locator(f"#{ids[-1]}").is_visible()


def test_the_page_can_be_walked_with_the_tab_key(visit: Visit) -> None:
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the answer"
    reached = set()
    for _ in range(20):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.closest('.stemma, .scroll')?.className"))
    assert "stemma" in " ".join(filter(None, reached)) or "scroll" in reached


def test_an_address_opens_what_hides_it(visit: Visit) -> None:
    page = visit()
    page.get_by_text("The stemma as a table").first.click()
    page.locator("td a", has_text="why").first.click()
    target = page.url.split("#")[1]
    assert page.locator(f"#{target}").get_attribute("open") is not None


@pytest.mark.parametrize("scripts", [True, False])
def test_a_finding_leads_to_its_evidence(visit: Visit, *, scripts: bool) -> None:
    page = visit(java_script_enabled=scripts)
    for link in (".know a:has-text('the change')", ".know a:has-text('sentence')"):
        page.locator(link).first.click()
        target = page.url.split("#")[1]
        assert page.locator(f"[id='{target}']").is_visible()


def test_a_phone_gets_the_stemma_as_a_list_and_a_desktop_as_a_drawing(visit: Visit) -> None:
    for width, drawn in ((390, False), (1280, True)):
        page = visit(width=width)
        assert page.locator(".stemma svg").first.is_visible() == drawn
        assert page.locator(".outline").first.is_visible() == (not drawn)


def test_figures_stack_on_a_phone_and_stay_a_table(visit: Visit) -> None:
    page = visit(width=390)
    cells = [cell.bounding_box() for cell in page.locator(".figures tbody td").all()[:3]]
    assert cells[0]["y"] < cells[1]["y"] < cells[2]["y"]
    assert page.get_by_role("cell", name="63 kilometres").first.is_visible()


def test_everything_has_a_name_for_a_screen_reader(visit: Visit) -> None:
    page = visit()
    page.evaluate(OPEN_ALL)
    assert page.evaluate(UNNAMED) == []
    assert page.locator("main").count() == 1
    assert page.locator("html").get_attribute("lang") == "en"


def test_print_shows_what_was_open_and_hides_the_controls(visit: Visit) -> None:
    page = visit()
    page.locator(".descent > summary").first.click()
    page.emulate_media(media="print")
    assert page.locator(".side.source li").first.is_visible()
    assert not page.get_by_label("Swap light and dark").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
