"""B15. Høje-Taastrup: 410 people could open one database, and nobody could say why."""

import pytest
from django.db import IntegrityError, transaction

from helevejen.accounts.models import User
from helevejen.citizens import perms, queries
from helevejen.citizens.enums import Level, RelationKind
from helevejen.citizens.models import Citizen, Relation
from tests.cast import NOW
from tests.factories.accounts import AbsenceFactory
from tests.factories.citizens import ConsentFactory, RelationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_the_list_names_everybody_who_can_open_the_file_and_nobody_else(cast):
    AbsenceFactory(user=cast.jens, substitute=cast.nina)
    ConsentFactory(citizen=cast.carl, partner_user=cast.vibeke)
    for user, citizen, trait in (
        (cast.omar, cast.amina, "broken_glass"),
        (cast.mette, cast.freja, "named"),
        (cast.mette, cast.carl, "former"),
        (cast.vibeke, cast.carl, "coordinator"),
    ):
        RelationFactory(user=user, citizen=citizen, **{trait: True})
    for citizen in Citizen.objects.order_by("pk"):
        listed = {viewer.user.pk for viewer in queries.who_can_see(citizen, NOW)}
        able = {user.pk for user in User.objects.filter(kind="staff") if perms.may_open(user, citizen, NOW)}
        assert listed == able


def test_everybody_on_the_list_has_a_reason_and_all_but_the_standing_an_end(cast):
    AbsenceFactory(user=cast.jens, substitute=cast.nina)
    RelationFactory(user=cast.omar, citizen=cast.amina, broken_glass=True)
    for viewer in queries.who_can_see(cast.amina, NOW):
        assert viewer.reason
        assert (viewer.until is None) == (viewer.level in {Level.OWN, Level.LEADER})


@pytest.mark.parametrize("kind", [kind for kind in RelationKind if kind != RelationKind.CASELOAD])
def test_the_database_refuses_a_relation_without_an_end(cast, kind):
    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.create(user=cast.nina, citizen=cast.dorte, kind=kind, valid_from=NOW, reason="Fordi")


def test_the_database_refuses_a_relation_without_a_reason_and_a_second_jobformidler(cast):
    for values in ({"citizen": cast.dorte, "reason": ""}, {"citizen": cast.amina, "reason": "Også min"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Relation.objects.create(user=cast.nina, kind=RelationKind.CASELOAD, valid_from=NOW, **values)
