"""Tests of the code lists and classifications."""
