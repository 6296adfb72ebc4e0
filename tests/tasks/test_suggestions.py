"""A kept list is proved, and lists whose time is over are erased, from the command line."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from helevejen.core import clock
from helevejen.core.db import erasing
from helevejen.suggestions import actions
from helevejen.suggestions.models import MatchList, Suggestion
from tests.cast import NOW
from tests.factories.recruitment import JobOrderFactory

pytestmark = pytest.mark.django_db


def answer(*arguments, at=NOW):
    out = io.StringIO()
    with clock.frozen(at):
        call_command("suggestions", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.fixture
def made(cast):
    JobOrderFactory(company=cast.poul.company)
    return actions.make_openings(case=cast.aminas_case, by=cast.jens, at=NOW)


def test_a_list_is_proved(made):
    assert answer("recompute", str(made.pk)).startswith(f"The same: 1 rows of list {made.pk}")
    found = json.loads(answer("recompute", str(made.pk), "--json"))
    assert (found["rows"], found["is_identical"], found["version_then"]) == (1, True, found["version_now"])


def test_a_list_that_differs_fails_loudly(made):
    with transaction.atomic(), erasing():
        Suggestion.objects.update(place=7)
    with pytest.raises(CommandError, match="differ"):
        answer("recompute", str(made.pk))


def test_a_list_that_is_not_there_is_said_to_be_gone():
    with pytest.raises(CommandError, match="no list 4711"):
        answer("recompute", "4711")


def test_old_lists_are_erased(made):
    assert answer("forget") == "Erased 0 lists.\n"
    assert json.loads(answer("forget", "--json", at=NOW + 2 * actions.lists_kept_for())) == {"erased": 1}
    assert not MatchList.objects.exists()
