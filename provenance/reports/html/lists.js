// Lists: findings with filters and search, articles, problems; a page of rows at a time.

const PAGE = 50;

function finding(item) {
  const evidence = item.evidence.map(([at, id, start, , rule, quote]) => h("li", {},
    h("blockquote", { dir: "auto" }, quote),
    h("p", { class: "from" }, articleLink(at, id, { href: `#/article/${at}/${start}` }), h("code", {}, rule))));
  return h("article", { class: `finding ${item.severity}` },
    h("header", {},
      badge(item.severity), h("a", { class: "rule", href: `#/findings?rule=${encodeURIComponent(item.rule)}` }, item.rule),
      h("span", { class: "sure", title: "How sure: certain ≥ 99 %, likely ≥ 90 %, possible ≥ 50 % measured precision" }, item.confidence)),
    h("p", { class: "message", dir: "auto" }, item.message),
    item.title ? h("p", { class: "in" }, "in ", articleLink(item.records[0][0], item.title), item.records.length + item.more > 1 ? ` and ${plural(item.records.length + item.more - 1, "other")}` : "") : null,
    !item.evidence.length && !item.records.length ? null : h("details", { open: item.evidence.length <= 2 },
      h("summary", {}, plural(item.evidence.length, "quote"), " · ", plural(item.records.length + item.more, "article")),
      h("ol", { class: "quotes" }, evidence),
      h("p", { class: "named" }, "Articles: ", item.records.map(([at, id], index) => [index ? ", " : "", articleLink(at, id)]),
        item.more ? ` and ${number(item.more)} more` : "",
        item.family >= 0 ? [" · ", h("a", { href: `#/family/${item.family}` }, "reprint family")] : "",
        item.records.length === 2 && item.records.every(([at]) => at >= 0)
          ? [" · ", h("a", { href: `#/compare/${item.records[0][0]}/${item.records[1][0]}` }, "side by side")] : "")));
}

function select(label, name, options, chosen, change) {
  return h("label", {}, h("span", {}, label), h("select", { name, onchange: (event) => change(event.target.value) },
    h("option", { value: "" }, "all"), options.map(([value, count]) => h("option", { value, selected: value === chosen }, `${value} (${number(count)})`))));
}

function search(value, change, hint) {
  let timer = 0;
  const input = h("input", { type: "search", name: "q", value: value || "", placeholder: hint, autocomplete: "off", spellcheck: "false",
    oninput: () => { clearTimeout(timer); timer = setTimeout(() => change(input.value.trim()), 250); } });
  return h("label", { class: "search" }, h("span", {}, "Search"), input);
}

const fold = (text) => String(text).normalize("NFKC").toLowerCase();

// A list that fills itself: `places` are row numbers; `accept` may refuse rows; more rows come on request.
function stream(collection, places, accept, render, empty) {
  const list = h("div", { class: "rows" });
  const status = h("p", { class: "status-line", role: "status" });
  const more = h("button", { type: "button", class: "more", onclick: () => fill() }, "Show more");
  let next = 0, shown = 0, found = 0, stopped = false;
  async function fill() {
    more.hidden = true;
    let added = 0;
    while (next < places.length && added < PAGE && !stopped) {
      const batch = places.slice(next, next + PAGE * 4);
      const items = await rows(collection, batch);
      for (let index = 0; index < items.length && added < PAGE; index += 1) {
        next += 1;
        if (!accept || accept(items[index])) { list.append(render(items[index], batch[index])); added += 1; shown += 1; }
      }
      status.textContent = accept ? `${number(shown)} found in ${number(next)} of ${number(places.length)} …` : "";
    }
    found = shown;
    more.hidden = next >= places.length;
    status.textContent = accept
      ? `${number(found)} found${next < places.length ? `, ${number(places.length - next)} not searched yet` : ""}`
      : `${number(shown)} of ${number(places.length)} shown`;
    if (!places.length || (!shown && next >= places.length)) list.replaceChildren(h("p", { class: "empty" }, empty));
  }
  fill().catch((error) => list.append(h("p", { class: "notice", role: "alert" }, error.message)));
  return { element: h("div", {}, status, list, more), stop: () => { stopped = true; } };
}

// The filter of a view: changing it changes the address without a new visit, so that a view can be shared and gone back to.
function filtered(view, state, build) {
  const area = h("div", {});
  let current = null;
  const draw = () => {
    if (current) current.stop();
    current = build(state);
    area.replaceChildren(current.element);
  };
  const change = (name) => (value) => {
    if (value) state[name] = value; else delete state[name];
    const query = new URLSearchParams(state).toString();
    history.replaceState(null, "", `#/${view}${query ? "?" + query : ""}`);
    draw();
  };
  draw();
  return { area, change };
}

