"""The addresses of the leader's pages."""

from django.urls import URLPattern

app_name = "lead"

urlpatterns: list[URLPattern] = []
