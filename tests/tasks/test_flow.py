import csv
import gzip
import io
import json
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helevejen.caseload.models import NightlyCount
from helevejen.tasks.event_logs import telling
from helevejen.tasks.event_logs.loading import log_of, read_log
from helevejen.tasks.event_logs.moments import written as written_at
from helevejen.tasks.event_logs.rows import Row, UnreadableLog
from helevejen.tasks.event_logs.writing import write_log
from helevejen.waiting.models import FlowPending
from tests.factories.cases import TrackFactory, TurnFactory
from tests.factories.times import NOW

LOG = """case,activity,resource,start,end
1,receive,Ana,2026-01-01T08:00:00,2026-01-01T09:00:00
1,decide,Bo,2026-01-01T11:00:00,2026-01-01T12:00:00
1,receive,Bo,2026-01-01T12:00:00,2026-01-01T13:00:00
2,receive,Ana,2026-01-01T08:00:00,2026-01-01T09:00:00
2,decide,Ana,,2026-01-01T13:00:00
"""
TRACE = """<trace><string key="concept:name" value="{name}"/>{events}</trace>"""


@pytest.fixture
def written(tmp_path):
    def write(content, name="log.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def answer(*arguments):
    out, notes = io.StringIO(), io.StringIO()
    call_command("flow", *map(str, arguments), stdout=out, stderr=notes)
    return out.getvalue()


def mined(path, *arguments):
    return json.loads(answer("mine", path, "--json", *arguments))


def event(activity, at, *more):
    return (
        f'<event><string key="concept:name" value="{activity}"/><date key="time:timestamp" value="{at}"/>'
        + "".join(more)
        + "</event>"
    )


def xes(*traces, head=""):
    body = "".join(TRACE.format(name=n, events="".join(events)) for n, events in enumerate(traces, 1))
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<log xes.version="1.0">{body}</log>'


def test_the_worked_example_of_the_page(written):
    found = mined(written(LOG))
    assert [found[key] for key in ("events", "cases", "activities", "variants")] == [5, 2, 2, 2]
    assert found["transitions"][0] == {
        "from": "receive",
        "to": "decide",
        "count": 2,
        "waiting_mean_s": 10800.0,
        "waiting_median_s": 10800.0,
        "waiting_p90_s": 13680.0,
    }
    assert {(h["from"], h["to"]): h["count"] for h in found["handover"]} == {
        ("Ana", "Bo"): 1,
        ("Bo", "Bo"): 1,
        ("Ana", "Ana"): 1,
    }
    assert found["processing"][0]["repeats"] == 1
    assert found["loops"] == [{"from": "receive", "by": "decide", "count": 1}]
    assert found["workers"] == [{"workers": 1, "cases": 1}, {"workers": 2, "cases": 1}]


def test_a_person_reads_tables(written):
    text = answer("mine", written(LOG), "--most", "1")
    assert "events 5   cases 2   activities 2   variants 2" in text
    assert "receive  decide  2      3 h 0 min" in text
    assert "… and 1 more" in text


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_separators_marks_and_packing_do_not_matter(written, separator, mark, pack):
    assert mined(written(pack(mark + LOG.replace(",", separator).encode()))) == mined(written(LOG, "plain.csv"))


@pytest.mark.parametrize("end", ["\r", "\r\n"])
@pytest.mark.parametrize("above", ["", "sep=,\n", "\n"])
def test_lines_may_end_as_they_do_on_any_machine(written, above, end):
    assert mined(written((above + LOG).replace("\n", end).encode())) == mined(written(LOG, "plain.csv"))


@pytest.mark.parametrize("said", ["sep=;\r\n", '"sep=;"\n', "SEP=;\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_line_in_which_excel_names_the_separator_is_no_header(written, said, mark):
    # The commas are more than the semicolons: only the line says which of them part the fields.
    header, rest = LOG.split("\n", 1)
    content = said + header.replace(",", ";") + ';"x, y, z, w, v, u"\n' + rest.replace(",", ";")
    assert mined(written(mark + content.encode())) == mined(written(LOG, "plain.csv"))
    with pytest.raises(CommandError, match="Line 3: The activity is empty"):
        answer("mine", written(said + "case;activity;time\nx;;2026-01-01\n"))


@pytest.mark.parametrize(
    "header",
    [
        "case:concept:name,concept:name,org:resource,start_timestamp,time:timestamp",
        "Case ID,Activity,Resource,Start Timestamp,Complete Timestamp",
        "case_id,activity_name,user,start_time,end_time",
        "Sagsnr.,Aktivitet,Sagsbehandler,Startdato,Slutdato",
        "trace_id,event,worker,started_at,timestamp",
    ],
)
def test_usual_names_of_columns_are_known(written, header):
    assert mined(written(header + LOG[LOG.index("\n") :])) == mined(written(LOG, "plain.csv"))


def test_any_names_may_be_given(written):
    path = written(LOG.replace("case,activity,resource,start,end", "c,a,r,s,e"))
    named = ["--case", "c", "--activity", "a", "--resource", "r", "--start", "s", "--end", "E"]
    assert mined(path, *named) == mined(written(LOG, "plain.csv"))


def test_columns_in_any_order_among_others(written):
    rows = list(csv.reader(io.StringIO(LOG)))
    turned = io.StringIO()
    csv.writer(turned).writerows([["x, y", *reversed(row)] for row in rows])
    assert mined(written(turned.getvalue())) == mined(written(LOG, "plain.csv"))


@pytest.mark.parametrize(
    "moments",
    [
        ("2026-03-01T08:00:00+01:00", "2026-03-01T07:30:00Z"),
        ("2026-03-01 08:00", "2026-03-01 08:30:00.000"),
        ("01-03-2026 08:00", "1.3.2026 kl. 8.30"),
        ("01/03/2026 08:00:00", "01/03/2026 08:30"),
        ("2026/03/01 08:00:00", "2026/03/01 08:30:00"),
        ("2026-03-01 08:00:00 UTC", "2026-03-01T09:30:00+0100"),
        ("1772352000", "1772353800"),
        ("1772352000.5", "1772353800.5"),
        ("1772352000250", "1772353800250"),
        ("1772352000", "1772353800000"),
        ("1772352000000", "2026-03-01T09:30:00+01:00"),
        ("1772352000000250", "1772353800000250"),
        ("1772352000000000250", "1772353800000000250"),
        ("20260301T080000Z", "20260301T0930+0100"),
    ],
)
def test_moments_are_read_in_the_forms_that_occur(written, moments):
    first, second = moments
    found = mined(written(f"case;activity;time\nx;a;{first}\nx;b;{second}\n"))
    assert found["transitions"][0]["waiting_mean_s"] == 1800.0


def test_moments_without_a_zone_are_taken_as_they_stand_unless_a_clock_is_named(written):
    path = written("case,activity,time\nx,a,2026-03-29 01:00\nx,b,2026-03-29 04:00\n")
    assert mined(path)["transitions"][0]["waiting_mean_s"] == 3 * 3600
    assert mined(path, "--zone", "Europe/Copenhagen")["transitions"][0]["waiting_mean_s"] == 2 * 3600


def test_the_file_decides_between_events_that_end_together(written):
    path = written("case,activity,time\nx,b,2026-03-02\nx,c,2026-03-02\nx,a,2026-03-01\n")
    assert [(t["from"], t["to"]) for t in mined(path)["transitions"]] == [("b", "c"), ("a", "b")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("\ufeff\n\n", "is empty"),
        ("case,activity,time\n", "has no events"),
        ("activity,time\na,2026-01-01\n", r"Line 1: No column is known as a case; there are: “activity”, “time”. Name"),
        ("case,activity,time\nx,a\n", "Line 2: The end is empty"),
        ("case,activity,time\nx,,2026-01-01\n", "Line 2: The activity is empty"),
        ("case,activity,time\nx,a,2026-01-01\nx,a,b,2026-01-01\n", "Line 3: 4 fields, and the header has 3"),
        ("case,activity,time\nx,a,soon\n", "Line 2: “soon” is not a moment. Write it as"),
        ("case,activity,time\nx,a,17672256\n", "Line 2: “17672256” is not a moment"),
        ("case,activity,time\nx,a,2026010114\n", "Line 2: “2026010114” is not a moment"),
        ("case,activity,time\nx,a,1767225600\nx,a,2026-01-01\n", "Line 3: “2026-01-01” has no zone"),
        ("case,activity,time\nx,a,2026-02-30\n", "Line 2: “2026-02-30” is not a moment"),
        ("case,activity,time\nx,a,12/31/2026\n", "Line 2: “12/31/2026” is not a moment"),
        ("case,activity,time\nx,a,2026-01-01T00:00Z\nx,b,2026-01-01\n", "Line 3: “2026-01-01” has no zone"),
        ("case,activity,start,end\nx,a,2026-01-02,2026-01-01\n", "Line 2: The event starts after it ends"),
        ('case,activity,time\nx,"a,2026-01-01\n', "Look for a lonely quotation mark"),
        ("case,Case,activity,time\nx,x,a,2026-01-01\n", "Two columns could be the case: “case”, “Case”"),
        (b"PK\x03\x04....", "is a ZIP archive or a workbook"),
        (b"\x1f\x8b\x08broken", "is a damaged gzip file"),
    ],
)
def test_what_cannot_be_read_is_refused_with_line_and_remedy(written, content, said):
    with pytest.raises(CommandError, match=said):
        answer("mine", written(content))


FAULTY = LOG + "3,receive,Ana,,soon\n3,,Bo,,2026-01-02\n3,decide,Bo,2026-01-03,2026-01-02\n3,a,b,c,d,e\n"


def test_every_faulty_line_is_told_at_once(written):
    with pytest.raises(CommandError) as objection:
        answer("mine", written(FAULTY), "--json")
    told = str(objection.value).splitlines()
    assert told[0] == "4 events cannot be read:"
    assert [line.partition(":")[0] for line in told[1:5]] == ["Line 7", "Line 8", "Line 9", "Line 10"]
    assert told[-1] == "Put them right, or leave them out with --skip-faulty."


def test_faulty_lines_are_left_out_when_asked_and_counted(written):
    out, notes = io.StringIO(), io.StringIO()
    call_command("flow", "mine", str(written(FAULTY)), "--json", "--skip-faulty", stdout=out, stderr=notes)
    found = json.loads(out.getvalue())
    assert notes.getvalue().strip() == "Left out: 4 faulty (line 7, 8, 9, 10)."
    assert found["skipped"] == 4
    assert found["skipped_lines"][1] == {
        "line": 8,
        "why": "Line 8: The activity is empty. Fill it in, or take out the events that have none.",
    }
    whole = mined(written(LOG, "plain.csv"))
    assert {key: value for key, value in found.items() if "skipped" not in key} == {
        key: value for key, value in whole.items() if "skipped" not in key
    }
    assert whole["skipped"] == 0


def test_of_many_faulty_lines_the_first_are_listed(written):
    log = "case,activity,time\n" + "x,a,soon\n" * 150
    with pytest.raises(CommandError, match=r"150 events cannot be read:(.|\n)*… and 130 more\."):
        answer("mine", written(log))
    with pytest.raises(CommandError, match="has no events"):
        answer("mine", written(log), "--skip-faulty")
    found = mined(written(log + "x,a,2026-01-01\n"), "--skip-faulty")
    assert (found["events"], found["skipped"], len(found["skipped_lines"])) == (1, 150, 100)


def test_a_faulty_event_in_xes_is_left_out_when_asked(written):
    path = written(xes([event("a", "2026-01-01"), "<event/>", event("b", "soon")]), "l.xes")
    with pytest.raises(CommandError, match="2 events cannot be read"):
        answer("mine", path)
    found = mined(path, "--skip-faulty")
    assert (found["events"], found["skipped"]) == (1, 2)


def test_objections_come_in_the_language_of_the_command(written, tmp_path):
    with pytest.raises(CommandError) as objection:
        answer("export", tmp_path / "out.csv", "--since", "i går")
    assert str(objection.value) == "“i går” cannot be read as a date. Write it as 31-12-2025."


def test_a_file_that_is_not_there_and_a_zone_that_is_not_there(tmp_path, written):
    with pytest.raises(CommandError, match="cannot be opened"):
        answer("mine", tmp_path / "none.csv")
    with pytest.raises(CommandError, match="There is no time zone Mars"):
        answer("mine", written(LOG), "--zone", "Mars")
    with pytest.raises(CommandError, match="The column “zz” is missing"):
        answer("mine", written(LOG), "--case", "zz")


def test_xes_with_nested_attributes_and_lists(written):
    nested = (
        '<string key="note" value="x"><string key="concept:name" value="inner"/></string>'
        '<list key="l"><values><string key="org:resource" value="inner"/></values></list>'
        '<string key="org:resource" value="Bo"/>'
    )
    head = '<!-- any --><?xml-stylesheet href="x"?>'
    content = xes([event("a", "2026-01-01T08:00:00+01:00", nested), event("b", "2026-01-01T07:30:00Z")], head=head)
    content = content.replace(
        '<log xes.version="1.0">', '<log><global scope="event"><string key="concept:name" value="?"/></global>'
    )
    log, remarks = read_log(written(content, "l.xes"))
    assert (log.activities, log.resources, log.cases, remarks) == (("a", "b"), ("Bo",), ("1",), [])
    assert mined(written(gzip.compress(content.encode()), "l.xes.gz"))["transitions"][0]["waiting_mean_s"] == 1800.0


def test_a_start_and_a_completion_are_one_event(written):
    def half(activity, hour, word):
        return event(activity, f"2026-01-01T{hour:02}:00:00Z", f'<string key="lifecycle:transition" value="{word}"/>')

    events = [
        half("a", 8, "start"),
        half("a", 9, "start"),
        half("a", 10, "complete"),
        half("a", 11, "COMPLETE"),
        half("b", 11, "schedule"),
        half("b", 12, "complete"),
        half("c", 13, "start"),
    ]
    log, remarks = read_log(written(xes(events), "l.xes"))
    assert [log.activities[n] for n in log.activity] == ["a", "a", "b"]
    assert np.datetime_as_string(log.start, "h").tolist() == ["2026-01-01T08", "2026-01-01T09", "NaT"]
    assert remarks == ["Left out: 1 of “schedule”.", "Left out: 1 of “start without an end”."]


def test_the_same_life_cycle_in_a_csv(written):
    path = written("case,activity,lifecycle:transition,time\nx,a,start,2026-01-01\nx,a,complete,2026-01-03\n")
    log, _remarks = read_log(path)
    assert len(log) == 1
    assert (log.end - log.start)[0] == np.timedelta64(2, "D")


def test_a_trace_without_a_name_is_called_by_its_number(written):
    content = xes([event("a", "2026-01-01")]).replace('<string key="concept:name" value="1"/>', "", 1)
    log, remarks = read_log(written(content, "l.xes"))
    assert log.cases == ("trace 1",)
    assert remarks == ["1 traces without a name are called by their number."]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (xes([event("a", "2026-01-01")], head='<!DOCTYPE log [<!ENTITY x "y">]>'), "document type"),
        (xes([event("a", "2026-01-01")], head='<!DOCTYPE log SYSTEM "file:///etc/passwd">'), "document type"),
        ("<log><trace>", "not well-formed XML"),
        ("<html></html>", "begins with <html>, not XES"),
        ("<log>" + event("a", "2026-01-01") + "</log>", "belongs to no trace"),
        (xes(["<event/>"]), "The event has no “concept:name”"),
        (xes(['<event><string key="concept:name" value="a"/></event>']), "The event has no “time:timestamp”"),
        (xes(), "has no events"),
    ],
)
def test_xes_that_is_unsafe_or_broken_is_refused(written, content, said):
    with pytest.raises(CommandError, match=said):
        answer("mine", written(content, "l.xes"))


NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1).filter(
    lambda name: name == name.strip()
)
EVENTS = st.lists(
    st.tuples(NAMES, NAMES, st.just("") | NAMES, st.none() | st.integers(0, 10**6), st.integers(0, 10**15)), min_size=1
)


@pytest.mark.parametrize("name", ["log.csv", "log.xes", "log.csv.gz", "log.xes.gz"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(events=EVENTS)
def test_what_is_written_is_read_again(tmp_path, name, events):
    log = log_of([Row(1, c, a, r, None if s is None else e - s, e) for c, a, r, s, e in events])
    write_log(log, tmp_path / name)
    again, _remarks = read_log(tmp_path / name)
    assert telling_of(again) == telling_of(log)


def telling_of(log):
    """Return the events by their names, in the order of the log within each case."""
    columns = (log.start.view(np.int64), log.end.view(np.int64))
    rows = zip(log.case, log.activity, log.resource, *columns, strict=True)
    return [
        (log.cases[c], log.activities[a], log.resources[r] if r >= 0 else "", int(s), int(e)) for c, a, r, s, e in rows
    ]


def test_converting_says_what_it_wrote_and_refuses_other_names(written, tmp_path):
    assert answer("convert", written(LOG), tmp_path / "out.xes") == (
        f"Wrote 5 events of 2 cases to {tmp_path / 'out.xes'}.\n"
    )
    assert mined(tmp_path / "out.xes") == mined(written(LOG))
    with pytest.raises(CommandError, match="ends in neither"):
        answer("convert", written(LOG), tmp_path / "out.json")
    with pytest.raises(CommandError, match="cannot be written"):
        answer("convert", written(LOG), tmp_path / "none" / "out.csv")


def test_a_character_that_xml_cannot_hold_is_replaced(written, tmp_path):
    write_log(read_log(written(LOG.replace("Ana", "A\x01na")))[0], tmp_path / "out.xes")
    assert "A\N{REPLACEMENT CHARACTER}na" in read_log(tmp_path / "out.xes")[0].resources


@given(EVENTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_the_answer_is_that_of_a_plain_loop(tmp_path, events):
    path = tmp_path / "log.csv"
    with path.open("w", newline="") as file:
        rows = ((case, activity, written_at(end)) for case, activity, _resource, _start, end in events)
        csv.writer(file).writerows([("case", "activity", "time"), *rows])
    counts = Counter()
    for case in {event[0] for event in events}:
        those = sorted((event for event in events if event[0] == case), key=lambda event: event[4])
        counts.update((one[1], next_[1]) for one, next_ in pairwise(those))
    assert {(t["from"], t["to"]): t["count"] for t in mined(path)["transitions"]} == counts


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(None, "–"), (0, "0 s"), (59, "59 s"), (61, "1 min 1 s"), (-3600, "-1 h 0 min"), (180_000, "2 d 2 h")],
)
def test_a_span_is_said_in_two_units(seconds, said):
    assert telling.span(seconds) == said


def test_an_unreadable_log_is_one_of_the_houses_unreadable_values():
    assert str(UnreadableLog("This.", "Do that.", line=3)) == "Line 3: This. Do that."


@pytest.mark.django_db
def test_the_sums_pages_show_are_counted_with_the_turns():
    answer("count")
    kept = NightlyCount.objects.values_list("name", flat=True).order_by("name")
    assert list(kept) == [
        "demand",
        *("figures 30", "figures 365", "figures 90"),
        *("minutes 30", "minutes 365", "minutes 90"),
    ]


@pytest.mark.django_db
def test_the_turns_of_the_house_are_counted_and_written_without_names(aminas_case, tmp_path):
    track = TrackFactory(case=aminas_case, closed=True, opened_at=NOW - timedelta(days=30))
    for number, (step, ago) in enumerate([("we_order_statement", 20), ("doctor_answers", 6)], 1):
        ended = NOW - timedelta(days=ago)
        TurnFactory(track=track, number=number, step=step, since=track.opened_at, ended_at=ended)
    assert answer("count").startswith("Counted ")
    assert FlowPending.objects.get(from_step="we_order_statement").days == 14
    assert answer("count") == "Counted 0 days.\n"
    out = tmp_path / "turns.csv"
    assert answer("export", out, "--since", "2026-01-01") == f"Wrote 2 steps of 1 tracks to {out}.\n"
    assert "Amina" not in out.read_text()
    assert mined(out)["transitions"][0]["waiting_mean_s"] == 14 * 86_400
