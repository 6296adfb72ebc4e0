"""Degrees become metres of the Danish grid; middles of postcodes are laid whole or not at all, and twice is once."""

from datetime import date
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt

import pytest

from helevejen.places.actions import Laid, UnableToLayCentres, import_centres
from helevejen.places.enums import CentreObjection
from helevejen.places.models import PostcodeCentre
from helevejen.places.queries import centres, points
from helevejen.places.rules import Centre, Metres, line_between, metres_of, objection_to_centre
from helevejen.tasks.places.reading import read_starter

DAY = date(2026, 3, 1)


def centre(postcode="7000", name="Fredericia", latitude="55.566", longitude="9.753"):
    return Centre(postcode, name, Decimal(latitude), Decimal(longitude))


# --- Degrees and metres ---


def test_degrees_become_the_metres_that_others_give():
    """The vector of PROJ's and other handbooks: 12 degrees east, 55 north is 691875.63, 6098907.83 in zone 32."""
    assert metres_of(55, 12) == Metres(691876, 6098908)


def test_on_the_meridian_of_the_zone_the_metres_are_those_of_the_arc():
    """Nine degrees east is 500 km; the arc from the equator, summed in small steps on GRS80, times 0.9996."""
    flattening, steps = 1 / 298.257222101, 200_000
    squared = flattening * (2 - flattening)
    width = radians(56) / steps
    arc = sum(
        6_378_137 * (1 - squared) / (1 - squared * sin((n + 0.5) * width) ** 2) ** 1.5 * width for n in range(steps)
    )
    assert metres_of(56, 9) == Metres(500_000, round(0.9996 * arc))


@pytest.mark.parametrize("other", [one for one in read_starter() if one.postcode != "7000"], ids=str)
def test_a_line_in_the_plane_is_within_a_part_in_a_hundred_of_that_on_the_globe(other):
    one = centre()
    line = line_between(metres_of(one.latitude, one.longitude), metres_of(other.latitude, other.longitude))
    assert line == pytest.approx(_on_the_globe(one, other), rel=0.01)


def _on_the_globe(one, other):
    low, high = radians(one.latitude), radians(other.latitude)
    away = radians(other.longitude - one.longitude)
    half = sin((high - low) / 2) ** 2 + cos(low) * cos(high) * sin(away / 2) ** 2
    return 2 * 6_371_000 * asin(sqrt(half))


# --- What a centre may be ---


@pytest.mark.parametrize(
    ("told", "objection"),
    [
        (centre(), None),
        (centre("3700", "Rønne", "55.101", "14.707"), None),
        (centre("700"), CentreObjection.POSTCODE),
        (centre("٧٠٠٠"), CentreObjection.POSTCODE),
        (centre(latitude="9.753", longitude="55.566"), CentreObjection.LATITUDE),
        (centre(longitude="95.6"), CentreObjection.LONGITUDE),
    ],
)
def test_a_centre_has_four_digits_and_lies_in_denmark(told, objection):
    assert objection_to_centre(told) == objection


def test_the_starter_is_ten_towns_that_may_be_laid():
    towns = read_starter()
    assert len({one.postcode for one in towns}) == 10
    assert [one for one in towns if objection_to_centre(one)] == []


# --- Laid ---


@pytest.mark.django_db
@pytest.mark.both
def test_centres_are_laid_once_and_corrected_the_next_time():
    told = [centre(), centre("6000", "Kolding", "55.490", "9.472")]
    assert import_centres(told, source="a", on=DAY) == Laid(2, 0, 0)
    assert import_centres(told, source="b", on=DAY) == Laid(0, 0, 2)
    assert PostcodeCentre.objects.get(postcode="6000").source == "a", "what is the same keeps its day and its source"
    assert import_centres([centre(latitude="55.57")], source="b", on=DAY) == Laid(0, 1, 0)
    assert centres()["7000"].latitude == Decimal("55.57")
    assert set(points()) == {"6000", "7000"}, "those that are not told of stay"


@pytest.mark.django_db
def test_a_starter_leaves_what_is_known_alone():
    import_centres([centre(latitude="55.57")], source="a", on=DAY)
    assert import_centres(read_starter(), source="b", on=DAY, only_new=True) == Laid(9, 0, 1)
    assert centres()["7000"].latitude == Decimal("55.57")


@pytest.mark.django_db
def test_one_that_cannot_be_keeps_all_out():
    with pytest.raises(UnableToLayCentres, match="Længden"):
        import_centres([centre(), centre("6000", longitude="95")], source="a", on=DAY)
    assert not PostcodeCentre.objects.exists()
