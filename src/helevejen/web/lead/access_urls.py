"""The addresses of the review of access, joined to the leader's own in urls.py."""

from django.urls import URLPattern, path

from helevejen.web.lead import access_review

urlpatterns: list[URLPattern] = [
    path("noedadgang/", access_review.glasses, name="glasses"),
    path("noedadgang/<int:glass_id>/", access_review.glass_review, name="glass_review"),
    path("inhabilitet/<int:conflict_id>/slut/", access_review.conflict_end, name="conflict_end"),
    path("navngiv/<int:citizen_id>/", access_review.person_name, name="person_name"),
    path("log/", access_review.log_control, name="log_control"),
    path("log/<int:access_id>/", access_review.look_control, name="look_control"),
]
