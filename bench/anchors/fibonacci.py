"""Processor time of Fibonacci numbers in decimal, by GMP and by FLINT, in ms: least of many."""

import json
import sys
import time

import flint
import gmpy2


def least(work, rounds):
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best * 1e3


n, rounds = int(sys.argv[1]), int(sys.argv[2])
assert gmpy2.fib(n).digits() == flint.fmpz.fib_ui(n).str()
print(
    json.dumps(
        {
            "gmp": least(lambda: gmpy2.fib(n).digits(), rounds),
            "flint": least(lambda: flint.fmpz.fib_ui(n).str(), rounds),
            "last_digits": gmpy2.fib(n).digits()[-40:],
        }
    )
)
