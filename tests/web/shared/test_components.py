"""What each component promises, drawn one at a time."""

from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator

from helevejen.cases.enums import Cap, Holder
from helevejen.web.shared.words import CAPS
from tests.web.shared.drawing import draw, words_of

NASTY = '"><script>alert("x")</script>'
TODAY = date(2026, 3, 3)


# --- Whatever a person wrote stays text ---


@pytest.mark.parametrize(
    "source",
    [
        '<c-ball holder="citizen" name="{{ nasty }}" />',
        '<c-ball holder="citizen" :name="nasty" />',
        '<c-ball holder="{{ nasty }}" text="{{ nasty }}" />',
        '<c-badge kind="protected">{{ nasty }}</c-badge>',
        '<c-button href="{{ nasty }}">{{ nasty }}</c-button>',
        '<c-alert heading="{{ nasty }}">{{ nasty }}</c-alert>',
        '<c-section heading="{{ nasty }}" id="x">{{ nasty }}</c-section>',
        '<c-card heading="{{ nasty }}" subheading="{{ nasty }}" href="{{ nasty }}">{{ nasty }}</c-card>',
        '<c-why about="{{ nasty }}">{{ nasty }}</c-why>',
        '<c-deed label="{{ nasty }}" about="{{ nasty }}">{{ nasty }}</c-deed>',
        '<c-deed-link href="{{ nasty }}" target="x" about="{{ nasty }}">{{ nasty }}</c-deed-link>',
        '<c-done undo="{{ nasty }}">{{ nasty }}</c-done>',
        '<c-conflict who="{{ nasty }}" what="{{ nasty }}" reload="{{ nasty }}" />',
        '<c-empty-state heading="{{ nasty }}">{{ nasty }}</c-empty-state>',
        '<c-timeline-entry by="{{ nasty }}" heading="{{ nasty }}">{{ nasty }}</c-timeline-entry>',
        '<c-step note="{{ nasty }}">{{ nasty }}</c-step>',
        '<c-bar label="{{ nasty }}" :value="1" text="{{ nasty }}" href="{{ nasty }}" />',
        '<c-figure label="{{ nasty }}" value="{{ nasty }}" unit="{{ nasty }}" note="{{ nasty }}" />',
        '<c-quote by="{{ nasty }}">{{ nasty }}</c-quote>',
        '<c-masked value="{{ nasty }}" action="{{ nasty }}" about="{{ nasty }}" />',
        '<c-search value="{{ nasty }}" label="{{ nasty }}" />',
        '<c-table caption="{{ nasty }}"><tr><c-td>{{ nasty }}</c-td></tr></c-table>',
        '<c-description label="{{ nasty }}">{{ nasty }}</c-description>',
        '<c-tab href="{{ nasty }}">{{ nasty }}</c-tab>',
        '<c-crumb href="{{ nasty }}">{{ nasty }}</c-crumb>',
        '<c-cap-chooser error="{{ nasty }}" legend="{{ nasty }}" value="{{ nasty }}" />',
    ],
    ids=lambda source: source.split()[0].strip("<"),
)
def test_what_a_person_wrote_is_never_markup(source):
    html = draw(source, nasty=NASTY)
    assert "<script>" not in html
    assert '""><' not in html


# --- The ball ---


def test_the_ball_always_has_words():
    for holder in ["me", "staff", "nobody", *Holder.values]:
        assert words_of(draw(f'<c-ball holder="{holder}" />'))


def test_the_ball_and_the_turn_call_every_holder_the_same():
    for holder in Holder:
        assert words_of(draw('<c-ball holder="{{ holder }}" />', holder=holder)) == str(holder.label)


def test_the_caps_of_the_screen_are_the_caps_of_the_cases():
    assert {key: str(sign.word) for key, sign in CAPS.items()} == {cap.value: str(cap.label) for cap in Cap}


def test_a_person_is_shown_by_initial_and_an_institution_by_icon():
    assert ">Ø</span>" in draw('<c-ball holder="citizen" name="Østen Åberg" />')
    assert "<svg" in draw('<c-ball holder="doctor" name="Speciallægen" />')


def test_mine_is_the_golden_ball_and_says_so_to_me():
    html = draw('<c-ball holder="me" name="Jens Bro" />')
    assert "ball--me" in html
    assert words_of(html) == "J Dig"


def test_the_words_of_the_ball_may_be_the_surface_s_own():
    assert words_of(draw('<c-ball holder="me" text="Jer" />')) == "Jer"


def test_a_holder_the_screen_does_not_know_is_another_authority():
    assert words_of(draw('<c-ball holder="court" />')) == "En anden myndighed"


# --- Due days: red is for us alone ---


def test_only_our_own_lateness_is_red():
    yesterday = date(2026, 3, 2)
    assert "due--late-ours" in draw('<c-due :on="on" :today="today" ours="1" />', on=yesterday, today=TODAY)
    theirs = draw('<c-due :on="on" :today="today" />', on=yesterday, today=TODAY)
    assert "due--late-ours" not in theirs
    assert words_of(theirs) == "Over tiden: i går"


