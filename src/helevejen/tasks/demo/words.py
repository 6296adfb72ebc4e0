"""What people in the demo say and write, in Danish. Written for it; nobody has said it."""

from __future__ import annotations

from typing import Final

#: Dreams and wishes in people's own words, by what they lead to.
WISHES: Final = {
    "animals": (
        "Jeg bliver rolig, når jeg er sammen med dyr. Kunne man have sådan et job?",
        "Som barn var jeg hver dag på en gård. Jeg vil gerne tilbage til noget, hvor der er dyr og frisk luft.",
    ),
    "transport": (
        "Jeg vil gerne køre lastbil ligesom min far. Jeg mangler bare kortet.",
        "Jeg kan godt lide orden på et lager, og jeg vil gerne lære at køre truck.",
        "Jeg drømmer om at køre rutebil. Så møder man mennesker hele dagen.",
    ),
    "care": (
        "Jeg passede min mormor til det sidste. Jeg tror, jeg ville være god til at hjælpe ældre.",
        "Jeg vil gerne arbejde med børn. De får mig til at glemme det, der gør ondt.",
        "Jeg vil være social- og sundhedshjælper, men jeg er bange for det med bøgerne.",
    ),
    "craft": (
        "Jeg vil bruge mine hænder igen. Træ, sten, hvad som helst, bare der kommer noget ud af det.",
        "Jeg reparerer cykler for hele opgangen. Det kunne jeg godt tænke mig at leve af.",
        "Jeg vil være svejser. Jeg har set videoer om det i et år nu.",
    ),
    "food": (
        "Jeg vil lave mad til mange mennesker, ligesom jeg gjorde derhjemme.",
        "En dag vil jeg have min egen lille café. Men først vil jeg bare lære et rigtigt køkken at kende.",
        "Bageri. Jeg er vågen klokken fire alligevel.",
    ),
    "office": (
        "Jeg er god til tal, og jeg savner kolleger. Et kontor med ro omkring sig ville være godt.",
        "Jeg vil gerne lære at bruge regneark ordentligt, så jeg kan søge job på et kontor.",
        "Jeg vil noget med computere. Jeg har bygget min egen.",
    ),
    "calm": (
        "Jeg vil gerne have et arbejde, der slutter klokken to, så jeg kan hente min søn uden at løbe.",
        "Mit ønske er at holde til det. Hellere få timer, jeg kan stole på, end mange jeg må sygemelde mig fra.",
        "Jeg vil gerne have en grund til at stå op. Bare et sted, hvor nogen ville opdage, hvis jeg ikke kom.",
        "Jeg vil gerne tilbage til mit gamle arbejde, men ikke til det tempo.",
    ),
    "language": (
        "Jeg var lærer i mit hjemland. Jeg vil gerne tale dansk så godt, at jeg kan stå foran en klasse igen.",
        "Jeg vil snakke dansk med nogen hver dag. På et arbejde lærer man det hurtigere end på en skole.",
        "Jeg er uddannet sygeplejerske. Jeg vil gerne vide, hvad der skal til, for at jeg må arbejde som det her.",
    ),
    "green": (
        "Jeg vil gerne være udenfor. Fire vægge har jeg set nok til.",
        "Jeg har grønne fingre. Et gartneri eller en park, det kunne være noget.",
    ),
}

WISH_ANSWERS: Final = {
    "used": (
        "Det bygger vi på. Vi har skrevet det øverst i din plan og leder efter et sted, hvor du kan prøve det af.",
        "Ja. Jeg har allerede talt med en virksomhed om det, og vi tager derud sammen.",
        "Det er et godt ønske, og det passer med det, du kan. Vi begynder med en kort praktik.",
    ),
    "not_yet": (
        "Ikke lige nu, for vi venter på svar fra lægen. Når svaret er her, tager vi det op igen.",
        "Det kræver et kursus, som begynder til foråret. Indtil da finder vi noget, der ligner.",
    ),
    "cannot": (
        "Det kan vi desværre ikke betale efter reglerne. Lad os se på, hvad der kommer tættest på.",
        "Uddannelsen kan vi ikke bevilge. Men vi kan undersøge, om du kan tage den på SU eller som elev.",
    ),
}

