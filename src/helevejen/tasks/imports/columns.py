"""The data dictionary: which columns each kind of file has, what stands in them, and what it means."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from helevejen.accounts.enums import Role
from helevejen.caseload.enums import AssignmentReason
from helevejen.cases.enums import (
    AbsenceReason,
    Cap,
    ClosingReason,
    MeetingPurpose,
    MeetingState,
    NoteKind,
)
from helevejen.citizens.enums import Benefit, Channel, Protection, TargetGroup
from helevejen.tasks.imports.company_columns import (
    AGREEMENTS,
    COMPANIES,
    COMPANY_CONTACTS,
    COURSES,
    ORDERS,
    SIZES,
    WORKPLACES,
)
from helevejen.tasks.imports.shapes import Column, Kind, Reads, id_column, words_of

CAPS: Final = words_of(Cap, "myndighed mentor virksomhed")
ROLES: Final = words_of(
    Role, "jobformidler teamleder rekruttering veterankoordinator analytiker logkontrollant administrator"
)
NOTE_KINDS: Final = words_of(NoteKind, "almindeligt helbred social ukendt")
CHANNELS: Final = words_of(Channel, "fremmøde telefon video gåtur hjemmebesøg arbejdsplads mail portal")
PROTECTIONS: Final = words_of(Protection, "ingen beskyttet særlig")
BENEFITS: Final = words_of(
    Benefit,
    "dagpenge kontanthjælp sygedagpenge ressourceforløbsydelse ledighedsydelse fleksløntilskud revalideringsydelse"
    " førtidspension ingen",
)
TARGET_GROUPS: Final = {str(group): str(group) for group in TargetGroup}
ASSIGNMENT_REASONS: Final = words_of(
    AssignmentReason, "første ønske orlov stoppet sygdom omfordeling målgruppe inhabil andet"
)
CLOSING_REASONS: Final = words_of(ClosingReason, "job uddannelse flyttet pension selvforsørgende ønske død")
PURPOSES: Final = words_of(MeetingPurpose, "første opfølgning plan virksomhedsbesøg skift høring jobopfølgning")
MEETING_STATES: Final = {
    word: state
    for word, state in words_of(MeetingState, "foreslået aftalt holdt udeblevet aflyst").items()
    if word != "foreslået"
}
ABSENCE_REASONS: Final = words_of(AbsenceReason, "sygdom job pasning transport ikke_modtaget glemt andet ukendt")
WITHOUT_CPR: Final = {word: word for word in ("nyankommen", "udenlandsk", "ukendt", "andet")}

_CITIZEN: Final = id_column(
    "borger_id", "B-1001", _("Borgerens nummer i jeres system. Borgeren skal være indlæst eller stå i en af filerne.")
)
_SOURCE: Final = Column(
    "kilde", Reads.TEXT, "Fagsystem", _("Hvor oplysningen kommer fra."), longest=100, default="Import"
)
_FROM: Final = Column("fra", Reads.DATE, "01-03-2025", _("Første dag."), is_required=True, default=None)
_UNTIL: Final = Column(
    "til", Reads.DATE, "31-08-2026", _("Sidste dag, som er med. Tom, når slutningen ikke kendes."), default=None
)

STAFF: Final = Kind(
    "medarbejdere",
    _("Medarbejdere"),
    30,
    "medarbejder_id",
    _("En række for hver ansat. Teams, der ikke findes, bliver oprettet. Ingen får en adgangskode ved indlæsningen."),
    (
        id_column("medarbejder_id", "M-17", _("Den ansattes nummer i jeres system.")),
        Column("brugernavn", Reads.TEXT, "jens.bro", _("Navnet, der logges ind med."), is_required=True, longest=150),
        Column("navn", Reads.TEXT, "Jens Bro", _("Fulde navn."), is_required=True, longest=150),
        Column("mail", Reads.EMAIL, "jens.bro@kommunen.example", _("Mailadresse på arbejdet."), longest=254),
        Column("telefon", Reads.TEXT, "10 20 30 40", _("Telefon på arbejdet."), longest=20),
        Column(
            "cpr",
            Reads.CPR,
            "120279-0000",
            _(
                "Kun for at opdage inhabilitet: at den ansatte selv er borger her. Nummeret gemmes ikke, kun et "
                "aftryk af det. Tom ændrer ikke noget."
            ),
            default=None,
        ),
        Column(
            "adresse",
            Reads.TEXT,
            "Birkevej 4",
            _(
                "Kun for at opdage inhabilitet: at den ansatte bor sammen med en borger. Adressen gemmes ikke, kun et "
                "aftryk af den. Tom ændrer ikke noget."
            ),
        ),
        Column("postnummer", Reads.TEXT, "7000", _("Fire cifre. Kræves, når der er en adresse."), longest=4),
        Column("team", Reads.TEXT, "Sundhed og afklaring", _("Teamets navn."), is_required=True, longest=100),
        Column(
            "rolle", Reads.CODE, "jobformidler", _("Hvad ansættelsen giver lov til."), is_required=True, codes=ROLES
        ),
        Column("stilling", Reads.TEXT, "Jobformidler", _("Stillingsbetegnelse."), longest=100),
        Column("timer", Reads.DECIMAL, "37,00", _("Timer om ugen, højst 60. Tom betyder 37."), default=None),
        _FROM,
        _UNTIL,
    ),
)

CITIZENS: Final = Kind(
    "borgere",
    _("Borgere"),
    40,
    "borger_id",
    _(
        "En række for hver borger. Uden CPR-nummer skal der stå en fødselsdato eller en grund. Et CPR-nummer, der "
        "allerede er registreret uden borger_id, bliver til den samme borger."
    ),
    (
        id_column("borger_id", "B-1001", _("Borgerens nummer i jeres system.")),
        Column("cpr", Reads.CPR, "140590-0003", _("CPR-nummer eller erstatnings-CPR (dag + 60)."), default=None),
        Column("fornavn", Reads.TEXT, "Amina", _("Fornavn og mellemnavne."), is_required=True, longest=100),
        Column("efternavn", Reads.TEXT, "Holm", _("Efternavn."), is_required=True, longest=100),
        Column("fødselsdato", Reads.DATE, "14-05-1990", _("Tom, når CPR-nummeret siger det."), default=None),
        Column("uden_cpr_fordi", Reads.CODE, "nyankommen", _("Hvorfor der ikke er et CPR-nummer."), codes=WITHOUT_CPR),
        Column("adresse", Reads.TEXT, "Lærkeengen 12", _("Vej, nummer, etage og dør."), default=None),
        Column("postnummer", Reads.TEXT, "7000", _("Fire cifre."), longest=4),
        Column("by", Reads.TEXT, "Fredericia", _("Postdistrikt."), longest=60),
        Column("telefon", Reads.TEXT, "10 20 30 40", _("Borgerens telefon."), longest=20),
        Column("mail", Reads.EMAIL, "amina@borger.example", _("Borgerens mailadresse."), longest=254),
        Column(
            "kontaktform",
            Reads.CODE,
            "fremmøde",
            _("Hvordan borgeren helst mødes."),
            codes=CHANNELS,
            default="in_person",
        ),
        Column(
            "sprog",
            Reads.TEXT,
            "da",
            _("Sprogkode med to bogstaver (ISO 639-1). Tom betyder da."),
            longest=8,
            default="da",
        ),
        Column("tolk", Reads.YES_NO, "nej", _("Om der skal bestilles tolk."), default=False),
        Column(
            "beskyttelse", Reads.CODE, "ingen", _("Navne- og adressebeskyttelse."), codes=PROTECTIONS, default="none"
        ),
    ),
)

TARGET_GROUP_PERIODS: Final = Kind(
    "målgrupper",
    _("Målgrupper"),
    50,
    "periode_id",
    _("En række for hver periode i en målgruppe efter LAB § 6. Perioder for samme borger må ikke overlappe."),
    (
        id_column("periode_id", "MG-5001", _("Periodens nummer i jeres system.")),
        _CITIZEN,
        Column("målgruppe", Reads.CODE, "8", _("Nummeret i LAB § 6, 1 til 13."), is_required=True, codes=TARGET_GROUPS),
        _FROM,
        _UNTIL,
        Column("årsag", Reads.TEXT, "Visiteret", _("Hvorfor gruppen blev valgt."), longest=200),
        _SOURCE,
    ),
)

CONTACT_GROUP_PERIODS: Final = Kind(
    "kontaktgrupper",
    _("Kontaktgrupper"),
    51,
    "periode_id",
    _("En række for hver periode i en kontaktgruppe (DFDG). Perioder for samme borger må ikke overlappe."),
    (
        id_column("periode_id", "KG-5001", _("Periodens nummer i jeres system.")),
        _CITIZEN,
        Column("kontaktgruppe", Reads.TEXT, "KG8", _("Kontaktgruppens kode."), is_required=True, longest=10),
        _FROM,
        _UNTIL,
        _SOURCE,
    ),
)

BENEFIT_PERIODS: Final = Kind(
    "ydelser",
    _("Ydelser"),
    52,
    "periode_id",
    _("En række for hver periode med en ydelse. Perioder for samme borger må ikke overlappe."),
    (
        id_column("periode_id", "Y-5001", _("Periodens nummer i jeres system.")),
        _CITIZEN,
        Column("ydelse", Reads.CODE, "sygedagpenge", _("Hvad borgeren lever af."), is_required=True, codes=BENEFITS),
        _FROM,
        _UNTIL,
        _SOURCE,
    ),
)

ASSIGNMENTS: Final = Kind(
    "tilknytninger",
    _("Tilknytninger"),
    60,
    "tilknytning_id",
    _(
        "Hvem der følger borgeren fra hvornår. De perioder, der hænger sammen, bliver til én sag, og den nuværende "
        "jobformidler får den første tur. Er den sidste periode slut, bliver sagen indlæst som lukket. Når en sag "
        "først er her, sker skift som overdragelse i systemet og ikke ved indlæsning."
    ),
    (
        id_column("tilknytning_id", "T-9001", _("Tilknytningens nummer i jeres system.")),
        _CITIZEN,
        id_column("medarbejder_id", "M-17", _("Jobformidlerens nummer.")),
        id_column("vikar_id", "M-18", _("Den, der står bag jobformidleren. En anden end jobformidleren.")),
        _FROM,
        _UNTIL,
        Column("årsag", Reads.CODE, "omfordeling", _("Hvorfor der blev skiftet."), codes=ASSIGNMENT_REASONS),
        Column(
            "lukket_fordi", Reads.CODE, "job", _("Hvorfor sagen blev lukket. Kræves, når den sidste periode er slut."),
            codes=CLOSING_REASONS,
        ),
    ),
)  # fmt: skip

CONTACTS: Final = Kind(
    "kontakter",
    _("Kontakter og notater"),
    70,
    "kontakt_id",
    _("En række for hvert notat. Borgeren skal have en sag. Et notat rettes aldrig; et nyt retter det."),
    (
        id_column("kontakt_id", "N-70001", _("Notatets nummer i jeres system.")),
        _CITIZEN,
        id_column("medarbejder_id", "M-17", _("Den, der skrev det.")),
        Column("tidspunkt", Reads.MOMENT, "14-10-2025 13:45", _("Hvornår det blev skrevet."), is_required=True),
        Column("kasket", Reads.CODE, "mentor", _("Under hvilken kasket."), is_required=True, codes=CAPS),
        Column(
            "art", Reads.CODE, "almindeligt", _("Hvad notatet kan indeholde. Tom tæller som det strengeste."),
            codes=NOTE_KINDS, default="unclassified",
        ),
        Column("overskrift", Reads.TEXT, "Opfølgning på plan", _("En linje."), is_required=True, longest=120),
        Column("tekst", Reads.LONG_TEXT, "Vi gennemgik planen.", _("Selve notatet."), is_required=True, longest=20_000),
        Column("minutter", Reads.INTEGER, "30", _("Tiden, det står for, højst 600."), default=0),
        Column("deles_med_borger", Reads.YES_NO, "ja", _("Mentornotater deles altid. Tom betyder ja."), default=True),
    ),
)  # fmt: skip

MEETINGS: Final = Kind(
    "samtaler",
    _("Samtaler"),
    71,
    "samtale_id",
    _("En række for hver samtale. Borgeren skal have en sag. Ingen kan have to aftalte samtaler på samme tid."),
    (
        id_column("samtale_id", "S-80001", _("Samtalens nummer i jeres system.")),
        _CITIZEN,
        id_column("medarbejder_id", "M-17", _("Den, borgeren mødes med.")),
        Column("start", Reads.MOMENT, "24-11-2025 09:30", _("Dato og klokkeslæt."), is_required=True, default=None),
        Column("minutter", Reads.INTEGER, "45", _("Længden, 5 til 240. Tom betyder 45."), default=45),
        Column("formål", Reads.CODE, "opfølgning", _("Hvad samtalen er til."), is_required=True, codes=PURPOSES),
        Column("kasket", Reads.CODE, "myndighed", _("Under hvilken kasket."), is_required=True, codes=CAPS),
        Column("form", Reads.CODE, "fremmøde", _("Hvordan der mødes."), codes=CHANNELS, default="in_person"),
        Column("sted", Reads.TEXT, "Rådhuset, lokale 1.12", _("Hvor, når det er et sted.")),
        Column("status", Reads.CODE, "holdt", _("Hvordan det gik."), is_required=True, codes=MEETING_STATES),
        Column(
            "fravær", Reads.CODE, "sygdom", _("Hvorfor borgeren ikke kom. Kræves ved udeblevet."), codes=ABSENCE_REASONS
        ),
    ),
)

KINDS: Final[dict[str, Kind]] = {
    kind.name: kind
    for kind in (
        COMPANIES, WORKPLACES, COMPANY_CONTACTS, COURSES, SIZES, AGREEMENTS, ORDERS, STAFF, CITIZENS,
        TARGET_GROUP_PERIODS, CONTACT_GROUP_PERIODS, BENEFIT_PERIODS, ASSIGNMENTS, CONTACTS, MEETINGS,
    )
}  # fmt: skip
