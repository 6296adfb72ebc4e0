"""The citizen's profile: what is known, whose word it is, and what the citizen does with it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.profiles.enums import FactKind
from helevejen.profiles.models import PrivateFact, ProfileFact
from tests.cast import TODAY
from tests.factories.profiles import PrivateFactFactory, ProfileFactFactory
from tests.factories.taxonomy import ConceptLabelFactory, NearOccupationFactory, UsualSkillFactory
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db

PAGE = "/min-vej/profil/"


@pytest.fixture
def me(cast, sign_in):
    return sign_in(cast.amina.user)


@pytest.fixture
def theirs(cast):
    return ProfileFactFactory(citizen=cast.amina, written_by=cast.jens, licence=True, reason="Du viste kortet.")


def test_nothing_is_known_yet_and_nothing_is_asked_for_at_once(me):
    text = me.get(PAGE).text
    assert text.count("Vi har ikke spurgt dig endnu.") == len(FactKind)


def test_what_staff_wrote_is_marked_with_who_when_and_why(me, theirs):
    text = me.get(PAGE).text
    for words in (
        "Vi har skrevet én ting om dig. Passer den?",
        "Jens Bro skrev det",
        "Du viste kortet.",
        "Det passer ikke",
        "Du har fortalt det",
    ):
        assert words in text


def test_what_waits_for_my_word_stands_first_with_a_way_there(me, theirs):
    text = me.get(PAGE).text
    assert text.index(f'href="#fakta-{theirs.pk}"') < text.index(f'id="fakta-{theirs.pk}"')
    me.post(f"{PAGE}{theirs.pk}/passer/")
    assert f'href="#fakta-{theirs.pk}"' not in me.get(PAGE).text


def test_what_more_is_said_goes_on_in_the_same_line(cast, me):
    ProfileFactFactory(citizen=cast.amina, own=True, label="passe heste", level="good", evidence="life")
    assert "Godt, fra hjem, fritid" in me.get(PAGE).text


def test_suggestions_change_inside_the_part_that_is_read_aloud_and_the_button_is_for_those_without_scripts(me):
    text = me.get(f"{PAGE}ny/skill/").text
    assert 'hx-select="#forslag-skill-ny &gt; *"' in text
    assert 'hx-swap="innerHTML"' in text
    assert "Find forslag" in text.split("<noscript>")[1].split("</noscript>")[0]


def test_the_citizen_confirms(me, theirs):
    assert me.get(f"{PAGE}{theirs.pk}/passer/").status_code == 405
    assert "at det passer" in me.post(f"{PAGE}{theirs.pk}/passer/", follow=True).text
    theirs.refresh_from_db()
    assert theirs.confirmed_by == theirs.citizen.user
    assert "allerede bekræftet" in me.post(f"{PAGE}{theirs.pk}/passer/", follow=True).text


def test_the_citizen_corrects_and_the_old_word_stays(me, theirs):
    assert "Nu står der: Gaffeltruckcertifikat (B)" in me.get(f"{PAGE}{theirs.pk}/ret/").text
    text = me.post(f"{PAGE}{theirs.pk}/ret/", {"subject": "forklift_a", "expires_on": ""}, follow=True).text
    assert "Gaffelstablercertifikat (A)" in text
    assert "Hvad stod der før?" in text
    assert ProfileFact.objects.current().get().source == "citizen"
    late = me.post(f"{PAGE}{theirs.pk}/ret/", {"subject": "C"})
    assert (late.status_code, "ændret siden" in late.text) == (422, True)


def test_the_citizen_disagrees_and_takes_it_away(me, theirs):
    assert "Hvad er forkert?" in me.get(f"{PAGE}{theirs.pk}/fjern/").text
    me.post(f"{PAGE}{theirs.pk}/fjern/", {"disagreement": "Det var min bror."})
    theirs.refresh_from_db()
    assert theirs.disagreement == "Det var min bror."
    assert "Gaffeltruck" not in me.get(PAGE).text


def test_own_words_are_taken_away_without_being_asked_why(cast, me):
    own = ProfileFactFactory(citizen=cast.amina, own=True, label="passe heste")
    assert "Hvad er forkert?" not in me.get(f"{PAGE}{own.pk}/fjern/").text
    me.post(f"{PAGE}{own.pk}/fjern/")
    own.refresh_from_db()
    assert (own.withdrawn_by, own.disagreement) == (cast.amina.user, None)


@pytest.mark.parametrize(
    ("topic", "values", "shown"),
    [
        ("skill", {"label": "passe heste", "level": "good", "evidence": "life"}, "passe heste"),
        ("occupation_done", {"label": "lagermedarbejder", "years": "0"}, "under et år"),
        ("licence", {"subject": "forklift_b", "expires_on": "1-3-2027"}, "udløber 1. marts 2027"),
        ("language", {"subject": "ar", "level": "native"}, "Arabisk"),
        ("hours", {"hours": "20", "intensity": "50"}, "svarer til 10 timers fuldt arbejde"),
        ("hours", {"hours": "20", "intensity": "50"}, "i eget tempo (50 %)"),
        ("hours", {"hours": "20", "intensity": "100"}, "i fuldt tempo"),
        ("hours", {"hours": "12,5"}, "12,5 timer om ugen"),
        ("days", {"codes": ["tue", "mon"]}, "Mandag og tirsdag"),
        ("shifts", {"codes": ["evening"]}, "Om aftenen"),
        ("travel", {"subject": "bike", "minutes": "30"}, "højst 30 minutter hver vej"),
        ("consideration", {"subject": "lift", "kg": "10"}, "Løfter højst 10 kg"),
        ("refusal", {"subject": "company", "label": "Netto"}, "Ikke den virksomhed: Netto"),
    ],
)
def test_each_kind_is_added_and_shown(me, topic, values, shown):
    assert me.get(f"{PAGE}ny/{topic}/").status_code == 200
    response = me.post(f"{PAGE}ny/{topic}/", values, follow=True)
    assert shown in response.text
    assert ProfileFact.objects.get().source == "citizen"


@pytest.mark.parametrize(
    ("topic", "values", "words"),
    [
        ("skill", {"label": " "}, "Skriv, hvad det er."),
        ("licence", {"subject": "broom"}, "Vælg noget på listen."),
        ("hours", {"hours": "90"}, "Skriv timerne som et tal"),
        ("days", {}, "Vælg mindst en."),
        ("consideration", {"subject": "lift"}, "Skriv et helt tal."),
        ("consideration", {"subject": "quiet", "kg": "10"}, "Lad feltet stå tomt."),
        ("consideration", {"subject": "quiet", "label": "på grund af PTSD"}, "ikke sygdom eller diagnose"),
    ],
)
def test_what_cannot_be_said_is_told(me, topic, values, words):
    response = me.post(f"{PAGE}ny/{topic}/", values)
    assert response.status_code == 422
    assert words in response.text
    assert not ProfileFact.objects.exists()


def test_licences_are_chosen_group_by_group(me):
    text = me.get(f"{PAGE}ny/licence/").text
    assert (
        text.index('<optgroup label="Kørsel">') < text.index('value="CE"') < text.index('<optgroup label="Truck, kran')
    )


def test_an_unknown_kind_is_no_page(me):
    assert me.get(f"{PAGE}ny/diagnosis/").status_code == 404


def test_no_word_is_not_called_unknown(me):
    unknown = "Vi kender ikke det ord."
    assert unknown in me.post(f"{PAGE}ny/skill/", {"label": "qqxyz", "soeg": "1"}).text
    assert unknown not in me.post(f"{PAGE}ny/skill/", {"label": "", "soeg": "1"}).text


def test_concepts_are_found_with_a_button_and_chosen(me):
    name = ConceptLabelFactory(concept__kind="skill", text="køre gaffeltruck", language="da")
    page = me.post(f"{PAGE}ny/skill/", {"label": "gaffeltruck", "soeg": "1"})
    assert page.status_code == 200
    assert f'value="{name.concept.uri}"' in page.text
    assert not ProfileFact.objects.exists()
    me.post(f"{PAGE}ny/skill/", {"label": "gaffeltruck", "subject": name.concept.uri})
    fact = ProfileFact.objects.get()
    assert (fact.subject, fact.label) == (name.concept.uri, "køre gaffeltruck")
    assert f'value="{name.concept.uri}" checked' in me.get(f"{PAGE}{fact.pk}/ret/").text


def test_no_more_is_said_and_seen(me):
    assert "Jeg har ingen" in me.get(PAGE).text
    text = me.post(f"{PAGE}ikke-flere/licence/", follow=True).text
    assert "Du har ingen." in text
    assert "står her allerede" in me.post(f"{PAGE}ikke-flere/licence/", follow=True).text


def test_a_licence_that_ends_soon_is_told_first(cast, me):
    ProfileFactFactory(citizen=cast.amina, own=True, licence=True, expires_on=TODAY + timedelta(days=9))
    assert "Gaffeltruckcertifikat (B) udløber 20. marts." in me.get(PAGE).text


def test_private_is_kept_and_told_to_the_jobformidler_alone(cast, me):
    address = f"{PAGE}kun-mig/"
    assert "Mig og Jens Bro" in me.get(address).text
    assert "Det kan kun du se." in me.post(address, {"demands": ["clean_record"], "told": ""}, follow=True).text
    text = me.post(address, {"demands": ["clean_record"], "told": "1"}, follow=True).text
    assert "Det kan Jens Bro også se." in text
    me.post(address, {})
    assert not PrivateFact.objects.filter(withdrawn_at=None).exists()
    assert me.post(address, {"demands": ["a_record"]}).status_code == 422


def test_it_names_nobody_who_can_see_it_no_more(cast, me):
    PrivateFactFactory(citizen=cast.amina, told_to=cast.mette)  # who followed her before
    text = me.get(PAGE).text
    assert "Det kan kun du se." in text
    assert cast.mette.name not in text


def test_another_citizens_facts_are_not_there(cast, sign_in, theirs):
    PrivateFactFactory(citizen=cast.amina)
    other = sign_in(cast.bo.user)
    for name in ("profile_correct", "profile_withdraw"):
        assert other.get(reverse(f"citizen:{name}", args=[theirs.pk])).status_code == 404
    assert other.post(reverse("citizen:profile_confirm", args=[theirs.pk])).status_code == 404
    assert "Gaffeltruck" not in other.get(PAGE).text
    assert "Ren straffeattest" not in other.get(PAGE).text


def test_staff_and_companies_have_no_such_page(cast, sign_in):
    for user in (cast.jens, cast.poul.user):
        assert sign_in(user).get(PAGE).status_code == 403


def test_the_queries_do_not_grow(cast, me, theirs):
    me.get(PAGE)
    assert_flat(lambda: me.get(PAGE), lambda: ProfileFactFactory(citizen=cast.amina, written_by=cast.jens))


def concept(text, *, kind="occupation", preferred=True, **names):
    return ConceptLabelFactory(text=text, is_preferred=preferred, concept__kind=kind, **names).concept


@pytest.mark.parametrize("shown_for", [{}, {"shown_for": "lager"}])
def test_words_that_are_the_name_of_a_concept_are_linked_to_it_without_a_press_more(me, shown_for):
    warehouse = concept("lagermedarbejder")
    concept("lagermedarbejderassistent")
    me.post(f"{PAGE}ny/occupation_done/", {"label": "Lagermedarbejder", "subject": "", "years": "2"} | shown_for)
    fact = ProfileFact.objects.get()
    assert (fact.subject, fact.label) == (warehouse.uri, "lagermedarbejder")


def test_in_english_a_concept_is_called_by_its_english_name_and_own_words_stay(cast, me):
    cleaner = ConceptLabelFactory(text="rengøringsassistent", is_preferred=True, concept__kind="occupation").concept
    ConceptLabelFactory(concept=cleaner, text="cleaner", language="en", is_preferred=True)
    work = {"citizen": cast.amina, "kind": FactKind.OCCUPATION_DONE, "written_by": cast.amina.user, "level": ""}
    ProfileFactFactory(**work, subject=cleaner.uri, label="rengøringsassistent")
    ProfileFactFactory(**work, subject="", label="altmuligmand")
    me.post("/sprog/", {"language": "en", "next": "/"})
    text = me.get(PAGE).text
    assert "cleaner" in text
    assert "rengøringsassistent" not in text
    assert "altmuligmand" in text


def test_a_name_picked_on_an_english_page_reads_in_danish_at_the_desk(cast, me, sign_in):
    cleaner = concept("rengøringsassistent")
    ConceptLabelFactory(concept=cleaner, text="cleaner", language="en", is_preferred=True)
    me.post("/sprog/", {"language": "en", "next": "/"})
    me.post(f"{PAGE}ny/occupation_done/", {"label": "cleaner", "subject": cleaner.uri, "years": "2"})
    fact = ProfileFact.objects.get()
    assert (fact.subject, fact.label) == (cleaner.uri, "rengøringsassistent")
    assert "cleaner" in me.get(PAGE).text
    form = me.get(f"{PAGE}{fact.pk}/ret/").text
    assert "cleaner" in form
    assert "rengøringsassistent" not in form
    me.post(f"{PAGE}{fact.pk}/ret/", {"label": "cleaner", "subject": cleaner.uri, "years": "3"})
    corrected = ProfileFact.objects.current().get()
    assert (corrected.label, corrected.years) == ("rengøringsassistent", 3)


def test_a_name_stored_in_english_is_read_in_danish_by_the_citizen_and_at_the_desk(cast, me, sign_in):
    """Rows from before the Danish name was kept: the concept says what it is called in the language of the page."""
    cleaner = concept("rengøringsassistent")
    ConceptLabelFactory(concept=cleaner, text="cleaner", language="en", is_preferred=True)
    work = {"citizen": cast.amina, "kind": FactKind.OCCUPATION_DONE, "written_by": cast.jens, "level": ""}
    fact = ProfileFactFactory(**work, subject=cleaner.uri, label="cleaner")
    ProfileFactFactory(**work, subject="", label="handyman")
    desk, page = sign_in(cast.jens), reverse("desk:case_profile", args=[cast.aminas_case.pk])
    for client, address in ((me, PAGE), (me, f"{PAGE}{fact.pk}/ret/"), (desk, page)):
        text = client.get(address).text
        assert "rengøringsassistent" in text, address
        assert "cleaner" not in text, address
    assert "handyman" in desk.get(page).text
    me.post(f"{PAGE}{fact.pk}/ret/", {"label": "rengøringsassistent", "subject": cleaner.uri, "years": "2"})
    assert ProfileFact.objects.current().get(subject=cleaner.uri).label == "rengøringsassistent"
    assert "cleaner" not in desk.get(page).text, "nor among the earlier versions"
    me.post("/sprog/", {"language": "en", "next": "/"})
    assert "rengøringsassistent" not in me.get(PAGE).text


def test_what_is_added_by_one_press_on_an_english_page_is_kept_by_its_danish_name(me):
    cleaner = concept("rengøringsassistent")
    ConceptLabelFactory(concept=cleaner, text="cleaner", language="en", is_preferred=True)
    me.post("/sprog/", {"language": "en", "next": "/"})
    text = me.post(f"{PAGE}tag/occupation_wished/", {"concept": cleaner.uri}, follow=True).text
    assert "cleaner" in text
    assert ProfileFact.objects.get().label == "rengøringsassistent"


def test_own_words_chosen_beside_the_concept_stay_own_words(me):
    concept("lagermedarbejder")
    words = {"label": "lagermedarbejder", "subject": "", "shown_for": "lagermedarbejder"}
    me.post(f"{PAGE}ny/occupation_done/", words)
    assert ProfileFact.objects.get().subject == ""


def test_words_that_are_another_name_of_a_concept_are_asked_about_with_that_one_chosen(me):
    driver = concept("gaffeltruckfører")
    ConceptLabelFactory(concept=driver, text="truckmand", is_preferred=False)
    asked = me.post(f"{PAGE}ny/occupation_wished/", {"label": "truckmand"})
    assert (asked.status_code, "Mener du det, der er valgt?" in asked.text) == (422, True)
    assert f'value="{driver.uri}" checked' in asked.text
    assert 'name="shown_for" value="truckmand"' in asked.text
    assert not ProfileFact.objects.exists()
    me.post(f"{PAGE}ny/occupation_wished/", {"label": "truckmand", "subject": driver.uri, "shown_for": "truckmand"})
    assert ProfileFact.objects.get().label == "gaffeltruckfører"


def test_what_is_called_like_the_words_is_chosen_already_when_concepts_are_found(me):
    warehouse = concept("lagermedarbejder")
    text = me.post(f"{PAGE}ny/occupation_done/", {"label": "lagermedarbejder", "soeg": "1"}).text
    assert f'value="{warehouse.uri}" checked' in text
    assert 'value="" checked' in me.post(f"{PAGE}ny/occupation_done/", {"label": "lager", "soeg": "1"}).text


def test_a_choice_is_kept_and_lifts_the_concept_for_the_next_who_types_the_same(me, cast, sign_in):
    concept("lager")  # the shorter, which would stand first
    worker = concept("lagermedarbejder")
    me.post(f"{PAGE}ny/occupation_done/", {"label": "lager", "subject": worker.uri, "shown_for": "lager"})
    text = sign_in(cast.bo.user).post(f"{PAGE}ny/occupation_done/", {"label": "lager", "soeg": "1"}).text
    assert text.index("lagermedarbejder") < text.index(">lager<")


@pytest.fixture
def near(cast):
    """Amina has been in a warehouse, which lorry driving is like."""
    done, other, skill, more = (
        concept("lagermedarbejder"),
        concept("chauffør"),
        *(concept(text, kind="skill") for text in ("læsse gods", "føre lagerlister")),
    )
    NearOccupationFactory(occupation=done, near=other, place=1, shared=[skill.uri])
    UsualSkillFactory(occupation=done, skill=skill, place=1)
    UsualSkillFactory(occupation=done, skill=more, place=2)
    ProfileFactFactory(citizen=cast.amina, own=True, kind="occupation_done", subject=done.uri, label="lagermedarbejder")
    return other, skill


def test_jobs_that_are_like_it_are_shown_with_why_and_added_as_a_wish_with_one_press(me, near):
    other, _skill = near
    text = me.get(PAGE).text
    assert "Jobs, der ligner" in text
    assert "Her skal man også kunne: læsse gods." in text
    assert ProfileFact.objects.count() == 1, "nothing is added by itself"
    text = me.post(f"{PAGE}tag/occupation_wished/", {"concept": other.uri}, follow=True).text
    assert "Nu står der i din profil: chauffør." in text
    wish = ProfileFact.objects.get(kind="occupation_wished")
    assert (wish.subject, wish.label, wish.source) == (other.uri, "chauffør", "citizen")
    assert f'name="concept" value="{other.uri}"' not in me.get(PAGE).text


def test_what_usually_goes_with_it_is_added_as_the_citizens_own_word(me, near):
    _other, skill = near
    assert "Kompetencer, der plejer at høre til" in me.get(PAGE).text
    text = me.post(f"{PAGE}tag/skill/", {"concept": skill.uri}, follow=True).text
    fact = ProfileFact.objects.get(kind="skill")
    assert (fact.subject, fact.written_by, fact.source) == (skill.uri, fact.citizen.user, "citizen")
    assert f'name="concept" value="{skill.uri}"' not in text
    again = me.post(f"{PAGE}tag/skill/", {"concept": skill.uri}, follow=True).text
    assert "Det står her allerede." in again


@pytest.mark.parametrize("topic", ["skill", "licence", "occupation_done"])
def test_only_a_known_concept_of_the_right_kind_is_taken(me, near, topic):
    other, _skill = near
    assert me.post(f"{PAGE}tag/{topic}/", {"concept": other.uri}).status_code == 404
    assert me.post(f"{PAGE}tag/{topic}/", {"concept": "http://example.org/made-up"}).status_code == 404
    assert me.get(f"{PAGE}tag/{topic}/").status_code == 405
    assert ProfileFact.objects.count() == 1


def test_where_nothing_is_near_it_is_said_why(cast, me):
    fact = ProfileFactFactory(citizen=cast.amina, own=True, kind="occupation_done", label="passe heste")
    assert "Du har skrevet det med dine egne ord." in me.get(PAGE).text
    fact = ProfileFactFactory(citizen=cast.amina, own=True, kind="occupation_wished", subject="http://x", label="kok")
    assert "Listen over jobs er ikke lagt ind her endnu." in me.get(PAGE).text
    NearOccupationFactory()
    assert "Vi kender ingen jobs, der ligner." in me.get(PAGE).text
    wished = NearOccupationFactory(occupation__uri=fact.subject)
    ConceptLabelFactory(concept=wished.near, text="bager")
    ProfileFactFactory(citizen=cast.amina, own=True, kind="occupation_done", subject=wished.near.uri, label="bager")
    assert "Dem, vi kender, står allerede i din profil." in me.get(PAGE).text


def test_the_queries_do_not_grow_with_the_work_in_it(cast, me, near):
    other, _skill = near
    me.get(PAGE)
    number = iter(range(2, 99))
    assert_flat(
        lambda: me.get(PAGE),
        lambda: ProfileFactFactory(
            citizen=cast.amina, own=True, kind="occupation_wished", label="kok",
            subject=NearOccupationFactory(near=other, place=next(number)).occupation.uri,
        ),
    )  # fmt: skip
