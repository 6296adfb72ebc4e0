"""The tasks of a company, written out for speed, say and show what the components they stand for draw."""

import re
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from helevejen.cases.queries.company_turns import CompanyTurn
from helevejen.web.company.task_rows import by_person
from tests.factories.times import TODAY
from tests.web.shared.drawing import draw

BY_COMPONENTS = """<h3 class="block__heading">{% blocktranslate trimmed with name=turn.asked_by %}Aftalt med {{ name }}{% endblocktranslate %}</h3>
<p class="quiet">{% if turn.phone %}<a class="keep" href="tel:{{ turn.phone }}">{% translate "Ring" %} {{ turn.phone|phone }}</a>{% endif %}{% if turn.phone and turn.email %} · {% endif %}{% if turn.email %}<a href="mailto:{{ turn.email }}">{{ turn.email }}</a>{% endif %}</p>
<c-turn-list label="{{ agreed }}">{% for turn in turns %}<c-turn-row>
  <c-slot name="ball">{{ ball|safe }}</c-slot>
  <p>{{ turn.words|default:_("Vi venter på svar fra jer.") }}</p>
  <p class="quiet">{% blocktranslate trimmed with n=turn.reference day=turn.since|day:today %}Opgave nr. {{ n }} · begyndte {{ day }}{% endblocktranslate %}{% if due %} · {{ due|safe }}{% endif %}</p>
  <c-slot name="tools"><c-button href="/virksomhed/opgaver/{{ turn.pk }}/?a=1&amp;b=2" variant="secondary">{% translate "Svar" %}<span class="sr-only"> – {% blocktranslate trimmed with n=turn.reference %}opgave nr. {{ n }}{% endblocktranslate %}</span></c-button></c-slot>
</c-turn-row>{% endfor %}</c-turn-list>"""  # noqa: E501 - a page's own lines

# What the component and the row draw by the same tag is written out by hand.
BALL = (
    '<span class="ball ball--me"><span class="ball__dot" aria-hidden="true">'
    '<svg class="icon-svg" focusable="false" aria-hidden="true">'
    '<use href="/static/dkfds/img/all-svg-icons.svg#person"></use></svg></span>'
    '<span class="ball__text">{}</span></span>'
)
BALLS = {"da": BALL.format("Jer"), "en": BALL.format("You")}
LATE = '<time class="due due--late" datetime="2026-03-08"><span class="due__word">{}</span> {}</time>'

# the due day, and how it stands in Danish and in English, seen from Wednesday 11 March 2026
DUE = [
    (None, "", ""),
    (
        date(2026, 3, 11),
        '<time class="due" datetime="2026-03-11">senest i dag</time>',
        '<time class="due" datetime="2026-03-11">by today</time>',
    ),
    (
        date(2026, 3, 8),
        LATE.format("Over tiden:", "for 3 dage siden"),
        LATE.format("Overdue:", "3 days ago"),
    ),
    (
        date(2026, 3, 14),
        '<time class="due" datetime="2026-03-14">senest lørdag den 14. marts</time>',
        '<time class="due" datetime="2026-03-14">by Saturday 14 March</time>',
    ),
]


def plain(html):
    """Return markup without the white space that makes no difference."""
    return re.sub(r'\s+(?=["<>])|(?<=[">])\s+', "", re.sub(r"\s+", " ", html)).strip()


def turn(words, due_on, pk=7, *, asked_by="Jens Olsen", phone="75910000", email=""):
    return CompanyTurn(pk, 12, words, date(2026, 3, 1), due_on, False, asked_by, phone, email)


def answer_at(turn):
    return f"/virksomhed/opgaver/{turn.pk}/?a=1&b=2"


def drawn(turns):
    return plain(
        render_to_string("company/_tasks.html", {"people": by_person(turns, answer_at, TODAY), "today": TODAY})
    )


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("words", ["", "Fortæl, hvordan <det> går."])
@pytest.mark.parametrize(("due_on", "danish", "english"), DUE, ids=str)
def test_it_is_what_the_components_draw(language, words, due_on, danish, english):
    turns = [turn(words, due_on), turn(words, due_on, 8)]
    agreed = {"da": "Aftalt med Jens Olsen", "en": "Agreed with Jens Olsen"}[language]
    shown = {"turn": turns[0], "turns": turns, "agreed": agreed, "today": TODAY}
    by_hand = {"ball": BALLS[language], "due": danish if language == "da" else english}
    with translation.override(language):
        assert drawn(turns) == plain(draw(BY_COMPONENTS, **shown, **by_hand))


@pytest.mark.parametrize(("phone", "email"), [("", ""), ("75910000", "jo@kommunen.dk"), ("", "jo@kommunen.dk")])
def test_people_stand_in_the_order_of_what_is_due_first_with_how_to_reach_them(phone, email):
    jo = {"asked_by": "Jo <Bo>", "phone": phone, "email": email}
    turns = [turn("Først", None, 1, **jo), turn("Siden", None, 2), turn("Sidst", None, 3, **jo)]
    by_hand = {"ball": BALLS["da"], "due": "", "today": TODAY}
    first = draw(BY_COMPONENTS, turn=turns[0], turns=[turns[0], turns[2]], agreed="Aftalt med Jo <Bo>", **by_hand)
    then = draw(BY_COMPONENTS, turn=turns[1], turns=[turns[1]], agreed="Aftalt med Jens Olsen", **by_hand)
    assert drawn(turns) == plain(first + then)
