"""What people in the demo say and write, in Danish. Written for it; nobody has said it."""

from __future__ import annotations

from typing import Final

from helevejen.tasks.demo.words.messages import MESSAGES, Exchange
from helevejen.tasks.demo.words.notes import COMPANY_TALKS, NOTES, Said, fitting

__all__ = [
    "ABOUT_AUTHORITIES",
    "ABOUT_DOCTORS",
    "ABOUT_SCHOOLS",
    "ABOUT_SPECIALISTS",
    "COMPANY_TALKS",
    "DECISION_FACTS",
    "DECISION_REASONS",
    "GOALS",
    "MESSAGES",
    "NOTES",
    "NUDGES",
    "ROOMS",
    "STEPS_WE",
    "STEPS_YOU",
    "WISHES",
    "WISH_ANSWERS",
    "Exchange",
    "Said",
    "fitting",
]

#: Dreams and wishes in people's own words, by what they lead to.
WISHES: Final = {
    "animals": (
        "Jeg vil passe heste. Hos dem skal jeg ikke forklare mig.",
        "Jeg har altid haft hund. Et sted med dyr, bare nogle timer, ville betyde meget.",
        "Kan man arbejde på et internat? Det vil jeg gerne prøve.",
        "Jeg bliver rolig, når jeg er sammen med dyr. Kunne man have sådan et job?",
        "Som barn var jeg hver dag på en gård. Jeg vil gerne tilbage til noget, hvor der er dyr og frisk luft.",
    ),
    "transport": (
        "Jeg vil ud at køre. En varevogn er nok at begynde med.",
        "Et job på havnen. Min onkel var der, og jeg kan lide lyden af det.",
        "Jeg vil gerne pakke varer om natten. Da er der ro, og der er jeg mest vågen.",
        "Jeg vil gerne køre lastbil ligesom min far. Jeg mangler bare kortet.",
        "Jeg kan godt lide orden på et lager, og jeg vil gerne lære at køre truck.",
        "Jeg drømmer om at køre rutebil. Så møder man mennesker hele dagen.",
    ),
    "care": (
        "Jeg vil være pædagogmedhjælper. Børn kan lide mig, og jeg kan lide dem.",
        "Jeg vil gerne arbejde på et sygehus. Det behøver ikke være med patienter.",
        "Jeg kan tegnsprog. Er der nogen, der kan bruge det?",
        "Jeg passede min mormor til det sidste. Jeg tror, jeg ville være god til at hjælpe ældre.",
        "Jeg vil gerne arbejde med børn. De får mig til at glemme det, der gør ondt.",
        "Jeg vil være social- og sundhedshjælper, men jeg er bange for det med bøgerne.",
    ),
    "craft": (
        "Jeg vil lære at male huse. Man kan se bagefter, hvad man har lavet.",
        "En læreplads som elektriker. Jeg har ledt selv, men ingen svarer.",
        "Jeg syr tøj til hele familien. Måske er der en systue, der mangler nogen.",
        "Jeg vil bruge mine hænder igen. Træ, sten, hvad som helst, bare der kommer noget ud af det.",
        "Jeg reparerer cykler for hele opgangen. Det kunne jeg godt tænke mig at leve af.",
        "Jeg vil være svejser. Jeg har set videoer om det i et år nu.",
    ),
    "food": (
        "Jeg vil stå i en kantine, hvor folk bliver glade klokken tolv.",
        "Jeg laver det bedste brød i opgangen. Det siger de andre. Jeg tror på dem.",
        "Slagter. Min far var slagter, og jeg kan huske det hele.",
        "Jeg vil lave mad til mange mennesker, ligesom jeg gjorde derhjemme.",
        "En dag vil jeg have min egen lille café. Men først vil jeg bare lære et rigtigt køkken at kende.",
        "Bageri. Jeg er vågen klokken fire alligevel.",
    ),
    "office": (
        "Jeg vil svare telefonen et sted, hvor folk har brug for et svar.",
        "Jeg kan fem sprog. Jeg vil gerne bruge dem ved en skranke.",
        "Bogholderi. Jeg begyndte på det for ti år siden og vil gerne gøre det færdigt.",
        "Jeg er god til tal, og jeg savner kolleger. Et kontor med ro omkring sig ville være godt.",
        "Jeg vil gerne lære at bruge regneark ordentligt, så jeg kan søge job på et kontor.",
        "Jeg vil noget med computere. Jeg har bygget min egen.",
    ),
    "calm": (
        "Jeg vil begynde med to timer og se, om jeg kan være stolt af dem.",
        "Et lille sted med få mennesker. Så kan jeg godt.",
        "Jeg vil gerne tjene mine egne penge igen. Det behøver ikke være mange.",
        "Jeg vil gerne have et arbejde, der slutter klokken to, så jeg kan hente min søn uden at løbe.",
        "Mit ønske er at holde til det. Hellere få timer, jeg kan stole på, end mange jeg må sygemelde mig fra.",
        "Jeg vil gerne have en grund til at stå op. Bare et sted, hvor nogen ville opdage, hvis jeg ikke kom.",
        "Jeg vil gerne tilbage til mit gamle arbejde, men ikke til det tempo.",
    ),
    "language": (
        "Jeg vil gerne forstå, hvad de andre griner ad i frokosten.",
        "Jeg har kørt taxa i tyve år. Her mangler jeg kun sproget.",
        "Jeg vil læse avisen på dansk. Så finder jeg selv et job.",
        "Jeg var lærer i mit hjemland. Jeg vil gerne tale dansk så godt, at jeg kan stå foran en klasse igen.",
        "Jeg vil snakke dansk med nogen hver dag. På et arbejde lærer man det hurtigere end på en skole.",
        "Jeg er uddannet sygeplejerske. Jeg vil gerne vide, hvad der skal til, for at jeg må arbejde som det her.",
    ),
    "green": (
        "Jeg vil slå græs, klippe hække og have jord under neglene.",
        "En skov. Der er plads nok til, at man kan trække vejret.",
        "Jeg vil gerne være udenfor. Fire vægge har jeg set nok til.",
        "Jeg har grønne fingre. Et gartneri eller en park, det kunne være noget.",
    ),
}

