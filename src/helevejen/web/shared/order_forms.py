"""The form of a job order, the same at the desk and on the company's own page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from helevejen.companies.rules import has_cpr
from helevejen.core import clock
from helevejen.recruitment.enums import (
    Consideration,
    EmploymentForm,
    LanguageLevel,
    OrderObjection,
    RequirementKind,
    Shift,
    Weekday,
    Weight,
)
from helevejen.recruitment.rules.orders import (
    MOST_HOURS,
    MOST_POSITIONS,
    MOST_TASK_LETTERS,
    MOST_TITLE_LETTERS,
    Demanded,
    Wanted,
)
from helevejen.taxonomy.enums import ConceptKind
from helevejen.taxonomy.licences import LICENCES
from helevejen.web.shared.concept_names import name_to_keep, name_to_show
from helevejen.web.shared.forms import DayField, HoursField
from helevejen.web.shared.order_suggestions import concepts_for, find_while_typing, sent_to_save, sent_to_search, typed

if TYPE_CHECKING:
    from helevejen.companies.models import Company, Contact, Workplace
    from helevejen.recruitment.models import JobOrder

F = TypeVar("F", bound="OrderForm")
_TOO_LONG = _("Teksten er for lang. Skriv den kortere.")
_HOURS = _("Skriv timerne om ugen som et tal fra 1 til 60, for eksempel 12,5.")
_POSITIONS = _("Skriv et tal fra 1 til 200.")
#: Fields that hold several.
LISTS = ("kinds", "licences", "days", "shifts", "considerations")
#: Fields that stand folded together: everything an order can do without.
LATER = ("days", "shifts", "danish", "considerations", "may_be_split", "demands_clean_record")


class ManyField(forms.MultipleChoiceField):
    """Some of a list, or none: none is not known, never no."""

    def __init__(self, *, choices: Iterable[tuple[Any, Any]], label: Any, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(choices=list(choices), label=label, widget=forms.CheckboxSelectMultiple, **kwargs)


def hours_field(label: Any, **kwargs: Any) -> forms.DecimalField:
    """Return a field for hours a week, written as Danes write them."""
    return HoursField(
        label=label,
        localize=True,
        min_value=Decimal(1),
        max_value=MOST_HOURS,
        max_digits=4,
        decimal_places=1,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input-short"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value", "max_digits", "max_decimal_places"), _HOURS
        ),
        **kwargs,
    )


class OrderForm(forms.Form):
    """What is needed, in own words. `LATER` may all be left as it is."""

    title = forms.CharField(
        label=_("Hvem søges?"),
        help_text=_("For eksempel: lagermedarbejder med truck."),
        max_length=MOST_TITLE_LETTERS,
        error_messages={"required": _("Skriv, hvem der søges."), "max_length": _TOO_LONG},
    )
    occupation = forms.ChoiceField(
        label=_("Mener I en af disse stillinger?"),
        help_text=_("Så kan ordren findes af dem, der kan det."),
        required=False,
        widget=forms.RadioSelect,
    )
    tasks = forms.CharField(
        label=_("Hvad skal der laves?"),
        help_text=_("Med egne ord. Skriv opgaverne, som I ville sige dem til en ny kollega."),
        widget=forms.Textarea(attrs={"rows": 4, "data-keep-words": "1"}),
        max_length=MOST_TASK_LETTERS,
        error_messages={"required": _("Skriv kort, hvad der skal laves."), "max_length": _TOO_LONG},
    )
    positions = forms.IntegerField(
        label=_("Hvor mange?"),
        min_value=1,
        max_value=MOST_POSITIONS,
        initial=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _POSITIONS),
    )
    hours_least = hours_field(_("Timer om ugen, mindst"), help_text=_("Få timer er også godt: 2 er nok."), initial=37)
    hours_most = hours_field(_("Timer om ugen, højst"), help_text=_("Tomt felt: det samme."), required=False)
    starts_on = DayField(label=_("Første dag"), help_text=_("Tomt felt: så snart som muligt."), required=False)
    workplace = forms.ChoiceField(label=_("Hvor er arbejdet?"), required=False)
    contact = forms.ChoiceField(label=_("Hvem taler vi med?"), required=False)
    kinds = ManyField(
        label=_("Hvad kunne det være?"),
        choices=EmploymentForm.choices,
        required=True,
        initial=[EmploymentForm.ORDINARY.value],
        error_messages={"required": _("Vælg mindst en form, for eksempel ordinært job.")},
    )
    licences = ManyField(label=_("Kørekort og certifikater, man skal have"), choices=())
    days = ManyField(label=_("Hvilke dage?"), help_text=_("Ingen valgt: det aftaler vi."), choices=Weekday.choices)
    shifts = ManyField(
        label=_("Hvornår på døgnet?"), help_text=_("Ingen valgt: det aftaler vi."), choices=Shift.choices
    )
    danish = forms.ChoiceField(
        label=_("Hvor godt skal man kunne dansk?"),
        choices=[("", _("Det er ikke afgørende")), *LanguageLevel.choices],
        required=False,
    )
    considerations = ManyField(label=_("Hvad kan arbejdspladsen tage hensyn til?"), choices=Consideration.choices)
    may_be_split = forms.BooleanField(
        label=_("Opgaven kan deles"),
        help_text=_("Flere kan dele den, eller en kan tage en del af den."),
        required=False,
    )
    demands_clean_record = forms.BooleanField(
        label=_("Der kræves en ren straffeattest"), help_text=_("Kun hvis arbejdet kræver det."), required=False
    )

    place = ""
    #: The first day the order has already, which may be past.
    known_start: date | None = None

    def __init__(
        self,
        *args: Any,
        workplaces: Iterable[Workplace],
        contacts: Iterable[Contact] = (),
        concepts: Sequence[tuple[str, str]] = (),
        ordered_by: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ordered_by = ordered_by
        self.concepts = dict(concepts)
        if concepts:
            self.fields["occupation"].choices = [*concepts, ("", _("Ingen af dem"))]
        else:
            del self.fields["occupation"]
        self.workplaces = {str(one.pk): one for one in workplaces}
        self.contacts = {str(one.pk): one for one in contacts}
        self._choose("workplace", self.workplaces, _("Ikke aftalt endnu"))
        self._choose("contact", self.contacts, _("Ikke aftalt endnu"))
        self.fields["licences"].choices = [(one.code, one.name) for one in LICENCES]

    def _choose(self, name: str, known: dict[str, Any], none: Any) -> None:
        if not known:
            del self.fields[name]
            return
        self.fields[name].choices = [("", none), *((key, one.name) for key, one in known.items())]
        likely = [
            key for key, one in known.items() if self.ordered_by and getattr(one, "user_id", None) == self.ordered_by
        ]
        if likely or len(known) == 1:
            self.fields[name].initial = next(iter(likely or known))

    def clean_title(self) -> str:
        return _without_cpr(self.cleaned_data["title"])

    def clean_tasks(self) -> str:
        return _without_cpr(self.cleaned_data["tasks"])

    def clean(self) -> dict[str, Any]:
        """Let the most hours be the least when only one number is written, and refuse what cannot be, at its field."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        least, most = cleaned.get("hours_least"), cleaned.get("hours_most")
        if least is not None and "hours_most" in cleaned:
            cleaned["hours_most"] = most if most is not None else least
            if cleaned["hours_most"] < least:
                self.add_error("hours_most", _("Det højeste tal skal være mindst lige så stort som det laveste."))
        starts_on = cleaned.get("starts_on")
        if starts_on is not None and starts_on < clock.today() and starts_on != self.known_start:
            self.add_error("starts_on", OrderObjection.STARTED.label)
        return cleaned

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in (*LATER, "title", "occupation")]

    @property
    def later_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name in LATER]

    @property
    def has_later(self) -> bool:
        """Whether something stands in the folded fields, or is wrong with it."""
        return any(field.errors or field.value() for field in self.later_fields)

    @property
    def workplace_chosen(self) -> Workplace | None:
        return self.workplaces.get(self.cleaned_data.get("workplace", ""))

    @property
    def contact_chosen(self) -> Contact | None:
        return self.contacts.get(self.cleaned_data.get("contact", ""))

    def wanted(self, order: JobOrder | None = None) -> Wanted:
        """Return what is wanted; without an occupation to choose, the one the order has."""
        given = self.cleaned_data
        known = (order.occupation_uri, order.occupation_label) if order is not None else ("", "")
        uri = given.get("occupation", known[0])
        return Wanted(
            title=given["title"],
            tasks=given["tasks"],
            positions=given["positions"],
            hours_least=given["hours_least"],
            hours_most=given["hours_most"],
            starts_on=given["starts_on"],
            forms=tuple(given["kinds"]),
            days=tuple(given["days"]),
            shifts=tuple(given["shifts"]),
            considerations=tuple(given["considerations"]),
            may_be_split=given["may_be_split"],
            demands_clean_record=given["demands_clean_record"],
            occupation_uri=uri,
            occupation_label=known[1] if uri == known[0] else name_to_keep(uri, self.concepts.get(uri, "")),
        )

    def demands(self) -> list[Demanded]:
        """Return the licences and the Danish that are a must."""
        names = {one.code: str(one.name) for one in LICENCES}
        chosen = [
            Demanded(RequirementKind.LICENCE.value, names[code], code=code) for code in self.cleaned_data["licences"]
        ]
        if level := self.cleaned_data["danish"]:
            chosen.append(
                Demanded(
                    RequirementKind.LANGUAGE.value, gettext("Dansk"), weight=Weight.MUST.value, code="da", level=level
                )
            )
        return chosen


