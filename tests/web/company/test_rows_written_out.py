"""The rows of orders and of placements, written out for speed, say and show what the components they stand for draw."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from tests.factories.times import NOW, TODAY
from tests.web.company.test_task_rows import plain
from tests.web.shared.drawing import draw

PLACEMENTS = """<c-section heading="{% translate 'Forløb hos jer' %}" id="forloeb" count="{{ placement_count }}">
<c-turn-list label="{% translate 'Forløb hos jer' %}">{% for row in placements %}<c-turn-row>
  <p><strong><a href="/virksomhed/forloeb/7/">{{ row.form_label }}: {{ row.citizen }}</a></strong> <c-badge>{{ row.state_label }}</c-badge></p>
  <p class="quiet">{{ row.title }} · {% include "shared/_placement_days.html" %}</p>
  <c-slot name="tools">{% if href %}<c-button href="{{ href }}" variant="secondary">{{ word }}<span class="sr-only"> – {{ row.citizen }}</span></c-button>{% endif %}</c-slot>
</c-turn-row>{% endfor %}</c-turn-list></c-section>"""  # noqa: E501 - a page's own lines
ORDERS = """<c-turn-list label="{% translate 'Jeres ordrer' %}">{% for one in orders %}<c-turn-row>
  <c-slot name="ball">{{ ball|safe }}</c-slot>
  <p><strong><a href="/virksomhed/ordre/7/">{{ one.title }}</a></strong> <span class="quiet">{{ people }}</span></p>
  {% include "company/_order_state.html" with call_instead=False %}
</c-turn-row>{% endfor %}</c-turn-list>"""
# What the component and the row draw by the same tag is written out by hand.
BALL = (
    '<span class="ball ball--staff"><span class="ball__dot" aria-hidden="true">'
    '<svg class="icon-svg" focusable="false" aria-hidden="true">'
    '<use href="/static/dkfds/img/all-svg-icons.svg#support-agent"></use></svg></span>'
    '<span class="ball__text">Jo &lt;Bo&gt;</span></span>'
)


@dataclass
class Row:
    """As much of a placement as a row of the list tells."""

    move: str = ""
    is_asked: bool = False
    is_running: bool = False
    pk: int = 7
    form_label: str = "Praktik"
    citizen: str = "Amina <Holm>"
    state_label: str = "I gang"
    title: str = "Lager & truck"
    hours: Decimal = Decimal(20)
    ended_on: None = None
    last_on: None = None
    starts_on = TODAY


@dataclass
class Order:
    """As much of an order as a row of the list tells."""

    clock: str
    positions: int = 2
    pk: int = 7
    title: str = "Lager & truck"
    owner: str = "Jo <Bo>"
    state: str = "open"
    is_late: bool = False
    due_at = NOW + timedelta(days=1)
    next_step: str = ""
    next_due_on: None = None
    shortlist_count: None = None
    last_at: None = None


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    ("row", "page", "danish", "english"),
    [
        (Row(), "", "", ""),
        (Row("company_reads_agreement", is_asked=True), "svar", "Læs, og svar", "Read and answer"),
        (
            Row(is_asked=True, is_running=True),
            "hvordan-gaar-det",
            "Fortæl, hvordan det går (2 min.)",
            "Tell us how it is going (2 min.)",
        ),
        (Row(is_running=True), "timer", "Skriv timer", "Write hours"),
    ],
    ids=["nothing", "to answer", "to tell", "hours"],
)
def test_placements(language, row, page, danish, english):
    shown = {"placements": [row], "placement_count": 1, "today": TODAY}
    with translation.override(language):
        drawn = render_to_string("company/_placements.html", shown)
        said = {
            "href": f"/virksomhed/forloeb/7/{page}/" if page else "",
            "word": danish if language == "da" else english,
        }
        assert plain(drawn) == plain(draw(PLACEMENTS, **shown, **said))


@pytest.mark.parametrize(("clock", "ball"), [("", ""), ("reply", BALL)])
def test_orders(clock, ball):
    shown = {"orders": [Order(clock)], "order_count": 1, "today": TODAY}
    drawn = plain(render_to_string("company/_orders.html", shown))
    assert plain(draw(ORDERS, **shown, ball=ball, people="2 personer")) in drawn
