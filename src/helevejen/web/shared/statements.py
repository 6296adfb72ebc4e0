"""What anyone may ask of the pages themselves: can I use them, and what do you do with what you know of me?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from helevejen.web.shared.access import public


@public
@require_safe
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    return render(request, "shared/accessibility_statement.html")


@public
@require_safe
def privacy_notice(request: HttpRequest) -> HttpResponse:
    return render(request, "shared/privacy_notice.html")
