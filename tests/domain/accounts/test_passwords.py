from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.core import signing
from django_tasks_db.models import DBTaskResult

from helevejen.accounts import actions, queries
from helevejen.accounts.models import User
from helevejen.audit.models import Event
from tests.cast import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.both]

DOOR = "https://hv.example.dk/log-ind/adgangskode/"
PASSWORD = "fire gule ællinger i regnvejr"


def make_link(cast, user=None, deed=actions.make_password_link):
    link = deed(user=user or cast.jens, by=cast.bent, at=NOW, door=DOOR)
    return parse_qs(urlsplit(link.address).query)["n"][0], link


def choose(token, at=NOW):
    return actions.choose_password(token=token, password=PASSWORD, at=at)


@pytest.fixture
def jens(cast):
    cast.jens.set_password("den gamle adgangskode")
    cast.jens.last_login = NOW - timedelta(days=1)
    cast.jens.save()
    return cast.jens


def test_by_the_link_a_password_is_chosen_once(cast, jens):
    token, link = make_link(cast)
    assert link.valid_until == NOW + timedelta(minutes=30)
    assert not User.objects.get(pk=jens.pk).has_usable_password()
    assert choose(token) == jens
    assert User.objects.get(pk=jens.pk).check_password(PASSWORD)
    with pytest.raises(actions.UnableToChoosePassword):
        choose(token)
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == [
        "password_link_made",
        "password_chosen",
    ]


def test_a_new_link_kills_the_one_before(cast, jens):
    (old, _), (new, _) = make_link(cast), make_link(cast)
    assert queries.find_account_of_link(old, NOW) is None
    assert queries.find_account_of_link(new, NOW) == jens


def test_a_link_is_too_old_a_second_after_its_time(cast, jens):
    token, link = make_link(cast)
    choose_at_the_end = link.valid_until
    assert queries.find_account_of_link(token, choose_at_the_end) == jens
    with pytest.raises(actions.UnableToChoosePassword):
        choose(token, at=choose_at_the_end + timedelta(seconds=1))


@pytest.mark.parametrize("token", ["", "x", "a.b.c", signing.dumps({"user": 1, "imprint": "", "until": 10**10})])
def test_words_that_are_not_ours_open_nothing(cast, token):
    assert queries.find_account_of_link(token, NOW) is None


def test_a_closed_account_has_no_link_and_an_old_one_opens_nothing(cast, jens):
    token, _link = make_link(cast)
    actions.close_account(user=jens, by=cast.bent, at=NOW)
    assert queries.find_account_of_link(token, NOW) is None
    with pytest.raises(actions.UnableToMakeLink, match="lukket"):
        make_link(cast)


def test_the_sessions_of_the_old_password_are_dead(cast, jens, sign_in):
    client = sign_in(jens)
    assert client.get("/arbejde/").status_code == 200
    make_link(cast)
    assert client.get("/arbejde/").status_code == 302


def test_a_new_password_leaves_the_second_factor(cast, jens):
    Authenticator.objects.create(user=jens, type="totp", data={})
    make_link(cast)
    assert Authenticator.objects.filter(user=jens).exists()


def test_a_lost_factor_is_taken_away_with_the_password(cast, jens):
    Authenticator.objects.create(user=jens, type="totp", data={})
    Authenticator.objects.create(user=cast.mette, type="totp", data={})
    token, _link = make_link(cast, deed=actions.reset_second_factor)
    assert list(Authenticator.objects.values_list("user_id", flat=True)) == [cast.mette.pk]
    assert not User.objects.get(pk=jens.pk).has_usable_password()
    assert choose(token) == jens
    assert Event.objects.filter(verb="second_factor_reset", detail={"count": 1}).exists()


@pytest.mark.parametrize("deed", [actions.make_password_link, actions.reset_second_factor])
def test_nobody_helps_themselves(cast, deed):
    with pytest.raises(actions.UnableToMakeLink, match="din egen adgang"):
        make_link(cast, cast.bent, deed)


def test_the_link_is_mailed_where_there_is_an_address_and_lies_unreadable_until_then(cast, jens):
    token, link = make_link(cast)
    assert link.mailed_to == "jens@example.dk"
    assert token not in str(DBTaskResult.objects.get().args_kwargs)
    jens.email = ""
    jens.save()
    assert make_link(cast)[1].mailed_to == ""
    assert DBTaskResult.objects.count() == 1
