"""The addresses of hand-overs and absence, joined to the desk's own in urls.py."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
