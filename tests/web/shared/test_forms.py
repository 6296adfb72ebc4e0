"""Forms drawn in the design system's clothes, and days as Danes write them."""

from datetime import date, time
from decimal import Decimal

import pytest
from django import forms

from helevejen.core import clock
from helevejen.web.shared.controls import control, day_box
from helevejen.web.shared.forms import ClockField, DayField, PartsOfDateField
from helevejen.web.shared.gallery import SampleForm
from helevejen.web.shared.order_forms import hours_field
from helevejen.web.shared.placement_forms import decimal_hours
from tests.cast import NOW
from tests.web.shared.drawing import draw, words_of


@pytest.mark.parametrize("written", ["3-3-2026", "03/03/2026", "3.3.2026", "3-3-26", "2026-03-03", "03032026"])
def test_a_day_may_be_written_as_danes_write_it(written):
    assert DayField().clean(written) == date(2026, 3, 3)


@pytest.mark.parametrize("written", ["31-2-2026", "i morgen", "3-2026"])
def test_a_day_that_is_none_is_answered_with_how_to_write_it(written):
    with clock.frozen(NOW), pytest.raises(forms.ValidationError, match="for eksempel 12-3-2026"):
        DayField().clean(written)


@pytest.mark.parametrize("field", [hours_field("Timer"), decimal_hours("Timer", most=Decimal(60))])
def test_hours_that_are_far_too_many_are_told_so_once(field):
    with pytest.raises(forms.ValidationError) as told:
        field.clean("1e3")
    assert len(told.value.messages) == 1


@pytest.mark.parametrize("written", ["9.30", "09:30", "0930"])
def test_a_time_may_be_written_as_danes_write_it(written):
    assert ClockField().clean(written) == time(9, 30)


def test_a_field_left_empty_says_what_to_do():
    with pytest.raises(forms.ValidationError, match=r"^\['Udfyld feltet\.'\]$"):
        forms.CharField().clean("")


def test_a_day_in_three_boxes_is_one_day():
    assert PartsOfDateField().clean(["3", "3", "1990"]) == date(1990, 3, 3)


def test_a_day_in_three_boxes_that_does_not_exist_is_explained():
    with pytest.raises(forms.ValidationError, match="findes ikke i kalenderen"):
        PartsOfDateField().clean(["31", "2", "1990"])


def test_three_empty_boxes_are_no_day_when_none_is_asked_for():
    assert PartsOfDateField(required=False).clean(["", "", ""]) is None


def test_every_control_has_a_label_of_its_own():
    html = draw('<c-form :form="form" submit="Gem" />', form=SampleForm())
    for name in ["citizen_said", "note", "step", "due_on", "at", "hours", "agreed"]:
        assert f'for="id_{name}"' in html
        assert f'id="id_{name}"' in html
    for box in ["id_born_on_0", "id_channel_0", "id_topics_2"]:
        assert f'for="{box}"' in html
        assert f'id="{box}"' in html


def test_hints_and_errors_are_tied_to_their_control():
    html = draw('<c-form :form="form" />', form=SampleForm(data={}))
    assert 'aria-describedby="id_citizen_said-hint id_citizen_said-error"' in html
    assert 'id="id_citizen_said-hint"' in html
    assert 'id="id_citizen_said-error"' in html
    assert 'aria-invalid="true"' in html


def test_the_error_summary_leads_to_the_first_control_of_each_fault():
    html = draw('<c-error-summary :form="form" />', form=SampleForm(data={}))
    for target in ["#id_citizen_said", "#id_channel_0", "#id_born_on_0"]:
        assert f'href="{target}"' in html
    assert "Hvad skete der? Skriv, hvad der skete." in words_of(html)
    assert "Senest: Skriv en dato." in words_of(html)


def test_a_form_without_faults_has_no_summary():
    assert draw('<c-error-summary :form="form" />', form=SampleForm()) == ""


def test_what_was_written_comes_back():
    html = draw('<c-form :form="form" />', form=SampleForm(data={"citizen_said": "<b>heste</b>", "channel": "phone"}))
    assert "&lt;b&gt;heste&lt;/b&gt;" in html
    assert 'value="phone" checked' in html


def test_optional_fields_say_so():
    html = draw('<c-field :field="field" />', field=SampleForm()["note"])
    assert "Notat (frivilligt)" in words_of(html)


def test_content_replaces_the_fields():
    html = draw('<c-form :form="form" submit="Send"><p>Kun dette</p></c-form>', form=SampleForm())
    assert "Kun dette" in html
    assert "citizen_said" not in html


def test_a_form_carries_its_token_and_leaves_checking_to_us():
    html = draw('<c-form :form="form" hx-post="/x/" />', form=SampleForm())
    assert "csrfmiddlewaretoken" in html
    assert "novalidate" in html
    assert 'hx-post="/x/"' in html


class Choosing(forms.Form):
    who = forms.ChoiceField(
        choices=[("", "Vælg"), ("Team <1>", [(1, "Bo & Co"), (2, "Åse")]), (True, "Ja")], help_text="Hvem?"
    )


class Shading(forms.Select):
    """A select that makes its options itself."""

    def create_option(self, *args, **kwargs):
        return super().create_option(*args, **kwargs) | {"attrs": {"data-shade": "<dark>"}}


class ChoosingOtherwise(Choosing):
    who = forms.ChoiceField(choices=Choosing.base_fields["who"].choices, widget=Shading, help_text="Hvem?")


class ChoosingTwice(Choosing):
    """The same value twice, of which the first is chosen; a group without a name; nothing at all."""

    who = forms.ChoiceField(
        choices=[(None, "Ingen"), ("2", "Åse"), ("", [("2", "Åse igen"), ("3", "Bo")])], help_text="Hvem?"
    )


@pytest.mark.parametrize("made", [Choosing, ChoosingOtherwise, ChoosingTwice])
@pytest.mark.parametrize("data", [None, {}, {"who": "2"}, {"who": "True"}, {"who": "<b>"}])
def test_a_select_is_drawn_as_django_draws_it(data, made):
    field = made(data)["who"]
    attrs = {"class": "form-select", "placeholder": False, "aria-describedby": "id_who-hint"}
    if field.errors:
        attrs |= {"aria-describedby": "id_who-hint id_who-error", "aria-invalid": "true"}
    theirs, ours = field.as_widget(attrs=attrs), control(field)
    assert "".join(ours.split()) == "".join(theirs.split())


@pytest.mark.parametrize("day", [date(2026, 3, 1), "2026-03-01"])
def test_a_box_for_a_day_without_a_form_is_the_same_box(day):
    box = str(day_box("dato", day))
    assert 'class="date-picker" data-dateformat="DD/MM/YYYY"' in box
    assert 'id="dato"' in box
    assert 'value="01/03/2026"' in box


def test_what_is_no_day_still_stands_in_the_box():
    assert 'value="&quot;i går"' in str(day_box("dato", '"i går'))
    assert "value" not in str(day_box("dato", ""))
