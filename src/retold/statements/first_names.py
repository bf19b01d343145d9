"""Words that tell whether somebody is a man or a woman: titles, roles and common first names."""

from __future__ import annotations

from retold.language.wordsets import word_set

MALE = word_set(
    """
    he mr mr. sir lord spokesman chairman congressman councilman king prince actor father
    brother son husband uncle grandfather fisherman john james robert michael william david
    richard joseph thomas charles daniel matthew anthony mark donald steven paul andrew kenneth
    kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric stephen
    jonathan larry justin scott brandon benjamin samuel frank gregory raymond patrick alexander
    jack dennis jerry peter henry adam douglas nathan walter bernie ted marco joe bill tom tim
    jim bob mike dan ben chris barack jeb mitt carlos jose juan luis mohammed mohamed ahmed ali
    ivan sergei vladimir hans aaron abdul adrian alan albert alberto alejandro aleksander alfred
    amir andre andreas andrei anders angelo anton antonio arthur arturo axel bernard bjorn boris
    bruce bruno caspar cesar christian christoph christopher claude claudio craig dmitri dominic
    eduardo emil enrique erik ernesto ernst fabian felipe felix fernando francis francisco franz
    fred frederick friedrich gabriel geert gerald gerhard gianni giovanni giuseppe glen gordon
    graham guido gunnar gustav guy harald harry hartmut hassan heinrich heinz helmut henrik
    herbert horst howard hugh hugo ian ibrahim igor isaac ismail jakob jan javier jean jens
    jeremy jerome jesus joachim joao joel johan johann jonas jorge josef joshua julian julio
    karim karl keith khalid klaus kurt lars lawrence leon leonard leonardo lewis lorenzo louis
    luca lucas ludwig lukas luke magnus malcolm manfred manuel marcel marcus mario marius martin
    mateo mathias matteo matthias maurice max maxim miguel mikhail mohammad mustafa neil nicolas
    nigel nikolai norbert olaf oleg oliver omar oscar oskar otto pablo paolo pavel pedro per
    peder philip philippe pierre piotr rafael rainer ralph ramon raul rene ricardo roberto
    rodrigo roger roland rolf roman roy rudolf rui rupert salvador sam samir santiago simon
    stefan sven sylvain terry theo theodor tobias todd tomas tony trevor ulrich umberto vaclav
    victor viktor vincent werner wilhelm wolfgang xavier yusuf yuri zoltan
    """
)
FEMALE = word_set(
    """
    she mrs mrs. ms ms. miss dame lady spokeswoman chairwoman congresswoman councilwoman queen
    princess actress mother sister daughter wife widow aunt grandmother mary patricia jennifer
    linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley
    kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura helen
    sharon cynthia kathleen amy angela shirley anna ruth brenda pamela nicole katherine samantha
    christine emma catherine virginia rachel carolyn janet maria heather diane julie joyce
    victoria kelly christina joan evelyn lauren judith olivia hillary carly theresa megan kate
    jane alice ana sofia elena olga irina fatima ingrid greta agnes agnieszka aisha alexandra
    alicia alison amina andrea anita anja anne annette annika antonia astrid aurelie barbro
    beate beatrice beatriz bettina bianca birgit birgitte bridget brigitte camille carla carmen
    carolina caroline catalina cecilia celeste chantal charlotte chiara claire clara claudia
    colette constance cornelia cristina dagmar daniela delphine denise doris dorothy edith
    eleanor eliane elisa elisabeth ella ellen eloise elsa erika esther eva evelyne ewa federica
    fiona florence franziska frederique frida friederike gabriela gabrielle genevieve gerda
    gertrude gisela giulia gloria grace gudrun gunilla hanna hannah hanne harriet heidi helena
    helene helga henrike hilary hilde ida ilse ines inga inge irene iris isabel isabelle ivana
    jacqueline jana jeanne jenny joanna johanna josefina josephine juliana julia juliette jutta
    karin karina katarina kathrin katja katrin katrina kerstin kirsten kristin kristina lea
    leila lena leonie liliana lina liv louise lucia lucie lucy ludmila luisa lydia madeleine
    magda magdalena maja manuela marcela margarita margit margot marianne marie marina marion
    marit marta martha martina matilda maud maureen maya mercedes milagros mina miriam mona
    monica monika muriel nadia nadine naomi natalia natalie natasha nathalie nina nora noor
    norma odile oksana paloma patrizia paula pauline petra pia pilar ragnhild raquel regina
    renata renate rita rosa rosalind rose rosemary sabine sabrina salma sara sigrid silke silvia
    simone siri solveig sonia sophia sophie stella susana susanne svetlana sylvia sylvie tamara
    tanja tatiana teresa tereza therese tina ulrike ursula ute valentina valeria valerie vera
    veronica veronika viola virginie vivian waltraud wanda yasmin yolanda yvonne zahra zoe zofia
    zsofia
    """
)
