"""Talks with companies, the peace they ask for, agreements, and what a workplace has told."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from helevejen.audit.models import Event
from helevejen.companies import actions, queries, rules
from helevejen.companies.actions import Stated
from helevejen.companies.enums import OutreachObjection
from helevejen.companies.models import Outreach, StewardStatement
from tests.cast import NOW, TODAY
from tests.factories.companies import (
    AgreementFactory,
    CompanyFactory,
    ContactFactory,
    OutreachFactory,
    StewardStatementFactory,
    WorkplaceFactory,
    WorkplaceSizeFactory,
)

DAY = timedelta(days=1)


@pytest.fixture
def deed(jens):
    return {"by": jens, "at": NOW}


@pytest.mark.parametrize(
    ("text", "promise", "promised_on", "objection"),
    [
        ("Vi sås.", "", None, None),
        ("Vi sås.", "Ringer", TODAY, None),
        (" ", "", None, OutreachObjection.NO_TEXT),
        ("x" * 2001, "", None, OutreachObjection.TOO_LONG),
        ("Vi sås.", "Ringer", None, OutreachObjection.HALF_PROMISE),
        ("Vi sås.", "", TODAY, OutreachObjection.HALF_PROMISE),
        ("Vi sås.", "Ringer", TODAY - DAY, OutreachObjection.PROMISE_PAST),
        ("Talte om 740590 - 0003", "", None, OutreachObjection.HAS_CPR),
        ("Talte", "Ringer om 140590 0003", TODAY, OutreachObjection.HAS_CPR),
        ("Talte om 010380—1234", "", None, OutreachObjection.HAS_CPR),
        ("Arbejdsstedet med P-nummer 1003388394", "", None, None),
        ("Budget 120000 2026, løn 310000 - 2026", "", None, None),
    ],
)
def test_what_can_be_written_of_a_talk(text, promise, promised_on, objection):
    assert rules.objection_to_outreach(text=text, promise=promise, promised_on=promised_on, on=TODAY) == objection


@pytest.mark.parametrize(
    ("until", "why", "objection"),
    [
        (None, "", None),
        (TODAY + DAY, "Ombygning", None),
        (TODAY + DAY, "", OutreachObjection.NO_WHY),
        (TODAY, "Ombygning", OutreachObjection.REST_PAST),
        (TODAY + 800 * DAY, "Ombygning", OutreachObjection.REST_TOO_LONG),
        (TODAY + DAY, "Efter 140590-0003", OutreachObjection.HAS_CPR),
    ],
)
def test_how_long_a_company_is_left_in_peace(until, why, objection):
    assert rules.objection_to_rest(until=until, why=why, on=TODAY) == objection


def test_the_peace_is_over_on_its_day():
    assert rules.is_left_in_peace(TODAY + DAY, TODAY)
    assert not rules.is_left_in_peace(TODAY, TODAY)
    assert not rules.is_left_in_peace(None, TODAY)


def test_a_talk_is_kept_with_its_promise_and_never_edited(deed):
    contact = ContactFactory()
    talk = actions.log_outreach(
        company=contact.company, channel="visit", text="Vi sås.", contact=contact, promise="Ringer",
        promised_on=TODAY + DAY, **deed,
    )  # fmt: skip
    assert queries.outreach_of(contact.company).get() == talk
    assert Event.objects.get().verb == "outreach_logged"
    with pytest.raises(IntegrityError), transaction.atomic():
        Outreach.objects.update(text="andet")


def test_a_contact_of_another_company_is_refused(deed):
    with pytest.raises(actions.UnableToLogOutreach):
        actions.log_outreach(company=CompanyFactory(), channel="phone", text="Hej", contact=ContactFactory(), **deed)


def test_a_company_is_left_in_peace_and_no_longer(deed):
    company = actions.leave_in_peace(company=CompanyFactory(), until=TODAY + DAY, why="Ombygning", **deed)
    assert (company.not_before, company.not_before_why) == (TODAY + DAY, "Ombygning")
    company = actions.leave_in_peace(company=company, until=None, why="glemt", **deed)
    assert (company.not_before, company.not_before_why) == (None, "")


def test_only_agreements_that_are_not_over_are_told(deed):
    company = CompanyFactory()
    living = actions.make_agreement(company=company, text="To ad gangen", valid_from=TODAY, **deed)
    AgreementFactory(company=company, valid_from=TODAY - 9 * DAY, valid_until=TODAY)
    assert list(queries.agreements_of(company, TODAY)) == [living]
    with pytest.raises(actions.UnableToAgree, match="sidste dag"):
        actions.make_agreement(company=company, text="x", valid_from=TODAY, valid_until=TODAY, **deed)
    with pytest.raises(actions.UnableToAgree, match="anden virksomhed"):
        actions.make_agreement(company=company, text="x", valid_from=TODAY, workplace=WorkplaceFactory(), **deed)


def test_a_month_is_told_and_corrected(deed):
    place = WorkplaceFactory()
    for employees in ("22", "23.5"):
        actions.keep_size(
            workplace=place, month=date(2026, 2, 17), employees=Decimal(employees), placed=Decimal(2), **deed
        )
    size = queries.sizes_of(place).get()
    assert (size.month, size.employees) == (date(2026, 2, 1), Decimal("23.5"))


@pytest.mark.parametrize(
    ("month", "employees", "words"),
    [(date(2026, 4, 1), "2", "ikke begyndt"), (date(2026, 2, 1), "-1", "fra 0 og op")],
)
def test_a_size_that_cannot_be_is_refused(deed, month, employees, words):
    with pytest.raises(actions.UnableToKeepSize, match=words):
        actions.keep_size(
            workplace=WorkplaceFactory(), month=month, employees=Decimal(employees), placed=Decimal(0), **deed
        )


def test_the_newest_statement_counts_and_none_is_changed(deed):
    place = WorkplaceFactory()
    StewardStatementFactory(workplace=place, stated_on=TODAY - DAY)
    newest = actions.keep_statement(workplace=place, stated=Stated("Poul", "", TODAY, is_kept=True), **deed)
    assert queries.find_statement(place) == newest
    with pytest.raises(IntegrityError), transaction.atomic():
        StewardStatement.objects.filter(pk=newest.pk).delete()


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (Stated(" ", "Tove", TODAY, is_kept=True), "for arbejdsgiveren"),
        (Stated("Poul", "Tove", TODAY + DAY, is_kept=True), "efter i dag"),
        (Stated("Poul", "Tove", TODAY, is_kept=True, post_vacated_on=TODAY + DAY), "ledig efter i dag"),
    ],
)
def test_a_statement_that_cannot_be_is_refused(deed, stated, words):
    with pytest.raises(actions.UnableToKeepStatement, match=words):
        actions.keep_statement(workplace=WorkplaceFactory(), stated=stated, **deed)


@pytest.mark.both
@pytest.mark.django_db
@pytest.mark.parametrize(
    "make",
    [
        lambda: CompanyFactory(not_before=TODAY),
        lambda: OutreachFactory(promise="Ringer"),
        lambda: AgreementFactory(valid_until=TODAY),
        lambda: WorkplaceSizeFactory(employees=-1),
    ],
    ids=["half a peace", "half a promise", "an agreement backwards", "fewer than nobody"],
)
def test_the_database_refuses_half_a_fact(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()
