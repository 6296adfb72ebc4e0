"""The main path, in browsers that run no script at all."""

import pytest

from tests.journeys import way


@pytest.fixture
def browsing():
    return {"java_script_enabled": False}


def test_the_whole_way_needs_no_scripts(journey):
    way.is_imported(journey)
    way.signs_in_with_mitid(journey)
    assert journey.screens.of(None).evaluate("typeof htmx") == "undefined"  # no script has run, indeed
    way.gets_a_jobformidler(journey)
    way.says_a_dream(journey)
    way.is_answered(journey)
    way.picks_a_meeting(journey)
    way.is_met_under_two_caps(journey)
    way.agrees_on_a_step(journey)
    way.gets_a_decision(journey)
    way.is_spoken_for_at_a_company(journey)
    way.starts_in_a_job(journey)
    way.is_followed_up(journey)
    way.keeps_the_jobformidler_while_a_substitute_helps(journey)
    way.is_asked_to_be_handed_over(journey)
    way.is_told_and_answers(journey)
    way.is_handed_over(journey)
