from __future__ import annotations

import time
from textwrap import wrap

import pytest
from _samples import MAIL, MHTML
from hypothesis import given
from hypothesis import strategies as st

from retold.containers.forwarded import forwarded
from retold.containers.mail import MAX_BOUNDARIES, is_mail, unfolded, unwrapped


def test_the_page_of_a_web_archive_is_read_and_its_frames_are_not(read_one):
    article = read_one("page.mhtml", MHTML)
    assert article.headline == "Quay closed"
    assert article.url == "https://post.example/quay"
    assert "advert" not in article.raw.text


def test_a_web_archive_is_known_by_its_header(opened):
    assert [r.name for r in opened("saved", MHTML)] == ["saved"]


def test_a_web_archive_without_a_page_is_a_reason(opened):
    only_picture = MHTML.replace("text/html", "image/png")
    assert opened("p.mhtml", only_picture)[0].problem == "a web archive without a page in it"


def test_a_message_is_read_with_its_subject_date_and_sender(opened):
    record = opened("m.eml", MAIL)[0]
    assert record.facts.headline == "Quay closed"
    assert record.facts.published == "2026-03-02T10:00+01:00"
    assert record.facts.notes == ("sent by Harbour Press <press@lisk.example>",)
    assert "café harbour authority" in record.data.decode(record.encoding)


@pytest.mark.parametrize("year", ["99999999999999999999", "-1"])
def test_a_date_out_of_all_bounds_costs_only_the_date(opened, year):
    head, _, body = MAIL.partition("\n\n")
    lines = [line for line in head.split("\n") if not line.startswith("Date:")]
    message = "\n".join([*lines, f"Date: Mon, 23 Nov {year} 10:00:00 +0000"]) + "\n\n" + body
    (record, *_) = opened("mail.eml", message)
    assert record.problem is None
    assert record.facts.published is None


def test_attached_pages_are_read_after_the_message(read_all):
    outcome = read_all("m.eml", MAIL)
    assert [a.input for a in outcome.articles] == ["m.eml", "m.eml#1"]
    assert "attached as quay.html" in outcome.articles[1].notes


def test_of_two_versions_the_html_is_read(opened):
    both = (
        'From: a@b.example\nTo: c@d.example\nSubject: Quay\nContent-Type: multipart/alternative; boundary="X"\n\n'
        "--X\nContent-Type: text/plain\n\nPlain.\n--X\nContent-Type: text/html\n\n<p>Markup.</p>\n--X--\n"
    )
    assert opened("m.eml", both)[0].data.strip() == b"<p>Markup.</p>"


def test_a_message_of_countless_parts_is_refused_before_it_is_parsed(opened):
    nested = "".join(
        f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n'
        for n in range(MAX_BOUNDARIES + 1)
    )
    assert "too many nested parts" in opened("m.eml", nested)[0].problem


def test_a_header_made_to_be_slow_is_not(opened):
    slow = 'attachment; filename="a.html"' + '"' * 200_000
    started = time.process_time()
    opened("m.eml", MAIL.replace('attachment; filename="quay.html"', slow))
    assert time.process_time() - started < 2


def test_text_that_only_begins_with_a_word_and_a_colon_is_no_message():
    assert not is_mail(b"Lisk: the quay is closed.\nMore: tomorrow.\n\nText.")
    assert is_mail(b"Date: x\nFrom: a@b.example\nSubject: Quay\n\nText.")


