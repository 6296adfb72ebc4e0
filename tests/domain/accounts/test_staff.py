from datetime import timedelta

import pytest

from helevejen.accounts import actions, queries
from helevejen.accounts.enums import Role
from helevejen.accounts.models import Employment, Notice, Team, User
from helevejen.audit.models import Event
from tests.cast import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.both]

DOOR = "https://hv.example.dk/log-ind/adgangskode/"
IDA = actions.Person(username="Ida.Nor", name="Ida  Nor", email="ida@example.dk")
NEXT_WEEK = TODAY + timedelta(days=7)


def post(team="Ungdom", role=Role.JOBFORMIDLER, valid_from=TODAY, **more):
    return actions.Post(role=role, team=team, valid_from=valid_from, **more)


def add(cast, person=IDA, **more):
    return actions.add_staff(person=person, post=post(**more), by=cast.bent, at=NOW, door=DOOR)


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


# --- Making ---


def test_somebody_new_has_an_account_without_password_and_an_employment(cast):
    user, link = add(cast)
    assert (user.username, user.name, user.is_staff_member) == ("ida.nor", "Ida Nor", True)
    assert not user.has_usable_password()
    employment = user.employment_on(TODAY)
    assert (employment.role, employment.team) == (Role.JOBFORMIDLER, cast.ungdom)
    assert link.address.startswith(DOOR + "?n=")
    assert link.valid_until == NOW + timedelta(hours=24)
    assert verbs() == ["account_made", "employment_changed", "password_link_made"]


def test_the_leaders_of_the_team_are_told_who_is_on_it(cast):
    add(cast, valid_from=NEXT_WEEK)
    assert [notice.text for notice in Notice.objects.filter(user=cast.lene)] == [
        "Ida Nor er på dit team som Jobformidler fra 18. marts 2026."
    ]


def test_a_team_that_is_not_there_is_made(cast):
    add(cast, team="Erhverv")
    assert Team.objects.filter(name="Erhverv").count() == 1


def test_a_name_is_taken_whatever_its_case(cast):
    with pytest.raises(actions.UnableToAddStaff, match="taget"):
        add(cast, actions.Person(username="JENS", name="Jens To"))
    assert verbs() == []


def test_a_period_that_runs_backwards_makes_nobody(cast):
    with pytest.raises(actions.UnableToAddStaff, match="Sidste arbejdsdag"):
        add(cast, valid_until=TODAY)
    assert not User.objects.filter(username="ida.nor").exists()


# --- Another role ---


def change(cast, user, **more):
    return actions.change_employment(user=user, post=post(**more), by=cast.bent, at=NOW)


def test_a_new_role_begins_where_the_old_one_ends(cast):
    change(cast, cast.jens, role=Role.TEAM_LEADER, team="Voksne", valid_from=NEXT_WEEK)
    before, after = Employment.objects.filter(user=cast.jens).order_by("valid_from")
    assert (before.role, before.valid_until) == (Role.JOBFORMIDLER, NEXT_WEEK)
    assert (after.role, after.team, after.valid_from, after.valid_until) == (
        Role.TEAM_LEADER,
        cast.voksne,
        NEXT_WEEK,
        None,
    )
    assert cast.jens.employment_on(NEXT_WEEK - timedelta(days=1)) == before
    assert cast.jens.employment_on(NEXT_WEEK) == after


def test_changed_twice_for_the_same_day_the_last_word_counts(cast):
    change(cast, cast.jens, team="Voksne")
    change(cast, cast.jens, role=Role.RECRUITER, team="Voksne")
    assert [(one.role, one.valid_from) for one in Employment.objects.filter(user=cast.jens).order_by("valid_from")] == [
        (Role.JOBFORMIDLER, Employment.objects.filter(user=cast.jens).earliest("valid_from").valid_from),
        (Role.RECRUITER, TODAY),
    ]


def test_somebody_who_has_left_may_come_back(cast):
    cast.jens.employments.update(valid_until=TODAY - timedelta(days=30))
    change(cast, cast.jens)
    assert cast.jens.employment_on(TODAY).valid_from == TODAY


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "allerede den rolle"),
        ({"team": "Voksne", "valid_from": TODAY - timedelta(days=1)}, "Den dag er gået"),
        ({"team": "Voksne", "valid_until": TODAY}, "Sidste arbejdsdag"),
    ],
)
def test_a_change_that_cannot_be(cast, more, words):
    with pytest.raises(actions.UnableToChangeEmployment, match=words):
        change(cast, cast.jens, **more)


def test_a_change_before_another_that_is_planned_is_refused(cast):
    change(cast, cast.jens, team="Voksne", valid_from=NEXT_WEEK)
    with pytest.raises(actions.UnableToChangeEmployment, match="begynder senere"):
        change(cast, cast.jens, role=Role.ANALYST)


def test_nobody_gives_themselves_a_role(cast):
    with pytest.raises(actions.UnableToChangeEmployment, match="din egen adgang"):
        change(cast, cast.bent, role=Role.JOBFORMIDLER)


