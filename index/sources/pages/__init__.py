"""Web pages, as a browser saves them or a server gives them."""
