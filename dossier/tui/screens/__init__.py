"""One module a screen; each asks the library in the background and drops answers nobody waits for any more."""
