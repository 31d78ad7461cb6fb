# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""What all clues to one arrow are worth together, without a name for each: `reprints/clues.py` names, counts and explains them."""

import numpy as np

from libc.math cimport isnan, log, log1p
from libc.stdlib cimport qsort

ctypedef long long Number

cdef tuple _NUMBERS = (  # in the order in which `features` and `standings` give them
    "copy_own", "source_own", "copy_rest", "merged", "merged_back", "merged_rest", "source_rest", "source_left", "differences",
    "difference_rate", "unchanged", "moved", "moved_any", "equal", "apart", "longer", "foreign", "foreign_any", "foreign_back",
    "others_author", "others_mention", "others_author_back", "others_mention_back",
)
cdef tuple _FACTS = (  # in the order in which `_facts` gives them; how somebody is named, and how he is titled, are groups of clues
    "", "author", "mention", "", "author_back", "mention_back", "source_borrows", "source_supplies", "copy_supplies", "notice",
    "notice_back", "", "title_same", "title_prefixed", "title_cut", "title_unprefixed", "title_uncut", "lead", "lead_back", "behind", "closer",
)

cdef enum:
    _COUNT = 23
    _MOST = 24  # clues of `_FACTS` at most
    _AUTHOR = 1
    _MENTION = 2

cdef enum:  # places in `_FACTS`
    _NAMED = 0
    _NAMED_BACK = 3
    _BORROWS = 6
    _SOURCE_SUPPLIES = 7
    _COPY_SUPPLIES = 8
    _NOTICE = 9
    _NOTICE_BACK = 10
    _TITLE = 11
    _LEAD = 17
    _LEAD_BACK = 18
    _BEHIND = 19
    _CLOSER = 20

cdef enum:  # what a headline is to another
    _NONE = 0
    _SAME = 1
    _PREFIXED = 2
    _CUT = 3
    _UNPREFIXED = 4
    _UNCUT = 5


def arrow_weights(arrows, const Number[::1] which, merged, weights, hours, orders):
    """Return the log weight of some arrows."""
    cdef double worth[_COUNT]
    cdef double facts[_MOST]
    cdef const Number[::1] copies = arrows.copy, sources = arrows.source
    cdef const int[:, ::1] overlap = arrows.overlap
    cdef const double[::1] foreign = arrows.foreign
    cdef const signed char[::1] named = arrows.named, own = arrows.own
    cdef object houses = arrows.houses
    cdef tuple outlets = houses.outlet, titles = houses.title, holders = houses.holders
    cdef const int[::1] credits = houses.credits
    cdef const int[:, ::1] naming = houses.named
    cdef const unsigned char[::1] lead = houses.lead.view(np.uint8), supplies = houses.supplies.view(np.uint8)
    cdef const double[::1] steps = np.array(hours)
    cdef const double[:, ::1] when = houses.when
    cdef Py_ssize_t k, arrow, back, copy, source, title, order, member
    cdef bint one_house, joint, joint_back
    cdef double total, own_rest
    for k in range(_COUNT):
        worth[k] = weights.get(_NUMBERS[k], 0.0)
    for k, name in enumerate(_FACTS):
        facts[k] = weights.get(name, 0.0)
    cdef const double[::1] dates = np.array([weights.get(f"date_{name}", 0.0) for name in orders])
    cdef const double[::1] versions = np.array([weights.get(f"version_{name.split('_')[0]}", 0.0) for name in orders])
    cdef const Number[:, ::1] standing = _standings(which, copies, overlap, len(outlets))
    out = np.empty(which.shape[0])
    cdef double[::1] made = out
    cdef unsigned char[::1] joins = np.zeros(len(outlets), np.uint8)
    for member in merged:
        joins[member] = 1
    for k in range(which.shape[0]):
        arrow, back = which[k], which[k] ^ 1
        copy, source = copies[arrow], sources[arrow]
        total = _numbers(overlap, arrow, foreign[arrow], foreign[back], joins[copy], joins[source], worth)
        total = _added(total, worth[19], log1p(<double>(naming[0, source] - (own[arrow] == _AUTHOR))))
        total = _added(total, worth[20], log1p(<double>(naming[1, source] - (own[arrow] == _MENTION))))
        total = _added(total, worth[21], log1p(<double>(naming[0, copy] - (own[back] == _AUTHOR))))
        total = _added(total, worth[22], log1p(<double>(naming[1, copy] - (own[back] == _MENTION))))
        if named[arrow]:
            total += facts[_NAMED + named[arrow]]
        if named[back]:
            total += facts[_NAMED_BACK + named[back]]
        if credits[source] > (own[back] == _AUTHOR):
            total += facts[_BORROWS]
        if supplies[source]:
            total += facts[_SOURCE_SUPPLIES]
        if supplies[copy]:
            total += facts[_COPY_SUPPLIES]
        one_house = outlets[copy] == outlets[source]
        if not one_house:
            if outlets[source] and outlets[source] in holders[copy]:
                total += facts[_NOTICE]
            if outlets[copy] and outlets[copy] in holders[source]:
                total += facts[_NOTICE_BACK]
        order = _order(when[copy, 0], when[copy, 1], when[source, 0], when[source, 1], steps)
        if order:
            total += dates[order]
            if one_house and outlets[source] and order < dates.shape[0] - 1:
                total += versions[order]
        title = _headline(titles[copy], titles[source])
        if title:
            total += facts[_TITLE + title]
        if title != _SAME:
            if lead[copy]:
                total += facts[_LEAD]
            if lead[source]:
                total += facts[_LEAD_BACK]
        total = _added(total, facts[_BEHIND], log1p(<double>standing[k, 0] / 10))
        total = _added(total, facts[_CLOSER], log1p(<double>standing[k, 1]))
        made[k] = total
    return out


