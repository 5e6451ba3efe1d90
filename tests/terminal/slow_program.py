"""The sample screens, of which saving reads for a long time; Esc stops it."""

import sys
import time

from sdtui.kernel.view import MessageType, MessageView, Request, View
from sdtui.tui.app import run
from tests.tui.samples import FakeMachine, form

SECONDS = 30.0


class SlowMachine(FakeMachine):
    """Reads a thousand rows in each hundredth of a second."""

    def turn(self, request: Request) -> View:
        if request.code != "save":
            return super().turn(request)
        rows, end = 0, time.monotonic() + SECONDS
        while time.monotonic() < end:
            time.sleep(0.01)
            rows += 1000
            if self.progress and self.progress(rows):
                self.shown = form(message=MessageView(MessageType.WARNING, "stopped", "Reading was stopped"))
                return self.shown
        return super().turn(request)


if __name__ == "__main__":
    sys.exit(run(SlowMachine()))
