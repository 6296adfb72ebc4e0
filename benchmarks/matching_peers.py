"""The same lists by others: numpy, scipy, DuckDB and PostgreSQL, each asked for the same rules and scores."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import psycopg
from scipy.sparse import csr_array

from helevejen.engines.matching import arrays as a
from helevejen.engines.matching.panel import roots

Totals = tuple[int, int]

_CITIZEN = {
    "x": a.X, "y": a.Y, "reach": a.REACH, "high": a.MOST, "low": a.LEAST, "pct": a.PCT, "days": a.DAYS,
    "shifts": a.SHIFTS, "lic": a.LICENCES, "lang": a.LANGS, "forms": a.FORMS, "bars": a.BARS, "complete": a.ALL_SKILLS,
}  # fmt: skip
_ORDER = {
    "x": a.X, "y": a.Y, "low": a.FROM, "high": a.TO, "effective": a.EFFECTIVE, "days": a.DAYS,
    "days_needed": a.DAYS_NEEDED, "shifts": a.SHIFTS, "shifts_needed": a.SHIFTS_NEEDED, "lic": a.LICENCES,
    "lang": a.LANGS, "forms": a.FORMS, "bars": a.BARS, "musts": a.MUSTS, "total": a.TOTAL, "learnable": a.LEARNABLE,
    "occupation": a.OCCUPATION,
}  # fmt: skip

#: `//` divides whole numbers in DuckDB, `/` in PostgreSQL; the rest is the same.
SQL = """
with pairs as (
  select h.i, k.j, cast(sum(k.weight * 100) as bigint) as weight,
    cast(sum(k.kind % 2) as bigint) as musts, cast(sum(k.kind {div} 2) as bigint) as learnt
  from held h join asked k on k.thing = h.thing
  group by h.i, k.j
), fit as (
  select p.i, p.j, (p.weight * 100) {div} o.total as company, p.learnt, o.learnable, o.occupation, c.reach,
    c.high as wished, o.low, o.high,
    floor(sqrt(((c.x - o.x) * (c.x - o.x) + (c.y - o.y) * (c.y - o.y))::double precision))::bigint as metres
  from pairs p join citizen c on c.i = p.i join orders o on o.j = p.j
  where (c.complete = 0 or p.musts >= o.musts)
    and (c.bars & o.bars) = 0 and (c.forms & o.forms) <> 0 and c.lang >= o.lang and (o.lic & ~c.lic) = 0
    and c.high >= o.low and o.high >= c.low and least(c.high, o.high) * c.pct >= o.effective * 100
    and bit_count((c.days & o.days){bits}) >= o.days_needed
    and bit_count((c.shifts & o.shifts){bits}) >= o.shifts_needed
), near as (
  select * from fit where metres <= reach
), scored as (
  select n.i, n.j, n.company * (
    40 * coalesce(w.pct, 0) + 25 * greatest(100 * (reach - metres) {div} greatest(reach, 1), 0)
    + 20 * (100 * least(least(greatest(wished, n.low), n.high), wished)
            {div} greatest(least(greatest(wished, n.low), n.high), wished))
    + case when learnable > learnt then 750 else 0 end) as product
  from near n left join wish w on w.i = n.i and w.occupation = n.occupation
), open as (
  select * from scored where product > 0
), ranked as (
  select product, row_number() over (partition by i order by product desc) as of_citizen,
    row_number() over (partition by j order by product desc) as of_order
  from open
)
select cast(sum(case when of_citizen <= 10 then product else 0 end) as bigint),
  cast(sum(case when of_order <= 10 then product else 0 end) as bigint)
