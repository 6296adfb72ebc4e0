"""What staff are told is said in the language of whoever reads it, whatever the writer's screen spoke."""

from datetime import date

import pytest
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from helevejen.accounts.actions import tell_staff
from helevejen.accounts.enums import Role
from helevejen.accounts.models import Notice
from tests.cast import NOW
from tests.factories.accounts import NoticeFactory

pytestmark = pytest.mark.django_db

NEW = _("%(name)s er på dit team som %(role)s fra %(day)s.")
WHOLE = "Nina Skov er på dit team som Jobformidler fra 4. marts 2026."


def tell(user, **more):
    values = {"name": "Nina Skov", "role": Role.JOBFORMIDLER.label, "day": date(2026, 3, 4)} | more
    with transaction.atomic():
        tell_staff([user], kind="new_on_team", text=NEW, at=NOW, **values)
    return Notice.objects.get()


@pytest.mark.parametrize("writer", ["da", "en"])
def test_each_reads_it_in_their_own_language(cast, writer):
    with translation.override(writer):
        notice = tell(cast.lene)
    assert notice.text == WHOLE
    with translation.override("da"):
        assert notice.said == WHOLE
    with translation.override("en"):
        assert notice.said.startswith("Nina Skov is on your team as ")
        assert notice.said.endswith(" from 4 March 2026.")


def test_one_from_before_is_read_as_it_was_written(cast):
    with translation.override("en"):
        assert NoticeFactory(text="Du har en ny sag.").said == "Du har en ny sag."


def test_a_name_that_looks_like_a_place_is_only_a_name(cast):
    assert tell(cast.lene, name="100 %(day)s").said.startswith("100 %(day)s er på dit team")


def test_the_page_says_it_in_english_to_whoever_reads_english(cast, sign_in):
    tell(cast.jens)
    client = sign_in(cast.jens)
    assert WHOLE in client.get("/arbejde/").text
    client.cookies["django_language"] = "en"
    page = client.get("/arbejde/").text
    assert "is on your team as" in page
    assert WHOLE not in page
