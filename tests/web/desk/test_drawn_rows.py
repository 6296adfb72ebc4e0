"""What Python draws for speed says the same as the component it stands for, side by side."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from django.utils import translation

from helevejen.web.desk.rows import DeedLink, MeetingRow
from tests.factories.times import NOW, TODAY
from tests.web.shared.drawing import draw

NAMES = ("Amina Holm", 'Ib "Bo" <b>&', "Åse Øst")


class Links(HTMLParser):
    """The links of a piece of markup: what each says and does, and what a reader hears of it."""

    def __init__(self, markup):
        super().__init__()
        self.links, self.given, self.is_quiet = [], {}, False
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "div":  # htmx takes from the element around it what a link does not say itself
            self.given = {name: value for name, value in attributes.items() if name.startswith("hx-")}
        elif tag == "a":
            self.links.append(self.link(attributes))
        self.is_quiet = attributes.get("class") == "sr-only"

    def handle_endtag(self, tag):
        self.is_quiet = False

    def handle_data(self, data):
        if self.links:
            self.links[-1]["heard" if self.is_quiet else "read"] += data

    def link(self, attributes):
        given = self.given if "hx-get" in attributes else {}
        look = {word for word in attributes.pop("class").split() if word != "deed-link"}
        return given | attributes | {"class": look, "read": "", "heard": ""}


def links_of(markup):
    found = Links(markup).links
    for one in found:
        one["read"], one["heard"] = " ".join(one["read"].split()), " ".join(one["heard"].split())
    return found


def meeting(name):
    return MeetingRow(
        pk=7, case_id=3, citizen_name=name, is_protected=False, needs_interpreter=False, colleague="", starts_at=NOW,
        on=TODAY, purpose="Opfølgning", channel="Telefon", place_name="", state="", bucket="today", is_begun=True,
        may_move=True, is_past=False,
    )  # fmt: skip


def as_components(row, about):
    deed = (
        '<c-deed-link :href="one.url" :target="place" variant="{{ one.variant }}" :about="about">'
        "{{ one.word }}</c-deed-link>"
    )
    file = '<c-button :href="url" variant="quiet">{{ word }}<span class="sr-only"> – {{ whom }}</span></c-button>'
    drawn = [draw(deed, one=one, place=row.place, about=about) for one in row.deeds]
    opened = draw(file, url=row.file_url, word=translation.gettext("Åbn sag"), whom=row.citizen_name)
    return links_of("".join([*drawn, opened]))


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_the_tools_are_those_of_the_components(name, language):
    row = meeting(name)
    with translation.override(language):
        assert [one.word for one in row.deeds]
        assert links_of(row.tools) == as_components(row, f"{name}, {row.purpose}")


def test_the_tools_of_a_row_about_nothing_more_name_the_citizen_alone():
    row = replace(meeting("Amina Holm"), purpose="")
    assert links_of(row.tools) == as_components(row, "Amina Holm")


def test_a_link_to_a_page_of_its_own_is_a_button_that_leads_there(monkeypatch):
    row = meeting("Amina Holm")
    monkeypatch.setattr(MeetingRow, "deeds", [DeedLink("/forslag/1/", "Åbn forslaget", is_page=True)])
    button = (
        '<c-button href="/forslag/1/" variant="secondary">Åbn forslaget'
        '<span class="sr-only"> – {{ whom }}</span></c-button>'
    )
    assert links_of(row.tools)[:1] == links_of(draw(button, whom="Amina Holm, Opfølgning"))
