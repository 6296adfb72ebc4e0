"""Registering a person, changing what is known, and the three dated facts."""

from datetime import date, timedelta

import pytest
from django.db import connection

from helevejen.audit.models import Event
from helevejen.cases import actions as case_actions
from helevejen.citizens import actions
from helevejen.citizens.enums import Benefit, Protection, TargetGroup
from helevejen.citizens.models import BenefitPeriod, Citizen, ContactGroupPeriod, TargetGroupPeriod
from helevejen.citizens.queries import home_key_of
from helevejen.core import cpr
from tests.cast import Cast
from tests.factories.citizens import BenefitPeriodFactory, TargetGroupPeriodFactory
from tests.factories.times import NOW, TODAY

BORN = date(1987, 8, 19)
CPR = cpr.made_up(BORN, 3)


def registered(cast: Cast, **more: object) -> Citizen:
    words = {"given_name": " Ella ", "family_name": "Møller-Åby", "by": cast.jens, "at": NOW}
    return actions.register_citizen(**(words | more))


def changed(cast: Cast, **facts: object) -> Citizen:
    return actions.change_citizen(citizen=cast.amina, by=cast.jens, at=NOW, **facts)


def test_a_person_is_found_by_name_and_number_afterwards(cast: Cast) -> None:
    citizen = registered(cast, cpr=CPR, address="Havnegade 3", postcode="7000", phone="72107000")

    citizen.refresh_from_db()
    assert (citizen.name, citizen.search_key) == ("Ella Møller-Åby", "ella moeller aaby")
    assert (citizen.cpr, citizen.birth_date, citizen.phone) == (CPR, BORN, "72107000")
    assert citizen.cpr_index
    assert citizen.home_key


def test_number_and_address_are_encrypted(cast: Cast) -> None:
    citizen = registered(cast, cpr=CPR, address="Havnegade 3")

    with connection.cursor() as cursor:
        cursor.execute("SELECT cpr, address FROM citizens_citizen WHERE id = %s", [citizen.pk])
        stored = b"".join(bytes(value) for value in cursor.fetchone())
    assert CPR.encode() not in stored
    assert b"Havnegade" not in stored


def test_somebody_without_a_number_is_registered_too(cast: Cast) -> None:
    citizen = registered(cast, birth_date=BORN)

    assert (citizen.cpr, citizen.cpr_index, citizen.birth_date) == (None, None, BORN)


def test_it_is_written_down_that_somebody_was_registered_and_nothing_of_whom(cast: Cast) -> None:
    citizen = registered(cast, cpr=CPR)

    event = Event.objects.get(verb="citizen_registered")
    assert (event.subject_id, event.detail) == (citizen.pk, {})


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"given_name": " "}, "både fornavn og efternavn"),
        ({"family_name": ""}, "både fornavn og efternavn"),
        ({"birth_date": TODAY + timedelta(days=1)}, "fremtiden"),
        ({"cpr": CPR, "birth_date": date(1987, 8, 20)}, "passer ikke"),
    ],
)
def test_a_registration_that_a_rule_forbids(cast: Cast, words: dict[str, object], says: str) -> None:
    before = Citizen.objects.count()

    with pytest.raises(actions.UnableToRegisterCitizen, match=says):
        registered(cast, **words)

    assert Citizen.objects.count() == before


def test_a_number_belongs_to_one_person(cast: Cast) -> None:
    registered(cast, cpr=CPR)

    with pytest.raises(actions.UnableToRegisterCitizen, match="allerede en borger"):
        registered(cast, cpr=CPR)


def test_a_change_of_name_changes_how_one_is_found(cast: Cast) -> None:
    citizen = changed(cast, family_name="Øster", protection=Protection.PROTECTED)

    citizen.refresh_from_db()
    assert (citizen.search_key, citizen.is_protected) == ("amina oester", True)
    assert Event.objects.get(verb="citizen_changed").detail == {"fields": ["family_name", "protection"]}


def test_a_missing_number_may_be_given_and_never_changed(cast: Cast) -> None:
    with pytest.raises(actions.UnableToChangeCitizen, match="kan ikke ændres her"):
        changed(cast, cpr=CPR)

    nobody = registered(cast)
    given = actions.change_citizen(citizen=nobody, by=cast.jens, at=NOW, cpr=CPR)
    assert (given.cpr, given.birth_date) == (CPR, BORN)


