"""What the ball and the due day draw, written out by hand: the components and the lists draw both by the same tags."""

from datetime import timedelta

import pytest
from django.utils import translation

from helevejen.cases.enums import Holder
from helevejen.web.shared.words import HOLDERS
from tests.factories.times import TODAY
from tests.web.shared.drawing import draw

# --- The due day, seen from Wednesday 11 March 2026 ---

# days from today, the day, how long ago it is, and the day in words
PAST = [
    (-400, "2025-02-04", "for 13 måneder siden", "tirsdag den 4. februar 2025",
     "13 months ago", "Tuesday 4 February 2025"),
    (-84, "2025-12-17", "for 3 måneder siden", "onsdag den 17. december 2025",
     "3 months ago", "Wednesday 17 December 2025"),
    (-14, "2026-02-25", "for 2 uger siden", "onsdag den 25. februar", "2 weeks ago", "Wednesday 25 February"),
    (-2, "2026-03-09", "for 2 dage siden", "mandag den 9. marts", "2 days ago", "Monday 9 March"),
    (-1, "2026-03-10", "i går", "tirsdag den 10. marts", "yesterday", "Tuesday 10 March"),
]  # fmt: skip
COMING = [
    (0, "2026-03-11", "i dag", "today"),
    (1, "2026-03-12", "torsdag den 12. marts", "Thursday 12 March"),
    (2, "2026-03-13", "fredag den 13. marts", "Friday 13 March"),
    (14, "2026-03-25", "onsdag den 25. marts", "Wednesday 25 March"),
    (400, "2027-04-15", "torsdag den 15. april 2027", "Thursday 15 April 2027"),
]

LATE = '<time class="due due--late" datetime="{iso}"><span class="due__word">{over}</span> {ago}</time>'
LATE_OURS = '<time class="due due--late-ours" datetime="{iso}"><span class="due__word">{over}</span> {ago}</time>'
BY = '<time class="due" datetime="{iso}">{by} {day}</time>'
ON = '<time class="due" datetime="{iso}">{day}</time>'

WORDS = {"da": {"over": "Over tiden:", "by": "senest"}, "en": {"over": "Overdue:", "by": "by"}}

# what is said of it: (ours, done, exact), of a day that is over, of a day to come
SAID = [
    (False, False, False, LATE, BY),
    (False, False, True, LATE, ON),
    (False, True, False, BY, BY),
    (False, True, True, ON, ON),
    (True, False, False, LATE_OURS, BY),
    (True, False, True, LATE_OURS, ON),
    (True, True, False, BY, BY),
    (True, True, True, ON, ON),
]


def drawn_due(**values):
    """Return what the tag and the component draw."""
    tag = draw("{% due_mark on today ours=ours done=done exact=exact classes=class %}", **values)
    source = '<c-due :on="on" :today="today" :ours="ours" :done="done" :exact="exact" :class="class" />'
    assert draw(source, **values) == tag
    return tag


def due(days, ours, done, exact, more=""):
    on = TODAY + timedelta(days=days)
    return drawn_due(on=on, today=TODAY, ours=ours, done=done, exact=exact, **{"class": more})


@pytest.mark.parametrize(("ours", "done", "exact", "mark", "_of_coming"), SAID)
@pytest.mark.parametrize(("days", "iso", "ago_da", "day_da", "ago_en", "day_en"), PAST)
def test_a_day_that_is_over(days, iso, ago_da, day_da, ago_en, day_en, ours, done, exact, mark, _of_coming):
    assert due(days, ours, done, exact) == mark.format(iso=iso, ago=ago_da, day=day_da, **WORDS["da"])
    with translation.override("en"):
        assert due(days, ours, done, exact) == mark.format(iso=iso, ago=ago_en, day=day_en, **WORDS["en"])


@pytest.mark.parametrize(("ours", "done", "exact", "_of_past", "mark"), SAID)
@pytest.mark.parametrize(("days", "iso", "day_da", "day_en"), COMING)
def test_a_day_to_come(days, iso, day_da, day_en, ours, done, exact, _of_past, mark):
    assert due(days, ours, done, exact) == mark.format(iso=iso, day=day_da, **WORDS["da"])
    with translation.override("en"):
        assert due(days, ours, done, exact) == mark.format(iso=iso, day=day_en, **WORDS["en"])


def test_a_due_day_may_have_a_class_of_the_page_s_own():
    assert due(1, False, False, True, "push") == (
        '<time class="due push" datetime="2026-03-12">torsdag den 12. marts</time>'
    )
    assert due(-1, True, False, False, 'a"b') == (
        '<time class="due due--late-ours a&quot;b" datetime="2026-03-10">'
        '<span class="due__word">Over tiden:</span> i går</time>'
    )


# --- The ball ---

