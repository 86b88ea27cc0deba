"""Tells people inside the product that something happened which concerns them: whose turn it is, and what came of it."""
