"""The command line: a module a command; results on stdout, everything else on stderr."""
