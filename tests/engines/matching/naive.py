"""The slow, obvious twin: every pair by itself, by the rules and scores as they are defined."""

from helevejen.engines.matching.judge import Likeness, Verdict, judge
from helevejen.engines.matching.scores import Scorer, lot, rank, tag


def verdicts(market):
    """Return for each pair of keys what every rule says."""
    likeness = Likeness(market)
    return {
        (c.key, o.key): [outcome.verdict for outcome in judge(c, o, market.on, likeness)]
        for c in market.citizens
        for o in market.orders
    }


def ranks(market):
    """Return for each pair of keys its two scores and its rank; 0 where the product is 0."""
    scorer = Scorer(market, Likeness(market))
    found = {}
    for c in market.citizens:
        for o in market.orders:
            scores = scorer.scores(c, o)
            drawn = lot(tag(c.key, market.seed), tag(o.key, market.seed))
            found[c.key, o.key] = (scores.company, scores.citizen, rank(scores.product, drawn) if scores.product else 0)
    return found


def lists(market, k):
    """Return the k best of each citizen and of each order: key → [(other key, rank)]."""
    said, ranked = verdicts(market), ranks(market)
    of_citizen = {citizen.key: [] for citizen in market.citizens}
    of_order = {order.key: [] for order in market.orders}
    for (citizen, order), (_company, _citizen, value) in ranked.items():
        if value and Verdict.FAIL not in said[citizen, order]:
            of_citizen[citizen].append((order, value))
            of_order[order].append((citizen, value))

    def cut(found):
        return sorted(found, key=lambda pair: (-pair[1], tag(pair[0], market.seed)))[:k]

    return {key: cut(found) for key, found in of_citizen.items()}, {key: cut(found) for key, found in of_order.items()}


def openings(market, citizen, order, least):
    """Return whether no rule fails and enough of what is asked is brought."""
    likeness = Likeness(market)
    if any(outcome.verdict is Verdict.FAIL for outcome in judge(citizen, order, market.on, likeness)):
        return False
    return Scorer(market, likeness).scores(citizen, order).company >= least
