const SPINE = 132;
const SPARK = 60;
const HIGH = 24;

function spine(row) {
  const place = row.spine;
  if (!place) return make("span", { class: "soft" }, row.spine_text || "");
  const at = (share) => 6 + share * (SPINE - 12);
  const bar = (from, to, top, height, name) =>
    make("rect", { x: at(from), y: top, width: Math.max(at(to) - at(from), 1), height, rx: 2, class: name });
  const half = place.p25 === null ? null : bar(place.p25, place.p75, 7, 10, "half");
  const marker = place.marker === null ? null : make("g", { class: "marker" }, shape(row.mark.shape, at(place.marker), 12, 5.6));
  // The second area is hollow, so that it is told apart without its colour.
  const second = place.beside === null || !row.beside?.mark ? null : make("g", { class: `beside ${row.beside.mark.tone}` }, shape(row.beside.mark.shape, at(place.beside), 12, 4.6));
  const drawn = make("svg", { class: `spine ${row.mark.tone}`, width: SPINE, height: HIGH, role: "img", "aria-label": row.spine_text },
    bar(place.low, place.high, 7, 10, "range"), half,
    make("line", { x1: at(0.5), x2: at(0.5), y1: 2, y2: 22 }), marker, second);
  return [drawn, make("div", { class: "ends", "aria-hidden": "true" }, make("span", {}, place.low_word), make("span", {}, place.high_word))];
}

// A gap in the figures is a gap in the line: segments are drawn one by one.
function spark(row) {
  const known = row.spark.filter((value) => value !== null);
  if (known.length < 2) return null;
  const low = Math.min(...known), spread = Math.max(...known) - low || 1;
  const x = (i) => 4 + (i * (SPARK - 8)) / (row.spark.length - 1);
  const y = (value) => HIGH - 4 - ((value - low) * (HIGH - 8)) / spread;
  const segments = [[]];
  row.spark.forEach((value, i) => (value === null ? segments.push([]) : segments.at(-1).push(`${x(i)},${y(value)}`)));
  const last = row.spark.findLastIndex((value) => value !== null);
  return make("svg", { class: "spark", width: SPARK, height: HIGH, role: "img", "aria-label": row.spark_text },
    segments.filter((points) => points.length > 1).map((points) => make("polyline", { points: points.join(" ") })),
    make("circle", { cx: x(last), cy: y(row.spark[last]), r: 3 }));
}

// What is not tested says so in one word; its reason is for those who point at it or listen.
function recent(row) {
  const words = row.trend_reason
    ? make("span", { class: "trend", title: row.trend_reason }, row.trend, make("span", { class: "unseen" }, `: ${row.trend_reason}`))
    : make("span", { class: "trend tested" }, row.trend);
  return make("td", { class: "recent" }, make("div", {}, spark(row), words));
}

function beside(row, data) {
  const { value, interval, note, mark } = row.beside;
  return make("td", { class: "number second", "data-label": data.beside }, value, interval ? make("small", {}, interval) : null, note ? make("small", {}, note) : null, mark ? chip(mark) : null);
}

// Where there is room for two comparators, the one judged against is among them.
const isSpared = (data, i) => i > 0 && i !== Math.max(data.judged_against, 1);

function line(row, data, flat) {
  const under = [row.unit, row.note, flat ? row.outcome : null].filter(Boolean);
  const number = (text, small, name, label, detail) => make("td", { class: `number ${name}`, "data-label": label, title: detail || null }, text, small ? make("small", {}, small) : null, detail ? make("span", { class: "unseen" }, ` ${detail}`) : null);
  return make("tr", { class: "row", "data-indicator": row.indicator_id },
    make("th", { scope: "row" }, inside(row.href, {}, row.name), warning(row.warning), under.length ? make("span", { class: "note" }, ` ${under.join(" · ")}`) : null),
    make("td", { class: "period" }, row.period),
    number(row.count, "", "count", row.count.includes("£") ? "Amount" : "Count"),
    number(row.value, row.interval, "own", data.area),
    row.beside ? beside(row, data) : null,
    row.benchmarks.map((cell, i) => number(cell.text, cell.basis, `benchmark${isSpared(data, i) ? " wide" : ""}`, data.benchmarks[i], cell.detail)),
    make("td", { class: "judgement" }, chip(row.mark, row.reason), row.reason ? make("span", { class: "unseen" }, row.reason) : null),
    make("td", { class: "position" }, spine(row)),
    recent(row));
}

