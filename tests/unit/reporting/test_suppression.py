"""What is hidden cannot be found again: not by subtraction, and not within a range narrower than five.

The attacker here knows the rules of hiding, every shown figure and total, and that a hidden count is at least one.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.suppression import LEAST, TOTAL, Place, Table, hidden_places, totals_of


def table(counts: Mapping[Place, int], rows: int, columns: int, **shown: bool) -> Table:
    full = totals_of(counts, range(rows), range(columns))
    return Table(full, full, **shown)


def grids(most_rows: int, most_columns: int, most: int) -> st.SearchStrategy[tuple[dict[Place, int], int, int]]:
    sizes = st.tuples(st.integers(1, most_rows), st.integers(1, most_columns))
    return sizes.flatmap(
        lambda size: st.tuples(
            st.fixed_dictionaries({place: st.integers(0, most) for place in product(range(size[0]), range(size[1]))}),
            st.just(size[0]),
            st.just(size[1]),
        )
    )


def equations(rows: int, columns: int) -> Iterable[dict[Place, int]]:
    """Each line adds up to its total: the coefficients of what is zero."""
    for r in [*range(rows), TOTAL]:
        yield {**{(r, c): 1 for c in range(columns)}, (r, TOTAL): -1}
    for c in [*range(columns), TOTAL]:
        yield {**{(r, c): 1 for r in range(rows)}, (TOTAL, c): -1}


def found_by_subtraction(hidden: frozenset[Place], rows: int, columns: int) -> set[Place]:
    """The hidden places that some sum of shown figures gives exactly (Gaussian elimination over the unknowns)."""
    order = sorted(hidden)
    matrix = [[Fraction(each.get(place, 0)) for place in order] for each in equations(rows, columns)]
    rank = 0
    for pivot in range(len(order)):
        lead = next((i for i in range(rank, len(matrix)) if matrix[i][pivot]), None)
        if lead is None:
            continue
        matrix[rank], matrix[lead] = matrix[lead], matrix[rank]
        matrix[rank] = [value / matrix[rank][pivot] for value in matrix[rank]]
        for i, line in enumerate(matrix):
            if i != rank and line[pivot]:
                factor = line[pivot]
                matrix[i] = [a - factor * b for a, b in zip(line, matrix[rank], strict=True)]
        rank += 1
    alone = (line for line in matrix if sum(1 for value in line if value) == 1)
    return {order[next(i for i, value in enumerate(line) if value)] for line in alone}


def possible_values(
    full: Mapping[Place, int], hidden: frozenset[Place], rows: int, columns: int, most: int
) -> dict[Place, set[int]]:
    """Every value each hidden place may have in some table that shows the same figures, tried one by one."""
    inner = [(r, c) for r in range(rows) for c in range(columns)]
    ranges = [range(1, most + 1) if place in hidden else [full[place]] for place in inner]
    seen: dict[Place, set[int]] = {place: set() for place in hidden}
    for values in product(*ranges):
        guess = totals_of(dict(zip(inner, values, strict=True)), range(rows), range(columns))
        if all(guess[place] == full[place] for place in full if place not in hidden):
            for place in hidden:
                seen[place].add(guess[place])
    return seen


@given(grids(6, 6, 14))
@settings(max_examples=300, deadline=None)
def test_no_small_count_is_shown_and_none_is_found_by_subtraction(drawn: tuple[dict[Place, int], int, int]) -> None:
    counts, rows, columns = drawn
    full = totals_of(counts, range(rows), range(columns))
    hidden = hidden_places(table(counts, rows, columns))
    assert {place for place, count in full.items() if 0 < count < LEAST} <= hidden
    assert not any(full[place] == 0 for place in hidden)
    small = {place for place in hidden if full[place] < LEAST}
    assert not small & found_by_subtraction(hidden, rows, columns)


@given(grids(2, 2, 9))
@settings(max_examples=60, deadline=None)
def test_the_range_left_to_a_small_count_is_wide(drawn: tuple[dict[Place, int], int, int]) -> None:
    counts, rows, columns = drawn
    full = totals_of(counts, range(rows), range(columns))
    hidden = hidden_places(table(counts, rows, columns))
    for place, values in possible_values(full, hidden, rows, columns, most=15).items():
        if full[place] < LEAST:
            assert max(values) - min(values) >= LEAST, (place, values)


@given(st.lists(st.integers(0, 12), min_size=1, max_size=5))
@settings(max_examples=150, deadline=None)
def test_a_report_with_rows_only_hides_as_well(values: list[int]) -> None:
    counts = {(r, 0): value for r, value in enumerate(values)}
    full = totals_of(counts, range(len(values)), [0])
    hidden = hidden_places(table(counts, len(values), 1, row_totals=False))
    assert all(column == 0 for _, column in hidden)
    unknown = [values[r] for r, _ in hidden if r != TOTAL]
    small = [value for value in unknown if value < LEAST]
    if small and (TOTAL, 0) not in hidden:
        assert sum(unknown) - len(unknown) - min(small) + 1 >= LEAST, (values, hidden)
    assert {(r, 0) for r, value in enumerate(values) if 0 < value < LEAST} <= hidden
    assert full[TOTAL, 0] == 0 or full[TOTAL, 0] >= LEAST or (TOTAL, 0) in hidden


def test_a_lone_small_count_takes_its_cheapest_rectangle_with_it() -> None:
    counts = {(0, 0): 2, (0, 1): 30, (0, 2): 9, (1, 0): 40, (1, 1): 50, (1, 2): 8}
    assert hidden_places(table(counts, 2, 3)) == {(0, 0), (0, 2), (1, 0), (1, 2)}


def test_large_counts_hide_nothing() -> None:
    assert hidden_places(table({(0, 0): 5, (0, 1): 0, (1, 0): 6, (1, 1): 7}, 2, 2)) == frozenset()


def test_when_nothing_else_is_left_the_totals_go() -> None:
    assert hidden_places(table({(0, 0): 3}, 1, 1)) == {(0, 0), (0, TOTAL), (TOTAL, 0), (TOTAL, TOTAL)}


def test_it_is_persons_that_are_counted_not_rows() -> None:
    rows = totals_of({(0, 0): 40, (1, 0): 50}, [0, 1], [0])
    persons = totals_of({(0, 0): 2, (1, 0): 50}, [0, 1], [0])
    hidden = hidden_places(Table(rows, persons, row_totals=False))
    assert hidden == {(0, 0), (1, 0)}
