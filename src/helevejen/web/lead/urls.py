"""The addresses of the leader's pages."""

from django.urls import URLPattern, path

from helevejen.web.lead import (
    access_urls,
    away,
    board,
    budget_urls,
    deadlines,
    figures,
    forecasts,
    inquiries,
    law,
    new_citizens,
    process_map,
    suggestions,
    waits,
)

app_name = "lead"

urlpatterns: list[URLPattern] = [
    path("", board.team_board, name="team_board"),
    path("sager/", board.team_cases, name="team_cases"),
    path("ventetid/", waits.team_turns, name="team_turns"),
    path("skift/", board.team_changes, name="team_changes"),
    path("tal/", figures.team_figures, name="team_figures"),
    path("proceskort/", process_map.process_map, name="process_map"),
    path("proceskort/trin/", process_map.step_turns, name="step_turns"),
    path("prognoser/", forecasts.forecast_record, name="forecast_record"),
    path("hvem-er-vaek/", away.who_is_away, name="who_is_away"),
    path("hvem-er-vaek/<int:user_id>/fravaer/", away.absence_plan, name="absence_plan"),
    path("hvem-er-vaek/<int:user_id>/stopper/", away.departure_plan, name="departure_plan"),
    path("hvem-er-vaek/aflys/<int:absence_id>/", away.absence_cancel, name="absence_cancel"),
    path("75-25/", law.exemption_meter, name="exemption_meter"),
    path("ny-lov/", law.law_preview, name="law_preview"),
    path("nye-borgere/", new_citizens.new_citizens, name="new_citizens"),
    path("nye-borgere/<int:citizen_id>/", new_citizens.citizen_assign, name="citizen_assign"),
    path("henvendelser/", inquiries.inquiry_figures, name="inquiry_figures"),
    path("vagter/", inquiries.duty_roster, name="duty_roster"),
    path("vagter/<int:duty_id>/slut/", inquiries.duty_end, name="duty_end"),
    path("forslag/", suggestions.suggestion_switch, name="suggestion_switch"),
    path("forslag/igen/", suggestions.suggestions_resume, name="suggestions_resume"),
    path("frister/", deadlines.deadlines, name="deadlines"),
    path("frister/<slug:kind>/", deadlines.deadline_publish, name="deadline_publish"),
    *access_urls.urlpatterns,
    *budget_urls.urlpatterns,
]
