"""What citizens in the demo write, each with an answer that fits it."""

from __future__ import annotations

from typing import Final, NamedTuple


class Exchange(NamedTuple):
    """A message and its answer. `wants_call`: it asks to be called."""

    text: str
    answer: str
    wants_call: bool = False


MESSAGES: Final = (
    Exchange("Hej. Må jeg få flyttet vores samtale? Min datter er syg.",
             "Hej. Ja, selvfølgelig. Jeg sender to nye tider nu. God bedring til hende."),
    Exchange("Jeg har fået tid hos lægen i næste uge. Skal jeg sige noget bestemt til dem?",
             "Godt, at du skriver. Fortæl bare, hvordan en almindelig dag er for dig. Resten spørger lægen om."),
    Exchange("Tak for sidst. Jeg har tænkt over det, og jeg vil gerne prøve gartneriet.",
             "Hvor er det godt. Jeg ringer til gartneriet i morgen og skriver til dig bagefter."),
    Exchange("Har I hørt noget nyt? Det er svært bare at vente.",
             "Ikke endnu. Jeg rykkede i går og skriver, så snart jeg ved noget. Du skal ikke gøre noget imens."),
    Exchange("Jeg var ude og se på busserne i dag. Det tager 22 minutter. Det kan jeg godt.",
             "Sejt gået. Så skriver jeg til dem, at du kan begynde klokken ni."),
    Exchange("Kan du ringe til mig? Det er lidt svært at skrive.",
             "Jeg ringer til dig i eftermiddag mellem 14 og 15.", wants_call=True),
    Exchange("Jeg fik jobbet på prøve! Hvad gør jeg nu med papirerne?",
             "Tillykke! Send mig et billede af kontrakten, så ordner vi resten sammen på torsdag."),
    Exchange("Er det rigtigt, at jeg også skal sende attesten til jer?",
             "Nej, den får vi direkte fra lægen. Du skal ikke gøre noget."),
    Exchange("Må min søster komme med til samtalen? Hun er bedre til at huske.",
             "Ja, det er en god idé. Hun er meget velkommen."),
    Exchange("Jeg kan ikke finde lokalet. Står det et sted?",
             "Det er lokale 1.12 på rådhuset. Jeg henter dig ved døren, så behøver du ikke lede."),
    Exchange("Chefen spurgte, om jeg kan tage en dag mere om ugen. Må jeg det?",
             "Det må du gerne, hvis du har lyst. Lad os se på din udbetaling, inden du siger ja."),
    Exchange("Jeg har sovet dårligt og kommer for sent i dag. Jeg er på vej.",
             "Tag det roligt. Vi begynder, når du er her."),
    Exchange("Jeg så et opslag om en plads som elev i Brugsen. Er det noget for mig?",
             "Det synes jeg. Skal vi skrive ansøgningen sammen på mandag klokken ti?"),
    Exchange("Hvor sender jeg lønsedlen hen?",
             "Du kan sende den her eller tage den med. Så kigger vi på den sammen."),
    Exchange("Jeg vil gerne stoppe med at søge på kontor. Det er ikke mig.",
             "Det er godt, du siger det. Vi retter planen næste gang, så det er dine ord, der står der."),
    Exchange("Skolen siger, at der er plads fra næste måned. Hvad skal jeg gøre?",
             "Dejligt. Sig ja til pladsen. Jeg sørger for papirerne og skriver, når de er klar."),
    Exchange("Tak, fordi du tog med. Jeg havde ikke turdet alene.",
             "Det var en fornøjelse. Næste gang går jeg kun med til døren."),
    Exchange("Jeg forstår ikke det brev, jeg har fået. Kan du forklare det?",
             "Det kan jeg godt. Brevet siger ja til kurset. Du skal ikke svare på det. Ring, hvis du er i tvivl."),
    Exchange("Min telefon er gået i stykker. Kan I skrive her i stedet?",
             "Ja. Jeg skriver her, indtil du siger til."),
    Exchange("Der er larm på værkstedet. Må jeg have hørebøffer på?",
             "Ja. Jeg har talt med mesteren. Der ligger et par til dig på kontoret."),
    Exchange("Hvornår skal vi tale om den uddannelse, jeg skrev om?",
             "Det skal vi på torsdag. Jeg har fundet to steder, vi kan se på."),
    Exchange("Jeg har fået en ny adresse. Skal jeg melde det til jer også?",
             "Nej, når du har meldt flytning, får vi det at vide af os selv."),
    Exchange("Praktikken går godt. De siger, jeg er hurtig til at lære.",
             "Hvor er jeg glad for at læse det. Det skriver vi i dit CV."),
    Exchange("Jeg nåede det ikke i sidste uge. Er det et problem?",
             "Nej. Tag det i næste uge i stedet. Skriv, hvis det driller."),
    Exchange("Kan jeg få en tolk med? Min ven kan ikke på tirsdag.",
             "Ja. Jeg har bestilt en tolk til tirsdag. Din ven er velkommen en anden gang."),
    Exchange("Kan du ringe, når du har tid? Det handler om min nye chef.",
             "Jeg ringer i morgen formiddag.", wants_call=True),
    Exchange("Hvad betyder det, at bolden ligger hos skolen?",
             "At vi venter på dem, og at du ikke skal gøre noget. Jeg holder øje med det."),
    Exchange("Jeg vil gerne prøve det der med heste, eller bare dyr.",
             "Det har jeg skrevet op. Jeg kender to steder, som jeg ringer til i denne uge."),
    Exchange("Er det okay, at jeg tager på ferie hos min mor i uge 8?",
             "Ja, det er fint. Jeg skriver det ned, og så tales vi ved ugen efter."),
    Exchange("Jeg har sendt min ansøgning nu. Kryds fingre!",
             "Det gør jeg. Godt gået. Skriv, når du hører noget."),
)  # fmt: skip
