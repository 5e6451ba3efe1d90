"""What a file of the project never says: where somebody built it, or what somebody talked about."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.~$}/-])/(?:work|root|opt/pypi)\b"),
    "the host of a package registry": re.compile(
        r"pypi\.(?:org|python)|pythonhosted\.org|npmjs\.(?:com|org)|crates\.io|proxy\.golang\.org|anaconda\.org"
        r"|artifactory|devpi|^\s*(?:--)?(?:extra-)?index-url",
        re.MULTILINE | re.IGNORECASE,
    ),
    "talk about the work instead of the thing": re.compile(
        r"\b(?:issue|ticket|milestone) ?#\d+|(?-i:\b(?:TODO|FIXME)\b)|\bas requested\b|\bco-authored-by\b"
        r"|\bAI[- ](?:generated|assistant)\b|\blanguage model\b",
        re.IGNORECASE,
    ),
}

# This file has to name what it looks for.
EXCUSED = {Path(__file__).relative_to(ROOT).as_posix()}


def texts() -> dict[str, str]:
    """Every text file that git keeps or would keep, by its path."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    found: dict[str, str] = {}
    for name in sorted(set(filter(None, listed)) - EXCUSED):
        path = ROOT / name
        data = path.read_bytes() if path.is_file() else b""
        if b"\0" not in data:
            found[name] = data.decode("utf-8")
    return found


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_says(what: str) -> None:
    pattern = FORBIDDEN[what]
    hits = [
        f"{name}:{text.count(chr(10), 0, hit.start()) + 1}: {hit.group()}"
        for name, text in texts().items()
        for hit in pattern.finditer(text)
    ]
    assert not hits


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a path of one machine", "see /work/main/Makefile"),
        ("a path of one machine", '"/root/x"'),
        ("the host of a package registry", "https://pypi.org/simple"),
        ("the host of a package registry", "--extra-index-url http://somewhere"),
        ("talk about the work instead of the thing", "repairs issue #12"),
    ],
)
def test_the_patterns_find_what_they_are_for(what: str, line: str) -> None:
    assert FORBIDDEN[what].search(line)


@pytest.mark.parametrize("line", ["network/work", "home/work/x", "a work/life split", "the issue of a quotation"])
def test_the_patterns_leave_honest_words_alone(line: str) -> None:
    assert not any(pattern.search(line) for pattern in FORBIDDEN.values())
