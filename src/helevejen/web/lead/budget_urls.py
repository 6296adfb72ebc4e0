"""The addresses of the budget, joined to the leader's own in urls.py."""

from django.urls import URLPattern, path

from helevejen.web.lead import budget

urlpatterns: list[URLPattern] = [
    path("budget/", budget.budget, name="budget"),
    path("budget/nyt/", budget.account_open, name="account_open"),
    path("budget/<int:account_id>/", budget.account_detail, name="account_detail"),
    path("budget/<int:account_id>/beloeb/", budget.account_grant, name="account_grant"),
    path("budget/<int:account_id>/afslut/", budget.account_close, name="account_close"),
    path("budget/postering/<int:payment_id>/krediter/", budget.payment_credit, name="payment_credit"),
    path("budget/postering/<int:entry_id>/ret/", budget.entry_correct, name="entry_correct"),
    path("budget/rettelse/<int:correction_id>/", budget.correction_answer, name="correction_answer"),
]
