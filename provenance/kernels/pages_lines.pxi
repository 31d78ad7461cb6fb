# Pieces of visible text -> blocks and links: `lines.py`.

cdef tuple _relations(Walk walk, const Char* data, OpenLink* link):
    told = _value(walk, data, link.attributes, link.attributes_stop, "rel", 3)
    return () if told is None else tuple((<str>told).lower().split())


cdef int _note(Walk walk, const Char* data, OpenLink* link) except -1:
    """`LineWriter._note`."""
    cdef Py_ssize_t begin = link.start
    if walk.written <= begin:
        return 0
    link.shown = True
    walk.links_met += 1
    rel = _relations(walk, data, link)
    href = _value(walk, data, link.attributes, link.attributes_stop, "href", 4) or ""
    if href or rel:
        if (<Char*>walk.pieces)[begin] == c' ' or (<Char*>walk.pieces)[begin] == c'\n':
            begin += 1
        walk.link_starts.append(walk.length + begin)
        walk.link_stops.append(walk.length + walk.written)
        walk.addresses.append(href)
        walk.relations.append(rel)
    return 0


cdef int _end_block(Walk walk, const Char* data, Py_ssize_t inside) except -1:
    """`LineWriter.end_block`."""
    cdef Py_ssize_t at, context
    cdef Block* new
    if walk.written:
        for at in range(walk.link_count):
            _note(walk, data, &walk.opened[at])
            walk.opened[at].start = 0
        text = PyUnicode_FromKindAndData(sizeof(Char), walk.pieces, walk.written)
        context = _context(walk, data, walk.inner if walk.inner >= 0 else inside)
        if walk.block_count >= walk.block_room:
            walk.blocks = <Block*>_more(walk.blocks, &walk.block_room, sizeof(Block))
        new = &walk.blocks[walk.block_count]
        new.context, new.start, new.linked, new.emphasised = context, walk.length, walk.linked, walk.emphasised
        new.links, new.images = walk.links_met, walk.images
        walk.block_count += 1
        walk.texts.append(text)
        if walk.heading is None and walk.tags[_context(walk, data, inside)] == "h1":
            walk.heading = text
        walk.length += walk.written + 1
        walk.written = walk.linked = walk.emphasised = walk.links_met = walk.images = 0
    walk.space = False
    walk.breaks = 0
    return 0


cdef bint _is_apart(Walk walk, Py_UCS4 before, Py_UCS4 sign, Py_ssize_t inside) noexcept:
    """`LineWriter._is_apart`."""
    if walk.last < 0 or walk.last == inside or walk.preformatted or before >= _UNSPACED or sign >= _UNSPACED:
        return False
    if not (Py_UNICODE_ISALNUM(sign) and Py_UNICODE_ISALNUM(before)):
        return False
    return not walk.holds(walk.last, inside) and not walk.holds(inside, walk.last)


cdef int _add_line(Walk walk, const Char* data, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t inside, bint raw, bint before, bint after) except -1:
    """`LineWriter._add_line`; `before` and `after` say whether a space stands around the text."""
    cdef Py_ssize_t at = start, here = start, size
    cdef Py_UCS4 sign = 0
    cdef bint spaced = before, pending = False
    cdef Char* out
    while at < stop:
        here = at
        sign = _sign(data, &at, stop, raw)
        if not _is_space(sign):
            break
        spaced = True
    else:
        walk.space = walk.space or start < stop or before or after
        return 0
    while walk.pieces_room < walk.written + (stop - start) + 2:
        walk.pieces = _more(walk.pieces, &walk.pieces_room, sizeof(Char))
    out = <Char*>walk.pieces
    if walk.breaks:
        if walk.breaks > 1 and not walk.link_count:
            _end_block(walk, data, inside)
        elif walk.written:
            out[walk.written] = c'\n'
            walk.written += 1
        walk.breaks = 0
    elif walk.written and (walk.space or spaced or _is_apart(walk, out[walk.written - 1], sign, inside)):
        out[walk.written] = c' '
        walk.written += 1
    if not walk.written:
        walk.inner = inside
    elif walk.inner != inside:
        walk.inner = -1
    walk.last = inside
    size = walk.written
    at = here
    while at < stop:
        sign = _sign(data, &at, stop, raw)
        if _is_space(sign):
            pending = True
            continue
        if pending:
            out[size] = c' '
            size += 1
            pending = False
        out[size] = <Char>sign
        size += 1
    if walk.link_count:
        walk.linked += size - walk.written
    if walk.strong:
        walk.emphasised += size - walk.written
    walk.written = size
    walk.space = pending or after
    return 0


