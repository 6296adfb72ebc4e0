"""Swapping name, gendered words, age and origin changes no list, no page of one but the name on it, and no card."""

import random
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from helevejen.citizens.models import Citizen
from helevejen.profiles.models import ProfileFact
from helevejen.recruitment.models import JobOrder
from helevejen.suggestions import actions
from helevejen.suggestions.queries import lists, views
from tests.cast import NOW
from tests.factories.profiles import ProfileFactFactory
from tests.factories.recruitment import JobOrderFactory, RequirementFactory
from tests.web.shared.drawing import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]

SERVE, CLEAN = "http://data.europa.eu/esco/skill/serve", "http://data.europa.eu/esco/skill/clean"
#: The same person in words of either sex, in Danish and in English.
WORDS = (
    ("tjener", "servitrice"), ("ekspedient", "ekspeditrice"), ("sygeplejer", "sygeplejerske"), ("han", "hun"),
    ("formand", "forkvinde"), ("far til to", "mor til to"), ("waiter", "waitress"), ("ungkarl", "enke"),
)  # fmt: skip
NAMES = (("Peter", "Hansen"), ("Fatima", "Al-Masri"), ("Nguyễn", "Thị Hoa"), ("Kirsten", "Nørregård"))


@pytest.fixture
def table(cast):
    """Somebody who serves and has waited at tables, in own words too, and two orders for it."""
    _tell(cast, "tjener")
    ProfileFactFactory(citizen=cast.amina, kind="hours", subject="", label="", hours=Decimal(20))
    ProfileFactFactory(citizen=cast.bo, subject=SERVE)
    for title in ("Café", "Kantine"):
        order = JobOrderFactory(company=cast.poul.company, owner=cast.rikke, title=title)
        RequirementFactory(order=order, kind="skill", code="", uri=SERVE, label="servere", weight="must")
        RequirementFactory(order=order, kind="skill", code="", uri=CLEAN, label="rydde af", weight="nice")
    return order


def _tell(cast, word):
    """Let Amina's profile have what she can and wishes in such words, and no longer in others."""
    said = ProfileFact.objects.current().filter(citizen=cast.amina, kind__in=("skill", "wish"))
    said.update(withdrawn_at=NOW, withdrawn_by=cast.jens)
    for fact in ({"subject": SERVE}, {"subject": ""}, {"kind": "wish", "subject": ""}):
        ProfileFactFactory(citizen=cast.amina, label=word, **fact)


def swapped(cast, rng):
    """Make another person of Amina: everything that says who she is, and nothing of what she can and wants."""
    given, family = rng.choice(NAMES)
    born = date(rng.randint(1955, 2007), rng.randint(1, 12), rng.randint(1, 28))
    language = rng.choice(["da", "ar", "uk", "so"])
    who = {"given_name": given, "family_name": family, "search_key": f"{given} {family}".casefold()}
    origin = {"language": language, "needs_interpreter": language != "da"}
    Citizen.objects.filter(pk=cast.amina.pk).update(**who, **origin, birth_date=born)
    of_either = rng.choice(WORDS)
    _tell(cast, rng.choice(of_either))
    JobOrder.objects.update(tasks=f"Vi søger en {rng.choice(of_either)}.")


def told(cast, table, clients):
    """Return every list with its records, both pages with the name left out, and the company's card."""
    made = [
        actions.make_openings(case=cast.aminas_case, by=cast.amina.user, at=NOW),
        actions.make_openings(case=cast.aminas_case, by=cast.jens, at=NOW),
        actions.make_candidates(order=table, by=cast.jens, at=NOW),
    ]
    rows = [[(row.place, row.kept_by, row.record) for row in lists.rows_of(one)] for one in made]
    card = views.company_card(actions.record_pair(case=cast.aminas_case, order=table, by=cast.jens, at=NOW))
    citizen = Citizen.objects.get(pk=cast.amina.pk)
    addresses = (reverse("citizen:my_openings"), reverse("desk:order_candidates", args=[table.pk]))
    pages = [words_of(client.get(way).text) for client, way in zip(clients, addresses, strict=True)]
    for name in (citizen.name, citizen.given_name, cast.amina.user.name):
        pages = [page.replace(name, "…") for page in pages]
    return rows, pages, card


@pytest.mark.parametrize("seed", range(6))
def test_another_name_gendered_word_age_and_origin_changes_no_list_page_or_card(cast, sign_in, table, seed):
    rng, clients = random.Random(seed), (sign_in(cast.amina.user), sign_in(cast.jens))
    before = told(cast, table, clients)
    assert sum(map(len, before[0])) > 4
    assert all("Café" in page for page in before[1][:1])
    for _ in range(2):
        swapped(cast, rng)
        assert told(cast, table, clients) == before
