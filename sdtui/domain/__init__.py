"""Pure rules on paper: prices, statuses, dates, copying. Nothing here imports more than the standard library."""
