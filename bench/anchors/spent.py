"""Runs a program several times: the least processor time it took, in ms, and what it printed."""

import json
import resource
import subprocess
import sys


def spent():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (usage.ru_utime + usage.ru_stime) * 1e3


rounds, command = int(sys.argv[1]), sys.argv[2:]
best, text = float("inf"), ""
for _ in range(rounds):
    before = spent()
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    best = min(best, spent() - before)
print(json.dumps({"ms": best, "text": text}))
