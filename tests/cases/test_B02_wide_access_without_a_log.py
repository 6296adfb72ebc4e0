"""B02. Lejre: minutes about children lay on the staff portal, open to many, and nobody could say who had read them."""

import pytest
from django.apps import apps
from django.db.models import FileField

from helevejen.audit.models import Access, AccessSubject
from tests.support.signing_in import signed_in
from tests.support.urls import addresses
from tests.walk.walker import canaries_in, path_of
from tests.walk.world import roles

pytestmark = pytest.mark.django_db


def test_no_file_can_be_stored_outside_a_case():
    loose = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("helevejen.")
        for field in model._meta.concrete_fields
        if isinstance(field, FileField) and not any(one.name == "case" for one in model._meta.fields)
    ]
    assert loose == []


@pytest.mark.slow
@pytest.mark.parametrize("role", ["jobformidler", "leader", "citizen"])
def test_every_page_that_shows_somebody_leaves_one_row(world, role):
    client = signed_in(roles(world)[role])
    missing, shown = [], 0
    for address in addresses():
        path = path_of(address, world) if address.is_ours and address.view.permission else None
        if path is None:
            continue
        last = Access.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        answer = client.get(path)
        if answer.status_code != 200 or not canaries_in(world, answer):
            continue
        shown += 1
        rows = AccessSubject.objects.filter(access_id__gt=last, citizen_id=world.citizen.pk)
        if rows.count() != 1:
            missing.append(f"{address.name}: {rows.count()} rows")
    assert missing == []
    assert shown > 10
