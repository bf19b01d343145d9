"""Names to put in the place of others: common ones of many origins, and invented ones.

Nobody is meant. Invented names are built like names of the language that they seem to be of, so
that no table of words has seen them; common ones stand in every paper.
"""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GIVEN = _words(
    """
    Amara Ahmed Aisha Ana Andrei Anna Arjun Ben Carlos Chen Chidi Clara Claire Daniel David Deepa
    Diego Elena Emeka Emily Erik Fatima Fernando Folake Grace Hana Hans Hassan Helena Hiroshi
    Ibrahim Ingrid Isabel Ivan Jack James Jelena Jin Joao John Jorge Julia Kamal Karim Katarzyna
    Kenji Kofi Kwame Lars Layla Leila Liam Lin Linda Lucia Luis Magda Malik Marco Maria Marta
    Mary Mehmet Mei Michael Min Miriam Mohammed Mona Musa Nadia Ngozi Nikolai Nina Nour Olga
    Oliver Omar Pablo Paul Pavel Peter Petra Pierre Priya Rahul Rana Robert Rosa Sarah Sergei
    Sofia Soo Stefan Susan Tariq Thabo Thandi Thomas Tomas Valentina Victor Wei William Xin Yara
    Yusuf Zainab Zoe Margaret Elizabeth Alexander Christopher Gabriela Jonathan Aleksandra
    """
)
INVENTED_GIVEN = _words(
    """
    Abrelio Adwenta Ailesh Anjovi Arvide Aumerys Balintor Bethune Brisanda Calvorne Cheyomi
    Corisel Damiska Delphara Dorvane Eadwyn Eleshka Emberto Evandir Faroumi Fenwick Galiope
    Gwendara Haskell Ilmarine Iskoba Jaslyne Jovanka Kaimana Kerensa Lavender Leocado Lioreth
    Lumeka Maelorn Marisenka Merivale Naokiro Nerendra Norbella Oketundo Oriande Ottoline Pelagia
    Quilaro Rasheeka Rovena Sabrielo Selwynne Senoria Tamsira Tenzira Ulvhild Vashkari Velimiro
    Wenceslo Xanthora Yoshimara Zarifeh Zebulina
    """
)
FAMILY = _words(
    """
    Adeyemi Ahmed Ali Andersson Bakker Bauer Brown Campbell Carter Castillo Chen Clark Cohen Costa
    Davies Diaz Dubois Evans Fernandez Fischer Flores Garcia Gonzalez Green Gupta Haddad Hall
    Hansen Harris Hassan Hernandez Hoffman Horvat Huang Hussain Ibrahim Ito Ivanov Jackson Jensen
    Johnson Jones Kaya Khan Kim Kovacs Kowalski Kumar Lee Lewis Lopez Martin Martinez Mensah Meyer
    Miller Mitchell Mohamed Moore Morales Moreau Mueller Murphy Musa Nakamura Nguyen Nkosi Novak
    Okafor Okonkwo Oliveira Ortiz Park Patel Pereira Perez Petrov Popescu Quinn Rahman Ramirez Reid
    Rivera Robinson Rodriguez Romero Rossi Russo Sanchez Santos Sato Schmidt Schneider Sharma Silva
    Singh Smith Suzuki Svensson Tanaka Taylor Thompson Torres Tran Turner Walker Wang Watanabe
    White Williams Wilson Wong Wright Yamamoto Yilmaz Young Zhang Papadopoulos Christodoulou
    Abdullahi Montgomery Featherstone Vanderberg Villanueva Krishnamurthy
    """
)
INVENTED_FAMILY = _words(
    """
    Abernakke Adjoumani Alkarezi Anstrudel Baltavere Bexholme Bramanti Brukowitz Caldrossi
    Castelmare Chikwendi Corvalish Dankovare Dervishane Dunlevare Eikelund Elphinard Esterhagen
    Fanshamir Ferrantos Gadzhimar Garrowby Halvorane Harkonane Hidalgaro Ilyushane Jankovitz
    Kallisvaart Kandemire Kiriloff Lagerquist Lindemoor Machavari Maltravane Menderwick Mirzakhel
    Nakashiro Ndiomani Nordheimer Obuasare Orellano Pemberlin Petrosyani Quarenghi Rautavare
    Redmayne Sabatelli Sorokhane Sundaresk Takemitsu Tessarolo Umarova Vasconti Venkatesa
    Wexcombe Wolframme Xolani Yarborough Zamarripa Zielonka Ortmund Belcorte Amdeli Kvist Dray
    Fenn Ozu Rusk Tolle Vane Brix Mool Pell Sorr
    """
)
PLACES = _words(
    """
    Aberdeen Adelaide Alexandria Amsterdam Ankara Antwerp Athens Auckland Baltimore Bangkok
    Barcelona Beirut Belgrade Bergen Bogota Bordeaux Boston Brisbane Bristol Bucharest Budapest
    Cairo Calgary Cardiff Casablanca Chennai Chicago Cologne Copenhagen Cordoba Dakar Dallas Delhi
    Denver Detroit Dhaka Dublin Durban Edinburgh Florence Geneva Glasgow Gothenburg Hamburg Hanoi
    Havana Helsinki Houston Istanbul Jakarta Johannesburg Kampala Karachi Kathmandu Kingston Krakow
    Kyoto Lagos Lahore Leeds Lima Lisbon Lyon Madrid Manila Marseille Medellin Melbourne Memphis
    Miami Milan Mombasa Montreal Mumbai Munich Nairobi Naples Osaka Oslo Ottawa Paris Perth Prague
    Quito Rome Rotterdam Santiago Seattle Seoul Seville Shanghai Sydney Taipei Tokyo Toronto
    Valencia Vancouver Venice Vienna Warsaw Zagreb
    """
)
INVENTED_PLACES = _words(
    """
    Abelmoor Adzhikent Almaradra Ambersund Ankelvik Arrowmere Balanzote Belvarosa Brakenholm
    Calderhythe Caramayo Cheskovar Corregalo Dambulawe Dorvingen Drummanagh Elmswick Esterovar
    Fandriana Farndale Galiwinku Gorlewice Gunterfeld Haldersby Harmattou Istravar Jolimare
    Kandovar Karamelik Kelpore Kirkanger Lagunilla Langevin Lomovaya Mabaruto Marchwold Merekesh
    Nakatomi Nordhamn Ngorovale Oberlinth Ostrovice Palomares Penhallow Qasrabad Ravnholt
    Rivadosa Sandefell Selukwane Sundarpet Tarnobrod Tessaline Tumbarao Umzintoli Vallcoria
    Varkaleth Wexmoor Yamashiro Yarrowfell Zadrovic Zellingen Ulm Brae Orla Tavu Hask
    """
)
COUNTRIES = (
    ("Albania", "Albanian"),
    ("Algeria", "Algerian"),
    ("Angola", "Angolan"),
    ("Armenia", "Armenian"),
    ("Australia", "Australian"),
    ("Austria", "Austrian"),
    ("Bolivia", "Bolivian"),
    ("Brazil", "Brazilian"),
    ("Bulgaria", "Bulgarian"),
    ("Canada", "Canadian"),
    ("Chile", "Chilean"),
    ("Colombia", "Colombian"),
    ("Croatia", "Croatian"),
    ("Cuba", "Cuban"),
    ("Egypt", "Egyptian"),
    ("Ethiopia", "Ethiopian"),
    ("Georgia", "Georgian"),
    ("Germany", "German"),
    ("Ghana", "Ghanaian"),
    ("Greece", "Greek"),
    ("Hungary", "Hungarian"),
    ("India", "Indian"),
    ("Indonesia", "Indonesian"),
    ("Iran", "Iranian"),
    ("Italy", "Italian"),
    ("Jamaica", "Jamaican"),
    ("Jordan", "Jordanian"),
    ("Kenya", "Kenyan"),
    ("Latvia", "Latvian"),
    ("Libya", "Libyan"),
    ("Malaysia", "Malaysian"),
    ("Mali", "Malian"),
    ("Mexico", "Mexican"),
    ("Mongolia", "Mongolian"),
    ("Morocco", "Moroccan"),
    ("Nigeria", "Nigerian"),
    ("Norway", "Norwegian"),
    ("Paraguay", "Paraguayan"),
    ("Peru", "Peruvian"),
    ("Romania", "Romanian"),
    ("Russia", "Russian"),
    ("Serbia", "Serbian"),
    ("Singapore", "Singaporean"),
    ("Slovakia", "Slovakian"),
    ("Syria", "Syrian"),
    ("Tanzania", "Tanzanian"),
    ("Tunisia", "Tunisian"),
    ("Uganda", "Ugandan"),
    ("Ukraine", "Ukrainian"),
    ("Uruguay", "Uruguayan"),
    ("Venezuela", "Venezuelan"),
    ("Zambia", "Zambian"),
    ("Avelonia", "Avelonian"),
    ("Brastavia", "Brastavian"),
    ("Dromoria", "Dromorian"),
    ("Estovaria", "Estovarian"),
    ("Kalimbria", "Kalimbrian"),
    ("Lovania", "Lovanian"),
    ("Maldovera", "Maldoveran"),
    ("Nomuria", "Nomurian"),
    ("Ostravena", "Ostravenan"),
    ("Quelana", "Quelanan"),
    ("Sarmona", "Sarmonan"),
    ("Tavaria", "Tavarian"),
    ("Umberia", "Umberian"),
    ("Zandara", "Zandaran"),
)
"""Names of countries and what is of them, the invented ones last."""

