"""Pure Python that knows nothing of the house: no Django, no clock, no global chance, no reading or writing."""
