"""The views of a case, by what they are about."""
