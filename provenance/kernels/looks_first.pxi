# What the first look sees of each line. Columns as in `detectors/boilerplate/features.py`; included by `_looks.pyx`.

cdef enum:
    _WORDS_SHARE = 5
    _SHARES = 8
    _COUNTED = 15
    _FIRST = 22
    _LAST = 34
    _PLACE = 46
    _AT_SHAPES = 67
    _LIKE = 78
    _AROUND = 82
    _AT_CLAIMS = 95
    _SPOKEN = 117
    _ANY = 130
    _WHOLE = 131
    _COLUMNS = 138
    _LONG = 100
    _FAR = 40
    _NEAR = 4

cdef int[12] _EDGE
_EDGE[:] = [_LOWER, _UPPER, _UNCASED, _DENSE, _DIGIT, _STOP, _COMMA, _COLON, _QUOTE, _BRACKET, _BAR, _SIGN]
cdef int[7] _SHARED
_SHARED[:] = [_DIGIT, _DENSE, _UNCASED, _SIGN, _BRACKET, _STOP, _COMMA]
cdef int[7] _TIMES
_TIMES[:] = [_STOP, _COMMA, _QUOTE, _BRACKET, _BAR, _DASH, _SIGN]
cdef int[5] _HEADINGS
_HEADINGS[:] = [1, 2, 3, 5, 16]  # share, related, navigation, newsletter, footer
cdef int[4] _MEANS
_MEANS[:] = [_SHARES + 1, _FIRST, _LAST + 5, _AT_SHAPES + _KINSHIP]


cdef void _demand(_Table table, Py_ssize_t first, Py_ssize_t size) noexcept:
    """Write the log odds from which each line of a text is furniture, see `least_of` of `labels.py`."""
    cdef Py_ssize_t row
    cdef float total = 0, long = 0, mass, some = -0.6, range_ = 1.5 + 0.6
    cdef float little = 1.5 * max(0, 9 - size) / 9, doubt
    for row in range(first, first + size):
        mass = table.mass[row]
        total += mass
        long += mass if mass > _LONG else 0
    doubt = 2.0 * max(0.0, 1 - <double>long / (0.2 * max(<double>total, 1.0)))
    for row in range(first, first + size):
        mass = (table.mass[row] - <float>80) / <float>160
        table.least[row] = ((some + range_ * min(max(mass, <float>0), <float>1)) + little) + doubt


cdef void _describe(_Table table, Py_ssize_t first, Py_ssize_t size, float log_size, float[:, ::1] found) noexcept:
    """Write what the first look sees of each line of a text."""
    cdef Py_ssize_t row
    for row in range(first, first + size):
        _describe_line(table, row, found)
    _place(table, first, size, found)
    _since(table, first, size, found)
    _liken(table, first, size, found)
    _look_around(table, first, size, found)
    _describe_whole(table, first, size, log_size, found)


cdef void _describe_line(_Table table, Py_ssize_t row, float[:, ::1] found) noexcept:
    """Write what a line alone says."""
    cdef const float* counts = &table.counts[row, 0]
    cdef const float* words = &table.words[row, 0]
    cdef float several = 0, mass = table.mass[row], safe, many, spoken, any_ = 0
    cdef Py_ssize_t at, first = table.first[row], last = table.last[row]
    for at in range(_CLASSES):
        several += words[at]
    safe, many = max(mass, <float>1), max(several, <float>1)
    found[0, row], found[1, row] = table.logs[row], several
    found[2, row] = (((counts[_LOWER] + counts[_UPPER]) + counts[_UNCASED]) + counts[_DENSE]) / many
    found[3, row] = mass / many
    found[4, row] = counts[_UPPER] > 2 and counts[_LOWER] == 0
    found[_WORDS_SHARE, row] = words[_UPPER] / many
    found[_WORDS_SHARE + 1, row] = words[_LOWER] / many
    found[_WORDS_SHARE + 2, row] = words[_DIGIT] / many
    for at in range(7):
        found[_SHARES + at, row] = counts[_SHARED[at]] / safe
        found[_COUNTED + at, row] = min(counts[_TIMES[at]], <float>20)
    for at in range(12):
        found[_FIRST + at, row] = first == _EDGE[at]
        found[_LAST + at, row] = last == _EDGE[at]
    for at in range(_SHAPES):
        found[_AT_SHAPES + at, row] = table.shapes[row, at]
    for at in range(_CLAIMS):
        found[_AT_CLAIMS + at, row] = table.claims[row, at]
    for at in range(_MENTIONS):
        spoken = min(table.mentions[row, at], <float>3)
        found[_SPOKEN + at, row] = spoken
        any_ += spoken
    found[_ANY, row] = any_