function columns(data) {
  const text = (key) => (row) => (row[key] || "").toLowerCase();
  const numeric = (key) => (row) => row.order[key];
  return [
    ["Measure", "", text("name")],
    ["Period", "", text("period")],
    ["Count", "number count", numeric("count")],
    [data.area, "number", numeric("value")],
    ...(data.beside ? [[data.beside, "number", null]] : []),
    ...data.benchmarks.map((name, i) => [name, `number${isSpared(data, i) ? " wide" : ""}`, null]),
    ["Judgement", "", numeric("judgement")],
    [data.spine_heading, "", numeric("position")],
    ["Recent trend", "", text("trend")],
  ];
}

// Missing values stay at the end whichever way the rest is sorted.
function sorted(rows, key, direction) {
  const missing = (value) => value === null || value === undefined || value === "";
  return [...rows].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (missing(x) || missing(y)) return missing(x) - missing(y);
    return (x < y ? -1 : x > y ? 1 : 0) * direction;
  });
}

function body(data, state) {
  const wanted = (row) =>
    (!state.outcome || row.outcome === state.outcome) && (!state.word || row.mark.word === state.word) &&
    (!state.text || `${row.name} ${row.outcome}`.toLowerCase().includes(state.text));
  const rows = data.rows.filter(wanted);
  const width = columns(data).length;
  const made = make("tbody");
  if (!rows.length) made.append(make("tr", {}, make("td", { colspan: width, class: "nothing" }, "No measure fits these filters.")));
  if (state.column !== null) {
    made.append(...sorted(rows, columns(data)[state.column][2], state.direction).map((row) => line(row, data, true)));
  } else {
    for (const outcome of [...new Set(rows.map((row) => row.outcome))]) {
      made.append(make("tr", { class: "group" }, make("th", { colspan: width, scope: "colgroup" }, outcome)));
      made.append(...rows.filter((row) => row.outcome === outcome).map((row) => line(row, data, false)));
    }
  }
  return [made, rows.length];
}

function head(data, state, redraw) {
  const cells = columns(data).map(([name, kind, key], index) => {
    if (!key) return make("th", { scope: "col", class: kind }, make("span", {}, name));
    const direction = state.column === index ? (state.direction > 0 ? "ascending" : "descending") : "none";
    const button = make("button", { type: "button" }, name);
    button.addEventListener("click", () => {
      // Up, down, and back to the order of the framework.
      if (state.column !== index) Object.assign(state, { column: index, direction: 1 });
      else if (state.direction > 0) state.direction = -1;
      else state.column = null;
      redraw(index);
    });
    return make("th", { scope: "col", class: kind, "aria-sort": direction }, button);
  });
  return make("thead", {}, make("tr", {}, cells));
}

function chooser(label, values, onChange) {
  const menu = make("select", { "aria-label": label }, make("option", { value: "" }, label), values.map((value) => make("option", { value }, value)));
  menu.addEventListener("change", () => onChange(menu.value));
  return menu;
}

export default function (component) {
  drawOnce(component, (data, root) => {
    const state = (root.state ??= { text: "", outcome: "", word: "", column: null, direction: 1 });
    const shown = make("span", { class: "shown", role: "status" });
    const table = make("table", {}, make("caption", { class: "unseen" }, data.caption));
    const redraw = (focused) => {
      const [rows, count] = body(data, state);
      table.querySelectorAll("thead, tbody").forEach((part) => part.remove());
      table.append(head(data, state, redraw), rows);
      shown.textContent = `${count} of ${data.rows.length} measures`;
      if (Number.isInteger(focused)) table.querySelectorAll("thead th")[focused].querySelector("button")?.focus();
    };
    table.addEventListener("click", (event) => {
      // The whole row opens what its link opens; selecting text in it does not.
      const row = event.target.closest("tr.row");
      if (row && !event.target.closest("a") && !String(window.getSelection())) row.querySelector("a").click();
    });
    const search = make("input", { type: "search", placeholder: "Find a measure", "aria-label": "Find a measure", value: state.text });
    search.addEventListener("input", () => { state.text = search.value.trim().toLowerCase(); redraw(); });
    const distinct = (values) => [...new Set(values)];
    const outcomes = chooser("All outcomes", distinct(data.rows.map((row) => row.outcome)), (value) => { state.outcome = value; redraw(); });
    const words = chooser("All judgements", distinct(data.rows.map((row) => row.mark.word)), (value) => { state.word = value; redraw(); });
    // A choice that this area's measures do not offer is given up.
    outcomes.value = state.outcome;
    words.value = state.word;
    Object.assign(state, { outcome: outcomes.value, word: words.value });
    redraw();
    const drawn = document.createDocumentFragment();
    drawn.append(make("div", { class: "tools" }, search, outcomes, words, shown), make("div", { class: "frame", tabindex: "-1" }, table));
    return drawn;
  });
}
