import json
from io import StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import CommandError, call_command

from helevejen.accounts import queries
from helevejen.accounts.enums import Permission
from helevejen.accounts.models import User
from helevejen.audit.models import Event
from helevejen.core import clock

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command("staff", "add-admin", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue().strip()


def token_in(address):
    return parse_qs(urlsplit(address).query)["n"][0]


def test_the_first_administrator_gets_a_link_and_may_manage_accounts():
    address = run("bent.rask", "--name", "Bent Rask")
    user = User.objects.get(username="bent.rask")
    assert address.startswith("http://localhost:8000/log-ind/adgangskode/?n=")
    assert queries.find_account_of_link(token_in(address), clock.now()) == user
    assert Permission.ACCOUNT_MANAGE in user.permissions_on(clock.today())
    assert not user.has_usable_password()
    assert Event.objects.filter(verb="account_made", actor_name="Systemet").exists()


def test_the_answer_can_be_read_by_a_machine():
    answer = json.loads(run("bent", "--name", "Bent Rask", "--json", "--base", "https://hv.example.dk/"))
    assert answer["username"] == "bent"
    assert answer["link"].startswith("https://hv.example.dk/log-ind/adgangskode/")


def test_in_production_the_site_s_own_name_is_used(settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://helevejen.example.dk"]
    assert run("bent", "--name", "Bent Rask").startswith("https://helevejen.example.dk/")


@pytest.mark.parametrize("username", ["bent", "BENT"])
def test_a_name_that_is_taken_is_refused(username):
    run("bent", "--name", "Bent Rask")
    with pytest.raises(CommandError, match="is taken"):
        run(username, "--name", "Bente Rask")


def test_a_name_that_is_no_name_is_refused():
    with pytest.raises(CommandError, match="small letters"):
        run("bent rask", "--name", "Bent Rask")
    assert not User.objects.exists()
