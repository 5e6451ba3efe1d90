"""The stopwatch's arithmetic and its table; the figures themselves are measured by `make bench`."""

from bench.figures import Figure, percentile, table, typical


def test_a_target_is_missed_when_it_is_exceeded() -> None:
    assert Figure("idle", "ms", 0, 0).verdict == "ok"
    assert Figure("idle", "ms", 0, 0.01).verdict == "MISSED"
    assert Figure("memory", "MiB", None, 80).verdict == ""


def test_samples_are_told_by_their_median_and_their_best() -> None:
    figure = typical("save", "ms", 10, [3, 99, 1, 2, 4])
    assert (figure.result, figure.best, figure.missed) == (3, 1, False)
    assert percentile([5, 1, 4, 2, 3], 80) == 4
    assert percentile(list(range(1, 101)), 99) == 99
    assert percentile([7], 99) == 7


def test_the_table_has_a_line_for_each_figure() -> None:
    lines = table([typical("save", "ms", 10, [3, 1]), Figure("idle", "ms/s", 0, 0.5), Figure("RSS", "MiB", None, 81.5)])
    assert lines.splitlines() == [
        "what  target      result  best",
        "save  < 10 ms    2.00 ms  1.00  ok",
        "idle  0 ms/s   0.50 ms/s        MISSED",
        "RSS             81.5 MiB",
    ]
