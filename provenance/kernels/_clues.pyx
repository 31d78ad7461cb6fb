# cython: cdivision=True
"""What all clues to one arrow are worth together, without a name for each: `reprints/clues.py` names, counts and explains them."""

from bisect import bisect_right

from libc.math cimport log, log1p

cdef tuple _NUMBERS = (  # in the order in which `features` and `standings` give them
    "copy_own", "source_own", "copy_rest", "merged", "merged_back", "merged_rest", "source_rest", "source_left", "differences",
    "difference_rate", "unchanged", "moved", "moved_any", "equal", "apart", "longer", "foreign", "foreign_any", "foreign_back",
    "others_author", "others_mention", "others_author_back", "others_mention_back", "behind", "closer",
)

cdef enum:
    _COUNT = 25
    _STANDING = 23  # the number of the first of those that `standings` gives


def arrow_weights(pairs, weights, moment, order, headline):
    """Return the log weight of every arrow `(copy, source), pair`."""
    cdef double worth[_COUNT]
    cdef double total
    cdef int k
    for k in range(_COUNT):
        worth[k] = weights.get(_NUMBERS[k], 0.0)
    cdef dict days = {}, titles = {}, held = {}, when = {}
    out = []
    for (copy, _), pair in pairs:
        held.setdefault(copy, []).append(pair.overlap.equal)
    for some in held.values():
        some.sort()
    for (copy, source), pair in pairs:
        if copy not in when:
            when[copy] = moment(pair.copy.dates)
        if source not in when:
            when[source] = moment(pair.source.dates)
        total = _numbers(pair, worth)
        total = _facts(total, pair, weights, order(when[copy], when[source]), headline(pair.copy.title, pair.source.title), days, titles)
        equal, others = pair.overlap.equal, held[copy]
        total = _added(total, worth[_STANDING], log1p(<double>(others[-1] - equal) / 10))
        total = _added(total, worth[_STANDING + 1], log1p(<double>(len(others) - bisect_right(others, equal))))
        out.append(total)
    return out


cdef inline double _added(double total, double worth, double value) noexcept:
    return total + worth * value if value else total


cdef double _numbers(pair, double* worth) except? -1e300:
    """Return what the clues are worth that `features` counts."""
    cdef object over = pair.overlap, others = pair.others, others_back = pair.others_back
    cdef double copy_size = over.copy_size, source_size = over.source_size, copy_shared = over.copy_shared
    cdef double source_shared = over.source_shared, equal = over.equal, differences = over.differences, moved = over.moved
    cdef double foreign = pair.foreign, foreign_back = pair.foreign_back
    cdef bint merged = pair.copy_merged, merged_back = pair.source_merged
    cdef double rest = 1 - copy_shared / max(1.0, copy_size)
    cdef double value[_STANDING]
    cdef double total = 0.0
    cdef int k
    value[0] = log1p(<double>over.copy_own)
    value[1] = log1p(<double>over.source_own)
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
    value[19] = log1p(<double>others[0])
    value[20] = log1p(<double>others[1])
    value[21] = log1p(<double>others_back[0])
    value[22] = log1p(<double>others_back[1])
    for k in range(_STANDING):
        total = _added(total, worth[k], value[k])
    return total


cdef double _facts(double total, pair, weights, str dates, str title, dict days, dict titles) except? -1e300:
    """Return the sum with what the clues are worth that hold or do not hold."""
    cdef object copy = pair.copy, source = pair.source, mine = copy.outlet, theirs = source.outlet
    cdef bint one_house = mine == theirs
    if pair.named:
        total += weights.get(pair.named, 0.0)
    if pair.named_back:
        total += weights.get(f"{pair.named_back}_back", 0.0)
    if pair.source_borrows:
        total += weights.get("source_borrows", 0.0)
    if pair.source_supplies:
        total += weights.get("source_supplies", 0.0)
    if pair.copy_supplies:
        total += weights.get("copy_supplies", 0.0)
    if not one_house:
        if theirs and _holds(copy.notices, theirs):
            total += weights.get("notice", 0.0)
        if mine and _holds(source.notices, mine):
            total += weights.get("notice_back", 0.0)
    if dates:
        if dates not in days:
            days[dates] = weights.get(f"date_{dates}", 0.0), weights.get(f"version_{dates.split('_')[0]}", 0.0)
        total += days[dates][0]
        if one_house and theirs != "" and dates != "same":
            total += days[dates][1]
    if title:
        if title not in titles:
            titles[title] = weights.get(f"title_{title}", 0.0)
        total += titles[title]
    if title != "same":
        if pair.copy_lead:
            total += weights.get("lead", 0.0)
        if pair.source_lead:
            total += weights.get("lead_back", 0.0)
    return total


cdef bint _holds(notices, outlet) except -1:
    """Tell whether a notice names a house as its holder."""
    for item in notices:
        if item.holder == outlet:
            return True
    return False
