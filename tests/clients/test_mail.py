import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from helevejen.clients.mail import queue_mail

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_mail_is_queued_with_the_deed_unreadable_and_sent_by_the_worker():
    with transaction.atomic():
        queue_mail(to="ida@example.dk", subject="Emne med æ", text="Et link: https://x/?n=hemmeligt")
    waiting = DBTaskResult.objects.get()
    assert "hemmeligt" not in str(waiting.args_kwargs)
    assert mail.outbox == []
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["ida@example.dk"], "Emne med æ")
    assert "hemmeligt" in sent.body


def test_a_deed_undone_sends_nothing():
    def undone():
        with transaction.atomic():
            queue_mail(to="ida@example.dk", subject="x", text="y")
            raise LookupError

    with pytest.raises(LookupError):
        undone()
    assert not DBTaskResult.objects.exists()


def test_queueing_belongs_to_a_deed():
    with pytest.raises(RuntimeError, match="is a step"):
        queue_mail(to="ida@example.dk", subject="x", text="y")
