"""What an analyst looks at: dossiers, comparisons, the command line and the terminal app."""

from importlib.metadata import version

__version__ = version("dossier")
