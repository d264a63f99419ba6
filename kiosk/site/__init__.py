"""The site folder → frozen values, with every fault at its file, line and column."""
