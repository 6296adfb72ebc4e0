from typing import ClassVar

import pytest
from django.db import models

from helevejen.core.personal import (
    Declaration,
    Personal,
    PersonalClass,
    Retention,
    Scrub,
    declaration_of,
    personal,
    unclassified_fields,
    unknown_fields,
)


class Stamped(models.Model):
    made_at = models.DateTimeField()
    personal: ClassVar[Declaration] = {"made_at": PersonalClass.NONE}

    class Meta:
        abstract = True
        app_label = "core_tests"


class Person(Stamped):  # noqa: DJ008 - nobody reads it
    name = models.CharField(max_length=9)
    note = models.CharField(max_length=9)
    forgotten = models.CharField(max_length=9)
    friend = models.ForeignKey("self", models.CASCADE)
    personal = {"name": Personal.of("A", scrub="name"), "note": PersonalClass.NOTES, "gone": PersonalClass.NONE}

    class Meta:
        app_label = "core_tests"


class Undeclared(models.Model):  # noqa: DJ008 - nobody reads it
    name = models.CharField(max_length=9)

    class Meta:
        app_label = "core_tests"


def test_a_declaration_adds_to_that_of_the_abstract_model():
    assert declaration_of(Person) == {
        "made_at": Personal(PersonalClass.NONE, Scrub.KEEP, Retention.NOT_PERSONAL),
        "name": Personal(PersonalClass.CONTACT, Scrub.NAME, Retention.WITH_CITIZEN),
        "note": Personal(PersonalClass.NOTES, Scrub.BLANK, Retention.WITH_CITIZEN),
        "gone": Personal(PersonalClass.NONE, Scrub.KEEP, Retention.NOT_PERSONAL),
    }


def test_a_field_nobody_has_classified_is_named():
    assert unclassified_fields(Person) == ["forgotten"]
    assert unclassified_fields(Undeclared) == ["name"]


def test_a_declaration_of_no_field_is_named():
    assert unknown_fields(Person) == ["gone"]


def test_letters_and_words_are_the_same_classes():
    assert {PersonalClass.F, PersonalClass("F")} == {PersonalClass.HEALTH}
    assert len(PersonalClass) == 11


def test_a_whole_model_is_declared_by_letters():
    declared = personal(Retention.WITH_CASE, A="name phone", F="diagnosis", none="opened_at")
    assert declared["phone"] == Personal(PersonalClass.CONTACT, Scrub.BLANK, Retention.WITH_CASE)
    assert declared["diagnosis"].klass is PersonalClass.HEALTH
    assert declared["opened_at"].retention is Retention.NOT_PERSONAL


@pytest.mark.parametrize(
    "declare",
    [
        lambda: Personal.of("Z"),
        lambda: Personal.of("A", scrub="maybe"),
        lambda: personal(Retention.WITH_CASE, A="name", B="name"),
        lambda: personal(Retention.WITH_CASE, K="name"),
    ],
)
def test_an_unknown_word_or_a_second_class_is_refused(declare):
    with pytest.raises(ValueError, match=r"not a valid|twice"):
        declare()
