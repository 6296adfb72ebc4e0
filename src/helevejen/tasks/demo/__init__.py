"""
The demo: a synthetic municipality shaped like Fredericia, with two years of turns and meetings. Nobody in it is real.

`generate` makes rows from a seed, a day and a size, and knows no database; `load` lays them through the apps' steps.
CPR numbers are from outside the issued series (they fail the check and are of no 1 January), telephone numbers begin
with 1, which no subscriber's does, mail addresses end in `.example`, and CVR and P-numbers begin with 99, which are
not issued.
"""
