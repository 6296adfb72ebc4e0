"""
Licences and certificates a job can ask for: codes, Danish names, whether they expire, and what each one also allows.

A plain table, as the clauses of the law are: citizens, job orders and the matching engine use the codes as they
stand here. A code is never given another meaning; one that goes out of use stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Licence:
    """
    One licence or certificate.

    Attributes:
        expires: It has a last day, which must be known before it can be relied on.
        covers: Codes of what its holder may also do.
    """

    code: str
    name: str | _StrPromise
    expires: bool = False
    covers: tuple[str, ...] = ()


LICENCES: Final = (
    Licence("AM", _("Kørekort til knallert (AM)"), expires=True),
    Licence("B", _("Kørekort til bil (B)"), expires=True, covers=("AM",)),
    Licence("BE", _("Kørekort til bil med stor trailer (B/E)"), expires=True, covers=("AM", "B")),
    Licence("C", _("Kørekort til lastbil (C)"), expires=True, covers=("AM", "B")),
    Licence("CE", _("Kørekort til lastbil med påhængsvogn (C/E)"), expires=True, covers=("AM", "B", "BE", "C")),
    Licence("D", _("Kørekort til bus (D)"), expires=True, covers=("AM", "B")),
    Licence("taxi", _("Kørekort til erhvervsmæssig persontransport"), expires=True, covers=("AM", "B")),
    Licence("eu_driver", _("Chaufførens EU-kvalifikationsbevis"), expires=True),
    Licence("adr", _("ADR-bevis (farligt gods)"), expires=True),
    Licence("tachograph", _("Førerkort til takograf"), expires=True),
    Licence("forklift_a", _("Gaffelstablercertifikat (A)")),
    Licence("forklift_b", _("Gaffeltruckcertifikat (B)"), covers=("forklift_a",)),
    Licence("crane", _("Krancertifikat")),
    Licence("telehandler", _("Teleskoplæssercertifikat")),
    Licence("lift", _("Liftkort")),
    Licence("scaffold", _("Stilladscertifikat")),
    Licence("welding", _("Svejsecertifikat"), expires=True),
    Licence("p17", _("§ 17-bevis")),
    Licence("p26", _("§ 26-bevis (svejsning og termisk skæring)")),
    Licence("epoxy", _("Bevis for arbejde med epoxy og isocyanater")),
    Licence("road_works", _("Vejen som arbejdsplads"), expires=True),
    Licence("hygiene", _("Hygiejnecertifikat (fødevarer)")),
    Licence("first_aid", _("Førstehjælpsbevis"), expires=True),
    Licence("guard", _("Vagtgodkendelse"), expires=True),
    Licence("care_authorisation", _("Autorisation i sundhedsvæsenet")),
)

LICENCE_BY_CODE: Final = {licence.code: licence for licence in LICENCES}
#: As a field or a form takes them.
LICENCE_CHOICES: Final = [(licence.code, licence.name) for licence in LICENCES]

#: What they are for, as a long list of them is divided. Every one stands in one group.
LICENCE_GROUPS: Final = (
    (_("Kørsel"), ("AM", "B", "BE", "C", "CE", "D", "taxi", "eu_driver", "adr", "tachograph")),
    (_("Truck, kran og lift"), ("forklift_a", "forklift_b", "crane", "telehandler", "lift")),
    (_("Byggeri og industri"), ("scaffold", "welding", "p17", "p26", "epoxy", "road_works")),
    (_("Mad, mennesker og vagt"), ("hygiene", "first_aid", "guard", "care_authorisation")),
)
#: As a select takes them, group by group.
GROUPED_LICENCE_CHOICES: Final = [
    (group, [(code, LICENCE_BY_CODE[code].name) for code in codes]) for group, codes in LICENCE_GROUPS
]


def codes_covered_by(code: str) -> frozenset[str]:
    """Return the code itself and every code its holder also has; one that nobody knows covers only itself."""
    known = LICENCE_BY_CODE.get(code)
    return frozenset((code, *known.covers)) if known else frozenset((code,))
