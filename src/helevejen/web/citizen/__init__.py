"""Min vej, the page of the citizen."""
