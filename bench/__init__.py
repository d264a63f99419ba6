"""What it costs, beside what a municipality would pick instead. `python -m bench`."""
