"""The slow, obvious twins of the linking engine: one pair at a time, dictionaries, no arrays."""

import math
from collections import Counter

from helevejen.engines.matching.linking.words import plain


def grams_of(text):
    found = []
    for word in text.split():
        padded = f" {word} "
        for size in (2, 3, 4):
            if size > 2 and len(padded) < size:
                break
            found += [padded[at : at + size] for at in range(len(padded) - size + 1)] or [padded]
    return found


def cosine_table(names, titles, apart):
    counted = [Counter(apart(name)) for name in names]
    spread = Counter(part for parts in counted for part in parts)
    rarity = {part: math.log((1 + len(names)) / (1 + n)) + 1 for part, n in spread.items()}
    vectors = [_vector(parts, rarity) for parts in counted]
    asked = [_vector(Counter(part for part in apart(title) if part in rarity), rarity) for title in titles]
    return [[sum(w * one.get(part, 0) for part, w in title.items()) for one in vectors] for title in asked]


def _vector(parts, rarity):
    weights = {part: n * rarity[part] for part, n in parts.items()}
    length = math.sqrt(sum(w * w for w in weights.values()))
    return {part: w / length for part, w in weights.items()}


def common_letters(one, other):
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            table[i + 1][j + 1] = table[i][j] + 1 if a == b else max(table[i][j + 1], table[i + 1][j])
    return table[-1][-1]


def features(concepts, title, uri):
    """Return the features of one candidate that need no other candidate."""
    concepts = sorted(concepts, key=lambda one: one.uri)
    owners = [(one, name) for one in concepts for name in one.names]
    names = [plain(name) for _one, name in owners]
    text = plain(title)
    (letters,), (words,) = cosine_table(names, [text], grams_of), cosine_table(names, [text], str.split)
    mine = [at for at, (one, _name) in enumerate(owners) if one.uri == uri]
    nearest = max(mine, key=lambda at: (round(letters[at], 6), -at))
    (concept,) = (one for one in concepts if one.uri == uri)
    both = len(text) + len(names[nearest])
    return {
        "best name": letters[nearest],
        "mean of names": sum(letters[at] for at in mine) / len(mine),
        "preferred name": letters[mine[0]],
        "best words": max(words[at] for at in mine),
        "letters in common": 2 * common_letters(text, names[nearest]) / both,
        "is the name": float(names[nearest] == text),
        "is a group": float(concept.is_group),
        "is a unit group": float(concept.is_group and len(concept.code) >= 4),
        "number of names": math.log(len(mine)),
        "sharing of the name": math.log(names.count(names[nearest])),
        "nearest is preferred": float(nearest == mine[0]),
    }


def near(skills_of, occupation):
    """Return every other occupation with its cosine, nearest first."""
    pairs = [(one, skill) for one, skills in skills_of.items() for skill in set(skills)]
    by_skill = Counter(skill for _one, skill in pairs)
    by_occupation = Counter(one for one, _skill in pairs)
    vectors = {one: {} for one in skills_of}
    for one, skill in pairs:
        vectors[one][skill] = max(math.log(len(pairs) / (by_occupation[one] * by_skill[skill])), 0)
    own = vectors[occupation]
    found = []
    for one, other in vectors.items():
        lengths = math.sqrt(sum(w * w for w in own.values()) * sum(w * w for w in other.values()))
        cosine = sum(w * other.get(skill, 0) for skill, w in own.items()) / lengths if lengths else 0
        if one != occupation and cosine > 0:
            found.append((one, cosine))
    return sorted(found, key=lambda pair: (-round(pair[1], 9), pair[0]))
