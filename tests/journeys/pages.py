"""
Every page there is, found from the resolver, with an example of what each is about and of everybody who may open it.

A new address needs nothing here while its parameters are known and somebody of the cast may open it. Where a page wants
its example in another state, `MORE` says which; what never answers with a page of its own stands in `NO_PAGES`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from itertools import groupby
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from helevejen.accounts.actions.passwords import give_link
from helevejen.accounts.enums import Role
from helevejen.accounts.models import Team, User
from helevejen.cases.enums import Holder, TrackKind
from helevejen.citizens.models import Citizen
from helevejen.core import acting
from helevejen.waiting.enums import FlowFact
from tests.cast import NOW, TODAY, Cast
from tests.factories.accounts import AbsenceFactory, EmploymentFactory, TeamFactory, UserFactory
from tests.factories.caseload import AssignmentFactory, HandoverFactory
from tests.factories.cases import (
    CaseFactory,
    DecisionFactory,
    JobFactory,
    MeetingFactory,
    MessageFactory,
    TrackFactory,
)  # fmt: skip
from tests.factories.citizens import CitizenFactory, RelationFactory, WishFactory
from tests.factories.companies import AgreementFactory, CompanyFactory, WorkplaceFactory
from tests.factories.inquiries import InquiryFactory, PostFactory
from tests.factories.placements import PlacementFactory, RungFactory, TermsAnswerFactory, WorkedWeekFactory
from tests.factories.places import PostcodeCentreFactory
from tests.factories.proposals import CARD, NAME, DisclosureFactory, ProposalFactory
from tests.factories.recruitment import JobOrderFactory, OrderEventFactory
from tests.factories.waiting import FlowDayFactory, FlowSumFactory, ForecastFactory
from tests.factories.whole import whole_case
from tests.support.signing_in import signed_in
from tests.support.urls import Address, addresses
from tests.walk.world import a_placement, one_of_everything

PASSWORD = "fire gule ællinger i regnvejr"

#: Pages that are seen in more than one state: the address → what is put in place of the usual examples, in turn.
MORE: dict[str, list[dict[str, str]]] = {
    "citizen:decision_read": [{"decision": "released"}],
    "citizen:decision_text": [{"decision": "released"}],
    "citizen:hearing_answer": [{"decision": "heard"}],
    "citizen:handover_answer": [{"handover": "told"}],
    "citizen:how_long": [{"turn": "said"}],
    "citizen:meeting_choose": [{"meeting": "proposed"}],
    "citizen:meeting_explain": [{"meeting": "missed"}],
    "company:inquiry_read": [{"inquiry": "companys"}],
    "desk:inquiry_detail": [{"inquiry": "companys"}],
    "desk:order_detail": [{"order": "answered_order"}, {"order": "filled_order"}],
    "company:our_order_change": [{"order": "companys_order"}],
    "company:our_order": [{"order": "companys_order"}],
    "company:our_candidate": [{"proposal": "companys_proposal"}],
    "citizen:interview_calendar": [{"proposal": "to_meet"}],
    "citizen:my_proposal": [{"proposal": "companys_proposal"}, {"proposal": "asked_proposal"}],
    "desk:proposal_detail": [{"proposal": "companys_proposal"}, {"proposal": "asked_proposal"}],
    "desk:case_detail": [{"case": "closed"}],
    "company:turn_answer": [{"turn": "asked"}],
    "company:our_placement": [{"placement": "companys_placement"}],
    "company:our_placement_answer": [{"placement": "companys_placement"}],
    "company:our_placement_evaluate": [{"placement": "companys_placement"}],
    "company:our_placement_hours": [{"placement": "companys_placement"}],
    "desk:placement_detail": [{"placement": "ladder"}],
    "desk:decision_detail": [{"decision": "released"}],
    "desk:decision_release": [{"decision": "whole"}],
    "desk:decision_write": [{"decision": "whole"}, {"decision": "heard"}],
    "desk:handover_detail": [{"handover": "accepted"}, {"handover": "completed"}],
    "desk:hearing_answer": [{"decision": "heard"}],
    "desk:meeting_book": [{"meeting": "proposed"}],
    "desk:meeting_explain": [{"meeting": "missed"}],
    "desk:meeting_hold": [{"meeting": "begun"}],
    "desk:meeting_miss": [{"meeting": "begun"}],
    "desk:message_answer": [{"track": "dialogue"}],
    "desk:turn_nudge": [{"track": "waiting"}],
    "desk:turn_pass": [{"track": "waiting"}],
    "lead:citizen_assign": [{"citizen": "new"}],
    "lead:person_name": [{"citizen": "special"}],
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
#: A page, a part of one or a file; nothing to tell; an address only for doing something.
WITH_SOMETHING = {200, 204, 405}
#: Addresses that answer GET and have no page of their own, and why. One that turns out to have a page is told of.
NO_PAGES = {
    "account_set_password": "leads to the page of one's own account",
    "desk:citizen_detail": "leads to the citizen's file",
    "desk:track_placement": "leads to the placement of a turn",
    "mfa_login_webauthn": "gives the browser what a passkey signs",
    "public:citizen_returned": "comes back from the provider, and leads on or refuses",
    "public:citizen_sign_in": "leads to the provider",
    "public:company_returned": "comes back from the provider, and leads on or refuses",
    "public:company_sign_in": "leads to the provider",
    "public:demo_enter": "stands only in the demo",
    "set_language": "leads back to where one was",
}


@dataclass(slots=True)
class Place:
    """
    The cast with something of everything.

    Attributes:
        people: Who goes round, by what they are; None is anybody.
        examples: The number of an example, by what an address calls it, or by the state of it that `MORE` names.
    """

    people: dict[str, User | None]
    examples: dict[str, Any]
    clients: dict[str, Client] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody got at an address."""

    name: str
    role: str
    path: str
    status: int
    text: str

    @property
    def is_page(self) -> bool:
        """Whether it is a whole page, and not a part, a file, a refusal or the way elsewhere."""
        return self.status == 200 and "<html" in self.text


