import csv
import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from helevejen.taxonomy import queries
from helevejen.taxonomy.models import BroaderConcept, Concept, ConceptLabel, OccupationSkill
from helevejen.taxonomy.queries.choices import are_words_of_names
from tests.factories.taxonomy import ConceptFactory, ConceptLabelFactory

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "esco"
BASE = "http://data.europa.eu/esco"
LORRY, STOCK, DRIVE, MATHS = (
    f"{BASE}/{one}" for one in ("occupation/lorry", "occupation/stock", "skill/drive", "skill/maths")
)
GROUP = f"{BASE}/isco/C8332"
OCCUPATIONS = [
    {"conceptType": "Occupation", "conceptUri": LORRY, "iscoGroup": "8332", "preferredLabel": "lastbilchauffør",
     "altLabels": "chauffør\nlastbilchauffør", "code": "8332.1"},
    {"conceptType": "Occupation", "conceptUri": STOCK, "iscoGroup": "9333", "preferredLabel": "lagerarbejder",
     "altLabels": "", "code": "9333.8"},
]  # fmt: skip
GROUPS = [
    {
        "conceptType": "ISCOGroup",
        "conceptUri": GROUP,
        "code": "8332",
        "preferredLabel": "Lastbilchauffører",
        "altLabels": "",
    }
]
SKILLS = [
    {"conceptUri": DRIVE, "skillType": "skill/competence", "preferredLabel": "drive lorry",
     "altLabels": "", "status": "released"},
    {"conceptUri": MATHS, "skillType": "knowledge", "preferredLabel": "mathematics",
     "altLabels": "", "status": "released"},
]  # fmt: skip
RELATIONS = [
    {"occupationUri": LORRY, "relationType": "essential", "skillType": "skill/competence", "skillUri": DRIVE},
    {"occupationUri": LORRY, "relationType": "optional", "skillType": "knowledge", "skillUri": MATHS},
]
HIERARCHY = [{"conceptType": "Occupation", "conceptUri": LORRY, "broaderType": "ISCOGroup", "broaderUri": GROUP}]
FILES = {
    "occupations_da.csv": OCCUPATIONS,
    "ISCOGroups_da.csv": GROUPS,
    "skills_en.csv": SKILLS,
    "occupationSkillRelations.csv": RELATIONS,
    "broaderRelationsOccPillar.csv": HIERARCHY,
}


def as_csv(rows):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


@pytest.fixture
def packed(tmp_path):
    def pack(files=FILES, name="esco.zip"):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as into:
            for file, rows in files.items():
                into.writestr(file, rows if isinstance(rows, bytes) else as_csv(rows))
        return str(path)

    return pack


def run(capsys, *arguments):
    call_command("esco", *arguments)
    return capsys.readouterr().out


def names_of(uri, language="da"):
    labels = ConceptLabel.objects.filter(concept__uri=uri, language=language)
    return list(labels.order_by("-is_preferred", "text").values_list("text", flat=True))


