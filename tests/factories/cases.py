from datetime import timedelta
from decimal import Decimal

import factory
from django.db import transaction
from factory.django import DjangoModelFactory

from helevejen.cases.enums import (
    Cap,
    DueKind,
    Holder,
    JobForm,
    MeetingPurpose,
    MeetingState,
    NoteKind,
    NoticeKind,
    StatementPurpose,
    StatementState,
    StepOwner,
    TrackKind,
    TrackOutcome,
    TurnEvent,
)
from helevejen.cases.models import (
    Case,
    CaseCourse,
    ClockEvent,
    ClockPause,
    CompanyContact,
    Decision,
    DecisionEvidence,
    Exemption,
    Goal,
    Job,
    Meeting,
    MeetingSlot,
    Message,
    Note,
    Notice,
    Nudge,
    Obligation,
    PlanStep,
    Statement,
    StatementUse,
    Track,
    Turn,
)
from helevejen.citizens.enums import Channel
from helevejen.companies.enums import ContactChannel
from tests.factories.accounts import UserFactory
from tests.factories.citizens import CitizenFactory
from tests.factories.companies import CompanyFactory
from tests.factories.ledger import CommitmentFactory
from tests.factories.times import NOW, TODAY


class CaseFactory(DjangoModelFactory):
    """The bare row. A case with assignment, relation and first track comes from `whole_case`."""

    class Meta:
        model = Case

    class Params:
        closed = factory.Trait(
            closed_at=NOW, closed_by=factory.SelfAttribute("jobformidler"), closing_reason="lasting_job"
        )

    citizen = factory.SubFactory(CitizenFactory)
    jobformidler = factory.SubFactory(UserFactory)
    backup = factory.SubFactory(UserFactory)
    opened_at = NOW - timedelta(days=300)


class TrackFactory(DjangoModelFactory):
    """
    An open track whose turn is the jobformidler's, due in a week. Say otherwise with `turn__…`.

    With `closed=True` it has no open turn, and no turns at all.
    """

    class Meta:
        model = Track

    class Params:
        closed = factory.Trait(closed_at=NOW, outcome=TrackOutcome.REACHED)

    case = factory.SubFactory(CaseFactory)
    kind = TrackKind.CLARIFICATION
    opened_at = NOW - timedelta(days=30)
    turn = factory.Dict({})

    @classmethod
    def _create(cls, model_class, *args, turn, **kwargs):
        if kwargs.get("closed_at"):
            return super()._create(model_class, *args, **kwargs)
        with transaction.atomic():
            track = super()._create(model_class, *args, **{**kwargs, "closed_at": kwargs["opened_at"]})
            _open_turn(track, **turn)
            track.closed_at, track.open_key, track.open_turn_id = None, track.pk, track.pk
            track.save(update_fields=["closed_at", "open_key", "open_turn_id"])
        return track


def _open_turn(track: Track, **values) -> Turn:
    holder = values.setdefault("holder", Holder.JOBFORMIDLER)
    if holder == Holder.JOBFORMIDLER:
        values.setdefault("holder_user", track.case.jobformidler)
    if values.setdefault("due_on", TODAY + timedelta(days=7)):
        values.setdefault("due_kind", DueKind.PROMISE)
    values = {
        "number": 1,
        "step": "we_agree_questions",
        "since": track.opened_at,
        "passed_by": track.case.jobformidler,
    } | values
    return Turn.objects.create(track=track, open_key=track.pk, open_track_id=track.pk, **values)


class TurnFactory(DjangoModelFactory):
    """An ended turn of a closed track; the open turn of an open track is `TrackFactory(...).open_turn`."""

    class Meta:
        model = Turn

    track = factory.SubFactory(TrackFactory, closed=True)
    number = factory.Sequence(lambda n: n + 1_000)
    holder = Holder.CITIZEN
    step = "we_agree_questions"
    since = NOW - timedelta(days=20)
    ended_at = NOW - timedelta(days=10)
    ended_by = factory.SelfAttribute("track.case.jobformidler")
    event = TurnEvent.DONE


class NudgeFactory(DjangoModelFactory):
    class Meta:
        model = Nudge

    turn = factory.SubFactory(TurnFactory)
    by = factory.SubFactory(UserFactory)
    at = NOW


class NoteFactory(DjangoModelFactory):
    class Meta:
        model = Note

    class Params:
        mentor = factory.Trait(cap=Cap.MENTOR)
        health = factory.Trait(kind=NoteKind.HEALTH)
        unshared = factory.Trait(is_shared_with_citizen=False)

    case = factory.SubFactory(CaseFactory)
    cap = Cap.AUTHORITY
    kind = NoteKind.ORDINARY
    headline = "Talt om næste skridt"
    text = "Vi talte om, hvad der skal ske nu."
    written_by = factory.SelfAttribute("case.jobformidler")
    written_at = NOW - timedelta(days=2)


