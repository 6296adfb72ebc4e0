"""Persons, their dated facts, wishes and consents, and the relations that open a citizen to staff. It never knows a case."""
