"""The inbox: what is mine, what I cover, my team's; and that nobody else finds anything."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from helevejen.accounts.enums import Role
from helevejen.accounts.models import Employment
from helevejen.audit.models import Access
from helevejen.inquiries import actions, queries
from helevejen.inquiries.enums import Box
from helevejen.web.desk import inquiries as inbox
from tests.cast import NOW
from tests.factories.accounts import AbsenceFactory
from tests.factories.citizens import ConflictOfInterestFactory
from tests.factories.inquiries import AttachmentFactory, InquiryFactory, PostFactory, WaitFactory
from tests.support.flat import assert_flat
from tests.web.shared.drawing import words_of


@pytest.fixture
def hers(cast):
    """Amina's mail, with Jens."""
    inquiry = InquiryFactory(citizen=cast.amina, owner=cast.jens, team=cast.ungdom, subject="Om praktikken")
    PostFactory(inquiry=inquiry, text="Hvornår begynder jeg?")
    return inquiry


def page(inquiry=None, name="inquiry_detail"):
    return reverse(f"desk:{name}", args=[inquiry.pk]) if inquiry else reverse("desk:inquiries")


def in_box(user, box):
    return {one.pk for one in queries.inbox_of(user, box, NOW)}


def solved_of(user):
    return queries.solved_lately(user, NOW).values_list("pk")


def test_mine_are_those_i_have_and_the_most_urgent_first(cast, hers):
    urgent = InquiryFactory(owner=cast.jens, team=cast.ungdom, due_at=NOW + timedelta(hours=1))
    paused = InquiryFactory(owner=cast.jens, team=cast.ungdom, due_at=None)
    InquiryFactory(owner=cast.mette, team=cast.ungdom)
    found = [one.pk for one in queries.inbox_of(cast.jens, Box.MINE, NOW)]
    assert found == [urgent.pk, hers.pk, paused.pk]


def test_a_substitute_finds_them_while_it_lasts(cast, hers):
    assert in_box(cast.nina, Box.COVERED) == set()
    AbsenceFactory(user=cast.jens, substitute=cast.nina)
    assert in_box(cast.nina, Box.COVERED) == {hers.pk}


def test_my_teams_are_what_i_may_see_and_the_leader_sees_all(cast, hers):
    unknown = InquiryFactory(owner=cast.mette, team=cast.ungdom)
    bos = InquiryFactory(citizen=cast.bo, owner=cast.mette, team=cast.ungdom)
    assert in_box(cast.mette, Box.TEAM) == {unknown.pk, bos.pk}
    assert in_box(cast.lene, Box.TEAM) == {hers.pk, unknown.pk, bos.pk}
    assert in_box(cast.omar, Box.TEAM) == set()


def test_a_dialogue_is_with_whoever_has_the_ball_and_leads_to_its_case(cast, sign_in):
    asked = actions.Asked("portal", "Hej")
    dialogue = actions.write_as_citizen(
        citizen=cast.amina, case=cast.aminas_case, by=cast.amina.user, at=NOW, asked=asked
    )
    assert in_box(cast.jens, Box.MINE) == {dialogue.pk}
    text = sign_in(cast.jens).get(page()).text
    assert reverse("desk:message_answer", args=[dialogue.track_id]) in text
    assert "Du har 1 henvendelse." in words_of(text)


def test_the_solved_ones_have_their_own_headline_and_the_day_they_were_solved(cast, sign_in, hers):
    InquiryFactory(owner=cast.jens, team=cast.ungdom, solved=True)
    text = words_of(sign_in(cast.jens).get(page(), {"vis": "solved"}).text)
    assert "Du har haft 1 henvendelse, der er løst." in text
    assert "Løste henvendelser, de nyeste først" in text
    assert "Svar senest" not in text
    assert "Du har 1 henvendelse." not in text


def order_of(text, *words):
    return sorted(words, key=text.index)