@pytest.mark.django_db
@pytest.mark.both
class TestImport:
    def test_everything_in_the_files_is_there_afterwards_and_twice_is_once(self, packed, capsys):
        path = packed()

        assert "The" not in run(capsys, "import", path).splitlines()[0][:3]
        before = [model.objects.count() for model in (Concept, ConceptLabel, OccupationSkill, BroaderConcept)]
        again = json.loads(run(capsys, "import", path, "--json"))

        assert before == [5, 6, 2, 1]
        assert names_of(LORRY) == ["lastbilchauffør", "chauffør"]
        assert queries.skills_of(LORRY) == {DRIVE: True, MATHS: False}
        assert Concept.objects.get(uri=MATHS).is_knowledge
        assert Concept.objects.get(uri=LORRY).code == "8332.1"
        assert not any(count for name, count in again.items() if name != "seconds")

    def test_a_newer_edition_takes_the_place_of_names_and_relations(self, packed, capsys):
        call_command("esco", "import", packed())
        newer = [OCCUPATIONS[0] | {"preferredLabel": "fører af lastbil", "altLabels": "chauffør"}]
        relations = [RELATIONS[1] | {"relationType": "essential"}]

        call_command("esco", "import", packed({"occupations_da.csv": newer, "occupationSkillRelations.csv": relations}))

        assert names_of(LORRY) == ["fører af lastbil", "chauffør"]
        assert names_of(STOCK) == ["lagerarbejder"]
        assert queries.skills_of(LORRY) == {MATHS: True}

    def test_the_words_of_names_follow_the_names(self, packed):
        call_command("esco", "import", packed())
        assert are_words_of_names("Lastbilchauffør, lagerarbejder")
        assert not are_words_of_names("Lastbilchauffør Hansen")
        renamed = [OCCUPATIONS[0] | {"preferredLabel": "vognmand", "altLabels": ""}]
        call_command("esco", "import", packed({"occupations_da.csv": renamed}))
        assert are_words_of_names("vognmand")
        assert not are_words_of_names("chauffør")

    def test_official_names_take_the_place_of_our_own(self, packed):
        concept = ConceptFactory(skill=True, uri=DRIVE)
        ConceptLabelFactory(concept=concept, text="køre lastvogn", is_own=True)

        call_command("esco", "import", packed({"skills_da.csv": [SKILLS[0] | {"preferredLabel": "føre lastbil"}]}))

        assert names_of(DRIVE) == ["føre lastbil"]
        assert not ConceptLabel.objects.filter(is_own=True).exists()

    @pytest.mark.parametrize(
        ("files", "place", "remedy"),
        [
            ({"readme.txt": b"hello"}, "holds no file of occupations", "Is it a zip of ESCO"),
            ({"occupations_da.csv": b"conceptUri,altLabels\n"}, "da.csv, row 1", "preferredLabel is missing"),
            ({"occupations_da.csv": [OCCUPATIONS[0] | {"conceptUri": "x"}]}, "line 3, conceptUri", "no URI"),
            ({"occupations_da.csv": as_csv(OCCUPATIONS) + b"only,two\n"}, "line", "not as many values"),
            ({"occupations_da.csv": as_csv(OCCUPATIONS) + b"\xff\xfe"}, "occupations_da.csv", "not UTF-8"),
            ({"occupations_da.csv": [OCCUPATIONS[0] | {"altLabels": "k\x00k"}]}, "line 2", "no text"),
            ({"occupations_da.csv": [OCCUPATIONS[0] | {"altLabels": "æ" * 251}]}, "line 2", "over 250 letters"),
            ({"occupationSkillRelations.csv": [RELATIONS[0] | {"relationType": "maybe"}]}, "line 2", "'maybe' is not"),
        ],
    )  # fmt: skip
    def test_a_zip_that_is_wrong_says_where_and_leaves_nothing(self, packed, files, place, remedy):
        good = packed(name="good.zip")

        with pytest.raises(CommandError) as fault:
            call_command("esco", "import", good, packed(files, "bad.zip"))

        assert "bad.zip" in str(fault.value)
        assert place in str(fault.value)
        assert remedy in str(fault.value)
        assert "Nothing has been imported" in str(fault.value)
        assert not Concept.objects.exists()

    def test_a_skill_that_is_an_occupation_here_is_refused_and_loses_no_name(self, packed, capsys):
        call_command("esco", "import", packed())
        names = set(ConceptLabel.objects.values_list("text", flat=True))
        skills = [{"conceptUri": LORRY, "skillType": "", "preferredLabel": "x", "altLabels": "", "status": ""}]
        with pytest.raises(CommandError, match="is of the kind skill in the files and occupation here"):
            call_command("esco", "import", packed({"skills_da.csv": skills}))
        assert set(ConceptLabel.objects.values_list("text", flat=True)) == names

    def test_what_is_no_zip_or_is_cut_off_is_refused(self, packed, tmp_path):
        whole = Path(packed()).read_bytes()
        for content in (b"not a zip", whole[: len(whole) // 2], b""):
            path = tmp_path / "cut.zip"
            path.write_bytes(content)
            with pytest.raises(CommandError, match=r"cut\.zip: it cannot be unpacked"):
                call_command("esco", "import", str(path))
        with pytest.raises(CommandError, match="no such file"):
            call_command("esco", "import", str(tmp_path / "nowhere.zip"))

    def test_the_starter_has_its_occupations_in_two_languages_and_adds_only_what_is_missing(self, packed, capsys):
        call_command("esco", "starter")
        occupations = Concept.objects.filter(kind="occupation")

        assert 140 <= occupations.count() <= 170
        for language in ("da", "en"):
            assert not occupations.exclude(labels__language=language, labels__is_preferred=True).exists()
            skills = Concept.objects.filter(kind="skill")
            assert not skills.exclude(labels__language=language, labels__is_preferred=True).exists()
        assert not occupations.filter(skill_links=None).exists()
        assert ConceptLabel.objects.filter(is_own=True).exclude(language="da").count() == 0
        assert "gaffeltruckfører" in {one.label for one in queries.suggest_occupations("truck")}
        assert "køre gaffeltruck" in {one.label for one in queries.suggest_skills("truck")}

        ConceptLabel.objects.filter(language="da", is_preferred=True, text="kok").update(text="kokken")
        place = BroaderConcept.objects.earliest("pk")
        BroaderConcept.objects.filter(pk=place.pk).update(broader=ConceptFactory())
        before = BroaderConcept.objects.count()
        capsys.readouterr()
        assert "there already" in run(capsys, "starter")
        assert ConceptLabel.objects.filter(text="kokken").exists()
        assert BroaderConcept.objects.count() == before

    @pytest.mark.skipif(not REAL.exists(), reason=f"{REAL} is not on this machine")
    def test_the_commission_s_own_files_are_read(self):
        call_command("esco", "import", str(REAL / "ESCO-labels-da-csv.zip"))

        assert Concept.objects.filter(kind="occupation").count() == 2942
        assert Concept.objects.filter(kind="isco_group").count() == 619
        assert queries.suggest_occupations("lagerarbejder")[0].label == "lagerarbejder"


class TestLink:
    @pytest.fixture
    def titles(self, tmp_path):
        path = tmp_path / "titles.txt"
        path.write_text("Lagerarbejder\n\nlastbil chauffør\n", encoding="utf-8")
        return str(path)

    @pytest.mark.django_db
    def test_every_title_has_its_line_of_json_with_its_concepts_best_first(self, titles, capsys):
        stock = ConceptFactory(uri=STOCK)
        ConceptLabelFactory(concept=stock, text="lagerarbejder")
        ConceptLabelFactory(concept=stock, text="warehouse worker", language="en")
        ConceptLabelFactory(concept=ConceptFactory(uri=LORRY), text="lastbilchauffør")

        lines = [json.loads(line) for line in run(capsys, "link", "--lang", "da", "--json", titles).splitlines()]
        english = json.loads(run(capsys, "link", "--labels", "en", "--json", titles).splitlines()[0])

        assert [line["title"] for line in lines] == ["Lagerarbejder", "", "lastbil chauffør"]
        assert [line["concepts"][0]["uri"] for line in lines if line["title"]] == [STOCK, LORRY]
        assert lines[0]["concepts"][0]["label"] == "lagerarbejder"
        assert lines[1]["concepts"] == []
        scores = [one["score"] for one in lines[2]["concepts"]]
        assert scores == sorted(scores, reverse=True)
        assert english["concepts"][0]["label"] == "warehouse worker"
        assert english["concepts"][1]["label"] == "lastbilchauffør"  # it has no English name

    def test_titles_are_linked_to_zips_without_a_database(self, packed, titles, capsys):
        said = run(capsys, "link", "--top", "1", titles, "--zip", packed())

        assert said.splitlines()[0] == "Lagerarbejder"
        assert "lagerarbejder" in said.splitlines()[1]
        assert STOCK in said.splitlines()[1]

    @pytest.mark.django_db
    def test_a_language_nobody_has_imported_says_what_to_do(self, titles):
        with pytest.raises(CommandError, match="helevejen esco import"):
            call_command("esco", "link", "--lang", "fi", titles)
        ConceptLabelFactory(concept=ConceptFactory(uri=STOCK), text="lagerarbejder")
        with pytest.raises(CommandError, match="in the language 'fi'"):
            call_command("esco", "link", "--labels", "fi", titles)

    @pytest.mark.django_db
    def test_a_language_is_the_same_in_large_letters_whatever_letters_are_made_of(self, titles, tmp_path, capsys):
        ConceptLabelFactory(concept=ConceptFactory(uri=STOCK), text="bådebygger på Ærø")
        ConceptLabelFactory(concept=ConceptFactory(uri=LORRY), text="bager")
        titles = tmp_path / "titles.txt"
        one, other = "bådebygger på ærø", "b\u0061\u030adebygger pa\u030a ærø"
        titles.write_text(f"{one}\n{other}\n", encoding="utf-8")
        lines = [json.loads(line) for line in run(capsys, "link", "--lang", "DA", "--json", str(titles)).splitlines()]
        assert lines[0]["concepts"] == lines[1]["concepts"] != []

    @pytest.mark.django_db
    def test_there_are_as_many_answers_as_lines_whatever_stands_in_them(self, tmp_path, capsys, monkeypatch):
        ConceptLabelFactory(concept=ConceptFactory(uri=STOCK), text="kok")
        sent = "\ufeffkok\r\nkok\u2028kok\nkok\x0bkok\n\n\n".encode()
        path = tmp_path / "titles.txt"
        path.write_bytes(sent)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(sent), encoding="latin-1"))
        for name in (str(path), "-"):
            lines = [json.loads(line) for line in run(capsys, "link", "--json", name).split("\n") if line]
            assert [line["title"] for line in lines] == ["kok", "kok\u2028kok", "kok\x0bkok", "", ""]

    def test_a_file_that_cannot_be_read_says_where(self, tmp_path):
        path = tmp_path / "latin.txt"
        path.write_bytes("chauffør".encode("latin-1"))

        with pytest.raises(CommandError, match="byte 6: it is not UTF-8"):
            call_command("esco", "link", str(path))
        with pytest.raises(CommandError, match="Check the path"):
            call_command("esco", "link", str(tmp_path / "none.txt"))
        with pytest.raises(CommandError, match="1 to 60"):
            call_command("esco", "link", str(path), "--top", "0")


