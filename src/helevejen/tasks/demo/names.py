"""Names, streets and companies to combine. Common ones; whoever comes out of it is nobody."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WOMEN: Final = _words(
    """
    Anne Kirsten Mette Hanne Anna Helle Maria Susanne Lene Marianne Camilla Lone Louise Pia Tina Gitte Ida Emma Julie
    Bente Jette Charlotte Karen Birgit Laura Lis Sofie Christina Birthe Dorthe Trine Line Kirstine Astrid Signe Maja
    Freja Sara Cecilie Mathilde Rikke Malene Annette Vibeke Ulla Inge Anita Heidi Katrine Nanna Amalie Josefine Alberte
    Karla
    """
)
MEN: Final = _words(
    """
    Peter Jens Michael Lars Thomas Henrik Søren Christian Jan Martin Niels Anders Morten Jesper Hans Rasmus Mads Per
    Jørgen Ole Mikkel Kim Erik Claus Torben Carsten Bo Frederik Kasper Steffen Tommy Allan Brian Emil Mathias Magnus
    Oliver Victor Noah Lucas William Simon Jakob Jonas Nikolaj Flemming Bent Finn Leif Kurt Poul Bjarne Villads Aksel
    Gustav Tobias Silas
    """
)
SURNAMES: Final = _words(
    """
    Nielsen Jensen Hansen Pedersen Andersen Christensen Larsen Sørensen Rasmussen Jørgensen Petersen Madsen Kristensen
    Olsen Thomsen Christiansen Poulsen Johansen Møller Mortensen Knudsen Jakobsen Lund Holm Schmidt Eriksen Kristiansen
    Simonsen Clausen Svendsen Andreasen Iversen Østergaard Jeppesen Mogensen Lauridsen Nissen Frandsen Bertelsen Skov
    Bach Krogh Brandt Dalgaard Kjær Bruun Vestergaard Winther Nørgaard Søndergaard Toft Aagaard Friis Juhl Bech Damgaard
    Munk Lorentzen
    """
)

#: Groups of names that occur together, each with a language code and its share among the citizens.
ELSEWHERE: Final = (
    (0.030, "ar", "Amal Rania Huda Layla Noor Zahra Mariam", "Ahmed Omar Yusuf Hassan Ali Khaled Mahmoud Samir",
     "Hassan Ali Ibrahim Khalil Saleh Mansour Haddad Nasser"),
    (0.022, "tr", "Ayse Fatma Elif Zeynep Emine Hatice", "Mehmet Mustafa Murat Emre Hakan Ibrahim",
     "Yilmaz Demir Kaya Celik Sahin Aydin"),
    (0.026, "pl", "Agnieszka Katarzyna Magdalena Monika Ewa", "Piotr Krzysztof Tomasz Marek Pawel Adam",
     "Kowalski Nowak Wozniak Mazur Krawczyk Zielinski"),
    (0.024, "uk", "Olena Iryna Oksana Natalia Tetiana Yulia", "Oleksandr Andrii Serhii Dmytro Ihor",
     "Shevchenko Kovalenko Bondarenko Tkachenko Melnyk"),
    (0.016, "so", "Fadumo Hodan Sahra Ifrah Asha", "Abdi Mohamed Ismail Farah Hassan", "Abdi Warsame Jama Farah"),
    (0.014, "bs", "Amela Selma Jasmina Emina", "Emir Adnan Damir Senad", "Hadzic Begovic Kovacevic Delic"),
    (0.012, "vi", "Linh Thuy Mai Lan", "Minh Tuan Hung Duc", "Nguyen Tran Le Pham"),
    (0.012, "ro", "Elena Ioana Andreea Mihaela", "Andrei Ionut Cristian Florin", "Popescu Ionescu Dumitru Stan"),
    (0.014, "ta", "Priya Shanthi Kavitha", "Kumar Suresh Rajan", "Sivakumar Rajaratnam Kandiah"),
    (0.010, "fa", "Leila Shirin Nasrin Parisa", "Reza Amir Farhad Navid", "Ahmadi Karimi Rahimi Sharifi"),
)  # fmt: skip

#: Made-up or everyday street names; the numbers run higher than the streets.
STREETS: Final = _words(
    """
    Lærkeengen Bøgelunden Rønnebærhaven Kornmarken Hyldevænget Strandengen Mølleløkken Granstien Solbakken Syrenhaven
    Pilehegnet Ahornlunden Fasanengen Violstien Havremarken Tjørnehaven Egeløkken Birkelunden Kastanjehaven Rosenløkken
    Vibeengen Skovhaven Søndermarken Liljestien Hasselhegnet Valmuemarken Nøddehaven Kløverengen Brombærstien Æblelunden
    """
)
TOWNS: Final = (("7000", "Fredericia", 0.84), ("7000", "Erritsø", 0.09), ("7000", "Taulov", 0.07))

TEAMS: Final = ("Job og vækst", "Sundhed og afklaring", "Unge og uddannelse", "Støtte og mestring")

#: Branch: how its companies are called, what is done there, share.
BRANCHES: Final = {
    "transport": (("{} Transport", "{} Logistik", "{} Spedition", "Vognmand {}"),
                  ("lagermedarbejder", "chauffør", "disponent", "terminalarbejder"), 0.26),
    "production": (("{} Metal", "{} Plast", "{} Emballage", "Maskinfabrikken {}"),
                   ("produktionsmedarbejder", "maskinoperatør", "pakkemedarbejder", "smed"), 0.18),
    "care": (("Plejehjemmet {}", "Børnehuset {}", "{} Hjemmepleje"),
             ("omsorgsmedhjælper", "pædagogmedhjælper", "køkkenmedhjælper", "social- og sundhedshjælper"), 0.16),
    "retail": (("{} Dagligvarer", "{} Byggemarked", "Butik {}"),
               ("butiksassistent", "servicemedarbejder", "lagerekspedient"), 0.14),
    "service": (("{} Rengøring", "{} Ejendomsservice", "{} Kantine", "{} Vask"),
                ("rengøringsassistent", "kantinemedarbejder", "pedelmedhjælper"), 0.14),
    "office": (("{} Regnskab", "{} Data", "{} Rådgivning"),
               ("kontorassistent", "bogholder", "it-supporter"), 0.07),
    "green": (("{} Planteskole", "{} Gartneri", "Gården {}"),
              ("gartnermedhjælper", "staldmedhjælper", "dyrepasser"), 0.05),
}  # fmt: skip
FIRM_WORDS: Final = _words(
    """
    Bæltskær Havsul Vindrose Lærkedal Stenvang Tangbjerg Kystlys Mågeby Ravsten Klitrose Sandkær Ternevig Lyngholt
    Tårnfalk Blåklokke Havtorn Marehalm Ravnholt Solsort Vandstær Kobberby Lysholt Markfryd Nordstien Regnspove Sivkær
    """
)
CONTACT_TITLES: Final = (
    "driftsleder",
    "HR-ansvarlig",
    "indehaver",
    "teamleder",
    "værkfører",
    "butikschef",
    "køkkenleder",
)
