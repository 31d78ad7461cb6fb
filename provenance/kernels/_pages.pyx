# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The walk of `readers/html/scan.py` and `lines.py` over a page as the parser writes it down again: `<p class="a">`, `&amp;`, `</p>`.

What is written is well-formed, but for comments, scripts and the like, whose end is looked for as the parser looks for it. Where that could
go wrong, or anything is not as expected, the walk gives up and the page is walked node by node. No index is trusted: the parser's own writing
ends every loop over it.
"""

import numpy as np

from cpython.mem cimport PyMem_Free, PyMem_Realloc
from cpython.ref cimport PyObject
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_Find, PyUnicode_FromKindAndData, PyUnicode_KIND
from libc.string cimport memchr, memcmp

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4 sign)
    bint Py_UNICODE_ISALNUM(Py_UCS4 sign)
    bint PyUnicode_IS_ASCII(object text)

ctypedef fused Char:
    unsigned char
    unsigned short
    unsigned int

ctypedef unsigned long long Word

cdef enum:
    _SLOTS = 1024  # of the table of tags, many more than there are tags
    _LONGEST = 16  # letters of a known tag
    _UNSPACED = 0x0E00
    _MAX_HINTS = 24
    _MAX_WORDS = 12
    _MAX_ATTRIBUTE = 200
    _MANY_NAMES = 20_000

cdef enum Kind:
    _BLOCK, _SILENT, _INLINE, _PLAIN

cdef enum What:  # what is special about a tag
    _NOTHING, _HEAD, _META, _SCRIPT, _TITLE, _FOREIGN, _LINK, _BOLD, _BREAK, _IMAGE, _INPUT, _DIALOG, _PRE, _ARTICLE, _MAIN, _BODY, _UNSURE

cdef enum Flag:  # which attributes a tag has
    _HIDING = 1
    _STATING = 2
    _NAMED = 4
    _TELLING = 8

cdef enum End:  # what the end of an element means
    _NO_END, _LINK_ENDS, _BOLD_ENDS, _BLOCK_ENDS, _PRE_ENDS

cdef struct Meaning:
    Word low, high
    int kind, what, place
    bint empty, raw, inline

cdef struct Attribute:
    Py_ssize_t name, name_stop, value, value_stop

cdef struct Element:
    int tag  # number of the tag, 0 where it is none of the known
    bint inline
    Py_ssize_t name, name_stop, attributes, attributes_stop, outer, context

cdef struct Open:
    Py_ssize_t name, name_stop, outer
    int end

cdef struct OpenLink:
    Py_ssize_t start, attributes, attributes_stop
    bint shown

cdef struct Block:
    Py_ssize_t context, start, linked, emphasised, links, images

cdef struct Context:
    Py_ssize_t parent, depth
    long long families
    int article, place


cdef void* _more(void* old, Py_ssize_t* room, Py_ssize_t size) except NULL:
    """Return more room for rows of a size, with the old ones in it."""
    cdef Py_ssize_t wanted = 2 * room[0] + 64
    cdef void* new = PyMem_Realloc(old, wanted * size)
    if new == NULL:
        raise MemoryError
    room[0] = wanted
    return new


include "pages_writing.pxi"
include "pages_names.pxi"
include "pages_rules.pxi"
include "pages_state.pxi"
include "pages_values.pxi"
include "pages_contexts.pxi"
include "pages_lines.pxi"
include "pages_ends.pxi"


cdef Py_ssize_t _state(Walk walk, const Char* data, int slot, Py_ssize_t attributes, Py_ssize_t at, Py_ssize_t text_stop) except -2:
    """`_Scanner.state`: keep an element that speaks to machines, whose content begins at `at`; -1 where its text is not certain."""
    cdef int what = walk.rules.table[slot].what
    cdef Py_ssize_t stop
    if what == _META:
        walk.machine.append((walk.rules.tags[walk.rules.numbers[slot]], _attributes(walk, data, attributes, at - 1), ""))
    elif what == _SCRIPT:
        kind = _value(walk, data, attributes, at - 1, "type", 4)
        if kind is not None and "ld+json" in (<str>kind).lower():
            walk.machine.append(("script", {}, walk.source[at:text_stop]))
    elif what == _TITLE:
        stop = _find(data, at, walk.limit, c'<')
        if stop + 8 > walk.limit or not _is(data, stop, stop + 8, "</title>", 8):
            return -1
        if walk.title is None:
            walk.title = " ".join(_string(walk, data, at, stop).split()) or None
    return 0


cdef int _enter_inline(Walk walk, const Char* data, int what, Py_ssize_t attributes, Py_ssize_t stop, Py_ssize_t outer) except -1:
    """`_Scanner.enter_inline`: return whether content may follow."""
    cdef OpenLink* link
    if what == _LINK:
        if walk.link_count >= walk.link_room:
            walk.opened = <OpenLink*>_more(walk.opened, &walk.link_room, sizeof(OpenLink))
        link = &walk.opened[walk.link_count]
        link.start, link.attributes, link.attributes_stop, link.shown = walk.written, attributes, stop, False
        walk.link_count += 1
        return True
    if what == _BOLD:
        walk.strong += 1
        return True
    if what == _BREAK:
        walk.breaks += 1
        walk.space = False
    elif what == _IMAGE:
        _add_image(walk, data, attributes, stop, outer)
    elif what == _INPUT:
        _add_button(walk, data, attributes, stop, outer)
    return False


cdef int _leave(Walk walk, const Char* data, int end, Py_ssize_t inside) except -1:
    """`_Scanner.leave`."""
    if end == _LINK_ENDS:
        _close_link(walk, data, inside)
    elif end == _BOLD_ENDS:
        walk.strong -= 1
    elif end != _NO_END:
        _end_block(walk, data, inside)
        if end == _PRE_ENDS:
            walk.preformatted -= 1
    return 0


cdef Py_ssize_t _start(Walk walk, const Char* data, Py_ssize_t at, Py_ssize_t* inside) except -2:
    """Read a start tag whose name begins here, and all of the element where nothing in it can be shown; return where to go on, or -1."""
    cdef Py_ssize_t stop = walk.limit, name = at, name_stop, attributes, text, text_stop = 0, outer = inside[0], new
    cdef Word low = 0, high = 0
    cdef Attribute found
    cdef int slot, flags = 0, kind = _BLOCK, what = _NOTHING, end
    cdef bint empty = False, raw = False
    while at < stop and data[at] != c' ' and data[at] != c'>':
        at += 1
    name_stop = attributes = at
    slot = walk.rules.find(low, high) if _pack(data, name, at, &low, &high) else -1
    if slot >= 0:
        kind, what = walk.rules.table[slot].kind, walk.rules.table[slot].what
        empty, raw = walk.rules.table[slot].empty, walk.rules.table[slot].raw
        if what == _UNSURE:
            return -1
    while at < stop and data[at] == c' ':
        at = _read_attribute(data, at, stop, &found)
        if at < 0:
            return -1
        flags |= _flags(data, found.name, found.name_stop)
    if at >= stop or data[at] != c'>':
        return -1
    at += 1
    text = text_stop = at
    if what == _FOREIGN:  # shows nothing and states nothing
        return _skip_foreign(walk, data, at, name, name_stop)
    if raw:
        at = _raw_end(data, at, stop, name, name_stop, what == _SCRIPT, &text_stop)
        if at < 0:
            return -1
    if walk.quiet:
        if not empty and not raw:
            walk.push(name, name_stop, outer, _NO_END)
        return at
    if kind == _SILENT and what != _HEAD:
        if _state(walk, data, slot, attributes, text, text_stop) < 0:
            return -1
        return _hide(walk, name, name_stop, outer, at, empty or raw)
    if kind == _SILENT:
        walk.push(name, name_stop, outer, _NO_END)
        return at
    if flags & _HIDING and not walk.show_hidden and _is_hidden(walk, data, attributes, text - 1):
        return _hide(walk, name, name_stop, outer, at, empty or raw)
    if flags & _STATING:
        tag = PyUnicode_FromKindAndData(sizeof(Char), data + name, name_stop - name)
        walk.machine.append((tag, _attributes(walk, data, attributes, text - 1), ""))
    end = _NO_END
    if kind != _BLOCK:
        if kind == _INLINE:
            if not _enter_inline(walk, data, what, attributes, text - 1, outer):
                return _hide(walk, name, name_stop, outer, at, empty or raw)
            end = _LINK_ENDS if what == _LINK else _BOLD_ENDS
        new = walk.add_element(slot + 1, True, name, name_stop, text - 1, outer) if flags & _NAMED else outer
    else:
        if what == _DIALOG and not walk.show_hidden and not _has(data, attributes, text - 1, "open", 4):
            return _hide(walk, name, name_stop, outer, at, empty or raw)
        _end_block(walk, data, outer)
        end = _BLOCK_ENDS
        if what == _PRE:
            walk.preformatted += 1
            end = _PRE_ENDS
        elif what == _ARTICLE and not walk.in_article(outer):
            walk.articles += 1
        new = walk.add_element(slot + 1, False, name, name_stop, text - 1, outer)
    if raw and text < text_stop:
        _add_text(walk, data, text, text_stop, new, True, False)
    if empty or raw:
        _leave(walk, data, end, new)
    else:
        walk.push(name, name_stop, outer, end)
        inside[0] = new
    return at


cdef inline Py_ssize_t _hide(Walk walk, Py_ssize_t name, Py_ssize_t name_stop, Py_ssize_t outer, Py_ssize_t at, bint over) except -2:
    """Let what stands in an element that has just begun be silent, if it is not `over` already; return where to go on."""
    if not over:
        walk.push(name, name_stop, outer, _NO_END)
        walk.quiet = walk.depth
    return at


cdef bint _read(Walk walk, const Char* data) except -1:
    """Walk over all that is written; return whether it was as expected."""
    cdef Py_ssize_t at, stop = walk.limit, end, size, inside = walk.add_element(0, False, 0, 0, 0, -1)
    cdef Attribute found
    cdef Open* last
    if stop < 6 or not _is(data, 0, 5, "<html", 5):
        return False
    at = 5
    while at < stop and data[at] == c' ':
        at = _read_attribute(data, at, stop, &found)
        if at < 0:
            return False
    if at >= stop or data[at] != c'>':
        return False
    walk.language = _value(walk, data, 5, at, "lang", 4) or _value(walk, data, 5, at, "xml:lang", 8)
    at += 1
    walk.push(1, 5, inside, _NO_END)
    while at + 2 < stop and walk.depth:
        if data[at] != c'<':
            end = _find(data, at, stop, c'<')
            if not walk.quiet:
                _add_text(walk, data, at, end, inside, False, False)
            at = end
        elif data[at + 1] == c'/':
            last = &walk.stack[walk.depth - 1]
            size = last.name_stop - last.name
            at += 2
            if at + size >= stop or data[at + size] != c'>' or memcmp(&data[at], &data[last.name], size * sizeof(Char)):
                return False
            at += size + 1
            if not walk.quiet:
                _leave(walk, data, last.end, inside)
                inside = last.outer
            elif walk.quiet == walk.depth:
                walk.quiet = 0
            walk.depth -= 1
        elif data[at + 1] == c'?':
            at = _find(data, at, stop, c'>') + 1
        elif data[at + 1] == c'!':
            if at + 7 > stop or data[at + 2] != c'-' or data[at + 3] != c'-':
                return False
            at = _after(walk, "-->", at + 4)
            if at < 0:
                return False
        else:
            at = _start(walk, data, at + 1, &inside)
            if at < 0:
                return False
    if walk.depth or at != stop:
        return False
    _end_block(walk, data, inside)
    return True


def count_tags(bytes data, Py_ssize_t longest):
    """Return how often `<` stands in a page, and whether more than so many bytes follow one without another."""
    cdef const char* at = data
    cdef const char* stop = at + len(data)
    cdef const char* next
    cdef Py_ssize_t count = 0
    cdef bint long = False
    at = <const char*>memchr(at, c'<', stop - at)
    while at != NULL:
        count += 1
        at += 1
        next = <const char*>memchr(at, c'<', stop - at)
        if (next if next != NULL else stop) - at > longest:
            long = True
        at = next
    return count, long


def walk_page(str source, bint show_hidden, Rules rules):
    """Return what a walk over a page finds that the parser has written down; None where it is not certain what was meant.

    That are texts, [context, start, linked, emphasised, links, images] of each block; tag, hints (of those of blocks) and [parent, depth,
    families, article, place, make] of each context, those with the same tag and words being of one make; starts, stops, href and rel of
    links, the machine elements, title, heading, language, count of articles, length; whether an `svg` or `math` holds text that is written
    as it is.
    """
    cdef Walk walk = Walk()
    cdef Py_ssize_t at
    cdef bint sure
    rules.names.begin()
    walk.rules, walk.source, walk.show_hidden, walk.limit = rules, source, show_hidden, len(source)
    if PyUnicode_KIND(source) == 1:
        sure = _read(walk, <const unsigned char*>PyUnicode_DATA(source))
    elif PyUnicode_KIND(source) == 2:
        sure = _read(walk, <const unsigned short*>PyUnicode_DATA(source))
    else:
        sure = _read(walk, <const unsigned int*>PyUnicode_DATA(source))
    if not sure:
        return None
    blocks, contexts = np.empty((6, walk.block_count), np.int64), np.empty((6, walk.context_count), np.int64)
    cdef long long[:, ::1] told = blocks, around = contexts
    cdef list hints = [None] * walk.context_count
    cdef dict makes = {}
    for at in range(walk.block_count):
        told[0, at], told[1, at], told[2, at] = walk.blocks[at].context, walk.blocks[at].start, walk.blocks[at].linked
        told[3, at], told[4, at], told[5, at] = walk.blocks[at].emphasised, walk.blocks[at].links, walk.blocks[at].images
        if hints[walk.blocks[at].context] is None:
            hints[walk.blocks[at].context] = walk.hints(walk.blocks[at].context)
    for at in range(walk.context_count):
        around[0, at], around[1, at], around[2, at] = walk.contexts[at].parent, walk.contexts[at].depth, walk.contexts[at].families
        around[3, at], around[4, at] = walk.contexts[at].article, walk.contexts[at].place
        around[5, at] = makes.setdefault((walk.tags[at], walk.words[at]), len(makes))
    links = walk.link_starts, walk.link_stops, walk.addresses, walk.relations
    return (
        walk.texts, blocks, walk.tags, hints, contexts, links, walk.machine, walk.title, walk.heading, walk.language, walk.articles,
        walk.length, walk.foreign,
    )
