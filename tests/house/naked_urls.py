"""A view without a declaration, two includes down; the walk over the addresses must find it."""

from django.http import HttpResponse
from django.urls import include, path

from helevejen.web.shared.access import public


def naked(request):
    return HttpResponse("anything")


@public
def dressed(request):
    return HttpResponse("anything")


inner = [path("naked/", naked, name="naked"), path("dressed/", dressed, name="dressed")]
outer = [path("further/", include((inner, "inner")))]
urlpatterns = [path("in/", include((outer, "outer")))]
