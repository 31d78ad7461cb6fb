# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""What stands in the blocks of a page and around them, in numbers: the functions of the same names in `readers/html/`, loop by loop.

Sums are added in the order of blocks and elements; logarithms are NumPy's, so that both versions give the same bits.
"""

import numpy as np

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ

ctypedef const long long[::1] Numbers
ctypedef const double[::1] Column


def count_characters(list texts, const unsigned char[::1] numbers, const double[:, ::1] classes):
    """Return for each text how many of its characters are of each class, and whether the text ends a sentence."""
    cdef Py_ssize_t rows = len(texts), kinds = classes.shape[0], wide = classes.shape[1], row, at, size, kind, column
    cdef long long[::1] seen = np.zeros(kinds, np.int64)
    cdef int width
    cdef const void* data
    cdef Py_UCS4 code
    cdef str text
    made = np.zeros((rows, wide + 1))
    cdef double[:, ::1] counts = made
    for row in range(rows):
        text = texts[row]
        size, width, data = len(text), PyUnicode_KIND(text), PyUnicode_DATA(text)
        kind = numbers[10]
        for at in range(size):
            code = PyUnicode_READ(width, <void*>data, at)
            if 0xD800 <= code <= 0xDFFF:
                code = 63  # a lone surrogate is a question mark
            kind = numbers[code if code < 65_536 else 65_535]
            seen[kind] += 1
        for at in range(kinds):
            if seen[at]:
                for column in range(wide):
                    counts[row, column] += seen[at] * classes[at, column]
                seen[at] = 0
        counts[row, wide] = classes[kind, 3]
    return made


def describe_own(blocks, const double[:, ::1] counts):
    """Return what each block says: length, characters of each class, links, emphasis, images, lines."""
    cdef list texts = blocks.texts
    cdef Numbers linked = blocks.linked, strong = blocks.emphasised, links = blocks.links, images = blocks.images
    cdef Py_ssize_t rows = len(texts), row, column
    cdef double length
    made, raw = np.empty((15, rows)), np.empty((5, rows))
    cdef double[:, ::1] told = made, logs = raw
    for row in range(rows):
        length = len(<str>texts[row])
        logs[0, row], logs[1, row], logs[2, row] = length + 2 * counts[row, 6], links[row], images[row]
        logs[3, row], logs[4, row] = counts[row, 3], counts[row, 4]
        told[1, row], told[2, row] = min(linked[row] / length, 1.0), min(strong[row] / length, 1.0)
        told[7, row], told[8, row], told[9, row] = counts[row, 8], counts[row, 1] / length, counts[row, 2] / max(counts[row, 0], 1.0)
        told[10, row], told[11, row], told[12, row] = counts[row, 5] / length, counts[row, 6] / length, counts[row, 7]
        told[13, row], told[14, row] = counts[row, 3] / length, counts[row, 4] / length
    np.log1p(raw, out=raw)
    told[0] = logs[0]
    told[3:7] = logs[1:]
    return made.T


def describe_places(outline, dict tags, Py_ssize_t places, Py_ssize_t kinds):
    """Return place, kind of tag and nesting of each block."""
    cdef Numbers number = outline.number, depths = outline.depths, articles = outline.contexts.articles, place = outline.contexts.places
    cdef list names = outline.contexts.tags
    cdef Py_ssize_t rows = number.shape[0], row, kind
    made = np.zeros((rows, places + kinds + 2))
    cdef double[:, ::1] told = made
    for row in range(rows):
        kind = tags.get(names[number[row]], 0)
        told[row, place[number[row]]] = 1
        told[row, places + kind] = 1
        told[row, places + kinds], told[row, places + kinds + 1] = articles[number[row]], depths[number[row]]
    return made


def describe_neighbours(const double[:, :] own, Column size):
    """Return size, links and punctuation of the two blocks before and after, and the prose of five on each side."""
    cdef Py_ssize_t rows = own.shape[0], row, column, shift
    cdef Py_ssize_t* near = [0, 1, 5, 7]
    cdef Py_ssize_t* shifts = [-2, -1, 1, 2]
    cdef double[::1] prose = np.zeros(rows + 1)
    made, raw = np.zeros((rows, 18)), np.empty((rows, 2))
    cdef double[:, ::1] told = made, logs = raw
    for row in range(rows):
        prose[row + 1] = prose[row] + (size[row] if own[row, 1] < 0.3 and own[row, 5] > 0 else 0)
    for row in range(rows):
        for shift in range(4):
            if 0 <= row + shifts[shift] < rows:
                for column in range(4):
                    told[row, 4 * shift + column] = own[row + shifts[shift], near[column]]
        logs[row, 0] = prose[row] - prose[max(row - 5, 0)]
        logs[row, 1] = prose[min(row + 6, rows)] - prose[row + 1]
    np.log1p(raw, out=raw)
    for row in range(rows):
        told[row, 16], told[row, 17] = logs[row, 0], logs[row, 1]
    return made


def describe_position(outline, Column size):
    """Return where each block stands on the page: share of blocks and of text before it, distance from the main heading."""
    cdef Numbers number = outline.number
    cdef list tags = outline.contexts.tags
    cdef Py_ssize_t rows = number.shape[0], row, heading = -1
    cdef double whole = 0, so_far = 0, blocks = np.log1p(rows), text
    made = np.empty((rows, 5))
    cdef double[:, ::1] told = made
    for row in range(rows):
        whole += size[row]
        if heading < 0 and tags[number[row]] == "h1":
            heading = row
    text = np.log1p(whole)
    for row in range(rows):
        so_far += size[row]
        told[row, 0], told[row, 1] = <double>row / rows, so_far / whole
        told[row, 2] = min(max(row - heading, -50), 200) if heading >= 0 else -100
        told[row, 3], told[row, 4] = blocks, text
    return made


def weigh_likely(const double[:, :] places, const double[:, :] families, const double[:, :] topic, list unlikely, list outside):
    """Return how much the prose of each block counts when the article is looked for."""
    cdef Py_ssize_t rows = places.shape[0], row, column
    cdef long long[::1] words = np.array(unlikely, np.int64), spots = np.array(outside, np.int64)
    cdef bint near
    made = np.empty(rows)
    cdef double[::1] told = made
    for row in range(rows):
        near = False
        for column in range(words.shape[0]):
            near = near or families[row, words[column]] <= 2
        for column in range(spots.shape[0]):
            near = near or places[row, spots[column]] != 0
        told[row] = (0.15 if near else 1.0) * (0.05 + topic[row, 3] * topic[row, 3])
    return made


def find_stops(Numbers parents):
    """Return for each element the number after its last descendant."""
    cdef Py_ssize_t rows = parents.shape[0], at
    made = np.arange(1, rows + 1)
    cdef long long[::1] stops = made
    for at in range(rows - 1, 0, -1):
        if stops[at] > stops[parents[at]]:
            stops[parents[at]] = stops[at]
    return made


def count_steps(Numbers bits, Numbers parents, Numbers number, Py_ssize_t names, int most):
    """Return for each family of class words how many steps up an element of that family stands."""
    cdef Py_ssize_t rows = number.shape[0], row, name, level
    cdef long long met
    cdef int step
    made = np.full((rows, names), <double>most)
    cdef double[:, ::1] steps = made
    for row in range(rows):
        level, met = number[row], 0
        for step in range(most):
            met |= bits[level]
            for name in range(names):
                steps[row, name] -= (met >> name) & 1
            level = parents[level]
    return made


def mark_words(list words, list small):
    """Return for each text which words stand in it, as bits; the first two letters of each place say which words may begin there."""
    cdef Py_ssize_t rows = len(small), row, at, step, size, word, long, many = len(words)
    cdef unsigned int[256] begins
    cdef unsigned int may, seen
    cdef Py_ssize_t[33] first
    cdef unsigned int[::1] letters
    cdef int width
    cdef void* data
    cdef str text = "".join(words)
    made = np.zeros(rows, np.int64)
    cdef long long[::1] marks = made
    if not many:
        return made
    if many > 32 or min(map(len, words)) < 2:
        raise ValueError("up to 32 words of two letters or more")
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uintc)
    first[0] = 0
    for at in range(256):
        begins[at] = 0
    for word in range(many):
        first[word + 1] = first[word] + len(<str>words[word])
        begins[(letters[first[word]] + 31 * letters[first[word] + 1]) & 255] |= 1U << word
    for row in range(rows):
        text = small[row]
        size, width, data, seen = len(text), PyUnicode_KIND(text), PyUnicode_DATA(text), 0
        for at in range(size - 1):
            may = begins[(<unsigned int>PyUnicode_READ(width, data, at) + 31 * <unsigned int>PyUnicode_READ(width, data, at + 1)) & 255] & ~seen
            word = 0
            while may:
                if may & 1:
                    long = first[word + 1] - first[word]
                    for step in range(long if at + long <= size else 0):
                        if <unsigned int>PyUnicode_READ(width, data, at + step) != letters[first[word] + step]:
                            break
                    else:
                        if at + long <= size:
                            seen |= 1U << word
                may >>= 1
                word += 1
        marks[row] = seen
    return made


def weigh_marks(Numbers marks, Column weight, outline):
    """Return how much of the title each block takes up, how much those near it do, and how much the elements one to four steps up do."""
    cdef Numbers parents = outline.parents
    cdef list levels = outline.levels
    cdef Py_ssize_t rows = marks.shape[0], elements = parents.shape[0], words = weight.shape[0], at, word, level
    cdef Numbers number = levels[0]
    cdef Numbers held
    cdef long long[::1] inside = np.zeros(elements, np.int64)
    cdef double[::1] share = np.zeros(elements), total = np.zeros(rows + 1)
    made = np.empty((rows, len(levels) + 1))
    cdef double[:, ::1] told = made
    cdef double taken
    for at in range(rows):
        inside[number[at]] |= marks[at]
        taken = 0
        for word in range(words):
            if marks[at] >> word & 1:
                taken += weight[word]
        told[at, 0] = taken
        total[at + 1] = total[at] + taken
    for at in range(elements - 1, 0, -1):
        inside[parents[at]] |= inside[at]
    for at in range(elements):
        for word in range(words):
            if inside[at] >> word & 1:
                share[at] += weight[word]
    for at in range(rows):
        told[at, 1] = (total[min(at + 4, rows)] - total[max(at - 3, 0)]) / 7
    for level in range(1, len(levels)):
        held = levels[level]
        for at in range(rows):
            told[at, level + 1] = share[held[at]]
    return made


def describe_groups(groups, Column size, Column prose, each):
    """Return what the blocks of the same group hold together, for both ways of grouping."""
    cdef const double[:] linked = each[0], topic = each[1], upper = each[2]
    cdef Py_ssize_t rows = size.shape[0], at, count, column, shift = 0
    cdef Numbers group
    cdef double whole = np.asarray(size).sum(), written = max(np.asarray(prose).sum(), 1.0)
    made = np.empty((rows, 16))
    cdef double[:, ::1] told = made
    cdef double[:, ::1] sums, logs
    for one in groups:
        group = one
        count = 0
        for at in range(rows):
            count = max(count, group[at] + 1)
        sums = np.zeros((6, count))
        for at in range(rows):
            sums[0, group[at]] += 1
            sums[1, group[at]] += size[at]
            sums[2, group[at]] += prose[at]
            sums[3, group[at]] += size[at] * linked[at]
            sums[4, group[at]] += size[at] * topic[at]
            sums[5, group[at]] += upper[at]
        raw = np.empty((3, count))
        logs = raw
        for at in range(count):
            logs[0, at], logs[1, at], logs[2, at] = sums[0, at], sums[1, at], sums[1, at] / sums[0, at]
        np.log1p(raw, out=raw)
        for at in range(rows):
            column = group[at]
            told[at, shift] = logs[0, column]
            told[at, shift + 1] = logs[1, column]
            told[at, shift + 2] = sums[1, column] / whole
            told[at, shift + 3] = sums[2, column] / written
            told[at, shift + 4] = sums[3, column] / sums[1, column]
            told[at, shift + 5] = sums[4, column] / sums[1, column]
            told[at, shift + 6] = sums[5, column] / sums[0, column]
            told[at, shift + 7] = logs[2, column]
        shift += 8
    return made


def describe_opinions(likely, Column size, Numbers group, outline):
    """Return what a first judgement says of each block and of those around it."""
    cdef Py_ssize_t rows = size.shape[0], at, shift, count, start, stop, reach
    cdef const float[::1] given = np.ascontiguousarray(likely, np.float32)
    cdef double[::1] mass = np.empty(rows), weights, masses, mass_sum = np.zeros(rows + 1), size_sum = np.zeros(rows + 1)
    cdef Numbers held
    cdef double whole, best
    made = np.empty((rows, 21))
    cdef double[:, ::1] told = made
    for at in range(rows):
        mass[at] = given[at] * size[at]
        mass_sum[at + 1] = mass_sum[at] + mass[at]
        size_sum[at + 1] = size_sum[at] + size[at]
        told[at, 0] = given[at]
    whole, best = max(np.asarray(mass).sum(), 1e-9), likely.max()
    shift = 1
    for one in (group, *outline.levels[:4]):
        held = one
        count = 0
        for at in range(rows):
            count = max(count, held[at] + 1)
        weights, masses = np.zeros(count), np.zeros(count)
        for at in range(rows):
            weights[held[at]] += size[at]
            masses[held[at]] += mass[at]
        for at in range(rows):
            told[at, shift] = masses[held[at]] / max(weights[held[at]], 1e-9)
            if shift == 1:
                told[at, 6] = masses[held[at]] / whole
        shift += 1
    shift = 7
    for reach in (1, 2, 5):
        for at in range(rows):
            start, stop = max(at - reach, 0), min(at + 1 + reach, rows)
            told[at, shift] = (mass_sum[at] - mass_sum[start]) / max(size_sum[at] - size_sum[start], 1e-9)
            told[at, shift + 1] = (mass_sum[stop] - mass_sum[at + 1]) / max(size_sum[stop] - size_sum[at + 1], 1e-9)
        shift += 2
    cdef double text = np.log1p(whole)
    cdef float most = max(best, 1e-9)
    for at in range(rows):
        told[at, 13] = mass_sum[at + 1] / whole
        told[at, 14], told[at, 15] = best, text
        told[at, 16] = <float>(given[at] / most)
        told[at, 17] = given[at - 2] if at > 1 else 0
        told[at, 18] = given[at - 1] if at > 0 else 0
        told[at, 19] = given[at + 1] if at + 1 < rows else 0
        told[at, 20] = given[at + 2] if at + 2 < rows else 0
    return made


def describe_containers(outline, Column size, Column prose, const double[:] linked, Column likely, Py_ssize_t articles):
    """Return for each block what the elements one to four steps up hold, then the block's distances."""
    cdef Numbers parents = outline.parents, stops = outline.stops, depths = outline.depths, number = outline.number
    cdef Py_ssize_t rows = size.shape[0], elements = parents.shape[0], at, column, level, best = 0
    cdef double[:, ::1] own = np.zeros((elements, 5)), running = np.zeros((elements + 1, 5)), held = np.empty((elements, 5)), logs
    cdef double[::1] score = np.zeros(elements), below = np.zeros(elements)
    cdef double[5] whole
    cdef double text, most = 0, several = np.log1p(articles)
    cdef list levels = outline.levels, tags = outline.contexts.tags
    cdef Numbers around, above
    for at in range(rows):
        column = number[at]
        own[column, 0] += size[at]
        own[column, 1] += prose[at]
        own[column, 2] += size[at] * linked[at]
        own[column, 3] += 1
        own[column, 4] += prose[at] * likely[at]
    _score(parents, own, score, below)
    for at in range(elements):
        for column in range(5):
            running[at + 1, column] = running[at, column] + own[at, column]
        if score[at] > score[best]:
            best = at
    raw = np.empty((2, elements))
    logs = raw
    for at in range(elements):
        for column in range(5):
            held[at, column] = running[stops[at], column] - running[at, column]
        logs[0, at], logs[1, at] = held[at, 0], held[at, 3]
    np.log1p(raw, out=raw)
    for column in range(5):
        whole[column] = max(held[0, column], 1e-3)
    made = np.empty((rows, 37))
    cdef double[:, ::1] told = made
    for level in range(4):
        around = levels[level + 1]
        for at in range(rows):
            column = around[at]
            text = max(held[column, 0], 1.0)
            told[at, 7 * level] = logs[0, column]
            told[at, 7 * level + 1] = held[column, 0] / whole[0]
            told[at, 7 * level + 2] = held[column, 1] / whole[1]
            told[at, 7 * level + 3] = held[column, 1] / text
            told[at, 7 * level + 4] = held[column, 2] / text
            told[at, 7 * level + 5] = logs[1, column]
            told[at, 7 * level + 6] = held[column, 4] / whole[4]
    cdef double[:, ::1] articled = _articles(tags, parents, held, whole[4])
    cdef long long[:, ::1] nearest = _nearest(parents, depths, held, best)
    most = max(score[best], 1e-3)
    around, above = levels[1], levels[2]
    for at in range(rows):
        column = number[at]
        told[at, 28], told[at, 29] = depths[column] - nearest[0, column], depths[column] - nearest[1, column]
        told[at, 30], told[at, 31] = score[around[at]] / most, score[above[at]] / most
        told[at, 32] = best <= column < stops[best]
        told[at, 33] = depths[column] - nearest[2, column]
        told[at, 34], told[at, 35], told[at, 36] = articled[column, 0], articled[column, 1], several
    return made


