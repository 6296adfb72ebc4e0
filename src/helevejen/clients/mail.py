"""
The mail server: a deed queues a mail in its own transaction, the worker sends it afterwards.

What is queued lies encrypted, since a mail may hold a link that opens an account. Django chooses the server by
`EMAIL_BACKEND`; its in-memory one is the fake.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping

from django.core.mail import EmailMessage
from django_tasks import task

from helevejen.core import crypto
from helevejen.core.deeds import step

_PLACE = "queue.mail"


@step
def queue_mail(*, to: str, subject: str, text: str, headers: Mapping[str, str] | None = None) -> None:
    """Queue one plain mail; it goes when the deed is done, or not at all."""
    words = json.dumps({"to": to, "subject": subject, "text": text, "headers": dict(headers or {})})
    send_queued_mail.enqueue(sealed=base64.b64encode(crypto.encrypt(words, place=_PLACE)).decode())


@task()
def send_queued_mail(*, sealed: str) -> None:
    """Send a mail that was queued."""
    mail = json.loads(crypto.decrypt(base64.b64decode(sealed), place=_PLACE))
    EmailMessage(subject=mail["subject"], body=mail["text"], to=[mail["to"]], headers=mail.get("headers")).send()
