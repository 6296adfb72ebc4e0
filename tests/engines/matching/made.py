"""Small markets made by chance, full of ties, gaps and edges."""

from datetime import date, timedelta

from helevejen.engines.matching.market import (
    DAYS,
    LEVELS,
    SHIFTS,
    AskedLanguage,
    AskedLicence,
    AskedSkill,
    Citizen,
    Course,
    Form,
    Held,
    Market,
    Mode,
    Near,
    Order,
    Place,
    Weight,
)

ON = date(2026, 11, 22)
SKILLS = [f"skill:{n}" for n in range(12)]
OCCUPATIONS = [f"occupation:{n}" for n in range(5)]
COMPANIES = [f"company:{n}" for n in range(4)]
LICENCES = ["B", "C", "CE", "forklift_b"]
LANGUAGES = ["da", "en", "uk"]
LIMITS = ["lifting", "stairs", "noise"]
NEEDS = ["quiet", "breaks"]


class Chance:
    """Draws from a `random.Random`."""

    def __init__(self, rng):
        self.rng = rng

    def maybe(self, make, chance=0.7):
        return make() if self.rng.random() < chance else None

    def some(self, words, most=None):
        return frozenset(self.rng.sample(words, self.rng.randint(0, min(len(words), most or len(words)))))

    def minutes(self):
        return 60 * self.rng.choice([2, 4, 8, 15, 20, 30, 37])

    def place(self):
        return Place(500_000 + 5_000 * self.rng.randint(0, 12), 6_100_000 + 4_000 * self.rng.randint(0, 12))

    def yes(self, chance=0.5):
        return self.rng.random() < chance

    def pick(self, words):
        return self.rng.choice(words)


def citizen(c, n):
    most = c.maybe(c.minutes)
    return Citizen(
        key=f"citizen {n}",
        place=c.maybe(c.place, 0.85),
        reach=c.maybe(lambda: tuple((mode, 1_000 * c.rng.randint(1, 50)) for mode in c.rng.sample(list(Mode), 2)), 0.8),
        minutes_most=most,
        minutes_least=c.maybe(lambda: 60 * c.rng.randint(1, 6), 0.3),
        minutes_wished=c.maybe(c.minutes, 0.4),
        intensity_pct=c.maybe(lambda: c.rng.choice([10, 33, 50, 100]), 0.6),
        days=c.maybe(lambda: c.some(list(DAYS)) | frozenset(DAYS[:3])),
        shifts=c.maybe(lambda: c.some(list(SHIFTS)) | {"day"}),
        licences=tuple(
            Held(code, c.maybe(lambda: ON + timedelta(days=c.rng.choice([-10, 0, 20, 200])), 0.4))
            for code in c.some(LICENCES)
        ),
        has_all_licences=c.yes(),
        licences_in_doubt=c.some(LICENCES, 1),
        languages=tuple((language, c.pick(LEVELS)) for language in c.some(LANGUAGES)),
        has_all_languages=c.yes(),
        skills=c.some(SKILLS, 6),
        skills_lacking=c.some(SKILLS, 2),
        has_all_skills=c.yes(0.3),
        occupations=c.some(OCCUPATIONS, 2),
        wishes=c.some(OCCUPATIONS, 2),
        wants_to_learn=c.some(SKILLS, 2),
        forms=c.maybe(lambda: c.some(list(Form)) | {Form.FLEX}),
        refused_orders=frozenset(f"order {n}" for n in c.some(list(range(10)), 1)),
        refused_companies=c.some(COMPANIES, 1) if c.yes(0.2) else frozenset(),
        refused_occupations=c.some(OCCUPATIONS, 1) if c.yes(0.2) else frozenset(),
        cannot=c.some(LIMITS, 1),
        needs=c.some(NEEDS, 1),
        has_clean_record=c.maybe(lambda: c.yes(0.8)),
    )


def order(c, n):
    least = c.maybe(c.minutes)
    demands, offers = c.some(LIMITS, 1), c.some(NEEDS, 1)
    return Order(
        key=f"order {n}",
        company=c.pick([*COMPANIES, ""]),
        occupation=c.pick([*OCCUPATIONS, ""]),
        positions=c.rng.randint(1, 3),
        place=c.maybe(c.place, 0.9),
        minutes_from=least,
        minutes_to=c.maybe(lambda: max(least or 0, c.minutes()), 0.8),
        effective_minutes=c.maybe(lambda: c.minutes() // 2, 0.3),
        is_splittable=c.yes(0.2),
        days=c.maybe(lambda: c.some(list(DAYS)) | {"mon"}),
        days_needed=c.maybe(lambda: c.rng.randint(1, 4), 0.4),
        shifts=c.maybe(lambda: c.some(list(SHIFTS), 1) | {"day"}),
        shifts_needed=c.maybe(lambda: 1, 0.4),
        starts_on=c.maybe(lambda: ON + timedelta(days=c.rng.choice([-5, 0, 30]))),
        licences=tuple(AskedLicence(code, c.pick(list(Weight))) for code in c.some(LICENCES, 2)),
        languages=tuple(AskedLanguage(x, c.pick(LEVELS[:4]), c.pick(list(Weight))) for x in c.some(LANGUAGES, 2)),
        skills=tuple(AskedSkill(skill, c.pick(list(Weight))) for skill in sorted(c.some(SKILLS, 5))),
        forms=c.maybe(lambda: c.some(list(Form), 2) | {c.pick([Form.FLEX, Form.ORDINARY])}),
        demands=demands,
        free_of=c.some(LIMITS) - demands,
        offers=offers,
        cannot_offer=c.some(NEEDS, 1) - offers,
        asks_clean_record=c.maybe(c.yes, 0.8),
    )


def course(c, n):
    return Course(
        key=f"course {n}",
        title=f"Course {n}",
        skills=c.some(SKILLS, 3),
        licences=c.some(LICENCES, 2),
        requires=c.some(LICENCES, 1),
        price_dkk=1_000 * n,
    )


def market(rng, citizens=8, orders=8, courses=0, *, is_full=False):
    c = Chance(rng)
    citizens, orders = (most if is_full else rng.randint(0, most) for most in (citizens, orders))
    near = [Near(*c.rng.sample(words, 2), c.rng.choice([20, 60, 90])) for words in (SKILLS, SKILLS, OCCUPATIONS)]
    return Market(
        on=ON,
        citizens=tuple(citizen(c, n) for n in range(citizens)),
        orders=tuple(order(c, n) for n in range(orders)),
        courses=tuple(course(c, n) for n in range(courses)),
        near=tuple(near) if c.yes() else (),
        seed=c.rng.randint(0, 3),
    )
