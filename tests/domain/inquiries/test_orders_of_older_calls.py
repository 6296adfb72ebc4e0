"""The calls that were asked for before an inquiry knew its order."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from helevejen.inquiries.models import Inquiry
from tests.factories.companies import CompanyFactory
from tests.factories.inquiries import InquiryFactory, PostFactory
from tests.factories.recruitment import JobOrderFactory

pytestmark = pytest.mark.django_db

know_orders = import_module("helevejen.inquiries.migrations.0008_read_the_order_of_older_calls").know_orders


@pytest.fixture
def order(cast):
    return JobOrderFactory(company=cast.poul.company)


def asked(company, text, **given):
    known = {"channel": "portal", "topic": "recruitment", "wants_call": True} | given
    inquiry = InquiryFactory(company=company, **known)
    PostFactory(inquiry=inquiry, is_from_sender=True, text=text)
    return inquiry


def order_after(inquiry):
    know_orders(apps, connection.schema_editor())
    return Inquiry.objects.get(pk=inquiry.pk).order


@pytest.mark.parametrize("words", ["Ring til os om ordre nr. {}: Lager.", "Call us about order no. {}: Lager."])
def test_an_older_call_says_its_order_in_either_language(order, words):
    assert order_after(asked(order.company, words.format(order.pk))) == order


def test_other_words_and_anothers_order_say_none(order):
    assert order_after(asked(order.company, f"Ordre nr. {order.pk}: Lager.")) is None
    assert order_after(asked(CompanyFactory(), f"Ring til os om ordre nr. {order.pk}: Lager.")) is None
    assert order_after(asked(order.company, f"Ring til os om ordre nr. {order.pk}: Lager.", wants_call=False)) is None


def test_nobody_but_a_company_asks_about_an_order(order):
    with pytest.raises(IntegrityError, match="inquiry_about_an_order_is_a_companys"), transaction.atomic():
        InquiryFactory(order=order)
