"""The addresses of job orders, joined to the rest of the desk's in urls.py."""

from django.urls import URLPattern, path

from helevejen.web.desk import courses, openings, order_deeds, orders

urlpatterns: list[URLPattern] = [
    path("kurser/", courses.courses, name="courses"),
    path("ordrer/", orders.orders, name="orders"),
    path("ordrer/<int:order_id>/", orders.order_detail, name="order_detail"),
    path("ordrer/<int:order_id>/ret/", orders.order_change, name="order_change"),
    path("ordrer/<int:order_id>/tag/", order_deeds.order_take, name="order_take"),
    path("ordrer/<int:order_id>/giv/", order_deeds.order_give, name="order_give"),
    path("ordrer/<int:order_id>/svar/", order_deeds.order_answer, name="order_answer"),
    path("ordrer/<int:order_id>/forslag/", order_deeds.order_shortlist, name="order_shortlist"),
    path("ordrer/<int:order_id>/kandidater/", openings.order_candidates, name="order_candidates"),
    path("ordrer/<int:order_id>/kandidater/find/", openings.candidates_find, name="candidates_find"),
    path("ordrer/<int:order_id>/naeste/", order_deeds.order_promise, name="order_promise"),
    path("ordrer/<int:order_id>/flyt/", order_deeds.order_move, name="order_move"),
    path("ordrer/<int:order_id>/krav/", order_deeds.order_require, name="order_require"),
    path(
        "ordrer/<int:order_id>/krav/<int:requirement_id>/fjern/",
        order_deeds.order_requirement_drop,
        name="order_requirement_drop",
    ),
    path("ordrer/<int:order_id>/stilling/", order_deeds.order_occupation, name="order_occupation"),
    path("ordrer/<int:order_id>/stillinger/", order_deeds.order_occupations, name="order_occupations"),
    path("virksomheder/<int:company_id>/ordre/", orders.order_place, name="order_place"),
]
