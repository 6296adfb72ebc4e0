from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from helevejen.places.models import PostcodeCentre


class PostcodeCentreFactory(DjangoModelFactory):
    class Meta:
        model = PostcodeCentre

    postcode = factory.Sequence(lambda n: f"{1000 + n % 9000}")
    name = "Fredericia"
    latitude = Decimal("55.566")
    longitude = Decimal("9.753")
    source = "test"
    dated_on = date(2026, 1, 1)
