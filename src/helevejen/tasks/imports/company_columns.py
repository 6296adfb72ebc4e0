"""The columns of what is told of companies and of courses; in the data dictionary with the others."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from django.utils.translation import gettext_lazy as _

from helevejen.recruitment.enums import EmploymentForm, Weekday
from helevejen.tasks.imports.shapes import EXTERNAL, Column, Kind, Reads, id_column, words_of
from helevejen.taxonomy.licences import LICENCES

#: The words for licences in a file → the codes of `taxonomy/licences.py`, in the order of that table.
_WORDS: Final = (
    "am b be c ce d taxi eu_bevis adr førerkort gaffelstabler_a gaffeltruck_b kran teleskoplæsser lift stillads"
    " svejsning §17 §26 epoxy vejen_som_arbejdsplads hygiejne førstehjælp vagt autorisation"
)
LICENCE_WORDS: Final = dict(
    zip(
        _WORDS.split(),
        (licence.code for licence in LICENCES),
        strict=True,
    )
)

COMPANIES: Final = Kind(
    "virksomheder",
    _("Virksomheder"),
    10,
    "cvr",
    _("En række for hver virksomhed."),
    (
        Column("cvr", Reads.CVR, "99000007", _("CVR-nummeret, otte cifre."), is_required=True),
        Column("navn", Reads.TEXT, "Havnens Transport", _("Virksomhedens navn."), is_required=True, longest=200),
        Column(
            "virksomhed_id",
            Reads.TEXT,
            "V-300",
            _("Nummeret i jeres system, hvis der er et."),
            longest=EXTERNAL,
            default=None,
        ),
    ),
)

WORKPLACES: Final = Kind(
    "arbejdssteder",
    _("Arbejdssteder"),
    20,
    "p_nummer",
    _("En række for hver produktionsenhed. Virksomheden skal være indlæst eller stå i en af filerne."),
    (
        Column("p_nummer", Reads.PNUMBER, "9900000001", _("P-nummeret, ti cifre."), is_required=True),
        Column("cvr", Reads.CVR, "99000007", _("Virksomheden, stedet hører til."), is_required=True),
        Column("navn", Reads.TEXT, "Havnens Transport, terminalen", _("Stedets navn."), is_required=True, longest=200),
        Column("adresse", Reads.TEXT, "Kajen 4", _("Vej og nummer."), longest=200),
        Column("postnummer", Reads.TEXT, "7000", _("Fire cifre."), longest=4),
        Column("by", Reads.TEXT, "Fredericia", _("Postdistrikt."), longest=60),
    ),
)

COMPANY_CONTACTS: Final = Kind(
    "kontaktpersoner",
    _("Kontaktpersoner"),
    22,
    "kontaktperson_id",
    _(
        "En række for hver, der kan ringes til i en virksomhed. Den, der allerede står her med samme mail og uden "
        "nummer, bliver til den samme. Den, der er taget af listen her, kommer ikke tilbage. Er arbejdssted, titel "
        "eller telefon tom i filen, bliver det stående, som står her."
    ),
    (
        id_column("kontaktperson_id", "KP-41", _("Kontaktpersonens nummer i jeres system.")),
        Column("cvr", Reads.CVR, "99000007", _("Virksomheden."), is_required=True),
        Column(
            "p_nummer", Reads.PNUMBER, "9900000001", _("Arbejdsstedet, når det er kendt."), default=None,
        ),
        Column("navn", Reads.TEXT, "Poul Lund", _("Fulde navn."), is_required=True, longest=150),
        Column("titel", Reads.TEXT, "driftsleder", _("Titel på arbejdet."), longest=100),
        Column("telefon", Reads.TEXT, "10 20 30 40", _("Telefon. Der skal være telefon eller mail."), longest=20),
        Column("mail", Reads.EMAIL, "poul@havnen.example", _("Mailadresse. Med den kan personen logge ind.")),
    ),
)  # fmt: skip

AGREEMENTS: Final = Kind(
    "aftaler",
    _("Aftaler med virksomheder"),
    27,
    "aftale_id",
    _("En række for hver aftale med en virksomhed eller et af dens arbejdssteder. Skriv intet om nogen borger."),
    (
        id_column("aftale_id", "A-12", _("Aftalens nummer i jeres system.")),
        Column("cvr", Reads.CVR, "99000007", _("Virksomheden."), is_required=True),
        Column(
            "p_nummer", Reads.PNUMBER, "9900000001", _("Arbejdsstedet. Tom: aftalen gælder hele virksomheden."),
            default=None,
        ),
        Column(
            "aftale", Reads.TEXT, "To praktikpladser ad gangen", _("Hvad der er aftalt."), is_required=True,
            longest=300,
        ),
        Column("fra", Reads.DATE, "01-03-2026", _("Første dag."), is_required=True, default=None),
        Column(
            "til", Reads.DATE, "31-08-2026", _("Sidste dag, som er med. Tom: indtil videre."), default=None,
        ),
    ),
)  # fmt: skip

FORMS: Final = words_of(EmploymentForm, "ordinært praktik løntilskud fleksjob minifleksjob voksenlærling")
DAYS: Final = words_of(Weekday, "man tir ons tor fre lør søn")

SIZES: Final = Kind(
    "størrelser",
    _("Arbejdssteders størrelse"),
    26,
    "p_nummer",
    _(
        "En række for hvert arbejdssted og hver måned. Fortalt igen er måneden rettet. Arbejdsstedet skal være indlæst "
        "eller stå i en af filerne."
    ),
    (
        Column("p_nummer", Reads.PNUMBER, "9900000001", _("Arbejdsstedet."), is_required=True),
        Column("måned", Reads.DATE, "01-10-2026", _("En dag i måneden."), is_required=True, default=None),
        Column(
            "ansatte", Reads.DECIMAL, "42,5",
            _("Ordinært ansatte i fuldtidspersoner, uden støtte og uden dem under 18 år."), is_required=True,
        ),
        Column(
            "i_tilbud", Reads.DECIMAL, "2", _("I praktik, løntilskud og nyttejob sidst på måneden. Tom betyder 0."),
            default=Decimal(0),
        ),
    ),
)  # fmt: skip

ORDERS: Final = Kind(
    "jobordrer",
    _("Jobordrer"),
    35,
    "ordre_id",
    _(
        "En række for hver åben jobordre. Urene regnes fra det tidspunkt, den blev bestilt. En ordre, der er arbejdet "
        "med her, ændres ikke af filen. Ingen får besked ved indlæsningen."
    ),
    (
        id_column("ordre_id", "O-501", _("Ordrens nummer i jeres system.")),
        Column("cvr", Reads.CVR, "99000007", _("Virksomheden, der søger."), is_required=True),
        Column("p_nummer", Reads.PNUMBER, "9900000001", _("Arbejdsstedet, når det er kendt."), default=None),
        id_column("medarbejder_id", "M-17", _("Den, der har ordren.")),
        Column("bestilt", Reads.MOMENT, "20-11-2026 09:30", _("Hvornår den kom."), is_required=True, default=None),
        Column(
            "første_svar", Reads.MOMENT, "20-11-2026 10:15", _("Hvornår nogen talte med dem. Tom: ikke endnu."),
            default=None,
        ),
        Column("titel", Reads.TEXT, "Lagermedarbejder", _("Hvem der søges."), is_required=True, longest=150),
        Column(
            "opgaver", Reads.LONG_TEXT, "Læsse af og stille på hylder.", _("Hvad der skal laves."), is_required=True,
            longest=4_000,
        ),
        Column("antal", Reads.INTEGER, "2", _("Hvor mange, 1 til 200. Tom betyder 1."), default=1),
        Column("timer_mindst", Reads.DECIMAL, "20", _("Timer om ugen, 1 til 60."), is_required=True),
        Column("timer_højst", Reads.DECIMAL, "37", _("Tom betyder det samme som mindst."), default=None),
        Column("start", Reads.DATE, "01-12-2026", _("Første dag. Tom: så snart som muligt."), default=None),
        Column(
            "former", Reads.CODES, "ordinært, fleksjob", _("Hvad det kan være, med komma imellem."), is_required=True,
            codes=FORMS, default=(),
        ),
        Column("ugedage", Reads.CODES, "man, tir", _("Tom: efter aftale."), codes=DAYS, default=()),
        Column(
            "kræver", Reads.CODES, "gaffeltruck_b", _("Kørekort og certifikater, man skal have."), codes=LICENCE_WORDS,
            default=(),
        ),
        Column(
            "stilling", Reads.CONCEPTS, "http://data.europa.eu/esco/occupation/bea705fe-06ac-4147-b8e0-6e8ac1208d8f",
            _("Adressen på stillingen i ESCO."), default=(),
        ),
        Column("ren_straffeattest", Reads.YES_NO, "nej", _("Om den kræves. Tom betyder nej."), default=False),
        Column("kan_deles", Reads.YES_NO, "ja", _("Om opgaven kan deles. Tom betyder nej."), default=False),
    ),
)  # fmt: skip

COURSES: Final = Kind(
    "kurser",
    _("Kurser"),
    25,
    "kursus_id",
    _(
        "En række for hvert kursus. Det, der er tomt, er ukendt. Et kursus forsvinder ikke af at mangle i filen; "
        "skriv, til hvornår det gælder."
    ),
    (
        id_column("kursus_id", "K-12", _("Kursets nummer i jeres system.")),
        Column("titel", Reads.TEXT, "Gaffeltruck B", _("Hvad kurset hedder."), is_required=True, longest=150),
        Column("udbyder", Reads.TEXT, "Kursusstedet", _("Hvem der holder det."), longest=150),
        Column("pris", Reads.INTEGER, "5460", _("Prisen i hele kroner. Tom, når den er ukendt."), default=None),
        Column("dage", Reads.INTEGER, "7", _("Hvor mange dage det varer, 1 til 1000."), default=None),
        Column("sted", Reads.TEXT, "Fredericia", _("Byen, eller online."), longest=60),
        Column(
            "positivliste", Reads.YES_NO, "ja", _("Om det står på positivlisten. Tom, når det er ukendt."), default=None
        ),
        Column("positivliste_fra", Reads.DATE, "01-04-2026", _("Første dag på positivlisten."), default=None),
        Column(
            "positivliste_til", Reads.DATE, "31-03-2027", _("Sidste dag på positivlisten, som er med."), default=None
        ),
        Column(
            "kompetencer", Reads.CONCEPTS, "http://data.europa.eu/esco/skill/28cb374e-6261-4133-8371-f9a5470145da",
            _("Det, man kan bagefter: adresser fra ESCO med mellemrum eller komma imellem."), default=(),
        ),
        Column(
            "giver", Reads.CODES, "gaffeltruck_b", _("Kørekort og certifikater, det giver, med komma imellem."),
            codes=LICENCE_WORDS, default=(),
        ),
        Column(
            "kræver", Reads.CODES, "b", _("Det, man skal have for at komme med, med komma imellem."),
            codes=LICENCE_WORDS, default=(),
        ),
        Column("næste_start", Reads.DATE, "11-01-2027", _("Den næste dag, det begynder."), default=None),
        Column("kilde", Reads.TEXT, "Kursusstedets hjemmeside", _("Hvor oplysningen kommer fra."), is_required=True),
        Column("fra", Reads.DATE, "01-01-2026", _("Første dag, rækken gælder."), is_required=True, default=None),
        Column("til", Reads.DATE, "31-12-2026", _("Sidste dag, rækken gælder, som er med."), default=None),
    ),
)  # fmt: skip
