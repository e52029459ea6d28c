"""Parts that screens are made of: they show values and report what was done; they know no library."""
