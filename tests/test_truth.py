"""Three-valued truth: hand-written tables, so that nothing unknown is ever taken for a No."""

import pytest

from flows.truth import Truth, every, some

Y, U, N = Truth.YES, Truth.UNKNOWN, Truth.NO

AND = [
    (Y, Y, Y),
    (Y, U, U),
    (Y, N, N),
    (U, Y, U),
    (U, U, U),
    (U, N, N),
    (N, Y, N),
    (N, U, N),
    (N, N, N),
]

OR = [
    (Y, Y, Y),
    (Y, U, Y),
    (Y, N, Y),
    (U, Y, Y),
    (U, U, U),
    (U, N, U),
    (N, Y, Y),
    (N, U, U),
    (N, N, N),
]

EVERY = [
    ([], Y),
    ([Y], Y),
    ([U], U),
    ([N], N),
    ([Y, Y, Y], Y),
    ([Y, U, Y], U),
    ([U, U, N], N),
    ([N, U, Y], N),
]

SOME = [
    ([], N),
    ([Y], Y),
    ([U], U),
    ([N], N),
    ([N, N, N], N),
    ([N, U, N], U),
    ([U, U, Y], Y),
    ([Y, U, N], Y),
]


@pytest.mark.parametrize(("left", "right", "both"), AND)
def test_and(left, right, both):
    assert (left & right) is both


@pytest.mark.parametrize(("left", "right", "either"), OR)
def test_or(left, right, either):
    assert (left | right) is either


@pytest.mark.parametrize(("truth", "opposite"), [(Y, N), (U, U), (N, Y)])
def test_not(truth, opposite):
    assert ~truth is opposite


@pytest.mark.parametrize(("truths", "result"), EVERY)
def test_every(truths, result):
    assert every(truths) is result


@pytest.mark.parametrize(("truths", "result"), SOME)
def test_some(truths, result):
    assert some(truths) is result


def test_every_and_some_take_any_iterable():
    assert every(truth for truth in (Y, N)) is N
    assert some(iter((N, Y))) is Y


@pytest.mark.parametrize("truth", Truth)
def test_a_truth_has_no_python_bool(truth):
    with pytest.raises(TypeError):
        bool(truth)


@pytest.mark.parametrize("use", [lambda: not U, lambda: U and Y, lambda: N or Y, lambda: 1 if U else 0])
def test_python_words_for_logic_are_refused(use):
    with pytest.raises(TypeError):
        use()


def test_a_known_condition_is_yes_or_no():
    assert Truth.of(True) is Y
    assert Truth.of(False) is N
