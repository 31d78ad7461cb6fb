// Two articles side by side: shared passages beside each other, differences marked, the rest on its own side.

// The longest way (in characters) through the passages on which both texts go forward.
function chain(passages) {
  const sorted = [...passages].sort((a, b) => a[0] - b[0] || a[3] - b[3]);
  const best = sorted.map((item) => item[1] - item[0]), before = sorted.map(() => -1);
  for (let here = 0; here < sorted.length; here += 1) for (let earlier = 0; earlier < here; earlier += 1) {
    const score = best[earlier] + sorted[here][1] - sorted[here][0];
    if (sorted[earlier][1] <= sorted[here][0] && sorted[earlier][4] <= sorted[here][3] && score > best[here]) { best[here] = score; before[here] = earlier; }
  }
  const kept = [];
  let at = best.indexOf(Math.max(...best));
  while (at >= 0 && sorted.length) { kept.unshift(sorted[at]); at = before[at]; }
  return kept;
}

const words = (text) => text.match(/[\p{L}\p{N}\p{M}_]+|\s+|[^\p{L}\p{N}\p{M}_\s]/gu) || [];
const same = (a, b) => a === b || (/^\s+$/.test(a) && /^\s+$/.test(b));

// Myers' difference of two word lists; null when they differ in more than `limit` words.
function difference(a, b, limit) {
  const total = a.length + b.length, trail = [];
  let reach = new Map([[1, 0]]);
  for (let distance = 0; distance <= Math.min(total, limit); distance += 1) {
    trail.push(new Map(reach));
    for (let k = -distance; k <= distance; k += 2) {
      let x = k === -distance || (k !== distance && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1)) ? reach.get(k + 1) : reach.get(k - 1) + 1;
      while (x < a.length && x - k < b.length && same(a[x], b[x - k])) x += 1;
      reach.set(k, x);
      if (x >= a.length && x - k >= b.length) return retrace(trail, a, b);
    }
  }
  return null;
}

function retrace(trail, a, b) {
  const keptA = new Array(a.length).fill(false), keptB = new Array(b.length).fill(false);
  let x = a.length, y = b.length;
  for (let distance = trail.length - 1; distance >= 0; distance -= 1) {
    const reach = trail[distance], k = x - y;
    const from = k === -distance || (k !== distance && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1)) ? k + 1 : k - 1;
    const oldX = distance ? reach.get(from) : 0, oldY = distance ? oldX - from : 0;
    while (x > oldX && y > oldY) { x -= 1; y -= 1; keptA[x] = true; keptB[y] = true; }
    x = oldX; y = oldY;
  }
  return [keptA, keptB];
}

function side(list, kept, start, stop, tag) {
  const cell = h("div", { class: "cell", dir: "auto" });
  let at = start;
  while (at < stop) {
    let end = at + 1;
    while (end < stop && kept[end] === kept[at]) end += 1;
    const text = list.slice(at, end).join("");
    if (kept[at]) put(cell, text.replace(/\n+$/, "\n")); else cell.append(h(tag, {}, text));
    at = end;
  }
  return cell;
}

