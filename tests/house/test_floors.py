from tools import floors


def test_the_picture_of_the_floors_is_what_the_contracts_draw():
    assert floors.PAGE.read_text() == floors.drawn()
