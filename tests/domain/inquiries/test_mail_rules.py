"""What a mail is: something new, a reply, a machine, our own."""

import pytest

from helevejen.inquiries.rules import mail as rules

TOKEN = "0123456789abcdef0123"
OWN = "post@example.dk"


@pytest.mark.parametrize(
    "headers",
    [
        {"auto-submitted": "auto-replied"},
        {"auto-submitted": "auto-generated; owner=x"},
        {"precedence": "Bulk"},
        {"x-autoreply": "yes"},
        {"list-id": "<nyt.example.dk>"},
        {"return-path": "<>"},
        {"content-type": "multipart/report; report-type=delivery-status"},
    ],
)
def test_a_machine_says_so(headers):
    assert rules.is_automatic(headers, "ib@example.dk")


@pytest.mark.parametrize("sender", ["", "mailer-daemon@x.dk", "no-reply@x.dk", "noreply@x.dk", "postmaster@x.dk"])
def test_or_its_sender_does(sender):
    assert rules.is_automatic({}, sender)


@pytest.mark.parametrize("headers", [{}, {"auto-submitted": "no"}, {"return-path": "<ib@example.dk>"}])
def test_people_do_not(headers):
    assert not rules.is_automatic(headers, "ib@example.dk")


def test_our_own_are_known_with_their_tags():
    assert rules.is_own("POST+abc@example.dk", [OWN])
    assert not rules.is_own("ib@example.dk", [OWN, ""])


@pytest.mark.parametrize(
    ("recipients", "subject", "token"),
    [
        ([f"post+{TOKEN}@example.dk"], "Sv: Praktik", TOKEN),
        ([OWN], f"Sv: Praktik [HV-{TOKEN.upper()}]", TOKEN),
        ([f"post+{TOKEN}@other.dk"], "Praktik", ""),
        ([f"xpost+{TOKEN}@example.dk"], "Praktik", ""),
        ([OWN], "[HV-123]", ""),
    ],
)
def test_a_reply_is_known_by_its_token_and_nothing_else(recipients, subject, token):
    assert rules.token_in(recipients, subject, OWN) == token


@pytest.mark.parametrize(
    ("subject", "plain"),
    [
        ("RE: Sv: Fwd:  Hej", "Hej"),
        ("Reolen", "Reolen"),
        ("Re:", ""),
        (f"Hej [HV-{TOKEN}]", "Hej"),
        ("x" * 400, "x" * 150),
    ],
)
def test_subjects_lose_what_they_have_gathered(subject, plain):
    assert rules.plain_subject(subject) == plain


def test_a_mail_is_known_by_its_number_and_its_content():
    assert rules.digest_of("<a@b>", b"x") == rules.digest_of(" <a@b> ", b"x")
    assert rules.digest_of("<a@b>", b"x") != rules.digest_of("<a@b>", b"y")
    assert rules.digest_of("<a@b>", b"x") != rules.digest_of("<a@c>", b"x")
    assert rules.digest_of("", b"x") != rules.digest_of("", b"y")


@pytest.mark.parametrize(
    ("kind", "size", "kept", "is_kept"),
    [
        ("application/pdf", 5_000_000, (0, 0), True),
        ("application/pdf", 5_000_001, (0, 0), False),
        ("application/pdf", 4_000_000, (7_000_000, 2), False),
        ("application/pdf", 1, (0, 10), False),
        ("application/x-msdownload", 1, (0, 0), False),
        ("text/html", 1, (0, 0), False),
    ],
)
def test_usual_files_of_a_fair_size_are_kept(kind, size, kept, is_kept):
    assert rules.is_kept(kind, size, kept_bytes=kept[0], kept_count=kept[1]) == is_kept
