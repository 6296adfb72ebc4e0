"""The addresses of the company's page."""

from django.urls import URLPattern, path

from helevejen.web.company import answers, inquiries, tasks

app_name = "company"

urlpatterns: list[URLPattern] = [
    path("", tasks.our_tasks, name="our_tasks"),
    path("henvendelser/", inquiries.our_inquiries, name="our_inquiries"),
    path("henvendelser/<int:inquiry_id>/", inquiries.inquiry_read, name="inquiry_read"),
    path("opgave/<int:turn_id>/svar/", answers.turn_answer, name="turn_answer"),
]
