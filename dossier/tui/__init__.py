"""The app: screens over the library for people who read. Knows no SQL, no index, no language model."""