def test_the_list_is_sorted_by_what_its_heads_ask_for(cast, sign_in, hers):
    oldest = {"received_at": NOW - timedelta(days=3), "due_at": NOW + timedelta(hours=2)}
    InquiryFactory(owner=cast.mette, team=cast.ungdom, sender_name="Åse Ø", **oldest)
    InquiryFactory(owner=cast.mette, team=cast.ungdom, sender_name="Zara B", due_at=None)
    names, client = ("Amina Holm", "Zara B", "Åse Ø"), sign_in(cast.jens)

    def sorted_by(sort):
        return order_of(words_of(client.get(page(), {"vis": "team", "sort": sort}).text), *names)

    assert sorted_by("fra") == ["Amina Holm", "Zara B", "Åse Ø"]
    assert sorted_by("-fra") == ["Åse Ø", "Zara B", "Amina Holm"]
    assert sorted_by("-frist") == ["Amina Holm", "Åse Ø", "Zara B"]  # what is due from nobody is last either way
    assert sorted_by("hos") == ["Amina Holm", "Åse Ø", "Zara B"]  # Jens, Mette, and within Mette what is due first
    assert sorted_by("modtaget")[0] == "Åse Ø"
    assert sorted_by("nonsens") == ["Åse Ø", "Amina Holm", "Zara B"]


def test_another_order_keeps_the_box_and_costs_the_same_for_many(cast, sign_in, hers):
    client = sign_in(cast.jens)
    text = client.get(page(), {"vis": "team", "sort": "hos"}).text
    assert 'href="?vis=team&amp;sort=-hos"' in text
    assert 'href="?vis=mine&amp;sort=hos"' in text
    assert 'aria-sort="ascending"' in text

    def more():
        one = InquiryFactory(owner=cast.mette, team=cast.ungdom)
        WaitFactory(inquiry=one)

    assert_flat(lambda: client.get(page(), {"vis": "team", "sort": "hos"}), more)


def test_the_solved_ones_are_sorted_too(cast, sign_in, hers):
    for days, name in ((1, "Bent K"), (2, "Anna K")):
        InquiryFactory(
            owner=cast.jens, team=cast.ungdom, solved=True, solved_at=NOW - timedelta(days=days), sender_name=name
        )
    client = sign_in(cast.jens)
    assert order_of(client.get(page(), {"vis": "solved"}).text, "Anna K", "Bent K") == ["Bent K", "Anna K"]
    text = client.get(page(), {"vis": "solved", "sort": "fra"}).text
    assert order_of(text, "Anna K", "Bent K") == ["Anna K", "Bent K"]


