"""The row of a task, written out for speed, says and shows what the components it stands for draw."""

import re
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from helevejen.cases.queries.company_turns import CompanyTurn
from tests.factories.times import TODAY
from tests.web.shared.drawing import draw

BY_COMPONENTS = """<c-turn-row>
  <c-slot name="ball">{{ ball|safe }}</c-slot>
  <p>{{ turn.words|default:_("Vi venter på svar fra jer.") }}</p>
  <p class="quiet">{% blocktranslate trimmed with n=turn.reference day=turn.since|day:today %}Opgave nr. {{ n }} · begyndte {{ day }}{% endblocktranslate %}{% if due %} · {{ due|safe }}{% endif %}</p>
  <c-slot name="tools"><c-button href="{{ answer_at }}" variant="secondary">{% translate "Svar" %}<span class="sr-only"> – {% blocktranslate trimmed with n=turn.reference %}opgave nr. {{ n }}{% endblocktranslate %}</span></c-button></c-slot>
</c-turn-row>"""  # noqa: E501 - a page's own lines

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


def turn(words, due_on):
    return CompanyTurn(7, 12, words, date(2026, 3, 1), due_on, False, "Jens Olsen", "", "")


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("words", ["", "Fortæl, hvordan <det> går."])
@pytest.mark.parametrize(("due_on", "danish", "english"), DUE, ids=str)
def test_it_is_what_the_components_draw(language, words, due_on, danish, english):
    shown = {"turn": turn(words, due_on), "answer_at": "/virksomhed/opgaver/7/?a=1&b=2", "today": TODAY}
    by_hand = {"ball": BALLS[language], "due": danish if language == "da" else english}
    with translation.override(language):
        drawn = render_to_string("company/_task_row.html", shown)
        assert plain(drawn) == plain(draw(BY_COMPONENTS, **shown, **by_hand))
