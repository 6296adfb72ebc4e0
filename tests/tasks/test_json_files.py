import pytest

from helevejen.tasks.json_files import UnreadableJson, read_json


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (b"{", "no JSON at line 1, column 2: .* Correct the JSON there"),
        (b'{"a": [1, 2,]}', "no JSON at line 1, column 1[0-9]"),
        (b'{"a": 1, "b": 2, "a": 3}', "'a' stands twice in the same object. Keep one"),
        (b'{"a": ' + b"1" * 5_000 + b"}", "a number has thousands of digits"),
        (b'{"a": NaN}', "NaN is no number of JSON"),
        (rb'{"a": ["b\uD83D"]}', r'a\[0\]: "b\\ud83d" has half a letter in it. Write the text again'),
        (b"[" * 100_000, "it is nested too deep"),
        ('{"a": "æ"}'.encode("latin-1"), "it is not UTF-8. Save it as UTF-8"),
    ],
)
def test_what_is_no_json_is_told_in_one_line_with_its_place_and_remedy(tmp_path, said, expected):
    path = tmp_path / "facts.json"
    path.write_bytes(said)
    with pytest.raises(UnreadableJson, match=rf"facts\.json: {expected}") as refused:
        read_json(path)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UnreadableJson, match=r"none\.json: no such file\. Name a file"):
        read_json(tmp_path / "none.json")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(UnreadableJson, match="Name a file that can be read"):
        read_json(tmp_path)


def test_a_byte_order_mark_does_not_matter(tmp_path):
    (tmp_path / "facts.json").write_bytes(b'\xef\xbb\xbf{"a": 1}')
    assert read_json(tmp_path / "facts.json") == {"a": 1}


def test_a_letter_said_in_two_halves_is_one(tmp_path):
    (tmp_path / "facts.json").write_bytes(rb'{"a": "\ud83d\ude00"}')
    assert read_json(tmp_path / "facts.json") == {"a": "\U0001f600"}
