"""The citizen's words are plain: no sentence of the chains is harder than LIX 30, and no page uses office words."""

import re
from pathlib import Path

import pytest

from helevejen.cases.enums import Cap, MeetingPurpose, MeetingState, NoticeKind, TrackKind
from helevejen.cases.models import Notice
from helevejen.cases.rules.chains import chains
from helevejen.cases.rules.own_turns import DONE_OTHERWISE
from helevejen.citizens.enums import Channel
from helevejen.web.citizen.shown import meetings, news, notes, road, turns
from tests.support.lix import lix

HARDEST = 30
OFFICE_WORDS = {
    "afklaring", "bevilge", "bevilling", "fremmøde", "foranstaltning", "indsats", "jf.", "målgruppe", "sagsbehandler",
    "sagsnummer", "udeblevet", "udeblivelse", "vedrørende", "visitation", "såfremt", "fremsende",
}  # fmt: skip
TEMPLATES = Path(__file__).resolve().parents[3] / "src/helevejen/web/citizen/templates/citizen"


def steps():
    return [(kind, step) for kind, chain in chains().items() for step in chain.steps.values()]


@pytest.mark.parametrize("audience", ["citizen", "why", "company"])
def test_no_sentence_of_the_chains_is_hard_to_read(audience):
    said = {step.says(audience) for _kind, step in steps()}
    assert len(said) > 3
    assert sorted(f"{lix(text):.0f}: {text}" for text in said if lix(text) > HARDEST) == []


def test_sentences_are_whole_and_say_you_or_we():
    said = {step.says("citizen") for _kind, step in steps()}
    assert [text for text in said if not text[0].isupper() or text[-1] not in ".?!"] == []


MOST_NEWS_LIX = 35
MOST_PAGE_LIX = 40
EVENTS = (
    "proposed", "booked", "moved", "cancelled", "hearing", "released", "wanted", "interview", "refused", "filled", "",
)  # fmt: skip


def test_no_news_is_hard_to_read():
    values = {"jobformidler": "Mette Dahl", "former": "Jens Bro", "backup": "Bo Kjær", "takes_effect_on": "2026-04-01"}
    notices = [Notice(kind=kind, values=values | {"event": event}) for kind in NoticeKind for event in EVENTS]
    said = {news.news_of(notice).text for notice in notices}
    assert len(said) >= len(NoticeKind)
    assert sorted(f"{lix(text):.0f}: {text}" for text in said if lix(text) > MOST_NEWS_LIX) == []
    assert [text for text in said if not text[0].isupper() or text[-1] not in ".?"] == []


def test_no_sentence_of_a_page_is_hard_to_read():
    written = "\n".join(path.read_text() for path in TEMPLATES.glob("*.html"))
    said = re.findall(r"""{% translate (?:"([^"]+)"|'([^']+)')""", written)
    sentences = [one or other for one, other in said if (one or other).endswith((".", "?", "!"))]
    assert len(sentences) > 60
    hard = [text for text in sentences if len(text.split()) > 7 and lix(text) > MOST_PAGE_LIX]
    assert sorted(f"{lix(text):.0f}: {text}" for text in hard) == []


def test_the_pages_use_no_office_words():
    written = " ".join(path.read_text() for path in TEMPLATES.glob("*.html"))
    spoken = re.sub(r"{%(?!\s*(?:translate|blocktranslate)).*?%}|{{.*?}}|<[^>]*>", " ", written, flags=re.DOTALL)
    assert sorted({word for word in OFFICE_WORDS if re.search(rf"\b{re.escape(word)}", spoken.lower())}) == []


def test_the_links_the_page_treats_apart_are_in_the_chains():
    codes = {step.code for _kind, step in steps()}
    assert turns.GOING_ON | {turns.READ_PLAN} | DONE_OTHERWISE <= codes


def test_every_kind_has_words_of_the_citizens_own():
    assert set(meetings.PURPOSES) == set(MeetingPurpose)
    assert set(meetings.CHANNELS) == set(Channel)
    assert set(meetings.STATES) == set(MeetingState)
    assert set(road.NAMES) == set(TrackKind) - {TrackKind.DIALOGUE}
    assert set(notes.WRITTEN_AS) == set(Cap)


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("", 0),
        ("Vi ringer.", 2),
        ("Vi venter på svar fra speciallægen.", 6 + 100 / 6),
        ("Vi ringer. Du svarer.", 2),
        ("ord uden punktum", 3 + 100 / 3),
    ],
)
def test_lix_counts_words_sentences_and_long_words(text, score):
    assert lix(text) == pytest.approx(score)
