from datetime import timedelta

import pytest

from helevejen.accounts.enums import AbsenceKind
from helevejen.accounts.models import Absence, Notice
from helevejen.audit.enums import Verb
from helevejen.audit.models import Event
from helevejen.caseload import actions
from helevejen.caseload.models import Assignment
from helevejen.citizens import queries as citizen_queries
from tests.factories.accounts import AbsenceFactory
from tests.factories.citizens import ConflictOfInterestFactory
from tests.factories.times import NOW, TODAY

MONDAY = TODAY + timedelta(days=5)


def plan(cast, **changes):
    given = {
        "user": cast.jens,
        "substitute": cast.mette,
        "kind": AbsenceKind.HOLIDAY,
        "valid_from": MONDAY,
        "valid_until": MONDAY + timedelta(days=7),
        "by": cast.lene,
        "at": NOW,
    }
    return actions.plan_absence(**given | changes)


def test_a_substitute_reaches_the_cases_and_no_assignment_is_touched(cast):
    before = list(Assignment.objects.order_by("pk").values())
    absence = plan(cast, valid_from=TODAY)
    assert cast.amina in citizen_queries.citizens_visible_to(cast.mette, NOW)
    assert list(Assignment.objects.order_by("pk").values()) == before
    assert Notice.objects.get(user=cast.mette).text == "Du er vikar for Jens Bro."
    assert Event.objects.filter(verb=Verb.ABSENCE_PLANNED, object_id=str(absence.pk)).count() == 1


def test_new_backups_are_named_in_the_same_deed(cast):
    plan(cast, backups={cast.aminas_case.pk: cast.lene})
    cast.aminas_case.refresh_from_db()
    assert cast.aminas_case.backup == cast.lene


def test_a_backup_that_cannot_be_undoes_the_whole_deed_and_names_the_citizen(cast):
    with pytest.raises(actions.UnableToPlanAbsence, match=r"Amina Holm: .*ikke ansat"):
        plan(cast, backups={cast.aminas_case.pk: cast.rikke})
    assert not Absence.objects.exists()


def test_backups_are_named_in_the_persons_own_cases_only(cast):
    plan(cast, backups={cast.carls_case.pk: cast.lene})
    cast.carls_case.refresh_from_db()
    assert cast.carls_case.backup == cast.nina


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"valid_until": MONDAY}, "Sidste dag kan ikke ligge før"),
        ({"substitute": "jens"}, "sin egen vikar"),
        ({"substitute": "rikke"}, "ikke ansat som jobformidler i hele perioden"),
    ],
)
def test_an_absence_is_refused_with_words(cast, changes, words):
    given = {name: getattr(cast, value) if isinstance(value, str) else value for name, value in changes.items()}
    with pytest.raises(actions.UnableToPlanAbsence, match=words):
        plan(cast, **given)


def test_nobody_is_away_twice_at_once(cast):
    plan(cast)
    with pytest.raises(actions.UnableToPlanAbsence, match="allerede planlagt fravær"):
        plan(cast, valid_from=MONDAY + timedelta(days=6), valid_until=MONDAY + timedelta(days=9))
    plan(cast, valid_from=MONDAY + timedelta(days=7), valid_until=MONDAY + timedelta(days=9))


def test_a_substitute_who_is_away_is_refused(cast):
    AbsenceFactory(user=cast.mette, substitute=cast.lene, valid_from=MONDAY, valid_until=MONDAY + timedelta(days=1))
    with pytest.raises(actions.UnableToPlanAbsence, match="selv væk"):
        plan(cast)


def test_a_substitute_who_leaves_in_the_period_is_refused(cast):
    employment = cast.mette.employments.get()
    employment.valid_until = MONDAY + timedelta(days=3)
    employment.save()
    with pytest.raises(actions.UnableToPlanAbsence, match="i hele perioden"):
        plan(cast)


def test_a_substitute_in_conflict_with_one_citizen_is_refused(cast):
    ConflictOfInterestFactory(user=cast.mette, citizen=cast.amina)
    with pytest.raises(actions.UnableToPlanAbsence, match="inhabil"):
        plan(cast)


def test_a_coming_absence_is_cancelled(cast):
    absence = plan(cast)
    actions.cancel_absence(absence=absence, by=cast.lene, at=NOW)
    absence.refresh_from_db()
    assert absence.cancelled_at == NOW
    plan(cast)


def test_an_absence_that_has_begun_ends_today(cast):
    absence = AbsenceFactory(user=cast.jens, substitute=cast.mette)
    actions.cancel_absence(absence=absence, by=cast.lene, at=NOW)
    absence.refresh_from_db()
    assert (absence.cancelled_at, absence.valid_until) == (None, TODAY)
    assert cast.amina not in citizen_queries.citizens_visible_to(cast.mette, NOW)


def test_an_absence_that_is_over_cannot_be_cancelled(cast):
    absence = AbsenceFactory(user=cast.jens, substitute=cast.mette)
    actions.cancel_absence(absence=absence, by=cast.lene, at=NOW)
    with pytest.raises(actions.UnableToCancelAbsence, match="slut"):
        actions.cancel_absence(absence=absence, by=cast.lene, at=NOW)
