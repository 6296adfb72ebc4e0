"""The addresses of Min vej."""

from django.urls import URLPattern, path

from helevejen.web.citizen import (
    about,
    access_urls,
    decisions,
    handovers,
    inquiries,
    jobs,
    meetings,
    notes,
    profile,
    steps,
    talks,
    waits,
    wishes,
)
from helevejen.web.citizen import path as page

app_name = "citizen"

urlpatterns: list[URLPattern] = [
    path("", page.my_path, name="my_path"),
    path("nyt/laest/", page.notices_read, name="notices_read"),
    path("jeg-er-her/", page.still_here, name="still_here"),
    path("skridt/<int:step_id>/gjort/", steps.step_done, name="step_done"),
    path("tur/<int:track_id>/gjort/", steps.turn_done, name="turn_done"),
    path("hvor-laenge/<int:turn_id>/", waits.how_long, name="how_long"),
    path("oensker/", wishes.my_wishes, name="my_wishes"),
    path("oensker/nyt/", wishes.wish_say, name="wish_say"),
    path("oensker/<int:wish_id>/", wishes.wish_versions, name="wish_versions"),
    path("oensker/<int:wish_id>/ret/", wishes.wish_change, name="wish_change"),
    path("oensker/<int:wish_id>/tag-tilbage/", wishes.wish_withdraw, name="wish_withdraw"),
    path("profil/", profile.my_profile, name="my_profile"),
    path("profil/ny/<slug:topic>/", profile.profile_add, name="profile_add"),
    path("profil/ikke-flere/<slug:topic>/", profile.profile_finish, name="profile_finish"),
    path("profil/<int:fact_id>/ret/", profile.profile_correct, name="profile_correct"),
    path("profil/<int:fact_id>/passer/", profile.profile_confirm, name="profile_confirm"),
    path("profil/<int:fact_id>/fjern/", profile.profile_withdraw, name="profile_withdraw"),
    path("profil/kun-mig/", profile.my_private, name="my_private"),
    path("aftaler/", meetings.my_meetings, name="my_meetings"),
    path("aftaler/<int:meeting_id>/vaelg-tid/", meetings.meeting_choose, name="meeting_choose"),
    path("aftaler/<int:meeting_id>/flyt/", meetings.meeting_move, name="meeting_move"),
    path("aftaler/<int:meeting_id>/aflys/", meetings.meeting_cancel, name="meeting_cancel"),
    path("aftaler/<int:meeting_id>/hvad-skete-der/", meetings.meeting_explain, name="meeting_explain"),
    path("aftaler/<int:meeting_id>/kalender/", meetings.meeting_calendar, name="meeting_calendar"),
    path("beskeder/", talks.my_messages, name="my_messages"),
    path("henvendelser/", inquiries.my_inquiries, name="my_inquiries"),
    path("henvendelser/<int:inquiry_id>/", inquiries.inquiry_read, name="inquiry_read"),
    path("bliv-ringet-op/", talks.call_ask, name="call_ask"),
    path("skift/<int:handover_id>/", handovers.handover_answer, name="handover_answer"),
    path("afgoerelser/", decisions.my_decisions, name="my_decisions"),
    path("afgoerelser/<int:decision_id>/", decisions.decision_read, name="decision_read"),
    path("afgoerelser/<int:decision_id>/tekst/", decisions.decision_text, name="decision_text"),
    path("afgoerelser/<int:decision_id>/svar/", decisions.hearing_answer, name="hearing_answer"),
    path("skrevet-om-mig/", notes.my_notes, name="my_notes"),
    path("job/<int:job_id>/stop-opfoelgning/", jobs.follow_up_stop, name="follow_up_stop"),
    path("om-mig/", about.about_me, name="about_me"),
    *access_urls.urlpatterns,
]
