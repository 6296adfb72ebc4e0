"""The addresses of the citizen's file, joined to the desk's own in urls.py."""

from django.urls import URLPattern, path

from helevejen.web.desk import (
    case,
    clocks,
    contacts,
    decisions,
    facts,
    hearings,
    jobs,
    meetings,
    notes,
    openings,
    plan,
    profile,
    statements,
)

urlpatterns: list[URLPattern] = [
    # The file
    path("borger/<int:citizen_id>/", case.citizen_detail, name="citizen_detail"),
    path("sag/<int:case_id>/", case.case_detail, name="case_detail"),
    path("sag/<int:case_id>/samtaler/", meetings.case_meetings, name="case_meetings"),
    path("sag/<int:case_id>/afgoerelser/", decisions.case_decisions, name="case_decisions"),
    path("sag/<int:case_id>/job/", jobs.case_jobs, name="case_jobs"),
    path("sag/<int:case_id>/profil/", profile.case_profile, name="case_profile"),
    path("sag/<int:case_id>/job-der-kan-passe/", openings.case_openings, name="case_openings"),
    path("sag/<int:case_id>/job-der-kan-passe/find/", openings.openings_find, name="openings_find"),
    path("sag/<int:case_id>/fakta/", facts.case_facts, name="case_facts"),
    # Lovens ure
    path("sag/<int:case_id>/lovens-ure/", clocks.case_clocks, name="case_clocks"),
    path("sag/<int:case_id>/lovens-ure/pause/", clocks.clocks_pause, name="clocks_pause"),
    path("sag/<int:case_id>/lovens-ure/haendelse/", clocks.clock_event_write, name="clock_event_write"),
    path("sag/<int:case_id>/lovens-ure/fritagelse/", clocks.exemption_grant, name="exemption_grant"),
    path("fritagelse/<int:exemption_id>/", clocks.exemption_review, name="exemption_review"),
    path("pause/<int:pause_id>/slut/", clocks.pause_end, name="pause_end"),
    path("pause/<int:pause_id>/ret/", clocks.pause_correct, name="pause_correct"),
    # What is added to the timeline
    path("sag/<int:case_id>/notat/", notes.note_write, name="note_write"),
    path("notat/<int:note_id>/ret/", notes.note_correct, name="note_correct"),
    path("sag/<int:case_id>/besked/", notes.message_write, name="message_write"),
    path("sag/<int:case_id>/virksomhedskontakt/", contacts.contact_log, name="contact_log"),
    path("sag/<int:case_id>/virksomhed/", contacts.company_register, name="company_register"),
    # The plan
    path("sag/<int:case_id>/maal/", plan.goal_set, name="goal_set"),
    path("maal/<int:goal_id>/afslut/", plan.goal_end, name="goal_end"),
    path("sag/<int:case_id>/skridt/", plan.step_agree, name="step_agree"),
    path("skridt/<int:step_id>/gjort/", plan.step_finish, name="step_finish"),
    path("skridt/<int:step_id>/ud/", plan.step_drop, name="step_drop"),
    path("oenske/<int:wish_id>/svar/", plan.wish_answer, name="wish_answer"),
    # Meetings
    path("sag/<int:case_id>/samtale/foreslaa/", meetings.meeting_propose, name="meeting_propose"),
    path("sag/<int:case_id>/samtale/aftal/", meetings.meeting_invite, name="meeting_invite"),
    path("samtale/<int:meeting_id>/tid/", meetings.meeting_book, name="meeting_book"),
    path("samtale/<int:meeting_id>/flyt/", meetings.meeting_move, name="meeting_move"),
    path("samtale/<int:meeting_id>/aflys/", meetings.meeting_cancel, name="meeting_cancel"),
    path("samtale/<int:meeting_id>/holdt/", meetings.meeting_hold, name="meeting_hold"),
    path("samtale/<int:meeting_id>/udeblevet/", meetings.meeting_miss, name="meeting_miss"),
    path("samtale/<int:meeting_id>/grund/", meetings.meeting_explain, name="meeting_explain"),
    path("samtale/<int:meeting_id>/aftale.ics", meetings.meeting_calendar, name="meeting_calendar"),
    # Decisions
    path("sag/<int:case_id>/afgoerelse/", decisions.decision_draft, name="decision_draft"),
    path("afgoerelse/<int:decision_id>/", decisions.decision_detail, name="decision_detail"),
    path("afgoerelse/<int:decision_id>/tekst", decisions.decision_text, name="decision_text"),
    path("afgoerelse/<int:decision_id>/skriv/", decisions.decision_write, name="decision_write"),
    path("afgoerelse/<int:decision_id>/traef/", decisions.decision_release, name="decision_release"),
    path("afgoerelse/<int:decision_id>/slet/", decisions.decision_withdraw, name="decision_withdraw"),
    path("afgoerelse/<int:decision_id>/bilag/", decisions.note_attach, name="note_attach"),
    path("afgoerelse/<int:decision_id>/bilag/<int:note_id>/fjern/", decisions.note_detach, name="note_detach"),
    path("afgoerelse/<int:decision_id>/hoering/", hearings.hearing_send, name="hearing_send"),
    path("afgoerelse/<int:decision_id>/hoering/svar/", hearings.hearing_answer, name="hearing_answer"),
    # Statements
    path("sag/<int:case_id>/attester/", statements.case_statements, name="case_statements"),
    path("sag/<int:case_id>/attest/", statements.statement_order, name="statement_order"),
    path("attest/<int:statement_id>/ryk/", statements.statement_remind, name="statement_remind"),
    path("attest/<int:statement_id>/modtaget/", statements.statement_receive, name="statement_receive"),
    path("attest/<int:statement_id>/regning/", statements.statement_pay, name="statement_pay"),
    path("attest/<int:statement_id>/afbestil/", statements.statement_cancel, name="statement_cancel"),
    path("attest/<int:statement_id>/brug/", statements.statement_use, name="statement_use"),
    # Jobs
    path("sag/<int:case_id>/job/nyt/", jobs.job_start, name="job_start"),
    path("job/<int:job_id>/opfoelgning/", jobs.job_check_in, name="job_check_in"),
    path("job/<int:job_id>/slut/", jobs.job_end, name="job_end"),
    path("job/<int:job_id>/stop/", jobs.follow_up_stop, name="follow_up_stop"),
    # The profile
    path("sag/<int:case_id>/profil/<slug:topic>/", profile.profile_write, name="profile_write"),
    path("profil/<int:fact_id>/ret/", profile.profile_correct, name="profile_correct"),
    path("profil/<int:fact_id>/bekraeft/", profile.profile_confirm, name="profile_confirm"),
    path("profil/<int:fact_id>/fjern/", profile.profile_withdraw, name="profile_withdraw"),
    # Facts
    path("sag/<int:case_id>/fakta/cpr/", facts.cpr_reveal, name="cpr_reveal"),
    path("sag/<int:case_id>/fakta/adresse/", facts.address_reveal, name="address_reveal"),
    path("sag/<int:case_id>/fakta/ret/", facts.citizen_change, name="citizen_change"),
    path("sag/<int:case_id>/fakta/maalgruppe/", facts.target_group_set, name="target_group_set"),
    path("sag/<int:case_id>/fakta/kontaktgruppe/", facts.contact_group_set, name="contact_group_set"),
    path("sag/<int:case_id>/fakta/ydelse/", facts.benefit_set, name="benefit_set"),
]