VIEWS.findings = (_, state) => {
  const sums = (index) => { const sum = new Map(); for (const group of DATA.groups) sum.set(group[index], (sum.get(group[index]) || 0) + group[3]); return [...sum]; };
  const { area, change } = filtered("findings", state, (chosen) => {
    const places = [];
    let at = 0;
    for (const [severity, confidence, rule, count] of DATA.groups) {
      const wanted = (!chosen.severity || chosen.severity === severity) && (!chosen.confidence || chosen.confidence === confidence) && (!chosen.rule || chosen.rule === rule);
      if (wanted) for (let index = at; index < at + count; index += 1) places.push(index);
      at += count;
    }
    const words = fold(chosen.q || "").split(/\s+/).filter(Boolean);
    const hay = (item) => fold([item.rule, item.message, ...item.records.map((pair) => pair[1]), ...item.evidence.map((part) => part[5])].join("\n"));
    const accept = words.length ? (item) => { const text = hay(item); return words.every((word) => text.includes(word)); } : null;
    const manual = chosen.rule && Object.hasOwn(DATA.manual, chosen.rule) && DATA.manual[chosen.rule];
    const list = stream("findings", places, accept, (item) => finding(item), "No finding matches.");
    return { ...list, element: h("div", {}, manual ? h("p", { class: "manual" }, h("strong", {}, chosen.rule), " ", manual, DATA.advice[chosen.rule] ? h("small", { class: "todo" }, "To do: ", DATA.advice[chosen.rule]) : null) : null, list.element) };
  });
  return h("div", {}, h("h1", {}, "Findings"),
    h("form", { class: "filters", onsubmit: (event) => event.preventDefault() },
      select("Rule", "rule", sums(2).sort((a, b) => b[1] - a[1]), state.rule, change("rule")), select("Severity", "severity", sums(0), state.severity, change("severity")),
      select("Confidence", "confidence", sums(1), state.confidence, change("confidence")), search(state.q, change("q"), "words, names, quotes, ids")),
    area);
};

VIEWS.articles = (_, state) => {
  const total = DATA.collections.list.count;
  const places = Array.from({ length: total }, (_unused, index) => index);
  const line = ([id, title, outlet, published, status, licence, findings, credited], at) => h("a", { class: "line", href: `#/article/${at}` },
    h("span", { class: "title", dir: "auto" }, title), h("span", { class: `status ${status}` }, licence),
    h("small", {}, [id, outlet, published, credited ? `credits ${credited}` : "", findings ? plural(findings, "finding") : ""].filter(Boolean).join(" · ")));
  const { area, change } = filtered("articles", state, (chosen) => {
    const words = fold(chosen.q || "").split(/\s+/).filter(Boolean);
    const accept = words.length || chosen.status || chosen.licence ? (item) => {
      const text = fold([item[0], item[1], item[2], item[3], item[7]].join("\n"));
      return (!chosen.status || item[4] === chosen.status) && (!chosen.licence || item[5] === chosen.licence) && words.every((word) => text.includes(word));
    } : null;
    const list = stream("list", places, accept, line, "No article matches.");
    const kept = chosen.licence ? h("p", { class: "manual" }, "Licence: ", h("code", {}, chosen.licence), " ", h("a", { href: "#/articles" }, "all licences")) : null;
    return { ...list, element: h("div", {}, kept, list.element) };
  });
  const statuses = ["stated", "none", "unclear", "conflicting"];
  return h("div", {}, h("h1", {}, plural(total, "article")),
    h("form", { class: "filters", onsubmit: (event) => event.preventDefault() },
      h("label", {}, h("span", {}, "Status"), h("select", { name: "status", onchange: (event) => change("status")(event.target.value) },
        h("option", { value: "" }, "all"), statuses.map((value) => h("option", { value, selected: state.status === value }, value)))),
      search(state.q, change("q"), "title, id, outlet, date, credited agency")), area);
};

VIEWS.problems = () => {
  const total = DATA.collections.problems.count;
  const places = Array.from({ length: total }, (_unused, index) => index);
  const line = ([source, stage, code, detail]) => h("div", { class: "line problem" }, h("span", { class: "title", dir: "auto" }, detail), h("code", {}, `${stage}/${code}`), h("small", {}, source));
  return h("div", {}, h("h1", {}, plural(total, "problem")), h("p", { class: "lead" }, "Bad input is data: whatever could not be read, or only in part, stands here and nowhere in silence."),
    stream("problems", places, null, line, "Everything could be read.").element);
};

// On the summary: the first finding of each rule, at most four.
async function start() {
  const places = [], seen = new Set();
  let at = 0;
  for (const [, , rule, count] of DATA.groups) {
    if (!seen.has(rule) && places.length < 4) places.push(at);
    seen.add(rule);
    at += count;
  }
  if (!places.length) return;
  const items = await rows("findings", places);
  document.getElementById("top-list").append(...items.map((item) => finding(item)), h("p", {}, h("a", { href: "#/findings" }, `All ${plural(at, "finding")}`)));
  document.getElementById("top").hidden = false;
}
