"""The addresses of the day, the caseload, the search and the ball, joined to the rest of the desk's in urls.py."""

from django.urls import URLPattern, path

from helevejen.web.desk import caseload, closing, dialogues, my_day, register, search, talks, tracks, turns

urlpatterns: list[URLPattern] = [
    path("", my_day.my_day, name="my_day"),
    path("overblik/", my_day.my_day_opening, name="my_day_opening"),
    path("beskeder/laest/", my_day.notices_read, name="notices_read"),
    path("sagsstamme/", caseload.my_caseload, name="my_caseload"),
    path("find/", search.citizen_search, name="citizen_search"),
    path("borger/<int:citizen_id>/kort/", search.citizen_card, name="citizen_card"),
    path("borger/ny/", register.citizen_register, name="citizen_register"),
    path("borger/igen/", register.case_open, name="case_open"),
    # The ball
    path("bold/<int:track_id>/videre/", turns.turn_pass, name="turn_pass"),
    path("bold/<int:track_id>/udsaet/", turns.turn_postpone, name="turn_postpone"),
    path("bold/<int:track_id>/ryk/", turns.turn_nudge, name="turn_nudge"),
    path("bold/<int:track_id>/ret/", turns.turn_correct, name="turn_correct"),
    path("bold/<int:track_id>/fortryd/<int:turn_id>/", turns.turn_undo, name="turn_undo"),
    path("bold/<int:track_id>/svar/", dialogues.message_answer, name="message_answer"),
    path("sag/<int:case_id>/spor/", tracks.track_start, name="track_start"),
    path("spor/<int:track_id>/luk/", closing.track_close, name="track_close"),
    path("sag/<int:case_id>/talt/", talks.talk_log, name="talk_log"),
    path("sag/<int:case_id>/luk/", closing.case_close, name="case_close"),
]
