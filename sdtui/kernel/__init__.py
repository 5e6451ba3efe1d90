"""The dialog machine: takes turns, and knows neither a terminal nor SQL."""