cdef inline double _added(double total, double worth, double value) noexcept:
    return total + worth * value if value else total


cdef double _numbers(
    const int[:, ::1] overlap, Py_ssize_t arrow, double foreign, double foreign_back, bint merged, bint merged_back, const double* worth
) noexcept:
    """Return what the clues are worth that count letters and places of the two texts."""
    cdef double copy_size = overlap[0, arrow], source_size = overlap[1, arrow], copy_shared = overlap[2, arrow]
    cdef double source_shared = overlap[3, arrow], equal = overlap[4, arrow], differences = overlap[5, arrow], moved = overlap[8, arrow]
    cdef double rest = 1 - copy_shared / max(1.0, copy_size)
    cdef double value[19]
    cdef double total = 0.0
    cdef int k
    value[0] = log1p(<double>overlap[6, arrow])
    value[1] = log1p(<double>overlap[7, arrow])
    value[2] = 0.0 if merged else rest
    value[3] = merged
    value[4] = merged_back
    value[5] = rest if merged else 0.0
    value[6] = 1 - source_shared / max(1.0, source_size)
    value[7] = log1p(max(0.0, source_size - source_shared) / 20)
    value[8] = log1p(differences)
    value[9] = min(5.0, 100 * differences / max(1.0, equal))
    value[10] = differences == 0
    value[11] = log1p(moved)
    value[12] = moved > 0
    value[13] = log(max(1.0, equal) / max(1.0, copy_size))
    value[14] = log1p(max(0.0, copy_size + source_size - 2 * equal) / 20)
    value[15] = log(max(1.0, source_size) / max(1.0, copy_size))
    value[16] = 0.0 if merged else foreign
    value[17] = foreign > 0.02 and not merged
    value[18] = foreign_back
    for k in range(19):
        total = _added(total, worth[k], value[k])
    return total


cdef Py_ssize_t _order(double copy, double copy_end, double source, double source_end, const double[::1] steps) noexcept:
    """Return the number of the way in which the dates of two texts stand, among all that there are; 0: one has none."""
    cdef Py_ssize_t ways = steps.shape[0] + 1
    if isnan(copy) or isnan(source):
        return 0
    if copy >= source_end:
        return 1 + _step(copy - source_end, steps)
    if source >= copy_end:
        return 1 + ways + _step(source - copy_end, steps)
    return 1 + 2 * ways


cdef Py_ssize_t _step(double hours, const double[::1] steps) noexcept:
    cdef Py_ssize_t found = 0
    while found < steps.shape[0] and steps[found] < hours:
        found += 1
    return found


cdef int _headline(str copy, str source) except -1:
    """Return what the headline of a copy is to that of its source."""
    if not copy or not source:
        return _NONE
    if copy == source:
        return _SAME
    if copy.endswith(source):
        return _PREFIXED
    if source.startswith(copy):
        return _CUT
    if source.endswith(copy):
        return _UNPREFIXED
    return _UNCUT if copy.startswith(source) else _NONE


cdef int _smaller(const void* one, const void* other) noexcept nogil:
    cdef int left = (<const int*>one)[0], right = (<const int*>other)[0]
    return (left > right) - (left < right)


cdef object _standings(const Number[::1] which, const Number[::1] copies, const int[:, ::1] overlap, Py_ssize_t members):
    """Return for each arrow by how many letters the source is behind the one that shares most with the copy, and how many share more."""
    cdef Py_ssize_t k, copy, low, high, middle, count = which.shape[0]
    cdef Py_ssize_t[::1] first = np.zeros(members + 1, np.intp), free = np.zeros(members + 1, np.intp)
    cdef int[::1] held = np.empty(max(1, count), np.intc)
    made = np.empty((count, 2), np.int64)
    cdef Number[:, ::1] out = made
    cdef int equal
    for k in range(count):
        first[copies[which[k]] + 1] += 1
    for k in range(members):
        first[k + 1] += first[k]
        free[k] = first[k]
    for k in range(count):
        copy = copies[which[k]]
        held[free[copy]] = overlap[4, which[k]]
        free[copy] += 1
    for k in range(members):
        if first[k + 1] - first[k] > 1:
            qsort(&held[first[k]], first[k + 1] - first[k], sizeof(int), _smaller)
    for k in range(count):
        copy, equal = copies[which[k]], overlap[4, which[k]]
        low, high = first[copy], first[copy + 1]
        out[k, 0] = held[high - 1] - equal
        while low < high:  # the first that is more
            middle = (low + high) // 2
            if held[middle] > equal:
                high = middle
            else:
                low = middle + 1
        out[k, 1] = first[copy + 1] - low
    return made
