"""What a stranger wrote becomes plain words and files, whatever it is."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.clients import mailbox
from helevejen.clients.mailbox import parse, plain


def written(text="Hej med jer", **headers):
    mail = EmailMessage()
    for name, value in ({"From": "Ib <IB@example.dk>", "To": "post@example.dk", "Subject": "Hej"} | headers).items():
        mail[name] = value
    mail.set_content(text)
    return mail


def test_a_plain_mail_in_danish():
    mail = parse(bytes(written("Kære jer\nJeg søger praktik på Ærø.", Subject="Spørgsmål om æ, ø og å")))
    assert (mail.sender, mail.sender_name, mail.subject) == ("ib@example.dk", "Ib", "Spørgsmål om æ, ø og å")
    assert mail.text == "Kære jer\nJeg søger praktik på Ærø."
    assert mail.recipients == ("post@example.dk",)


def test_the_plain_half_is_read_before_the_html_one():
    mail = written("Det plane")
    mail.add_alternative("<p>Det pyntede</p>", subtype="html")
    assert parse(bytes(mail)).text == "Det plane"
    assert parse(bytes(mail)).files == ()


def test_html_alone_becomes_words_without_scripts():
    mail = EmailMessage()
    mail["From"] = "ib@example.dk"
    mail.set_content(
        "<html><head><style>p{}</style></head><body><p>Hej&nbsp;jer</p><script>alert(1)</script>Linje<br>to</body>",
        subtype="html",
    )
    assert parse(bytes(mail)).text == "Hej jer\nLinje\nto"


def test_files_come_by_name_and_without_their_path():
    mail = written()
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="../../cv æ.pdf")
    (file,) = parse(bytes(mail)).files
    assert (file.name, file.content_type, file.content) == ("cv æ.pdf", "application/pdf", b"%PDF")


@pytest.mark.parametrize("sender", ["", "<>", "ingen", "a@b@c", "a b@c.dk", '"x" <y@z', "a" * 300 + "@b.dk"])
def test_what_is_no_address_is_none(sender):
    assert parse(f"From: {sender}\r\n\r\nhej".encode()).sender in {"", "y@z"}


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe",
        b"Subject: =?utf-8?b?broken\r\nContent-Type: text/plain; charset=ukendt\r\n\r\n\xe6\x00hej",
        b"Content-Type: multipart/mixed\r\n\r\n--x",
        b"From: a@b.dk\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%",
        b"To: =?x?q?=\r\nMessage-ID: <<>>\r\n\r\n",
    ],
)
def test_what_is_broken_does_not_fail_and_has_no_signs_a_database_refuses(raw):
    mail = parse(raw)
    assert "\x00" not in mail.text + mail.subject + mail.sender_name


@given(st.binary(max_size=400))
def test_nothing_fails(raw):
    assert parse(b"From: a@b.dk\r\n" + raw).raw


@pytest.mark.parametrize("header", ["Cc: x@y.dk, ..@b.dk", "Content-Type: base64;attachment*"])
def test_a_header_the_parser_of_python_cannot_read_costs_nothing_but_the_header(header):
    head = "From: Ib <ib@example.dk>\r\nSubject: =?utf-8?q?=C3=86ble?=\r\nTo: post@example.dk"
    mail = parse(f"{head}\r\n{header}\r\n\r\nHej".encode())
    assert (mail.sender, mail.subject, mail.text, mail.is_rough) == ("ib@example.dk", "Æble", "Hej", True)
    assert "post@example.dk" in mail.recipients


def test_a_mail_read_roughly_keeps_its_files_and_its_plain_half():
    one = written("Det plane", Cc="ib@b.dk")
    one.add_alternative("<p>Det pyntede</p>", subtype="html")
    one.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="cv.pdf")
    mail = parse(bytes(one).replace(b"ib@b.dk", b"x@y.dk, ..@b.dk"))
    assert (mail.is_rough, mail.text) == (True, "Det plane")
    assert [(file.name, file.content_type, file.content) for file in mail.files] == [
        ("cv.pdf", "application/pdf", b"%PDF")
    ]


NAMES = ("From", "To", "Cc", "Subject", "Message-ID", "Content-Type", "Content-Disposition", "Date", "MIME-Version")
TOKENS = (
    "a", "x@y.dk", "..", "@", "<", ">", ",", ";", ":", '"', "(", ")", "[", "]", "\\", "*", "*0*", "=", "'", "%", " ",
    "=?utf-8?q?=C3?=", "=?x?b?", "?=", "filename", "charset", "boundary", "name*", "base64", "attachment", "text/html",
    "multipart/mixed", "message/rfc822", "utf-8", "idna", "\x00", "æ", "\r\n ", "1",
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.lists(st.sampled_from(TOKENS), max_size=8)), max_size=4))
def test_no_headers_made_of_their_own_signs_fail(headers):
    head = "".join(f"{name}: {''.join(tokens)}\r\n" for name, tokens in headers)
    mail = parse(f"{head}\r\nHej".encode())
    assert "\x00" not in mail.text + mail.subject + mail.sender_name + "".join(file.name for file in mail.files)


@given(st.text(max_size=200))
def test_no_markup_is_left_of_html(text):
    assert "<script" not in plain(f"<p>{text}</p><script>x</script>").lower() or "<script" in text.lower()


def test_of_a_mail_too_large_only_the_head_is_read():
    mail = parse(b"From: ib@example.dk\r\nSubject: Stor\r\n\r\n", is_cut=True)
    assert (mail.subject, mail.text, mail.files, mail.is_cut) == ("Stor", "", (), True)


@pytest.mark.parametrize("url", ["", "http://x", "imaps://", "pop3://a:b@c"])
def test_a_mailbox_is_named_rightly_or_refused(url):
    with pytest.raises(mailbox.MailboxFailed):
        mailbox.Mailbox(url)


def test_a_mailbox_that_is_not_there_says_so():
    with (
        pytest.raises(mailbox.MailboxFailed, match="127"),
        mailbox.Mailbox("imap://a:b@127.0.0.1:9/INBOX").opened(),
    ):
        pass


def test_a_wrong_password_is_refused(imap):
    wrong = imap.url.replace("hemmeligt", "forkert")
    with pytest.raises(mailbox.MailboxFailed), mailbox.Mailbox(wrong).opened():
        pass


def test_a_folder_that_is_not_there_is_refused(imap):
    with (
        pytest.raises(mailbox.MailboxFailed, match="folder"),
        mailbox.Mailbox(imap.url.replace("INBOX", "Findes ikke")).opened(),
    ):
        pass
