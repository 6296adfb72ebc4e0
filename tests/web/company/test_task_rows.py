"""The row of a task, written out for speed, says and shows what the components it stands for draw."""

import re
from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from helevejen.cases.queries.company_turns import CompanyTurn
from tests.factories.times import TODAY
from tests.web.shared.drawing import draw

BY_COMPONENTS = """<c-turn-row>
  <c-slot name="ball"><c-ball holder="me" text="{% translate 'Jer' %}" /></c-slot>
  <p>{{ turn.words|default:_("Vi venter på svar fra jer.") }}</p>
  <p class="quiet">{% blocktranslate trimmed with n=turn.reference day=turn.since|day:today %}Opgave nr. {{ n }} · begyndte {{ day }}{% endblocktranslate %}{% if turn.due_on %} · <c-due :on="turn.due_on" :today="today" />{% endif %}</p>
  <c-slot name="tools"><c-button href="{{ answer_at }}" variant="secondary">{% translate "Svar" %}<span class="sr-only"> – {% blocktranslate trimmed with n=turn.reference %}opgave nr. {{ n }}{% endblocktranslate %}</span></c-button></c-slot>
</c-turn-row>"""  # noqa: E501 - a page's own lines


def plain(html):
    """Return markup without the white space that makes no difference."""
    return re.sub(r'\s+(?=["<>])|(?<=[">])\s+', "", re.sub(r"\s+", " ", html)).strip()


def turn(words, due_on):
    return CompanyTurn(7, 12, words, date(2026, 3, 1), due_on, False, "Jens Olsen", "", "")


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("words", ["", "Fortæl, hvordan <det> går."])
@pytest.mark.parametrize("due_on", [None, TODAY, TODAY - timedelta(days=3), TODAY + timedelta(days=3)], ids=str)
def test_it_is_what_the_components_draw(language, words, due_on):
    shown = {"turn": turn(words, due_on), "answer_at": "/virksomhed/opgaver/7/?a=1&b=2", "today": TODAY}
    with translation.override(language):
        drawn = render_to_string("company/_task_row.html", shown)
        assert plain(drawn) == plain(draw(BY_COMPONENTS, **shown))