def make_place(cast: Cast) -> Place:
    """Return the cast with something of everything, and everybody signed in."""
    rows: dict[str, Any] = one_of_everything(cast) | {"closed": _closed_case(cast), "new": cast.dorte}
    case = cast.aminas_case
    rows |= _meetings(case) | _decisions(case) | _handovers(cast) | _keys(cast.jens)
    rows["dialogue"] = TrackFactory(case=case, kind=TrackKind.DIALOGUE, turn__step="we_answer")
    MessageFactory(case=case, track=rows["dialogue"])
    rows["waiting"] = TrackFactory(
        case=case, kind=TrackKind.HEALTH_AND_SOCIAL, opened_at=NOW - timedelta(days=60), turn__step="doctor_writes",
        turn__holder=Holder.DOCTOR, turn__holder_user=None, turn__due_on=TODAY - timedelta(days=9),
    )  # fmt: skip
    rows["asked"] = TrackFactory(
        case=case, kind=TrackKind.JOB_AND_COMPANY, turn__step="company_answers", turn__holder=Holder.COMPANY,
        turn__holder_name=cast.poul.company.name, turn__holder_user=None,
    ).open_turn  # fmt: skip
    rows["said"] = _forecasts(rows["waiting"].open_turn)
    AbsenceFactory(user=cast.omar, substitute=cast.nina)
    rows["companys"] = InquiryFactory(company=cast.poul.company, owner=cast.jens, team=cast.ungdom)
    PostFactory(inquiry=rows["companys"])
    rows |= _orders(cast)
    rows |= _proposals(cast, rows["companys_order"])
    rows |= _placements(cast) | a_placement(cast, rows["company"])
    _near(cast)
    FlowDayFactory()
    for what in FlowFact:
        FlowSumFactory(what=what, workers=2 if what == FlowFact.WORKERS else 0)
    JobFactory(case=cast.carls_case)
    rows["special"] = CitizenFactory(given_name="Sif", family_name="Skjult", special=True)
    whole_case(rows["special"], cast.mette, cast.jens)
    place = Place(
        _people(cast), {name: row.pk for name, row in rows.items()} | {"kind": "work_trial", "topic": "skill"}
    )
    place.clients = {role: signed_in(user, reauthenticated_at=NOW) for role, user in place.people.items()}
    _open_doors(place, cast)
    return place


def _near(cast: Cast) -> None:
    """Amina lives somewhere, and a company that wants peace is near."""
    PostcodeCentreFactory(postcode="7000")
    Citizen.objects.filter(pk=cast.amina.pk).update(postcode="7000")
    company = CompanyFactory(not_before=TODAY + timedelta(days=30), not_before_why="De flytter")
    WorkplaceFactory(company=company, postcode="7000", city="Fredericia")
    AgreementFactory(company=company)
    JobOrderFactory(company=company, owner=cast.rikke, answered=True)


def _placements(cast: Cast) -> dict[str, Any]:
    """The company's own placement, and the ladder of another of Amina's, which Jens is to review."""
    theirs = PlacementFactory(case=cast.aminas_case, company=cast.poul.company, running=True)
    TermsAnswerFactory(terms=theirs.terms.get(), by=cast.amina.user)
    WorkedWeekFactory(placement=theirs, by=cast.poul.user)
    track = TrackFactory(case=cast.aminas_case, kind=TrackKind.JOB_AND_COMPANY, turn__step="we_review_hours")
    job = PlacementFactory(case=cast.aminas_case, form="flex", running=True, track=track)
    RungFactory(placement=job)
    return {"companys_placement": theirs, "ladder": job}