WISH_ANSWERS: Final = {
    "used": (
        "Det står nu øverst i din plan. Jeg kender to steder, hvor du kan se det an.",
        "Ja, lad os prøve. Jeg har aftalt et besøg, og jeg går med.",
        "Det vil vi gerne hjælpe med. Først finder vi ud af, hvad du mangler af papirer.",
        "Vi bruger dine egne ord, når vi ringer til virksomhederne.",
        "Det lyder som noget, du kan. Vi begynder i det små og bygger på.",
        "Det bygger vi på. Vi har skrevet det øverst i din plan og leder efter et sted, hvor du kan prøve det af.",
        "Ja. Jeg har allerede talt med en virksomhed om det, og vi tager derud sammen.",
        "Det er et godt ønske, og det passer med det, du kan. Vi begynder med en kort praktik.",
    ),
    "not_yet": (
        "Vi vil gerne, men der er venteliste. Du står på den fra i dag.",
        "Først skal dansk være på plads. Det er du tæt på. Vi tager det op efter prøven.",
        "Vi venter, til din behandling er færdig. Det har vi aftalt med dig.",
        "Ikke lige nu, for vi venter på svar fra lægen. Når svaret er her, tager vi det op igen.",
        "Det kræver et kursus, som begynder til foråret. Indtil da finder vi noget, der ligner.",
    ),
    "cannot": (
        "Det sted tager ingen ind. Men vi har fundet et, der ligner, og som gerne vil.",
        "Loven giver ikke plads til det her. Det er vi kede af. Lad os tale om det, der kan lade sig gøre.",
        "Det kan vi desværre ikke betale efter reglerne. Lad os se på, hvad der kommer tættest på.",
        "Uddannelsen kan vi ikke bevilge. Men vi kan undersøge, om du kan tage den på SU eller som elev.",
    ),
}

