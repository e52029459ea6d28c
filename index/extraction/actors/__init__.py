"""Who is named: names, roles and whom descriptions and pronouns stand for."""
