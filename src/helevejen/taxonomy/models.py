"""Concepts of ESCO, their names, and how they hang together."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from helevejen.core.personal import Retention, personal
from helevejen.taxonomy.enums import ConceptKind


class Concept(models.Model):
    """
    An occupation, a skill or a group, by the URI that ESCO gives it.

    It is never removed: a citizen's profile may point at it by its URI. One that a newer edition has left out is no
    longer current, and no longer suggested.
    """

    uri = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=ConceptKind.choices)
    code = models.CharField(max_length=20, blank=True)
    is_knowledge = models.BooleanField(default=False)
    is_current = models.BooleanField(default=True)

    personal = personal(Retention.NOT_PERSONAL, none="uri kind code is_knowledge is_current")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ConceptKind.values), name="taxonomy_concept_kind_known"),
        ]

    def __str__(self) -> str:
        return self.uri


class ConceptLabel(models.Model):
    """One name of a concept in one language, as ESCO gives it or, where `is_own`, as we have named it ourselves."""

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(max_length=5)
    text = models.CharField(max_length=400)
    search_key = models.CharField(max_length=500)
    is_preferred = models.BooleanField(default=False)
    is_own = models.BooleanField(default=False)

    personal = personal(Retention.NOT_PERSONAL, none="concept language text search_key is_preferred is_own")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["concept", "language", "text"], name="taxonomy_label_once"),
            models.UniqueConstraint(
                fields=["concept", "language"],
                condition=Q(is_preferred=True),
                name="taxonomy_one_preferred_label_a_language",
            ),
        ]
        indexes = [models.Index(fields=["language", "search_key"], name="taxonomy_label_by_key")]

    def __str__(self) -> str:
        return self.text


class NameWord(models.Model):
    """A word that some name of a concept holds, in any language, as names are searched; made when they are laid."""

    word = models.CharField(max_length=500, unique=True)

    personal = personal(Retention.NOT_PERSONAL, none="word")

    def __str__(self) -> str:
        return self.word


class OccupationSkill(models.Model):
    """A skill that an occupation asks for, essential to it or optional."""

    occupation = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="skill_links")
    skill = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="occupation_links")
    is_essential = models.BooleanField()

    personal = personal(Retention.NOT_PERSONAL, none="occupation skill is_essential")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occupation", "skill"], name="taxonomy_skill_once_an_occupation"),
        ]

    def __str__(self) -> str:
        return f"{self.occupation_id} – {self.skill_id}"


class NearOccupation(models.Model):
    """
    An occupation that asks for much of the same as another, made of the skills of all when they were imported.

    `place` counts from 1, the nearest. `shared` has the URIs of the skills that make them alike, the most telling
    first.
    """

    occupation = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="near_links")
    near = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="nearness_links")
    place = models.PositiveSmallIntegerField()
    shared = models.JSONField(default=list)

    personal = personal(Retention.NOT_PERSONAL, none="occupation near place shared")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occupation", "place"], name="taxonomy_one_near_occupation_a_place"),
            models.CheckConstraint(condition=~Q(occupation=models.F("near")), name="taxonomy_nothing_is_near_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.occupation_id} ~ {self.near_id}"


class UsualSkill(models.Model):
    """A skill that usually goes with an occupation, made as `NearOccupation` is; `place` counts from 1."""

    occupation = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="usual_skill_links")
    skill = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="usual_of_links")
    place = models.PositiveSmallIntegerField()

    personal = personal(Retention.NOT_PERSONAL, none="occupation skill place")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occupation", "place"], name="taxonomy_one_usual_skill_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.occupation_id} – {self.skill_id}"


class BroaderConcept(models.Model):
    """The concept above another in the hierarchy of ESCO; a skill may have several."""

    narrower = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="broader_links")
    broader = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="narrower_links")

    personal = personal(Retention.NOT_PERSONAL, none="narrower broader")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["narrower", "broader"], name="taxonomy_broader_once"),
            models.CheckConstraint(
                condition=~Q(narrower=models.F("broader")), name="taxonomy_nothing_is_broader_than_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.narrower_id} < {self.broader_id}"


class ConceptChoice(models.Model):
    """
    Once somebody chose a concept for some words typed into a job order or a profile. Only ever added to; nobody is
    named in it, and of a profile only words are kept that names of concepts use, with the month alone.

    `words` is the search key of what was typed. The concept stands by its URI, as everywhere outside this app.
    """

    words = models.CharField(max_length=100)
    language = models.CharField(max_length=5)
    uri = models.CharField(max_length=120)
    chosen_on = models.DateField()

    personal = personal(Retention.NOT_PERSONAL, none="words language uri chosen_on")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words="") & ~Q(uri=""), name="taxonomy_choice_says_what"),
        ]
        indexes = [models.Index(fields=["words", "language"], name="taxonomy_choice_by_words")]

    def __str__(self) -> str:
        return f"{self.words} = {self.uri}"
