"""The network mode: who agrees with whom and who differs, drawn and steady, each edge with the passages behind it."""
