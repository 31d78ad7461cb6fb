// One article: the text with every span, the legend, and the reason for the span that was chosen.

const LAYER_NAMES = Object.fromEntries([...LAYERS, ["shared", "Shared with another article"], ["finding", "Named by a finding"]]);

// Cut [start, stop) at every border of a span; each piece knows the spans that cover it.
function pieces(spans, start, stop) {
  const edges = new Map();
  const at = (place) => { if (!edges.has(place)) edges.set(place, { open: [], close: [] }); return edges.get(place); };
  spans.forEach((span, index) => {
    const from = Math.max(span.start, start), to = Math.min(span.stop, stop);
    if (from < to) { at(from).open.push(index); at(to).close.push(index); }
  });
  at(start); at(stop);
  const places = [...edges.keys()].sort((a, b) => a - b);
  const active = new Set(), cut = [];
  places.forEach((place, index) => {
    for (const span of edges.get(place).close) active.delete(span);
    for (const span of edges.get(place).open) active.add(span);
    if (index + 1 < places.length) cut.push({ start: place, stop: places[index + 1], spans: [...active].sort((a, b) => a - b) });
  });
  return cut;
}

function spansOf(item) {
  const own = item.spans.map(([start, stop, layer, label, confidence, rule, reason, quote]) => ({ start, stop, layer, label, confidence, rule, reason, quote }));
  const shared = item.shared.map(([start, stop, other, otherStart, otherStop, similarity, kind]) => ({
    start, stop, layer: "shared", label: `shared (${kind})`, confidence: "", rule: "", other,
    reason: `${percent(similarity)} alike with a passage of another article, ${number(otherStop - otherStart)} characters there.`,
  }));
  return [...own, ...shared];
}

function reason(span, self) {
  return h("section", { class: `reason ${span.layer}` },
    h("h3", {}, h("span", { class: `swatch ${span.layer}` }), span.label), h("p", { class: "kind" }, LAYER_NAMES[span.layer], span.confidence ? ` · ${span.confidence}` : ""),
    h("p", { dir: "auto" }, span.reason), span.quote ? h("blockquote", { dir: "auto" }, span.quote) : null,
    h("dl", {}, span.rule ? [h("dt", {}, "Rule"), h("dd", {}, h("code", {}, span.rule))] : null, h("dt", {}, "Place"), h("dd", {}, `${number(span.start)} – ${number(span.stop)}`)),
    span.other === undefined ? null : h("p", {}, titled(span.other), " · ", h("a", { href: `#/compare/${self}/${span.other}` }, "Side by side")));
}

// A link to an article by its title, which is loaded when the link is made.
function titled(at) {
  const link = articleLink(at, "the other article");
  row("list", at).then((entry) => { link.replaceChildren(); put(link, entry[1]); }, () => {});
  return link;
}

function marked(text, spans, choose) {
  const cut = slicer(text);
  const body = h("div", { class: "text", dir: "auto" });
  for (const piece of pieces(spans, 0, cut.length)) {
    const words = cut.slice(piece.start, piece.stop);
    if (!piece.spans.length) { put(body, words); continue; }
    const layers = [...new Set(piece.spans.map((index) => spans[index].layer))];
    const labels = piece.spans.map((index) => spans[index].label).join(", ");
    const pick = () => choose(piece.spans, element);
    const quiet = layers.every((layer) => layer === "shared");
    const element = h("mark", { class: `span ${layers.join(" ")}`, title: labels, "data-start": piece.start, role: "button", tabindex: quiet && piece.stop - piece.start > 2000 ? null : "0", "aria-label": null, onclick: pick,
      onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); } } }, words);
    body.append(element);
  }
  return body;
}

function legend(spans, text) {
  const visible = spans.filter((span) => span.start < span.stop);
  const used = [...new Set(visible.map((span) => span.layer))];
  const order = Object.keys(LAYER_NAMES).filter((layer) => used.includes(layer));
  return h("fieldset", { class: "legend" }, h("legend", {}, "Legend: untick to hide"), order.map((layer) => h("label", {},
    h("input", { type: "checkbox", checked: true, onchange: (event) => text.classList.toggle(`hide-${layer}`, !event.target.checked) }),
    h("span", { class: `swatch ${layer}` }), `${LAYER_NAMES[layer]} (${number(visible.filter((span) => span.layer === layer).length)})`)));
}

