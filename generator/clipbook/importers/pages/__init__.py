"""Web pages read: where a page says what, and what is concluded from all of it."""
