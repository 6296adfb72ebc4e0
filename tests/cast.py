"""
The people everybody knows.

Fredericia has two teams here. *Ungdom*: Jens and Mette are jobformidlere, each the other's backup, and Lene leads.
*Voksne*: Omar is a jobformidler and Nina his backup. Vibeke coordinates veterans, Rikke recruits, Anders analyses,
Karen controls the log and Bent runs the accounts.

Amina is Jens' citizen and has an account; so is Bo, Mette's. Carl is Omar's. Freja is Omar's too and has special
protection of her name and address. Dorte is registered and has no case yet. Poul is at Havnens Transport, which knows
of none of them.

Ask for one by name as a fixture (`jens`, `amina`, `aminas_case`) or for all of them (`cast`).
"""

from dataclasses import dataclass

import pytest

from helevejen.accounts.enums import Role
from helevejen.accounts.models import Team, User
from helevejen.cases.models import Case
from helevejen.citizens.models import Citizen
from helevejen.companies.models import Contact
from tests.factories.accounts import EmploymentFactory, TeamFactory, UserFactory
from tests.factories.citizens import CitizenFactory
from tests.factories.companies import ContactFactory
from tests.factories.times import NOW, TODAY
from tests.factories.whole import whole_case

__all__ = ["NOW", "TODAY", "Cast", "gather"]


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, with the cases they are in."""

    ungdom: Team
    voksne: Team
    jens: User
    mette: User
    lene: User
    omar: User
    nina: User
    vibeke: User
    rikke: User
    anders: User
    karen: User
    bent: User
    amina: Citizen
    bo: Citizen
    carl: Citizen
    freja: Citizen
    dorte: Citizen
    poul: Contact
    aminas_case: Case
    bos_case: Case
    carls_case: Case
    frejas_case: Case


def gather() -> Cast:
    """Put everybody in the database."""
    ungdom, voksne = TeamFactory(name="Ungdom"), TeamFactory(name="Voksne")
    jens, mette = _staff("Jens Bro", ungdom), _staff("Mette Dahl", ungdom)
    omar, nina = _staff("Omar Aziz", voksne), _staff("Nina Skov", voksne)
    amina = _citizen("Amina", "Holm", with_account=True)
    bo = _citizen("Bo", "Lund", with_account=True)
    carl, freja = _citizen("Carl", "Juhl"), _citizen("Freja", "Ågård", special=True, with_account=True)
    return Cast(
        ungdom=ungdom,
        voksne=voksne,
        jens=jens,
        mette=mette,
        omar=omar,
        nina=nina,
        lene=_staff("Lene Krag", ungdom, Role.TEAM_LEADER),
        vibeke=_staff("Vibeke Thorsen", voksne, Role.VETERAN_COORDINATOR),
        rikke=_staff("Rikke Buhl", voksne, Role.RECRUITER),
        anders=_staff("Anders Friis", voksne, Role.ANALYST),
        karen=_staff("Karen Munk", voksne, Role.LOG_CONTROLLER),
        bent=_staff("Bent Olsen", voksne, Role.ADMINISTRATOR),
        amina=amina,
        bo=bo,
        carl=carl,
        freja=freja,
        dorte=_citizen("Dorte", "Vang"),
        poul=ContactFactory(name="Poul Lund", company__name="Havnens Transport A/S", with_account=True),
        aminas_case=whole_case(amina, jens, mette),
        bos_case=whole_case(bo, mette, jens),
        carls_case=whole_case(carl, omar, nina),
        frejas_case=whole_case(freja, omar, nina),
    )


def _staff(name: str, team: Team, role: Role = Role.JOBFORMIDLER) -> User:
    user = UserFactory(name=name, username=name.split(maxsplit=1)[0].lower())
    EmploymentFactory(user=user, team=team, role=role)
    return user


def _citizen(given_name: str, family_name: str, **traits: bool) -> Citizen:
    return CitizenFactory(given_name=given_name, family_name=family_name, **traits)


@pytest.fixture
def cast(db: None) -> Cast:
    return gather()


def _of_the_cast(name: str):
    @pytest.fixture(name=name)
    def one(cast: Cast):
        return getattr(cast, name)

    return one


# Written out, so that a search for the name of a fixture finds it.
jens = _of_the_cast("jens")
mette = _of_the_cast("mette")
lene = _of_the_cast("lene")
omar = _of_the_cast("omar")
nina = _of_the_cast("nina")
vibeke = _of_the_cast("vibeke")
rikke = _of_the_cast("rikke")
anders = _of_the_cast("anders")
karen = _of_the_cast("karen")
bent = _of_the_cast("bent")
amina = _of_the_cast("amina")
bo = _of_the_cast("bo")
carl = _of_the_cast("carl")
freja = _of_the_cast("freja")
dorte = _of_the_cast("dorte")
poul = _of_the_cast("poul")
aminas_case = _of_the_cast("aminas_case")
bos_case = _of_the_cast("bos_case")
carls_case = _of_the_cast("carls_case")
frejas_case = _of_the_cast("frejas_case")
