"""One module per business act; each act is one unit of work in the store."""