def _proposals(cast: Cast, order: Any) -> dict[str, Any]:
    """Amina asked about an order, and with her name at the company that placed another."""
    named = {"state": "named", "answered_at": NOW, "track__turn__step": "company_sets_interview"}
    theirs = ProposalFactory(case=cast.aminas_case, order=order, **named)
    for kind, shown in (("card", CARD), ("name", NAME)):
        DisclosureFactory(proposal=theirs, kind=kind, shown=shown)
    soon = {"interview_at": NOW + timedelta(days=2), "interview_place": "Havnen 3"}
    return {
        "companys_proposal": theirs,
        "asked_proposal": ProposalFactory(case=cast.aminas_case, asked_for="phone"),
        "to_meet": ProposalFactory(case=cast.aminas_case, presented=True, state="interview", **soon),
    }


def answers(place: Place, role: str) -> Iterator[Answer]:
    """Ask for every address as somebody."""
    for address in addresses():
        for other in [{}, *MORE.get(address.name, [])]:
            if path := _path_of(address, place, other):
                yield _ask(address, place, role, path)


def answers_at(address: Address, place: Place, other: dict[str, str] | None = None) -> Answer | None:
    """
    Return the first answer with something in it that anybody gets at an address, None when nobody gets any.

    Args:
        other: In which other state the examples are; without, in any.
    """
    others = [{}, *MORE.get(address.name, [])] if other is None else [other]
    paths = [path for one in others if (path := _path_of(address, place, one))]
    for role in place.people:
        for path in paths:
            answer = _ask(address, place, role, path)
            if answer.status in WITH_SOMETHING:
                return answer
    return None


def unknown_parameters(place: Place) -> list[str]:
    """Return the parameters of addresses for which there is no example."""
    return sorted(
        {
            f"{address.name}: {name}"
            for address in addresses()
            for name in address.parameters
            if name.removesuffix("_id") not in place.examples and name != "username"
        }
    )


