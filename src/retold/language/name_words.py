"""Words that open, title, join or end proper names."""

from __future__ import annotations

from retold.language.calendar_words import MONTHS, WEEKDAYS
from retold.language.wordsets import word_set

ALIASES: dict[str, str] = {
    "us": "united states",
    "usa": "united states",
    "united states of america": "united states",
    "america": "united states",
    "uk": "united kingdom",
    "britain": "united kingdom",
    "great britain": "united kingdom",
    "un": "united nations",
    "eu": "european union",
}
PARTICLES = word_set(
    "de van von der den del della di da dos das du la le el al bin ibn bint ben ter ten zu "
    "of the y e af av"
)
TITLES = word_set(
    "mr mrs ms miss mister dr doctor prof professor sir dame lord lady president premier minister "
    "chancellor senator sen representative rep congressman congresswoman governor gov mayor judge "
    "justice captain capt colonel col general gen major maj lieutenant lt sergeant sgt admiral adm "
    "commander commodore corporal officer inspector detective superintendent commissioner chief "
    "sheriff bishop archbishop cardinal pope king queen prince princess emperor sultan sheikh imam "
    "rabbi reverend rev father sister brother councillor councilman councilwoman councilor "
    "ambassador secretary spokesman spokeswoman spokesperson chairman chairwoman chairperson "
    "director attorney prosecutor coach kapitein maître mme madame monsieur herr frau señor señora"
)
INSTITUTIONS = word_set(
    "college university school institute academy bureau ministry department office agency "
    "authority council commission committee court parliament senate congress assembly house party "
    "union association federation alliance league club society foundation trust fund bank group "
    "company corporation corp inc ltd plc lines airlines airways air homes holdings partners "
    "industries systems services solutions technologies energy oil gas motors times post news "
    "journal herald tribune gazette courier ledger examiner sentinel mirror clarion standard "
    "observer guardian telegraph daily weekly radio television tv online channel network media "
    "press agency police army navy force forces guard hospital clinic centre center museum "
    "gallery library theatre theater station airport port harbour harbor bay river lake sea ocean "
    "mountain mount valley island islands street road avenue square park bridge tower point "
    "building county state province city town district region republic kingdom states nations "
    "states act law bill treaty agreement report inquiry project programme program mission "
    "regulator service board panel tribunal exchange market hall"
)
# what "of" may join to a name behind it; persons and places end before it
BEFORE_OF = INSTITUTIONS | word_set(
    "gulf strait straits cape isle isles duke duchess earl prince princess bishop archbishop "
    "church order lords rights secretary friends house day bay lake city declaration bill treaty"
)
BREAKS = frozenset({*MONTHS, *WEEKDAYS, "i", "i'm", "i've", "i'd", "i'll"})
OPENERS = word_set(
    "a an the this that these those some any all both each every either neither no none nobody "
    "nothing nor and but or so yet for if unless until since because although though while when "
    "whenever where wherever whether after before during as at by from in into of off on onto out "
    "over through to toward towards under up upon with within without about above across against "
    "along among around behind below beneath beside besides between beyond despite down except "
    "inside like near outside past per regarding than via amid according given instead also then "
    "thus hence however meanwhile moreover furthermore therefore still even just only once twice "
    "again already always never often sometimes soon later earlier now today yesterday tomorrow "
    "tonight here there he she it they we you his her its their our your my him them us who whom "
    "whose which what why how one two three four five six seven eight nine ten eleven twelve "
    "hundreds thousands millions dozens most many more much few fewer less least several such "
    "other others another same is are was were be been being am do does did done has have had "
    "having will would can could may might must shall should not don't didn't isn't wasn't yes "
    "please thank thanks asked told said speaking let let's people police officials residents "
    "experts critics former new old first last next local early late under long short"
)
