import io
import json
import random
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from helevejen.engines.matching.market import Citizen, Order, UnusableMarket
from helevejen.tasks.markets.example import example
from helevejen.tasks.markets.reading import FORMAT, MARKET, market_of, schema
from helevejen.tasks.markets.shapes import FORBIDDEN, Many, Object, Table
from tests.engines.matching import made, naive
from tests.factories.times import TODAY

EMPTY = {"format": FORMAT, "on": "2026-11-22", "citizens": [], "orders": []}


def answer(*arguments):
    out = io.StringIO()
    call_command("match", *map(str, arguments), stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.fixture
def written(tmp_path):
    def write(told):
        path = tmp_path / "market.json"
        path.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
        return path

    return write


def with_citizen(**facts):
    return EMPTY | {"citizens": [{"id": "c"} | facts]}


def with_order(**facts):
    return EMPTY | {"orders": [{"id": "o"} | facts]}


def test_the_lists_of_a_file_are_those_of_the_twin(written):
    told = example(25, 20, 1, TODAY)
    found = json.loads(answer(written(told), "--top", 4, "--both", "--json"))
    of_citizens, of_orders = naive.lists(market_of(told)[0], 4)
    assert {one["id"]: [row["order"] for row in one["list"]] for one in found["citizens"]} == {
        key: [order for order, _rank in rows] for key, rows in of_citizens.items()
    }
    assert {one["id"]: [row["citizen"] for row in one["list"]] for one in found["orders"]} == {
        key: [citizen for citizen, _rank in rows] for key, rows in of_orders.items()
    }
    assert sum(len(one["list"]) for one in found["citizens"]) > 20
    for one in found["citizens"]:
        for row in one["list"]:
            assert row["product"] == row["company_score"] * row["citizen_score"] > 0


def test_what_would_open_more_is_told_where_it_is_asked(written):
    path = written(example(30, 20, 1, TODAY))
    found = json.loads(answer(path, "--courses", "--json"))
    opens = [row for one in found["courses"]["citizens"] for row in one["opens"]]
    assert opens
    assert len(found["courses"]["for_all"]) > 1
    assert {row["rule"] for one in found["near_misses"] for row in one["orders"]} > {"travel", "days"}
    assert "record" not in json.dumps(found["near_misses"])
    assert len({row["what"] for one in found["without"] for row in one["loses"]}) > 2
    lines = answer(path, "--courses").splitlines()
    assert "courses that would help most citizens" in lines
    assert any(line.endswith(" more") and line.startswith("order o") for line in lines)
    assert "courses" not in json.loads(answer(path, "--json"))


def test_lists_can_be_shared_out_and_jobs_proposed_for_all_at_once(written):
    told = example(60, 15, 1, TODAY)
    path = written(told)
    found = json.loads(answer(path, "--share", "--assign", "--json"))
    shown = [order for one in found["shared"]["citizens"] for order in one["orders"]]
    assert found["shared"]["most"] == max(map(shown.count, set(shown))) <= found["shared"]["cap"]
    proposal = found["proposal"]
    assert proposal["filled"] == proposal["possible"] == len(proposal["pairs"]) > 5
    assert len({pair["citizen"] for pair in proposal["pairs"]}) == proposal["filled"]
    lines = answer(path, "--share", "--assign").splitlines()
    assert any(line.startswith("proposal for all at once: ") for line in lines)
    assert any(line.startswith("no order on more than ") for line in lines)


def test_without_json_the_lists_are_lines(written):
    path = written(with_citizen() | {"orders": [{"id": "o"}]})
    assert answer(path).splitlines() == ["citizen c", "    1. o            company 100.0 %   citizen 42.5 %"]
    assert "order o" in answer(path, "--both")


def test_a_pair_is_explained_in_three_views(written):
    told = with_citizen(licences_complete=True) | {"orders": [{"id": "o", "licences": [{"code": "CE"}]}]}
    path = written(told | {"names": {"CE": "kørekort C/E"}})
    assert "in the way: De kræver kørekort C/E." in answer(path, "--explain", "c", "o")
    views = json.loads(answer(path, "--explain", "c", "o", "--json", "--language", "en"))
    assert views["to_citizen"]["in_the_way"] == ["They require kørekort C/E. Do you have it?"]
    assert views["to_company"] is None
    with pytest.raises(CommandError, match="There is no order x"):
        answer(path, "--explain", "c", "x")


def test_the_example_can_be_matched_and_is_the_same_for_the_same_seed(written):
    told = answer("--example", 12, 8, "--seed", 3)
    assert told == answer("--example", 12, 8, "--seed", 3) != answer("--example", 12, 8, "--seed", 4)
    market, names = market_of(json.loads(told))
    assert (len(market.citizens), len(market.orders)) == (12, 8)
    assert names["urn:example:skill:pakning"] == "pakning"


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ("", "line 1, column 1: .* Correct the JSON there"),
        ("{", "line 1, column 2: .* Correct the JSON there"),
        ('{"citizens": [], "citizens": []}', "market.json: 'citizens' stands twice in the same object. Keep one"),
        ('{"seed": 1' + "0" * 5_000 + "}", "market.json: a number has thousands of digits"),
        ("[]", r"the file: \[\] is not an object"),
        (EMPTY | {"format": "x"}, "format: 'x' is none of helevejen-market/1"),
        ({"format": FORMAT}, "on is missing"),
        (with_citizen(hors=3), r"citizens\[0\].hors: is no field here. Did you mean hours\?"),
        (with_citizen(Name="Ana"), r"citizens\[0\].Name: matching never reads this. Take it out"),
        (with_citizen(hours={"most": "10"}), r"citizens\[0\].hours.most: '10' is no number from 0.25 to 168"),
        (with_citizen(intensity=50.5), "intensity: 50.5 is no whole number"),
        (with_citizen(days=["mon", "tru"]), r"days\[1\]: 'tru' is none of .*Did you mean tue\?"),
        (with_citizen(days=[]), "an empty list says that there is none. Leave it out"),
        (with_citizen(travel={"train": {}}), r"travel.train: is none of walk, bike, public, car"),
        (with_citizen(clean_record="no"), "clean_record: 'no' is neither true nor false"),
        (with_citizen(licences=[{"code": "B", "until": "1.1.2027"}]), r"until: '1.1.2027' is no day"),
        (with_citizen(skills="s"), "'s' is not a list"),
        (with_citizen(hours={"least": 30, "most": 10}), r"citizens\[0\].hours: least 30, most 10"),
        (with_order(company="\ud800"), r'orders\[0\].company: ".*ud800" has half a letter in it'),
        (with_citizen(languages={"\ud800": "A1"}), r'citizens\[0\].languages\..ud800: ".*ud800" has half a letter'),
        (with_order(hours={"from": 10, "to": 5}), r"orders\[0\].hours: from 10 to 5"),
        (with_order(languages=[{"language": "da"}]), r"languages\[0\]: level is missing"),
        (EMPTY | {"orders": [{"id": "o"}, {"id": "o"}]}, "orders: 'o' is there twice"),
        (EMPTY | {"courses": [{"id": "k"}, {"id": " k"}]}, "courses: 'k' is there twice"),
        (EMPTY | {"on": "20261122"}, "on: '20261122' is no day. Write it as 2026-11-22"),
        (EMPTY | {"seed": 2**40}, "seed: 1099511627776 is no whole number from 0 to 2,147,483,648"),
        (with_order(licences=[{"code": f"l{n}"} for n in range(63)]), "licences that are a must: 63 different ones"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place_and_a_remedy(written, told, says):
    with pytest.raises(CommandError, match=says) as fault:
        answer(written(told))
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize("key", sorted(FORBIDDEN))
@pytest.mark.parametrize("place", [with_citizen, with_order])
def test_what_must_not_count_is_refused_wherever_it_stands(key, place):
    with pytest.raises(UnusableMarket, match="never reads this"):
        market_of(place(**{key: "x"}))


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="no such file"):
        answer(tmp_path / "none.json")
    with pytest.raises(CommandError, match="Name a file"):
        answer()


def test_a_mark_of_the_encoding_and_other_ends_of_lines_change_nothing(written):
    told = example(6, 5, 1, TODAY)
    expected = answer(written(told), "--json")
    assert answer(written("\ufeff" + json.dumps(told, indent=1).replace("\n", "\r\n")), "--json") == expected


def test_courses_that_help_equally_many_are_told_by_id_however_the_file_is_sorted(written):
    told = with_citizen() | {"orders": [{"id": "o", "skills": [{"skill": "s"}]}]}
    courses = [{"id": key, "skills": ["s"]} for key in ("b", "a", "c")]
    found = json.loads(answer(written(told | {"courses": courses}), "--courses", "--json"))
    assert found["courses"]["for_all"] == [{"course": "a", "helps": 1}]


def test_the_order_of_rows_changes_nothing_that_is_told(written):
    told = example(30, 20, 1, TODAY)
    turned = told | {key: told[key][::-1] for key in ("citizens", "orders", "courses")}
    asked = ("--both", "--courses", "--share", "--assign", "--json")
    assert answer(written(turned), *asked) == answer(written(told), *asked)


def test_explaining_to_the_desk_says_the_same_whatever_the_record_is(written):
    lines = set()
    for record in (True, False, None):
        told = with_citizen(clean_record=record) | {"orders": [{"id": "o", "clean_record": True}]}
        lines.add(answer(written(told), "--explain", "c", "o"))
    assert len(lines) == 1
    assert lines.pop().startswith("c and o: possible")


def test_null_and_left_out_are_the_same_unknown():
    told = with_citizen(place=None, hours=None, clean_record=None, days=None)
    assert market_of(told)[0].citizens == market_of(with_citizen())[0].citizens == (Citizen("c"),)
    assert market_of(with_order())[0].orders == (Order("o"),)


def test_limits_of_travel_are_metres_of_straight_line_the_smaller_of_two():
    (citizen,) = market_of(with_citizen(travel={"bike": {"km": 13, "minutes": 10}, "car": {"km": 26}}))[0].citizens
    assert citizen.reach == (("bike", 2_000), ("car", 20_000))


def fits(value, rule):
    """Say whether a value keeps a JSON schema, as far as ours go."""
    if "enum" in rule:
        return value in rule["enum"]
    if isinstance(rule["type"], list):
        return value is None or fits(value, rule | {"type": rule["type"][0]})
    kinds = {"object": dict, "array": list, "string": str, "number": (int, float), "integer": (int, float)}
    if rule["type"] == "boolean" or isinstance(value, bool):
        return rule["type"] == "boolean" and isinstance(value, bool)
    if not isinstance(value, kinds[rule["type"]]) or (rule["type"] == "integer" and value != int(value)):
        return False
    if rule["type"] == "string":
        return bool(re.search(rule["pattern"], value)) and len(value) <= rule.get("maxLength", len(value))
    if rule["type"] == "array":
        return len(value) >= rule.get("minItems", 0) and all(fits(one, rule["items"]) for one in value)
    if rule["type"] == "object":
        known, others = rule.get("properties", {}), rule["additionalProperties"]
        return (
            all(fits(key, rule.get("propertyNames", {"enum": list(value)})) for key in value)
            and set(rule.get("required", ())) <= set(value)
            and all(
                fits(one, known[key]) if key in known else bool(others) and fits(one, others)
                for key, one in value.items()
            )
        )
    return "minimum" not in rule or rule["minimum"] <= value <= rule["maximum"]


def test_the_schema_takes_what_the_reader_takes_and_refuses_what_it_refuses():
    rule = schema()
    assert json.loads(answer("--schema")) == rule
    assert fits(json.loads(json.dumps(example(20, 20, 2, TODAY))), rule)
    for told in (
        with_citizen(place=None, days=None, clean_record=None, hours={"most": None}),
        with_citizen(intensity=50.0, languages={"tyrkisk": "A1"}, travel={"car": {}}),
        EMPTY | {"seed": 1.0, "courses": None},
    ):
        assert fits(told, rule)
        market_of(told)
    for told in (
        with_citizen(hors=3),
        with_citizen(days=[]),
        with_citizen(intensity=0),
        with_citizen(languages={" ": "A1"}),
        with_citizen(travel={"car": None}),
        with_citizen(licences=[{"code": "B", "until": "2026-W47-7"}]),
        with_citizen(clean_record=0),
        with_order(hours={"from": "x"}),
        with_order(id="  "),
        EMPTY | {"on": "20261122"},
        EMPTY | {"orders": None},
    ):
        assert not fits(told, rule), told
        with pytest.raises(UnusableMarket):
            market_of(told)


def test_a_name_with_spaces_around_it_is_the_same_name():
    told = with_citizen(languages={" da ": "B1"}) | {"orders": [{"id": "o"}]}
    assert market_of(told)[0].citizens[0].languages == (("da", "B1"),)
    with pytest.raises(UnusableMarket, match=r"languages\.da: stands there twice"):
        market_of(with_citizen(languages={" da ": "B1", "da": "A1"}))


def test_every_field_of_the_file_stands_in_its_page():
    page = (Path(__file__).parents[2] / "docs" / "matching-market.md").read_text(encoding="utf-8")

    def names(kind):
        if isinstance(kind, Object):
            for name, (inner, _means) in kind.fields.items():
                yield name
                yield from names(inner)
        elif isinstance(kind, (Many, Table)):
            yield from names(kind.of)

    assert [name for name in names(MARKET) if f"`{name}`" not in page] == []


def test_markets_made_by_chance_reach_most_rules():
    market = made.market(random.Random(0), 20, 20, is_full=True)
    assert len({tuple(said) for said in naive.verdicts(market).values()}) > 100
