# What the second look sees of each line. Columns as in `detectors/boilerplate/again.py`; included by `_looks.pyx`.

cdef enum:
    _EVERY = 15
    _AGAIN = 55
    _KEPT = 20
    _WHOLE_TEXT = 1 << 30

cdef int[6] _SIDES
_SIDES[:] = [-1, 1, -2, 2, -3, 3]
# Windows in rows from each line, from the first to behind the last: sums of scores, of scores by weight, of scores above nought.
cdef int[_EVERY] _FROM
_FROM[:] = [-2, -5, -6, 1, -12, 1, -_WHOLE_TEXT, 1, -6, 1, -_WHOLE_TEXT, 0, -3, 1, -_WHOLE_TEXT]
cdef int[_EVERY] _UPTO
_UPTO[:] = [3, 6, 0, 7, 0, 13, 0, _WHOLE_TEXT, 0, 7, 1, _WHOLE_TEXT, 4, _WHOLE_TEXT, 0]
cdef int[_EVERY] _ABOVE
_ABOVE[:] = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 3, 3, 3]
cdef int[_KEPT] _KEPT_COLUMNS
_KEPT_COLUMNS[:] = [
    0, 1, _LAST + 5, _COUNTED + 1, _FIRST + 4, _PLACE + 13, _PLACE + 14, _AT_SHAPES, _AT_SHAPES + _KINSHIP, _LIKE + 1, _LIKE + 2,
    _AROUND, _AROUND + 3, _AROUND + 5, _AROUND + 6, _AROUND + 8, _WORDS_SHARE, _SHARES + 1, _AT_CLAIMS + _KINDS, _ANY,
]


cdef void _describe_again(
    _Table table, Py_ssize_t first, Py_ssize_t size, double log_size, const float[:, ::1] seen, const float[::1] odds,
    float[:, ::1] found, Py_ssize_t to,
) noexcept:
    """Write what the second look sees of each line of a text, from column `to` on."""
    cdef Py_ssize_t row, at, side
    cdef double[:, ::1] sums = table.sums
    cdef float weight, total = 0, taken = 0, high, mean
    cdef float* score = &table.upto[0]
    for at in range(4):
        sums[at, 0] = 0
    for row in range(size):
        score[row] = min(max(odds[first + row], <float>-6), <float>6)
        weight = <float>sqrt(<double>max(table.mass[first + row], <float>1))
        sums[0, row + 1] = sums[0, row] + score[row]
        sums[1, row + 1] = sums[1, row] + <float>(score[row] * weight)
        sums[2, row + 1] = sums[2, row] + weight
        sums[3, row + 1] = sums[3, row] + (score[row] > 0)
        total += table.mass[first + row]
        taken += table.mass[first + row] if score[row] > 0 else 0
        table.ordered[row] = score[row]
    qsort(&table.ordered[0], size, sizeof(float), _compare)
    high, mean = table.ordered[<Py_ssize_t>rint(0.9 * (size - 1))], <float>(sums[0, size] / <double>size)
    for row in range(size):
        found[0, to + row], found[1, to + row] = score[row], score[row] - table.least[first + row]
        for at in range(6):
            side = row + _SIDES[at]
            found[2 + at, to + row] = score[side] if 0 <= side < size else <float>-9
        for at in range(_EVERY):
            found[8 + at, to + row] = _window(sums, at, row, size)
        found[29, to + row], found[30, to + row], found[31, to + row] = mean, high, taken / max(total, <float>1)
        found[32, to + row], found[33, to + row], found[34, to + row] = log_size, min(row, 20), min(size - 1 - row, 40)
        for at in range(_KEPT):
            found[35 + at, to + row] = seen[_KEPT_COLUMNS[at], first + row]
    _place_prose(table, first, size, score, found, to)


cdef inline double _window(const double[:, ::1] sums, Py_ssize_t at, Py_ssize_t row, Py_ssize_t size) noexcept:
    """Return the mean over a window around a line."""
    cdef Py_ssize_t low = min(max(row + _FROM[at], 0), size), high = min(max(row + _UPTO[at], 0), size)
    cdef int above = _ABOVE[at]
    cdef double below = sums[2, high] - sums[2, low] if above == 1 else <double>(high - low)
    return (sums[above, high] - sums[above, low]) / max(below, 1.0)


cdef void _place_prose(
    _Table table, Py_ssize_t first, Py_ssize_t size, const float* score, float[:, ::1] found, Py_ssize_t to
) noexcept:
    """Write where each line stands to what the first look takes for prose."""
    cdef Py_ssize_t row, start = size, stop = -1, above = -_FAR, below = size + _FAR, seen = 0
    for row in range(size):
        if score[row] < -1 and table.mass[first + row] > 80:
            start, stop, above = min(start, row), row, row
            seen += 1
        found[23, to + row], found[27, to + row] = min(row - above, <Py_ssize_t>_FAR), min(seen, 20)
    seen = 0
    for row in range(size - 1, -1, -1):
        if score[row] < -1 and table.mass[first + row] > 80:
            below = row
            seen += 1
        found[24, to + row], found[28, to + row] = min(below - row, <Py_ssize_t>_FAR), min(seen, 20)
        found[25, to + row] = min(max(row - stop, -10), 40)
        found[26, to + row] = min(max(start - row, -10), 20)
