"""How furniture is worded in German, French, Spanish, Italian, Dutch and Portuguese, in few words.

A line is known by the words with which it begins, so most lines are done with after one look.
"""

from __future__ import annotations

import re

from retold.reading.phrases import Phrases, words

_SMALL = "von|van|der|den|de|del|della|di|da|dos|du|le|la"
_NAME = rf"[A-ZÀ-Þ][\w.'’-]*(?:\s(?:{_SMALL}|[A-ZÀ-Þ][\w.'’-]*)){{1,4}}"
BYLINE = re.compile(
    rf"(?:Von|VON|Par|PAR|Por|POR|Door|DOOR|Di|De|di|par|por|door|von|Texte?|Autore?|Auteur)\s?:?\s"
    rf"{_NAME}(?:(?:,\s|\s(?:und|et|y|e|en|mit|avec|con|met)\s)(?:{_NAME}|[A-Z]{{2,5}}|l['’]AFP|dpa)){{0,4}}"
    r"(?:,\s[\w .’'-]{2,40})?"
)
"""A line that names the author and nothing else."""
DATED = words(
    """veröffentlicht aktualisiert geändert stand erstellt uhr am um vom publié publiée mis mise à
    jour modifié le les publicado actualizado el a las pubblicato aggiornato il alle ore ultimo
    aggiornamento gepubliceerd bijgewerkt op om laatste update em às atualizado montag dienstag
    mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche
    lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì
    sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag segunda terça quarta
    quinta sexta feira"""
)
"""Words that stand beside a date."""
_READ = Phrases(
    r"""lesezeit|temps de lecture|lecture|durée de lecture|tiempo de lectura|tempo di lettura
    lettura|leestijd|tempo de leitura|leitura""",
    after=r"\s?:?\s?(?:ca\.\s)?\d{1,3}\s?(?:min|'|’).{0,10}$",
)
_RELATED = Phrases(
    r"""lesen sie (?:auch|dazu|hier)|lesen sie mehr|mehr zum thema|auch interessant|das könnte sie
    lire aussi|à lire aussi|à lire|lire également|voir aussi|sur le même sujet
    lea también|lee también|leer también|te puede interesar|ver también|más sobre
    leggi anche|leggi tutto|potrebbe interessarti|approfondisci
    lees ook|lees verder|lees meer|meer over
    leia também|leia mais|veja também|saiba mais""",
    after=r"(?=\s?[:：»>]|$)",
)
_SHARE = Phrases(
    r"""(?:artikel |jetzt )?(?:teilen|drucken|merken|vorlesen)|partager(?: l['’]article)?
    compartir(?: artículo)?|imprimir|condividi(?: l['’]articolo)?|stampa|deel(?: dit artikel)?|delen
    compartilhar|compartilhe""",
    after=r"\s?:?$",
)
_NOTICE = Phrases(
    r"""(?:article )?réservé aux abonnés|ajouter à (?:vos|mes) (?:favoris|sélections)|s['’]abonner
    abonnez-vous.{0,60}|offrir cet article|jetzt abonnieren|zur merkliste hinzufügen
    exklusiv für abonnenten
    suscríbete.{0,60}|hazte socio|contenido exclusivo|abbonati.{0,40}|contenuto riservato.{0,40}
    abonneer.{0,40}|assine.{0,40}|anzeige|publicité|publicidad|pubblicità|advertentie|publicidade""",
    after=r"\.?$",
)
_PICTURED = re.compile(
    r"(?:fotos?|bild|bilder|photos?|photographie|imagen|immagine|beeld|imagem|crédit photo)"
    r"\s?(?::|/|©)\s?\S.{1,80}",
    re.IGNORECASE,
)
_KINDS = (
    (_READ, "date", "it says how long it takes to read"),
    (_RELATED, "related", "it leads to other pages"),
    (_SHARE, "share", "buttons that share or print the page"),
    (_NOTICE, "notice", "a notice of the site to its readers"),
)
_FIRST = words(
    """lesezeit temps lecture durée tiempo tempo lettura leestijd leitura lesen mehr auch das lire à
    voir sur lea lee leer te ver más leggi potrebbe approfondisci lees meer leia veja saiba artikel
    jetzt teilen drucken merken vorlesen partager compartir imprimir condividi stampa deel delen
    compartilhar compartilhe article réservé ajouter s abonnez offrir zur exklusiv suscríbete hazte
    contenido abbonati contenuto abonneer assine anzeige publicité publicidad pubblicità advertentie
    publicidade foto fotos bild bilder photo photos photographie imagen immagine beeld imagem crédit
    s'abonner s’abonner abonnez-vous"""
)
_BY = words("von par por door di de text texte autor autore auteur")
_MOST_WORDS, _BYLINE_WORDS = 24, 14


def furniture_of(line: str, lower: list[str]) -> tuple[str, str] | None:
    """Return what a line is, and why, if its first words say so in one of the languages.

    >>> furniture_of("Lire aussi : Le procès s’ouvrira", ["lire", "aussi"])
    ('related', 'it leads to other pages')
    >>> furniture_of("Von Anna Roth und Uwe Lam", ["von", "anna", "roth", "und", "uwe", "lam"])
    ('byline', 'it names the author and nothing else')
    >>> furniture_of("Von Montag an gilt das Gesetz.", ["von", "montag"]) is None
    True

    Args:
        line: The line.
        lower: Its words in small letters.
    """
    if not lower or len(lower) > _MOST_WORDS:
        return None
    if lower[0] in _BY and len(lower) <= _BYLINE_WORDS and BYLINE.fullmatch(line):
        return "byline", "it names the author and nothing else"
    if lower[0] not in _FIRST:
        return None
    if line[-1] not in ".!?" and _PICTURED.fullmatch(line):
        return "caption", "it describes or credits a picture"
    return next(((name, why) for form, name, why in _KINDS if form.match(line)), None)