from ranked
"""


def tables(columns: a.Columns) -> dict[str, dict[str, a.Ints]]:
    """Return the market as tables of whole numbers."""
    c, o = columns.citizens, columns.orders
    return {
        "citizen": {"i": np.arange(len(c.tag))} | {name: c.facts[:, column] for name, column in _CITIZEN.items()},
        "orders": {"j": np.arange(len(o.tag))} | {name: o.facts[:, column] for name, column in _ORDER.items()},
        "held": {"i": np.repeat(np.arange(len(c.tag)), np.diff(c.held_from)), "thing": c.held.astype(np.int64)},
        "asked": {
            "j": np.repeat(np.arange(len(o.tag)), np.diff(o.ask_from)),
            "thing": o.ask.astype(np.int64),
            "weight": o.ask_weight.astype(np.int64),
            "kind": o.ask_kind.astype(np.int64),
        },
        "wish": {
            "i": np.repeat(np.arange(len(c.tag)), np.diff(c.wish_from)),
            "occupation": c.wish.astype(np.int64),
            "pct": c.wish_pct.astype(np.int64),
        },
    }


def by_scipy(columns: a.Columns, k: int, block: int = 2_000) -> Totals:
    """Multiply sparse matrices a block of citizens at a time, mask what the rules forbid, and sort the rest."""
    c, o = columns.citizens, columns.orders
    worth = o.ask_weight.astype(np.int64) * 100
    worth += ((o.ask_kind & a.MUST).astype(np.int64) << 40) + ((o.ask_kind & a.LEARN).astype(np.int64) << 49)
    asks = csr_array((worth, o.ask, o.ask_from), shape=(len(o.tag), columns.things)).T.tocsr()
    held = csr_array((np.ones(len(c.held), np.int64), c.held, c.held_from), shape=(len(c.tag), columns.things))
    mine, theirs = 0, []
    for begin in range(0, len(c.tag), block):
        sums = (held[begin : begin + block] @ asks).tocoo()
        i, j, product = _judged(columns, sums.row.astype(np.int64) + begin, sums.col.astype(np.int64), sums.data)
        mine += _best_sum(i, product, k)
        theirs.append(np.stack([j, product]))
    j, product = np.concatenate(theirs, axis=1)
    return mine, _best_sum(j, product, k)


def _judged(columns: a.Columns, i: a.Ints, j: a.Ints, total: a.Ints) -> tuple[a.Ints, a.Ints, a.Ints]:
    for keep in _filters(columns.citizens.facts, columns.orders.facts, i, j, total):
        rows = np.flatnonzero(keep(i, j, total))
        i, j, total = i[rows], j[rows], total[rows]
    c, o = columns.citizens.facts[i], columns.orders.facts[j]
    metres = roots((c[:, a.X] - o[:, a.X]) ** 2 + (c[:, a.Y] - o[:, a.Y]) ** 2)
    reach, wished = c[:, a.REACH], c[:, a.WISHED]
    offered = np.minimum(np.maximum(wished, o[:, a.FROM]), o[:, a.TO])
    wishes = columns.citizens.wish.reshape(-1, 2)[i]
    score = 4_000 * (wishes == o[:, a.OCCUPATION, None]).any(axis=1)
    score += 25 * np.maximum(100 * (reach - metres) // np.maximum(reach, 1), 0)
    score += 20 * (100 * np.minimum(offered, wished) // np.maximum(offered, wished))
    score += 750 * (o[:, a.LEARNABLE] > total >> 50)
    product = (total & (1 << 40) - 1) * 100 // o[:, a.TOTAL] * score
    return i, j, product


def _filters(cf: a.Ints, of: a.Ints, *_pairs: a.Ints) -> Iterator[Any]:
    yield lambda i, j, t: (cf[i, a.BARS] & of[j, a.BARS]) == 0
    yield lambda i, j, t: (cf[i, a.MOST] >= of[j, a.FROM]) & (of[j, a.TO] >= cf[i, a.LEAST])
    yield lambda i, j, t: (of[j, a.LICENCES] & ~cf[i, a.LICENCES]) == 0
    yield lambda i, j, t: (cf[i, a.FORMS] & of[j, a.FORMS]) != 0
    yield lambda i, j, t: cf[i, a.LANGS] >= of[j, a.LANGS]
    yield lambda i, j, t: (cf[i, a.ALL_SKILLS] == 0) | ((t >> 40 & 1023) >= of[j, a.MUSTS])
    yield lambda i, j, t: np.minimum(cf[i, a.MOST], of[j, a.TO]) * cf[i, a.PCT] >= of[j, a.EFFECTIVE] * 100
    yield lambda i, j, t: np.bitwise_count(cf[i, a.DAYS] & of[j, a.DAYS]) >= of[j, a.DAYS_NEEDED]
    yield lambda i, j, t: np.bitwise_count(cf[i, a.SHIFTS] & of[j, a.SHIFTS]) >= of[j, a.SHIFTS_NEEDED]
    yield lambda i, j, t: roots((cf[i, a.X] - of[j, a.X]) ** 2 + (cf[i, a.Y] - of[j, a.Y]) ** 2) <= cf[i, a.REACH]


def _best_sum(row: a.Ints, product: a.Ints, k: int) -> int:
    order = np.lexsort((-product, row))
    row, product = row[order], product[order]
    place = np.arange(len(row)) - np.searchsorted(row, row)
    return int(product[place < k].sum())


def _created(name: str, values: dict[str, a.Ints]) -> str:
    return f"create table {name} ({', '.join(f'{column} bigint' for column in values)})"


def _rows_as_csv(values: dict[str, a.Ints]) -> str:
    text = io.StringIO()
    np.savetxt(text, np.stack(list(values.values()), axis=1), fmt="%d", delimiter=",")
    return text.getvalue()


def in_duckdb(columns: a.Columns, threads: int) -> Any:
    """Return a question to DuckDB with the tables in it, or None where it is not installed."""
    try:
        import duckdb  # a peer, not a dependency
    except ImportError:
        return None
    base = duckdb.connect(config={"threads": threads})
    with tempfile.TemporaryDirectory() as folder:
        for name, values in tables(columns).items():
            path = Path(folder) / f"{name}.csv"
            path.write_text(_rows_as_csv(values))
            base.execute(_created(name, values))
            base.execute(f"copy {name} from '{path}' (header false)")
    question = SQL.format(div="//", bits="")
    return lambda: base.execute(question).fetchone()


def in_postgres(columns: a.Columns, url: str) -> Any:
    """Return a question to PostgreSQL with the tables in it."""
    base = psycopg.connect(url, autocommit=True)
    for name, values in tables(columns).items():
        base.execute(_created(name, values))
        with base.cursor().copy(f"copy {name} from stdin (format csv)") as copying:
            copying.write(_rows_as_csv(values))
        base.execute(f"create index on {name} ({next(iter(values))})")
    base.execute("create index on asked (thing)")
    base.execute("analyze")
    base.execute("set jit = off")
    base.execute("set work_mem = '256MB'")
    question = SQL.format(div="/", bits="::bit(8)")
    return lambda: base.execute(question).fetchone()