cdef void _place(_Table table, Py_ssize_t first, Py_ssize_t size, float[:, ::1] found) noexcept:
    """Write where each line stands, in rows and in mass."""
    cdef Py_ssize_t row, at
    cdef const float* mass = &table.mass[first]
    cdef float upto = 0, total, most = 0
    for row in range(size):
        upto += mass[row]
        table.upto[row] = upto
        most = max(most, mass[row])
    total, most = max(upto, <float>1), max(most, <float>1)
    for row in range(size):
        at = first + row
        found[_PLACE, at] = <float>row / <float>max(size - 1, 1)
        found[_PLACE + 1, at] = min(row, 10)
        found[_PLACE + 2, at] = min(size - 1 - row, 10)
        found[_PLACE + 3, at] = (table.upto[row] - mass[row]) / total
        found[_PLACE + 4, at] = <float>1 - table.upto[row] / total
        found[_PLACE + 5, at] = mass[row] / most
        found[_PLACE + 6, at] = (mass[row - 2] if row > 1 else <float>0) + (mass[row - 1] if row else <float>0)
        found[_PLACE + 7, at] = (mass[row + 1] if row + 1 < size else <float>0) + (mass[row + 2] if row + 2 < size else <float>0)


cdef inline int _marks(_Table table, Py_ssize_t row) noexcept:
    """Return whether a line is long, known, a heading of links, of comments, of cookies, and prose, as bits."""
    cdef int marks = (table.mass[row] > _LONG) | (table.known[row] << 1), at
    cdef bint heading = False
    if table.known[row]:
        for at in range(5):
            heading |= table.claims[row, _HEADINGS[at]] > 0
        marks |= (heading << 2) | ((table.claims[row, _COMMENTS] > 0) << 3) | ((table.claims[row, _COOKIES] > 0) << 4)
    marks |= (table.mentions[row, _COOKIES_SPOKEN] > 0) << 4
    return marks | (((marks & 1) and table.counts[row, _STOP] > 0) << 5)


cdef void _since(_Table table, Py_ssize_t first, Py_ssize_t size, float[:, ::1] found) noexcept:
    """Write what each line stands after and before: long lines, prose, known furniture and the headings of its sections."""
    cdef Py_ssize_t row, at
    cdef Py_ssize_t last[5]
    cdef int mark, marks, known = 0, prose = 0
    cdef float total = max(table.upto[size - 1], <float>1)
    cdef float reached[2]
    for mark in range(5):
        last[mark] = -_FAR
    for row in range(size):
        at, marks = first + row, _marks(table, first + row)
        found[_PLACE + 8, at], found[_PLACE + 10, at] = prose, known
        prose += marks >> 5
        known += marks >> 1 & 1
        for mark in range(5):
            if marks >> mark & 1:
                if mark > 2 and last[mark] < 0:
                    reached[mark - 3] = table.upto[row]
                last[mark] = row
            found[_PLACE + 12 + mark, at] = min(row - last[mark], <Py_ssize_t>_FAR)
        for mark in range(2):
            found[_PLACE + 19 + mark, at] = 0
            if last[mark + 3] >= 0:
                found[_PLACE + 19 + mark, at] = max(table.upto[row] - reached[mark], <float>0) / total
    last[0] = last[1] = size + _FAR
    for row in range(size - 1, -1, -1):
        at = first + row
        if table.mass[at] > _LONG:
            last[0] = row
        if table.known[at]:
            last[1] = row
        for mark in range(2):
            found[_PLACE + 17 + mark, at] = min(last[mark] - row, <Py_ssize_t>_FAR)
        found[_PLACE + 9, at] = prose - found[_PLACE + 8, at] - (table.mass[at] > _LONG and table.counts[at, _STOP] > 0)
        found[_PLACE + 11, at] = known - found[_PLACE + 10, at] - table.known[at]


