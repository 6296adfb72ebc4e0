"""The frame below which a page finds room for its calls."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from helevejen.config.roomy import WIDTH, roomy


def answer(request):
    return HttpResponse(request.path)


def test_the_page_is_answered_as_it_would_be():
    assert roomy(answer)(RequestFactory().get("/arbejde/")).content == b"/arbejde/"


def test_a_fault_comes_through():
    def fail(request):
        raise ValueError(request.path)

    with pytest.raises(ValueError, match="/arbejde/"):
        roomy(fail)(RequestFactory().get("/arbejde/"))


def test_the_frame_is_wide_and_stands_before_all_others():
    assert roomy(answer).__code__.co_stacksize == WIDTH
    assert settings.MIDDLEWARE[0] == "helevejen.config.roomy.roomy"


def test_calls_go_as_deep_as_anywhere():
    def deep(request, left=400):
        return HttpResponse("bund") if not left else deep(request, left - 1)

    assert roomy(deep)(RequestFactory().get("/")).content == b"bund"