cdef int _score(Numbers parents, double[:, ::1] own, double[::1] score, double[::1] below) except -1:
    """Fill in how much prose stands close below each element: all of a child's, half of a grandchild's, a third of the next."""
    cdef Py_ssize_t elements = parents.shape[0], at, part
    cdef long long above
    for at in range(elements):
        score[parents[at]] += own[at, 4]
    for part in range(2, 4):
        below[:] = 0
        for at in range(elements):
            above = parents[parents[at]]
            below[above if part == 2 else parents[above]] += own[at, 4] / part
        for at in range(elements):
            score[at] += below[at]
    return 0


cdef double[:, ::1] _articles(list tags, Numbers parents, double[:, ::1] held, double whole):
    """Return what share of the page's prose the nearest `article` and `main` around each element hold; 0 outside."""
    cdef Py_ssize_t at
    cdef double[:, ::1] inside = np.zeros((parents.shape[0], 2))
    for at in range(1, parents.shape[0]):
        inside[at, 0], inside[at, 1] = inside[parents[at], 0], inside[parents[at], 1]
        tag = tags[at]
        if tag == "main":
            inside[at, 1] = held[at, 4] / whole
        elif tag == "article" and tags[parents[at]] != "article":
            inside[at, 0] = held[at, 4] / whole
    return inside


cdef long long[:, ::1] _nearest(Numbers parents, Numbers depths, double[:, ::1] held, Py_ssize_t best):
    """Return the depth of the nearest element around each that holds half of the likely prose, nine tenths, or the best element."""
    cdef Py_ssize_t elements = parents.shape[0], at = best
    cdef long long[:, ::1] nearest = np.empty((3, elements), np.int64)
    cdef unsigned char[::1] way = np.zeros(elements, np.uint8)
    cdef double half = 0.5 * held[0, 4], most = 0.9 * held[0, 4]
    while at:
        way[at] = 1
        at = parents[at]
    for at in range(elements):
        nearest[0, at] = depths[at] if not at or held[at, 4] >= half else nearest[0, parents[at]]
        nearest[1, at] = depths[at] if not at or held[at, 4] >= most else nearest[1, parents[at]]
        nearest[2, at] = depths[at] if not at or way[at] else nearest[2, parents[at]]
    return nearest
