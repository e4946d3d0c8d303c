const PINNED = ["england", "region", "chosen"];
const ROWS_TOGETHER = 12;
const CELLS_AT_ONCE = 600;

// What a cell says depends on the choice above the grid; the detail says everything.
function fill(td, cell, data) {
  const [value, mark, trend] = cell;
  const [tone, kind, word, hasValue] = data.marks[mark];
  const [arrow, trendWord, , trendTone] = data.trends[trend];
  const show = data.show;
  if (!hasValue) {
    td.className = "gap";
    td.textContent = value;
  } else if (show === "trend") {
    td.className = `said ${trendTone}`;
    td.textContent = `${arrow} ${trendWord}`;
  } else if (show === "value") {
    td.textContent = value;
  } else if (show === "judgement") {
    td.className = `${tone} m-${kind}`;
    td.textContent = word;
  } else {
    td.className = `${tone} m-${kind}`;
    td.textContent = value;
    if (show === "all") {
      const after = document.createElement("i");
      after.textContent = arrow;
      after.style.setProperty("--after", `var(--${trendTone})`);
      td.append(after);
    }
  }
}

function cellOf(data, m, a) {
  const td = document.createElement("td");
  td.setAttribute("role", "gridcell");
  fill(td, data.cells[m][a], data);
  td.m = m;
  td.a = a;
  td.tabIndex = -1;
  return td;
}

function pin(node, data, a) {
  const role = data.areas[a][2];
  if (!PINNED.includes(role)) return node;
  if (role === "chosen") node.classList.add("chosen");
  if (!data.turned) {
    node.classList.add("pin");
    node.style.setProperty("--n", a);
  }
  return node;
}

// Reached by the arrow keys, not by the tab key: a grid is one stop.
function quiet(link) {
  link.tabIndex = -1;
  return link;
}

function areaLink(data, a) {
  const [code, name] = data.areas[a];
  return code ? quiet(change(`${data.page}?area=${encodeURIComponent(code)}`, name)) : make("span", {}, name);
}

function sortLink(data, measure) {
  const on = data.sorted === measure.id;
  const link = change(`${data.page}?sort=${on ? "name" : encodeURIComponent(measure.id)}`, on ? "↓" : "⇅");
  link.className = on ? "sort on" : "sort";
  const words = on ? `Areas are sorted by ${measure.name}; sort by name` : `Sort areas by ${measure.name}`;
  link.setAttribute("aria-label", words);
  link.title = words;
  link.tabIndex = -1;
  return link;
}

function measureHead(data, m) {
  const measure = data.measures[m];
  const name = quiet(change(`${data.opens}?indicator=${encodeURIComponent(measure.id)}&period=${encodeURIComponent(measure.change.period)}`, measure.name));
  return [name, make("small", {}, [measure.period, measure.unit].filter(Boolean).join(" · "), " ", sortLink(data, measure))];
}

function areaHead(data, a) {
  const about = data.areas[a][3];
  return [areaLink(data, a), about ? make("small", {}, about) : null];
}

function top(content, classes) {
  return make("th", { scope: "col", role: "columnheader", class: `top ${classes || ""}` }, make("div", {}, content));
}

// The first rows are drawn at once, the others when the browser has nothing better to do; the
// space they will take is known from their number, so that nothing moves.
function makeBody(rows, heading) {
  const body = make("tbody", { role: "rowgroup" }, heading);
  body.style.setProperty("--rows", rows.length + (heading ? 1 : 0));
  body.classList.add("waiting");
  body.fill = () => {
    body.append(...rows.map((row) => row()));
    body.classList.remove("waiting");
  };
  body.size = rows.length;
  return body;
}

function fillBodies(bodies, columns) {
  let cells = 0;
  const waiting = bodies.filter((body) => {
    if (cells >= CELLS_AT_ONCE) return true;
    cells += body.size * columns;
    body.fill();
    return false;
  });
  const idle = window.requestIdleCallback || ((work) => setTimeout(work, 30));
  const next = () => {
    const body = waiting.shift();
    if (!body || !body.isConnected) return;
    body.fill();
    idle(next, { timeout: 400 });
  };
  if (waiting.length) setTimeout(() => idle(next, { timeout: 400 }), 60);
}

function measuresDown(data) {
  const head = make("tr", { role: "row" }, make("th", { scope: "col", role: "columnheader", class: "side corner" }, "Measure"),
    data.areas.map((area, a) => pin(top(areaHead(data, a), ""), data, a)));
  const row = (measure, m) => () => {
    const line = make("tr", { role: "row" }, make("th", { scope: "row", role: "rowheader", class: "side" }, ...measureHead(data, m)));
    data.areas.forEach((area, a) => line.append(pin(cellOf(data, m, a), data, a)));
    return line;
  };
  const outcomes = [...new Set(data.measures.map((measure) => measure.outcome))];
  const bodies = outcomes.map((outcome) => makeBody(
    data.measures.map((measure, m) => (measure.outcome === outcome ? row(measure, m) : null)).filter(Boolean),
    make("tr", { class: "group", role: "row" }, make("th", { role: "rowheader" }, make("span", {}, outcome)))));
  fillBodies(bodies, data.areas.length);
  return [make("thead", { role: "rowgroup" }, head), ...bodies];
}

