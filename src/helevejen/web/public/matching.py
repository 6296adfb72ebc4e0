"""How jobs and people are held up against each other, for anybody to read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from helevejen.core import clock
from helevejen.suggestions.queries import lists, telling
from helevejen.web.shared.access import public


@public
@require_safe
def how_we_match(request: HttpRequest) -> HttpResponse:
    shown = {"method": telling.method(), "stop": lists.find_stop(), "today": clock.today()}
    return render(request, "public/how_we_match.html", shown)
