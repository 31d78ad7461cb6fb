# What the open elements around a text say: `elements.py`.

cdef Py_ssize_t _context(Walk walk, const Char* data, Py_ssize_t element) except -1:
    """`elements.read_context`."""
    cdef Py_ssize_t count = 0, at = element, context
    while walk.elements[at].context < 0 and walk.elements[at].outer >= 0:
        if count >= walk.chain_room:
            walk.chain = <Py_ssize_t*>_more(walk.chain, &walk.chain_room, sizeof(Py_ssize_t))
        walk.chain[count] = at
        count += 1
        at = walk.elements[at].outer
    context = walk.elements[at].context
    if context < 0:
        context = walk.elements[at].context = walk.add_context(-1, 0, 0, walk.rules.main, "html", ())
    while count:
        count -= 1
        context = walk.elements[walk.chain[count]].context = _enter_context(walk, data, &walk.elements[walk.chain[count]], context)
    return context


cdef Py_ssize_t _enter_context(Walk walk, const Char* data, Element* element, Py_ssize_t outer) except -1:
    """`elements._enter`."""
    cdef Rules rules = walk.rules
    cdef Meaning* meaning = &rules.table[element.tag - 1] if element.tag else NULL
    cdef int what = meaning.what if meaning != NULL else _NOTHING
    cdef int place = walk.contexts[outer].place, named = -1, size
    cdef bint article = walk.contexts[outer].article or what == _ARTICLE or what == _MAIN
    cdef long long families = 0
    cdef tuple words = ()
    cdef Name name
    cdef Attribute found
    cdef Py_ssize_t at = element.attributes
    while what != _BODY and 0 <= at < element.attributes_stop:
        at = _read_attribute(data, at, element.attributes_stop, &found)
        if at < 0 or found.value >= found.value_stop or not _flags(data, found.name, found.name_stop) & _TELLING:
            continue
        value = _string(walk, data, found.value, found.value_stop)
        name = rules.names.read(value)
        words = words + name.words if words else name.words
        families |= name.families
        if _is(data, found.name, found.name_stop, "role", 4) and value in rules.roles:
            named = rules.places[rules.roles[value]]
        elif name.place >= 0 and not element.inline and named < 0:
            named = name.place
    if meaning != NULL and meaning.place >= 0 and not element.inline:
        named = meaning.place
    if named >= 0 and named != place and (place == rules.main or named == rules.form) and not (
        article and (named == rules.header or named == rules.footer)
    ):
        place = named
    if element.inline:
        tag = walk.tags[outer]
    elif element.tag:
        tag = rules.tags[rules.numbers[element.tag - 1]]
    else:
        tag = PyUnicode_FromKindAndData(sizeof(Char), data + element.name, element.name_stop - element.name)
    return walk.add_context(outer, article, families, place, tag, words)
