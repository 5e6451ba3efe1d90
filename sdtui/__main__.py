"""Lets `python -m sdtui` do what the command `sdtui` does."""

from sdtui.cli import main

if __name__ == "__main__":
    main()
