"""What a function code does on a screen."""
