"""The addresses of proposals, joined to the rest of the desk's in urls.py."""

from django.urls import URLPattern, path

from helevejen.web.desk import proposals

urlpatterns: list[URLPattern] = [
    path("ordrer/<int:order_id>/spoerg/", proposals.order_ask, name="order_ask"),
    path("forslag/<int:proposal_id>/", proposals.proposal_detail, name="proposal_detail"),
    path("forslag/<int:proposal_id>/ja/", proposals.proposal_accept, name="proposal_accept"),
    path("forslag/<int:proposal_id>/nej/", proposals.proposal_decline, name="proposal_decline"),
    path("forslag/<int:proposal_id>/tag-tilbage/", proposals.proposal_withdraw, name="proposal_withdraw"),
    path("forslag/<int:proposal_id>/vis/", proposals.proposal_present, name="proposal_present"),
    path("forslag/<int:proposal_id>/navn/", proposals.proposal_name, name="proposal_name"),
    path("forslag/<int:proposal_id>/vil-moede/", proposals.proposal_want, name="proposal_want"),
    path("forslag/<int:proposal_id>/ikke-nu/", proposals.proposal_refuse, name="proposal_refuse"),
    path("forslag/<int:proposal_id>/samtale/", proposals.proposal_interview, name="proposal_interview"),
    path("forslag/<int:proposal_id>/ansat/", proposals.proposal_hire, name="proposal_hire"),
    path("forslag/<int:proposal_id>/mind-om/", proposals.proposal_remind, name="proposal_remind"),
    path("forslag/<int:proposal_id>/slip/", proposals.proposal_release, name="proposal_release"),
    path("forslag/<int:proposal_id>/stop/", proposals.proposal_stop, name="proposal_stop"),
]
