"""Small word lists of the kinds of evidence; lower case."""

from __future__ import annotations

from retold.language.wordsets import word_set

NEGATIONS = word_set(
    "not no never none nobody nothing neither nor without cannot nowhere don't doesn't didn't "
    "isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't shouldn't "
    "mustn't hardly"
)
MODALS = word_set("could would should may might must will shall can cannot always if once because")
FUNCTION_WORDS = word_set(
    "a an the this that these those and or but so as at by for from in into of off on onto out "
    "over than then there to up upon with it its is are was were be been being am do does did "
    "has have had will would shall i you he she we they me him her us them my your his our their "
    "who whom whose which what when where while also just very too such"
)
SURE = word_set(
    "will exactly certainly definitely undoubtedly clear once confirmed confirms proven proved "
    "proves guilty certain guaranteed inevitable inevitably decide decides decided"
)
HEDGES = word_set(
    "suspicion may might could possibly perhaps maybe probably likely expected alleged allegedly "
    "reportedly "
    "apparently suspected suspects believed thought feared threatens threatened plans planned "
    "intends intended hopes hoped offers offered considering considers weighing appears appeared "
    "seems seemed unlikely earliest possible probable potential potentially unconfirmed unverified "
    "tentative presumed supposedly supposed whether if unless proposed proposes preliminary "
    "provisional suggest suggests suggested fear fears believe believes "
    "think thinks suspect suspects accused charged blamed attempted tried tries partly "
    "partially"
)
DOUBTS = HEDGES | word_set(
    "can would should ought possibility suggest suggests suggested claim claims claimed claiming "
    "threats believe believes think thinks avoid avoids prevent "
    "allegation allegations rumour rumours accusation accusations allege alleges alleging "
    "accuse accuses accused "
    "blamed blames presumably unclear unknown uncertain question questions chance chances risk "
    "risks danger threat fear fears hope intention intend plan expects expect expectation prospect "
    "estimate estimates estimated likelihood seemingly appear seem eventually provided due depends "
    "about roughly around approximately almost nearly some conceivable perspective view able "
    "promise promised proposal considered scheduled want wants wish when conditional depending "
    "wanted subject pending least later latest longer initial reported put seek "
    "seeks seeking aim aims prepared ready right "
    "suspicion suspicions theory once foresee foreseen foresees predict predicts predicted "
    "forecast attributed attribute attributes identified factor factors cited linked connection "
    "contributed role feel feels felt search searched searching "
    "indicate indicates indicated indication indications indicted trial attempt "
    "consideration contemplation "
    "discussion discussions talks mulling mulls eyeing explores exploring option options partial"
)
UNDONE = NEGATIONS | word_set(
    "non unable fail fails failed failing failure refuse refuses refused refusing deny denies "
    "denied denying decline declines declined declining lack lacks lacked lacking unlikely rather "
    "instead avoid avoided reject rejects rejected rejecting stop stopped absence absent free yet "
    "barely scarcely rare rarely seldom few little except unless stay stays stayed remain remains "
    "remained false untrue unclear unknown unaware unconfirmed unverified undecided unresolved "
    "unsuccessful unchanged untouched excluded excluding ban banned bans forbidden "
    "prohibited prevented prevents prevent dispute disputes disputed dismiss dismisses dismissed "
    "dismissing contradict contradicts far longer withhold withheld missing empty only just less "
    "against fewer below beyond pending dispel rebuffed shunned exempt spared omitted omit "
    "until till whether irrespective minus anything first last since wait waits waiting awaiting"
)
PAST: dict[str, str] = {
    past: base
    for pair in (  # noqa: SIM905 (a table is easier to read and to add to)
        "began/begin bought/buy brought/bring built/build chose/choose cut/cut dealt/deal "
        "drew/draw "
        "drove/drive fell/fall flew/fly fought/fight found/find gave/give went/go grew/grow "
        "held/hold "
        "kept/keep laid/lay led/lead left/leave lent/lend lost/lose made/make met/meet paid/pay "
        "put/put ran/run rose/rise sent/send set/set shot/shoot shut/shut sold/sell spent/spend "
        "spoke/speak stood/stand stole/steal struck/strike swore/swear took/take taught/teach "
        "told/tell wrote/write won/win withdrew/withdraw split/split sought/seek quit/quit"
    ).split()
    for past, base in (pair.split("/"),)
    if past != base
}
"""Irregular past forms, each with its base."""
HARM = word_set(
    "kill killed killing killings dead death deaths died die dies injured injuries injury wounded "
    "missing hurt casualties casualty victims victim fatalities hostages "
    "displaced homeless"
)
"""Words of harm to people, which a figure may count."""
