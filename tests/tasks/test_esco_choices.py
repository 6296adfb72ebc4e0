"""Titles linked as people chose before, and files that say two things of one concept."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.factories.taxonomy import ConceptChoiceFactory, ConceptFactory, ConceptLabelFactory
from tests.tasks.test_esco import FILES, LORRY, OCCUPATIONS, SKILLS, STOCK, packed, run

__all__ = ["packed"]


@pytest.fixture
def titles(tmp_path):
    path = tmp_path / "titles.txt"
    path.write_text("lagerarbejder\nlastbilchauffør\n", encoding="utf-8")
    return str(path)


@pytest.mark.django_db
def test_a_title_people_chose_for_is_lifted_and_every_other_keeps_its_digits(titles, capsys):
    ConceptLabelFactory(concept=ConceptFactory(uri=STOCK), text="lagerarbejder")
    ConceptLabelFactory(concept=ConceptFactory(uri=LORRY), text="lastbilchauffør")
    before = [json.loads(line) for line in run(capsys, "link", "--json", titles).splitlines()]
    for _choice in range(9):
        ConceptChoiceFactory(words="lagerarbejder", uri=LORRY)
    ConceptChoiceFactory(words="lagerarbejder", uri="http://data.europa.eu/esco/occupation/unknown")
    after = [json.loads(line) for line in run(capsys, "link", "--json", titles).splitlines()]
    assert before[0]["concepts"][0]["uri"] == STOCK
    assert after[0]["concepts"][0]["uri"] == LORRY
    assert after[1] == before[1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"skills_en.csv": [SKILLS[0] | {"conceptUri": LORRY}]}, "is both an occupation and a skill"),
        ({"occupations_da.csv": [OCCUPATIONS[0] | {"code": "8332." + "1" * 20}]}, "a code is over 20 letters"),
        ({"skills_en.csv": b"conceptUri,preferredLabel,altLabels,altLabels\n"}, "altLabels stands there twice"),
    ],
)
def test_what_is_two_things_or_too_long_is_refused_and_leaves_nothing(packed, files, told):
    with pytest.raises(CommandError, match=told):
        call_command("esco", "import", packed(FILES | files))
