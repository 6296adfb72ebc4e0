"""An agreement from the first version to what became of it, with its turn and its job."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from helevejen.cases.actions import end_job
from helevejen.cases.models import Case, Job, Turn
from helevejen.companies.models import Contact
from helevejen.core.deeds import Refusal
from helevejen.placements import actions, queries
from helevejen.placements.enums import Party, PlacementObjection
from helevejen.placements.models import Placement
from helevejen.placements.rules.agreeing import Agreed
from helevejen.placements.rules.hours import Rung, week_of
from helevejen.tasks.tending import tend
from tests.cast import NOW, TODAY
from tests.factories.cases import JobFactory, TrackFactory
from tests.factories.citizens import TargetGroupPeriodFactory
from tests.factories.companies import CompanyFactory, ContactFactory, WorkplaceFactory
from tests.factories.placements import (
    EvaluationFactory,
    PlacementFactory,
    RungFactory,
    TermsAnswerFactory,
    TermsFactory,
)
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db

TRIAL = Agreed("At prøve arbejdet på et lager.", TODAY, Decimal(20), ends_until=TODAY + timedelta(weeks=4))
MINI = Agreed("At holde fast i jobbet.", TODAY, Decimal(4), intensity=50)
FOLLOW_UP = actions.FollowUp(14, TODAY + timedelta(days=182), talk_on=TODAY + timedelta(days=30))
DAY = timedelta(days=1)


@pytest.fixture
def plan(cast):
    def planned(agreed=TRIAL, form="internship", **more):
        TargetGroupPeriodFactory(citizen=cast.amina, group="3")
        where = actions.At(cast.poul.company, form, "Lagermedarbejder", contact=cast.poul, **more)
        return actions.plan_placement(case=cast.aminas_case, where=where, agreed=agreed, by=cast.jens, at=NOW)

    return planned


def _agree(placement, cast):
    actions.answer_terms(placement=placement, is_ok=True, by=cast.amina.user, at=NOW)
    actions.answer_terms(placement=placement, is_ok=True, by=cast.poul.user, at=NOW)


def _begin(placement, cast, **more):
    _agree(placement, cast)
    return actions.begin_placement(placement=placement, by=cast.jens, at=NOW, **more)


def _turn(placement) -> Turn:
    placement.refresh_from_db()
    return placement.track.open_turn


def _company_sees(cast):
    return queries.seen_of(queries.placements_visible_to(cast.poul.user, NOW).get(), Party.COMPANY, TODAY)


def _refuses(objection):
    return pytest.raises(Refusal, match=str(objection.label)[:25])


def test_the_citizen_reads_first_then_the_company_and_then_it_begins(cast, plan):
    placement = plan()
    assert (_turn(placement).step, _turn(placement).holder) == ("you_ok_agreement", "citizen")
    assert not queries.placements_visible_to(cast.poul.user, NOW).exists()

    actions.answer_terms(placement=placement, is_ok=True, by=cast.amina.user, at=NOW)
    assert _turn(placement).step == "company_reads_agreement"
    assert _turn(placement).holder_name == cast.poul.company.name
    assert queries.placements_visible_to(cast.poul.user, NOW).get() == placement

    with _refuses(PlacementObjection.NOT_SEEN_BY_COMPANY):
        actions.begin_placement(placement=placement, by=cast.jens, at=NOW)
    actions.answer_terms(placement=placement, is_ok=True, by=cast.poul.user, at=NOW)
    assert (_turn(placement).step, _turn(placement).due_on) == ("we_begin_placement", TODAY)

    actions.begin_placement(placement=placement, by=cast.jens, at=NOW)
    assert (_turn(placement).step, _turn(placement).due_on) == ("company_trains", TODAY + timedelta(days=27))
    assert not Job.objects.exists()


def test_staff_write_down_that_somebody_said_so_and_it_shows(cast, plan):
    placement = plan()
    answer = actions.answer_terms(placement=placement, is_ok=True, by=cast.jens, at=NOW, noted_for="citizen")

    assert (answer.party, answer.is_noted) == ("citizen", True)
    seen = queries.seen_of(queries.placements_visible_to(cast.jens, NOW).get(), Party.JOBFORMIDLER, TODAY)
    assert seen.holds.citizen.noted_by == cast.jens.name


def test_what_does_not_fit_is_the_jobformidlers_turn_until_the_agreement_is_another(cast, plan):
    placement = plan()
    with _refuses(PlacementObjection.NO_WORDS):
        actions.answer_terms(placement=placement, is_ok=False, by=cast.amina.user, at=NOW)
    actions.answer_terms(placement=placement, is_ok=False, words="For mange timer.", by=cast.amina.user, at=NOW)
    assert _turn(placement).step == "we_mend_agreement"
    assert cast.jens.notices.filter(kind="placement").count() == 1

    actions.change_terms(
        placement=placement, agreed=replace(TRIAL, hours=Decimal(15)), reason="Færre timer.", by=cast.jens, at=NOW
    )
    assert _turn(placement).step == "you_ok_agreement"
    with _refuses(PlacementObjection.OLD_VERSION):
        actions.answer_terms(placement=placement, is_ok=True, by=cast.amina.user, at=NOW, version=1)


def test_a_wrong_workplace_is_corrected_until_both_have_said_yes_and_both_read_it_again(cast, plan):
    placement, here = plan(), WorkplaceFactory(company=cast.poul.company)
    change = {"placement": placement, "agreed": TRIAL, "reason": "Det er på lageret.", "by": cast.jens, "at": NOW}
    actions.answer_terms(placement=placement, is_ok=True, by=cast.amina.user, at=NOW)
    with _refuses(PlacementObjection.OF_OTHER_COMPANY):
        actions.change_terms(**change, moved=actions.Moved(WorkplaceFactory(company=CompanyFactory())))
    with _refuses(PlacementObjection.NOTHING_CHANGED):
        actions.change_terms(**change, moved=actions.Moved(None))
    actions.change_terms(**change, moved=actions.Moved(here))
    assert _turn(placement).step == "you_ok_agreement"
    assert (placement.workplace, placement.version) == (here, 2)
    assert _company_sees(cast).workplace == ""  # it reads the first version until the citizen says yes to the second
    _agree(placement, cast)
    assert _company_sees(cast).workplace == here.name
    with _refuses(PlacementObjection.BOTH_AGREED):
        actions.change_terms(**change, moved=actions.Moved(None))


def test_the_workplace_of_a_placement_that_has_begun_stays(cast, plan):
    placement = _begin(plan(), cast)
    moved = actions.Moved(WorkplaceFactory(company=cast.poul.company))
    with _refuses(PlacementObjection.NOT_PLANNED):
        actions.change_terms(placement=placement, agreed=TRIAL, reason="x", by=cast.jens, at=NOW, moved=moved)


def test_a_too_long_agreement_is_refused_with_the_clause_named(cast, plan):
    with pytest.raises(actions.UnableToPlanPlacement, match=r"§ 61 \(TD-02\): sidste dag kan højst være"):
        plan(replace(TRIAL, ends_until=TODAY + timedelta(weeks=14)))
    assert not Placement.objects.exists()


def test_a_length_that_nothing_is_known_of_is_a_question_and_no_no(cast):
    where = actions.At(cast.poul.company, "wage_subsidy", "Chauffør")
    placement = actions.plan_placement(
        case=cast.aminas_case, where=where, agreed=replace(TRIAL, ends_until=TODAY + timedelta(weeks=60)),
        by=cast.jens, at=NOW,
    )  # fmt: skip

    assert queries.length_check(queries.placements_visible_to(cast.jens, NOW).get(), TODAY).verdict == "unknown"
    assert placement.terms.get().clause == ""


@pytest.mark.parametrize("begins", [-DAY, DAY * 10])
def test_the_group_brought_along_is_the_one_of_the_day_the_length_is_judged_by(cast, begins, django_assert_num_queries):
    TargetGroupPeriodFactory(citizen=cast.amina, group="2", valid_until=TODAY + DAY * 5)
    TargetGroupPeriodFactory(citizen=cast.amina, group="3", valid_from=TODAY + DAY * 5)
    terms = TermsFactory(placement=PlacementFactory(case=cast.aminas_case), starts_on=TODAY + begins, version=2)
    Placement.objects.filter(pk=terms.placement_id).update(version=2)
    asked = queries.placements_visible_to(cast.jens, NOW).get()
    brought = queries.placements_with_group(cast.jens, NOW, TODAY).get()
    with django_assert_num_queries(0):
        check = queries.length_check(brought, TODAY)
    assert check == queries.length_check(asked, TODAY)
    assert {one.version: one.group for one in brought.terms.all()}[2] == ("2" if begins < DAY else "3")


def test_a_group_brought_for_another_day_is_asked_for_anew(cast, django_assert_num_queries):
    TargetGroupPeriodFactory(citizen=cast.amina, group="2", valid_until=TODAY + DAY * 5)
    TargetGroupPeriodFactory(citizen=cast.amina, group="3", valid_from=TODAY + DAY * 5)
    PlacementFactory(case=cast.aminas_case)
    asked = queries.placements_visible_to(cast.jens, NOW).get()
    brought = queries.placements_with_group(cast.jens, NOW, TODAY).get()
    with django_assert_num_queries(1):
        check = queries.length_check(brought, TODAY + DAY * 10)
    assert check == queries.length_check(asked, TODAY + DAY * 10)


def test_an_extension_is_a_new_version_with_its_reason(cast, plan):
    placement = _begin(plan(), cast)
    longer = replace(TRIAL, ends_until=TODAY + timedelta(weeks=26))
    with _refuses(PlacementObjection.NO_REASON):
        actions.change_terms(placement=placement, agreed=longer, reason=" ", by=cast.jens, at=NOW)
    with _refuses(PlacementObjection.NOTHING_CHANGED):
        actions.change_terms(placement=placement, agreed=TRIAL, reason="Mere tid.", by=cast.jens, at=NOW)
    with _refuses(PlacementObjection.STARTED_ALREADY):
        moved = replace(longer, starts_on=TODAY + DAY)
        actions.change_terms(placement=placement, agreed=moved, reason="Mere tid.", by=cast.jens, at=NOW)

    actions.change_terms(placement=placement, agreed=longer, reason="Mere tid til truck.", by=cast.jens, at=NOW)

    seen = queries.seen_of(queries.placements_visible_to(cast.jens, NOW).get(), Party.JOBFORMIDLER, TODAY)
    assert [(one.version, one.reason) for one in seen.terms] == [(2, "Mere tid til truck."), (1, "")]
    company = queries.seen_of(queries.placements_visible_to(cast.poul.user, NOW).get(), Party.COMPANY, TODAY)
    assert [one.version for one in company.terms] == [1], "the citizen has not said yes to the second"
    assert _turn(placement).due_on == TODAY + timedelta(weeks=26) - DAY


def test_hours_are_told_by_the_week_and_corrected_by_a_new_version(cast, plan):
    placement = _begin(plan(replace(TRIAL, paid_hours=Decimal(5))), cast)
    week = week_of(TODAY)

    def tell(by, hours, paid=0):
        worked = {week: actions.Worked(Decimal(hours), Decimal(paid))}
        return actions.tell_hours(placement=placement, weeks=worked, by=by, at=NOW)

    assert tell(cast.poul.user, 18, 5) == 1
    assert tell(cast.jens, 18, 5) == 0
    assert tell(cast.jens, 17, 5) == 1
    assert [(one.version, one.told_by) for one in placement.weeks.order_by("version")] == [
        (1, "company"),
        (2, "jobformidler"),
    ]
    with _refuses(PlacementObjection.WEEK_OUTSIDE):
        actions.tell_hours(
            placement=placement, weeks={week + timedelta(weeks=1): actions.Worked(Decimal(1))}, by=cast.jens, at=NOW
        )


def test_a_week_that_does_not_fit_is_answered_by_a_person_and_the_trial_stays_an_offer(cast, plan):
    placement = _begin(plan(), cast)
    week = week_of(TODAY)
    actions.tell_hours(placement=placement, weeks={week: actions.Worked(Decimal(30))}, by=cast.poul.user, at=NOW)
    said = actions.doubt(
        placement=placement, words="Det var 20.", by=cast.amina.user, at=NOW, week=placement.weeks.get()
    )
    assert _turn(placement).step == "we_mend_trial"
    company = queries.seen_of(queries.placements_visible_to(cast.poul.user, NOW).get(), Party.COMPANY, TODAY)
    assert (company.doubts, company.weeks[0].doubt) == ([], "")

    actions.answer_doubt(said=said, answer="Vi har rettet til 20.", by=cast.jens, at=NOW)

    assert _turn(placement).step == "company_trains"
    with _refuses(PlacementObjection.MENDED):
        actions.answer_doubt(said=said, answer="Igen.", by=cast.jens, at=NOW)


def test_each_tells_once_how_it_went_and_sees_only_its_own(cast, plan):
    placement = _begin(plan(), cast)
    actions.evaluate(
        placement=placement,
        how=actions.HowItWent("yes", "yes", "partly", "Mødte til tiden."),
        by=cast.poul.user,
        at=NOW,
    )
    assert _turn(placement).step == "we_end_trial"
    actions.evaluate(
        placement=placement, how=actions.HowItWent("yes", "no", "yes", "Gode kolleger."), by=cast.amina.user, at=NOW
    )
    with _refuses(PlacementObjection.EVALUATED):
        actions.evaluate(placement=placement, how=actions.HowItWent("no", "no", "no"), by=cast.poul.user, at=NOW)

    def words(user, reader):
        placement = queries.placements_visible_to(user, NOW).get()
        return {one.words for one in queries.seen_of(placement, reader, TODAY).evaluations}

    assert words(cast.poul.user, Party.COMPANY) == {"Mødte til tiden."}
    assert words(cast.amina.user, Party.CITIZEN) == {"Gode kolleger."}
    assert len(words(cast.jens, Party.JOBFORMIDLER)) == 2


def test_an_internship_ends_and_its_track_with_it(cast, plan):
    placement = _begin(plan(), cast)
    actions.end_placement(placement=placement, outcome="job_here", on=TODAY, by=cast.jens, at=NOW)

    placement.refresh_from_db()
    assert (placement.state, placement.track.is_open, placement.track.outcome) == ("ended", False, "reached")
    assert actions.leads_to_job(placement.outcome)
    with _refuses(PlacementObjection.ENDED):
        actions.end_placement(placement=placement, outcome="as_agreed", on=TODAY, by=cast.jens, at=NOW)


def test_a_job_begins_with_its_retention_and_its_ladder(cast, plan):
    placement = _begin(plan(MINI, "minifleks"), cast, follow_up=FOLLOW_UP)

    job = Job.objects.get()
    assert (job.form, job.weekly_hours, job.retention_track.open_turn.step) == ("miniflex", 4, "we_check_in")
    assert job.retention_track.open_turn.holder_user == cast.jens
    assert (_turn(placement).step, _turn(placement).due_on) == ("we_talk_with_company", TODAY + timedelta(days=30))

    actions.talk_with_company(placement=placement, channel="phone", text="Det går godt.", by=cast.jens, at=NOW)
    assert _turn(placement).step == "we_ask_evaluation"
    actions.ask_how_it_goes(placement=placement, by=cast.jens, at=NOW)
    assert (_turn(placement).step, _turn(placement).due_on) == ("company_evaluates", TODAY + timedelta(days=7))
    told = placement.case.notices.get(kind="placement")
    assert told.values == {"placement_id": placement.pk, "event": "asked"}
    how = actions.HowItWent("yes", "yes", "yes")
    actions.evaluate(placement=placement, how=how, by=cast.jens, at=NOW, noted_for="company")
    assert _turn(placement).step == "we_review_hours"

    rung = Rung(TODAY, Decimal(8), TODAY + timedelta(days=90))
    actions.review_hours(placement=placement, rung=rung, reason="ready", by=cast.jens, at=NOW)

    job.refresh_from_db()
    row = queries.row_of(queries.placements_visible_to(cast.jens, NOW).get(), Party.JOBFORMIDLER, TODAY)
    assert (job.weekly_hours, row.grown.at_start, row.grown.now) == (8, 4, 8)
    assert placement.rungs.order_by("pk").last().direction == "up"
    assert _turn(placement).due_on == TODAY + timedelta(days=90)


def test_when_a_job_placement_ends_its_job_ends_and_the_jobformidler_plans_on(cast, plan):
    placement = _begin(plan(MINI, "minifleks"), cast, follow_up=FOLLOW_UP)
    actions.end_placement(
        placement=placement, outcome="stopped", stop_reason="no_tasks", on=TODAY, words="Lukker lageret.",
        by=cast.jens, at=NOW,
    )  # fmt: skip

    job = Job.objects.get()
    assert (job.ended_on, job.ended_because) == (TODAY, "Lukker lageret.")
    assert job.retention_track.open_turn.step == "we_plan_after_job"


def test_when_its_job_is_written_down_as_over_the_placement_is_to_be_concluded(cast, plan):
    placement = _begin(plan(MINI, "minifleks"), cast, follow_up=FOLLOW_UP)
    end_job(job=placement.job, by=cast.jens, at=NOW, on=TODAY, because="Lageret lukker.")

    row = queries.row_of(queries.placements_visible_to(cast.jens, NOW).get(), Party.JOBFORMIDLER, TODAY)
    assert (row.move, row.next_on) == ("we_conclude_placement", TODAY)


def test_a_job_does_not_begin_without_its_follow_up(cast, plan):
    placement = plan(MINI, "minifleks")
    _agree(placement, cast)

    with _refuses(PlacementObjection.UNKNOWN_CHOICE):
        actions.begin_placement(placement=placement, by=cast.jens, at=NOW)
    placement.refresh_from_db()
    assert placement.state == "planned"


def test_another_companys_contact_does_not_fit(cast, plan):
    with _refuses(PlacementObjection.OF_OTHER_COMPANY):
        where = actions.At(cast.poul.company, "ordinary", "Chauffør", contact=ContactFactory())
        actions.plan_placement(case=cast.aminas_case, where=where, agreed=MINI, by=cast.jens, at=NOW)


def test_a_hired_proposal_goes_on_as_a_placement_on_its_own_track(cast, plan):
    track = TrackFactory(case=cast.aminas_case, kind="job_and_company", turn__step="we_make_agreement")
    proposal = ProposalFactory(
        case=cast.aminas_case,
        order__company=cast.poul.company,
        track=track,
        state="hired",
        ended_at=NOW,
        answered_at=NOW,
    )

    placement = plan(proposal=proposal)

    assert (placement.track_id, placement.order_id) == (proposal.track_id, proposal.order_id)
    assert _turn(placement).step == "you_ok_agreement"


def test_one_agreement_comes_of_a_proposal_and_only_once_somebody_is_hired(cast, plan):
    known = {"case": cast.aminas_case, "order__company": cast.poul.company, "answered_at": NOW}
    asked, hired = ProposalFactory(**known), ProposalFactory(**known, state="hired", ended_at=NOW)
    with _refuses(PlacementObjection.UNKNOWN_CHOICE):
        plan(proposal=asked)
    where = actions.At(cast.poul.company, "internship", "Lagermedarbejder", proposal=hired)
    made = {"case": cast.aminas_case, "where": where, "agreed": TRIAL, "by": cast.jens, "at": NOW}
    actions.plan_placement(**made)
    with _refuses(PlacementObjection.AGREED_ALREADY):
        actions.plan_placement(**made)
    assert Placement.objects.count() == 1


def test_a_closed_case_takes_no_agreement(cast, plan):
    placement = plan()
    type(cast.aminas_case).objects.filter(pk=placement.case_id).update(
        closed_at=NOW, closed_by=cast.jens, closing_reason="wish"
    )

    with _refuses(PlacementObjection.CASE_CLOSED):
        actions.answer_terms(placement=placement, is_ok=True, by=cast.amina.user, at=NOW)


def test_who_sees_what(cast, plan):
    placement = _begin(plan(), cast)
    other = ContactFactory(company=CompanyFactory(), with_account=True)

    def sees(user):
        return queries.placements_visible_to(user, NOW).filter(pk=placement.pk).exists()

    assert [sees(one) for one in (cast.jens, cast.lene, cast.amina.user, cast.poul.user)] == [True] * 4
    assert [sees(one) for one in (cast.mette, cast.omar, cast.rikke, cast.bo.user, other.user)] == [False] * 5
    Contact.objects.filter(pk=cast.poul.pk).update(is_active=False)
    assert not sees(cast.poul.user)


def test_the_company_reads_for_ninety_days_after(cast):
    placement = PlacementFactory(company=cast.poul.company, ended=True)

    assert queries.placements_visible_to(cast.poul.user, NOW + timedelta(days=90)).exists()
    assert not queries.placements_visible_to(cast.poul.user, NOW + timedelta(days=91)).exists()
    assert placement.ended_on == TODAY


def test_the_number_of_queries_does_not_grow(cast, django_assert_max_num_queries):
    for _ in range(5):
        placement = PlacementFactory(case=cast.aminas_case, company=cast.poul.company, running=True)
        EvaluationFactory(placement=placement)

    with django_assert_max_num_queries(8):
        rows = queries.rows_of_case(cast.aminas_case, cast.jens, NOW, TODAY)
    assert len(rows) == 5


def test_a_list_tells_the_same_as_the_whole_and_reads_nothing_that_is_encrypted(cast):
    own = {"case": cast.aminas_case, "company": cast.poul.company}
    PlacementFactory(**own, open=True)
    PlacementFactory(**own, running=True, asked_on=TODAY, talk_on=TODAY)
    over = JobFactory(case=cast.aminas_case, ended_on=TODAY)
    PlacementFactory(**own, running=True, form="minifleks", job=over)
    PlacementFactory(**own, ended=True, outcome="stopped", stop_reason="health", ended_words="Det gjorde ondt.")
    for placement in Placement.objects.order_by("pk"):
        terms = placement.terms.get()
        TermsAnswerFactory(terms=terms)
        TermsAnswerFactory(terms=terms, party=Party.COMPANY)
        RungFactory(placement=placement)

    for user, reader in (
        (cast.jens, Party.JOBFORMIDLER),
        (cast.amina.user, Party.CITIZEN),
        (cast.poul.user, "company"),
    ):
        whole = queries.rows_of(queries.placements_visible_to(user, NOW), reader, TODAY)
        with CaptureQueriesContext(connection) as asked:
            rows = queries.rows_of(queries.placements_listed(user, NOW), reader, TODAY)
        assert len(asked) == 4
        assert rows == whole
        assert len(rows) == 4
        read = " ".join(one["sql"] for one in asked)
        hidden = ("purpose", "goals", "words", "ended_words", "reason", "cpr", "address")
        assert not [name for name in hidden if f'"{name}"' in read]


@pytest.mark.both
def test_what_was_agreed_is_only_ever_added_to():
    terms = TermsFactory()
    for write in (
        lambda: type(terms).objects.filter(pk=terms.pk).update(hours=5),
        lambda: type(terms).objects.filter(pk=terms.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()


@pytest.mark.both
@pytest.mark.parametrize(
    "broken",
    [
        {"state": "running"},
        {"state": "ended", "outcome": "as_agreed"},
        {"state": "ended", "ended_on": TODAY, "outcome": "stopped"},
        {"stop_reason": "no_tasks"},
        {"state": "ended", "began_on": TODAY, "ended_on": TODAY - DAY, "outcome": "as_agreed"},
    ],
)
def test_the_database_refuses_a_placement_that_is_not_whole(broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        PlacementFactory(**broken)


# --- The day to ask has come ---


def _told_of_asking(placement):
    return [one for one in placement.case.notices.all() if one.values.get("event") == "asked"]


def test_when_the_day_comes_the_citizen_is_told_once_that_they_can_say_how_it_goes(cast, plan):
    placement = _begin(plan(), cast)
    day = NOW + timedelta(days=28 - 1 - 10)
    assert tend(day - DAY)["asked"] == 0
    assert tend(day)["asked"] == 1
    assert tend(day)["asked"] == 0
    (notice,) = _told_of_asking(placement)
    assert (notice.kind, notice.values["placement_id"]) == ("placement", placement.pk)


@pytest.mark.parametrize("late", [0, 21, 22])
def test_after_three_weeks_nobody_is_told_that_the_day_has_come(cast, plan, late):
    placement = _begin(plan(MINI, "minifleks"), cast, follow_up=FOLLOW_UP)
    assert tend(NOW + timedelta(days=56 + late))["asked"] == (late <= 21)
    assert len(_told_of_asking(placement)) == (late <= 21)


def test_who_was_asked_by_hand_is_not_told_again(cast, plan):
    placement, day = _begin(plan(), cast), NOW + timedelta(days=20)
    actions.ask_how_it_goes(placement=placement, by=cast.jens, at=day)
    assert tend(day)["asked"] == 0
    assert len(_told_of_asking(placement)) == 1


def test_who_was_told_that_the_day_has_come_is_told_again_only_when_asked_a_second_time(cast, plan):
    placement, day = _begin(plan(), cast), NOW + timedelta(days=17)
    assert tend(day)["asked"] == 1
    actions.ask_how_it_goes(placement=placement, by=cast.jens, at=day + DAY)
    assert len(_told_of_asking(placement)) == 1
    actions.ask_how_it_goes(placement=placement, by=cast.jens, at=day + 22 * DAY)
    assert len(_told_of_asking(placement)) == 2


def test_who_has_said_how_it_goes_is_not_asked(cast, plan):
    EvaluationFactory(placement=_begin(plan(), cast), party="citizen")
    assert queries.placements_to_ask(TODAY + timedelta(days=20)) == []


def test_in_a_closed_case_nobody_is_told(cast, plan):
    placement, day = _begin(plan(), cast), TODAY + timedelta(days=20)
    assert queries.placements_to_ask(day) == [placement.pk]
    Case.objects.filter(pk=placement.case_id).update(closed_at=NOW, closing_reason="moved", closed_by=cast.jens)
    assert queries.placements_to_ask(day) == []