class MessageFactory(DjangoModelFactory):
    """A message from the citizen; with `from_staff` from the jobformidler."""

    class Meta:
        model = Message

    class Params:
        from_staff = factory.Trait(from_citizen=False, cap=Cap.MENTOR)

    case = factory.SubFactory(CaseFactory)
    track = factory.SubFactory(TrackFactory, kind=TrackKind.DIALOGUE, case=factory.SelfAttribute("..case"))
    from_citizen = True
    text = "Hvornår hører jeg fra jer?"
    sent_by = factory.SelfAttribute("case.jobformidler")
    sent_at = NOW - timedelta(days=1)


class NoticeFactory(DjangoModelFactory):
    class Meta:
        model = Notice

    case = factory.SubFactory(CaseFactory)
    kind = NoticeKind.MESSAGE
    told_at = NOW - timedelta(days=1)


class GoalFactory(DjangoModelFactory):
    class Meta:
        model = Goal

    case = factory.SubFactory(CaseFactory)
    text = "Et job med dyr"
    set_by = factory.SelfAttribute("case.jobformidler")
    set_at = NOW - timedelta(days=20)


class CaseCourseFactory(DjangoModelFactory):
    class Meta:
        model = CaseCourse

    case = factory.SubFactory(CaseFactory)
    family = "cash"
    started_on = TODAY - timedelta(days=40)
    regime = "R2026a"
    source = "Ydelsescentret"


class ExemptionFactory(DjangoModelFactory):
    class Meta:
        model = Exemption

    case = factory.SubFactory(CaseFactory)
    legal_ground = "KF-10"
    reason = "Kan endnu ikke deltage i samtaler"
    valid_from = TODAY - timedelta(days=20)
    granted_by = factory.SelfAttribute("case.jobformidler")
    granted_at = NOW - timedelta(days=20)


class ClockPauseFactory(DjangoModelFactory):
    class Meta:
        model = ClockPause

    case = factory.SubFactory(CaseFactory)
    legal_ground = "illness"
    valid_from = TODAY - timedelta(days=10)
    source = "Mail fra borgeren"
    written_by = factory.SelfAttribute("case.jobformidler")
    written_at = NOW - timedelta(days=10)


class ClockEventFactory(DjangoModelFactory):
    class Meta:
        model = ClockEvent

    case = factory.SubFactory(CaseFactory)
    kind = "access_requested"
    happened_on = TODAY - timedelta(days=3)
    source = "Mail"
    written_by = factory.SelfAttribute("case.jobformidler")
    written_at = NOW - timedelta(days=3)


class ObligationFactory(DjangoModelFactory):
    """Four interviews in six months, of which one is held."""

    class Meta:
        model = Obligation

    case = factory.SubFactory(CaseFactory)
    clause = "KF-05"
    anchor_on = TODAY - timedelta(days=40)
    anchor_word = "contact_course"
    standing = "running"
    opens_on = factory.SelfAttribute("anchor_on")
    due_on = TODAY + timedelta(days=10)
    done = 1
    needed = 4
    regime = "R2026a"
    why = factory.LazyFunction(lambda: [["law", {"clause": "KF-05"}], ["unverified", {}]])
    digest = factory.Sequence("{:032x}".format)
    computed_at = NOW


class PlanStepFactory(DjangoModelFactory):
    class Meta:
        model = PlanStep

    class Params:
        done = factory.Trait(done_at=NOW, done_by=factory.SelfAttribute("case.jobformidler"))
        dropped = factory.Trait(dropped_at=NOW)

    case = factory.SubFactory(CaseFactory)
    owner = StepOwner.WE
    text = "Ringe til rideskolen"
    cap = Cap.COMPANY
    due_on = TODAY + timedelta(days=5)
    agreed_by = factory.SelfAttribute("case.jobformidler")
    agreed_at = NOW - timedelta(days=2)


class MeetingFactory(DjangoModelFactory):
    """A booked meeting tomorrow at ten, Danish time."""

    class Meta:
        model = Meeting

    class Params:
        proposed = factory.Trait(state=MeetingState.PROPOSED, starts_at=None, ends_at=None)
        held = factory.Trait(
            state=MeetingState.HELD,
            starts_at=NOW - timedelta(days=7),
            ends_at=NOW - timedelta(days=7, minutes=-45),
            closed_at=NOW - timedelta(days=7, minutes=-45),
        )
        missed = factory.Trait(
            state=MeetingState.MISSED,
            absence_reason="unknown",
            starts_at=NOW - timedelta(days=8),
            ends_at=NOW - timedelta(days=8, minutes=-45),
            closed_at=NOW - timedelta(days=8, minutes=-45),
        )
        cancelled = factory.Trait(state=MeetingState.CANCELLED, cancelled_by_citizen=True, closed_at=NOW)

    case = factory.SubFactory(CaseFactory)
    citizen = factory.SelfAttribute("case.citizen")
    host = factory.SelfAttribute("case.jobformidler")
    purpose = MeetingPurpose.FOLLOW_UP
    cap = Cap.MENTOR
    state = MeetingState.BOOKED
    channel = Channel.IN_PERSON
    place = "Rådhuset, lokale 2"
    starts_at = NOW + timedelta(days=1, hours=1)
    ends_at = factory.LazyAttribute(lambda one: one.starts_at + timedelta(minutes=one.minutes))
    minutes = 45
    proposed_by = factory.SelfAttribute("host")
    proposed_at = NOW - timedelta(days=9)