@pytest.mark.parametrize("sort", [{}, {"sort": "fra"}, {"sort": "-frist"}], ids=str)
@pytest.mark.parametrize("box", [*Box, "solved"])
def test_every_page_of_a_box_is_reached_and_no_more(cast, sign_in, hers, monkeypatch, box, sort):
    monkeypatch.setattr(inbox, "ROWS_AT_A_TIME", 2)
    for owner in (cast.jens, cast.jens, cast.mette, cast.mette, cast.mette, cast.nina):
        InquiryFactory(owner=owner, team=cast.ungdom)
    AbsenceFactory(user=cast.nina, substitute=cast.jens)
    for days in (1, 2, 3):
        InquiryFactory(owner=cast.jens, team=cast.ungdom, solved=True, solved_at=NOW - timedelta(days=days))
    client = sign_in(cast.jens)
    whole = in_box(cast.jens, box) if box != "solved" else {pk for (pk,) in solved_of(cast.jens)}
    shown = [client.get(page(), {"vis": box, "side": n, **sort}).context for n in range(1, (len(whole) + 3) // 2)]
    seen = [row.pk for one in shown for row in one["rows"]]
    assert set(seen) == whole
    assert len(seen) == len(whole) == shown[0]["page"].paginator.count


def test_a_box_is_counted_once(cast, sign_in, hers):
    client = sign_in(cast.jens)
    with CaptureQueriesContext(connection) as asked:
        client.get(page())
    assert sum("COUNT(" in one["sql"] and '"inquiries_inquiry"' in one["sql"] for one in asked) == 1


def test_the_list_says_what_it_waits_for(cast, sign_in, hers):
    WaitFactory(inquiry=hers, ground="Lægens svar")
    assert "Venter på en læge: Lægens svar" in words_of(sign_in(cast.jens).get(page()).text)


def test_the_list_is_as_cheap_for_many_as_for_few(cast):
    def read():
        return queries.rows_of(queries.inbox_of(cast.jens, Box.MINE, NOW), NOW)

    def more():
        one = InquiryFactory(citizen=cast.amina, owner=cast.jens, team=cast.ungdom)
        WaitFactory(inquiry=one)

    more()
    assert_flat(read, lambda: [more() for _ in range(5)])


def test_its_owner_reads_it_and_that_is_written_down(cast, sign_in, hers):
    text = words_of(sign_in(cast.jens).get(page(hers)).text)
    assert "Om praktikken" in text
    assert "Hvornår begynder jeg?" in text
    row = Access.objects.get(page="inquiry_detail")
    assert (row.purpose, row.data_classes, row.object_id) == ("own_caseload", "AEF", str(hers.pk))


def test_an_owner_without_relation_reads_and_answers_it_and_the_log_says_why(cast, sign_in, hers):
    hers.owner, hers.team = cast.rikke, cast.voksne
    hers.save()
    client = sign_in(cast.rikke)
    assert "Hvornår begynder jeg?" in words_of(client.get(page(hers)).text)
    assert Access.objects.get(page="inquiry_detail").purpose == "inquiry"
    answer = {"number": 0, "text": "På mandag.", "then": "solved", "avoidable": "no"}
    assert client.post(page(hers, "inquiry_answer"), answer).status_code == 302
    hers.refresh_from_db()
    assert not hers.is_open


def test_the_leader_sees_who_has_it_and_not_the_words(cast, sign_in, hers):
    text = words_of(sign_in(cast.lene).get(page(hers)).text)
    assert "Du kan se, hvem der har den, men ikke læse den." in text
    assert "Hvornår begynder jeg?" not in text
    answer = {"number": 0, "text": "Ja.", "then": "solved"}
    assert sign_in(cast.lene).post(page(hers, "inquiry_answer"), answer).status_code == 404


@pytest.mark.parametrize("who", ["mette", "omar", "nina", "rikke"])
def test_strangers_find_nothing(cast, sign_in, hers, who):
    file = AttachmentFactory(post=PostFactory(inquiry=hers))
    client = sign_in(getattr(cast, who))
    assert client.get(page(hers)).status_code == 404
    assert client.get(reverse("desk:attachment_read", args=[file.pk])).status_code == 404
    assert "praktikken" not in client.get(page(), {"vis": "team"}).text
    for deed in ("answer", "hand_over", "wait", "promise", "call", "solve", "reopen", "sender", "writing"):
        assert client.post(page(hers, f"inquiry_{deed}")).status_code == 404


def test_a_conflict_of_interest_shuts_it_even_for_its_owner(cast, sign_in, hers):
    ConflictOfInterestFactory(user=cast.jens, citizen=cast.amina)
    assert sign_in(cast.jens).get(page(hers)).status_code == 404


def test_without_the_permission_the_door_is_shut(cast, sign_in, hers):
    for who in (cast.anders, cast.karen, cast.amina.user, cast.poul.user):
        assert sign_in(who).get(page(hers)).status_code == 403


def test_when_the_employment_ends_so_does_everything(cast, sign_in, hers):
    Employment.objects.filter(user=cast.jens).update(valid_until=NOW.date())
    assert in_box(cast.jens, Box.MINE) == set()
    assert Employment.objects.filter(role=Role.JOBFORMIDLER).exists()


def test_a_file_is_handed_out_to_be_saved_and_never_shown(cast, sign_in, hers):
    file = AttachmentFactory(post=hers.posts.get(), name="nyt\r\nbrev.html", content="<script>æ</script>")
    answer = sign_in(cast.jens).get(reverse("desk:attachment_read", args=[file.pk]))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="nytbrev.html"'
    assert answer.content == "<script>æ</script>".encode("latin-1")
    assert Access.objects.get(page="attachment_read").kind == "export"
