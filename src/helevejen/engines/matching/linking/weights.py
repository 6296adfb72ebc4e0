"""
The weights of the features.

Written by `python -m benchmarks.linking --fit DATA`, from 2,882 Swedish and 1,779 German titles of the national
classifications with their ESCO concepts (Avature/melo-benchmark, MIT). No Danish title was used.
"""

from typing import Final

WEIGHTS: Final = {
    "best name": 7.599,
    "mean of names": 1.626,
    "preferred name": 1.131,
    "best words": 0.186,
    "letters in common": -1.096,
    "is the name": 1.474,
    "is a group": -2.809,
    "best of its unit group": 1.781,
    "support of its unit group": 0.625,
    "group and best of its unit group": -0.416,
    "is a unit group": 3.479,
    "number of names": -0.054,
    "sharing of the name": 0.154,
    "nearest is preferred": 0.628,
}

ENCODED_WEIGHTS: Final = {
    "best name": 2.902,
    "mean of names": -0.510,
    "preferred name": 0.394,
    "best words": 0.517,
    "letters in common": 0.078,
    "is the name": 0.907,
    "is a group": -2.523,
    "best of its unit group": 1.976,
    "support of its unit group": 0.140,
    "group and best of its unit group": -1.447,
    "is a unit group": 3.889,
    "number of names": -0.169,
    "sharing of the name": 0.430,
    "nearest is preferred": 0.547,
    "best point": 3.156,
    "mean of points": 3.126,
    "preferred point": 2.424,
}
