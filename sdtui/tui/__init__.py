"""The glass: paints any view with Textual and edits its fields, and knows no business word."""
