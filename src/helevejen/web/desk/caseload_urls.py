"""The addresses of hand-overs, absence and companies, joined to the desk's own in urls.py."""

from django.urls import URLPattern, path

from helevejen.web.desk import absence, companies, handover

urlpatterns: list[URLPattern] = [
    path("overdragelser/", handover.handover_list, name="handover_list"),
    path("sag/<int:case_id>/overdrag/", handover.handover_request, name="handover_request"),
    path("overdragelser/<int:handover_id>/", handover.handover_detail, name="handover_detail"),
    path("overdragelser/<int:handover_id>/svar/", handover.handover_answer, name="handover_answer"),
    path("overdragelser/<int:handover_id>/besked/", handover.handover_tell, name="handover_tell"),
    path("overdragelser/<int:handover_id>/samtale/", handover.handover_meet, name="handover_meet"),
    path("overdragelser/<int:handover_id>/uden-samtale/", handover.handover_skip_meeting, name="handover_skip_meeting"),
    path("overdragelser/<int:handover_id>/kvitter/", handover.handover_sign, name="handover_sign"),
    path("overdragelser/<int:handover_id>/gennemfoer/", handover.handover_complete, name="handover_complete"),
    path("overdragelser/<int:handover_id>/traek-tilbage/", handover.handover_withdraw, name="handover_withdraw"),
    path("sag/<int:case_id>/vikar/", handover.backup_name, name="backup_name"),
    path("virksomheder/", companies.companies, name="companies"),
    path("virksomheder/<int:company_id>/", companies.company_detail, name="company_detail"),
    path("fravaer/", absence.my_absence, name="my_absence"),
    path("mine-tal/", absence.my_figures, name="my_figures"),
]