GOALS: Final = {
    "animals": ("Et job med dyr, mindst 15 timer om ugen", "Prøve af, hvordan det er at arbejde med dyr"),
    "transport": ("Truckcertifikat inden sommer", "Job på et lager i Taulov", "Kørekort til lastbil"),
    "care": ("Begynde på social- og sundhedsuddannelsen", "Praktik på et plejehjem"),
    "craft": ("Blive klar til at søge læreplads", "Prøve et værksted af i fire uger"),
    "food": ("Job i et køkken", "Hygiejnebevis og praktik i en kantine"),
    "office": ("Kontorjob på deltid", "Kunne regneark og bogføring"),
    "calm": ("Finde et job med faste timer", "Bygge timerne roligt op", "En hverdag, der holder"),
    "language": ("Bestå Prøve i Dansk 2", "Tale dansk på en arbejdsplads hver dag"),
    "green": ("Job udendørs", "Praktik i et gartneri"),
}

STEPS_YOU: Final = (
    "Skrive tre virksomheder op, som du kunne tænke dig",
    "Opdatere CV på Jobnet",
    "Ringe til lægen og aftale en tid",
    "Besøge skolen til åbent hus",
    "Prøve busturen til arbejdspladsen",
    "Tage en bekendt med og se værkstedet",
    "Skrive til mig, hvordan den første uge gik",
    "Aflevere lægens svar eller sende et billede af det",
    "Gå en tur hver dag, før vi ses igen",
)
STEPS_WE: Final = (
    "Ringe til to virksomheder, der passer til ønsket",
    "Bestille attest hos lægen",
    "Undersøge, om kurset kan bevilges",
    "Finde en mentor på arbejdspladsen",
    "Sende brev om, hvad vi har aftalt",
    "Tage med til det første møde hos virksomheden",
    "Søge om hjælpemidler",
    "Spørge kommunens bolighjælp, hvad de kan tilbyde",
    "Bestille tolk til næste samtale",
)

#: Headline and text of notes, by cap. A mentor's note is between the two; authority keeps to facts.
NOTES: Final = {
    "authority": (
        ("Opfølgning på plan",
         "Vi gennemgik planen. Borgeren har gjort sine to skridt, vi har gjort et af vores. Nyt skridt aftalt."),
        ("Rettigheder og pligter gennemgået",
         "Jeg forklarede reglerne for samtaler og fravær. Borgeren sagde med egne ord, hvad det betyder."),
        ("Status på sygemelding",
         "Borgeren er fortsat sygemeldt og regner med at begynde på få timer. Vi afventer attest fra lægen."),
        ("Afklaring af arbejdsevne",
         "Borgeren kan stå og gå i cirka to timer. Tunge løft går ikke. En speciallæge skal vurdere ryggen."),
        ("CV og jobsøgning",
         "CV er opdateret, og der er søgt fire stillinger siden sidst. Vi talte om at søge bredere i Taulov."),
        ("Svar fra lægen gennemgået",
         "Vi læste attesten sammen. Lægen anbefaler en langsom start. Borgeren er enig. Praktik planlægges."),
        ("Ændring i forsørgelse",
         "Borgeren oplyser, at dagpengene slutter om to måneder. Jeg har forklaret, hvad der kan søges i stedet."),
    ),
    "mentor": (
        ("Snak om hverdagen",
         "Vi talte om søvn og om at komme op. Det går bedre, siden naboen begyndte at tage med på gåtur."),
        ("En svær uge",
         "Det har været en svær uge efter et brud. Vi talte ikke om job i dag. Jeg ringer på torsdag."),
        ("Mod på mere",
         "Der er mod på at prøve. Det, der fylder, er bussen og de mange mennesker. Vi kører sammen første gang."),
        ("Praktikken fylder i hovedet",
         "Første uge var hård, men kollegerne er søde. Vi aftalte at holde de tre timer en uge mere."),
        ("Økonomi og bolig",
         "Der er bekymring for huslejen. Jeg har hjulpet med at skrive til boligforeningen. Det bliver mellem os."),
        ("Stolt i dag",
         "Kom smilende. Chefen havde sagt tak for hjælpen foran de andre. Det skal vi huske på de dårlige dage."),
    ),
    "company": (
        ("Virksomhed spurgt",
         "Talte med driftslederen. De mangler folk på aftenhold, men vil gerne se et dagmenneske i praktik først."),
        ("Besøg på arbejdspladsen",
         "Vi så lageret sammen. God tone, tydelig oplæring, og der er en kollega, der vil være makker."),
        ("Aftale om praktik",
         "Virksomheden tilbyder fire uger, tre dage om ugen. Vi ses midtvejs og ser, om timerne passer."),
        ("Midtvejs i praktikken",
         "Mesteren er glad for indsatsen. Pauserne skal ligge fast, så går det. De overvejer nogle timer bagefter."),
        ("Løntimer i sigte",
         "Chefen kan tilbyde otte timer om ugen fra den første. Vi skal have skånehensyn på skrift."),
    ),
}  # fmt: skip

