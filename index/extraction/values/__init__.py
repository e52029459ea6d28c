"""Dates and amounts with their values."""
