from helevejen.taxonomy.licences import LICENCE_BY_CODE, LICENCE_GROUPS, LICENCES, codes_covered_by


def test_codes_are_unique_and_cover_only_codes_that_are_there():
    assert len(LICENCE_BY_CODE) == len(LICENCES)
    assert {code for one in LICENCES for code in one.covers} <= set(LICENCE_BY_CODE)


def test_what_is_covered_covers_the_rest_too():
    for one in LICENCES:
        for code in one.covers:
            assert codes_covered_by(code) <= codes_covered_by(one.code)


def test_a_licence_for_the_larger_lorry_is_one_for_the_smaller_too():
    assert codes_covered_by("CE") == {"AM", "B", "BE", "C", "CE"}
    assert codes_covered_by("forklift_b") == {"forklift_a", "forklift_b"}


def test_a_code_nobody_knows_covers_itself():
    assert codes_covered_by("hovercraft") == {"hovercraft"}


def test_those_that_expire_are_told_from_those_for_life():
    assert LICENCE_BY_CODE["CE"].expires
    assert not LICENCE_BY_CODE["forklift_b"].expires


def test_every_licence_stands_in_one_group():
    grouped = [code for _group, codes in LICENCE_GROUPS for code in codes]
    assert sorted(grouped) == sorted(LICENCE_BY_CODE)
