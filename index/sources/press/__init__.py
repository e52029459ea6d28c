"""Exports of press archives: many articles in one text."""
