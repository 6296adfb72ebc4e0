"""Anybody reads how lists are made, from the engine's own rules."""

from dataclasses import fields

import pytest

from helevejen.engines.matching.judge import RULES
from helevejen.engines.matching.market import Citizen
from helevejen.engines.matching.scores import VERSION
from helevejen.suggestions.queries import telling
from tests.factories.suggestions import StopFactory


def test_every_rule_fact_and_weight_of_the_engine_has_its_words():
    assert set(telling.KEEPS_AWAY) == set(RULES)
    assert set(telling.CITIZEN_FACTS) == {field.name for field in fields(Citizen)} - {"key"}
    assert sum(weight for _name, weight, _words in telling.TERMS) == 100


@pytest.mark.django_db
def test_anybody_reads_what_is_used_what_is_not_and_the_version(client):
    text = client.get("/saadan-matcher-vi/").text
    for words in ("Kørekort og certifikater, og hvornår de udløber", "CPR-nummer", "Det, der kan læres på stedet"):
        assert words in text
    assert f"Reglernes udgave: {VERSION}" in text


@pytest.mark.django_db
def test_a_stop_is_told_there_too(client):
    StopFactory(standing=True)
    assert "Vi undersøger en fejl." in client.get("/saadan-matcher-vi/").text