SENT_ON = (
    "From: Tom Berg <tom@post.example>\nTo: desk@post.example\nSubject: Fwd: bridge?\n"
    "Date: Wed, 10 Apr 2024 09:00:00 +0200\nContent-Type: {kind}; charset=utf-8\n\n{text}"
)
RELEASE = (
    "Divers began on Tuesday to mend the two cracked supports of the harbour bridge at Norrvik, "
    "four days earlier than the council had announced in March. Until then commuters take the "
    "ferries, which were so full on Monday that the harbour master closed the gates twice."
)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (
            "text/plain",
            (
                "Worth a brief?\n\n---------- Forwarded message ---------\n"
                "From: Council Press <press@norrvik.example>\nDate: Tue, 9 Apr 2024 at 16:45\n"
                f"Subject: Divers mend the bridge\nTo: <news@post.example>\n\n{RELEASE}\n"
            ),
        ),
        (
            "text/html",
            (
                "<div>Worth a brief?</div><div class='gmail_quote'><div dir='ltr'>---------- Forwarded "
                "message ---------<br>From: <b>Council Press</b> <span>&lt;press@norrvik.example&gt;"
                "</span><br>Date: Tue, 9 Apr 2024 at 16:45<br>Subject: Divers mend the bridge<br>"
                f"To: &lt;news@post.example&gt;<br></div><br><p>{RELEASE}</p></div>"
            ),
        ),
        (
            "text/plain",
            (
                "Worth a brief?\n\n-----Original Message-----\n"
                "From: Council Press <press@norrvik.example>\nSent: Tuesday, April 9, 2024 4:45 PM\n"
                f"To: news@post.example\nSubject: Divers mend the bridge\n\n{RELEASE}\n"
            ),
        ),
    ],
)
def test_of_a_message_sent_on_the_first_one_is_read(read_one, kind, text):
    article = read_one("m.eml", SENT_ON.format(kind=kind, text=text))
    assert article.text == RELEASE
    assert article.headline == "Divers mend the bridge"
    assert article.published == "2024-04-09T16:45"
    assert article.notes == (
        "sent by Council Press <press@norrvik.example>",
        "sent on by Tom Berg <tom@post.example>, whose own words are left out",
    )


@given(
    st.lists(
        st.sampled_from([b"-- Forwarded --\n", b"From:", b"<br>", b"Date: x", b"\n", b"<", b"a"])
    )
)
def test_whatever_a_message_sends_on_no_character_is_invented(parts):
    data = b"".join(parts)
    found = forwarded(data, "nonsense")
    assert found is None or data.endswith(found.data[-60:])


FLOWED = (
    "From: Harbour Press <press@lisk.example>\r\nSubject: Quay closed\r\n"
    "Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n"
    "The northern quay \r\nof Lisk was closed on Monday after divers found a crack, the \r\n"
    "harbour authority said.\r\n\r\n> Is it safe?\r\n\r\nNobody was hurt, it said, and no ship \r\n"
    "was near when the crack was found.\r\n\r\n-- \r\nA. Falk\r\nTel. 1234\r\n"
)


def test_a_flowed_message_is_read_with_its_paragraphs_whole(read_one):
    article = read_one("m.eml", FLOWED)
    first = article.text.split("\n\n")[0]
    assert first.startswith("The northern quay of Lisk was closed on Monday after divers found")
    assert first.endswith("the harbour authority said.")


def test_a_signature_is_no_part_of_the_text_and_is_told(opened):
    (record,) = opened("m.eml", FLOWED)
    assert b"Falk" not in record.data
    assert "signature left out: “A. Falk Tel. 1234”" in record.facts.notes


def test_lines_of_a_message_that_is_not_flowed_stay_as_they_are(opened):
    (record,) = opened("m.eml", FLOWED.replace("; format=flowed", ""))
    assert b"The northern quay \nof Lisk" in record.data.replace(b"\r\n", b"\n")
    assert b"authority said.\n\n> Is it safe?\n\nNobody" in record.data.replace(b"\r\n", b"\n")


def test_lines_that_a_sender_broke_at_one_width_are_paragraphs_again(read_one):
    texts = (
        (
            "The northern quay of Lisk was closed on Monday after divers found a crack of 40 metres "
            "in its foundation, the harbour authority of the town said."
        ),
        (
            "Nobody was hurt, it said, and no ship was near when the crack was found, though two "
            "boats had left the quay an hour before and one was expected."
        ),
    )
    wrapped = "\r\n\r\n".join("\r\n".join(wrap(text, 70)) for text in texts)
    head = "From: Harbour Press <press@lisk.example>\r\nSubject: Quay closed\r\n\r\n"
    article = read_one("m.eml", f"{head}{wrapped}\r\n\r\nPress office\r\nLisk\r\n")
    assert all(text in article.text for text in texts)
    assert "Press office Lisk" not in article.raw.text


@given(st.binary(max_size=300))
def test_unfolding_loses_no_character_but_spaces_and_breaks(text):
    for kept in (unfolded(text), unwrapped(text)):
        assert kept.translate(None, b" \r\n") == text.translate(None, b" \r\n")
