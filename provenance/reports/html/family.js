// Reprint families: the list, and one family as a graph from its sources (left) to its copies (right).

const NODE = { width: 216, height: 60 };

VIEWS.families = () => {
  const total = DATA.collections.families.count;
  const places = Array.from({ length: total }, (_unused, index) => index);
  const line = (family, at) => h("a", { class: "line", href: `#/family/${at}` },
    h("span", { class: "title", dir: "auto" }, family.members.length ? family.members[Math.max(0, family.origin)][2] : family.id),
    h("span", {}, plural(family.size, "article")), h("small", {}, [family.id, plural(family.edge_count, "edge"), family.licences.join(", "), family.outside ? `from ${family.outside[0]}, outside this corpus` : ""].filter(Boolean).join(" · ")));
  return h("div", {}, h("h1", {}, total === 1 ? "1 reprint family" : `${number(total)} reprint families`),
    h("p", { class: "lead" }, "Articles joined by passages of their own text; shared footers, forms and single quotes join nothing."), stream("families", places, null, line, "No two articles share a passage.").element);
};

function clip(text, limit) {
  const points = Array.from(text);
  return points.length > limit ? points.slice(0, limit - 1).join("") + "…" : text;
}

function node(member, index, family) {
  const [at, id, title, outlet, published, status, licence, x, y] = member;
  const words = `${title}. ${outlet} ${published}. Licence ${licence}, ${status}.`;
  return h("a", { svg: true, href: `#/article/${at}`, "aria-label": words }, h("g", { svg: true, class: `node ${status} ${index === family.origin ? "origin" : ""}`, transform: `translate(${x} ${y})` },
    h("title", { svg: true }, `${words} (${id})`), h("rect", { svg: true, width: NODE.width, height: NODE.height, rx: 6 }), h("rect", { svg: true, class: "edge-mark", width: 4, height: NODE.height, rx: 2 }),
    h("text", { svg: true, x: 14, y: 18, class: "name" }, clip(title, 27)), h("text", { svg: true, x: 14, y: 35 }, clip([outlet, published].filter(Boolean).join(" · ") || id, 30)), h("text", { svg: true, x: 14, y: 51, class: "licence" }, clip(licence, 24) + (index === family.origin ? " · origin" : ""))));
}

// The path from the source's right side to the copy's left side; within one column it bows out to the right.
function curve(from, to) {
  const [sx, sy, tx, ty] = [from[7], from[8] + NODE.height / 2, to[7], to[8] + NODE.height / 2];
  if (tx > sx) { const half = Math.max(40, (tx - sx - NODE.width) / 2); return `M${sx + NODE.width} ${sy}C${sx + NODE.width + half} ${sy} ${tx - half} ${ty} ${tx - 3} ${ty}`; }
  const out = Math.max(sx, tx) + NODE.width + 24 + 16 * Math.min(6, Math.abs(ty - sy) / 82);
  return `M${sx + NODE.width} ${sy}C${out} ${sy} ${out} ${ty} ${tx + NODE.width + 3} ${ty}`;
}

function edge(item, family) {
  const [copy, source, kind, shareCopy, shareSource, confidence, basis, against] = item;
  const known = confidence !== "unknown";
  const words = `${kind.replace("_", " ")}: ${percent(shareCopy)} of the one, ${percent(shareSource)} of the other. ` + (known ? `Direction ${confidence}${basis.length ? ": " + basis.join(", ") : ""}.` : "Direction unknown.") + (against.length ? ` Against: ${against.join(", ")}.` : "");
  const [from, to] = [family.members[source], family.members[copy]];
  return h("a", { svg: true, href: `#/compare/${from[0]}/${to[0]}`, "aria-label": `Compare. ${words}` }, h("g", { svg: true, class: `edge ${confidence}` }, h("title", { svg: true }, words),
    h("path", { svg: true, class: "reach", d: curve(from, to) }), h("path", { svg: true, class: "line", d: curve(from, to), "marker-end": known ? "url(#arrow)" : null })));
}

