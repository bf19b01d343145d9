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


BODY = (
    "The northern quay of Lisk was closed on Monday after divers found a crack of 40 metres in "
    "its foundation, the harbour authority said. Nobody was hurt, it said, and no ship was near."
)
MORE = (
    "The authority said that ships would be sent to the southern quay until the summer, and that "
    "it would ask the council for the money to mend the foundation before the autumn storms."
)
FROM_ANN = (
    "From: Ann Ree <ann@courier.example>\r\nTo: desk@courier.example\r\nSubject: FW: Quay\r\n"
    "Date: Wed, 04 Mar 2026 16:05:00 +0100\r\nContent-Type: text/{kind}; charset=utf-8\r\n\r\n"
)


def test_marks_before_the_lines_of_a_message_sent_on_are_no_part_of_it(read_one):
    sent = (
        "---- Forwarded Message ----\nSubject: Northern quay of Lisk is closed\n"
        f"Date: Wed, 4 Mar 2026 14:05:00 +0100\nFrom: Press <press@lisk.example>\n\n{BODY}\n\n{MORE}"
    )
    lines = [part for line in sent.split("\n") for part in (wrap(line, 70) or [""])]
    quoted = "\r\n".join(f"> {line}".rstrip() for line in lines)
    article = read_one("m.eml", f"{FROM_ANN.format(kind='plain')}Worth a piece?\r\n\r\n{quoted}")
    assert article.headline == "Northern quay of Lisk is closed"
    assert article.text.split("\n\n")[0] == BODY
    assert article.published == "2026-03-04T14:05+01:00"
    assert article.notes[0] == "sent by Press <press@lisk.example>"


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        (
            "plain",
            (
                f"FYI\r\n\r\n{'_' * 32}\r\nFrom: Press <press@lisk.example>\r\n"
                "Sent: Wednesday, 4 March 2026 14:05\r\nTo: Ann Ree\r\n"
                f"Subject: Press release: Quay of Lisk is closed\r\n\r\n{BODY}\r\n"
            ),
        ),
        (
            "html",
            (
                "<p>FYI</p><div><p><b>From:</b> Press &lt;press@lisk.example&gt; <br>"
                "<b>Sent:</b> Wednesday, 4 March 2026 14:05<br><b>To:</b> Ann Ree<br>"
                f"<b>Subject:</b> Press release: Quay of Lisk is closed</p></div><p>{BODY}</p>"
            ),
        ),
        (
            "html",
            (
                "<p>FYI</p>---------- Forwarded message ---------<br>From: <b>Press</b> "
                '<span>&lt;<a href="mailto:press@lisk.example">press@lisk.example</a>&gt;</span>'
                "<br>Date: Wed, 4 Mar 2026 at 14:05<br>Subject: Press release: Quay of Lisk is "
                f"closed<br><br><p>{BODY}</p>"
            ),
        ),
    ],
)
def test_of_any_program_that_sends_on_the_first_message_is_read(read_one, kind, sent):
    article = read_one("m.eml", FROM_ANN.format(kind=kind) + sent)
    assert article.text == BODY
    assert article.headline == "Quay of Lisk is closed"
    assert article.published == "2026-03-04T14:05"
    assert article.notes[0] == "sent by Press <press@lisk.example>"


def test_a_long_answer_above_a_short_message_is_what_is_read(read_one):
    below = f"From: A\r\nSent: 4 March 2026\r\nSubject: Quay\r\n\r\n{BODY}"
    own = f"{BODY} {MORE}"
    article = read_one("m.eml", f"{FROM_ANN.format(kind='plain')}{own}\r\n\r\n{below}\r\n")
    assert article.text.startswith(own)
    assert article.notes == ("sent by Ann Ree <ann@courier.example>",)


@pytest.mark.parametrize(
    ("kind", "end"),
    [
        ("plain", "\r\n\r\nKind regards\r\nJon Berg\r\nPress officer\r\n"),
        ("html", "<p>Mit freundlichen Grüßen,<br>Jon Berg</p><p>Press officer</p>"),
    ],
)
def test_regards_at_the_end_are_no_part_of_the_text_and_are_told(read_one, kind, end):
    article = read_one("m.eml", f"{FROM_ANN.format(kind=kind)}{BODY}{end}")
    assert article.text == BODY
    assert any("Jon Berg" in note for note in article.notes if note.startswith("signature"))


def test_regards_before_a_quoted_text_end_nothing(read_one):
    end = f"\r\n\r\nKind regards\r\nAnn\r\n\r\n> {BODY}\r\n"
    article = read_one("m.eml", f"{FROM_ANN.format(kind='plain')}{MORE}{end}")
    assert article.raw.text.rstrip().endswith(BODY)


@pytest.mark.parametrize("subject", ["Press release", "FYI", "Fwd: News release!", "(no subject)"])
def test_a_subject_that_says_nothing_is_no_headline(read_one, subject):
    head = FROM_ANN.format(kind="html").replace("FW: Quay", subject)
    page = f"<h1>Quay of Lisk is closed after a crack is found</h1><p>{BODY}</p><p>{MORE}</p>"
    assert read_one("m.eml", head + page).headline == (
        "Quay of Lisk is closed after a crack is found"
    )
