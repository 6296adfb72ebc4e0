"""A few pages to try the door with."""

import io

from django.http import FileResponse, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from helevejen.accounts.enums import Permission
from helevejen.accounts.models import Team, User
from helevejen.audit.models import Access
from helevejen.cases import perms as case_perms
from helevejen.cases.models import Turn
from helevejen.citizens import actions, queries
from helevejen.core import clock
from helevejen.web.shared.access import citizens_open, fetch, public, requires, shows


def _fetched(request, citizen_id):
    return fetch(request, queries.citizens_visible_to(request.user, clock.now()), shown="AE", pk=citizen_id)


@requires(Permission.CASE_VIEW)
def file_detail(request, citizen_id):
    return HttpResponse(_fetched(request, citizen_id).name)


@requires(Permission.CASE_VIEW)
def case_detail(request, case_id):
    return HttpResponse(fetch(request, case_perms.visible_to(request.user, clock.now()), pk=case_id).citizen.name)


@requires(Permission.CASE_WORK)
def deed(request, citizen_id):
    citizen = _fetched(request, citizen_id)
    if request.method == "POST":
        actions.declare_conflict(citizen=citizen, user=request.user, kind="friend", by=request.user, at=clock.now())
        return HttpResponse(status=303, headers={"Location": "/"})
    return HttpResponse(citizen.name)


@requires(Permission.CPR_REVEAL, any_level=True)
@require_POST
def cpr(request, citizen_id):
    return HttpResponse(actions.reveal_cpr(citizen=_fetched(request, citizen_id), by=request.user, at=clock.now()))


@requires(Permission.CITIZEN_SEARCH)
def find(request, text):
    found = queries.citizens_found(request.user, text, clock.now())
    shows(request, [hit.citizen_id for hit in found], criterion=text)
    return HttpResponse(", ".join(hit.name for hit in found))


@requires(Permission.CASE_VIEW)
def astray(request, kind):
    rows = {
        "look": Access.objects.order_by("pk"),  # about somebody, and no way to tell whom
        "turn": Turn.objects.order_by("pk"),  # the way is longer than the door looks
        "team": Team.objects.order_by("pk"),  # not personal at all
        "colleague": User.objects.filter(kind="staff").order_by("pk"),
    }[kind]
    return HttpResponse(f"secret {fetch(request, rows)}")


@requires(Permission.CASE_VIEW)
def leaky(request, citizen_id):
    shows(request, [citizen_id])
    return HttpResponse("secret")


@requires(Permission.CASE_VIEW)
def leaky_list(request, citizen_id):
    shows(request, [*citizens_open(request), citizen_id], shown="AE")
    return HttpResponse("secret")


@requires(Permission.CASE_VIEW)
def writes(request, citizen_id):
    actions.withdraw_veteran_mark(citizen=_fetched(request, citizen_id), by=request.user, at=clock.now())
    return HttpResponse("done")


@requires(Permission.CASE_VIEW)
def download(request, citizen_id):
    name = _fetched(request, citizen_id).name
    return HttpResponse(name, headers={"Content-Disposition": "attachment; filename=sag.txt"})


@requires(Permission.CASE_VIEW)
def stream(request, citizen_id):
    return FileResponse(io.BytesIO(_fetched(request, citizen_id).name.encode()))


@public
def open_to_all(request):
    return HttpResponse("hello")


urlpatterns = [
    path("open/", open_to_all),
    path("case/<int:case_id>/", case_detail),
    path("find/<str:text>/", find),
    path("astray/<str:kind>/", astray),
    *(
        path(f"{view.__name__}/<int:citizen_id>/", view)
        for view in (file_detail, deed, cpr, leaky, leaky_list, writes, download, stream)
    ),
]