cdef int _add_text(Walk walk, const Char* data, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t inside, bint raw, bint padded) except -1:
    """`LineWriter.add_text`, with a space on both sides of the text when it is `padded`."""
    cdef Py_ssize_t end
    cdef bint first = True
    if not walk.preformatted:
        return _add_line(walk, data, start, stop, inside, raw, padded, padded)
    while True:
        end = _find(data, start, stop, c'\n')
        if not first:
            walk.breaks += 1
        _add_line(walk, data, start, end, inside, raw, padded and first, padded and end >= stop)
        first = False
        if end >= stop:
            return 0
        start = end + 1


cdef int _add_image(Walk walk, const Char* data, Py_ssize_t at, Py_ssize_t stop, Py_ssize_t inside) except -1:
    """`LineWriter.add_image`."""
    cdef Attribute found, words
    cdef Py_ssize_t link, here = at
    cdef bint licensed = False
    walk.images += 1
    words.value = words.value_stop = 0
    while 0 <= here < stop:
        here = _read_attribute(data, here, stop, &found)
        if here >= 0 and _is(data, found.name, found.name_stop, "alt", 3):
            words = found
            break
    if words.value >= words.value_stop:
        return 0
    for link in range(walk.link_count):
        if "license" in _relations(walk, data, &walk.opened[link]):
            licensed = True
        else:
            licensed = _is_badge(walk, data, walk.opened[link].attributes, walk.opened[link].attributes_stop, "href", 4)
        if licensed:
            break
    if licensed or _is_badge(walk, data, at, stop, "src", 3):
        _add_text(walk, data, words.value, words.value_stop, inside, False, True)
    return 0


cdef int _add_button(Walk walk, const Char* data, Py_ssize_t at, Py_ssize_t stop, Py_ssize_t inside) except -1:
    """Show the words of a button that is an `<input>`."""
    cdef Attribute found
    kind = _value(walk, data, at, stop, "type", 4)
    if kind is None or (<str>kind).lower() not in ("submit", "button", "reset"):
        return 0
    while 0 <= at < stop:
        at = _read_attribute(data, at, stop, &found)
        if at >= 0 and _is(data, found.name, found.name_stop, "value", 5):
            if found.value < found.value_stop:
                _add_text(walk, data, found.value, found.value_stop, inside, False, True)
            return 0
    return 0


cdef int _close_link(Walk walk, const Char* data, Py_ssize_t inside) except -1:
    """End the innermost link; one that states a licence and shows no words is a statement."""
    cdef OpenLink* link
    if not walk.link_count:
        return 0
    walk.link_count -= 1
    link = &walk.opened[walk.link_count]
    _note(walk, data, link)
    if link.shown:
        return 0
    if "license" not in _relations(walk, data, link):
        if not _is_badge(walk, data, link.attributes, link.attributes_stop, "href", 4):
            return 0
        place = walk.contexts[_context(walk, data, inside)].place
        if not walk.rules.edges[place]:
            return 0
    href = _value(walk, data, link.attributes, link.attributes_stop, "href", 4) or ""
    walk.machine.append(("a", {"rel": "license", "href": href}, ""))
    return 0
