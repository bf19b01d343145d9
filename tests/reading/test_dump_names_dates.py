"""Authors and days in pages without HTML: what stands between cue and name, where a name ends,
which of several days counts, and the words of other languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.reading import Hints, read
from retold.reading.byline_text import fields, plain
from retold.reading.credits import line_credit
from retold.reading.dates import dates_in, stamped_in, yearless_in
from retold.reading.dump_names import labelled_in, people
from retold.reading.lines import kind_of
from retold.reading.meta import names_in
from retold.types import Article

HEADLINE = "Cracks close harbour bridge at Norrvik"
PARAGRAPHS = (
    (
        "The harbour bridge at Norrvik was closed to all traffic on Monday after engineers found "
        "cracks in two of its main girders, the town said."
    ),
    (
        "Inspectors noticed the cracks during a routine check on Sunday evening, and lorries were "
        "turned back within the hour."
    ),
    (
        "Ferries will carry passengers across the harbour free of charge until the end of April, "
        "when a temporary deck is due to be finished."
    ),
)
BODY = "\n\n".join(PARAGRAPHS)


def article(above: str, below: str = "", body: str = BODY) -> Article:
    page = f"{above}\n\n{body}\n\n{below}\n"
    return read(page.encode(), Hints("page.txt")).articles[0]


@pytest.mark.parametrize(
    "line",
    [
        "By [15]Jane Dahl",
        "BY     Jane Dahl",
        "By [Jane Dahl](https://norrvik.example/jane)",
        "Byline: Jane Dahl",
        "Author: Dahl, Jane",
        "Exclusive by Jane Dahl, Environment editor",
        "Jane Dahl<https://norrvik.example/jane>",
        "Updated 9 hours agoJane DahlCoastal affairs correspondentShareSave",
        "NewsByJane DahlSenior Reporter",
        "The Sunday Beacon · 18 Jan 2024 · 9 · Jane Dahl Rural Affairs Correspondent",
        "Von Jane Dahl",
        "Par Jane Dahl avec AFP",
    ],
)
def test_whatever_stands_between_the_cue_and_the_name(line: str) -> None:
    assert article(f"{HEADLINE}\n\n{line}").byline == ("Jane Dahl",)


def test_two_authors_on_one_line_or_two() -> None:
    both = ("Jane Dahl", "Ola Berg")
    assert article(f"{HEADLINE}\n\nJane Dahl (now) and Ola Berg (earlier)").byline == both
    assert article(f"{HEADLINE}\n\nBy\nJane Dahl\nand\nOla Berg").byline == both
    assert (
        article(f"{HEADLINE}\n\nJane Dahl Education Editor. Ola Berg\n4 March 2024").byline == both
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jane Dahl KOLVARA", ("Jane Dahl",)),
        ("OLA BERG Associated", ("OLA BERG",)),
        ("OLA BERG-HOLMUpdated", ("OLA BERG-HOLM",)),
        ("Jane Dahl Reporting", ("Jane Dahl",)),
        ("Jane Dahl Education Editor", ("Jane Dahl",)),
        ("Key Points", ()),
        ("Editor’s Digest", ()),
        ("Mary Jane McColl", ("Mary Jane McColl",)),
        ("April Jones", ("April Jones",)),
        ("Ludwig van Holm", ("Ludwig van Holm",)),
    ],
)
def test_a_name_ends_at_a_role_at_a_label_and_at_other_letters(
    text: str, names: tuple[str, ...]
) -> None:
    assert people(text) == names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Barnaby Otter", ("Barnaby Otter",)),
        ("Jane Dahl, Norrvik Courier & Press", ("Jane Dahl",)),
        ("By JANE DAHL, Associated Press", ("JANE DAHL", "Associated Press")),
        ("Jane Dahl, North of England correspondent", ("Jane Dahl",)),
        ("Jane Dahl und Ola Berg", ("Jane Dahl", "Ola Berg")),
        ("Published by", ()),
        ("Follow Norrvik Wales on Facebook", ()),
        ("Lumen Therapeutics, Inc.", ()),
    ],
)
def test_papers_offices_companies_and_labels_are_no_people(
    byline: str, names: tuple[str, ...]
) -> None:
    assert names_in(byline) == names


@pytest.mark.parametrize(
    ("above", "day"),
    [
        (f"Monday, June 3, 2024\nNews\nSport\n{HEADLINE}\n\nPublished March 4, 2024", "2024-03-04"),
        (f"{HEADLINE}\n\nUpdated Mar 5, 2024, 9:05 AM\nPUBLISHED\nMar 4, 2024", "2024-03-04"),
        (f"{HEADLINE}\n\nUpdated Mar 5, 2024Published Mar 4, 2024", "2024-03-04"),
        (
            (
                "From: Jane Dahl <jane@norrvik.example>\nDate: Mon, 4 Mar 2024 06:02:11 +0000\n"
                f"Subject: Bridge\n\nView this email in your browser\n\nTHE MORNING TIDE\n\n{HEADLINE}"
            ),
            "2024-03-04",
        ),
    ],
)
def test_of_several_days_the_one_of_publication_counts(above: str, day: str) -> None:
    assert (article(above).published or "")[:10] == day


def test_days_of_other_articles_below_the_text_do_not_count() -> None:
    others = 'Quay sold\nJune 12, 2023 In "News"\nPort opens\nMay 2, 2022 In "News"'
    assert article(HEADLINE, others).published is None


def test_a_stamp_or_the_copyright_line_gives_the_year_of_a_dateline() -> None:
    dated = f"NORRVIK, March 4 (Reuters) - {BODY}"
    owner = "(c) Copyright Thomson Reuters 2024. Click For Restrictions"
    assert article(HEADLINE, owner, body=dated).published == "2024-03-04"
    assert article(HEADLINE, body=dated).published is None
    assert article(HEADLINE, "AFP 041153 GMT MAR 24").published == "2024-03-04T11:53+00:00"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("4 de marzo de 2024 a las 15:42", "2024-03-04T15:42"),
        ("le 4 mars 2024 à 15h42", "2024-03-04T15:42"),
        ("Montag, 4. März 2024", "2024-03-04"),
        ("1er avril 2024", "2024-04-01"),
        ("4 maart 2024, 15:42", "2024-03-04T15:42"),
        ("4 marzo 2024 alle 15:42", "2024-03-04T15:42"),
        ("4 de março de 2024 às 15h42", "2024-03-04T15:42"),
        ("2024年3月4日", "2024-03-04"),
        ("MON, MAR 4 20248:31 AM EST", "2024-03-04T08:31-05:00"),
        ("4 Mar 20244 Mar 2024", "2024-03-04"),
    ],
)
def test_days_in_other_languages_and_days_that_ran_together(text: str, iso: str) -> None:
    assert dates_in(text)[0].iso == iso


@pytest.mark.parametrize("text", ["Set 3, 2024 goals", "Out 3, 2024", "May 2024", "12345 2024"])
def test_what_is_no_day(text: str) -> None:
    assert dates_in(text) == []


def test_numbers_name_the_day_first_in_a_language_that_does() -> None:
    spanish = (
        "El puente del puerto seguirá cerrado al tráfico hasta el otoño, informó el martes la "
        "autoridad de carreteras de la ciudad.\n\nLos ingenieros encontraron grietas en dos de las "
        "vigas del puente durante el fin de semana, según el informe.\n\nUn puente nuevo costaría "
        "48 millones de euros y está previsto para el año que viene."
    )
    assert article("El puente seguirá cerrado\n\n04/03/2024 15:42", body=spanish).published == (
        "2024-03-04T15:42"
    )
    assert article(f"{HEADLINE}\n\n04/03/2024 15:42").published is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Von Anna Roth und Uwe Lam", "byline"),
        ("Par Anna Roth avec AFP", "byline"),
        ("Publié le 4 mars 2024 à 15h42, mis à jour le 5 mars 2024 à 9h40", "date"),
        ("Veröffentlicht am 4. März 2024", "date"),
        ("Temps de lecture 2 min.", "date"),
        ("Lesezeit: 3 Min.", "date"),
        ("Lire aussi : Le procès s’ouvrira", "related"),
        ("Lesen Sie auch: Fähre fährt nicht", "related"),
        ("Compartir", "share"),
        ("Réservé aux abonnés", "notice"),
        ("Foto: Birte Claasen", "caption"),
    ],
)
def test_furniture_in_other_languages(line: str, kind: str) -> None:
    found = kind_of(line)
    assert found is not None
    assert found.name == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "Von Montag an gilt das neue Gesetz.",
        "Par ailleurs, le maire a annoncé sa démission.",
        "Por la noche llegaron los bomberos.",
        "Mehr Geld fordern die Lehrer.",
        "Lire reste un plaisir pour beaucoup.",
        "Partager le pouvoir, a dit le ministre, est un art.",
        "Fotos zeigten den Schaden an der Brücke.",
    ],
)
def test_sentences_that_begin_alike_are_none(sentence: str) -> None:
    assert kind_of(sentence) is None


def test_days_without_their_year_and_stamps() -> None:
    assert yearless_in("NORRVIK, 4 March (AP)", 2024) == "2024-03-04"
    assert yearless_in("NORRVIK, Feb 30 (AP)", 2024) is None
    assert stamped_in("He paid 241314 in Feb") is None
    assert labelled_in(["Posted on: 4 March 2024"]) == "2024-03-04"


def test_a_credit_ends_before_the_headline_of_what_appeared() -> None:
    told = f"This article originally appeared on The Norrvik Tribune: {HEADLINE}"
    assert line_credit(told) == "The Norrvik Tribune"


@given(st.text(max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    assert len(fields(plain(text))) <= 14
    names_in(text)
    stamped_in(text)
    kind_of(text)


@pytest.mark.parametrize(
    "label",
    ["Kakao Talk", "Français Português", "Peer-Reviewed Publication", "COI Statement",
     "Land Reform", "Biology Ecology"],
)  # fmt: skip
def test_buttons_languages_and_kinds_of_documents_are_no_authors(label: str) -> None:
    assert article(f"{HEADLINE}\n\n{label}\nMarch 4, 2024").byline == ()
    page = f"<h1>{HEADLINE}</h1><p>{label}</p><time>March 4, 2024</time><p>{BODY}</p>"
    assert read(page.encode(), Hints("a.html")).articles[0].byline == ()


@pytest.mark.parametrize("name", ["Ann Clement", "Mara English", "Tom Harkness", "Ola Blankenship"])
def test_names_that_look_like_such_words_stay_names(name: str) -> None:
    assert article(f"{HEADLINE}\n\n{name}\nMarch 4, 2024").byline == (name,)