cdef void _liken(_Table table, Py_ssize_t first, Py_ssize_t size, float[:, ::1] found) noexcept:
    """Write how many lines have the shape of each line: before it, after it in an unbroken run, in the text, and near it."""
    cdef Py_ssize_t row, at, other
    cdef int32_t* keys = &table.keys[0]
    cdef int32_t* times = &table.times[0]
    cdef int bars, long, near
    for row in range(size):
        at = first + row
        bars = (table.counts[at, _BAR] > 0) * 2 + (table.counts[at, _DIGIT] > 0)
        long = <int>min(table.twos[at], <float>9)
        keys[row] = <int32_t>(((table.first[at] * 16 + table.last[at]) * 4 + bars) * 10 + long)
        times[keys[row]] += 1
        found[_LIKE, at] = found[_LIKE, at - 1] + 1 if row and keys[row] == keys[row - 1] else 0
    for row in range(size - 1, -1, -1):
        at, near = first + row, 0
        for other in range(max(row - _NEAR, 0), min(row + _NEAR + 1, size)):
            near += keys[other] == keys[row]
        found[_LIKE + 1, at] = found[_LIKE + 1, at + 1] + 1 if row + 1 < size and keys[row] == keys[row + 1] else 0
        found[_LIKE + 2, at] = times[keys[row]]
        found[_LIKE + 3, at] = near - 1
    for row in range(size):
        times[keys[row]] = 0


cdef void _look_around(_Table table, Py_ssize_t first, Py_ssize_t size, float[:, ::1] found) noexcept:
    """Write what stands around each line: what the head of the text knows, how long the lines are, how they end, and where prose ends."""
    cdef Py_ssize_t row, at, start = size, stop = -1, low, high, column
    cdef double[:, ::1] sums = table.sums
    for column in range(5):
        sums[column, 0] = 0
    for row in range(size):
        at = first + row
        sums[0, row + 1] = sums[0, row] + table.kin[at, 0]
        sums[1, row + 1] = sums[1, row] + table.kin[at, 1]
        sums[2, row + 1] = sums[2, row] + table.logs[at]
        sums[3, row + 1] = sums[3, row] + (table.last[at] == _STOP)
        sums[4, row + 1] = sums[4, row] + table.shapes[at, _COUNTER]
        if table.mass[at] > _LONG:
            start, stop = min(start, row), row
    for row in range(size):
        at = first + row
        found[_AROUND, at] = table.kin[at, 0] / max(table.kin[at, 1], <float>1)
        found[_AROUND + 1, at] = min(table.kin[at, 0], <float>8)
        low, high = max(row - 5, 0), row
        found[_AROUND + 2, at] = _kin(sums, low, high)
        found[_AROUND + 5, at] = _mean(sums, 2, low, high)
        found[_AROUND + 7, at] = _mean(sums, 3, low, high)
        found[_AROUND + 3, at] = _kin(sums, max(row - 2, 0), min(row + 3, size))
        low, high = min(row + 1, size), min(row + 6, size)
        found[_AROUND + 4, at] = _kin(sums, low, high)
        found[_AROUND + 6, at] = _mean(sums, 2, low, high)
        found[_AROUND + 8, at] = _mean(sums, 3, low, high)
        found[_AROUND + 9, at] = sums[4, min(row + 4, size)] - sums[4, max(row - 3, 0)]
        found[_AROUND + 10, at] = min(max(row - stop, -5), 30)
        found[_AROUND + 11, at] = min(size - 1 - stop, 40)
        found[_AROUND + 12, at] = min(start, 20)


cdef inline double _kin(const double[:, ::1] sums, Py_ssize_t low, Py_ssize_t high) noexcept:
    """Return the share of the words of some lines that the head of the text knows."""
    return (sums[0, high] - sums[0, low]) / max(sums[1, high] - sums[1, low], 1.0)


cdef inline double _mean(const double[:, ::1] sums, int column, Py_ssize_t low, Py_ssize_t high) noexcept:
    """Return the mean of some lines, less than nothing where there are none."""
    return (sums[column, high] - sums[column, low]) / <double>(high - low) if high > low else -1


cdef void _describe_whole(_Table table, Py_ssize_t first, Py_ssize_t size, float log_size, float[:, ::1] found) noexcept:
    """Write what the lines of the text are like as a whole."""
    cdef float whole[_COLUMNS - _WHOLE]
    cdef Py_ssize_t row, at
    for at in range(4):
        whole[at] = 0
        for row in range(first, first + size):
            whole[at] += found[_MEANS[at], row]
        whole[at] /= <float>size
    for row in range(size):
        table.ordered[row] = table.logs[first + row]
    qsort(&table.ordered[0], size, sizeof(float), _compare)
    whole[4] = table.ordered[<Py_ssize_t>rint(0.5 * (size - 1))]
    whole[5] = table.ordered[<Py_ssize_t>rint(0.75 * (size - 1))]
    whole[6] = log_size
    for at in range(_COLUMNS - _WHOLE):
        for row in range(first, first + size):
            found[_WHOLE + at, row] = whole[at]


cdef int _compare(const void* one, const void* other) noexcept nogil:
    cdef float first = (<const float*>one)[0], second = (<const float*>other)[0]
    return (first > second) - (first < second)
