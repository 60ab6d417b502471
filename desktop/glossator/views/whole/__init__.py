"""What every view of the whole project has: what was read, what is chosen, the passages behind a number."""
