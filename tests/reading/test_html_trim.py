"""What stands at the edges of an HTML page's text and between its paragraphs."""

from __future__ import annotations

from .conftest import STORY

TITLE = "Divers mend Norrvik's bridge ahead of time"
TEXT = "".join(f"<p class='body p'>{text}</p>" for text in STORY)


def page(content: str) -> str:
    return f"<html lang='en'><head><title>{TITLE}</title></head><body>{content}</body></html>"


def test_a_call_for_donations_above_the_headline_is_no_text(read_one):
    call = "<p>Your support helps us to tell the story, from the harbour to the hills.</p>"
    article = read_one(page(f"<main>{call}<h1>{TITLE}</h1>{TEXT}</main>"), "a.html")
    assert "Your support" not in article.text
    assert article.text.startswith("Divers began")


def test_a_page_of_tables_keeps_its_menus_and_links_out_of_the_text(read_one):
    lines = "<br><br>".join(STORY)
    links = "".join(
        f"14 May 03<br><a href='/{n}'>Ferries stay in port {n}</a><br>" for n in range(4)
    )
    cells = (
        "<tr><td><b>SECTIONS</b><br><a href='/n'>Harbour</a><br>POLL<br>Free the bridge?</td>"
        f"<td><font size=5><b>{TITLE}</b></font><br><br>{lines}<br><br>{links}</td></tr>"
    )
    text = read_one(page(f"<table>{cells}</table>"), "a.html").text
    assert "SECTIONS" not in text
    assert "stay in port" not in text
    assert all(line in text for line in STORY)


def test_a_heading_behind_a_box_of_teasers_stays_with_its_paragraph(read_one):
    box = "<div class='teasers'><h2>Related</h2><h3><a href='/x'>Bells of Lund</a></h3></div>"
    head = "<h2 class='body h'>Ferries are full</h2>"
    paragraphs = [f"<p class='body p'>{text}</p>" for text in STORY]
    content = "".join([*paragraphs[:2], box, head, *paragraphs[2:]])
    text = read_one(page(f"<main><h1>{TITLE}</h1>{content}</main>"), "a.html").text
    assert "Ferries are full" in text
    assert "Related" not in text


def test_a_list_of_lines_at_the_end_stays(read_one):
    ends = "<p class='body p'>Bridge: closed</p><p class='body p'>Ferries: every hour</p>"
    assert "every hour" in read_one(page(f"<h1>{TITLE}</h1>{TEXT}{ends}"), "a.html").text


def test_the_site_speaking_of_its_recording_is_no_text(read_one):
    said = "<p>The audio version of this article is read by a machine. Mispronunciations can occur.</p>"
    assert "audio" not in read_one(page(f"<h1>{TITLE}</h1>{said}{TEXT}"), "a.html").text
