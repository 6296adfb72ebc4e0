"""Persons, their dated facts, wishes and consents, and the relations that open them to staff. It never knows a case."""
