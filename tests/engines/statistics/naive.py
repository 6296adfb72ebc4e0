"""The slow, obvious twin of the survival estimate: one day at a time, one span at a time, in exact fractions."""

from fractions import Fraction


def life_table(spans):
    """Take spans (first day seen, last day seen, whether it ended) of one group; return rows (day, at risk, ended)."""
    rows = []
    for day in range(max((last for _first, last, _over in spans), default=-1) + 1):
        at_risk = sum(first <= day <= last for first, last, _over in spans)
        ended = sum(last == day and over for _first, last, over in spans)
        if ended:
            rows.append([day, at_risk, ended])
    return rows


def share_ended(rows, lasted, day):
    """Return the share that has ended when a day is over, of what had lasted so many days and not ended before."""
    lasting = Fraction(1)
    for when, at_risk, ended in rows:
        if lasted <= when <= day:
            lasting *= 1 - Fraction(ended, at_risk)
    return 1 - lasting


def days_left(rows, lasted, share):
    """Return within how many more days the next one ends with a chance, by the nearest day, the later of two; or -1."""
    days = [day for day, _at_risk, _ended in rows if day >= lasted]
    at_risk = next((at_risk for day, at_risk, _ended in rows if day >= lasted), 0)
    wanted = share * Fraction(at_risk + 1, at_risk) if at_risk else 2
    reached = next((day for day in days if share_ended(rows, lasted, day) >= wanted), None)
    if reached is None:
        return -1
    before = [day for day in days if day < reached]
    if before and wanted - share_ended(rows, lasted, before[-1]) < share_ended(rows, lasted, reached) - wanted:
        return before[-1] - lasted
    return reached - lasted


def variance(rows, lasted, day):
    """Return Greenwood's variance of the share that lasts longer than a day."""
    lasting, terms = Fraction(1), Fraction(0)
    for when, at_risk, ended in rows:
        if lasted <= when <= day:
            lasting *= 1 - Fraction(ended, at_risk)
            terms += Fraction(ended, at_risk * (at_risk - ended)) if at_risk > ended else 0
    return lasting**2 * terms
