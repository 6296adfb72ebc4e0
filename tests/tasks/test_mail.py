"""Mail in and out, against real servers on the loopback: Dovecot by IMAP, aiosmtpd by SMTP."""

import io
import socket
import sys
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from django.core.management import CommandError, call_command
from django.db import OperationalError

from helevejen.clients.mailbox import parse
from helevejen.core import clock
from helevejen.inquiries import actions
from helevejen.inquiries.models import Attachment, IncomingMail, Inquiry
from helevejen.inquiries.rules import mail as rules
from helevejen.tasks import mail
from tests.cast import NOW
from tests.factories.inquiries import DutyFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


class Letterbox:
    """Keeps what it is given by SMTP."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's name
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def smtp(settings):
    """A real SMTP server, to which the system's mails go."""
    letterbox = Letterbox()
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    server = Controller(letterbox, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield letterbox
    server.stop()


@pytest.fixture(autouse=True)
def inbox(settings, cast):
    settings.INBOX_ADDRESS = "post@example.dk"
    settings.DEFAULT_FROM_EMAIL = "post@example.dk"
    DutyFactory(team=cast.ungdom, user=cast.mette)
    with clock.frozen(NOW, in_every_thread=True):
        yield


def letter(text="Kan I hjælpe mig?", **headers):
    one = EmailMessage()
    usual = {"From": "Ib <ib@example.dk>", "To": "post@example.dk", "Subject": "Praktik", "Message-ID": "<1@ib>"}
    for name, value in (usual | headers).items():
        one[name] = value
    one.set_content(text)
    return one


def receive(one):
    return mail.receive(parse(bytes(one)))


def sent():
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def test_all_the_way_in_by_imap_out_by_smtp_and_the_reply_home_again(cast, imap, smtp, settings, capsys):
    settings.INBOX_URL = imap.url
    imap.put(bytes(letter()))
    call_command("mail", "receive")
    assert capsys.readouterr().out == "1 new inquiries.\n"
    inquiry = Inquiry.objects.get()
    assert (inquiry.owner, inquiry.sender_email, inquiry.subject) == (cast.mette, "ib@example.dk", "Praktik")
    assert inquiry.posts.get().text == "Kan I hjælpe mig?"
    sent()
    receipt = smtp.mails[0]
    assert (receipt["To"], receipt["Auto-Submitted"], receipt["In-Reply-To"]) == (
        "ib@example.dk", "auto-replied", "<1@ib>",
    )  # fmt: skip
    assert "Du får svar senest fredag 13. marts." in receipt.get_content()
    actions.answer_inquiry(inquiry=inquiry, by=cast.mette, at=NOW, answer=actions.Answer("Ja. Hvornår?"))
    sent()
    answer = smtp.mails[1]
    assert "Ja. Hvornår?" in answer.get_content()
    reply = letter("På mandag.", To=answer["Reply-To"], Subject=f"Sv: {answer['Subject']}", **{"Message-ID": "<2@ib>"})
    imap.put(bytes(reply))
    call_command("mail", "receive", "--json")
    assert '"reply": 1' in capsys.readouterr().out
    inquiry.refresh_from_db()
    assert [post.text for post in inquiry.posts.order_by("pk")] == ["Kan I hjælpe mig?", "Ja. Hvornår?", "På mandag."]
    assert (inquiry.is_open, inquiry.reopened_count, Inquiry.objects.count()) == (True, 1, 1)
    call_command("mail", "receive")
    assert capsys.readouterr().out == "No mail waits.\n"
    assert imap.flags() == ["S", "S"]


def test_what_nobody_can_have_gets_a_flag_and_the_rest_comes_in(cast, imap, settings, capsys, monkeypatch):
    settings.INBOX_URL = imap.url
    imap.put(bytes(letter()))
    imap.put(bytes(letter(**{"Message-ID": "<2@ib>"})))
    taken = actions.receive_mail

    def once(**facts):
        if facts["mail"].message_id == "<1@ib>":
            raise actions.UnableToTakeInInquiry("ingen")
        return taken(**facts)

    monkeypatch.setattr("helevejen.inquiries.actions.receive_mail", once)
    with pytest.raises(CommandError, match="1 mails could not be received"):
        call_command("mail", "receive")
    assert "1 new inquiries, 1 could not be received" in capsys.readouterr().out
    assert imap.flags() == ["F", "S"]


@pytest.mark.parametrize("header", ["Cc: x@y.dk, ..@b.dk", "Content-Type: base64;attachment*"])
def test_a_mail_with_a_slip_in_its_head_comes_in_with_a_flag_and_so_does_the_one_after_it(imap, settings, header):
    settings.INBOX_URL = imap.url
    imap.put(f"{header}\nFrom: ib@example.dk\nMessage-ID: <0@ib>\n\nHej.\n".encode())
    imap.put(bytes(letter()))
    assert mail.receive_waiting() == {"new": 2}
    assert {one.posts.get().text for one in Inquiry.objects.all()} == {"Hej.", "Kan I hjælpe mig?"}
    assert imap.flags() == ["FS", "S"]
    assert mail.receive_waiting() == {}


def test_a_fault_in_one_mail_leaves_it_with_a_flag_and_a_database_that_is_away_leaves_it_for_later(
    imap, settings, monkeypatch
):
    settings.INBOX_URL = imap.url
    imap.put(bytes(letter()))
    imap.put(bytes(letter(**{"Message-ID": "<2@ib>"})))
    faults = [OperationalError(), TypeError(), OperationalError()]

    def failing(**_facts):
        raise faults.pop(0)

    monkeypatch.setattr("helevejen.inquiries.actions.receive_mail", failing)
    with pytest.raises(OperationalError):
        mail.receive_waiting()
    assert "F" not in "".join(imap.flags())
    with pytest.raises(OperationalError):
        mail.receive_waiting()
    assert "".join(imap.flags()) == "F"


def test_of_a_mail_too_large_the_head_is_an_inquiry_and_says_so(imap, settings, monkeypatch):
    settings.INBOX_URL = imap.url
    monkeypatch.setattr("helevejen.tasks.mail.MOST_BYTES", 500)
    imap.put(bytes(letter("x" * 2_000)))
    assert mail.receive_waiting() == {"new": 1}
    assert "for stor til at blive hentet" in Inquiry.objects.get().posts.get().text


def test_the_same_mail_twice_is_one_inquiry():
    assert [receive(letter()), receive(letter())] == ["new", "known"]
    assert (Inquiry.objects.count(), IncomingMail.objects.count()) == (1, 1)


def test_machines_get_neither_inquiry_nor_answer(smtp):
    assert receive(letter(**{"Auto-Submitted": "auto-replied"})) == "automatic"
    assert receive(letter(From="post+x@example.dk", **{"Message-ID": "<2@x>"})) == "own"
    sent()
    assert (smtp.mails, Inquiry.objects.count()) == ([], 0)


def test_our_own_receipt_is_recognised_when_it_comes_back(smtp):
    receive(letter())
    sent()
    back = smtp.mails[0]
    del back["From"], back["To"]
    back["From"], back["To"] = "ib@example.dk", "post@example.dk"
    assert mail.receive(parse(bytes(back))) == "automatic"


def test_whoever_writes_again_and_again_gets_no_more_receipts(smtp):
    for number in range(rules.MOST_RECEIPTS_A_DAY + 2):
        receive(letter(**{"Message-ID": f"<{number}@ib>"}))
    sent()
    assert len(smtp.mails) == rules.MOST_RECEIPTS_A_DAY
    assert Inquiry.objects.filter(acknowledged_at=None).count() == 2


def test_a_citizens_goes_to_the_jobformidler_and_nothing_of_it_leaves_the_house(cast, smtp):
    cast.amina.email = "amina@example.dk"
    cast.amina.save()
    receive(letter("Jeg er syg. 010101-1234", From="Amina <AMINA@example.dk>", Subject="Om min sygdom"))
    inquiry = Inquiry.objects.get()
    assert (inquiry.citizen, inquiry.owner) == (cast.amina, cast.jens)
    actions.answer_inquiry(inquiry=inquiry, by=cast.jens, at=NOW, answer=actions.Answer("God bedring."))
    sent()
    assert len(smtp.mails) == 2
    for one in smtp.mails:
        assert one["To"] == "amina@example.dk"
        whole = f"{one['Subject']} {one.get_content()}"
        for secret in ("syg", "1234", "bedring", "Amina", "Holm", "Jens"):
            assert secret not in whole


def test_an_address_two_citizens_share_is_nobodys(cast):
    for citizen in (cast.amina, cast.bo):
        citizen.email = "familien@example.dk"
        citizen.save()
    receive(letter(From="familien@example.dk"))
    assert Inquiry.objects.get().sender == "unknown"


def test_a_companys_is_known_by_its_contact(cast):
    cast.poul.email = "poul@havnen.dk"
    cast.poul.save()
    receive(letter(From="poul@havnen.dk"))
    assert Inquiry.objects.get().company == cast.poul.company


def test_files_are_kept_and_what_is_left_out_is_named():
    one = letter()
    one.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="cv.pdf")
    one.add_attachment(b"MZ", maintype="application", subtype="x-msdownload", filename="virus.exe")
    receive(one)
    file = Attachment.objects.get()
    assert (file.name, file.size, file.content.encode("latin-1")) == ("cv.pdf", 4, b"%PDF")
    assert "[Filer, der ikke er gemt: virus.exe]" in Inquiry.objects.get().posts.get().text


def test_a_mail_can_be_handed_in_by_a_mail_server(monkeypatch, capsys):
    class Stdin:
        buffer = io.BytesIO(bytes(letter()))

    monkeypatch.setattr(sys, "stdin", Stdin)
    call_command("mail", "receive", "--drop")
    assert capsys.readouterr().out == "1 new inquiries.\n"
    assert Inquiry.objects.count() == 1


def test_what_is_not_set_up_says_what_to_set(settings):
    settings.INBOX_URL = ""
    with pytest.raises(CommandError, match="HELEVEJEN_INBOX_URL"):
        call_command("mail", "receive")
    settings.INBOX_ADDRESS = ""
    with pytest.raises(CommandError, match="HELEVEJEN_INBOX_ADDRESS"):
        call_command("mail", "receive")
