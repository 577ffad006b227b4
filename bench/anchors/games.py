"""Compares equilibria with those that Gambit and Nashpy find, and measures Gambit.

Reads a file of JSON lines, each a game of integers with the extreme equilibria to check:
{"row": [[…]], "column": […], "degenerate": false, "equilibria": [[["1/2", …], ["1", …]], …]}.
"""

import json
import sys
import time
import warnings

import nashpy
import numpy as np
import pygambit as gbt

warnings.filterwarnings("ignore")


def strategies(equilibrium, game):
    return tuple(
        tuple(str(equilibrium[strategy]) for strategy in player.strategies)
        for player in game.players
    )


def near(one, other):
    return all(np.allclose(a, b, atol=1e-6) for a, b in zip(one, other))


def numbers(strategy):
    parts = (share.split("/") for share in strategy)
    return np.array([float(part[0]) / float(part[1] if len(part) > 1 else 1) for part in parts])


found = {"games": 0, "gambit_differs": 0, "nashpy_games": 0, "nashpy_differs": 0}
found |= {"degenerate": 0, "gambit_ms": 0.0, "nashpy_ms": 0.0, "lcp_us": 0.0, "lcp_exact_us": 0.0}
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        given = json.loads(line)
        row, column = np.array(given["row"]), np.array(given["column"])
        ours = {(tuple(one), tuple(other)) for one, other in given["equilibria"]}
        game = gbt.Game.from_arrays(row, column)
        begun = time.process_time()
        theirs = gbt.nash.enummixed_solve(game, rational=True).equilibria
        found["gambit_ms"] += (time.process_time() - begun) * 1e3
        found["games"] += 1
        found["gambit_differs"] += {strategies(each, game) for each in theirs} != ours
        for exactly, name in [(False, "lcp_us"), (True, "lcp_exact_us")]:
            begun = time.process_time()
            gbt.nash.lcp_solve(game, rational=exactly, stop_after=1)
            found[name] += (time.process_time() - begun) * 1e6
        # Nashpy is for games that are not degenerate and give both a choice.
        found["degenerate"] += given["degenerate"]
        if given["degenerate"] or max(row.shape) > 4 or min(row.shape) < 2:
            continue
        begun = time.process_time()
        theirs = list(nashpy.Game(row, column).vertex_enumeration())
        found["nashpy_ms"] += (time.process_time() - begun) * 1e3
        expected = [[numbers(one), numbers(other)] for one, other in ours]
        same = len(theirs) == len(expected)
        same = same and all(any(near(each, one) for one in expected) for each in theirs)
        found["nashpy_games"] += 1
        found["nashpy_differs"] += not same
print(json.dumps(found))