#: What a yes is built on; `{what}` is the kind of decision within a sentence.
DECISION_FACTS: Final = (
    "Vi har talt om {what} på vores samtaler, og du har selv ønsket det.",
    "Du har selv fundet stedet og talt med dem. De vil gerne tage imod dig.",
    "Du har søgt om {what}. Vi har set dine papirer og talt med dig om dem.",
    "På den seneste samtale fortalte du, hvad du mangler for at komme videre.",
    "Vi har besøgt stedet sammen, og du har prøvet det i en dag.",
    "Det står i din plan, at vi skal prøve {what}. Planen er lavet sammen med dig.",
)
DECISION_REASONS: Final = (
    "Vi har lagt vægt på dit ønske, på det, virksomheden tilbyder, og på at det passer med din plan.",
    "Vi har lagt vægt på, at det bringer dig tættere på det job, du gerne vil have.",
    "Vi har lagt vægt på, at du har brug for at begynde i et roligt tempo.",
    "Vi har lagt vægt på, at der er gode muligheder for job bagefter.",
    "Vi har lagt vægt på dine egne ord om, hvad der hjælper dig.",
    "Vi har lagt vægt på, at du ikke kan få det samme på en anden måde.",
)

GOALS: Final = {
    "animals": (
        "Et job med dyr, mindst 15 timer om ugen",
        "Prøve af, hvordan det er at arbejde med dyr",
        "Finde en fast dag på en gård eller et internat",
    ),
    "transport": (
        "Truckcertifikat inden sommer",
        "Job på et lager i Taulov",
        "Kørekort til lastbil",
        "Fast vagt på et pakkeri",
    ),
    "care": ("Begynde på social- og sundhedsuddannelsen", "Praktik på et plejehjem", "Timer i en børnehave"),
    "craft": ("Blive klar til at søge læreplads", "Prøve et værksted af i fire uger", "Lærekontrakt inden sommer"),
    "food": ("Job i et køkken", "Hygiejnebevis og praktik i en kantine", "Faste morgener i et bageri"),
    "office": ("Kontorjob på deltid", "Kunne regneark og bogføring", "Telefonpasning et roligt sted"),
    "calm": (
        "Finde et job med faste timer",
        "Bygge timerne roligt op",
        "En hverdag, der holder",
        "Otte faste timer om ugen",
    ),
    "language": ("Bestå Prøve i Dansk 2", "Tale dansk på en arbejdsplads hver dag", "Få sin uddannelse godkendt"),
    "green": ("Job udendørs", "Praktik i et gartneri", "En plads på et hold, der passer parker"),
}

STEPS_YOU: Final = (
    "Spørge naboen, om hun vil være reference",
    "Finde svendebrevet frem og tage et billede af det",
    "Øve, hvordan man ringer til en arbejdsplads",
    "Skrive ned, hvornår på dagen kræfterne er der",
    "Tage bussen til Taulov og se, hvor lang tid det tager",
    "Gå forbi biblioteket og se på job sammen med vejlederen",
    "Læse kontrakten og sætte en streg ved det, der er uklart",
    "Spørge chefen, hvornår vagtplanen kommer",
    "Sige ja eller nej til kurset",
    "Prøve sikkerhedsskoene hjemme",
    "Fortælle lægen om praktikken",
    "Skrive fem linjer om, hvad der gik godt",
    "Komme på værkstedet tirsdag og torsdag",
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
    "Ringe på fredag og høre, hvordan ugen gik",
    "Sende planen, så den kan læses i ro",
    "Spørge gartneriet, om der er en plads til foråret",
    "Undersøge, hvad et kørekort til lastbil koster",
    "Finde nogen, der taler samme sprog på arbejdspladsen",
    "Skrive til skolen om optagelse",
    "Låne en cykel ud, til den gamle er lavet",
    "Forklare brevet om ydelsen i telefonen",
    "Tale med boligforeningen om huslejen",
    "Høre a-kassen om reglerne for deltid",
    "Aftale pauser med værkføreren",
    "Tage imod på den første dag i praktikken",
    "Finde en dag, hvor alle tre kan mødes",
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

NUDGES: Final = (
    "Skrev en kort mail og bad om en dato",
    "Ringede før klokken ni, som de selv havde bedt om",
    "Fik at vide, at det er på vej",
    "Lagde en besked og mit nummer",
    "Spurgte, om vi kan hjælpe med noget, så det går hurtigere",
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
