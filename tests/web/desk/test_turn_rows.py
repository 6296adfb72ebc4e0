"""The row written out for speed keeps what the components it stands for promise."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.template.loader import render_to_string

from helevejen.cases import queries
from helevejen.cases.enums import Holder
from helevejen.web.desk.rows import ball_rows
from tests.factories.cases import TrackFactory
from tests.factories.times import TODAY
from tests.web.shared.drawing import draw, words_of

ICON = (
    '<svg class="icon-svg" focusable="false" aria-hidden="true">'
    '<use href="/static/dkfds/img/all-svg-icons.svg#{}"></use></svg>'
)
BALL = (
    '<span class="ball ball--{}"><span class="ball__dot" aria-hidden="true">{}</span>'
    '<span class="ball__text">{}</span></span>'
)
LATE = (
    '<time class="due due--{}" datetime="2026-03-09"><span class="due__word">Over tiden:</span> for 2 dage siden</time>'
)

# whose turn, by what name, due in how many days: the ball and the due day, seen from Wednesday 11 March 2026
CASES = [
    (
        (Holder.JOBFORMIDLER, "", -2),
        BALL.format("me ball--late", "J", "Dig"),
        LATE.format("late-ours"),
    ),
    (
        (Holder.JOBFORMIDLER, "", 2),
        BALL.format("me", "J", "Dig"),
        '<time class="due" datetime="2026-03-13">senest fredag den 13. marts</time>',
    ),
    (
        (Holder.DOCTOR, "Dr. Winther", -2),
        BALL.format("doctor", ICON.format("plus"), "Dr. Winther"),
        LATE.format("late"),
    ),
    (
        (Holder.CITIZEN, "Amina Holm", 2),
        BALL.format("citizen", "A", "Amina Holm"),
        '<time class="due" datetime="2026-03-13">senest fredag den 13. marts</time>',
    ),
    (
        (Holder.SCHOOL, "", 2),
        BALL.format("school", ICON.format("student"), "Skolen"),
        '<time class="due" datetime="2026-03-13">senest fredag den 13. marts</time>',
    ),
]


@pytest.fixture
def row_for(cast):
    def make(holder, name, days):
        track = TrackFactory(
            case=cast.aminas_case,
            turn__holder=holder,
            turn__holder_name=name,
            turn__due_on=TODAY + timedelta(days=days),
            turn__due_kind="promise",
        )
        return ball_rows([queries.row_of(track, TODAY)], cast.jens)[0]

    return make


@pytest.fixture(params=[case for case, _ball, _due in CASES], ids=lambda case: "-".join(map(str, case)))
def row(request, row_for):
    return row_for(*request.param)


def drawn(row, **more):
    return render_to_string("desk/_turn_row.html", {"row": row, "today": TODAY} | more)


def plain(html):
    """Return markup without the white space that makes no difference."""
    return re.sub(r'\s+(?=["<>])|(?<=[">])\s+', "", re.sub(r"\s+", " ", html)).strip()


def part(html, tag, name):
    return re.search(rf"<{tag} class=\"{name}.*?</{tag}>", html, re.DOTALL).group()


@pytest.mark.parametrize(("case", "ball", "due"), CASES)
def test_a_row_says_whose_turn_it_is_and_by_when(row_for, case, ball, due):
    html = drawn(row_for(*case))
    assert ball in html
    assert due in html


def test_two_rows_of_one_citizen_have_tools_of_different_names(row):
    of_another_track = replace(row, turn=replace(row.turn, label="Mentor"))
    names = [
        set(re.findall(r"(?:Udsæt med grund|Ryk|Hvorfor\?)<span[^>]*>[^<]*", drawn(one)))
        for one in (row, of_another_track)
    ]
    assert names[0]
    assert not names[0] & names[1]


def test_the_reason_is_the_component_s(row):
    component = draw('<c-why :about="about">X</c-why>', about=f"{row.turn.citizen_name}, {row.turn.label}")
    written = re.sub(r'(why__body">).*?(</div>)', r"\1X\2", part(drawn(row), "details", "why"), flags=re.DOTALL)
    assert plain(part(component, "details", "why")) == plain(written)


def test_what_people_wrote_stays_text(row):
    nasty = replace(row, turn=replace(row.turn, citizen_name='"><script>', label="<b>", staff_words="<i>"))
    html = drawn(nasty)
    assert "<script>" not in html
    assert "<b>" not in html
    assert "<i>" not in html


def test_each_deed_says_whom_it_is_about(row):
    links = re.findall(r'<a class="button.*?</a>', drawn(row), re.DOTALL)
    assert len(links) >= 4
    assert all("– Amina Holm" in words_of(link) for link in links)