class MeetingSlotFactory(DjangoModelFactory):
    class Meta:
        model = MeetingSlot

    meeting = factory.SubFactory(MeetingFactory, proposed=True)
    starts_at = NOW + timedelta(days=3)
    ends_at = factory.LazyAttribute(lambda one: one.starts_at + timedelta(minutes=45))


class DecisionFactory(DjangoModelFactory):
    """A draft; with `released` a whole decision."""

    class Meta:
        model = Decision

    class Params:
        released = factory.Trait(
            state="released",
            outcome="yes",
            facts="Borgeren har selv fundet et sted.",
            law_clause="LAB-61-2020",
            considerations="Det passer til målet.",
            is_hearing_needed=False,
            complaint_guidance="Du kan klage inden fire uger.",
            complaint_due_on=TODAY + timedelta(days=28),
            released_by=factory.SelfAttribute("case.jobformidler"),
            released_at=NOW,
            text="# Afgørelse\n\nVirksomhedspraktik: Ja.",
        )

    case = factory.SubFactory(CaseFactory)
    kind = "work_trial"
    drafted_by = factory.SelfAttribute("case.jobformidler")
    drafted_at = NOW - timedelta(days=4)


class DecisionEvidenceFactory(DjangoModelFactory):
    class Meta:
        model = DecisionEvidence

    decision = factory.SubFactory(DecisionFactory)
    note = factory.SubFactory(NoteFactory, case=factory.SelfAttribute("..decision.case"))
    note_cap = factory.SelfAttribute("note.cap")


class CompanyContactFactory(DjangoModelFactory):
    class Meta:
        model = CompanyContact

    case = factory.SubFactory(CaseFactory)
    company = factory.SubFactory(CompanyFactory)
    contact_name = "Poul Lund"
    channel = ContactChannel.PHONE
    text = "De vil gerne høre mere."
    by = factory.SelfAttribute("case.jobformidler")
    at = NOW - timedelta(days=5)


class JobFactory(DjangoModelFactory):
    class Meta:
        model = Job

    case = factory.SubFactory(CaseFactory)
    employer_name = "Skovly Rideskole"
    title = "Staldmedhjælper"
    form = JobForm.ORDINARY
    weekly_hours = Decimal("20.00")
    started_on = TODAY - timedelta(days=10)
    retention_track = factory.SubFactory(TrackFactory, kind=TrackKind.RETENTION, case=factory.SelfAttribute("..case"))
    check_in_days = 14
    follow_up_until = TODAY + timedelta(days=170)
    registered_by = factory.SelfAttribute("case.jobformidler")
    registered_at = NOW - timedelta(days=10)


class StatementFactory(DjangoModelFactory):
    """
    A status statement of 397 kr. that the doctor is writing, on a track of its own, its price committed in the ledger.

    With `received=True` the answer is there and the ball has come back.
    """

    class Meta:
        model = Statement

    class Params:
        received = factory.Trait(
            state=StatementState.RECEIVED, received_at=NOW - timedelta(days=1), answer="Skånehensyn for ryggen."
        )
        cancelled = factory.Trait(state=StatementState.CANCELLED, cancelled_at=NOW, cancelled_because="Ikke nødvendig")
        free = factory.Trait(kind="hospital_records", price_oere=0)

    case = factory.SubFactory(CaseFactory)
    track = factory.SubFactory(
        TrackFactory,
        case=factory.SelfAttribute("..case"),
        title="Statusattest",
        turn__step="doctor_answers",
        turn__holder=Holder.DOCTOR,
        turn__holder_user=None,
        turn__holder_name="Lægehuset",
    )
    kind = "status"
    purpose = StatementPurpose.WORK_ABILITY
    questions = "Hvad kan borgeren klare?"
    supplier_name = "Lægehuset"
    price_oere = 39_700
    ordered_by = factory.SelfAttribute("case.jobformidler")
    ordered_at = NOW - timedelta(days=20)
    promised_on = TODAY - timedelta(days=6)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if kwargs["price_oere"] and "commitment" not in kwargs:
            reference = f"cases.track:{kwargs['track'].pk}"
            kwargs["commitment"] = CommitmentFactory(amount=kwargs["price_oere"], reference=reference)
        return super()._create(model_class, *args, **kwargs)


class StatementUseFactory(DjangoModelFactory):
    class Meta:
        model = StatementUse

    statement = factory.SubFactory(StatementFactory, received=True)
    decision = factory.SubFactory(DecisionFactory, case=factory.SelfAttribute("..statement.case"))
    used_by = factory.SelfAttribute("statement.ordered_by")
    used_at = NOW
