"""The addresses of the inbox, joined to the rest of the desk's in urls.py."""

from django.urls import URLPattern, path

from helevejen.web.desk import canned, deadline_notices, inquiries, inquiry_deeds, inquiry_register

urlpatterns: list[URLPattern] = [
    path("henvendelser/", inquiries.inquiries, name="inquiries"),
    path("henvendelser/ny/", inquiry_register.inquiry_register, name="inquiry_register"),
    path("henvendelser/<int:inquiry_id>/", inquiries.inquiry_detail, name="inquiry_detail"),
    path("henvendelser/<int:inquiry_id>/svar/", inquiry_deeds.inquiry_answer, name="inquiry_answer"),
    path("henvendelser/<int:inquiry_id>/skriver/", inquiry_deeds.inquiry_writing, name="inquiry_writing"),
    path("henvendelser/<int:inquiry_id>/videre/", inquiry_deeds.inquiry_hand_over, name="inquiry_hand_over"),
    path("henvendelser/<int:inquiry_id>/vent/", inquiry_deeds.inquiry_wait, name="inquiry_wait"),
    path(
        "henvendelser/<int:inquiry_id>/vent/<int:wait_id>/slut/",
        inquiry_deeds.inquiry_wait_end,
        name="inquiry_wait_end",
    ),
    path("henvendelser/<int:inquiry_id>/dato/", inquiry_deeds.inquiry_promise, name="inquiry_promise"),
    path("henvendelser/<int:inquiry_id>/ringet/", inquiry_deeds.inquiry_call, name="inquiry_call"),
    path("henvendelser/<int:inquiry_id>/loest/", inquiry_deeds.inquiry_solve, name="inquiry_solve"),
    path("henvendelser/<int:inquiry_id>/igen/", inquiry_deeds.inquiry_reopen, name="inquiry_reopen"),
    path("henvendelser/<int:inquiry_id>/afsender/", inquiry_deeds.inquiry_sender, name="inquiry_sender"),
    path("henvendelser/bilag/<int:attachment_id>/", inquiries.attachment_read, name="attachment_read"),
    path("fristbreve/", deadline_notices.deadline_notices, name="deadline_notices"),
    path("fristbreve/<int:deadline_notice_id>/", deadline_notices.deadline_notice_send, name="deadline_notice_send"),
    path(
        "fristbreve/<int:deadline_notice_id>/ud/",
        deadline_notices.deadline_notice_drop,
        name="deadline_notice_drop",
    ),
    path("faste-svar/", canned.canned_answers, name="canned_answers"),
    path("faste-svar/nyt/", canned.canned_write, name="canned_write"),
    path("faste-svar/<int:canned_id>/", canned.canned_change, name="canned_change"),
    path("faste-svar/<int:canned_id>/ud/", canned.canned_retire, name="canned_retire"),
]
