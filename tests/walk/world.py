"""
The world the walk goes through: the cast, Amina with one row of everything, and a canary in every personal text.

A canary is a word that stands in one field of one row and nowhere else, so that wherever it turns up, one knows whose
it was and which class of data. New tables and fields get theirs by themselves, from the declarations in the models.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.apps import apps
from django.db import models, transaction

from helevejen.accounts.models import Employment, User
from helevejen.citizens.models import Citizen
from helevejen.core import cpr as cpr_numbers
from helevejen.core.crypto import blind_index
from helevejen.core.db import erasing
from helevejen.core.personal import declaration_of
from helevejen.ledger import actions as ledger_actions
from helevejen.privacy import queries as privacy
from tests.cast import NOW, TODAY, Cast, gather
from tests.factories.accounts import AbsenceFactory, EmploymentFactory, UserFactory
from tests.factories.audit import AccessFactory, AccessSubjectFactory
from tests.factories.caseload import ComingChangeFactory, HandoverFactory, HandoverItemFactory
from tests.factories.cases import (
    CaseCourseFactory,
    ClockEventFactory,
    ClockPauseFactory,
    CompanyContactFactory,
    DecisionEvidenceFactory,
    DecisionFactory,
    ExemptionFactory,
    GoalFactory,
    JobFactory,
    MeetingFactory,
    MeetingSlotFactory,
    MessageFactory,
    NoteFactory,
    NoticeFactory,
    NudgeFactory,
    ObligationFactory,
    PlanStepFactory,
    StatementFactory,
    StatementUseFactory,
    TrackFactory,
    TurnFactory,
)
from tests.factories.citizens import (
    BenefitPeriodFactory,
    BreakGlassFactory,
    CitizenFactory,
    ConflictOfInterestFactory,
    ConsentFactory,
    ContactGroupPeriodFactory,
    RelationFactory,
    TargetGroupPeriodFactory,
    VeteranMarkFactory,
    WishAnswerFactory,
    WishFactory,
)
from tests.factories.companies import CompanyFactory, ContactFactory, WorkplaceFactory
from tests.factories.inquiries import (
    AttachmentFactory,
    CannedVersionFactory,
    DeadlineNoticeFactory,
    DutyFactory,
    IncomingMailFactory,
    InquiryEventFactory,
    InquiryFactory,
    PostFactory,
    WaitFactory,
)
from tests.factories.ledger import CommitmentFactory, CorrectionFactory, EntryFactory
from tests.factories.placements import (
    DoubtFactory,
    EvaluationFactory,
    PlacementFactory,
    RungFactory,
    TermsAnswerFactory,
    WorkedWeekFactory,
)
from tests.factories.profiles import PrivateFactFactory, ProfileFactFactory
from tests.factories.proposals import DisclosureFactory, ProposalEventFactory, ProposalFactory
from tests.factories.recruitment import RequirementFactory
from tests.factories.suggestions import DeclinedOrderFactory, FactSheetFactory, MatchListFactory, SuggestionFactory
from tests.factories.waiting import ForecastFactory
from tests.factories.whole import whole_case

#: Codes, numbers in words and keys: a canary there would break the row rather than mark it.
NO_ROOM = {
    "cpr", "cpr_index", "search_key", "home_key", "external_id", "language", "postcode", "phone", "group", "kind",
    "step", "law_clause", "clause", "family", "regime", "legal_ground", "ref", "digest", "reference", "source",
    "values", "uid", "reply_token", "order_key", "content_type", "codes", "asked_for", "agreed", "shown",
    "content", "record", "more", "engine_version",
}  # fmt: skip
CANARY = re.compile(r"zq[a-j]{4}q")
_LETTERS = str.maketrans("0123456789", "abcdefghij")  # a name has no digits, and a page may ask


@dataclass(frozen=True, slots=True)
class Canary:
    """Where one canary lives and which kind of secret it is: a class of data, or a finer word for it."""

    word: str
    field: str
    secret: str


@dataclass(slots=True)
class World:
    """The cast, whose objects are tried, and what must not turn up."""

    cast: Cast
    citizen: Citizen
    canaries: dict[str, Canary] = field(default_factory=dict)
    objects: dict[str, Any] = field(default_factory=dict)
    almost: User | None = None
    former: User | None = None
    state: int = 0


def make_world() -> World:
    """Return the world in its whole."""
    cast = gather()
    world = World(cast, cast.amina)
    world.almost, world.former = _almost_right_stranger(cast), _former_employee(cast)
    rows = one_of_everything(cast)
    rows |= a_placement(cast, rows["company"])
    _plant(world)
    world.objects = {name: row.pk for name, row in rows.items()} | {"kind": "work_trial", "topic": "skill"}
    return world


def more_strangers(cast: Cast) -> None:
    """Add three more citizens of Jens' and Mette's, whom no stranger may count."""
    for number in range(3):
        another = CitizenFactory(given_name=f"Ekstra{number}", family_name="Fremmed")
        case = whole_case(another, cast.jens, cast.mette)
        MeetingFactory(case=case, citizen=another, starts_at=NOW + timedelta(days=20 + number))
        WishFactory(citizen=another)


def missing_tables() -> set[str]:
    """Return the tables about a citizen of which the world holds no row of Amina's."""
    citizen = Citizen.objects.get(given_name__startswith="zq")
    return {
        label
        for label, path in privacy.paths().items()
        if not apps.get_model(label).objects.filter(**{path: citizen.pk})
    }


