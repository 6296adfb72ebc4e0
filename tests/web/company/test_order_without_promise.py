"""An order of which nothing is due: the company is told honestly that the next step has no day, and what to do."""

import pytest

from tests.cast import NOW, TODAY
from tests.factories.recruitment import JobOrderFactory
from tests.web.shared.drawing import words_of

pytestmark = pytest.mark.django_db
SAID = "Næste skridt har ikke fået en dag endnu."


@pytest.mark.parametrize("address", ["/virksomhed/", "/virksomhed/ordre/{}/"])
def test_a_company_reads_that_the_next_step_has_no_day_and_whom_to_ask(cast, sign_in, address):
    order = JobOrderFactory(
        company=cast.poul.company, owner=cast.rikke, answered_at=NOW, shortlisted_at=NOW, shortlist_count=2
    )
    client = sign_in(cast.poul.user)
    text = words_of(client.get(address.format(order.pk)).text)
    assert f"Vi har foreslået 2 kandidater. {SAID} Rikke Buhl har ordren og leder videre." in text
    order.next_step, order.next_due_on = "Vi ringer om de to.", TODAY
    order.save()
    assert SAID not in words_of(client.get(address.format(order.pk)).text)
