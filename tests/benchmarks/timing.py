"""Measuring: the best of several runs, because everything else on the machine only ever adds time."""

from collections.abc import Callable
from time import perf_counter


def best_of(work: Callable[[], object], *, runs: int = 5) -> float:
    """Seconds of the fastest run."""
    times = []
    for _ in range(runs):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def report(what: str, measured: float, baseline: float, against: str) -> float:
    """Print one line and return measured ÷ baseline."""
    ratio = measured / baseline
    print(f"\n{what}: {measured * 1000:.1f} ms, {ratio:.2f} × {against} ({baseline * 1000:.1f} ms)")
    return ratio
