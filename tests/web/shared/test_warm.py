from helevejen.cases.rules import chains
from helevejen.core import clock
from helevejen.engines.calendar.days import closures_of_year
from helevejen.web.shared.warm import read_ahead


def test_no_deed_reads_the_chains_or_the_calendar_after_it():
    read_ahead()
    before = chains.chains.cache_info().misses, closures_of_year.cache_info().misses
    for chain in chains.chains().values():
        for step in chain.steps.values():
            chains.due_day(step, on=clock.today())
    assert (chains.chains.cache_info().misses, closures_of_year.cache_info().misses) == before
