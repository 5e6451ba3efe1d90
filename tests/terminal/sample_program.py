"""The sample screens as a program; the argument is a theme."""

import sys

from sdtui.tui.app import run
from tests.tui.samples import FakeMachine

if __name__ == "__main__":
    sys.exit(run(FakeMachine(), theme=sys.argv[1] if len(sys.argv) > 1 else ""))
