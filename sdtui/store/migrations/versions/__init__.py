"""The revisions. None is changed once it was released; what it needs stands in it, not in the tables of today."""
