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

CASES = [
    (Holder.JOBFORMIDLER, "", TODAY - timedelta(days=2)),
    (Holder.JOBFORMIDLER, "", TODAY + timedelta(days=2)),
    (Holder.DOCTOR, "Dr. Winther", TODAY - timedelta(days=2)),
    (Holder.CITIZEN, "Amina Holm", TODAY + timedelta(days=2)),
    (Holder.SCHOOL, "", TODAY + timedelta(days=2)),
]


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0]}-{case[1]}-{case[2]}")
def row(request, cast):
    holder, name, due_on = request.param
    track = TrackFactory(
        case=cast.aminas_case,
        turn__holder=holder,
        turn__holder_name=name,
        turn__due_on=due_on,
        turn__due_kind="promise",
    )
    return ball_rows([queries.row_of(track, TODAY)], cast.jens)[0]


def drawn(row, **more):
    return render_to_string("desk/_turn_row.html", {"row": row, "today": TODAY} | more)


def plain(html):
    """Return markup without the white space that makes no difference."""
    return re.sub(r'\s+(?=["<>])|(?<=[">])\s+', "", re.sub(r"\s+", " ", html)).strip()


def part(html, tag, name):
    return re.search(rf"<{tag} class=\"{name}.*?</{tag}>", html, re.DOTALL).group()


def test_the_ball_is_the_component_s(row):
    source = '<c-ball :holder="holder" :name="name" :late="late" />'
    component = draw(source, holder=row.ball, name=row.turn.holder_name, late=row.is_late)
    assert plain(component) in plain(drawn(row))


def test_two_rows_of_one_citizen_have_tools_of_different_names(row):
    of_another_track = replace(row, turn=replace(row.turn, label="Mentor"))
    names = [
        set(re.findall(r"(?:Udsæt med grund|Ryk|Hvorfor\?)<span[^>]*>[^<]*", drawn(one)))
        for one in (row, of_another_track)
    ]
    assert names[0]
    assert not names[0] & names[1]


def test_the_due_day_is_the_component_s(row):
    component = draw(
        '<c-due :on="on" :today="today" :ours="ours" />', on=row.turn.due_on, today=TODAY, ours=row.is_ours
    )
    assert plain(part(component, "time", "due")) == plain(part(drawn(row), "time", "due"))


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
