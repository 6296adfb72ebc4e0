import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from helevejen.core import crypto

OLD, NEW = b"o" * 32, b"n" * 32
PLACE = "citizens_citizen.cpr"


@pytest.fixture(autouse=True)
def keys(settings):
    settings.ENCRYPTION_KEYS = {1: OLD}
    settings.BLIND_INDEX_KEY = b"b" * 32


def test_what_is_encrypted_can_be_read_and_a_cpr_number_takes_39_bytes():
    sealed = crypto.encrypt("0101011234", place=PLACE)
    assert len(sealed) == 39
    assert b"0101011234" not in sealed
    assert crypto.decrypt(sealed, place=PLACE) == "0101011234"


def test_equal_texts_have_different_ciphertexts():
    assert crypto.encrypt("æ", place=PLACE) != crypto.encrypt("æ", place=PLACE)


def test_a_ciphertext_moved_to_another_column_is_refused():
    sealed = crypto.encrypt("hemmelig", place=PLACE)
    with pytest.raises(crypto.UnableToDecrypt, match="damaged or was made for another place"):
        crypto.decrypt(sealed, place="citizens_citizen.note")


@pytest.mark.parametrize(
    "spoil", [lambda b: b[:-1], lambda b: b + b"x", lambda b: b[:20] + bytes([b[20] ^ 1]) + b[21:]]
)
def test_a_damaged_ciphertext_is_refused(spoil):
    with pytest.raises(crypto.UnableToDecrypt):
        crypto.decrypt(spoil(crypto.encrypt("hemmelig tekst", place=PLACE)), place=PLACE)


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01short"])
def test_a_stump_is_refused(sealed):
    with pytest.raises(crypto.UnableToDecrypt):
        crypto.decrypt(sealed, place=PLACE)


def test_the_newest_key_encrypts_and_any_decrypts(settings):
    before = crypto.encrypt("før", place=PLACE)
    settings.ENCRYPTION_KEYS = {1: OLD, 2: NEW}
    after = crypto.encrypt("efter", place=PLACE)
    assert (crypto.key_number(before), crypto.key_number(after)) == (1, 2)
    assert crypto.decrypt(before, place=PLACE) == "før"
    assert crypto.decrypt(after, place=PLACE) == "efter"


def test_a_key_that_is_gone_is_named(settings):
    sealed = crypto.encrypt("før", place=PLACE)
    settings.ENCRYPTION_KEYS = {2: NEW}
    with pytest.raises(crypto.UnableToDecrypt, match="encrypted with key 1"):
        crypto.decrypt(sealed, place=PLACE)


@pytest.mark.parametrize(("keys", "fault"), [({}, "is empty"), ({1: b"short"}, "must be 32"), ({256: OLD}, "0 to 255")])
def test_keys_that_cannot_be_used_are_named(settings, keys, fault):
    settings.ENCRYPTION_KEYS = keys
    with pytest.raises(ImproperlyConfigured, match=fault):
        crypto.encrypt("tekst", place=PLACE)


def test_the_blind_index_is_equal_for_equal_values_of_one_purpose_only(settings):
    index = crypto.blind_index("0101011234", purpose=PLACE)
    assert index == crypto.blind_index("0101011234", purpose=PLACE)
    assert len(index) == 64
    assert index != crypto.blind_index("0101011235", purpose=PLACE)
    assert index != crypto.blind_index("0101011234", purpose="other")
    settings.BLIND_INDEX_KEY = b"c" * 32
    assert index != crypto.blind_index("0101011234", purpose=PLACE)


def test_the_blind_index_without_a_key_is_refused(settings):
    settings.BLIND_INDEX_KEY = b""
    with pytest.raises(ImproperlyConfigured, match="BLIND_INDEX_KEY must be 32 bytes"):
        crypto.blind_index("x", purpose=PLACE)


@given(st.text())
def test_every_text_comes_back(text):
    assert crypto.decrypt(crypto.encrypt(text, place=PLACE), place=PLACE) == text
