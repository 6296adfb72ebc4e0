"""
The weights of the features.

Written by `python -m benchmarks.linking --fit DATA`, from 2,882 Swedish and 1,779 German titles of the national
classifications with their ESCO concepts (Avature/melo-benchmark, MIT). No Danish title was used.
"""

from typing import Final

WEIGHTS: Final = {
    "best name": 7.584,
    "mean of names": 1.627,
    "preferred name": 1.137,
    "best words": 0.19,
    "letters in common": -1.087,
    "is the name": 1.472,
    "is a group": -2.679,
    "best of its unit group": 1.778,
    "support of its unit group": 0.626,
    "group and best of its unit group": -0.411,
    "is a unit group": 3.347,
    "number of names": -0.053,
    "sharing of the name": 0.154,
    "nearest is preferred": 0.625,
}