def _almost_right_stranger(cast: Cast) -> User:
    """Everything that once opened Amina, or will, and does not today."""
    nadia = UserFactory(name="Nadia Næsten", username="nadia")
    EmploymentFactory(user=nadia, team=cast.voksne)
    ended = {"valid_from": NOW - timedelta(days=9), "valid_until": NOW}
    for trait in ("meeting", "handover", "former", "named", "broken_glass"):
        RelationFactory(user=nadia, citizen=cast.amina, **{trait: True}, **ended)
    RelationFactory(
        user=nadia, citizen=cast.amina, meeting=True, valid_from=NOW + timedelta(minutes=1),
        valid_until=NOW + timedelta(days=3),
    )  # fmt: skip
    past = {"valid_from": TODAY - timedelta(days=9), "valid_until": TODAY}
    coming = {"valid_from": TODAY + timedelta(days=1), "valid_until": TODAY + timedelta(days=9)}
    AbsenceFactory(user=cast.jens, substitute=nadia, **past)
    AbsenceFactory(user=cast.jens, substitute=nadia, cancelled_at=NOW - timedelta(days=1))
    AbsenceFactory(user=cast.jens, substitute=nadia, **coming)
    return nadia


def _former_employee(cast: Cast) -> User:
    """Somebody whose relation still stands and whose employment has ended."""
    frede = UserFactory(name="Frede Før", username="frede")
    EmploymentFactory(user=frede, team=cast.ungdom, valid_until=TODAY)
    RelationFactory(user=frede, citizen=cast.amina, named=True)
    return frede


