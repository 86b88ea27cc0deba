"""The desk: what waits for the person who signed in, gathered from every capability."""