# whose it is, by what name, and then: the class, an initial or an icon, the words in Danish and in English
BALLS = [
    ("me", "", "me", "#person", "Dig", "You"),
    ("me", "Jens Bro", "me", "J", "Dig", "You"),
    ("citizen", "", "citizen", "#person", "Borgeren", "The citizen"),
    ("citizen", "Østen Åberg", "citizen", "Ø", "Østen Åberg", "Østen Åberg"),
    ("citizen", "åse", "citizen", "Å", "åse", "åse"),
    ("citizen", "42", "citizen", "?", "42", "42"),
    ("staff", "", "staff", "#support-agent", "Jobformidleren", "The jobformidler"),
    ("staff", "Mona Lind", "staff", "M", "Mona Lind", "Mona Lind"),
    ("jobformidler", "", "staff", "#support-agent", "Jobformidleren", "The jobformidler"),
    ("jobformidler", "Mona Lind", "staff", "M", "Mona Lind", "Mona Lind"),
    ("colleague", "", "staff", "#support-agent", "Jobformidleren", "The jobformidler"),
    ("colleague", "Mona Lind", "staff", "M", "Mona Lind", "Mona Lind"),
    ("doctor", "", "doctor", "#plus", "Lægen", "The doctor"),
    ("doctor", "Dr. Winther", "doctor", "#plus", "Dr. Winther", "Dr. Winther"),
    ("company", "", "company", "#business", "Virksomheden", "The company"),
    ("company", "Nordvejs Tømrer", "company", "#business", "Nordvejs Tømrer", "Nordvejs Tømrer"),
    ("school", "", "school", "#student", "Skolen", "The school"),
    ("school", "EUC Lillebælt", "school", "#student", "EUC Lillebælt", "EUC Lillebælt"),
    ("authority", "", "authority", "#account", "En anden myndighed", "Another authority"),
    ("authority", "Retten i Kolding", "authority", "#account", "Retten i Kolding", "Retten i Kolding"),
    ("subtracks", "", "subtracks", "#hourglass", "Delspor", "Sub-track"),
    ("subtracks", "To delspor", "subtracks", "#hourglass", "To delspor", "To delspor"),
    ("nobody", "", "nobody", "#check", "Ingen", "None"),
    ("nobody", "Ingen endnu", "nobody", "#check", "Ingen endnu", "Ingen endnu"),
    ("court", "", "authority", "#account", "En anden myndighed", "Another authority"),
    ('"><b>', '"><b>', "authority", "#account", "&quot;&gt;&lt;b&gt;", "&quot;&gt;&lt;b&gt;"),
    ("citizen", '"><b>Ib & Bo', "citizen", "B", "&quot;&gt;&lt;b&gt;Ib &amp; Bo", "&quot;&gt;&lt;b&gt;Ib &amp; Bo"),
    ("doctor", "<i>'", "doctor", "#plus", "&lt;i&gt;&#x27;", "&lt;i&gt;&#x27;"),
]


def ball(holder, name="", *, text="", late=False, large=False, more=""):
    """Return what the tag and the component draw."""
    values = {"holder": holder, "name": name, "text": text, "late": late, "large": large, "class": more}
    tag = draw("{% ball_mark holder name text=text late=late large=large classes=class %}", **values)
    source = '<c-ball :holder="holder" :name="name" :text="text" :late="late" :large="large" :class="class" />'
    assert draw(source, **values) == tag
    return tag


def written(classes, dot, words):
    if dot.startswith("#"):
        at = f"/static/dkfds/img/all-svg-icons.svg{dot}"
        dot = f'<svg class="icon-svg" focusable="false" aria-hidden="true"><use href="{at}"></use></svg>'
    return (
        f'<span class="ball {classes}"><span class="ball__dot" aria-hidden="true">{dot}</span>'
        f'<span class="ball__text">{words}</span></span>'
    )


def test_every_holder_is_in_the_table():
    assert {row[0] for row in BALLS} >= {*HOLDERS, *Holder.values}


@pytest.mark.parametrize(("holder", "name", "kind", "dot", "in_danish", "in_english"), BALLS)
def test_a_ball_says_whose_it_is(holder, name, kind, dot, in_danish, in_english):
    assert ball(holder, name) == written(f"ball--{kind}", dot, in_danish)
    with translation.override("en"):
        assert ball(holder, name) == written(f"ball--{kind}", dot, in_english)


def test_the_page_may_say_it_in_words_of_its_own():
    assert ball("me", text="Jer") == written("ball--me", "#person", "Jer")
    assert ball("me", "Jens Bro", text="Jer") == written("ball--me", "J", "Jer")
    assert ball("doctor", "Dr. Winther", text="<b>") == written("ball--doctor", "#plus", "&lt;b&gt;")


def test_a_ball_may_be_late_large_and_of_a_class():
    assert ball("me", late=True) == written("ball--me ball--late", "#person", "Dig")
    assert ball("school", large=True) == written("ball--school ball--large", "#student", "Skolen")
    assert ball("citizen", "Ib", late=True, large=True, more="push") == written(
        "ball--citizen ball--late ball--large push", "I", "Ib"
    )
    assert ball("me", more='a"b') == written("ball--me a&quot;b", "#person", "Dig")
