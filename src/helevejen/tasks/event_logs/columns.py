"""Which column of a log means what: as asked for, or as such columns are usually called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from helevejen.tasks.event_logs.rows import UnreadableLog

# Letters and digits only, the likeliest first; the names of the XES standard, of common tools, and Danish ones.
_USUAL = {
    "case": "caseconceptname caseid case caseref caseidentifier casenumber casekey traceid trace processid "
    "sagsid sagsnummer sagsnr sag forløb",
    "activity": "conceptname activity activityname activitylabel eventname task taskname step event action "
    "aktivitet skridt trin opgave hændelse",
    "resource": "orgresource resource resourcename user userid username worker performer employee originator agent "
    "ressource medarbejder sagsbehandler bruger udførtaf",
    "start": "starttimestamp startstimestamp starttime startdatetime startdate startedat started start begin "
    "begintime starttidspunkt startdato starttid påbegyndt",
    "end": "timetimestamp endtimestamp completetimestamp completiontimestamp endtime completetime completiontime "
    "enddatetime enddate endedat completedat finishedat ended completed finished finish end complete timestamp "
    "eventtime datetime time date sluttidspunkt slutdato sluttid slut afsluttet tidspunkt tidsstempel dato",
    "lifecycle": "lifecycletransition lifecycle",
    "instance": "conceptinstance activityinstance instance",
}
_NEEDED = ("case", "activity", "end")


@dataclass(frozen=True, slots=True)
class Asked:
    """The names of the columns, as the person at the keyboard gave them; empty where the usual ones are meant."""

    case: str = ""
    activity: str = ""
    resource: str = ""
    start: str = ""
    end: str = ""


def bare(name: str) -> str:
    """Return a name without case, spaces and marks."""
    return re.sub(r"[\W_]", "", name.casefold())


def find_columns(header: Sequence[str], asked: Asked) -> dict[str, int]:
    """
    Return the place of each meaning that the header has.

    Raises:
        UnreadableLog: a column that is needed or asked for is missing, or stands there twice.
    """
    places: dict[str, int] = {}
    for meaning in _USUAL:
        if name := getattr(asked, meaning, ""):
            places[meaning] = _asked_for(name, meaning, header)
        elif (place := _usual(meaning, header, set(places.values()))) is not None:
            places[meaning] = place
    for meaning in _NEEDED:
        if meaning not in places:
            raise UnreadableLog(
                f"No column is known as {'an' if meaning[0] in 'ae' else 'a'} {meaning}; there are: {_listed(header)}.",
                f"Name it with --{meaning}.",
                line=1,
            )
    return places


def _asked_for(name: str, meaning: str, header: Sequence[str]) -> int:
    found = [place for place, column in enumerate(header) if column == name]
    found = found or [place for place, column in enumerate(header) if bare(column) == bare(name)]
    if len(found) != 1:
        often = "stands twice" if found else "is missing"
        raise UnreadableLog(
            f"The column “{name}” {often}; there are: {_listed(header)}.", f"Give --{meaning} one of them.", line=1
        )
    return found[0]


def _usual(meaning: str, header: Sequence[str], taken: set[int]) -> int | None:
    names = [bare(column) for column in header]
    for word in _USUAL[meaning].split():
        found = [place for place, name in enumerate(names) if name == word and place not in taken]
        if len(found) > 1:
            raise UnreadableLog(
                f"Two columns could be the {meaning}: {_listed([header[place] for place in found])}.",
                f"Name one of them with --{meaning}.",
                line=1,
            )
        if found:
            return found[0]
    return None


def _listed(header: Sequence[str]) -> str:
    return ", ".join(f"“{column}”" for column in header[:30]) or "none"
