"""The addresses of demand, the call list and the lists to take away, joined to the rest of the desk's in urls.py."""

from django.urls import URLPattern, path

from helevejen.web.desk import demand, exports

urlpatterns: list[URLPattern] = [
    path("efterspoergsel/", demand.demand, name="demand"),
    path("efterspoergsel/excel/", exports.demand_export, name="demand_export"),
    path("ringeliste/", demand.call_list, name="call_list"),
    path("kurser/excel/", exports.courses_export, name="courses_export"),
    path("ordrer/excel/", exports.orders_export, name="orders_export"),
]
