"""The stopwatch: what a clerk feels, measured on the demo company and set against its targets."""