// Rows of a passage: both sides are cut where both go on alike after a paragraph of one of them, or after a long run of sentences.
function both(a, b) {
  const [left, right] = [words(a), words(b)];
  const kept = difference(left, right, 1500);
  if (!kept) return { rows: [[h("div", { class: "cell", dir: "auto" }, a), h("div", { class: "cell", dir: "auto" }, b)]], changes: 0 };
  const cells = [];
  let x = 0, y = 0, fromX = 0, fromY = 0, size = 0;
  const cut = () => { cells.push([side(left, kept[0], fromX, x, "del"), side(right, kept[1], fromY, y, "ins")]); [fromX, fromY, size] = [x, y, 0]; };
  while (x < left.length || y < right.length) {
    if (x < left.length && !kept[0][x]) { x += 1; continue; }
    if (y < right.length && !kept[1][y]) { y += 1; continue; }
    const blank = /^\s+$/.test(left[x]), end = blank && /[.!?…”"»]/.test(left[x - 1] || "");
    const paragraph = blank && (left[x].includes("\n") || right[y].includes("\n"));
    size += left[x].length;
    x += 1;
    y += 1;
    if (paragraph || (end && size > 500)) cut();
  }
  if (x > fromX || y > fromY) cut();
  return { rows: cells, changes: kept[0].filter((value) => !value).length + kept[1].filter((value) => !value).length };
}

const FOLDED = 900; // characters beyond which what is not shared is folded

// Texts outside the chain: passages that stand elsewhere on the other side are marked as moved.
function alone(cut, start, stop, moved, which) {
  const cell = h("div", { class: "cell only", dir: "auto" });
  const spans = moved.map((item, index) => ({ start: item[which], stop: item[which + 1], index }));
  for (const piece of pieces(spans, start, stop)) {
    const text = cut.slice(piece.start, piece.stop);
    if (piece.spans.length) cell.append(h("mark", { class: "moved", title: "Also on the other side, in another place" }, text)); else put(cell, text);
  }
  if (stop - start > FOLDED) {
    cell.classList.add("folded");
    const button = h("button", { type: "button", class: "unfold", onclick: () => { cell.classList.remove("folded"); button.remove(); } }, `Show all ${number(stop - start)} characters`);
    cell.append(button);
  }
  return cell;
}

function head(item, at) {
  return h("header", {}, h("h2", { dir: "auto" }, articleLink(at, item.title)), h("p", { class: "id" }, item.id), h("p", {}, h("code", {}, item.licence), " ", h("span", { class: `status ${item.status}` }, item.status), " ", [item.publisher, item.published].filter(Boolean).join(" · ")));
}

VIEWS.compare = async ([left, right]) => {
  const [first, second] = [Number(left), Number(right)];
  const [a, b] = await rows("articles", [first, second]);
  if (a.text === null || b.text === null) return h("div", {}, h("h1", {}, "Side by side"), h("p", { class: "notice" }, "The texts are not at hand."));
  const [cutA, cutB] = [slicer(a.text), slicer(b.text)];
  const passages = a.shared.filter((item) => item[2] === second && item[1] <= cutA.length && item[4] <= cutB.length);
  const kept = chain(passages), moved = passages.filter((item) => !kept.includes(item));
  const grid = h("div", { class: "pair" }, head(a, first), head(b, second));
  let x = 0, y = 0, changes = 0;
  const gap = (stopA, stopB) => { if (stopA > x || stopB > y) grid.append(alone(cutA, x, stopA, moved, 0), alone(cutB, y, stopB, moved, 3)); };
  for (const item of kept) {
    gap(item[0], item[3]);
    const pair = both(cutA.slice(item[0], item[1]), cutB.slice(item[3], item[4]));
    changes += pair.changes;
    for (const cell of pair.rows.flat()) { cell.classList.add("shared", item[6]); grid.append(cell); }
    [x, y] = [item[1], item[4]];
  }
  gap(cutA.length, cutB.length);
  const shared = passages.reduce((sum, item) => sum + item[1] - item[0], 0);
  return h("div", {}, h("h1", {}, "Side by side"), h("p", { class: "lead" }, passages.length ? `${plural(passages.length, "shared passage")}, ${number(shared)} characters; ${changes ? plural(changes, "word or sign", "words or signs") + " differ within them" : "word for word the same"}${moved.length ? `; ${number(moved.length)} stand in another order` : ""}.` : "These two share no passage.",
    a.licence === b.licence ? "" : ` The licences differ: ${a.licence} and ${b.licence}.`), h("p", { class: "key" }, h("span", { class: "swatch same" }), "shared ", h("del", {}, "only left"), " ", h("ins", {}, "only right"), " ", h("mark", { class: "moved" }, "in another place"), " ", h("span", { class: "swatch alone" }), "not shared"),
    grid, a.more_shared || b.more_shared ? h("p", { class: "notice" }, "These articles share more passages than are kept here; see passages.jsonl.") : null);
};
