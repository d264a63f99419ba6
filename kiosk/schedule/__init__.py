"""What may show at `now`, when that next changes, which item follows, what takes over, and
why not. Pure: every function takes the time and returns a value."""
