"""What an analyst looks at: dossiers, comparisons, the command line and the terminal app."""

__version__ = "0.1.0"
