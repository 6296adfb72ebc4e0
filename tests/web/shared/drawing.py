"""Draws a line of template with our components, as a page would."""

import re
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.template import RequestContext, engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler


def draw(source: str, path: str = "/", **values: Any) -> str:
    """Return the HTML of a line of template, with runs of whitespace made one."""
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    request.resolver_match = None
    template = engines["django"].engine.from_string("{% load helevejen %}" + CottonCompiler().process(source))
    return re.sub(r"\s+", " ", template.render(RequestContext(request, values))).strip()


def words_of(html: str) -> str:
    """Return what a reader would read, screen readers included."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()