def test_a_due_day_to_come_is_said_in_full():
    assert (
        words_of(draw('<c-due :on="on" :today="today" />', on=date(2026, 3, 10), today=TODAY))
        == "senest tirsdag den 10. marts"
    )


def test_what_is_due_today_is_due_today_and_not_on_a_weekday():
    assert words_of(draw('<c-due :on="on" :today="today" />', on=TODAY, today=TODAY)) == "senest i dag"
    assert words_of(draw('<c-due :on="on" :today="today" exact="1" />', on=TODAY, today=TODAY)) == "i dag"


def test_what_is_done_is_not_late():
    html = draw('<c-due :on="on" :today="today" ours="1" done="1" />', on=date(2026, 3, 2), today=TODAY)
    assert "late" not in html


def test_no_due_day_says_nothing():
    assert draw('<c-due :on="on" />', on=None) == ""


# --- Caps ---


def test_a_cap_is_told_by_word_and_icon():
    html = draw('<c-cap cap="mentor" />')
    assert words_of(html) == "Kasket: Mentor"
    assert "#forum" in html


def test_a_cap_that_does_not_exist_is_an_error_not_a_guess():
    with pytest.raises(ValueError, match="No such cap"):
        draw('<c-cap cap="clown" />')


def test_the_chooser_offers_all_three_and_says_who_will_see_it():
    html = draw('<c-cap-chooser value="authority" />')
    assert html.count('type="radio"') == 3
    assert 'value="authority" checked' in html
    assert "Ses af dig, jobformidleren og borgeren." in html


# --- Deeds ---


def test_a_deed_works_without_javascript():
    html = draw('<c-deed label="Udsæt" about="A. Holm"><form method="post"></form></c-deed>')
    assert html.startswith("<details")
    assert words_of(html) == "Udsæt – A. Holm"


def test_a_fetched_deed_is_a_link_first():
    html = draw('<c-deed-link href="/bold/1/" target="deed-1">Gjort</c-deed-link>')
    assert 'href="/bold/1/" hx-get="/bold/1/" hx-target="#deed-1"' in html


def test_a_confirmation_takes_the_focus_and_can_be_undone():
    html = draw('<c-done undo="/fortryd/">Sendt</c-done>')
    assert 'role="status" tabindex="-1" data-focus' in html
    assert 'action="/fortryd/"' in html
    assert "csrfmiddlewaretoken" in html


def test_a_conflict_says_who_what_and_when():
    html = draw(
        '<c-conflict who="Mette" :at="at" :now="now" reload="/sag/1/" />',
        at=datetime(2026, 3, 3, 8, 28, tzinfo=UTC),
        now=datetime(2026, 3, 3, 8, 30, tzinfo=UTC),
    )
    assert "Mette sendte bolden videre for 2 minutter siden." in words_of(html)
    assert 'role="alert"' in html


def test_a_masked_value_is_shown_by_a_form_and_only_once():
    assert 'method="post" action="/cpr/"' in draw('<c-masked value="020190-••••" action="/cpr/" />')
    assert "<form" not in draw('<c-masked value="020190-0008" action="/cpr/" revealed="1" />')


# --- Tables, pages, bars ---


def test_a_header_sorts_rising_first_then_falling_and_leaves_the_page():
    first = draw('<c-th sort="navn">Navn</c-th>', path="/?side=4&q=heste")
    assert 'href="?q=heste&amp;sort=navn"' in first
    assert 'aria-sort="none"' in first
    second = draw('<c-th sort="navn">Navn</c-th>', path="/?sort=navn")
    assert 'href="?sort=-navn"' in second
    assert 'aria-sort="ascending"' in second


def test_pages_keep_the_rest_of_the_address():
    html = draw('<c-pagination :page="page" />', path="/?q=heste&side=7", page=Paginator(range(2000), 25).page(7))
    assert 'href="?q=heste&amp;side=8"' in html
    assert 'aria-current="page"' in html
    assert words_of(html) == "Forrige Side 1 … Side 6 Side 7 Side 8 … Side 80 Næste"


def test_one_page_needs_no_pages():
    assert draw('<c-pagination :page="page" />', page=Paginator(range(3), 25).page(1)) == ""


def test_a_bar_has_its_number_in_words_and_no_inline_style():
    html = draw('<c-bar label="Jens Bro" :value="42" :max="60" />')
    assert words_of(html) == "Jens Bro 42"
    assert 'width="70.0"' in html
    assert "style=" not in html


def test_a_bar_cannot_run_out_of_its_ground():
    assert 'width="100.0"' in draw('<c-bar label="Jens Bro" :value="90" :max="60" />')


def test_names_around_a_component_do_not_leak_into_it():
    html = draw(
        "<c-empty-state>Intet endnu</c-empty-state><c-section>Her</c-section>", action="LÆK", tools="LÆK", heading="LÆK"
    )
    assert "LÆK" not in html