class ChangeOrderForm(OrderForm):
    """An order that is there; what it requires is kept piece by piece on its page."""

    number = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, order: JobOrder, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=_values_of(order) | (initial or {}), **kwargs)
        self.known_start = order.starts_on
        del self.fields["licences"], self.fields["danish"]
        for name, known in (("workplace", order.workplace_id), ("contact", order.contact_id)):
            if name in self.fields:
                self.fields[name].initial = known


def order_form(request: HttpRequest, company: Company) -> OrderForm:
    """Return the form of a new order of a company; while occupations are searched for, nothing is judged."""
    concepts = concepts_for(ConceptKind.OCCUPATION, typed(request, "title"), typed(request, "occupation"))
    initial = sent_to_search(request, LISTS) or None
    people = _people(company) | {"ordered_by": request.user.pk}  # whoever orders is likely to be the one to talk with
    form = OrderForm(sent_to_save(request), initial=initial, concepts=concepts, **people)
    return _finding(form, request)


def change_form(request: HttpRequest, order: JobOrder, company: Company) -> ChangeOrderForm:
    """Return the form of an order that is there, likewise."""
    chosen = {order.occupation_uri, typed(request, "occupation")}
    concepts = concepts_for(ConceptKind.OCCUPATION, typed(request, "title", order.title), *sorted(chosen))
    initial = sent_to_search(request, LISTS)
    is_kept_word = (get_language() or "da").startswith("da")  # in another language it is shown in that
    kept = [
        (uri, name_to_show(uri, order.occupation_label) if is_kept_word and uri == order.occupation_uri else label)
        for uri, label in concepts
    ]
    form = ChangeOrderForm(sent_to_save(request), order=order, initial=initial, concepts=kept, **_people(company))
    return _finding(form, request)


def _without_cpr(words: str) -> str:
    if has_cpr(words):
        raise forms.ValidationError(OrderObjection.HAS_CPR.label)
    return words


def _people(company: Company) -> dict[str, Any]:
    return {"workplaces": company.workplaces.all(), "contacts": company.contacts.all()}


def _finding(form: F, request: HttpRequest) -> F:
    find_while_typing(form, "title", request.path, "stillinger")
    return form


def _values_of(order: JobOrder) -> dict[str, Any]:
    names = (
        "title", "tasks", "positions", "starts_on", "days", "shifts", "considerations",
        "may_be_split", "demands_clean_record", "number",
    )  # fmt: skip
    whole = {name: getattr(order, name).normalize() + 0 for name in ("hours_least", "hours_most")}  # 37, not 37,0
    return (
        {name: getattr(order, name) for name in names}
        | whole
        | {
            "kinds": order.forms,
            "occupation": order.occupation_uri,
            "workplace": order.workplace_id or "",
            "contact": order.contact_id or "",
        }
    )