function picture(family) {
  const height = Math.max(family.height, 96);
  const outside = family.outside ? h("g", { svg: true, class: "node outside", transform: `translate(12 ${height / 2 - 30})` }, h("title", { svg: true }, family.outside[1]),
    h("rect", { svg: true, width: NODE.width, height: NODE.height, rx: 6 }), h("text", { svg: true, x: 14, y: 24, class: "name" }, clip(family.outside[0], 28)), h("text", { svg: true, x: 14, y: 43 }, "outside this corpus")) : null;
  const copies = new Set(family.edges.filter((item) => item[5] !== "unknown").map((item) => item[0]));
  const stubs = family.outside ? family.members.filter((_, index) => !copies.has(index)).map((member) => h("g", { svg: true, class: "edge possible outside" }, h("path", { svg: true, class: "line", d: curve([0, 0, 0, 0, 0, 0, 0, 12, height / 2 - 30], member) }))) : null;
  return h("svg", { svg: true, class: "graph", role: "group", "aria-label": "The family as a graph, from sources to copies", viewBox: `0 0 ${family.width} ${height}`, width: family.width, height },
    h("defs", { svg: true }, h("marker", { svg: true, id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto" }, h("path", { svg: true, d: "M0 0L8 4L0 8z" }))),
    outside, stubs, family.edges.map((item) => edge(item, family)), family.members.map((member, index) => node(member, index, family)));
}

VIEWS.family = async ([place]) => {
  const family = await row("families", Number(place));
  const line = (item) => {
    const [copy, source, kind, shareCopy, shareSource, confidence, basis, against] = item;
    const [from, to] = [family.members[source], family.members[copy]];
    return h("tr", {}, h("td", {}, articleLink(from[0], from[1])), h("td", { class: "arrow" }, confidence === "unknown" ? "–" : "→"), h("td", {}, articleLink(to[0], to[1])), h("td", {}, kind.replace("_", " ")), h("td", { class: "number" }, percent(shareCopy)), h("td", { class: "number" }, percent(shareSource)),
      h("td", {}, confidence, basis.length ? `: ${basis.join(", ").replaceAll("_", " ")}` : "", against.length ? h("small", {}, ` against: ${against.join(", ").replaceAll("_", " ")}`) : null), h("td", {}, h("a", { href: `#/compare/${from[0]}/${to[0]}` }, "side by side")));
  };
  return h("div", {}, h("h1", {}, `A family of ${plural(family.size, "article")}`), h("p", { class: "id" }, family.id),
    h("p", { class: "lead" }, family.origin >= 0 ? ["Most likely first seen with ", articleLink(family.members[family.origin][0], family.members[family.origin][2]), ". "] : "No origin is claimed: the evidence does not say who was first. ", family.outside ? [`Taken from ${family.outside[0]}, which is not in this corpus: ${family.outside[1]} `] : "",
      "Solid arrows: a known direction, thinner where it is less sure. Dashed lines: direction unknown. Choose a line to read both texts side by side."),
    h("div", { class: "graph-frame", tabindex: "0", role: "region", "aria-label": "Graph" }, picture(family)),
    family.others.length ? h("p", { class: "notice" }, `${number(family.members.length)} of ${number(family.size)} members are drawn: those with the most edges. The others are listed below.`) : null,
    family.edges.length ? h("div", { class: "scroll" }, h("table", { class: "edges" }, h("thead", {}, h("tr", {}, ["Source", "", "Copy", "Kind", "of copy", "of source", "Direction", ""].map((name) => h("th", { scope: "col" }, name)))), h("tbody", {}, family.edges.map(line)))) : null,
    family.others.length ? h("ul", { class: "others" }, family.others.map(([at, id, title]) => h("li", {}, articleLink(at, title), h("small", {}, id)))) : null);
};
