"""screens.yaml, playlists/ and content/ → the model, with every fault at its file:line:column."""