def one_of_everything(cast: Cast) -> dict[str, Any]:
    """Add one row of everything about Amina, and return one of each by the name an address has for it."""
    amina, case = cast.amina, cast.aminas_case
    track = TrackFactory(case=case)
    dialogue = MessageFactory(case=case).track
    wish = WishFactory(citizen=amina)
    WishAnswerFactory(wish=WishFactory(citizen=amina), answered_by=cast.jens)
    glass = _broken_glass(cast)
    RelationFactory(user=cast.vibeke, citizen=amina, coordinator=True)  # without a living consent
    consent = ConsentFactory(citizen=amina, partner_user=cast.rikke)
    conflict = ConflictOfInterestFactory(user=cast.mette, citizen=amina, ended_at=NOW)
    for make in (TargetGroupPeriodFactory, ContactGroupPeriodFactory, BenefitPeriodFactory, VeteranMarkFactory):
        make(citizen=amina)
    fact = ProfileFactFactory(citizen=amina, written_by=cast.jens, wish=wish)
    ProfileFactFactory(citizen=amina, written_by=cast.jens, consideration=True, label="et rum med dør")
    PrivateFactFactory(citizen=amina)
    note = NoteFactory(case=case)
    for traits in (
        {"mentor": True},
        {"health": True},
        {"unshared": True},
        {"kind": "unclassified"},
        {"kind": "social"},
    ):
        NoteFactory(case=case, **traits)
    decision = DecisionFactory(case=case)
    DecisionEvidenceFactory(decision=decision, note=note)
    DecisionFactory(case=case, released=True)
    statement = StatementFactory(case=case)
    StatementUseFactory(statement=StatementFactory(case=case, received=True), decision=decision)
    entry, correction = EntryFactory(), CorrectionFactory(entry=EntryFactory())
    meeting = MeetingFactory(case=case, citizen=amina)
    MeetingSlotFactory(meeting=MeetingFactory(case=case, citizen=amina, proposed=True))
    handover = HandoverFactory(case=case, to_user=cast.nina, new_backup=cast.mette)
    item = HandoverItemFactory(handover=handover)
    closed = TrackFactory(case=case, closed=True)
    NudgeFactory(turn=TurnFactory(track=closed), by=cast.jens)
    ForecastFactory(turn=track.open_turn)
    NoticeFactory(case=case)
    look = AccessFactory(actor_id=cast.jens.pk)
    AccessSubjectFactory(access_id=look.pk, citizen_id=amina.pk)
    company = CompanyFactory()
    need = RequirementFactory(order__company=company, order__owner=cast.jens)
    inquiry = InquiryFactory(citizen=amina, owner=cast.jens, team=cast.ungdom)
    file = AttachmentFactory(post=PostFactory(inquiry=inquiry))
    for make in (WaitFactory, InquiryEventFactory, IncomingMailFactory):
        make(inquiry=inquiry)
    _suggestions(case, need.order)
    canned = CannedVersionFactory(written_by=cast.lene)
    for make in (CaseCourseFactory, ClockEventFactory, ComingChangeFactory, ObligationFactory):
        make(case=case)
    return {
        "proposal": _proposal(case, need.order),
        "order": need.order, "requirement": need, "inquiry": inquiry, "attachment": file, "canned": canned.answer,
        "deadline_notice": DeadlineNoticeFactory(decision=decision),
        "wait": inquiry.waits.get(), "duty": DutyFactory(team=cast.ungdom, user=cast.jens),
        "citizen": amina, "case": case, "track": track, "turn": dialogue.open_turn, "wish": wish, "glass": glass,
        "consent": consent, "conflict": conflict, "note": note, "decision": decision, "meeting": meeting,
        "handover": handover, "item": item, "access": look, "company": company,
        "goal": GoalFactory(case=case), "step": PlanStepFactory(case=case), "job": JobFactory(case=case),
        "statement": statement, "account": statement.commitment.account, "entry": entry, "correction": correction,
        "payment": _payment(),
        "contact": CompanyContactFactory(case=case, company=company), "message": case.messages.get(),
        "user": cast.jens, "absence": AbsenceFactory(user=cast.jens, substitute=cast.mette,
                                                     valid_from=TODAY + timedelta(days=30),
                                                     valid_until=TODAY + timedelta(days=40)),
        "employment": Employment.objects.get(user=cast.jens), "workplace": WorkplaceFactory(company=company),
        "person": ContactFactory(company=company),
        "fact": fact, "exemption": ExemptionFactory(case=case), "pause": ClockPauseFactory(case=case),
    }  # fmt: skip


def a_placement(cast: Cast, company: Any) -> dict[str, Any]:
    """An internship of Amina's that is running, with all that can be said of it."""
    placement = PlacementFactory(case=cast.aminas_case, company=company, made_by=cast.jens, running=True)
    TermsAnswerFactory(terms=placement.terms.get(), by=cast.amina.user)
    for make in (RungFactory, WorkedWeekFactory, DoubtFactory):
        make(placement=placement, by=cast.jens)
    for party in ("citizen", "company"):
        EvaluationFactory(placement=placement, party=party, by=cast.jens)
    return {"placement": placement, "doubt": placement.doubts.get()}


def _suggestions(case: Any, order: Any) -> None:
    """Amina on a list of her own, and on the shortlist of an order."""
    SuggestionFactory(match_list=MatchListFactory(case=case), order=order)
    SuggestionFactory(match_list=MatchListFactory(kind="candidates", case=None, order=order), case=case, order=order)
    DeclinedOrderFactory(citizen=case.citizen)
    FactSheetFactory(citizen=case.citizen)


def _proposal(case: Any, order: Any) -> Any:
    """Amina's card at a company that nobody of the cast is at."""
    proposal = ProposalFactory(case=case, order=order, presented=True, number=1)
    ProposalEventFactory(proposal=proposal, number=1, by=case.jobformidler)
    DisclosureFactory(proposal=proposal)
    return proposal


