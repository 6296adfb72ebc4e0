"""
The steps of the whole way, each done at the screens of those who take part and seen at the screens of the others.

`test_all_the_way` takes them all, `test_without_javascript` those of the main path.
"""

from __future__ import annotations

import re
from datetime import date

from django.core.management import call_command
from playwright.sync_api import Page, expect

from helevejen.accounts.models import User
from tests.journeys.looking import part, row, says
from tests.support.provider import SUBSTANTIAL

CPR, MITID = "200391-9993", "mitid-yasmin"
EXTRACT = f"borger_id;cpr;fornavn;efternavn;telefon;by;postnummer\nB-7;{CPR};Yasmin;Noor;20304050;Fredericia;7000\n"
DREAM = "Jeg vil gerne køre lastbil."
STEP = "Se en chauffør køre en dag"

MEETING = date(2026, 3, 17)
CONTACT = date(2026, 3, 19)
HIRED = date(2026, 3, 31)
CHECK_IN = date(2026, 4, 14)
TAKES_EFFECT = date(2026, 5, 11)


class Journey:
    """Who is on the way, and how to get at their screens."""

    def __init__(self, people, screens, days, provider, folder):
        self.people, self.screens, self.days, self.provider, self.folder = people, screens, days, provider, folder

    def min_vej(self) -> Page:
        return self.screens.of(User.objects.get(name="Yasmin Noor"), "/min-vej/")

    def min_dag(self, user) -> Page:
        return self.screens.of(user, "/arbejde/")

    def file(self, user, tab: str = "") -> Page:
        """Open Yasmin's file as one does: look her up, and choose a part of it."""
        page = self.min_dag(user)
        page.get_by_role("navigation").get_by_role("link", name="Find borger").click()
        page.get_by_label("Navn eller CPR-nummer").fill("yasmin")
        page.get_by_role("button", name="Søg").click()
        page.get_by_role("link", name="Yasmin Noor").click()
        if tab:
            page.get_by_role("link", name=tab, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Yasmin Noor")
        return page


# --- From a row in a file to somebody with a jobformidler ---


def is_imported(journey):
    extract = journey.folder / "borgere.csv"
    extract.write_text(EXTRACT, encoding="utf-8")
    call_command("import", extract, yes=True)
    call_command("import", extract, yes=True)  # a second time changes nothing
    assert User.objects.filter(name="Yasmin Noor").count() == 0


def signs_in_with_mitid(journey):
    journey.provider.person(MITID, **{"dk.cpr": CPR, "acr": SUBSTANTIAL})
    page = journey.screens.of(None)
    page.get_by_role("link", name="Log ind med MitID", exact=True).click()
    page.get_by_placeholder("sub").fill(MITID)
    page.get_by_role("button", name="Authorize").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hej Yasmin.")
    says(part(page, "Lige nu"), "Vi er ved at finde en jobformidler til dig.", "Du skal ikke gøre noget nu.")


def gets_a_jobformidler(journey):
    page = journey.screens.of(journey.people.lene)
    says(page, "Teamet følger 2 borgere.")
    page.get_by_role("link", name="Nye borgere").click()
    page.get_by_role("link", name="Giv en jobformidler – Yasmin Noor").click()
    page.get_by_label("Jobformidler").select_option(label="Jens Bro (3 %)")
    page.get_by_label("Vikar").select_option(label="Mette Dahl (3 %)")
    page.get_by_role("button", name="Giv borgeren en jobformidler").click()
    says(page, "Borgeren har fået en jobformidler.")
    page.get_by_role("link", name="Teamet").click()
    says(page, "Teamet følger 3 borgere.")
    says(part(page, "Sager og plads"), "Jens Bro", "2 sager")

    page = journey.min_vej()
    says(part(page, "Nyt til dig"), "Din jobformidler er Jens Bro. Mette Dahl er vikar.")
    says(part(page, "Din jobformidler"), "Jens Bro", "siden 11. marts", "vikar: Mette Dahl")
    says(part(page, "Lige nu"), "Vi ringer til dig og finder tid til den første samtale.")

    page = journey.min_dag(journey.people.jens)
    says(page, "Bolden ligger hos dig i 2 sager – ingen er over tiden.")
    says(part(page, "Nyt i min sagsstamme"), "Yasmin Noor")


# --- A dream, its answer, and a first meeting ---


def says_a_dream(journey):
    page = journey.min_vej()
    page.get_by_role("link", name="Skriv et ønske").click()
    page.get_by_role("link", name="Skriv et nyt ønske").click()
    page.get_by_label("Dit ønske med dine egne ord").fill(DREAM)
    page.get_by_role("button", name="Gem mit ønske").click()
    says(page, "Tak. Dit ønske er gemt, og du får svar senest onsdag den 25. marts.")
    page = journey.min_vej()
    says(part(page, "Din plan"), DREAM, "Du får svar senest onsdag den 25. marts.")
    says(part(page, "Vi"), "Vi læser dit ønske og svarer dig.")


def is_answered(journey):
    page = journey.min_dag(journey.people.jens)
    says(page, "Ét ønske venter på dit svar.")
    says(row(page, "Yasmin Noor", "Ønske"), DREAM)
    page.get_by_role("link", name="Svar – Yasmin Noor").click()
    page.get_by_label("Vi bruger det").check()
    page.get_by_role("textbox", name="Hvorfor?").fill("Vi ringer til vognmændene på havnen.")
    page.get_by_role("button", name="Send svaret").click()
    says(page, "Svaret er sendt til borgeren på Min vej.")
    expect(page.get_by_role("main")).not_to_contain_text("Ét ønske venter på dit svar.")
    page = journey.min_vej()
    says(part(page, "Nyt til dig"), "Vi har svaret på dit ønske.")
    says(part(page, "Din plan"), "Vi bruger det.", "Vi ringer til vognmændene på havnen.")


def picks_a_meeting(journey):
    page = journey.file(journey.people.jens)
    page.get_by_role("link", name="Foreslå tider – Første kontakt").click()
    page.get_by_role("button", name="Send til borgeren").click()
    says(page, "Tiderne er sendt til borgeren, som vælger en.")
    page.get_by_role("link", name="Overblik").click()  # without scripts one is at the meetings now
    says(part(page, "Hos hvem ligger bolden?"), "Borgeren vælger en tid til samtalen")

    page = journey.min_vej()
    says(part(page, "Lige nu"), "Vælg en tid til din samtale.", "Dig")
    part(page, "Lige nu").get_by_role("link", name="Vælg tid").click()
    page.get_by_label("tirsdag den 17. marts kl. 10.30").check()
    page.get_by_role("button", name="Vælg tiden").click()
    says(page, "Så er det en aftale: tirsdag den 17. marts kl. 10.30 med Jens Bro.")
    page = journey.min_vej()
    says(part(page, "Lige nu"), "Vi ses til samtalen.", "Du skal ikke gøre noget nu.")
    expect(part(page, "Lige nu")).not_to_contain_text("senest")
    says(part(page, "Aftaler"), "tirsdag den 17. marts kl. 10.30", "Vi lærer hinanden at kende", "Mentor")


def is_met_under_two_caps(journey):
    journey.days.at(MEETING, 11, 20)
    page = journey.min_dag(journey.people.jens)
    says(part(page, "I dag"), "10.30", "Yasmin Noor", "Første samtale")
    page.get_by_role("link", name="Holdt – Yasmin Noor").click()
    page.get_by_role("textbox", name="Notat").first.fill("Yasmin er nervøs for teoriprøven.")
    page.get_by_text("Skriv også som Myndighed").click()
    as_authority = page.get_by_role("group").filter(has_text="Skriv også som Myndighed")
    as_authority.get_by_role("textbox", name="Notat").fill("Yasmin har kørekort B og vil have kørekort C.")
    as_authority.get_by_label("Minutter").fill("15")
    page.get_by_role("button", name="Gem").click()
    says(page, "Samtalen er skrevet ned.")

    page = journey.min_vej()
    says(part(page, "Lige nu"), "Vi følger op på det, vi aftalte.", "senest fredag den 20. marts")
    page.get_by_role("navigation").get_by_role("link", name="Skrevet om mig").click()
    says(row(page, "Yasmin er nervøs for teoriprøven."), "Kasket: Mentor")
    says(row(page, "Yasmin har kørekort B og vil have kørekort C."), "Kasket: Myndighed")

    page = journey.screens.of(journey.people.lene, "/ledelse/")
    says(part(page, "Tid efter kasket"), "Mentor", "Myndighed")


# --- A step, a decision, a company ---


def agrees_on_a_step(journey):
    page = journey.file(journey.people.jens)
    part(page, "Skriv i sagen").get_by_role("link", name="Mentor").click()
    page.get_by_role("link", name="Skridt", exact=True).click()
    page.get_by_role("textbox", name="Skridt").fill(STEP)
    page.get_by_label("Borgeren gør det").check()
    page.get_by_role("button", name="Aftal skridtet").click()
    says(part(page, "Planen"), "Skridtet står nu i planen.", STEP)
    page = journey.min_vej()
    says(part(page, "Du"), STEP, "senest tirsdag den 31. marts")
    says(part(page, "Din plan"), f"Du: {STEP}")


def gets_a_decision(journey):
    page = journey.file(journey.people.jens, "Afgørelser")
    page.get_by_role("link", name="Begynd et udkast").click()
    page.get_by_label("Virksomhedspraktik").check()
    page.get_by_role("button", name="Begynd udkastet").click()
    says(page, "Udkastet er begyndt.")
    page.get_by_role("link", name="Virksomhedspraktik").click()
    says(page, "Der mangler 4 ting")
    page.get_by_label("Ja", exact=True).check()
    page.get_by_label("Oplysningerne i sagen").fill("Du vil køre lastbil. Havnens Transport tager dig med i to uger.")
    page.get_by_label("Det har vi lagt vægt på").fill("Du ser arbejdet, før du vælger et kursus.")
    page.get_by_role("group", name="Skal borgeren høres først?").get_by_label("Nej").check()
    if not journey.screens.has_scripts:  # with them the draft saves itself
        page.get_by_role("button", name="Gem udkastet").click()
    says(page, "Intet mangler")
    page.get_by_role("link", name="Læs igennem, og træf afgørelsen").click()
    expect(journey.min_vej().get_by_role("main")).not_to_contain_text("Vi har afgjort noget. Læs afgørelsen her.")
    page.get_by_role("button", name="Jeg har læst den – træf afgørelsen").click()
    says(page, "Afgørelsen er truffet, og borgeren har fået besked på Min vej.")

    page = journey.min_vej()
    part(page, "Nyt til dig").get_by_role("link", name="Vi har afgjort noget. Læs afgørelsen her.").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Virksomhedspraktik: Ja")
    says(page, "Du ser arbejdet, før du vælger et kursus.", "Du kan klage senest tirsdag den 14. april.")


def is_spoken_for_at_a_company(journey):
    journey.days.at(CONTACT, 9, 5)
    page = journey.file(journey.people.jens, "Virksomheder og job")
    page.get_by_role("link", name="Skriv en virksomhedskontakt").click()
    page.get_by_label("Find virksomhed").fill("havnens")
    page.get_by_role("button", name="Søg").click()
    page.get_by_label(re.compile("Havnens Transport A/S")).check()
    page.get_by_label("Hvem talte du med?").fill("Poul Lund")
    page.get_by_label("Hvad talte I om?").fill("Yasmin kan køre med fra på mandag.")
    page.get_by_role("button", name="Gem kontakten").click()
    says(page, "Virksomhedskontakten er skrevet ned.")
    page.get_by_role("link", name="Virksomheder og job").click()  # without scripts one is at the timeline now
    says(part(page, "Kontakter med virksomheder"), "Havnens Transport A/S", "Poul Lund")

    page = journey.min_dag(journey.people.jens)
    page.get_by_role("link", name="Gjort – send bolden videre – Yasmin Noor").click()
    page.get_by_label("Borgeren gør det, I har aftalt").check()
    page.get_by_role("button", name="Send", exact=True).click()
    says(page, "Gjort.", "Borgeren gør det, I har aftalt")

    page = journey.min_vej()
    says(part(page, "Lige nu"), "Du gør det, vi har aftalt.", "Dig")
    tick(page, STEP)
    page = journey.min_vej()
    says(part(page, "Du"), STEP, "gjort 19. marts")
    page.get_by_role("navigation").get_by_role("link", name="Skrevet om mig").click()
    page.get_by_role("link", name="Skrevet som virksomhedskontakt").click()
    says(page, "Yasmin kan køre med fra på mandag.")


def tick(page: Page, what: str) -> None:
    """Say on Min vej that something is done, and mean it."""
    place = part(page, "Du").get_by_role("listitem").filter(has_text=what)
    place.get_by_text("Jeg har gjort det").click()
    place.get_by_role("button", name="Ja, det er gjort").click()


# --- A job, and what comes after it ---


def starts_in_a_job(journey):
    journey.days.at(HIRED, 10)
    page = journey.file(journey.people.jens, "Virksomheder og job")
    page.get_by_role("link", name="Et job begynder").click()
    page.get_by_label("Stilling").fill("Chauffør")
    page.get_by_label("Arbejdsplads").fill("Havnens Transport A/S")
    page.get_by_label("Timer om ugen").fill("32,5")
    page.get_by_label("Første dag").fill("31-3-2026")
    page.get_by_role("button", name="Skriv jobbet ind").click()
    says(page, "Jobbet er skrevet ind, og opfølgningen er sat i gang.")
    says(part(page, "Job"), "Chauffør", "32,5 timer om ugen", "Næste opfølgning")

    page = journey.min_vej()
    says(part(page, "Dit job"), "Chauffør hos Havnens Transport A/S, fra 31. marts.", "Tillykke!")


def is_followed_up(journey):
    journey.days.at(CHECK_IN, 13)
    page = journey.min_dag(journey.people.jens)
    says(part(page, "I dag"), "Yasmin Noor", "Fastholdelse i job")
    page = journey.file(journey.people.jens, "Virksomheder og job")
    page.get_by_role("link", name="Følg op – Chauffør").click()
    page.get_by_label("Hvordan går det?").fill("Godt. Hun kører selv fra næste uge.")
    page.get_by_role("button", name="Gem").click()
    says(page, "Opfølgningen er skrevet ned, og den næste er sat i kalenderen.", "senest tirsdag den 28. april")
    page = journey.min_vej()
    says(part(page, "Dit job"), "Vi ringer og hører, hvordan det går.")
    says(part(page, "Vi"), "senest tirsdag den 28. april")


# --- Jens goes on leave ---


def keeps_the_jobformidler_while_a_substitute_helps(journey):
    page = journey.screens.of(journey.people.lene)
    page.get_by_role("link", name="Hvem er væk?").click()
    page.get_by_role("link", name="Planlæg fravær – Jens Bro").click()
    page.get_by_label("Første dag").fill("27-4-2026")
    page.get_by_label("Sidste dag").fill("8-5-2026")
    page.get_by_role("button", name="Vis planen").click()
    says(page, "2 sager skal dækkes fra 27. april", "Borgerne beholder deres jobformidler.")
    page.get_by_label("Hvorfor").select_option(label="Barsel")
    page.get_by_label("Vikar for alle sager").select_option(label="Mette Dahl")
    page.get_by_role("button", name="Planlæg fraværet").click()
    says(page, "Fraværet er planlagt. Vikaren har fået besked.")
    says(part(journey.min_vej(), "Din jobformidler"), "Jens er væk fra mandag den 27. april", "Mette Dahl hjælper dig")

    journey.days.at(date(2026, 4, 28), 8, 30)
    page = journey.min_dag(journey.people.mette)
    says(part(page, "Vikar"), "Du er vikar for Jens Bro")
    says(part(page, "I dag"), "Yasmin Noor", "du er vikar")
    says(page, "Som vikar har du")
    page = journey.file(journey.people.mette)
    says(page, "Du ser sagen som:", "Samme jobformidler hele vejen")
    says(part(journey.min_vej(), "Din jobformidler"), "Jens er væk til og med fredag den 8. maj.")
    page = journey.screens.of(journey.people.lene, "/ledelse/")
    says(part(page, "Skift af jobformidler"), "(0)", "Alle borgere har beholdt deres jobformidler i perioden.")


def is_asked_to_be_handed_over(journey):
    page = journey.screens.of(journey.people.lene, "/ledelse/hvem-er-vaek/")
    says(part(page, "Væk nu"), "Jens Bro", "Vikar: Mette Dahl.")
    page.get_by_role("link", name="Overdrag sager – Jens Bro").click()
    page.get_by_label("Skiftet sker").fill("11-5-2026")
    page.get_by_label("Hvorfor").select_option(label="Orlov eller barsel")
    page.get_by_text("og vælg anderledes i nogle").click()
    page.get_by_label("Ny jobformidler: Yasmin Noor").select_option(label="Mette Dahl")
    page.get_by_label("Ny vikar: Yasmin Noor").select_option(label="Lene Krag")
    page.get_by_label("Ny jobformidler: Amina Holm").select_option(label="Ikke nu")
    page.get_by_role("button", name="Bed om overdragelserne").click()
    says(page, "Du har bedt om 1 overdragelse.")


def is_told_and_answers(journey):
    page = journey.min_dag(journey.people.mette)
    page.get_by_role("navigation").get_by_role("link", name="Overdragelser").click()
    says(page, "1 anmodning venter på dit svar.")
    page.get_by_role("link", name="Svar – Yasmin Noor").click()
    page.get_by_role("button", name="Ja, jeg overtager sagen").click()
    says(page, "Du har sagt ja.")
    expect(journey.min_vej().get_by_role("main")).not_to_contain_text("Mette Dahl tager over")
    page.get_by_role("button", name="Giv borgeren besked").click()
    says(page, "Borgeren har fået besked på Min vej og kan svare.")

    page = journey.min_vej()
    says(part(page, "Din jobformidler"), "Jens Bro", "Mette Dahl tager over den 11. maj")
    page.get_by_role("link", name="Læs mere, og svar").click()
    says(page, "Jens Bro skal på orlov. Mette Dahl bliver din nye jobformidler.")
    page.get_by_label("Hvad tænker du om det?").fill("Det er fint. Hun skal bare vide, at jeg kører om natten.")
    page.get_by_role("button", name="Send").click()
    says(page, "Tak for dit svar. De læser det begge to.")


def is_handed_over(journey):
    page = journey.min_dag(journey.people.mette)
    page.get_by_role("navigation").get_by_role("link", name="Overdragelser").click()
    page.get_by_role("link", name="Yasmin Noor").click()
    says(part(page, "Borgerens svar"), "jeg kører om natten")
    page.get_by_text("Uden fælles samtale").click()
    page.get_by_label("Hvorfor holder I ikke en fælles samtale?").fill("Jens er gået på orlov. Vi har talt i telefon.")
    page.get_by_role("button", name="Gem grunden").click()
    says(page, "Grunden er skrevet ned.")
    unsigned = page.get_by_role("button", name="Kvittér")
    while (left := unsigned.count()) > 0:
        unsigned.first.click()
        expect(unsigned).to_have_count(left - 1)
    says(page, "Alle punkter er gennemgået.")

    journey.days.at(TAKES_EFFECT, 8, 15)
    page = journey.screens.of(journey.people.mette, page.url.removeprefix(journey.screens.address))
    page.get_by_role("button", name="Gennemfør overdragelsen").click()
    says(page, "Sagen er overdraget. Borgeren har fået besked.")

    page = journey.min_vej()
    says(part(page, "Din jobformidler"), "Mette Dahl", "siden 11. maj", "vikar: Lene Krag")
    says(part(page, "Dit job"), "Chauffør")
    page = journey.min_dag(journey.people.mette)
    says(part(page, "Nyt i min sagsstamme"), "Yasmin Noor", "Orlov eller barsel")
    page = journey.screens.of(journey.people.lene, "/ledelse/")
    says(part(page, "Skift af jobformidler"), "(1)", "Orlov eller barsel")
    says(journey.file(journey.people.mette), "Jobformidler: Mette Dahl", "1 skift af jobformidler", DREAM)


def can_see_who_has_looked(journey):
    page = journey.min_vej()
    page.get_by_role("link", name="Hvem har set mine oplysninger?").click()
    says(page, "Din jobformidler arbejder med din sag", "Jobformidler, Ungdom", "Teamleder, Ungdom")
