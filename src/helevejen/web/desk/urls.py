"""The addresses of the desk."""

from django.urls import URLPattern, URLResolver

from helevejen.web.desk import access_urls, caseload_urls, turn_urls

try:  # TEMPORARY until the pages of the file are all there
    from helevejen.web.desk import file_urls

    _file = file_urls.urlpatterns
except ImportError:
    from django.http import HttpResponse
    from django.urls import path

    from helevejen.web.shared.access import public

    _file = [
        path(f"midlertidig/{name}/<int:pk>/", public(lambda request, pk: HttpResponse("kommer")), name=name)
        for name in (
            "citizen_detail", "case_detail", "note_write", "wish_answer", "meeting_hold", "meeting_miss", "meeting_move",
            "meeting_invite", "case_meetings", "case_decisions", "case_jobs", "case_facts", "meeting_propose",
        )
    ]

app_name = "desk"

urlpatterns: list[URLPattern | URLResolver] = [
    *turn_urls.urlpatterns,
    *_file,
    *caseload_urls.urlpatterns,
    *access_urls.urlpatterns,
]
