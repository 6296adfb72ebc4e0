"""
Notes of the demo, by cap and by what the track is about. A mentor's note is between the two; authority keeps to facts.

Each is classified by what it says, not by where it stands: what tells of body, mind or treatment is health, what tells
of home, family or money is social.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Said(NamedTuple):
    """One note. `kind` is a member of `NoteKind`."""

    headline: str
    text: str
    kind: str = "ordinary"


_AUTHORITY_ANY: Final = (
    Said(
        "Opfølgning på plan",
        "Vi gennemgik planen. Tre skridt er gjort, et er flyttet til næste måned. Nyt skridt aftalt.",
    ),
    Said(
        "Planen er læst igennem", "Vi læste planen højt sammen. To ord blev skrevet om, så de passer bedre med ønsket."
    ),
    Said(
        "Rettigheder og pligter",
        "Jeg forklarede reglerne for samtaler og fravær. De blev gentaget med egne ord bagefter.",
    ),
    Said("Aftale om næste samtale", "Vi mødes igen om fire uger. Indtil da taler vi kort i telefon hver anden uge."),
    Said("Ferie aftalt", "Der er holdt to ugers ferie fri. Vi samler op den første hverdag efter."),
    Said("Kørsel til samtaler", "Vi gennemgik, hvordan udgifter til bus til samtaler bliver betalt. Skemaet er sendt."),
    Said("Bisidder med", "En bror var med som bisidder. Det gav ro, og han tager også med næste gang."),
    Said("Oplysninger rettet", "Adresse og telefonnummer er rettet. Post går nu til den nye adresse."),
    Said("Samtykke drøftet", "Jeg forklarede, hvem der må få noget at vide, og at et ja altid kan trækkes tilbage."),
    Said(
        "Frister gennemgået",
        "Vi så på, hvad der skal ske de næste tre måneder, og hvem der gør hvad. Datoerne står i planen.",
    ),
    Said(
        "Ændring i forsørgelse",
        "Dagpengene slutter om to måneder. Jeg har forklaret, hvad der kan søges i stedet.",
        "social",
    ),
    Said(
        "Spørgsmål om ydelse",
        "Der var tvivl om udbetalingen. Jeg ringede til ydelsescentret, og fejlen er rettet.",
        "social",
    ),
)
_AUTHORITY: Final = {
    "first_contact": (
        Said(
            "Første oplysninger",
            "Uddannelse, arbejde og sprog er skrevet ned, som det blev fortalt. Der mangler et svendebrev.",
        ),
        Said("Rammen for forløbet", "Jeg forklarede, hvad jobcentret kan og ikke kan, og hvor længe forløbet varer."),
        Said("Jobmuligheder drøftet", "Vi talte om lager, rengøring og pleje i Taulov og byen. Der er lyst til pleje."),
    ),
    "clarification": (
        Said(
            "Status på sygemelding",
            "Sygemeldingen fortsætter. Der er håb om at begynde på få timer om en måned.",
            "health",
        ),
        Said(
            "Hvad kroppen kan",
            "Det går at stå og gå i cirka to timer. Tunge løft går ikke. En speciallæge skal se på ryggen.",
            "health",
        ),
        Said(
            "Svar fra lægen",
            "Vi læste attesten sammen. Lægen anbefaler en langsom start. Det er vi enige om.",
            "health",
        ),
        Said(
            "Svar fra speciallægen", "Der er varige gener i skulderen. Arbejde over skulderhøjde skal undgås.", "health"
        ),
        Said(
            "Timer i praktikken",
            "Seks timer om ugen har været for lidt til at blive træt og for meget til at sove. Vi prøver ni.",
            "health",
        ),
        Said(
            "Attest bestilt",
            "Der er bestilt en attest hos egen læge. Spørgsmålene er læst igennem sammen først.",
            "health",
        ),
        Said(
            "Hvad vi mangler at vide",
            "Vi mangler at vide, om en hel arbejdsdag kan holde. Det prøver vi af trin for trin.",
        ),
        Said(
            "Behandling i gang",
            "Fysioterapi to gange om ugen. Samtaler lægges, så de ikke rammer behandlingen.",
            "health",
        ),
    ),
    "job_and_company": (
        Said(
            "CV og jobsøgning",
            "CV er opdateret, og der er søgt fire stillinger siden sidst. Vi søger bredere i Taulov.",
        ),
        Said("Søgte stillinger", "To ansøgninger er sendt, og der er kommet én samtale ud af dem. Den er på torsdag."),
        Said("Mål justeret", "Målet er nu lager eller butik. Kontor er lagt væk, fordi det blev for stillesiddende."),
        Said("Praktik bevilget", "Fire ugers praktik er aftalt og skrevet under. Arbejdstiden er 25 timer om ugen."),
        Said(
            "Job med løntilskud drøftet",
            "Vi talte om, hvad løntilskud er. Det kan blive aktuelt, hvis praktikken går godt.",
        ),
    ),
    "education": (
        Said(
            "Uddannelsesvalg",
            "To uddannelser er på listen. Adgangskravene er slået op, og matematik mangler på den ene.",
        ),
        Said(
            "Opstart på skolen",
            "Der er begyndt undervisning i denne uge. Skemaet er lagt i sagen, og vi ses om en måned.",
        ),
        Said("Fremmøde og karakterer", "Skolen fortæller, at fremmødet er stabilt. Prøven er om tre uger."),
        Said("Kursus bevilget", "Et kursus på seks dage er bevilget. Det begynder den første mandag i måneden."),
    ),
    "mentoring": (
        Said(
            "Timer til mentor", "Der er aftalt to timers mentor om ugen i tre måneder. Målet er at komme af sted selv."
        ),
        Said("Mentor evalueret", "Støtten virker. Vi forlænger en måned og trapper så ned."),
    ),
    "health_and_social": (
        Said(
            "Kontakt til bostøtte", "Bostøtten er med på tirsdag, så papirerne kan blive set igennem ét sted.", "social"
        ),
        Said(
            "Økonomisk rådgivning", "Der er tid hos gældsrådgiveren. Jeg har sendt det, der er sagt ja til.", "social"
        ),
        Said(
            "Behandling afventes", "Der er ventetid på tre måneder. Indtil da holder vi timerne, som de er.", "health"
        ),
    ),
    "retention": (
        Said(
            "Aftale om opfølgning",
            "Vi ringer hver anden uge de første tre måneder. Arbejdsgiveren ved det og er glad for det.",
        ),
        Said(
            "Hjælpemiddel søgt",
            "Der er søgt en hævebordsplade til pakkebordet. Svaret kommer inden fire uger.",
            "health",
        ),
    ),
}

_MENTOR_ANY: Final = (
    Said(
        "Snak om hverdagen",
        "Vi talte om at komme op om morgenen. Det går bedre, siden naboen begyndte at tage med på gåtur.",
    ),
    Said(
        "Mod på mere",
        "Der er mod på at prøve. Det, der fylder, er de mange mennesker. Vi tager derud sammen første gang.",
    ),
    Said("Stolt i dag", "Kom smilende. Chefen havde sagt tak foran de andre. Det skal vi huske på de dårlige dage."),
    Said(
        "En stille samtale",
        "Der var ikke meget at sige i dag, og det var også i orden. Vi drak kaffe og aftalte en dag mere.",
    ),
    Said(
        "Busturen prøvet",
        "Vi kørte turen sammen. Skiftet ved stationen er det svære. Næste gang prøves det alene med telefonen åben.",
    ),
    Said("Tvivl om det hele", "Er det overhovedet mig, de vil have? Vi skrev tre ting ned, som andre har rost."),
    Said("Drømmen igen", "Vi vendte tilbage til drømmen. Den er ikke blevet mindre, bare mere præcis."),
    Said("Små sejre", "Ringede selv til skolen. For et halvt år siden ville det ikke være sket."),
    Said("Noget at se frem til", "Der er meldt til fællesspisning i kvarteret. Det er første gang i to år."),
    Said(
        "Telefonen ud af soveværelset",
        "Vi prøver at lægge telefonen væk klokken ti. Om en uge hører jeg, hvordan det gik.",
    ),
    Said(
        "Gåtur langs vandet", "Vi gik i stedet for at sidde. Det er lettere at tale, når man ikke skal se på hinanden."
    ),
    Said(
        "Ros fra en lærer", "Læreren sagde, at der er tålmodighed nok til to. Det blev sagt videre med et stort smil."
    ),
    Said(
        "Frygten for at sige nej",
        "Det er svært at sige fra på arbejdet. Vi øvede to sætninger, der er venlige og klare.",
    ),
    Said(
        "En svær uge",
        "Det har været en svær uge efter et brud. Vi talte ikke om job i dag. Jeg ringer på torsdag.",
        "social",
    ),
    Said(
        "Økonomi og bolig",
        "Der er bekymring for huslejen. Vi har skrevet til boligforeningen sammen. Det bliver mellem os.",
        "social",
    ),
    Said(
        "Børnene fylder",
        "Den ældste har det svært i skolen. Det tager kræfterne. Vi lægger samtalerne, når de er i skole.",
        "social",
    ),
    Said("Søvn", "Nætterne er korte igen. Lægen ved det. Vi flytter samtalerne til efter klokken ti.", "health"),
    Said(
        "Uro i kroppen",
        "Uroen kommer, når der er mange på én gang. Der er et stille hjørne på værkstedet, som hjælper.",
        "health",
    ),
    Said(
        "Efter samtalen hos psykologen",
        "Det var hårdt og godt. Vi holder en rolig uge og tager fat igen på mandag.",
        "health",
    ),
)
_MENTOR: Final = {
    "first_contact": (
        Said(
            "Hvem er du?", "Vi talte om de gode år på skibsværftet og om, hvad der gjorde dem gode. Kolleger og orden."
        ),
        Said(
            "Det, der gik galt sidst",
            "Der var skuffelse over tre skift af sagsbehandler. Jeg lovede at sige til i god tid, hvis jeg skal væk.",
        ),
        Said(
            "Hvad jeg skal vide", "Ring ikke før ti. Skriv hellere end at ringe, når det er alvorligt. Det holder jeg."
        ),
    ),
    "job_and_company": (
        Said(
            "Praktikken fylder",
            "Første uge var hård, men kollegerne er søde. Vi aftalte at holde de tre timer en uge mere.",
        ),
        Said("Nervøs før samtalen", "Vi øvede samtalen to gange. Anden gang kom humoren frem."),
        Said(
            "Et nej mere",
            "Endnu et afslag. Vi ringede sammen og spurgte hvorfor. Det handlede om kørekortet, ikke om personen.",
        ),
        Said("Makkeren på lageret", "Makkeren er blevet en, man kan spise frokost med. Det betyder mere end timerne."),
    ),
    "education": (
        Said(
            "Tilbage på skolebænken",
            "At være den ældste i klassen er underligt. Men de andre spørger om hjælp, og det er rart.",
        ),
        Said(
            "Lektier ved køkkenbordet", "Bøgerne er tunge. Vi fandt oplæsning på telefonen, og det gjorde en forskel."
        ),
    ),
    "mentoring": (
        Said("Det lille skridt", "Skridtet blev gjort, to dage for sent og helt alene. Det fejrede vi."),
        Said("Skridtet blev ikke til noget", "Det gik ikke. Vi delte det i to mindre og begynder med det nemmeste."),
        Said("Struktur på dagen", "Vi har tegnet en uge på papir. Tre faste ting om dagen, ikke flere."),
    ),
    "health_and_social": (
        Said(
            "Fordelt på flere skuldre",
            "Bostøtte, læge og mig ved nu det samme. Det er ikke længere nødvendigt at fortælle alt forfra.",
            "social",
        ),
        Said(
            "En tung beslutning",
            "Der er sagt ja til hjælp mod alkoholen. Det kræver mod. Jeg går med den første gang.",
            "health",
        ),
    ),
    "retention": (
        Said("Første lønseddel", "Lønsedlen blev læst igennem sammen. Den sidder nu på køleskabet."),
        Said(
            "Træt på den gode måde", "Fødderne er trætte, humøret er godt. Frokosten bliver spist sammen med de andre."
        ),
        Said("Uenig med en kollega", "Der var ord om vagterne. Vi øvede, hvordan det kan tages op uden at blive vred."),
    ),
}

_COMPANY_ANY: Final = (
    Said(
        "Virksomhed spurgt",
        "Talte med driftslederen. De mangler folk på aftenhold, men vil gerne se et dagmenneske først.",
    ),
    Said(
        "Besøg på arbejdspladsen",
        "Vi så lageret sammen. God tone, tydelig oplæring, og der er en kollega, der vil være makker.",
    ),
    Said(
        "Aftale om praktik",
        "Virksomheden tilbyder fire uger, tre dage om ugen. Vi ses midtvejs og ser, om timerne passer.",
    ),
    Said(
        "Midtvejs i praktikken",
        "Mesteren er glad for indsatsen. Pauserne skal ligge fast, så går det. De overvejer timer bagefter.",
    ),
    Said(
        "Løntimer i sigte", "Chefen kan tilbyde otte timer om ugen fra den første. Aftalen om pauser kommer på skrift."
    ),
    Said("Prøvedag aftalt", "En prøvedag på onsdag fra otte til tolv. Sikkerhedssko ligger klar i størrelsen."),
    Said(
        "Hvad de leder efter",
        "De leder efter en, der kommer til tiden og kan lide at rydde op. Resten lærer de fra sig.",
    ),
    Said("Køkkenet viste rundt", "Kokken viste rundt og spurgte til yndlingsretten. Begge gik glade derfra."),
    Said(
        "Praktikken evalueret",
        "Efter fire uger siger formanden, at der er en plads til den næste, der går. Han skriver det ned.",
    ),
    Said("Timer sat op", "Virksomheden foreslår fire timer mere. Vi prøver i to uger og taler sammen igen."),
    Said("Ikke denne gang", "De valgte en anden med truckkort. De vil gerne høre fra os, når kortet er i hus."),
    Said("Makker fundet", "Der er fundet en makker på holdet. De to mødes en halv time før den første vagt."),
    Said("Papirerne i orden", "Aftalen er underskrevet af alle tre. Forsikringen er i orden fra dag ét."),
    Said("Før højsæsonen", "De har travlt hele sommeren og vil gerne se nogen i god tid før."),
    Said("Butikken ringede", "De ringede selv: En medarbejder går på barsel. Vi har to dage til at finde en."),
    Said("Rundvisning for to", "Vi var to med ude at se værkstedet. Den ene vil gerne tilbage, den anden ikke."),
    Said(
        "Skånehensyn på skrift",
        "Ingen løft over ti kilo og faste pauser. Virksomheden har skrevet det i aftalen.",
        "health",
    ),
)

#: By cap: what fits every track, and what fits one kind of track.
NOTES: Final[dict[str, tuple[tuple[Said, ...], dict[str, tuple[Said, ...]]]]] = {
    "authority": (_AUTHORITY_ANY, _AUTHORITY),
    "mentor": (_MENTOR_ANY, _MENTOR),
    "company": (_COMPANY_ANY, {}),
}


def fitting(cap: str, track_kind: str) -> tuple[Said, ...]:
    """Return the notes that may be written under a cap on a kind of track, those of the track first."""
    everywhere, by_track = NOTES[cap]
    return by_track.get(track_kind, ()) + everywhere


COMPANY_TALKS: Final = (
    "Fortalte kort, hvad vi leder efter. De vil gerne høre mere, når planen ligger fast.",
    "De søger to til lageret. Aftalt, at vi kommer forbi på torsdag.",
    "Ingen ledige timer nu, men ring igen efter sæsonen.",
    "Positiv. Vil gerne tage imod en i praktik, hvis der er en fast makker de første dage.",
    "De har haft gode erfaringer med os og spørger selv efter flere.",
    "Gennemgik, hvad der skal tages hensyn til. De kan godt få det til at passe.",
    "Ringede forgæves to gange. Tredje gang var der tid til en god snak.",
    "Ejeren vil helst møde folk før alt andet. Vi kommer til kaffe mandag klokken ni.",
    "De har fået ny leder i pakkeriet. Hun vil gerne høre, hvordan en praktik foregår.",
    "De mangler en opvasker om aftenen og kan lære fra sig på en uge.",
    "Spurgte til timer om formiddagen. Det kan de først fra den første i måneden.",
    "De bad om en kort mail med det vigtigste. Den er sendt samme dag.",
    "Var forbi med en kurv æbler og en aftale om opfølgning. Stemningen er god.",
    "De kan bruge en, der taler arabisk, i butikken om lørdagen.",
    "Formanden er på ferie. Vi taler sammen i næste uge.",
    "De er i tvivl om papirarbejdet. Jeg tilbød at udfylde det sammen med dem.",
    "Virksomheden flytter til Taulov næste år og får brug for fire mere.",
    "De vil gerne beholde vores praktikant en måned mere. Vi regner på timerne.",
    "Et kort besøg midt i frokosten. Alle hilste, og det lover godt.",
    "De vil prøve igen, selv om det ikke lykkedes sidst. Det sagde de selv.",
    "Gartneriet begynder snart at plante ud. Tre pladser er holdt til os.",
    "De spørger, om vi kan dække en sygemelding i morgen. Det kunne vi.",
    "Aftalt prøvedag. De ringer selv bagefter og fortæller, hvordan den gik.",
    "Skolekøkkenet søger en med hygiejnebevis. Vi har en, der får det på fredag.",
)
