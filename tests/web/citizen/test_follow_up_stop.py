"""After the job has begun: saying that nobody need call any more."""

import pytest

from tests.factories.cases import JobFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(cast):
    return JobFactory(case=cast.aminas_case)


def page(job):
    return f"/min-vej/job/{job.pk}/stop-opfoelgning/"


def test_it_asks_first_and_then_stops(cast, sign_in, job):
    client = sign_in(cast.amina.user)
    assert "Skal vi holde op med at ringe?" in client.get(page(job)).text
    response = client.post(page(job), follow=True)
    assert "Vi ringer ikke mere om jobbet." in response.text
    assert "I behøver ikke ringe mere" not in response.text
    job.retention_track.refresh_from_db()
    assert job.retention_track.outcome == "stopped_by_citizen"


def test_what_is_over_cannot_be_stopped(cast, sign_in, job):
    client = sign_in(cast.amina.user)
    client.post(page(job))
    response = client.post(page(job))
    assert response.status_code == 422
    assert "Opfølgningen er allerede slut." in response.text
