"""Who does what to whom, and how sure that is."""
