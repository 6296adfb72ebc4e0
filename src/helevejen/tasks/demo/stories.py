"""The story of one case from its first day: who follows it, its tracks, and everything said and agreed on the way."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final, TypeVar

from django.utils.translation import gettext_noop

from helevejen.cases.enums import Holder
from helevejen.tasks.demo import endings, rows, sayings, words
from helevejen.tasks.demo.chance import Dice
from helevejen.tasks.demo.companies import Firm
from helevejen.tasks.demo.days import at
from helevejen.tasks.demo.people import Person as Citizen
from helevejen.tasks.demo.sizes import GROUPS, Group
from helevejen.tasks.demo.staff import Person, Seat
from helevejen.tasks.demo.statements import Decided
from helevejen.tasks.demo.tracks import Track
from helevejen.tasks.demo.world import World

T = TypeVar("T", bound=Hashable)
#: Two doctors asked at once, and what the sub-tracks are called; a title known here is shown in the reader's language.
_ASKED: Final = (
    ("doctor_answers", gettext_noop("Attest fra egen læge")),
    ("specialist_answers", gettext_noop("Speciallægeerklæring")),
)
_SOON = timedelta(days=1)
_NEWS_ARE_KEPT: Final = timedelta(days=60)
_VETERANS: Final = 0.012


@dataclass(frozen=True, slots=True)
class Span:
    """One jobformidler on the case from a moment on."""

    from_: datetime
    worker: Person
    reason: str
    handover: int | None = None


@dataclass(slots=True)
class Story:
    """
    One case.

    Attributes:
        ends: When it is closed; None while it is open.
        reason: Why it was closed.
        job_on: The day a job began, when one did.
        theme: What the citizen dreams of.
        said: What has been said in the case already.
        received: The statements that came, each with the moment. `decided`: the decisions released.
        seat: The caseload it belongs to now.
    """

    world: World
    case_id: int
    citizen: Citizen
    group: str
    seat: Seat
    spans: list[Span]
    dice: Dice
    ends: datetime | None = None
    reason: str = ""
    job_on: date | None = None
    theme: str = "calm"
    check_in_days: int = 21
    follow_up_until: date | None = None
    goals: list[tuple[int, datetime]] = field(default_factory=list)
    speed: float = 1.0
    plot: str = ""
    said: set[Hashable] = field(default_factory=set)
    received: list[tuple[int, datetime]] = field(default_factory=list)
    decided: list[Decided] = field(default_factory=list)

    # --- What the tracks ask ---

    @property
    def opened_at(self) -> datetime:
        return self.spans[0].from_

    @property
    def limit(self) -> datetime:
        return self.ends or self.world.now

    @property
    def facts(self) -> Group:
        return GROUPS[self.group]

    def worker_at(self, moment: datetime) -> Person:
        """Return the jobformidler at a moment."""
        found = self.spans[0].worker
        for span in self.spans[1:]:
            if span.from_ <= moment:
                found = span.worker
        return found

    @property
    def backup(self) -> Person:
        """The one who stands behind the last jobformidler."""
        staff, worker = self.world.staff, self.spans[-1].worker
        partner = staff.backup_of(self.seat).holder_on((self.ends or self.world.now).date())
        if partner.id != worker.id:
            return partner
        return next(seat.holder for seat in staff.seats if seat.holder.id != worker.id)

    def changes_between(self, since: datetime, until: datetime) -> Iterator[tuple[datetime, int]]:
        return ((span.from_, span.worker.id) for span in self.spans[1:] if since < span.from_ < until)

    def pace(self, holder: Holder) -> float:
        return self.speed if holder == Holder.JOBFORMIDLER else 1.0

    def firm(self) -> Firm:
        """Return a company; not the first, whose contact signs in and finds what was told by hand and nothing else."""
        first, *others = self.world.firms
        return self.dice.one_of(others or [first])

    def due_of(self, track: Track, code: str, since: datetime) -> date | None:
        """Return the agreed day of a check-in; None where the chain's own days serve."""
        if code != "we_check_in":
            return None
        last = self.follow_up_until - _SOON if self.follow_up_until else since.date() + timedelta(days=60)
        return max(min(since.date() + timedelta(days=self.check_in_days), last), since.date())

    def walk_subtracks(self, parent: Track) -> datetime:
        """Ask two doctors at once and return when the last has answered."""
        since = parent.turn.since if parent.turn else parent.opened_at
        ended = []
        for code, title in _ASKED:
            track = Track(self, "clarification", since, title=title, parent=parent.id)
            ended.append(track.walk(parent.limit, "reached", last_step=code, code=code))
        return max(ended)

    def after_step(self, track: Track, code: str, moment: datetime) -> None:
        """Write what comes of a step that is done."""
        sayings.after_step(self, track, code, moment)

    def note(self, track: Track, cap: str, moment: datetime, *, minutes: int, meeting: int | None = None) -> int:
        """Write a note that is heard often under a cap on such a track."""
        said = self.fresh(words.fitting(cap, track.kind))
        return self.write_note(
            track, cap, moment, said.headline, said.text, minutes=minutes, meeting=meeting, kind=said.kind
        )

    def fresh(self, values: Sequence[T]) -> T:
        """Return one of some sayings; none comes again in a case before the others have been said."""
        place = int(self.dice.unit() * len(values))
        if all(value in self.said for value in values):
            self.said.difference_update(values)
        while values[place] in self.said:
            place = (place + 1) % len(values)
        self.said.add(values[place])
        return values[place]

    def write_note(
        self,
        track: Track,
        cap: str,
        moment: datetime,
        headline: str,
        text: str,
        *,
        minutes: int,
        meeting: int | None = None,
        kind: str = "ordinary",
    ) -> int:
        """Write a note under a cap, of the kind that what it says makes it."""
        writer = self.worker_at(moment).id
        number = self.world.book.add(
            rows.Note, case=self.case_id, track=track.id, meeting=meeting, cap=cap, kind=kind,
            headline=headline, text=text, minutes=minutes, written_by=writer, written_at=moment,
        )  # fmt: skip
        self.world.log("note_written", moment, writer, ("cases.note", number), self.citizen.id, cap)
        return number

    def agree_steps(self, track: Track, moment: datetime) -> None:
        sayings.agree_steps(self, track, moment)

    def news(self, kind: str, moment: datetime, **values: object) -> None:
        """Tell the citizen on Min vej; what is older than a week has been read, and than two months is left out."""
        age = self.world.now - moment
        if self.citizen.user is None or self.ends is not None or age > _NEWS_ARE_KEPT:
            return
        read_at = moment + timedelta(hours=9) if age > timedelta(days=7) else None
        self.world.book.add(
            rows.CaseNotice, case=self.case_id, kind=kind, values=values, told_at=moment, read_at=read_at
        )

    # --- The telling ---

    def tell(self) -> None:
        """Write the whole case into the book."""
        self.write_case()
        begun = self._first_contact()
        if begun is None:
            return
        sayings.wishes(self, begun)
        if self.dice.happens(_VETERANS):
            sayings.veteran(self, begun, has_consent=self.dice.happens(0.6))
        work_ends = self._work_ends()
        if work_ends > begun:
            self._work(begun, work_ends)
            self._beside(begun, work_ends)
        if self.job_on:
            endings.job(self)
        sayings.messages(self, begun)

    def write_case(self) -> None:
        world, last, backup = self.world, self.spans[-1], self.backup
        closer = last.worker.id if self.ends else None
        world.book.rows[rows.Case].append(
            rows.Case(
                self.case_id, self.citizen.id, last.worker.id, backup.id, self.opened_at, self.ends, closer, self.reason
            )
        )
        leader = world.staff.leaders[self.seat.team].id
        world.log("case_opened", self.opened_at, leader, ("cases.case", self.case_id), self.citizen.id)
        world.log("case_assigned", self.opened_at, leader, ("cases.case", self.case_id), self.citizen.id)
        for index, span in enumerate(self.spans):
            until = self.spans[index + 1].from_ if index + 1 < len(self.spans) else self.ends
            self._assign(span, until, leader)
        if self.ends:
            world.log("case_closed", self.ends, closer, ("cases.case", self.case_id), self.citizen.id, "authority")

    def _assign(self, span: Span, until: datetime | None, leader: int) -> None:
        book = self.world.book
        book.add(
            rows.Assignment, case=self.case_id, jobformidler=span.worker.id, valid_from=span.from_, valid_until=until,
            reason=span.reason, handover=span.handover, assigned_by=leader,
        )  # fmt: skip
        relation = {"citizen": self.citizen.id, "opened_by": leader, "source": f"cases.case:{self.case_id}"}
        book.add(
            rows.Relation, user=span.worker.id, kind="caseload", valid_from=span.from_, valid_until=until,
            reason="Egen sagsstamme", **relation,
        )  # fmt: skip
        if self.citizen.is_special and (until is None):
            ends = self.world.now + timedelta(days=365)
            book.add(
                rows.Relation, user=span.worker.id, kind="named", valid_from=span.from_, valid_until=ends,
                reason="Navngiven ved særlig beskyttelse", **relation,
            )  # fmt: skip
        self.news("new_jobformidler", span.from_, jobformidler=span.worker.name, backup=self.backup.name)
        if until is not None and span.worker.until is None:
            book.add(
                rows.Relation, user=span.worker.id, kind="former", valid_from=until,
                valid_until=until + timedelta(days=14), reason="Tidligere jobformidler, i 14 dage", **relation,
            )  # fmt: skip

    def _first_contact(self) -> datetime | None:
        track = Track(self, "first_contact", self.opened_at)
        ended = track.walk(self.limit, "reached", last_step="you_read_plan")
        return ended if ended < self.limit else None

    def _work_ends(self) -> datetime:
        """Return when the search gives way to the job, or the end."""
        return at(self.job_on, 600) if self.job_on else self.limit

    def _work(self, begun: datetime, until: datetime) -> None:
        dice = self.dice
        if self.facts.clarified:
            clear = begun + timedelta(days=max(25, dice.long_tailed(self.facts.median_days * 0.5, 0.5)))
            ends = min(clear, until)
            ended = Track(self, "clarification", begun).walk(ends, "reached")
            if ended >= until:
                return
            begun = ended + timedelta(minutes=5)
        if begun < until:
            Track(self, "job_and_company", begun).walk(until, "reached" if self.job_on else "case_closed")

    def _beside(self, begun: datetime, until: datetime) -> None:
        """Run the tracks that go beside the work for a while."""
        young = self.group in {"4", "5", "13"}
        chances = {
            "mentoring": 0.6 if self.group in {"3", "5", "8"} else 0.28,
            "health_and_social": 0.5 if self.facts.clarified else 0.14,
            "education": 0.6 if young else 0.2,
        }
        days = (until - begun).days
        for kind, share in chances.items():
            if days < 20 or not self.dice.happens(share):
                continue
            first = at(self.world.days.after(begun.date(), self.dice.whole(1, max(2, days // 3))), 560)
            if first < until:
                ends = min(until, first + timedelta(days=self.dice.long_tailed(170, 0.6)))
                Track(self, kind, first).walk(max(ends, first + timedelta(hours=3)), self._outcome())

    def _outcome(self) -> str:
        return self.dice.weighted({"reached": 0.75, "not_needed": 0.15, "given_up": 0.06, "stopped_by_citizen": 0.04})
