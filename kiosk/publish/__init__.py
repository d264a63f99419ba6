"""From the office to the wall: checks a site and writes it as a signed, static tree."""
