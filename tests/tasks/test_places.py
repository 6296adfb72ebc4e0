"""`helevejen places`: a file of postcodes is laid whole, or told of by row and column."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from helevejen.places.models import PostcodeCentre

pytestmark = pytest.mark.django_db
HEADER = "postnummer;navn;breddegrad;længdegrad\n"


def run(*args):
    out = io.StringIO()
    call_command("places", *map(str, args), stdout=out)
    return out.getvalue()


def test_a_file_is_laid_with_its_source_and_its_day_and_twice_is_once(tmp_path):
    file = tmp_path / "postnumre.csv"
    file.write_text(HEADER + "7000;Fredericia;55.566;9,753\n6000;Kolding;55,4901234567;9,472\n")
    told = json.loads(run("import", file, "--source", "Adresser", "--dated", "01-03-2026", "--json"))
    assert (told["created"], told["dated_on"]) == (2, "2026-03-01")
    assert run("import", file).strip() == "0 oprettet, 0 ændret, 2 uændret."
    kolding = PostcodeCentre.objects.get(postcode="6000")
    assert (str(kolding.latitude), kolding.source) == ("55.49012", "Adresser")


def test_another_source_or_day_is_written_with_figures_that_are_as_they_were(tmp_path):
    file = tmp_path / "postnumre.csv"
    file.write_text(HEADER + "7000;Fredericia;55.566;9,753\n")
    run("import", file, "--source", "Adresser", "--dated", "01-03-2026")
    again = ("import", file, "--source", "Kort", "--dated", "01-06-2026")
    assert run(*again).strip() == "0 oprettet, 1 ændret, 0 uændret."
    fredericia = PostcodeCentre.objects.get()
    assert (fredericia.source, fredericia.dated_on) == ("Kort", date(2026, 6, 1))
    assert run(*again).strip() == "0 oprettet, 0 ændret, 1 uændret."


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("700;Fredericia;55,5;9,7", "række 3, kolonne postnummer: Et postnummer har fire cifre."),
        ("7000;Fredericia;55,5;9,7", "række 3, kolonne postnummer: Postnummeret står der to gange."),
        ("7001;Fredericia;9,7;55,5", "række 3, kolonne breddegrad: Bredden ligger ikke i Danmark"),
        ("7001;Fredericia;55,5;15,5", "række 3, kolonne længdegrad: Længden ligger ikke i Danmark"),
        ("7001;Fredericia;N55;9,7", "række 3, kolonne breddegrad: ”N55” er ikke grader. Skriv det som 55,566."),
        ("7001;;55,5;9,7", "række 3, kolonne navn: Feltet er tomt."),
    ],
)
def test_a_fault_is_told_by_row_and_column_and_nothing_is_laid(tmp_path, row, said):
    file = tmp_path / "postnumre.csv"
    file.write_text(f"{HEADER}7000;Fredericia;55,566;9,753\n{row}\n")
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 fejl"):
        call_command("places", "import", str(file), stdout=out)
    assert said in out.getvalue()
    assert not PostcodeCentre.objects.exists()


def test_a_file_that_is_not_there_is_told_of_to_machines_too(tmp_path):
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("places", "import", str(tmp_path / "none.csv"), "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["is_loaded"], told["fault_count"]) == (False, 1)


def test_the_starter_is_laid_and_says_what_it_is():
    assert run("starter").startswith("10 oprettet")
    assert "kilometer" in PostcodeCentre.objects.get(postcode="7000").source
