"""
Words for work: the occupations, skills and groups of ESCO, their names by language, and which skill belongs where.

It knows no citizen and no company; they keep the URI of a concept and the name a person confirmed. This service uses
the ESCO classification of the European Commission.
"""
