"""The only room that touches the network: fetch, one round of syncing, the service loop."""