class TestAnEncoder:
    @pytest.fixture(autouse=True)
    def data_folder(self, settings, tmp_path):
        settings.DATA_FOLDER = tmp_path / "data"

    @pytest.fixture
    def names(self):
        for uri, names in (
            (STOCK, ("lagerarbejder", "warehouse worker")),
            (LORRY, ("lastbilchauffør", "lorry driver")),
        ):
            concept = ConceptFactory(uri=uri)
            for language, text in zip(("da", "en"), names, strict=True):
                ConceptLabelFactory(concept=concept, text=text, language=language)

    @pytest.mark.django_db
    def test_it_is_trained_on_the_names_there_are_and_used_from_then_on(self, names, tmp_path, capsys):
        titles = tmp_path / "titles.txt"
        titles.write_text("warehouse worker\n", encoding="utf-8")

        said = json.loads(run(capsys, "train", "--json"))
        first = json.loads(run(capsys, "link", "--json", str(titles)))
        without = json.loads(run(capsys, "link", "--json", "--no-encoder", str(titles)))

        assert (said["concepts"], said["names"]) == (2, 4)
        assert Path(said["file"]).parent == tmp_path / "data"
        assert first["concepts"][0]["uri"] == STOCK
        assert first["concepts"] != without["concepts"]

    @pytest.mark.django_db
    def test_a_second_training_takes_the_place_of_the_first(self, names, tmp_path, capsys):
        for _time in range(2):
            assert "Trained on 4 names of 2 concepts" in run(capsys, "train")
        assert [path.name for path in (tmp_path / "data").iterdir()] == ["esco-encoder.npz"]

    @pytest.mark.django_db
    def test_nothing_imported_says_what_to_do(self):
        with pytest.raises(CommandError, match="helevejen esco import"):
            call_command("esco", "train")

    @pytest.mark.django_db
    @pytest.mark.parametrize("told", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
    def test_a_file_that_is_no_encoder_says_what_to_do(self, names, tmp_path, told):
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "esco-encoder.npz").write_bytes(told)
        titles = tmp_path / "titles.txt"
        titles.write_text("kok", encoding="utf-8")

        with pytest.raises(CommandError, match="helevejen esco train"):
            call_command("esco", "link", str(titles))
