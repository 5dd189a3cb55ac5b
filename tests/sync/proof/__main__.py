"""`python -m tests.sync.proof` lets the machine think for a night: by default 2,000 runs of at least 50 steps."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from time import perf_counter

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sync.proof.machine import Network, tear_down_layout


def main(words: Sequence[str] | None = None) -> int:
    options = parser().parse_args(words)
    begun = perf_counter()
    found = 0
    try:
        prove(options.runs, options.steps, options.seed)
    except Exception as error:
        found = 1
        sys.stdout.write("\n".join([str(error), *getattr(error, "__notes__", [])]) + "\n")
    finally:
        tear_down_layout()
    for name, count in sorted(Network.tally.items()):
        sys.stdout.write(f"{name}: {count:,}\n")
    sys.stdout.write(
        f"counterexamples: {found}\nseed: {options.seed}\nseconds: {perf_counter() - begun:.0f}\n"
    )
    return found


def prove(runs: int, steps: int, number: int, *, least: bool = True) -> None:
    """Try so many runs of so many steps (of fewer, too, unless `least`). Raises what went wrong, its example noted."""
    how = settings(
        max_examples=runs,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    run_state_machine_as_test(seed(number)(Network), settings=how, _min_steps=steps if least else 0)


def parser() -> ArgumentParser:
    made = ArgumentParser(prog="python -m tests.sync.proof", description=__doc__)
    made.add_argument("--runs", type=int, default=2_000)
    made.add_argument("--steps", type=int, default=50)
    made.add_argument("--seed", type=int, default=1)
    return made


if __name__ == "__main__":
    sys.exit(main())