OTHER_COUNTRIES = (
    ("Argentina", "Argentine"),
    ("Belgium", "Belgian"),
    ("Britain", "British"),
    ("China", "Chinese"),
    ("Denmark", "Danish"),
    ("England", "English"),
    ("Finland", "Finnish"),
    ("France", "French"),
    ("Ireland", "Irish"),
    ("Israel", "Israeli"),
    ("Japan", "Japanese"),
    ("Pakistan", "Pakistani"),
    ("Philippines", "Philippine"),
    ("Poland", "Polish"),
    ("Portugal", "Portuguese"),
    ("Spain", "Spanish"),
    ("Sweden", "Swedish"),
    ("Switzerland", "Swiss"),
    ("Thailand", "Thai"),
    ("Turkey", "Turkish"),
    ("Vietnam", "Vietnamese"),
)
"""Countries that are known as such and, for their grammar, put in nobody's place."""

COMPANIES = _words(
    """
    Acme Amazon Apple Bayer Boeing Bosch Canon Chevron Citroen Danone Ericsson Fiat Fujitsu Gazprom
    Heineken Hitachi Honda Huawei Intel Lufthansa Maersk Michelin Nestle Nintendo Nokia Novartis
    Oracle Panasonic Pfizer Philips Renault Samsung Siemens Sony Tesco Toyota Unilever Vodafone
    Volvo Walmart Arvexa Belcoro Brontide Calyptra Dovestar Elmarco Fennoway Gallivant Hexalor
    Isomark Jentaro Kestrova Lumenara Meridor Nortrax Optavia Pellucid Quantara Rivelle Solvanta
    Tessaract Umbralo Vantis Wexford Xylora Yondara Zephora Altrix Orvo Tarn
    """
)
OUTLET_FIRST = _words(
    """
    Evening Sunday National Metropolitan Western Northern Island Valley County Atlantic Pacific
    Central Saffron Granite Lowland Copperfield Tamarind Vellum Kingfisher Marram Hollow Cobalt
    Juniper Larkspur Upland Estuary
    """
)
OUTLET_LAST = _words(
    """
    Times Herald Guardian Star Post Observer Telegraph Journal Record Argus Beacon Echo Mercury
    Chronicle Bugle Almanac Plume Spindle Semaphore Whistle Compendium Astrolabe Girder Sextant
    """
)
OUTLET_JOINED = _words(
    "BuzzGrid DailyDeck FlashLoop HotScroll InstaBrief LiveStack MediaMint PulseYard QuickCast "
    "StoryDrop TopTicker ViralVine"
)
