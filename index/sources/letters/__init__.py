"""E-mail: single letters, mailboxes, and what is attached."""
