// Everything is written as text nodes: no figure, name or address is ever read as HTML.
const SVG = "http://www.w3.org/2000/svg";

function make(tag, attributes = {}, ...children) {
  const svg = ["svg", "g", "rect", "circle", "path", "line", "polyline"].includes(tag);
  const node = svg ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

// The same six shapes in chips, spines and the legend; x and y are the centre, r half the size.
function shape(kind, x, y, r) {
  if (kind === "square") return make("rect", { x: x - r, y: y - r, width: 2 * r, height: 2 * r });
  if (kind === "circle") return make("circle", { cx: x, cy: y, r });
  if (kind === "ring") return make("circle", { cx: x, cy: y, r: r - 1, fill: "none", "stroke-width": 2, style: "fill:none" });
  const points = {
    diamond: [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]],
    up: [[0, -1.1], [1.15, 0.95], [-1.15, 0.95]],
    down: [[0, 1.1], [1.15, -0.95], [-1.15, -0.95]],
  }[kind];
  return make("path", { d: "M" + points.map(([dx, dy]) => `${x + dx * r} ${y + dy * r}`).join("L") + "Z" });
}

function chip(mark, reason) {
  const width = 12 * mark.shapes;
  const drawn = Array.from({ length: mark.shapes }, (_, i) => shape(mark.shape, 6 + 12 * i, 6, 4.6));
  const icon = make("svg", { width, height: 12, viewBox: `0 0 ${width} 12`, "aria-hidden": "true" }, drawn);
  const strong = mark.shapes > 1 ? " strong" : "";
  return make("span", { class: `chip ${mark.tone}${strong}`, title: reason || null }, icon, mark.word);
}

// A small word beside a name, with the whole warning for those who point at it or listen.
function warning(text) {
  return text ? make("span", { class: "warns", title: text }, " ", make("span", { "aria-hidden": "true" }, "quoted"), make("span", { class: "unseen" }, ` (${text})`)) : null;
}

// A plain click on one of our links changes the page inside the app, as going back and forward
// does: the address changes and Streamlit is told. Any other click is the browser's own.
function followInside(root) {
  root.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-inside]");
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(link.href);
  });
}

function go(href) {
  window.history.pushState({}, "", href);
  window.dispatchEvent(new PopStateEvent("popstate"));
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
}

function inside(href, attributes, ...children) {
  return make("a", { href, "data-inside": "", ...attributes }, ...children);
}

// What is unfolded is in the address too, and is a page's own.
function foldsIn(choices) {
  return [...choices].filter(([name]) => name.startsWith("fold_"));
}

// An address that changes some choices, takes out those named without a value, and keeps all others:
// "indicator?indicator=deaths&period=".
function keeping(change) {
  const [path, changes] = change.split("?");
  const choices = new URLSearchParams(window.location.search);
  if (path !== window.location.pathname.split("/").pop()) foldsIn(choices).forEach(([name]) => choices.delete(name));
  new URLSearchParams(changes).forEach((value, name) => value ? choices.set(name, value) : choices.delete(name));
  return `${path}?${choices}`;
}

// A link that keeps the other choices, also those made after it was drawn; the table it stands in
// stays the same from area to area and need not be sent again.
function change(href, ...children) {
  const link = inside(keeping(href), {}, ...children);
  const renew = () => { link.href = keeping(href); };
  for (const kind of ["click", "auxclick", "pointerenter", "focus"]) link.addEventListener(kind, renew);
  return link;
}

// Whoever goes by keyboard stays where they were when a part of the page is drawn anew: on what has
// the same name, or else on what stands in the same place.
const REACHED = "a[href], button, input, select, textarea, [tabindex]";
function keepFocus(root, redraw) {
  const at = root.getRootNode().activeElement;
  const nameOf = (node) => node.getAttribute("aria-label") || node.textContent;
  const place = at && root.contains(at) ? [...root.querySelectorAll(REACHED)].indexOf(at) : -1;
  redraw();
  if (place < 0) return;
  const now = [...root.querySelectorAll(REACHED)], alike = (node) => node?.tagName === at.tagName;
  const named = now.filter((node) => alike(node) && nameOf(node) === nameOf(at));
  const next = named.includes(now[place]) ? now[place] : named[0] ?? (alike(now[place]) ? now[place] : root.querySelector('[tabindex="0"]') ?? now[0]);
  next?.focus({ preventScroll: true });
}

// Draws anew only when the data has changed, so that focus and scrolling survive a rerun.
function drawOnce(component, draw) {
  const { parentElement, data } = component;
  const text = JSON.stringify(data);
  let root = parentElement.querySelector(".cdof");
  if (root && root.drawnFrom === text) return;
  if (!root) {
    root = make("div", { class: "cdof" });
    followInside(root);
    parentElement.append(root);
  }
  root.drawnFrom = text;
  keepFocus(root, () => root.replaceChildren(draw(data, root)));
}