def _payment() -> Any:
    """A bill that is paid."""
    commitment = CommitmentFactory()
    with transaction.atomic():
        return ledger_actions.spend(commitment=commitment, amount=commitment.amount, by=None, at=NOW)


def _broken_glass(cast: Cast) -> Any:
    yesterday = NOW - timedelta(days=1)
    over = {"valid_from": yesterday, "valid_until": yesterday + timedelta(minutes=60)}
    return BreakGlassFactory(
        relation=RelationFactory(user=cast.nina, citizen=cast.amina, broken_glass=True, **over), opened_at=yesterday
    )


# --- Canaries ---


def _plant(world: World) -> None:
    numbers = count(1)
    with transaction.atomic(), erasing():
        for label, path in privacy.paths().items():
            model = apps.get_model(label)
            for row in model.objects.filter(**{path: world.citizen.pk}).order_by("pk"):
                words = dict(_words_for(row, numbers, world))
                if words:
                    model.objects.filter(pk=row.pk).update(**words)
        _plant_identity(world, numbers)
    world.citizen.refresh_from_db()
    for user in User.objects.filter(pk=world.citizen.user_id):
        user.name = world.citizen.name
        user.save(update_fields=["name"])


def _words_for(row: models.Model, numbers: Iterator[int], world: World) -> Iterator[tuple[str, str]]:
    declared = declaration_of(type(row))
    for one in row._meta.concrete_fields:
        if one.name not in declared or one.name in NO_ROOM or one.is_relation or one.choices:
            continue
        is_text = isinstance(one, models.CharField | models.TextField) or one.__class__.__name__ == "EncryptedTextField"
        if not is_text or (one.max_length or 99) < 8:
            continue
        word = f"zq{f'{next(numbers):04d}'.translate(_LETTERS)}q"
        place = f"{row._meta.label_lower}.{one.name}"
        world.canaries[word] = Canary(word, place, _secret_of(row, one.name, declared[one.name].klass.value))
        yield one.name, f"{word}@example.dk" if isinstance(one, models.EmailField) else word


def _secret_of(row: models.Model, name: str, klass: str) -> str:
    """Return the class of a field, made finer where the rules are: names, towns, notes by cap and kind, drafts."""
    label = row._meta.label_lower
    if label == "citizens.citizen" and name in {"given_name", "family_name"}:
        return "name"
    if name == "city":
        return "town"
    if name in {"employer_name", "place"}:
        return "workplace"
    if label == "cases.note":
        return _secret_of_note(row)
    if label == "profiles.profilefact" and row.kind == "consideration":
        return "F"
    if (label == "cases.decision" and row.state != "released") or (
        label == "inquiries.deadlinenotice" and row.state != "sent"
    ):
        return "draft"
    if label == "placements.evaluation" and row.party == "company":
        return "unshared"
    if label in {"citizens.conflictofinterest", "citizens.relation", "citizens.breakglass"}:
        return "J"
    return klass


def _secret_of_note(note: Any) -> str:
    if note.cap == "mentor":
        return "mentor"
    if not note.is_shared_with_citizen:
        return "unshared"
    return "E" if note.kind == "ordinary" else "F"


def _plant_identity(world: World, numbers: Iterator[int]) -> None:
    citizen = Citizen.objects.get(pk=world.citizen.pk)
    citizen.search_key = f"{citizen.given_name} {citizen.family_name}"
    citizen.cpr, citizen.birth_date = cpr_numbers.made_up(date(1990, 5, 17), 900), date(1990, 5, 17)
    citizen.cpr_index = blind_index(citizen.cpr, purpose="citizens_citizen.cpr")
    citizen.save()
    for written in (citizen.cpr, f"{citizen.cpr[:6]}-{citizen.cpr[6:]}"):
        world.canaries[written] = Canary(written, "citizens.citizen.cpr", "B")


def roles(world: World) -> dict[str, User | None]:
    """Return who walks, by the name of what they are to Amina."""
    cast = world.cast
    return {
        "jobformidler": cast.jens,
        "citizen": cast.amina.user,
        "leader": cast.lene,
        "colleague": cast.mette,
        "other team": cast.omar,
        "almost right": world.almost,
        "former employee": world.former,
        "coordinator": cast.vibeke,
        "recruiter": cast.rikke,
        "analyst": cast.anders,
        "log controller": cast.karen,
        "administrator": cast.bent,
        "other citizen": cast.bo.user,
        "company": cast.poul.user,
        "anybody": None,
    }
