"""SQLModel tables and the only SQL of the program."""