class Elements(HTMLParser):
    """
    What a page is made of: the kinds of its elements, each by its tag and classes and by those of what it stands in,
    and the levels of its headings as they follow each other.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.kinds: set[tuple[str, str]] = set()
        self._open: list[str] = []
        self._levels: list[str] = []
        self.feed(text)
        self.kinds.add(("headings", " ".join(level for level, _ in groupby(self._levels))))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        kind = " ".join([tag, known.get("class") or "", known.get("type") or "", known.get("role") or ""])
        self.kinds.add((self._open[-1] if self._open else "", kind))
        if tag in _HEADINGS:
            self._levels.append(tag)
        if tag not in _VOID:
            self._open.append(kind)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().split(" ", 1)[0] != tag:
            pass


def _ask(address: Address, place: Place, role: str, path: str) -> Answer:
    answer = place.clients[role].get(path)
    is_html = answer.get("Content-Type", "").startswith("text/html")
    return Answer(address.name, role, path, answer.status_code, answer.text if is_html else "")


def _path_of(address: Address, place: Place, other: dict[str, str]) -> str | None:
    if "username" in address.parameters:  # the demo's picker
        return None
    words = {name: name.removesuffix("_id") for name in address.parameters}
    return reverse(address.name, kwargs={name: place.examples[other.get(word, word)] for name, word in words.items()})


def _employed(name: str, team: Team, role: Role = Role.JOBFORMIDLER) -> User:
    user: User = UserFactory(name=name)
    EmploymentFactory(user=user, team=team, role=role)
    return user


def _people(cast: Cast) -> dict[str, User | None]:
    before = CitizenFactory(given_name="Emil", family_name="Før", with_account=True)
    WishFactory(citizen=before)
    empty = TeamFactory(name="Et nyt team")
    return {
        "jobformidler": cast.jens,
        "leader": cast.lene,
        "citizen": cast.amina.user,
        "citizen with a change": cast.bo.user,
        "citizen before": before.user,
        "citizen after": User.objects.get(name="Gerda Efter"),
        "colleague": cast.mette,
        "substitute": cast.nina,
        "away": cast.omar,
        "newcomer": _employed("Ny Kollega", empty),
        "leader of nobody": _employed("Ny Leder", empty, Role.TEAM_LEADER),
        "coordinator": cast.vibeke,
        "recruiter": cast.rikke,
        "analyst": cast.anders,
        "log controller": cast.karen,
        "administrator": cast.bent,
        "company": cast.poul.user,
        "halfway in": None,
        "anybody": None,
    }


def _closed_case(cast: Cast) -> Any:
    citizen = CitizenFactory(given_name="Gerda", family_name="Efter", with_account=True)
    case = CaseFactory(citizen=citizen, jobformidler=cast.jens, backup=cast.mette, closed=True)
    AssignmentFactory(case=case, valid_until=case.closed_at)
    RelationFactory(user=cast.jens, citizen=citizen, source=f"cases.case:{case.pk}")
    return case


def _forecasts(turn: Any) -> Any:
    """Say something of a turn, and have said it before, in two months and with too few in a third."""
    ForecastFactory(turn=turn, waited_days=60, usual_days=40)
    others = [TrackFactory(kind=turn.track.kind, turn__step=turn.step).open_turn for _ in range(9)]
    for months, times in ((2, 8), (3, 9), (4, 2)):
        for number in range(times):
            until = TODAY - timedelta(days=31 * months)
            issued_on = until - timedelta(days=20 + number)
            ForecastFactory(turn=others[number], judged=True, issued_on=issued_on, until=until, is_inside=number > 1)
    return turn


def _meetings(case: Any) -> dict[str, Any]:
    return {
        "begun": MeetingFactory(case=case, starts_at=NOW - timedelta(minutes=30)),
        "missed": MeetingFactory(case=case, missed=True),
        "proposed": case.meetings.get(state="proposed"),
    }


def _decisions(case: Any) -> dict[str, Any]:
    whole = {
        "outcome": "yes", "facts": "Borgeren har selv fundet et sted.", "law_clause": "LAB-61-2020",
        "considerations": "Det passer til målet.", "complaint_guidance": "Du kan klage inden fire uger.",
    }  # fmt: skip
    heard = {"hearing_sent_on": TODAY - timedelta(days=3), "hearing_due_on": TODAY + timedelta(days=11)}
    return {
        "whole": DecisionFactory(case=case, is_hearing_needed=False, **whole),
        "heard": DecisionFactory(case=case, is_hearing_needed=True, **whole, **heard),
        "released": case.decisions.get(state="released"),
    }


def _handovers(cast: Cast) -> dict[str, Any]:
    told = {"citizen_told_at": NOW - timedelta(days=1), "accepted": True}
    return {
        "told": HandoverFactory(case=cast.bos_case, to_user=cast.jens, new_backup=cast.mette, **told),
        "accepted": HandoverFactory(case=cast.carls_case, to_user=cast.nina, new_backup=cast.omar, accepted=True),
        "completed": HandoverFactory(
            case=cast.frejas_case, to_user=cast.nina, new_backup=cast.omar, state="completed", answered_at=NOW,
            completed_at=NOW, citizen_told_at=NOW,
        ),
    }  # fmt: skip


def _orders(cast: Cast) -> dict[str, Any]:
    """Orders of ours that are answered and filled, and one of the company's own with what has happened to it."""
    companys = JobOrderFactory(company=cast.poul.company, owner=cast.rikke, ordered_by=cast.poul.user)
    OrderEventFactory(order=companys, by=cast.poul.user)
    promised = {"next_step": "Vi kommer forbi", "next_due_on": TODAY + timedelta(days=1)}
    return {
        "companys_order": companys,
        "answered_order": JobOrderFactory(answered=True, owner=cast.jens, **promised),
        "filled_order": JobOrderFactory(filled=True, owner=cast.jens),
    }


def _keys(user: User) -> dict[str, Any]:
    """Give somebody a password, an app, emergency codes and a passkey."""
    user.set_password(PASSWORD)
    user.save()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    data = {"name": "Min telefon", "credential": _passkey()}
    return {"pk": Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)}


def _passkey() -> dict[str, Any]:
    """Return what a browser says when it has made a passkey."""
    public = ES256.from_ctap1(b"\x04" + b"\x01" * 64)
    key = AttestedCredentialData.create(b"\0" * 16, b"a passkey", public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    told = AuthenticatorData.create(b"\0" * 32, flags, 0, key)
    answer = {
        "clientDataJSON": websafe_encode(b'{"type":"webauthn.create","challenge":"","origin":"http://localhost"}'),
        "attestationObject": websafe_encode(AttestationObject.create("none", told, {})),
    }
    name = websafe_encode(b"a passkey")
    known = {"credProps": {"rk": True}}
    return {
        "type": "public-key", "id": name, "rawId": name, "response": answer, "clientExtensionResults": known,
    }  # fmt: skip


def _open_doors(place: Place, cast: Cast) -> None:
    """Go the ways that lead to the pages that cannot be asked for directly."""
    name = {"login": cast.jens.username, "password": PASSWORD}
    place.clients["halfway in"].post(reverse("account_login"), name)
    with acting.system_acting("tests", "A link for the walk"), transaction.atomic():
        link = give_link(cast.rikke, by=cast.bent, at=NOW, door=reverse("public:password_choose"))
    place.clients["anybody"].get(link.address)
    session = place.clients["jobformidler"].session
    session["returning_citizen"] = User.objects.get(name="Gerda Efter").citizen.pk
    session.save()