# --- The end ---


def end(cast, user, **more):
    employment = user.employments.get()
    actions.end_employment(employment=employment, by=cast.bent, at=NOW, on=NEXT_WEEK, **more)


def test_the_leader_is_asked_for_a_plan_when_citizens_are_left(cast):
    end(cast, cast.jens, plan_path="/ledelse/hvem-er-vaek/1/stopper/")
    notice = Notice.objects.get(user=cast.lene)
    assert notice.path == "/ledelse/hvem-er-vaek/1/stopper/"
    assert "Jens Bro er her ikke fra 18. marts 2026" in notice.text


def test_the_leader_is_asked_for_a_plan_when_the_new_role_works_no_cases(cast):
    new = post(role=Role.ANALYST, valid_from=NEXT_WEEK)
    path = "/ledelse/hvem-er-vaek/1/stopper/"
    actions.change_employment(user=cast.jens, post=new, by=cast.bent, at=NOW, plan_path=path)
    notice = Notice.objects.get(user=cast.lene, kind="departure")
    assert notice.path == "/ledelse/hvem-er-vaek/1/stopper/"
    assert "Jens Bro får en anden rolle fra 18. marts 2026 og følger stadig borgere" in notice.text


def test_without_citizens_nobody_is_bothered(cast):
    end(cast, cast.rikke)
    assert not Notice.objects.exists()


def test_nobody_ends_their_own_employment(cast):
    with pytest.raises(actions.UnableToEndEmployment, match="din egen adgang"):
        end(cast, cast.bent)


# --- Accounts ---


def test_an_account_is_corrected(cast):
    actions.change_account(user=cast.jens, name="Jens  Holm", email="", phone="20304050", by=cast.bent, at=NOW)
    cast.jens.refresh_from_db()
    assert (cast.jens.name, cast.jens.email, cast.jens.phone) == ("Jens Holm", "", "20304050")
    assert Event.objects.get().detail == {"fields": ["name", "email", "phone"]}


def test_an_account_must_keep_a_name(cast):
    with pytest.raises(actions.UnableToChangeAccount):
        actions.change_account(user=cast.jens, name=" ", email="", phone="", by=cast.bent, at=NOW)


def test_an_account_is_closed_and_opened_again(cast, sign_in):
    client = sign_in(cast.jens)
    assert client.get("/arbejde/").status_code == 200
    actions.close_account(user=cast.jens, by=cast.bent, at=NOW)
    assert client.get("/arbejde/").status_code == 302
    with pytest.raises(actions.UnableToChangeAccount, match="allerede lukket"):
        actions.close_account(user=cast.jens, by=cast.bent, at=NOW)
    actions.reopen_account(user=cast.jens, by=cast.bent, at=NOW)
    with pytest.raises(actions.UnableToChangeAccount, match="allerede åben"):
        actions.reopen_account(user=cast.jens, by=cast.bent, at=NOW)
    assert sign_in(User.objects.get(pk=cast.jens.pk)).get("/arbejde/").status_code == 200


@pytest.mark.parametrize("deed", [actions.close_account, actions.reopen_account])
def test_nobody_closes_or_opens_their_own(cast, deed):
    with pytest.raises(actions.UnableToChangeAccount, match="din egen adgang"):
        deed(user=cast.bent, by=cast.bent, at=NOW)


# --- Reads ---


def test_the_list_tells_who_is_here_and_how_they_get_in(cast):
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=cast.mette, type="totp", data={})
    Authenticator.objects.create(user=cast.nina, type="recovery_codes", data={})
    cast.omar.employments.update(valid_until=TODAY)
    User.objects.filter(pk=cast.jens.pk).update(last_login=NOW - timedelta(days=91))
    User.objects.filter(pk=cast.lene.pk).update(is_active=False)
    add(cast, valid_from=NEXT_WEEK)
    User.objects.create(username="import", kind="staff", name="Indlæsning", is_active=False)
    rows = {row.username: row for row in queries.staff_accounts(NOW, TODAY)}
    assert "import" not in rows
    assert "amina" not in " ".join(rows)
    assert (rows["mette"].has_second_factor, rows["nina"].has_second_factor) == (True, False)
    assert (rows["omar"].is_here, rows["omar"].ended_on) == (False, TODAY)
    assert (rows["jens"].is_unseen, rows["mette"].is_unseen) == (True, False)
    assert (rows["lene"].is_here, rows["lene"].is_open) == (False, False)
    assert (rows["ida.nor"].is_here, rows["ida.nor"].begins_on) == (False, NEXT_WEEK)
    assert (rows["karen"].role, rows["karen"].team) == ("Logkontrollant", "Voksne")


def test_the_list_costs_the_same_whatever_its_length(cast):
    from tests.factories.accounts import EmploymentFactory
    from tests.support.flat import assert_flat

    assert_flat(lambda: queries.staff_accounts(NOW, TODAY), EmploymentFactory)
