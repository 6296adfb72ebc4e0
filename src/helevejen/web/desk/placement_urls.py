"""The addresses of places at work, joined to the desk's own in urls.py."""

from django.urls import URLPattern, path

from helevejen.web.desk import placement_deeds, placements

urlpatterns: list[URLPattern] = [
    path("sag/<int:case_id>/forloeb/ny/", placements.placement_place, name="placement_place"),
    path("sag/<int:case_id>/forloeb/ny/<int:company_id>/", placements.placement_plan, name="placement_plan"),
    path("spor/<int:track_id>/forloeb/", placements.track_placement, name="track_placement"),
    path("forloeb/<int:placement_id>/", placements.placement_detail, name="placement_detail"),
    path("forloeb/<int:placement_id>/aftale/", placements.placement_change, name="placement_change"),
    path("forloeb/<int:placement_id>/sagt/", placements.placement_note, name="placement_note"),
    path("forloeb/<int:placement_id>/begyndt/", placements.placement_begin, name="placement_begin"),
    path("forloeb/<int:placement_id>/timer/", placement_deeds.placement_hours, name="placement_hours"),
    path("forloeb/<int:placement_id>/trappe/", placement_deeds.placement_review, name="placement_review"),
    path("forloeb/<int:placement_id>/snak/", placement_deeds.placement_talk, name="placement_talk"),
    path("forloeb/<int:placement_id>/spoerg/", placement_deeds.placement_ask, name="placement_ask"),
    path("forloeb/<int:placement_id>/evaluering/", placement_deeds.placement_evaluate, name="placement_evaluate"),
    path("forloeb/<int:placement_id>/slut/", placement_deeds.placement_end, name="placement_end"),
    path("passer-ikke/<int:doubt_id>/svar/", placement_deeds.doubt_answer, name="doubt_answer"),
]
