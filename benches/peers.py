"""Decides by another library whether difference constraints can all hold.

Reads lines `from to weight` (to - from <= weight) and prints the seconds that deciding took, without reading and
importing, and the outcome. Exits with 3 if the library is not installed.
"""

import sys
import time


def networkx(constraints):
    import networkx

    graph = networkx.DiGraph()
    for start, end, weight in constraints:
        known = graph.get_edge_data(start, end)
        if known is None or weight < known["weight"]:
            graph.add_edge(start, end, weight=weight)
    begin = time.perf_counter()
    wrong = networkx.negative_edge_cycle(graph)
    return time.perf_counter() - begin, wrong


def z3(constraints):
    import z3

    points = {}
    solver = z3.SolverFor("QF_IDL")
    for start, end, weight in constraints:
        for point in (start, end):
            if point not in points:
                points[point] = z3.Int(f"p{point}")
        solver.add(points[end] - points[start] <= weight)
    begin = time.perf_counter()
    wrong = solver.check() == z3.unsat
    return time.perf_counter() - begin, wrong


def main():
    constraints = [tuple(map(int, line.split())) for line in sys.stdin]
    try:
        seconds, wrong = {"networkx": networkx, "z3": z3}[sys.argv[1]](constraints)
    except ImportError:
        sys.exit(3)
    print(f"{seconds} {'contradiction' if wrong else 'can all hold'}")


main()
