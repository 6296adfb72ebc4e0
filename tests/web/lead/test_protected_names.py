"""A protected name has its mark wherever a leader reads it."""

import pytest
from django.urls import reverse

from tests.factories.cases import TrackFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(cast, sign_in):
    """Lene's, whose team follows a citizen whose name is protected."""
    cast.amina.protection = "protected"
    cast.amina.save(update_fields=["protection"])
    TrackFactory(case=cast.aminas_case, kind="clarification", turn__step="we_decide")
    return sign_in(cast.lene)


def row_of(html):
    """Return what stands between the citizen's name and the end of its row or line."""
    return html.split("Amina Holm", 1)[1].split("</tr>", 1)[0].split("</li>", 1)[0]


@pytest.mark.parametrize(
    "address",
    [
        reverse("lead:team_turns"),
        reverse("lead:team_cases"),
        reverse("lead:team_board"),
        reverse("lead:step_turns") + "?spor=clarification&trin=we_decide",
    ],
)
def test_the_mark_stands_by_the_name(client, address):
    assert "Beskyttet" in row_of(client.get(address).text)
