"""Clerks who save quotations until they are killed, again and again; prints the number of each document that was
acknowledged. Arguments: URL and number of kills.

One process that has everything loaded forks the clerks, so that a kill costs milliseconds and not an import.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from contextlib import closing

from sdtui.store.engine import open_database
from tests.store.samples import sales_document, saved

CLERKS = 2
MOST_ITEMS = 40


def clerk(url: str, line: int) -> None:
    """The description says how many items the document shall have."""
    database = open_database(url)
    while True:
        items = random.randint(1, MOST_ITEMS)
        document = saved(database, sales_document(items=items, conditions=2, description=f"{items}"))
        os.write(line, f"{document.number}\n".encode())


def killed(url: str, line: int) -> None:
    """Start clerks, and kill them all at some moment."""
    clerks: list[int] = []
    for _ in range(CLERKS):
        if not (pid := os.fork()):
            random.seed()
            try:
                clerk(url, line)
            finally:
                os._exit(1)
        clerks.append(pid)
    time.sleep(random.uniform(0.05, 0.2))
    for pid in clerks:
        os.kill(pid, signal.SIGKILL)
    ends = [os.waitpid(pid, 0)[1] for pid in clerks]
    if any(not os.WIFSIGNALED(end) for end in ends):
        raise SystemExit("a clerk ended by himself")


def main(url: str, kills: int) -> None:
    line = sys.stdout.fileno()
    with closing(open_database(url)) as database:
        # Everything is imported and compiled once before anybody is forked.
        first = saved(database, sales_document(items=1, conditions=2, description="1"))
    os.write(line, f"{first.number}\n".encode())
    for _ in range(kills):
        killed(url, line)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
