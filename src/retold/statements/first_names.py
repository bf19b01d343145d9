"""Words that tell whether somebody is a man or a woman: titles, roles and first names.

The names are of many languages and far from all; what they leave open, pronouns tell.
"""

from __future__ import annotations

from retold.language.wordsets import word_set

MEN = word_set(
    "he mr mr. sir lord spokesman chairman congressman councilman king prince actor "
    "father brother son husband uncle grandfather fisherman"
)
"""Titles, roles and pronouns of men …"""
WOMEN = word_set(
    "she mrs mrs. ms ms. miss dame lady spokeswoman chairwoman congresswoman "
    "councilwoman queen princess actress mother sister daughter wife widow aunt grandmother"
)
"""… and of women."""
MEN_NAMED = word_set(
    """
    aadil aarav aaron abbas abd abdallah abdel abdou abdoulaye abdul abdulaziz abdullah
    abdulrahman abebe abel abhishek abraham achille achim adalberto adam adama adebayo adel
    adem adnan adolfo adolph adrian adriano afonso agustin ahmad ahmed ahmet aidan ajay akash
    akbar akim akin akira alain alan alasdair albert alberto albrecht aldo alejandro aleksandar
    aleksander aleksandr aleksei aleksey alessandro alessio alex alexander alexandre alexandru
    alexei alfonso alfred alfredo ali alistair allan allen almir alois alonso aloysius alvaro
    alvin amadeo amadou amar ambrose amin amir amit amos anand anatole anatoly anders anderson
    andras andre andreas andrei andreu andrew andrii andriy andrzej andré andrés andy angelo
    angus anibal anil ankit anouar ansgar antal anthony antoine anton antonin antonio antony
    anwar archibald archie aristide armand armando armin arnaud arne arnold arnulfo arsene
    arsenio artem arthur artur arturo arun arvid arvind asad asger asher ashok ashraf asif
    aslan atif atsushi attila aubrey auguste augustin augusto aurelien aurelio avraham axel
    aydin ayman azim aziz babak badr bakary balazs balint baltasar balthazar baptiste barack
    barnaby barry bart bartholomew bartolomeo bartosz bashar bashir basil bastian bayo ben
    benedict benedikt benito benjamin benjamín benoit bent bernard bernardo bernd berndt bernie
    bert berthold bertrand bhupendra biju bilal bill birger bjorn björn blake bo boaz bob
    bogdan boniface boris borys bosse boubacar brad bradley brandon brendan brent brett brian
    bronisław bruce bruno bryan bryce burak byron caleb callum calvin cameron carl carlo carlos
    carsten casimir caspar casper cassius cedric celestino celso cem cesar cesare chad chandra
    charles charlie chester chidi chike chinedu chris christer christiaan christian christoph
    christophe christopher christos chuck ciaran ciro clarence clark claude claudio claus
    clemens clement cliff clifford clint clive clyde cody colin colm conor conrad constantin
    cornelius cory cosimo costas craig cristian cristiano cristobal curt curtis cyril cyrus
    césar dale damian damien damon dan dane daniel daniele danil danilo danny dario darius
    darko darrell darren dave david davide davit dawit declan deepak demetrius denis deniz
    dennis derek dermot derrick desmond devon dick didier diego dieter dietmar dietrich dimitar
    dimitri dimitrios dimitris dinesh dirk djibril dmitri dmitriy dmytro domenico domingo
    dominic dominik don donal donald dong doug douglas dragan drago drew duarte duncan dustin
    dwayne dylan eamon ebbe eberhard eckart eddie edgar edmond edmund edoardo edouard eduard
    eduardo edvard edward edwin efrain efrem efren egil egon einar eirik eladio elias eliezer
    elijah eliot elliot elliott ellis elmar elmer elon emanuel emeka emil emiliano emilio emir
    emmanuel emmett emre endre engin enno enoch enrique enzo eoin ephraim erasmus ercan erdem
    erhard eric erich erick erik erling ernest ernesto ernst erwin esteban etienne ettore eugen
    eugene eugenio evander everett evert ewald ezekiel ezra fabian fabio fabrice fabrizio fadi
    fahad faisal farhad farid faruk fausto federico feliciano felipe felix ferdinand ferenc
    fergus ferhat fermin fermín fernand fernando fidel filip filippo finn fintan flavio florian
    floyd folke forrest francesco francis francisco franck francois frank franz françois fraser
    fred frederic frederick frederico frederik fredrik friedemann friedhelm friedrich fritz
    frode fyodor gabor gabriel gabriele gael gareth garrett garth gary gaspar gaston gavin
    geert gennady geoff geoffrey georg george georges georgi georgios gerald geraldo gerard
    gerardo gerd gerhard gerhardt germain german gerrit gert ghassan giacomo gian gianluca
    gianni gideon gilbert gilberto gilles giorgio giorgos giovanni giulio giuseppe glen glenn
    godfrey gonzalo goran gordon gottfried graeme graham greg gregor gregorio gregory grigory
    guenter guido guilherme guillaume guillermo gunnar gunter gunther gus gustav gustave
    gustavo guy gyorgy györgy günter günther haakon habib hadi hakan hakim hal hallvard hamid
    hamish hamza hannes hanno hannu hans harald haris harish harold harrison harry hartmut
    haruki harvey hasan hashim hassan hector heinrich heinz helmut hendrik henning henri henrik
    henrique henry herbert heribert hermann hernan hernán hideo hikaru hilario hilmar hiroshi
    hirotaka hisham hjalmar holger homer horacio horatio horst hossam hossein howard huan
    hubert hugh hugo husain hussein ian ibrahim ibrahima idris ignacio ignatius igor ihor ilan
    ilias ilie ilya imad imran imre ingmar ingo ingvar inigo ioannis ion irfan irving irwin
    isaac isamu isidro iskandar ismael ismail israel issa istvan istván itzhak ivan ivar ivo
    jaap jacek jacinto jack jacky jacob jacques jaime jake jakob jakub jamal james jan janez
    janos jared jari jaroslav jarrod jason jasper javier jean jeb jed jeff jefferson jeffrey
    jens jeremy jeroen jerome jerry jerzy jerónimo jesper jesus jesús jethro jim jimmy jiri
    jiří joachim joakim joao joaquim joaquin joaquín jock joe joel joerg joern joey johan
    johann johannes john johnathan johnny jon jonah jonas jonathan jonathon joost jordi jorge
    jorgen joris jos jose joseba josef joseph joshua josip josé jozef joão juan juergen juha
    jukka jules julian julien julio julius jun junichi jurgen justin justus jános józef jörg
    jürgen kaan kai kamal kamil karel karim karl karol karsten kaspar katsuo kazimierz kazuo
    keir keith kelvin kemal ken kenji kenneth kenny kent kerim kevin khaled khalid khalil
    kieran kirill klaas klaus knut kofi koji kojo konrad konstantin konstantinos kostas kris
    krishna kristian kristof kristoffer krzysztof kumar kunal kurt kurtis kwabena kwaku kwame
    kwasi kyle ladislav lamar lambert lamine larry lars lasse laszlo laurent lauri lawrence
    lazar lazaro leander leandro leif leighton leo leon leonard leonardo leonid leopold
    leopoldo leroy leslaw lester lev levi levon lewis liam lino lionel lloyd logan lorenzo
    lothar lou louie louis lourenço lubomir luca lucas luciano lucien lucius ludwig luigi luis
    luiz luka lukas lukasz luke lutz luís lyle lyndon lászló maarten macario magnus mahdi
    mahesh mahmoud mahmud malcolm malik mamadou mandla manfred manish manny manoel manoj
    mansour manuel marat marc marcel marcelino marcello marcelo marcin marco marcus marek
    marian mariano marin marino mario marius mariusz mark markku marko markus marlon marshall
    marten martijn martin martti marty marvin masahiro masato masoud massimo mateo mateus
    mateusz mathew mathias mathieu mats matt matteo matthaeus matthew matthias matthieu mattias
    maurice mauricio maurizio max maxence maxim maxime maximilian maxwell mehdi mehmed mehmet
    melvin meredydd merlin mervyn micah michael michal michał michel mick miguel mihai mihail
    mihaly miikka mikael mike mikel mikhail mikko mikołaj milan miles milos miloš milton miro
    miroslav misha mitchell mitt modesto mohamad mohamed mohammad mohammed mohan mohsen moises
    moisés mokhtar mordechai moritz morris morten moses moshe mourad moussa muhammad muhammed
    mukesh munir murad murat murray musa mustafa nabil nader naim namdi naoki napoleon narendra
    naresh nasser nathan nathanael nathaniel navid nazim ned neil nestor nevil neville niall
    nicanor niccolo nicholas nick nicklas nico nicolae nicolas nicolò niels nigel nikhil nikita
    niklas niko nikola nikolai nikolaos nikolaus nikos nils nino nnamdi noah noboru noel nolan
    norbert norman nuno obadiah octavio odd oddvar okan ola olaf olav ole oleg oleksandr
    oleksiy oliver olivier omar omari onur oren oriol orlando orson oscar oskar ossian oswald
    oswaldo othmar otto oumar ousmane owen paavo pablo paddy panagiotis panos paolo pascal
    pasquale patrice patricio patrick patrik pau paul paulino paulo pavel pavlos pawel paweł
    peder pedro pekka pelle per percy pere perry petar pete peter petr petri petros petru
    petter phil philip philippe phillip pier pierce pierluigi pierre pietro pim pio piotr
    placido plamen porfirio prabhu pradeep prakash pranav prasad praveen predrag preston
    quentin quincy quirino rachid radek radosław radovan rafael rafal rafał raffaele rafi
    raheem rahim rahman rahul raimo raimund rainer raj raja rajan rajesh rajiv rakesh ralf
    ralph ramesh ramin ramiro ramon ramón randall randolph randy ranjit rashad rashid raul ravi
    ray raymond raymundo raúl recep reg reggie reginald reinaldo reinhard reinhold reinier remi
    renato renaud rene renzo reuben reynaldo reza rhys ricardo richard ricky rigoberto riku rob
    robbie robert roberto rocco rod roderick rodney rodolfo rodolphe rodrigo rogelio roger
    rogerio rohan rohit roland rolando rolf romain roman romano romeo romuald román ron ronald
    ronaldo ronan ronnie roosevelt rory ross roy ruben rubén rudolf rui rupert ruslan russ
    russell rustam ryan ryszard rémi saad sachin sadiq saeed saif sakari salim salman salomon
    salvador salvatore sam sameer sami samir samson samuel sandeep sander sandor sandro sanjay
    santiago santos satoshi saul scott seamus sean sebastian sebastiano selim selwyn semyon
    serge sergei sergey sergio serhiy seth seung seymour seán shahid shane shaun shawn sheldon
    shigeru shinji shinzo shlomo siegfried sigmund sigurd silas silvano silvester silvio simeon
    simo simon sinan slavko slobodan soren spencer spiro spyros stan stanislav stanisław
    stanley stavros stefan stefano sten stepan stephan stephen steve steven stewart stig stuart
    stéphane sudhir suleiman sunil suresh svein sven sverre syed sylvain sylvester szymon
    sándor sébastien søren tadashi tadeusz taha tahir taiwo takashi takeshi takumi tamas tamer
    tamás tapio taras tarek tariq taro tayyip ted teddy teemu teodor terence terje terrance
    terrell terrence terry thabo thad thaddeus thanos theo theodor theodore theodoros theophile
    thibault thierry thilo thom thomas thor thorbjørn thorsten thorvald tiago tiberiu tibor
    tiemo tim timo timofey timothy timothée tito tobia tobias todd todor toivo tom tomas tomaso
    tomasz tomislav tommaso tommy tomás tomáš tony tor torben tore torsten toru toshi travis
    trevor tristan tuomas turgut tyler tyrell tyrone uday udo ugo uli ulrich umar umberto umut
    urban uri usman uwe vaclav vadim valentin valentino valerio valeriy vasco vasile vasily
    vassilis vernon victor viggo vijay vikram viktor viktoras ville vinay vince vincent
    vincenzo vinod vishal vitali vitaly vito vitor vittorio vivek vladimir vladimír vladislav
    volker volodymyr vuk waclaw wade waldemar waleed wallace walter ward warren warwick wayne
    wendell werner wes wesley wilbur wilfred wilfrid wilhelm wilhelmus willem willi william
    willie willy wilson winfried winston witold wojciech wolf wolfgang wolfram woodrow wouter
    wyatt xabier xavier xi yaakov yacine yahya yair yakov yann yannick yannis yaroslav yasser
    yasuhiro yasuo yehuda yevgeny yiannis yitzhak yoav yohan yonas yorick yosef yoshi yosuke
    youcef yousef youssef yukio yunus yuri yuriy yusuf yusuke yves yvon zachary zack zahir zaid
    zakaria zane zbigniew zdenek zeki zeljko zeno zenon ziad zlatan zoltan zoran zsolt zygmunt
    łukasz
    """
)
"""First names of men …"""
WOMEN_NAMED = word_set(
    """
    aaliyah abby abebi abena abigail abla ada adaeze adela adelaide adele adelheid adelina
    adriana adrienne afua agatha agathe agda agnes agnieszka aida aileen aimee aina aino aisha
    akiko akosua alba alda aleida aleksandra alessandra alessia aleta alexa alexandra alexia
    alice alicia aliki alina aline alisa alisha alison alissa aliya allison alma almudena
    althea alva alyssa amaia amalia amalie amanda amara amber amelia amina amira amrita amy
    amélie ana anabel anahí anastasia anaïs anca andrea andreia andrée anett angela angelica
    angelika angelina angelique angie anika anisa anissa anita anitra anja anjali ann anna
    annabel annabelle annalena anne anneke anneli annelie annelies anneliese annemarie annetta
    annette annie annika annikki anouk antje antonella antonia antonina anu anusha anya aoife
    apolonia arabella araceli araminta aretha ariadne ariana arianna arianne arielle arlene
    arlette armelle artemis arzu asha ashanti ashleigh ashley asma asta astrid athena aud
    audrey augusta auli aurelia aurelie aurora aurélie ava avril ayako ayesha ayla aylin ayse
    ayşe azadeh azra barbara barbora barbro bea beata beate beatrice beatriz becky begum
    belinda belén benazir benedetta benedicte benita berenice berit bernadette bernice berta
    bertha beryl bessie beth bethan bethany betsy bettina betty beverley beverly bianca bibi
    birgit birgitte birte blanca blanche blandine blythe bodil bogumila bojana bonita bonnie
    branka brenda brenna briana brianna bridget bridie brigid brigida brigitte britt britta
    brittany bronwyn brooke bruna brunhilde bushra bärbel béatrice caitlin caitlyn calista
    camila camille candace candice caridad carina carine carla carly carmel carmela carmen
    carol carole carolien carolin carolina caroline carolyn carrie cassandra cassie catalina
    catarina cate caterina catherine cathleen cathrin cathrine cathy cathérine catriona cecile
    cecilia cecily celeste celestine celia celina celine chandni chanel chantal charlene
    charlotte charmaine chelsea cher cherie cheryl chiamaka chiara chidinma chimamanda chinwe
    chloe chloé christa christabel christel christelle christiane christianne christin
    christina christine ciara cilla cindy claire clara clarice clarissa claudette claudia
    claudine clea clementine cleo cleopatra clotilde colette colleen concepción concetta
    constance constanza constança consuelo cora coral coralie cordelia coretta corina corine
    corinna corinne cornelia courtney cristiana cristina cynthia cécile céline dagmar daisy
    dalia damaris danica daniela daniella danielle danuta daphne darcy daria darlene dawn
    deanna debbie debora deborah debra dee deirdre delia delilah della delores delphine
    demetria demi deniece denisa denise desiree desirée diana diane dilek dilma dina dinah
    divya dolly dolores dominica dominika donatella donna dora dorcas doreen doria dorina doris
    dorit dorota dorotea dorothea dorothy dorothée dorrit dorte dragana dulce dympna débora
    eartha ebba ebele ebony edda edina edith edna effie eileen eilidh eirini eithne ekaterina
    elaine elba elea eleanor elena eleni eleonora eleonore elfriede elham eliana eliane elin
    elina elinor elisa elisabeth elise elizabeth eliška elke ella ellen ellie elly elma elodie
    eloise elsa elsbeth elspeth elvira elzbieta elżbieta emanuela emerald emiko emilia emilie
    emily emine emma emmanuelle emmeline enid erika erin erna ernestina ernestine esha
    esmeralda esmé esperanza estela estella estelle esther ethel etta eudora eugenia eugénie
    eulalia eun eunice euphemia eva evangeline eveline evelyn evelyne evgenia evie ewa fanny
    farah faten fatima fatma fatou fatoumata fay faye federica felicia felicitas felicity
    feodora fern fernanda filipa filippa filomena fiona fionnuala flavia fleur flora florence
    florentina florentine florinda fran frances francesca francine francoise franka franziska
    françoise freda frederique fredrika freya frida friederika friederike funmilayo gabriela
    gabrielle galina gayle gemma genevieve genoveva georgette georgia georgiana georgie
    georgina geraldine gerda gerlinde germaine gertrude ghada gilda gillian gina ginette
    ginevra ginny gioia giovanna gisela giselle gitta gitte giulia giuliana giuseppina gladys
    glenda glenys gloria glynis golda goldie grace grazia graziella greta gretchen gretel griet
    grizelda gráinne guadalupe gudrun guillermina gun gunhild gunilla gunvor gwen gwendolyn
    gwyneth gülşen habiba hadija hadiza hadley hala haley halima halina halle hana hanan hanane
    hanna hannah hanne harini harriet hatice hattie hazel heather heba hedda hedvig hedwig
    heide heidi heike helen helena helene helga hella helma heléna henrietta henriette henrike
    hermine hermione herta hertha hester hila hilary hilda hilde hildegard hildegarde hilla
    hillary hille hillevi hiroko holly honora hortense hortensia huda hélène ida idoia ifeoma
    ikram ilana ilaria ileana ilka ilona ilse imelda imke imogen ina inbal indira indra ines
    inga inge ingeborg ingeburg inger ingrid ingunn inmaculada inés inês ioana iolanda iona
    iphigenia irena irene irina iris irma irmgard isa isabel isabela isabella isabelle isadora
    isha ishani isla isolde itziar ivana ivy iwona izabela jacinda jacinta jackie jacklyn
    jacqueline jadwiga jael jaleh jamila jamilah jana jane janelle janet janice janina janine
    janna janneke jasmin jasmine jasna javiera jaya jayne jeanne jeannette jeannie jelena
    jenifer jenna jennie jennifer jenny jeong jerrilyn jessamine jessica jessie jette jill
    jillian jimena jitka jo joan joana joann joanna joanne jocelyn jocelyne jody joelle johanna
    johanne jolanta jolene joni josefa josefina josefine josephina josephine josette josie
    jovana joyce joëlle juana juanita judit judith judy julia juliana juliane julianna julianne
    julie juliette julita justina justine jutta jytte kaarina kadiatou kamala kamila kamilla
    karen kari karima karin karina karla karolina karoline kasia kasturba kat katalin katarina
    katarzyna kate kateryna kateřina katharina katharine katherina katherine kathie kathleen
    kathrin kathryn kathy katia katie katja katrin katrina katya kavita kay kayla keiko keisha
    kelly kendra kerstin khadija khadijah kiki kimberly kimiko kira kirsi kirsten kirsti
    kirstie kirstin kirsty kitty klara klaudia klavdia krista kristiina kristin kristina kristy
    krystal krystyna kumiko kyoko lacey laetitia laila lakshmi lale lana lara larisa larissa
    latifa latisha latoya laura lauren laverne lavinia layla lea leah leanne leda leen leena
    leentje leia leila lela lena lenka lenore leocadia leocádia leonie leonor leonora leonore
    leontine leontyne leticia letitia letizia levina leïla lia liane lidia liesbeth liesel
    lieselotte liisa lila lili lilian liliana lilith lillemor lillian lilly lily lina linda
    linnea linnéa lisa lisbet lisbeth lise lisette lissa liv livia liz liza lizzie loes lola
    lore loreen lorelei lorena loreto loretta lorna lorraine lotta lotte lottie louella louisa
    louise lourdes luana lucia lucie lucienne lucile lucille lucinda lucretia lucrezia lucy
    ludivine ludmila luisa luise lujza lulu luna lupe luz lydia lyn lynda lyndsay lynette lynn
    lynne lyra lysbeth mabel macarena maddalena maddie madelaine madeleine madeline madhuri
    madison mae maeve mafalda magali magda magdalena magdalene magnhild mahalia mahnaz mai
    maike mairead maisie maite maj maja malala malena malgorzata malin malina malka mandy manon
    manuela mara marcela marcella marcelle marcia marcy mareike maren margaret margareta
    margarete margaretha margarethe margarita margaux margery margherita margie margit margo
    margot margret margrethe margriet marguerite mari maria mariah mariam mariama mariana
    mariann marianna marianne maribel maricel marie mariela marielle marietta marija marijke
    marika mariko marilena marilyn marina marine mariola marion marisa marisela marisol marissa
    maristela marit marita mariya marjan marjorie marla marlena marlene marlies marlyn marnie
    marsha marta marte martha marthe martina martje maruja mary maryam maryann marybeth maryna
    masako mathilda mathilde matilda mattie maud maura maureen mavis maxine maya mayra mayumi
    małgorzata meera megan megumi mehwish meike melania melanie melina melinda melissa melody
    mercedes meredith merete merve meryem meryl mette mia michaela michelle michiko michèle
    mieke mignon mikaela mila milada milagro milagros mildred milena miley milica millicent
    millie mimi mina minerva mira mirabel miranda mireia mireille mireya miriam mirjam
    miroslava mitzi moira molly mona monica monika monique morag morgana moya moïra muna muniba
    munira muriel myra myriam myrna myrtle máire mélanie mélissa nada nadezhda nadia nadine
    nadja nahid naima najat najla nancy naoko naomi narges nasrin nastassja natacha natalia
    natalie nataliya natascha natasha nathalie nathália natália nazanin neela neelam neha nelia
    nell nellie nelly nerea nerys nessa neus neve ngozi nia niamh nicole nicoletta nicolette
    nieves nigella niki nikki nikolett nilufer nina nisha nita noelia noelle nolwenn noor nora
    noreen noriko norma noura noémie noëlle nuala nuria nyree núria oana obioma octavia odalys
    odette odile odilia ofelia oksana olena olga olimpia olive olivia olwen olympia ondine
    oonagh ophelia oprah oriana orla orsolya ottilie ottoline ouarda paloma pamela pandora
    paola patricia patrizia patrícia patsy patti patty paula paulette paulina pauline pearl
    peggy penelope perla perpetua persephone petra petronella petunia phaedra philippa
    philomena phoebe phyllis pia pilar piroska polina polly poppy portia priscila priscilla
    priya purificación queenie rabia rachael rachel rachelle rachida radha rae rafaela
    raffaella ragnhild rahel raisa ramona rana randi rania raphaelle raquel rasha rashida
    rashmi reba rebeca rebecca rebekah rebekka reem regina regine reina remedios renae renata
    renate renee reneé renske renée reyhan rhea rhiannon rhoda rhona rhonda ria ricarda riitta
    rikako rikke rina rita ritva roberta robyn rochelle rocio rocío romy ronja roosa rosa
    rosalba rosalie rosalind rosalinda rosalyn rosalía rosana rosanna rosanne rosaria rosaura
    rose rosella roselyn rosemary rosetta rosie rosina rositsa roswitha rowena roxana roxane
    roxanne roya ruby rukmini runa rusudan ruta ruth ruxandra ruža sabiha sabine sabitha sabra
    sabrina sade sadia sadie safiya saga sakura sally salma salome samantha samar samia samira
    sandra sandrine sangeeta sania sanja sanna saoirse sara sarah saraswati sari sarita saskia
    savannah scarlett sebnem selena selene selima selina selma serena severine shabnam shakira
    shana shania sharmila sharon shauna shawna sheena sheila shelby shelley shereen sherry
    sheryl shilpa shira shireen shirley shobha sian sidonie sidsel sienna sierra sigal signe
    sigrid sigrun silja silke silvana silvia simin simone sinead sinéad siobhan siobhán siri
    sissel sixtine slavica snezana sofia sofie sofía solange soledad soleil solenne solveig
    solène sonia sonja sonya sophia sophie soraya soumaya stacey stacy stefania stefanie
    stefany steffi stella stephanie stina stéphanie sue sujata sukhbir suki sultana sumaya
    sunita sunniva suparna susan susana susanna susannah susanne suse susie suyin suzan suzanna
    suzanne suzette suzy svetlana swati sybil syeda sylke sylvia sylvie synnøve séverine tabea
    tabitha taina tamar tamara tamika tammy tania tanja tansy tanya tara tarja tasha taslima
    tatiana tatjana tatum tecla teodora teresa teresita tereza terhi tess tessa tetiana thalia
    thea thekla thelma theodora theresa therese theresia thora thyra thérèse tia tiffany tilda
    tilly tina tineke tiziana toini tonia tonje tonya torill tova tove tracey tricia trine
    trinidad trish trista trixie trudi trudy tuba tuija tullia tuva tyra ulla ulrika ulrike uma
    una undine ursula urszula uschi ute valborg valencia valentina valeria valerie valerija
    valérie vanda vanessa vanja varvara vasiliki velma venus vera verena verity verona veronica
    veronika vesna vibeke vicki vicky victoire victoria viktoria viktorija viktoriya vilma
    vinita viola violet violeta violetta violette viorica virginia virginie vita vittoria
    viveka vivian viviane vivien vivienne vlasta véronique wafa waltraud waltraut wanda wencke
    wendy weronika whitney wiebke wiktoria wilhelmina willa wilma winifred winnie winona
    wioletta wislawa wisława xenia ximena xiomara yael yamilet yara yasemin yasmin yasmina
    yasmine yekaterina yelena yesenia yetunde yeva yevgenia ylva yoko yolanda yolande yoshiko
    yuka yuko yulia yuliya yumi yvette yvonne zahra zainab zara zarina zdenka zeinab zelda
    zelia zena zenobia zeynep zhanna zinaida zita zlata zoe zofia zofie zora zorana zsofia
    zubaida zuleika zuleikha zulema zuzana zuzanna åsa åse élise éloïse
    """
)
"""… and of women."""
MALE = MEN | MEN_NAMED
FEMALE = WOMEN | WOMEN_NAMED
WORDLIKE = word_set(
    """
    amber bert bill blanche brooke carol christian daisy dale dawn don ebony florence frank
    georgia guy hal heather holly israel ivy luna marine mark miles olive pearl poppy ray ruby
    saga savannah sierra valencia venus verona violet virginia wade ward
    """
)
"""First names that are words, places or surnames as well: they make nobody a person."""
