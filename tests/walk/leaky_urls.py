"""The site with a dozen holes in it, each of a kind that has been made somewhere, and one page without."""

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import path

from helevejen.accounts.enums import Permission
from helevejen.audit.enums import Purpose
from helevejen.cases.models import Case, Note
from helevejen.citizens import queries
from helevejen.citizens.models import Citizen, ConflictOfInterest
from helevejen.config.urls import urlpatterns as site
from helevejen.core import clock
from helevejen.web.shared.access import fetch, public, requires, shows
from helevejen.web.shared.spreadsheets import as_workbook


@requires(Permission.OWN_DAY_VIEW)
def sound(request, citizen_id):
    return HttpResponse(fetch(request, queries.citizens_visible_to(request.user, clock.now()), pk=citizen_id).name)


@requires(Permission.OWN_DAY_VIEW)
def by_number(request, citizen_id):
    return HttpResponse(Citizen.objects.get(pk=citizen_id).name)


@requires(Permission.OWN_DAY_VIEW)
def in_title(request):
    return HttpResponse(f"<title>{Citizen.objects.get(given_name__startswith='zq').name}</title><main></main>")


@requires(Permission.OWN_DAY_VIEW)
def in_address(request):
    return HttpResponseRedirect(f"/?navn={Citizen.objects.get(given_name__startswith='zq').name}")


@requires(Permission.OWN_DAY_VIEW)
def in_header(request):
    name = Citizen.objects.get(given_name__startswith="zq").name
    return HttpResponse("fil", headers={"Content-Disposition": f'attachment; filename="{name}.txt"'})


@requires(Permission.OWN_DAY_VIEW)
def in_workbook(request):
    return as_workbook("fil", "Liste", ["Navn"], [[Citizen.objects.get(given_name__startswith="zq").name]])


@requires(Permission.OWN_DAY_VIEW)
def in_number(request):
    return HttpResponse(f"<main>{Case.objects.count()} borgere</main>")


@requires(Permission.OWN_DAY_VIEW)
def in_search(request):
    text = request.GET.get("q", "")
    found = Citizen.objects.filter(search_key__contains=text).order_by("pk") if len(text) > 3 else []
    return JsonResponse([one.name for one in found], safe=False)


@requires(Permission.OWN_DAY_VIEW)
def by_deed(request, case_id):
    if request.method == "POST":
        Case.objects.filter(pk=case_id).update(external_id="stolen")
    return HttpResponse("ok" if request.method == "POST" else "", status=200 if request.method == "POST" else 404)


@requires(Permission.OWN_DAY_VIEW)
def by_deletion(request, conflict_id):
    if request.method == "DELETE":
        ConflictOfInterest.objects.filter(pk=conflict_id).delete()
        return HttpResponse(status=404)
    return HttpResponse(status=404)


@public
def to_anybody(request, note_id):
    return HttpResponse(Note.objects.get(pk=note_id).headline)


@requires(Permission.CASE_VIEW)
def health_to_leader(request, citizen_id):
    citizen = fetch(request, queries.citizens_visible_to(request.user, clock.now()), pk=citizen_id)
    return HttpResponse("".join(note.text for note in Note.objects.filter(case__citizen=citizen).order_by("pk")))


@requires(Permission.CASE_VIEW)
def without_log(request, citizen_id):
    visible = queries.citizens_visible_to(request.user, clock.now())
    found = visible.filter(pk=citizen_id).first()
    return HttpResponse(found.name if found else "", status=200 if found else 404)


@requires(Permission.OWN_DAY_VIEW)
def for_a_made_up_purpose(request, citizen_id):
    shows(request, [citizen_id], purpose=Purpose.SEARCH)
    return HttpResponse("her er der en borger")


urlpatterns = [
    *site,
    path("leak/sound/<int:citizen_id>/", sound, name="sound"),
    path("leak/number/<int:citizen_id>/", by_number, name="by_number"),
    path("leak/title/", in_title, name="in_title"),
    path("leak/address/", in_address, name="in_address"),
    path("leak/header/", in_header, name="in_header"),
    path("leak/workbook/", in_workbook, name="in_workbook"),
    path("leak/count/", in_number, name="in_number"),
    path("leak/search/", in_search, name="in_search"),
    path("leak/deed/<int:case_id>/", by_deed, name="by_deed"),
    path("leak/delete/<int:conflict_id>/", by_deletion, name="by_deletion"),
    path("leak/public/<int:note_id>/", to_anybody, name="to_anybody"),
    path("leak/health/<int:citizen_id>/", health_to_leader, name="health_to_leader"),
    path("leak/log/<int:citizen_id>/", without_log, name="without_log"),
    path("leak/purpose/<int:citizen_id>/", for_a_made_up_purpose, name="for_a_made_up_purpose"),
]
