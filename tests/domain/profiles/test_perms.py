"""Which facts of a profile are open to whom."""

from datetime import timedelta

import pytest

from helevejen.citizens.enums import Level
from helevejen.profiles import queries
from tests.cast import NOW, TODAY
from tests.factories.accounts import AbsenceFactory
from tests.factories.citizens import ConsentFactory, RelationFactory
from tests.factories.profiles import ProfileFactFactory
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(cast):
    ProfileFactFactory(citizen=cast.amina, written_by=cast.jens, licence=True)
    ProfileFactFactory(citizen=cast.amina, written_by=cast.jens, consideration=True)
    return cast.amina


def kinds_seen_by(user, at=NOW):
    return sorted(queries.facts_visible_to(user, at).values_list("kind", flat=True))


def test_the_jobformidler_and_the_citizen_see_everything(cast, known):
    assert kinds_seen_by(cast.jens) == kinds_seen_by(known.user) == ["consideration", "licence"]


def test_who_does_not_see_health_sees_no_considerations(cast, known):
    assert kinds_seen_by(cast.lene) == ["licence"]
    RelationFactory(user=cast.omar, citizen=known, meeting=True)
    assert kinds_seen_by(cast.omar) == ["licence"]
    ConsentFactory(citizen=known, partner_user=cast.vibeke)
    RelationFactory(user=cast.vibeke, citizen=known, coordinator=True)
    assert kinds_seen_by(cast.vibeke) == ["licence"]


def test_strangers_colleagues_and_the_recruitment_unit_see_nothing(cast, known):
    for user in (cast.mette, cast.omar, cast.rikke, cast.anders, cast.karen, cast.bent, cast.bo.user, cast.poul.user):
        assert kinds_seen_by(user) == []


def test_a_substitute_sees_considerations_while_standing_in(cast, known):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    assert kinds_seen_by(cast.mette) == ["consideration", "licence"]
    assert kinds_seen_by(cast.mette, NOW + timedelta(days=400)) == []


def test_a_kind_that_the_level_hides_is_not_told_as_unknown(cast, known):
    kinds = queries.profile_of(known, cast.lene, Level.LEADER, NOW, TODAY).kinds
    assert "consideration" not in {one.kind.value for one in kinds}


def test_the_profile_is_one_query_however_long(cast, known):
    def read():
        profile = queries.profile_of(known, cast.jens, Level.OWN, NOW, TODAY)
        return [(one.fact.written_by.name, one.fact.label) for kind in profile.kinds for one in kind.facts]

    assert_flat(read, lambda: ProfileFactFactory(citizen=known))
