"""The site with one page more, on which everything is wrong that the looking over looks for."""

from django.http import HttpResponse
from django.urls import path

from helevejen.config.urls import urlpatterns as site
from helevejen.web.shared.access import public

_PAGE = """<!DOCTYPE html><html lang="sv"><head><title> – Hele Vejen</title></head><body><main>
<h1>Et</h1><h1>To</h1><img src="/sundhed"><p style="width: 900px">Bredt</p>
<div><pre>{wide}</pre></div><form><input name="a"></form></main></body></html>"""


@public
def faulty(request):
    return HttpResponse(_PAGE.format(wide="bred " * 100))


urlpatterns = [*site, path("fejl/", faulty, name="faulty")]
