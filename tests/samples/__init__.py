"""Samples of every format: good ones, hostile ones, and how they are mutated. Made here, in our own words."""
