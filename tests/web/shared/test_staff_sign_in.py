"""Who is let in as staff, what the refused are told, and how often one may try."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from helevejen.accounts.models import User
from helevejen.audit.models import Event
from helevejen.core import clock
from tests.factories.times import TODAY

pytestmark = pytest.mark.django_db

DOOR = "/konto/log-ind/"
PASSWORD = "fire gule ællinger i regnvejr"


@pytest.fixture(autouse=True)
def nobody_has_tried():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def jens(cast):
    cast.jens.set_password(PASSWORD)
    cast.jens.save()
    return cast.jens


def try_in(username="jens", password=PASSWORD, client=None, **more):
    client = client or Client()
    return client, client.post(DOOR, {"login": username, "password": password}, **more)


def is_in(client):
    return SESSION_KEY in client.session


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def words(answer):
    return answer.text.split('<form class="form"')[1].split("</form>")[0].replace("jens", "").split("csrf")[0]


# --- Who is let in ---


def test_a_right_password_lets_in_and_to_the_choice_of_a_second_factor(jens):
    client, answer = try_in()
    assert answer["Location"] == "/"
    assert is_in(client)
    assert client.get("/arbejde/")["Location"] == "/konto/sikring/"
    assert verbs() == ["signed_in"]


def no_account(_jens):
    User.objects.filter(username="jens").update(username="en.anden")


def no_password(jens):
    jens.set_unusable_password()
    jens.save()


def wrong_password(jens):
    jens.set_password("noget helt andet end det")
    jens.save()


def closed(jens):
    User.objects.filter(pk=jens.pk).update(is_active=False)


def job_ended(jens):
    jens.employments.update(valid_until=TODAY)


def job_to_come(jens):
    jens.employments.update(valid_from=date(2999, 1, 1))


def a_citizen(jens):
    User.objects.filter(pk=jens.pk).update(kind="citizen")


REASONS = [no_account, no_password, wrong_password, closed, job_ended, job_to_come, a_citizen]


@pytest.mark.parametrize("reason", REASONS)
def test_the_refused_are_all_answered_alike(jens, reason):
    _client, ordinary = try_in(password="noget andet, som er forkert")
    reason(jens)
    client, answer = try_in()
    assert (answer.status_code, is_in(client)) == (ordinary.status_code, False)
    assert words(answer) == words(ordinary)
    assert "Brugernavn og adgangskode passer ikke sammen." in answer.text
    assert verbs() == ["sign_in_failed", "sign_in_failed"]


@pytest.mark.parametrize("reason", REASONS)
def test_the_refused_all_cost_the_same_work(jens, reason, monkeypatch):
    """What takes the time is hashing: it is done as often whatever the reason."""
    done = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: done.append(1) or encode(*args))
    reason(jens)
    done.clear()
    try_in()
    assert len(done) == 2


def test_a_passkey_of_somebody_who_has_left_opens_nothing(jens, rf):
    from allauth.account.models import Login
    from allauth.core import context
    from django.contrib.messages.storage.fallback import FallbackStorage

    from helevejen.web.shared.staff_sign_in import StaffAccounts

    request = rf.post(DOOR)
    request.session, request.user = Client().session, jens
    request._messages = FallbackStorage(request)
    job_ended(jens)
    with context.request_context(request):
        login = Login(user=jens)
        answer = StaffAccounts(request).pre_login(request, login.user)
    assert answer["Location"] == DOOR
    assert verbs() == ["sign_in_failed"]


# --- How often ---


def test_after_five_wrong_the_door_is_shut_for_that_name_and_not_for_others(jens, cast):
    cast.mette.set_password(PASSWORD)
    cast.mette.save()
    for _ in range(5):
        try_in(password="forkert", REMOTE_ADDR="10.0.0.1")
    client, answer = try_in(REMOTE_ADDR="10.0.0.2")
    assert not is_in(client)
    assert "Vent fem minutter, eller brug din adgangsnøgle." in answer.text
    assert is_in(try_in("mette", REMOTE_ADDR="10.0.0.3")[0])
    assert verbs() == ["sign_in_failed"] * 5 + ["sign_in_locked", "signed_in"]


def test_after_ten_wrong_the_door_is_shut_for_that_address(jens):
    for n in range(10):
        try_in(f"nogen{n}", REMOTE_ADDR="10.0.0.1")
    assert not is_in(try_in(REMOTE_ADDR="10.0.0.1")[0])
    assert is_in(try_in(REMOTE_ADDR="10.0.0.2")[0])


def test_the_tries_are_counted_where_every_process_sees_them():
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"


def test_codes_are_counted_too(jens):
    TOTP.activate(jens, "JBSWY3DPEHPK3PXP")
    client, answer = try_in()
    assert answer["Location"] == reverse("mfa_authenticate")
    for _ in range(5):
        answer = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Koden passer ikke." in answer.text
    answer = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Der er prøvet for mange gange." in answer.text
    assert not is_in(client)
    assert verbs() == ["sign_in_failed"] * 5 + ["sign_in_locked"]


# --- What is kept ---


def test_the_secrets_of_the_second_factor_lie_encrypted(jens):
    TOTP.activate(jens, "JBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(jens).generate_codes()
    lying = str(list(Authenticator.objects.order_by("pk").values_list("data", flat=True)))
    assert "JBSWY3DPEHPK3PXP" not in lying
    assert len(codes) == 10
    assert not any(code in lying for code in codes)


def test_a_new_session_begins_at_the_door(jens):
    client = Client()
    client.get(DOOR)
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = before
    try_in(client=client)
    assert client.session.session_key != before


def test_recovery_codes_alone_are_no_second_factor(jens):
    RecoveryCodes.activate(jens)
    client, _answer = try_in()
    assert client.get("/arbejde/")["Location"] == "/konto/sikring/"


# --- Doors that are not there ---


@pytest.mark.parametrize(
    "address",
    ["signup/", "password/reset/", "password/set/", "email/", "2fa/", "social/", "inactive/", "login/", "login/code/"],
)
def test_the_library_s_other_pages_have_no_address(address):
    assert Client().get(f"/konto/{address}").status_code == 404


@pytest.mark.parametrize(
    "name",
    ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_change_password", "account_reauthenticate"],
)
@pytest.mark.parametrize("who", ["amina", "poul"])
def test_citizens_and_companies_have_no_keys_or_passwords_here(cast, sign_in, who, name):
    client = sign_in(getattr(cast, who).user)
    assert client.get(reverse(name)).status_code == 404
    assert client.post(reverse(name), {"password": "x"}).status_code == 404


def test_a_page_half_asked_for_is_left_as_a_whole(jens):
    client, _answer = try_in()
    answer = client.get("/arbejde/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/konto/sikring/")


def test_whoever_has_no_password_is_told_where_one_comes_from(cast, sign_in):
    TOTP.activate(cast.jens, "JBSWY3DPEHPK3PXP")
    cast.jens.set_unusable_password()
    cast.jens.save()
    answer = sign_in(cast.jens, reauthenticated_at=clock.now()).get("/konto/adgangskode/", follow=True)
    assert answer.status_code == 200
    assert "Bed din systemadministrator om et link" in answer.text
