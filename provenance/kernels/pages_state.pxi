# The state of one walk.

cdef class Walk:
    """The state of one walk: what was found, the lines in the making."""

    cdef Rules rules
    cdef str source
    cdef bint show_hidden, foreign
    cdef Py_ssize_t limit
    # what was found
    cdef list texts, link_starts, link_stops, addresses, relations, machine, tags, words
    cdef object title, heading, language
    cdef Py_ssize_t articles, length
    cdef Block* blocks
    cdef Context* contexts
    cdef Py_ssize_t block_count, block_room, context_count, context_room
    # the elements, those that are open, open links
    cdef Element* elements
    cdef Open* stack
    cdef OpenLink* opened
    cdef Py_ssize_t* chain
    cdef Py_ssize_t element_count, element_room, depth, stack_room, link_count, link_room, chain_room, quiet
    # the block in the making
    cdef void* pieces
    cdef void* scratch
    cdef Py_ssize_t pieces_room, scratch_room, written, linked, emphasised, links_met, images, strong, preformatted, breaks, inner, last
    cdef bint space

    def __cinit__(self):
        self.texts, self.machine, self.tags, self.words = [], [], [], []
        self.link_starts, self.link_stops, self.addresses, self.relations = [], [], [], []
        self.inner = self.last = -1

    def __dealloc__(self):
        PyMem_Free(self.blocks)
        PyMem_Free(self.contexts)
        PyMem_Free(self.elements)
        PyMem_Free(self.stack)
        PyMem_Free(self.opened)
        PyMem_Free(self.chain)
        PyMem_Free(self.pieces)
        PyMem_Free(self.scratch)

    cdef Py_ssize_t add_element(self, int tag, bint inline, Py_ssize_t name, Py_ssize_t name_stop, Py_ssize_t stop, Py_ssize_t outer) except -1:
        if self.element_count >= self.element_room:
            self.elements = <Element*>_more(self.elements, &self.element_room, sizeof(Element))
        cdef Element* new = &self.elements[self.element_count]
        new.tag, new.inline, new.name, new.name_stop, new.attributes, new.attributes_stop = tag, inline, name, name_stop, name_stop, stop
        new.outer, new.context = outer, -1
        self.element_count += 1
        return self.element_count - 1

    cdef int push(self, Py_ssize_t name, Py_ssize_t name_stop, Py_ssize_t outer, int end) except -1:
        if self.depth >= self.stack_room:
            self.stack = <Open*>_more(self.stack, &self.stack_room, sizeof(Open))
        cdef Open* new = &self.stack[self.depth]
        new.name, new.name_stop, new.outer, new.end = name, name_stop, outer, end
        self.depth += 1
        return 0

    cdef bint holds(self, Py_ssize_t element, Py_ssize_t other) noexcept:
        while other >= 0 and other != element and self.elements[other].inline:
            other = self.elements[other].outer
        return other == element

    cdef bint in_article(self, Py_ssize_t element) noexcept:
        """Whether the nearest block element is an `article`."""
        while self.elements[element].inline and self.elements[element].outer >= 0:
            element = self.elements[element].outer
        cdef int tag = self.elements[element].tag
        return tag > 0 and self.rules.table[tag - 1].what == _ARTICLE

    cdef Py_ssize_t add_context(self, Py_ssize_t parent, int article, long long families, int place, object tag, tuple words) except -1:
        if self.context_count >= self.context_room:
            self.contexts = <Context*>_more(self.contexts, &self.context_room, sizeof(Context))
        cdef Context* new = &self.contexts[self.context_count]
        new.parent, new.article, new.families, new.place = max(parent, 0), article, families, place
        new.depth = self.contexts[parent].depth + 1 if parent >= 0 else 0
        self.tags.append(tag)
        self.words.append(words)
        self.context_count += 1
        return self.context_count - 1

    cdef tuple hints(self, Py_ssize_t context):
        """Return the words of an element and of those around it, each once; equal words of a page are the same object."""
        cdef PyObject* known[_MAX_HINTS]
        cdef Py_ssize_t count = 0, at
        cdef list found = []
        while True:
            for word in <tuple>self.words[context]:
                for at in range(count):
                    if known[at] == <PyObject*>word:
                        break
                else:
                    known[count] = <PyObject*>word
                    count += 1
                    found.append(word)
                    if count == _MAX_HINTS:
                        return tuple(found)
            if context == 0:
                return tuple(found)
            context = self.contexts[context].parent
