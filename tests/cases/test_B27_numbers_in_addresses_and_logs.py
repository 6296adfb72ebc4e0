"""B27. A self-service solution passed CPR numbers of 74 municipalities' citizens on to a third party for years."""

import io
import logging
import re

import pytest
import structlog
from django.core import mail
from django.http import HttpResponse
from django.urls import path

from helevejen.accounts.enums import Permission
from helevejen.citizens import queries
from helevejen.config.urls import urlpatterns as site
from helevejen.core import clock
from helevejen.web.shared.access import fetch, requires
from tests.support.signing_in import signed_in
from tests.support.urls import addresses
from tests.walk.walker import canaries_in, path_of, questions_of
from tests.walk.world import roles

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: What is typed there is a company's name, which its page may carry on in an address.
OF_COMPANIES = {"desk:contact_log", "desk:company_register", "desk:job_start"}

IN_ADDRESS = re.compile(r"""(?:href|action|src|hx-[a-z]+)=["']([^"']*)["']""")


@requires(Permission.CASE_VIEW)
def falls_over(request, citizen_id):
    found = fetch(request, queries.citizens_visible_to(request.user, clock.now()), pk=citizen_id)
    facts = queries.get_facts(request.user, found, clock.now())
    raise ValueError(f"{facts} {queries.get_cpr(request.user, found, clock.now())}")


@requires(Permission.CASE_VIEW)
def unused(request):
    return HttpResponse()


urlpatterns = [*site, path("falls/<int:citizen_id>/", falls_over), path("unused/", unused)]


@pytest.fixture
def log_lines():
    """What would have gone to the technical log, every level of it."""
    root, lines = logging.getLogger(), io.StringIO()
    handler = next(one for one in root.handlers if isinstance(one.formatter, structlog.stdlib.ProcessorFormatter))
    before, level = handler.setStream(lines), root.level
    root.setLevel(logging.INFO)
    yield lines
    root.setLevel(level)
    handler.setStream(before)


def answers(world, role):
    client = signed_in(roles(world)[role])
    citizen = world.citizen
    for address in addresses():
        here = path_of(address, world) if address.is_ours else None
        if here is None:
            continue
        yield address, client.get(here)
        names = questions_of(address.view)[1] if address.name not in OF_COMPANIES else []
        for value in (citizen.given_name, citizen.cpr) if names else ():
            yield address, client.post(here, dict.fromkeys(names, value))


@pytest.mark.parametrize("role", ["jobformidler", "leader", "citizen"])
def test_no_address_log_line_or_mail_names_anybody(world, role, log_lines):
    named = set()
    for address, answer in answers(world, role):
        places = " ".join([answer.get("Location", ""), answer.get("HX-Location", ""), answer.get("HX-Redirect", "")])
        links = " ".join(IN_ADDRESS.findall(answer.content.decode(errors="replace")))
        named |= {f"{address.name}: {world.canaries[word].field}" for word in canaries_in(world, f"{places} {links}")
                  if "mailto:" + word not in links}  # fmt: skip
    assert sorted(named) == []
    assert {world.canaries[word].field for word in canaries_in(world, log_lines.getvalue())} == set()
    mails = " ".join(f"{one.subject} {one.body} {one.to}" for one in mail.outbox)
    assert canaries_in(world, mails) == set()


@pytest.mark.urls("tests.cases.test_B27_numbers_in_addresses_and_logs")
def test_a_fault_shows_and_logs_nothing_of_whom_it_was_about(world, log_lines):
    answer = signed_in(world.cast.jens).get(f"/falls/{world.citizen.pk}/")
    assert answer.status_code == 500
    assert canaries_in(world, answer) == set()
    assert "ValueError" in log_lines.getvalue()
    assert canaries_in(world, log_lines.getvalue()) == set()


def test_the_address_of_a_page_is_not_sent_on(world):
    answer = signed_in(world.cast.jens).get(f"/arbejde/borger/{world.citizen.pk}/adgang/")
    assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}
