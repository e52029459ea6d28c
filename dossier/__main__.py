"""`python -m dossier` is `dossier`."""

from dossier.cli.main import run

run()
