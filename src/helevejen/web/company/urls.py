"""The addresses of the company's page."""

from django.urls import URLPattern, path

from helevejen.web.company import answers, inquiries, orders, tasks

app_name = "company"

urlpatterns: list[URLPattern] = [
    path("", tasks.our_tasks, name="our_tasks"),
    path("henvendelser/", inquiries.our_inquiries, name="our_inquiries"),
    path("henvendelser/<int:inquiry_id>/", inquiries.inquiry_read, name="inquiry_read"),
    path("ordre/ny/", orders.our_order_place, name="our_order_place"),
    path("ordre/<int:order_id>/", orders.our_order, name="our_order"),
    path("ordre/<int:order_id>/ring/", orders.our_order_call, name="our_order_call"),
    path("opgave/<int:turn_id>/svar/", answers.turn_answer, name="turn_answer"),
]
