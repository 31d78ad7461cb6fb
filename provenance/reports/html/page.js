"use strict";
// The core: building elements from plain text, loading the files beside the page, and choosing the view from the address.

const DATA = JSON.parse(document.getElementById("data").textContent);
const VIEW = document.getElementById("view");
const SUMMARY = document.getElementById("summary");
const LAYERS = DATA.layers;
const VIEWS = Object.create(null);

// Characters that cannot be seen or that turn the reading direction: they are shown by name, never obeyed.
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/;

function put(parent, text) {
  for (const piece of String(text).split(new RegExp(`(${HIDDEN.source})`))) {
    if (piece.length === 1 && HIDDEN.test(piece)) {
      const code = "U+" + piece.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
      const sign = document.createElement("span");
      sign.className = "control";
      sign.textContent = code;
      parent.append(sign);
    } else if (piece) {
      parent.append(document.createTextNode(piece));
    }
  }
  return parent;
}

// h("a", {href: "#/", class: "x"}, "text", child): strings become text nodes, never markup.
function h(tag, attributes, ...children) {
  const svg = attributes && attributes.svg;
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "svg" || value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    if (child instanceof Node) element.append(child);
    else put(element, child);
  }
  return element;
}

const number = (value) => Number(value).toLocaleString("en-GB");
const percent = (share) => `${(100 * share).toFixed(share > 0.99 && share < 0.9995 ? 1 : 0)} %`;
const plural = (count, one, many) => `${number(count)} ${count === 1 ? one : many || one + "s"}`;

// Collections: rows in files of about 400 kB, loaded as scripts because a page opened from disk may not fetch.
const waiting = new Map();
const shards = new Map();

window.provenanceShard = (name, rows) => {
  const entry = waiting.get(name);
  if (entry) entry.resolve(rows);
};

function loadShard(collection, index) {
  const name = `${collection}-${String(index).padStart(5, "0")}`;
  if (!shards.has(name)) {
    if (shards.size > 60) shards.delete(shards.keys().next().value);
    shards.set(name, new Promise((resolve, reject) => {
      const script = h("script", { src: `data/${name}.js`, charset: "utf-8" });
      waiting.set(name, { resolve });
      script.onload = () => { waiting.delete(name); script.remove(); };
      script.onerror = () => { shards.delete(name); reject(new Error(`data/${name}.js is missing. Keep the folder “data” beside index.html.`)); };
      document.head.append(script);
    }));
  }
  return shards.get(name);
}

async function row(collection, at) {
  const { count, starts, first } = DATA.collections[collection];
  if (!(at >= 0 && at < count && Number.isInteger(at))) throw new Error("There is no such entry in this report.");
  if (at < first.length) return first[at];
  let low = 0, high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= at) low = middle; else high = middle - 1;
  }
  return (await loadShard(collection, low))[at - starts[low]];
}

const rows = (collection, places) => Promise.all(places.map((at) => row(collection, at)));

// Code points: offsets of the report count them, JavaScript counts UTF-16 units.
function slicer(text) {
  if (!/[\ud800-\udfff]/.test(text)) return { length: text.length, slice: (start, stop) => text.slice(start, stop) };
  const points = Array.from(text);
  return { length: points.length, slice: (start, stop) => points.slice(start, stop).join("") };
}

const badge = (kind, label) => h("span", { class: `badge ${kind}` }, label || kind);

function articleLink(at, label, extra) {
  return at < 0 ? h("span", {}, label) : h("a", { href: `#/article/${at}`, dir: "auto", ...extra }, label);
}

// Routing: "#/findings?rule=x" -> VIEWS.findings([], {rule: "x"}).
let visit = 0;

async function show() {
  const hash = location.hash;
  if (hash && !hash.startsWith("#/")) {
    SUMMARY.hidden = false;
    VIEW.hidden = true;
    const place = document.getElementById(hash.slice(1));
    if (place) place.scrollIntoView();
    return;
  }
  const [path, query] = hash.slice(2).split("?");
  const [name, ...rest] = path.split("/");
  const mine = ++visit;
  for (const link of document.querySelectorAll("nav a")) {
    const current = link.dataset.view === (name || "summary") || (link.dataset.view === "articles" && name === "article") || (link.dataset.view === "families" && /^(family|compare)$/.test(name));
    if (current) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  }
  SUMMARY.hidden = Boolean(name);
  VIEW.hidden = !name;
  if (!name) { document.title = "Provenance report"; return; }
  try {
    const view = VIEWS[name];
    if (!view) throw new Error("There is no such view.");
    const content = await view(rest, Object.fromEntries(new URLSearchParams(query || "")));
    if (mine !== visit) return;
    VIEW.replaceChildren(content);
  } catch (error) {
    VIEW.replaceChildren(h("p", { class: "notice", role: "alert" }, error.message));
  }
  const heading = VIEW.querySelector("h1");
  document.title = `${heading ? heading.textContent.slice(0, 80) : "Provenance"} · Provenance report`;
  window.scrollTo(0, 0);
  if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
}

document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); document.getElementById("main").focus(); });
window.addEventListener("hashchange", show);
window.addEventListener("DOMContentLoaded", () => { start(); show(); });
