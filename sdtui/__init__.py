"""sdtui: presales in the style of SAP SD, driven by the keyboard in a terminal."""

__version__ = "0.1.0"