COMPANY_TALKS: Final = (
    "Fortalte kort, hvad vi leder efter. De vil gerne høre mere, når planen ligger fast.",
    "De søger to til lageret. Aftalt, at vi kommer forbi på torsdag.",
    "Ingen ledige timer nu, men ring igen efter sæsonen.",
    "Positiv. Vil gerne tage imod en i praktik, hvis der er en fast makker de første dage.",
    "De har haft gode erfaringer med os og spørger selv efter flere.",
    "Gennemgik skånehensyn uden helbredsoplysninger. De kan godt få det til at passe.",
)

MESSAGES: Final = (
    "Hej. Må jeg få flyttet vores samtale? Min datter er syg.",
    "Jeg har fået tid hos lægen den næste uge. Skal jeg sige noget bestemt til dem?",
    "Tak for sidst. Jeg har tænkt over det, og jeg vil gerne prøve gartneriet.",
    "Har I hørt noget fra speciallægen? Det er svært bare at vente.",
    "Jeg var ude og se på busserne i dag. Det tager 22 minutter. Det kan jeg godt.",
    "Kan du ringe til mig? Det er lidt svært at skrive.",
    "Jeg fik jobbet på prøve! Hvad gør jeg nu med papirerne?",
    "Er det rigtigt, at jeg også skal sende attesten til jer?",
)
REPLIES: Final = (
    "Hej. Ja, selvfølgelig. Jeg sender to nye tider nu.",
    "Godt, at du skriver. Sig bare, hvordan en almindelig dag er for dig. Resten spørger lægen om.",
    "Jeg rykkede dem i går og skriver, så snart jeg hører noget. Det skal du ikke gøre noget ved.",
    "Hvor er det godt gået. Jeg ringer til virksomheden i morgen.",
    "Nej, den får vi direkte fra lægen. Du skal ikke gøre noget.",
    "Jeg ringer til dig i eftermiddag mellem 14 og 15.",
)

NUDGES: Final = (
    "Ringede til sekretæren",
    "Skrev igen og bad om et cirkatidspunkt",
    "Talte med praksis, de finder den frem",
)
ROOMS: Final = (
    "Rådhuset, lokale 1.12",
    "Rådhuset, lokale 1.14",
    "Rådhuset, lokale 2.03",
    "Gothersgade, mødelokale Bæltet",
)

ABOUT_SPECIALISTS: Final = (
    "Ortopædkirurgisk klinik",
    "Psykiatrisk speciallæge",
    "Reumatologisk klinik",
    "Neurologisk klinik",
)
ABOUT_DOCTORS: Final = ("Lægehuset ved Volden", "Lægerne Sønderskov", "Lægehuset Erritsø", "Lægefællesskabet Havnen")
ABOUT_SCHOOLS: Final = ("Erhvervsskolen", "Sprogcentret", "FGU-skolen", "Social- og sundhedsskolen", "AMU-centret")
ABOUT_AUTHORITIES: Final = (
    "Kommunens bolighjælp",
    "A-kassen",
    "Rehabiliteringsteamet",
    "Klinisk funktion",
    "Socialafdelingen",
)
