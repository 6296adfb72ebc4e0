"""
Walks every address as every role with every method, and tells what should not have happened.

What a role may see follows from its level and from nothing else. Whoever has no level at all (a stranger) must be
refused at every address that names something of Amina's, must find no trace of her anywhere else, not even in a
number, and must change nothing.
"""

from __future__ import annotations

import inspect
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import NoReverseMatch, reverse

from helevejen.audit.models import Access, AccessSubject
from helevejen.citizens.enums import Level
from helevejen.citizens.rules.access import REACH
from helevejen.privacy.queries import paths
from tests.support.signing_in import signed_in
from tests.support.urls import Address
from tests.walk.world import CANARY, World, more_strangers, roles

#: What is of Amina's, by the name of the parameter; everything else a parameter may name is nobody's secret.
HERS = {
    "citizen_id", "case_id", "track_id", "turn_id", "wish_id", "glass_id", "consent_id", "conflict_id", "note_id",
    "decision_id", "meeting_id", "handover_id", "item_id", "goal_id", "step_id", "job_id", "contact_id", "message_id",
    "access_id", "inquiry_id", "attachment_id", "deadline_notice_id", "wait_id", "fact_id",
    "proposal_id",
}  # fmt: skip

#: How far each role reaches into Amina; whoever is not here is a stranger.
LEVELS = {
    "jobformidler": Level.OWN,
    "citizen": Level.SELF,
    "leader": Level.LEADER,
    "colleague": Level.CARD,
}
METHODS = ("GET", "POST", "DELETE")
#: The door asks for the permission before it sees the method, so a role that may not even look is not asked to POST
#: everywhere, and a few of each kind try everything.
POSTING = {"jobformidler", "colleague", "other team", "almost right", "other citizen", "company", "anybody"}
DELETING = {"other team", "other citizen", "anybody"}
#: What a level sees beside the classes of its reach.
_MORE = {
    Level.OWN: {"name", "town", "workplace", "mentor", "unshared", "draft", "J"},
    Level.SELF: {"name", "town", "workplace", "mentor", "J"},
    Level.LEADER: {"name", "town", "workplace", "unshared", "draft", "J"},
    Level.CARD: {"name"},
}
#: Numbers told on purpose: how many somebody follows is the employer's to know before an employment ends.
#: The analyst's sums name nobody and tell no number under five (docs/rules/access.md).
TOLD_AS_A_NUMBER = {
    ("administrator", "desk:account_detail"),
    ("administrator", "desk:employment_end"),
    ("analyst", "lead:team_figures"),
    ("leader", "lead:team_figures"),
    ("analyst", "lead:process_map"),
    ("leader", "lead:process_map"),
    ("analyst", "lead:forecast_record"),
    ("leader", "lead:forecast_record"),
}
#: Sums over all citizens that whoever works with job orders may read: none under five, nothing that can be subtracted
#: (docs/rules/demand.md).
TOLD_TO_ALL = {"desk:demand", "desk:demand_export"}
#: Tables that answer for the request itself.
#: Deeds that keep what a list of many was made of under each of them, whoever asks for it, and tell nobody of her:
#: the tables they may add to. What is kept there is in her own copy.
KEPT_OF_MANY = {"desk:candidates_find": frozenset({"suggestions.factsheet", "suggestions.suggestion"})}
_BOOKKEEPING = re.compile(r'"(?:audit_\w+|django_session|cache|accounts_user)"')
_WRITE = re.compile(r"^\s*(?:INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
_FROM_ADDRESS = re.compile(r"""GET(?:\.get(?:list)?\(|\[)\s*["'](\w+)["']|["'](\w+)["'] in request\.GET""")
_CHANGING = re.compile(
    r"csrf[^\"'>]*[\"'][^\"']*[\"'][^>]*|[A-Za-z0-9]{64}|[0-9a-f]{32}|kl\. \d\d\.\d\d", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that should not have happened."""

    role: str
    address: str
    method: str
    what: str

    def __str__(self) -> str:
        return f"{self.role}: {self.method} {self.address}: {self.what}"


def unknown_parameters(addresses: list[Address], world: World) -> list[str]:
    """Return the parameters for which the world has no object, so that their pages could not be walked."""
    return sorted(
        f"{one.name}: {name}"
        for one in addresses
        for name in one.parameters
        if one.is_ours and name not in {"username", "surface"} and name.removesuffix("_id") not in world.objects
    )


def walk(addresses: list[Address], world: World) -> list[Finding]:
    """Walk every address as everybody and return what was found."""
    findings: list[Finding] = []
    world.state = _state_of(world)
    walkers = {role: signed_in(user) for role, user in roles(world).items()}
    lists = []
    for address in addresses:
        for role, client in walkers.items():
            path = path_of(address, world)
            if path is None:
                continue
            is_shut = False
            _refuse_in_short(role not in DELETING)
            for method in METHODS:
                if method == "DELETE" and role not in DELETING:
                    continue
                if method == "POST" and is_shut and role not in POSTING:
                    continue
                answer = _ask(
                    world, client, method, path, is_watched=LEVELS.get(role) in {None, Level.CARD},
                    aside=KEPT_OF_MANY.get(address.name, frozenset()),
                )  # fmt: skip
                findings += _judge(world, role, address, method, answer)
                is_shut = answer.status_code == 403
                if method == "GET" and role not in LEVELS and answer.status_code == 200 and not is_hers(address):
                    lists.append((role, client, address, path, _steady(answer)))
                    findings += _search(world, role, client, address, path)
    findings += _counts(world, lists)
    _refuse_in_short(False)
    return findings


def _refuse_in_short(is_short: bool) -> None:
    """Let refusals be empty pages for the roles whose refusals are not read: making them whole is half the time."""
    site = import_module(settings.ROOT_URLCONF)
    for status in (403, 404):
        if is_short:
            setattr(site, f"handler{status}", lambda request, exception, status=status: HttpResponse(status=status))
        elif hasattr(site, f"handler{status}"):
            delattr(site, f"handler{status}")


def path_of(address: Address, world: World) -> str | None:
    """Return the address with Amina's numbers in it; None where it names what only the demo has."""
    if {"username", "surface"} & set(address.parameters):
        return None
    values = {name: world.objects[name.removesuffix("_id")] for name in address.parameters}
    try:
        return reverse(address.name, kwargs=values)
    except NoReverseMatch:
        return None


def _judge(world: World, role: str, address: Address, method: str, answer: Any) -> Iterator[Finding]:
    def found(what: str) -> Finding:
        return Finding(role, address.name, method, what)

    level = LEVELS.get(role)
    if answer.status_code >= 500:
        yield found(f"failed with {answer.status_code}")
    for word in canaries_in(world, answer):
        canary = world.canaries[word]
        if canary.secret not in _allowed(level):
            yield found(f"shows {canary.field} ({canary.secret})")
        elif answer.status_code == 200 and not answer.is_logged and (level, canary.secret) != (Level.SELF, "name"):
            yield found(f"shows {canary.field} without a row in the log")
    if level is None and is_hers(address) and not is_refused(answer):
        yield found(f"answers {answer.status_code} where only a refusal will do")
    if answer.writes and method == "GET":
        yield found(f"writes: {answer.writes[0][:80]}")
    if answer.has_changed and (level is None or level == Level.CARD):
        yield found(f"changes what is hers: {answer.writes[0][:80]}")


def _allowed(level: Level | None) -> set[str]:
    if level is None:
        return set()
    reach = REACH[level]
    whole = set(reach.shows) - set(reach.hides)
    return (whole - {"A"} if level == Level.CARD else whole) | _MORE[level]


def canaries_in(world: World, answer: Any) -> set[str]:
    """Return the canaries in a text, or in an answer with its headers."""
    text = answer if isinstance(answer, str) else _whole(answer)
    found = set(CANARY.findall(text)) | {word for word in world.canaries if word[0].isdigit() and word in text}
    return found & set(world.canaries)


def _whole(answer: Any) -> str:
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    return f"{words_of(answer.content)}\n{headers}"


def words_of(content: bytes) -> str:
    """Return the words of what was answered; those of a workbook, which is packed, from all its parts."""
    if not content.startswith(b"PK\x03\x04"):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


def is_hers(address: Address) -> bool:
    """Return whether an address names something of Amina's."""
    return bool(HERS & set(address.parameters))


def is_refused(answer: Any) -> bool:
    """Return whether an answer is nothing but a closed door."""
    login = resolve_url(settings.LOGIN_URL)
    to_login = answer.status_code == 302 and answer["Location"].split("?")[0] == login
    return answer.status_code in {401, 403, 404, 405} or to_login


def _search(world: World, role: str, client: Client, address: Address, path: str) -> Iterator[Finding]:
    """Ask a page for Amina by everything its address and its forms know of."""
    in_address, in_forms = questions_of(address.view)
    citizen = world.citizen
    for value in (citizen.given_name, citizen.cpr, str(citizen.pk)):
        for method, names in (("GET", in_address), ("POST", in_forms)):
            if not names:
                continue
            answer = _ask(world, client, method, path, dict.fromkeys(names, value))
            for word in canaries_in(world, answer):
                if word != value and world.canaries[word].secret != "B":
                    yield Finding(
                        role, address.name, method, f"asked for {value!r}, shows {world.canaries[word].field}"
                    )
            if value == citizen.given_name and _echoes(answer, value) > len(names) + 1:
                yield Finding(role, address.name, method, f"asked for {value!r}, shows it more than it was asked")
            if answer.has_changed:
                yield Finding(role, address.name, method, f"asked for {value!r}, changes what is hers")


def _echoes(answer: Any, value: str) -> int:
    """Count how often a value stands where people read it, but not in the box one typed it in."""
    body = answer.content.decode(errors="replace").split("<main", 1)[-1]
    return len(re.findall(rf">[^<]*{re.escape(value)}[^<]*<", body))


def questions_of(view: Any) -> tuple[list[str], list[str]]:
    """Return the names a view's module asks its address for, and those of the forms in it."""
    module = sys.modules[view.__module__]
    in_address = {name for pair in _FROM_ADDRESS.findall(inspect.getsource(module)) for name in pair if name}
    in_forms = {
        name
        for form in vars(module).values()
        if inspect.isclass(form) and issubclass(form, forms.BaseForm)
        for name in getattr(form, "base_fields", {})
    }
    return sorted(in_address - {"side", "sort"}), sorted(in_forms)


def _counts(world: World, lists: list[tuple[str, Client, Address, str, str]]) -> Iterator[Finding]:
    """Add citizens no stranger may know of, and see whether any of their pages has changed."""
    more_strangers(world.cast)
    for role, client, address, path, before in lists:
        answer = _ask(world, client, "GET", path)
        is_told = (role, address.name) in TOLD_AS_A_NUMBER or address.name in TOLD_TO_ALL
        if _steady(answer) != before and not is_told:
            yield Finding(role, address.name, "GET", "changes when citizens of others are added")


def _steady(answer: Any) -> str:
    return _CHANGING.sub("", answer.content.decode(errors="replace"))


def _ask(
    world: World,
    client: Client,
    method: str,
    path: str,
    values: dict[str, str] | None = None,
    *,
    is_watched: bool = True,
    aside: frozenset[str] = frozenset(),
) -> Any:
    """Ask, note what was written and whether Amina's rows are as they were, and undo it."""
    writes: list[str] = []
    client.cookies.pop("messages", None)  # what the last deed said, and its undoing did not take back
    before = _state_of(world, aside) if aside else world.state
    with _undone():
        last = Access.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        with connection.execute_wrapper(_noting(writes)):
            answer: Any = getattr(client, method.lower())(path, values or {})
        logged = AccessSubject.objects.filter(citizen_id=world.citizen.pk, access_id__gt=last)
        answer.is_logged = logged.exists()
        answer.writes, answer.has_changed = writes, is_watched and bool(writes) and _state_of(world, aside) != before
    return answer


def _state_of(world: World, aside: frozenset[str] = frozenset()) -> int:
    """Return a figure that is another as soon as any row of Amina's is."""
    rows = [
        tuple(apps.get_model(label).objects.filter(**{path: world.citizen.pk}).order_by("pk").values_list())
        for label, path in sorted(paths().items())
        if label not in aside
    ]
    return hash(str(rows))


@contextmanager
def _undone() -> Iterator[None]:
    whole = transaction.atomic()
    whole._from_testcase = True  # an action may still open its own transaction inside
    whole.__enter__()
    try:
        yield
    finally:
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


def _noting(writes: list[str]) -> Any:
    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if _WRITE.match(sql) and not _BOOKKEEPING.search(
            sql.split("WHERE", maxsplit=1)[0].split("VALUES", maxsplit=1)[0]
        ):
            writes.append(sql)
        return execute(sql, params, many, context)

    return note
