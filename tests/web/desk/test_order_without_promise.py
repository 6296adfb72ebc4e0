"""An order of which nothing is due: its owner is asked to promise the next step."""

from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.recruitment.models import JobOrder
from tests.cast import NOW, TODAY
from tests.factories.recruitment import JobOrderFactory

pytestmark = pytest.mark.django_db
SAID = "Virksomheden har ikke fået en dag for det næste skridt. Lov den et."


def test_an_order_that_nothing_is_promised_on_asks_for_the_next_step(cast, sign_in):
    order = JobOrderFactory(company=cast.poul.company, owner=cast.rikke)
    client, page = sign_in(cast.rikke), reverse("desk:order_detail", args=[order.pk])
    assert SAID not in client.get(page).text
    told = JobOrder.objects.filter(pk=order.pk)
    told.update(answered_at=NOW, shortlisted_at=NOW, shortlist_count=1)
    assert SAID in client.get(page).text
    assert "Næste skridt er ikke lovet" in client.get("/arbejde/ordrer/").text
    told.update(next_step="Vi ringer.", next_due_on=TODAY + timedelta(days=1))
    assert SAID not in client.get(page).text
