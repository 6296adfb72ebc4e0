"""What holds for any facts: nothing vanishes without a line, a pause never shortens, order does not matter."""

from dataclasses import fields, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from helevejen.cases.enums import ClockKind, Standing, WhyKind
from helevejen.cases.rules.obligation_clauses import EVENTS
from helevejen.cases.rules.obligation_facts import CaseFacts, Event, Exempted, Held, Meeting, Offer, Stopped
from helevejen.cases.rules.obligation_law import law
from helevejen.cases.rules.obligations import obligations

FIRST = date(2023, 9, 1)
DAYS = st.integers(0, 1400).map(lambda n: FIRST + timedelta(days=n))
LONGER = st.one_of(st.none(), st.integers(1, 400))


@st.composite
def spans(draw, values, kind=Held, **more):
    from_, length = draw(DAYS), draw(LONGER)
    until = None if length is None else from_ + timedelta(days=length)
    return kind(from_, draw(st.sampled_from(values)), until=until, **more)


@st.composite
def periods(draw, values):
    """Periods that follow each other, as the database keeps them; the last may be open."""
    day, rows = draw(DAYS), []
    for _ in range(draw(st.integers(1, 3))):
        until = day + timedelta(days=draw(st.integers(10, 300)))
        rows.append(Held(day, draw(st.sampled_from(values)), until))
        day = until + timedelta(days=draw(st.sampled_from([0, 0, 30])))
    return (*rows[:-1], replace(rows[-1], until=draw(st.sampled_from([None, rows[-1].until]))))


@st.composite
def reviewed(draw, exemptions):
    """An exemption that somebody may have looked at again, before or after its end."""
    one, days = draw(exemptions), draw(st.one_of(st.none(), st.integers(0, 400)))
    return one if days is None else replace(one, reviewed_on=one.from_ + timedelta(days=days))


@st.composite
def with_twins(draw, kind):
    """Some rows, of which two may begin on the same day and differ in nothing but their end."""
    rows = draw(st.lists(kind, max_size=2))
    if rows and draw(st.booleans()):
        rows.append(replace(rows[0], until=rows[0].from_ + timedelta(days=draw(st.integers(1, 400)))))
    return tuple(rows)


GROUNDS = ("illness", "parental_leave", "holiday", "in_job")
CASES = st.builds(
    CaseFacts,
    birth_date=st.one_of(st.none(), st.dates(date(1960, 1, 1), date(2006, 1, 1))),
    target_groups=periods(("1", "2", "3", "5", "6", "7", "8", "9", "11")),
    benefits=periods(("dagpenge", "kontanthjaelp", "sygedagpenge", "ledighedsydelse")),
    events=st.lists(
        st.builds(Event, DAYS, st.sampled_from(sorted(EVENTS)), st.sampled_from(["", "a"])), max_size=5
    ).map(tuple),
    meetings=st.lists(st.builds(Meeting, DAYS, st.sampled_from(["municipality", "fund"])), max_size=8).map(tuple),
    offers=with_twins(spans(("work_trial", "guidance", "mentor"), Offer)),
    exemptions=with_twins(reviewed(spans(("KF-10", "KF-11", "RP-04", "SD-11"), Exempted))),
    pauses=with_twins(spans(GROUNDS, Stopped)),
    marks=st.lists(spans(("whole_course_in_municipality", "work_duty")), max_size=1).map(tuple),
)


def found(facts, on):
    return obligations(facts, on=on, law=law())


def by_id(facts, on):
    return {one.id: one for one in found(facts, on)}


@given(CASES, DAYS, st.randoms(use_true_random=False))
def test_the_same_facts_give_the_same_obligations_in_any_order(facts, on, chance):
    def shuffled(rows):
        rows = list(rows)
        chance.shuffle(rows)
        return tuple(rows)

    mixed = replace(
        facts,
        **{one.name: shuffled(rows) for one in fields(facts) if isinstance(rows := getattr(facts, one.name), tuple)},
    )
    assert found(mixed, on) == found(facts, on)


@given(CASES, DAYS, st.integers(0, 500))
def test_what_has_been_there_stays_with_a_line_that_says_why(facts, on, days):
    later = on + timedelta(days=days)
    before, after = by_id(facts, on), by_id(facts, later)
    assert set(before) <= set(after)
    reasons = {
        Standing.MET: {WhyKind.MET},
        Standing.EXEMPTED: {WhyKind.EXEMPTED},
        Standing.REPLACED: {WhyKind.REPLACED},
        Standing.ENDED: {
            WhyKind.COURSE_ENDED, WhyKind.GROUP_LEFT, WhyKind.LAPSED, WhyKind.MARKED, WhyKind.OVER,
            WhyKind.EXEMPTION_VOID,
        },
        Standing.PAUSED: {WhyKind.STANDS_STILL},
        Standing.ELSEWHERE: {WhyKind.ELSEWHERE},
        Standing.RUNNING: {WhyKind.ANCHOR},
    }  # fmt: skip
    for one in after.values():
        kinds = {kind for kind, _values in one.why}
        if one.standing is Standing.MET and one.clause.kind is ClockKind.DURATION_CAP:
            kinds.add(WhyKind.MET)
        assert kinds & reasons[one.standing], (one.id, one.standing, kinds)


@given(CASES, DAYS, st.lists(st.builds(Meeting, DAYS), max_size=3), st.lists(spans(GROUNDS, Stopped), max_size=2))
def test_nothing_vanishes_when_more_happens(facts, on, meetings, pauses):
    more = replace(facts, meetings=(*facts.meetings, *meetings), pauses=(*facts.pauses, *pauses))
    assert set(by_id(facts, on)) <= set(by_id(more, on))


@given(CASES, DAYS, spans(GROUNDS, Stopped))
def test_a_pause_never_shortens(facts, on, pause):
    paused = by_id(replace(facts, pauses=(*facts.pauses, pause)), on)
    for key, one in by_id(facts, on).items():
        other = paused[key]
        assert other.due_on is None or (one.due_on is not None and other.due_on >= one.due_on), key
        assert other.opens_on == one.opens_on
        assert other.done >= one.done or one.clause.kind is ClockKind.COUNT_IN_WINDOW


@given(CASES, DAYS, st.builds(Meeting, DAYS))
def test_one_more_meeting_never_undoes_what_was_done(facts, on, meeting):
    more = by_id(replace(facts, meetings=(*facts.meetings, meeting)), on)
    for key, one in by_id(facts, on).items():
        assert one.met_on is None or more[key].met_on is not None


@given(CASES, DAYS)
def test_each_obligation_has_an_id_of_its_own(facts, on):
    ids = [one.id for one in found(replace(facts, events=tuple(set(facts.events))), on)]
    doubles = {one for one in ids if ids.count(one) > 1}
    # Two exemptions or offers of one day without a reference are one and the same to the law.
    assert all(one.startswith(("KF-11a", "RP-02", "TD-", "SD-08")) for one in doubles)


@given(CASES, DAYS)
def test_none_is_read_by_a_lawyer_and_each_says_so(facts, on):
    assert all(WhyKind.UNVERIFIED in {kind for kind, _values in one.why} for one in found(facts, on))
