import pytest

from helevejen.audit.enums import Verb
from helevejen.audit.models import Event
from helevejen.cases import actions, queries
from helevejen.cases.enums import Cap, ContactObjection
from helevejen.cases.models import CompanyContact
from helevejen.companies.enums import ContactChannel
from tests.cast import NOW
from tests.factories.cases import CompanyContactFactory, TrackFactory
from tests.support.flat import assert_flat


@pytest.fixture
def log(aminas_case, jens, poul):
    def deed(**changes):
        usual = {"case": aminas_case, "by": jens, "at": NOW, "company": poul.company}
        return actions.log_company_contact(
            **{**usual, "channel": ContactChannel.VISIT, "text": " De søger to. ", **changes}
        )

    return deed


def test_a_talk_is_written_down_under_the_company_cap(log, aminas_case):
    track = aminas_case.tracks.get()
    contact = log(contact_name=" Poul Lund ", minutes=40, track=track)
    assert (contact.text, contact.contact_name, contact.minutes) == ("De søger to.", "Poul Lund", 40)
    event = Event.objects.get(verb=Verb.CONTACT_LOGGED)
    assert (event.cap, event.subject_id) == (Cap.COMPANY, aminas_case.citizen_id)
    assert track.turns.count() == 1, "it passes no turn"


@pytest.mark.parametrize(
    ("changes", "objection"),
    [
        ({"text": "  "}, ContactObjection.NO_TEXT),
        ({"minutes": -1}, ContactObjection.TOO_LONG),
        ({"minutes": 601}, ContactObjection.TOO_LONG),
    ],
)
def test_a_talk_that_cannot_be_right_is_refused(log, changes, objection):
    with pytest.raises(actions.UnableToLogCompanyContact) as refusal:
        log(**changes)
    assert refusal.value.reason == objection
    assert not CompanyContact.objects.exists()


def test_the_track_is_an_open_one_of_the_case(log, bos_case, aminas_case):
    for track in (bos_case.tracks.get(), TrackFactory(case=aminas_case, closed=True)):
        with pytest.raises(actions.UnableToLogCompanyContact) as refusal:
            log(track=track)
        assert refusal.value.reason == ContactObjection.WRONG_TRACK


def test_nothing_is_written_in_a_closed_case(log, aminas_case, jens):
    aminas_case.closed_at, aminas_case.closed_by, aminas_case.closing_reason = NOW, jens, "moved"
    aminas_case.save()
    with pytest.raises(actions.UnableToLogCompanyContact) as refusal:
        log()
    assert refusal.value.reason == ContactObjection.CASE_CLOSED


def test_strangers_and_the_company_itself_see_no_talk(log, cast):
    contact = log()
    readers = {"jens": cast.jens, "lene": cast.lene, "omar": cast.omar, "mette": cast.mette, "poul": cast.poul.user}
    assert {name for name, who in readers.items() if queries.company_contacts_visible_to(who, NOW)} == {"jens", "lene"}
    assert queries.company_contacts_of(contact.case, cast.amina.user, NOW) == [contact]


def test_the_list_of_talks_is_flat(aminas_case, jens):
    def make():
        CompanyContactFactory(case=aminas_case)

    def read():
        for contact in queries.company_contacts_of(aminas_case, jens, NOW):
            assert all((contact.company.name, contact.by.name, contact.case.citizen.name))

    make()
    assert_flat(read, make)