def test_a_change_that_changes_nothing_is_said_so(cast: Cast) -> None:
    with pytest.raises(actions.UnableToChangeCitizen, match="ikke ændret noget"):
        changed(cast, given_name="Amina")


def test_a_change_that_a_rule_forbids(cast: Cast) -> None:
    with pytest.raises(actions.UnableToChangeCitizen, match="både fornavn"):
        changed(cast, given_name=" ")


# --- Dated facts ---


def grouped(cast: Cast, group: str, valid_from: date = TODAY, source: str = "Ydelsescentret") -> TargetGroupPeriod:
    return case_actions.set_target_group(
        citizen=cast.amina, group=group, valid_from=valid_from, by=cast.jens, at=NOW, source=source
    )


def test_a_new_group_ends_the_one_before_it(cast: Cast) -> None:
    old = TargetGroupPeriodFactory(citizen=cast.amina, group=TargetGroup.G2)

    new = grouped(cast, TargetGroup.G3)

    old.refresh_from_db()
    assert (old.valid_until, new.valid_from, new.valid_until) == (TODAY, TODAY, None)
    assert Event.objects.get().detail == {"what": "targetgroupperiod", "value": "3", "from": "2026-03-11"}


def test_the_three_facts_do_not_touch_each_other(cast: Cast) -> None:
    grouped(cast, TargetGroup.G6)
    words = {"citizen": cast.amina, "valid_from": TODAY, "by": cast.jens, "at": NOW, "source": "Ydelsescentret"}
    case_actions.set_contact_group(group="2.3", **words)
    case_actions.set_benefit(benefit=Benefit.SYGEDAGPENGE, **words)

    for model in (TargetGroupPeriod, ContactGroupPeriod, BenefitPeriod):
        assert model.objects.get(citizen=cast.amina).valid_until is None


@pytest.mark.parametrize(
    ("group", "valid_from", "source", "says"),
    [
        (TargetGroup.G2, TODAY, "Ydelsescentret", "gælder allerede"),
        (TargetGroup.G3, TODAY - timedelta(days=400), "Ydelsescentret", "senere dag"),
        (TargetGroup.G3, TODAY - timedelta(days=401), "Ydelsescentret", "begynder senere"),
        (TargetGroup.G3, TODAY, " ", "kommer fra"),
    ],
)
def test_a_group_that_a_rule_forbids(cast: Cast, group: str, valid_from: date, source: str, says: str) -> None:
    TargetGroupPeriodFactory(citizen=cast.amina, group=TargetGroup.G2, valid_from=TODAY - timedelta(days=400))

    with pytest.raises(actions.UnableToChangePeriod, match=says):
        grouped(cast, group, valid_from, source)


def test_after_a_gap_a_fact_may_begin_anew(cast: Cast) -> None:
    BenefitPeriodFactory(citizen=cast.amina, valid_until=TODAY - timedelta(days=100))

    period = case_actions.set_benefit(
        citizen=cast.amina, benefit=Benefit.KONTANTHJAELP, valid_from=TODAY, by=cast.jens, at=NOW, source="test"
    )

    assert period.valid_until is None


@pytest.mark.parametrize(
    "written",
    [
        "Lærkeengen 12A, 1. th",
        "lærkeengen  12 a 1.th.",
        "LÆRKEENGEN 012A, 01 TH",
        "Laerkeengen 12 A, 1. sal th",
        "Lærkeengen 12a, 1th",
    ],
)
def test_a_home_is_the_same_however_it_is_written(written: str) -> None:
    assert home_key_of(written, "7000") == home_key_of("Lærkeengen 12 A, 1. th.", "7000")


@pytest.mark.parametrize("other", ["Lærkeengen 12, 1. th", "Lærkeengen 12 A, 1. tv", "Lærkeengen 1 2 A, 1. th", ""])
def test_other_homes_are_others(other: str) -> None:
    assert home_key_of(other, "7000") != home_key_of("Lærkeengen 12 A, 1. th.", "7000")
    assert home_key_of("Lærkeengen 12 A, 1. th.", "7000") != home_key_of("Lærkeengen 12 A, 1. th.", "7100")
