"""The addresses of the company's page."""

from django.urls import URLPattern, path

from helevejen.web.company import answers, candidates, inquiries, order_deeds, orders, placements, tasks

app_name = "company"

urlpatterns: list[URLPattern] = [
    path("", tasks.our_tasks, name="our_tasks"),
    path("henvendelser/", inquiries.our_inquiries, name="our_inquiries"),
    path("henvendelser/<int:inquiry_id>/", inquiries.inquiry_read, name="inquiry_read"),
    path("ordre/ny/", orders.our_order_place, name="our_order_place"),
    path("ordre/<int:order_id>/", orders.our_order, name="our_order"),
    path("ordre/<int:order_id>/ret/", order_deeds.our_order_change, name="our_order_change"),
    path("ordre/<int:order_id>/krav/", order_deeds.our_order_require, name="our_order_require"),
    path(
        "ordre/<int:order_id>/krav/<int:requirement_id>/fjern/",
        order_deeds.our_order_requirement_drop,
        name="our_order_requirement_drop",
    ),
    path("ordre/<int:order_id>/fundet/", order_deeds.our_order_found, name="our_order_found"),
    path("ordre/<int:order_id>/pause/", order_deeds.our_order_pause, name="our_order_pause"),
    path("ordre/<int:order_id>/igang/", order_deeds.our_order_resume, name="our_order_resume"),
    path("ordre/<int:order_id>/luk/", order_deeds.our_order_end, name="our_order_end"),
    path("ordre/<int:order_id>/ring/", orders.our_order_call, name="our_order_call"),
    path("kandidater/<int:proposal_id>/", candidates.our_candidate, name="our_candidate"),
    path("kandidater/<int:proposal_id>/vil-moede/", candidates.candidate_want, name="candidate_want"),
    path("kandidater/<int:proposal_id>/ikke-nu/", candidates.candidate_refuse, name="candidate_refuse"),
    path("kandidater/<int:proposal_id>/samtale/", candidates.candidate_interview, name="candidate_interview"),
    path("kandidater/<int:proposal_id>/ansat/", candidates.candidate_hire, name="candidate_hire"),
    path("forloeb/<int:placement_id>/", placements.our_placement, name="our_placement"),
    path("forloeb/<int:placement_id>/svar/", placements.our_placement_answer, name="our_placement_answer"),
    path("forloeb/<int:placement_id>/timer/", placements.our_placement_hours, name="our_placement_hours"),
    path(
        "forloeb/<int:placement_id>/hvordan-gaar-det/", placements.our_placement_evaluate, name="our_placement_evaluate"
    ),
    path("opgave/<int:turn_id>/svar/", answers.turn_answer, name="turn_answer"),
]
