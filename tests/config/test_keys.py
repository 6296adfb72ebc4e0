import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from helevejen.config.keys import add_field_key, make_missing_keys, read_keys


def test_made_once_and_readable_by_the_owner_only(tmp_path):
    made = make_missing_keys(tmp_path / "keys")
    assert sorted(path.name for path in made) == ["blind_index", "fields", "seal", "session"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}
    before = read_keys(tmp_path / "keys")
    assert make_missing_keys(tmp_path / "keys") == []
    assert read_keys(tmp_path / "keys") == before


def test_a_new_field_key_joins_the_ring(tmp_path):
    make_missing_keys(tmp_path)
    first = read_keys(tmp_path).fields[1]
    assert add_field_key(tmp_path) == 2
    ring = read_keys(tmp_path).fields
    assert ring[1] == first
    assert len(ring[2]) == 32


def test_a_missing_key_is_never_replaced_in_silence(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="restored from the backup"):
        read_keys(tmp_path)


def test_a_key_that_others_can_read_is_refused(tmp_path):
    make_missing_keys(tmp_path)
    (tmp_path / "fields").chmod(0o640)
    with pytest.raises(ImproperlyConfigured, match="chmod 600"):
        read_keys(tmp_path)


@pytest.mark.parametrize("content", ["", "1 AAAA", "0 x", "1", "300 AAAA", "not a key"])
def test_a_broken_ring_is_named(tmp_path, content):
    make_missing_keys(tmp_path)
    (tmp_path / "fields").write_text(content)
    with pytest.raises(ImproperlyConfigured, match="fields"):
        read_keys(tmp_path)
