"""The few words that the glass itself says, in English; whoever starts it may hand in another language."""

from __future__ import annotations

from collections.abc import Mapping

Words = Mapping[str, str]

WORDS: Words = {
    "no-function": "{key} has no function here",
    "disabled": "{key} is not possible now",
    "too-long": "At most {length} characters fit here",
    "paste-cut": "Only the first {count} of {all} pasted characters fit here",
    "closed": "This field takes no input",
    "answer": "Answer with one of the keys shown",
    "too-small": "This window shows {width} x {height} characters; {least_width} x {least_height} are needed. "
    "Nothing is lost: make it larger.",
    "range": "{first}-{last} of {all}",
    "range-end": "{count} rows to the end",
    "reading": "Reading … {rows} rows, Esc cancels",
    "reading-some": "Reading …, Esc cancels",
    "hidden": "^→ {count} more",
    "insert": "INS",
    "overwrite": "OVR",
}
