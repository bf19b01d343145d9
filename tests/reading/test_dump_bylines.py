"""Who wrote the article, when the page's text is all there is."""

from __future__ import annotations

import pytest

TITLE = "Cracks close the harbour bridge at Norrvik"
FIRST = (
    "The harbour bridge at Norrvik will be closed to all traffic for three weeks, the council "
    "said on Monday, after engineers found cracks in two of its supports."
)
SECOND = (
    "Ferries are to carry commuters free of charge from six in the morning until midnight, and "
    "the railway has promised four more trains a day between the two banks."
)
THIRD = "The council will meet again on 28 March to hear what the divers have found."
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
MENU = "Norrvik Post\nHome\nNews\nSport\nCulture\nWeather\nSign in\n\n"


def page(head: str, after: str = "") -> str:
    return f"{TITLE} | Norrvik Post\n{MENU}{TITLE}\n\n{head}\n\n{BODY}\n\n{after}"


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("By Jane Dahl\nPublished March 4, 2024", ("Jane Dahl",)),
        ("By\nJane Dahl News Reporter\nTom Berg\nUpdated 20:49, 5 Aug 2024", ("Jane Dahl", "Tom Berg")),
        ("Author of the article:\nJane Dahl\nPublished Mar 4, 2024", ("Jane Dahl",)),
        ("Jane Dahl Deputy Content Hub Director\n08:39, 06 Jan 2024", ("Jane Dahl",)),
        ("Jane Dahl and AP\nMarch 4, 2024", ("Jane Dahl", "AP")),
        ("Associated Press March 4, 2024 GMT", ("Associated Press",)),
        ("Jane Dahl 5 hours ago", ("Jane Dahl",)),
        ("By JANE DAHL and TOM BERG\nMarch 4, 2024", ("JANE DAHL", "TOM BERG")),
    ],
)  # fmt: skip
def test_a_name_with_by_or_beside_a_date_or_a_role_is_the_author(read_one, head, names):
    assert read_one(page(head)).byline == names


def test_whom_the_article_is_about_is_not_its_author(read_one):
    about = BODY.replace("the council said", "Mayor Ines Holm said").replace("The council", "Holm")
    text = page("Ines Holm\n4 March 2024").replace(BODY, about)
    assert read_one(text).byline == ()


def test_a_page_that_names_nobody_has_no_author(read_one):
    assert read_one(page("4 March 2024\nShare\nFacebook\nTwitter")).byline == ()


def test_names_of_photographers_are_no_authors(read_one):
    assert read_one(page("Photo by\nLars Lind\n4 March 2024")).byline == ()


def test_a_name_that_ran_into_its_neighbours_is_found(read_one):
    text = (
        f"{TITLE} | Norrvik Post HomeNewsSportCultureWeatherSign inNewsletters{TITLE}"
        f"Ferries run freeBy Jane Dahl4 March 2024ShareFacebookTwitter{FIRST}{SECOND}{THIRD}"
        "Most readTen castles to seeWhy the herring came backA short history of the ferry"
    )
    article = read_one(text)
    assert article.headline == TITLE
    assert article.byline == ("Jane Dahl",)
    assert article.published == "2024-03-04"
    assert "castles" not in article.text