function areasDown(data) {
  const head = make("tr", { role: "row" }, make("th", { scope: "col", role: "columnheader", class: "side corner" }, "Area"),
    data.measures.map((measure, m) => {
      const cell = top(measureHead(data, m), "");
      if (data.sorted === measure.id) cell.setAttribute("aria-sort", "descending");
      return cell;
    }));
  const row = (area, a) => () => {
    const line = make("tr", { role: "row", class: area[2] === "chosen" ? "chosen" : null },
      make("th", { scope: "row", role: "rowheader", class: "side" }, make("span", { class: "line" }, areaHead(data, a))));
    data.measures.forEach((measure, m) => line.append(cellOf(data, m, a)));
    return line;
  };
  const rows = data.areas.map(row);
  const pinned = data.areas.filter((area) => PINNED.includes(area[2])).length;
  const bodies = [];
  for (let first = pinned; first < rows.length; first += ROWS_TOGETHER) bodies.push(makeBody(rows.slice(first, first + ROWS_TOGETHER)));
  fillBodies(bodies, data.measures.length);
  // England and the parent stay in sight with the headings.
  return [make("thead", { role: "rowgroup" }, head, rows.slice(0, pinned).map((line) => line())), ...bodies];
}

function target(data, m, a) {
  const measure = data.measures[m], code = data.areas[a][0];
  const changes = new URLSearchParams({ indicator: measure.id, ...measure.change });
  if (code) changes.set("area", code);
  return `${data.opens}?${changes}`;
}

function detail(data, m, a, box) {
  const [value, mark, trend, count, interval, why, note] = data.cells[m][a];
  const measure = data.measures[m], area = data.areas[a];
  const [tone, kind, word, hasValue] = data.marks[mark];
  const said = [["Value", hasValue ? `${value}${measure.unit && !value.includes("%") && !value.includes("£") ? ` ${measure.unit}` : ""}` : `${value}`],
    ["95% interval", interval || (hasValue ? "none published" : "")], ["Count", count], ["Period", measure.period],
    ["Compared with", measure.benchmark], ["Recent trend", data.trends[trend][2]], ["Why not compared", data.notes[why]], ["Note", data.notes[note]]];
  box.replaceChildren(make("b", {}, area[1]), measure.name,
    make("div", {}, make("span", { class: `chip ${tone}` }, make("span", { class: `m-${kind}`, style: "color:var(--solid)" }), word)),
    make("dl", {}, said.filter(([, text]) => text).flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text)])),
    change(target(data, m, a), "Open this measure"));
  // For fingers: Enter opens the cell, and a link that goes with the cell would take the focus along.
  box.querySelector("a").tabIndex = -1;
}

function place(box, td) {
  const at = td.getBoundingClientRect();
  box.hidden = false;
  const { offsetWidth: width, offsetHeight: height } = box;
  const left = at.right + 8 + width < window.innerWidth ? at.right + 8 : Math.max(8, at.left - width - 8);
  box.style.left = `${left}px`;
  box.style.top = `${Math.max(8, Math.min(at.top - 12, window.innerHeight - height - 8))}px`;
}

// One stop of the tab key; arrows move from there, Enter opens, Escape puts the detail away.
function moveTo(table, from, key) {
  const rows = [...table.rows].filter((row) => !row.classList.contains("group"));
  const y = rows.indexOf(from.closest("tr")), x = from.closest("td, th").cellIndex;
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0], Home: [0, -1e4], End: [0, 1e4] }[key];
  if (!step) return null;
  const clamp = (value, most) => Math.max(0, Math.min(most, value));
  const row = rows[clamp(y + step[0], rows.length - 1)];
  const cell = row.cells[clamp(x + step[1], row.cells.length - 1)];
  return cell.tagName === "TD" ? cell : cell.querySelector("a") || null;
}

function listen(table, box, data) {
  let stop = null;
  const focusable = (node) => {
    if (stop) stop.tabIndex = -1;
    stop = node;
    node.tabIndex = 0;
  };
  const show = (td, touched) => {
    detail(data, td.m, td.a, box);
    box.classList.toggle("touched", touched);
    place(box, td);
  };
  const hide = () => { box.hidden = true; };
  const open = (td) => { detail(data, td.m, td.a, box); box.querySelector("a").click(); };
  let touched = false;
  table.addEventListener("pointerdown", (event) => { touched = event.pointerType !== "mouse"; });
  table.addEventListener("pointerover", (event) => {
    const td = event.target.closest("td");
    if (event.pointerType === "mouse") td ? show(td, false) : hide();
  });
  table.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") hide(); });
  table.addEventListener("click", (event) => {
    const td = event.target.closest("td");
    if (!td) return;
    focusable(td);
    touched ? show(td, true) : open(td);
  });
  table.addEventListener("focusin", (event) => {
    const td = event.target.closest("td");
    if (td && td.matches(":focus-visible")) { td.setAttribute("aria-describedby", "detail"); show(td, false); }
  });
  table.addEventListener("focusout", hide);
  table.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return hide();
    const td = event.target.closest("td");
    if (td && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); return open(td); }
    const next = moveTo(table, event.target, event.key);
    if (next) { event.preventDefault(); focusable(next); next.focus(); next.scrollIntoView({ block: "nearest", inline: "nearest" }); }
  });
  const first = table.querySelector("td");
  if (first) focusable(first);
}

export default function (component) {
  drawOnce(component, (data) => {
    const wide = ["judgement", "trend"].includes(data.show) ? " wide" : "";
    const table = make("table", { role: "grid", "aria-label": data.caption }, ...(data.turned ? areasDown(data) : measuresDown(data)));
    const box = make("div", { class: "detail", id: "detail", role: "tooltip", hidden: "" });
    listen(table, box, data);
    const frame = make("div", { class: `frame${wide}` }, table);
    frame.addEventListener("scroll", () => { box.hidden = true; }, { passive: true });
    const drawn = document.createDocumentFragment();
    drawn.append(frame, make("p", { class: "hint" }, "Point at a cell for count, interval and reason; select it to open the measure. Arrow keys move from cell to cell."), box);
    return drawn;
  });
}
