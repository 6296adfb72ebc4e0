"""
Where postcodes are on the map: the middle of each, by name, as data with a day and a source.

It knows no citizen and no company; they have a postcode, and whoever may know it asks here where its middle is.
"""