function facts(item) {
  const lines = [["Licence", [h("code", {}, item.licence), " ", h("span", { class: `status ${item.status}` }, item.status)]], ["Publisher", item.publisher], ["Published", item.published],
    ["Language", item.lang], ["Read from", `${item.source.path}${item.source.row === null ? "" : ` row ${item.source.row}`} (${item.source.format}, ${number(item.source.bytes)} bytes)`], ["Address", item.source.url && /^https?:\/\//i.test(item.source.url) ? h("a", { href: item.source.url, rel: "noreferrer noopener external" }, item.source.url) : item.source.url],
    ["Coverage", `${percent(item.own)} own, ${percent(item.third)} credited to or first seen with others`],
    ["Reprint", item.family < 0 ? null : [h("a", { href: `#/family/${item.family}` }, item.role || "member"), item.sources.map(([at, id]) => [", taken from ", articleLink(at, id)])]],
    ["Made with", item.made]];
  return h("dl", { class: "facts" }, lines.filter(([, value]) => value).map(([name, value]) => [h("dt", {}, name), h("dd", { dir: "auto" }, value)]));
}

function others(item, self) {
  const sum = new Map();
  for (const [start, stop, other] of item.shared) sum.set(other, (sum.get(other) || 0) + stop - start);
  const list = [...sum].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 12);
  if (!list.length) return null;
  const element = h("ul", { class: "others" });
  rows("list", list.map(([at]) => at)).then((found) => element.append(...found.map((entry, index) => h("li", {},
    articleLink(list[index][0], entry[1]), h("small", {}, `${entry[0]} · ${number(list[index][1])} characters shared · `, h("a", { href: `#/compare/${self}/${list[index][0]}` }, "side by side"))))));
  return h("section", {}, h("h2", {}, "Shares passages with"), element, sum.size > 12 ? h("p", {}, `and ${number(sum.size - 12)} more articles`) : null);
}

VIEWS.article = async ([place, offset]) => {
  const self = Number(place);
  const item = await row("articles", self);
  const named = await rows("findings", item.findings);
  const spans = spansOf(item);
  for (const found of named) for (const [at, , start, stop, , ] of found.evidence) if (at === self) spans.push({ start, stop, layer: "finding", label: found.rule, confidence: found.confidence, rule: found.rule, reason: found.message });
  const outside = spans.filter((span) => span.start >= span.stop && span.layer !== "shared" && span.layer !== "finding");
  const panel = h("aside", { class: "panel", "aria-live": "polite" });
  const choose = (indexes, element) => {
    for (const old of VIEW.querySelectorAll("mark.chosen")) old.classList.remove("chosen");
    if (element) element.classList.add("chosen");
    panel.replaceChildren(...indexes.map((index) => reason(spans[index], self)));
  };
  const text = item.text === null ? h("ol", { class: "quotes" }, spans.filter((span) => span.quote).map((span) => h("li", {}, reason(span, self)))) : marked(item.text, spans, choose);
  if (item.lang) text.setAttribute("lang", item.lang);
  panel.append(h("p", { class: "hint" }, "Choose a marked span to see the rule, the confidence and the reason."));
  if (offset !== undefined) setTimeout(() => { const mark = VIEW.querySelector(`mark[data-start="${Number(offset)}"]`); if (mark) { mark.scrollIntoView({ block: "center" }); mark.click(); } }, 60);
  return h("div", { class: "article-view" },
    h("p", { class: "crumbs" }, self > 0 ? h("a", { href: `#/article/${self - 1}`, rel: "prev" }, "← previous") : null, h("span", {}, `Article ${number(self + 1)} of ${number(DATA.collections.articles.count)}`), self + 1 < DATA.collections.articles.count ? h("a", { href: `#/article/${self + 1}`, rel: "next" }, "next →") : null),
    h("h1", { dir: "auto" }, item.title), h("p", { class: "id" }, item.id),
    h("div", { class: "reading" },
      h("div", { class: "main-column" },
        item.text === null ? h("p", { class: "notice" }, "The text of this article is not at hand; these are the quotes on which the record rests.") : legend(spans, text), text,
        item.length > slicer(item.text || "").length ? h("p", { class: "notice" }, `The first ${number(slicer(item.text).length)} of ${number(item.length)} characters are shown.`) : null,
        item.more_spans + item.more_shared ? h("p", { class: "notice" }, `${number(item.more_spans + item.more_shared)} further spans are not shown.`) : null),
      h("div", { class: "side-column" }, panel, h("section", {}, h("h2", {}, "Record"), facts(item), h("ul", { class: "reasons" }, item.reasons.map((line) => h("li", { dir: "auto" }, line))), item.problems.map((line) => h("p", { class: "notice" }, line))), outside.length ? h("section", {}, h("h2", {}, "Stated beside the text"), outside.map((span) => reason(span, self))) : null, others(item, self))),
    named.length ? h("section", {}, h("h2", {}, plural(named.length + item.more_findings, "finding")), named.map((found) => finding(found))) : null);
};
