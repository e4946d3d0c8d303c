// An interval stands on one line; words about a figure would widen its column and are wrapped.
const isInterval = (text) => /\d/.test(text) && text.length <= 26;
// More rows than a sheet holds as they stand on a screen; columns that half a sheet has room for; words on one line.
const MANY_ROWS = 20, SHORT_ROW = 5, BRIEF = 14;

function content(cell) {
  const words = cell.mark ? chip(cell.mark) : cell.text;
  const linked = !cell.href ? words
    : cell.outside ? make("a", { href: cell.href, target: "_blank", rel: "noopener" }, words, make("span", { class: "unseen" }, " (opens in a new tab)"))
    : change(cell.href, words);
  return [linked, cell.below ? make("small", { class: [!isInterval(cell.below) && "words", /[a-z]{3}/.test(cell.below) && "says"].filter(Boolean).join(" ") || null }, cell.below) : null];
}

// A period is never broken, neither after its dash nor before its year.
const isPeriod = (cell) => cell.text.length <= 12 && /\d–\d|^\D*\d{4}(\/\d\d)?$/.test(cell.text);

// On a phone a few words stand beside the name of their column, where the whole column is so short.
const isShort = (cell) => cell.text.length <= 24 && cell.below.length <= 40;
function shortColumns(data) {
  const rows = data.groups.flatMap((group) => group.rows);
  return data.columns.map((_, i) => rows.every((cells) => isShort(cells[i])));
}

// On paper rows that scroll on a screen are packed: many on a sheet, side by side where they are short.
function onPaper(data) {
  const rows = data.groups.reduce((sum, group) => sum + group.rows.length, 0);
  return data.compact && rows > MANY_ROWS ? ["long", data.columns.length <= SHORT_ROW && "narrow"] : [];
}

// Missing values stay at the end whichever way the rest is sorted.
function sorted(rows, state) {
  if (state.column === null) return rows;
  const missing = (value) => value === null || value === undefined;
  return [...rows].sort((a, b) => {
    const [x, y] = [a[state.column].order, b[state.column].order];
    if (missing(x) || missing(y)) return missing(x) - missing(y);
    return (typeof x === "string" ? x.localeCompare(y, "en") : x - y) * state.direction;
  });
}

function head(data, state, redraw) {
  return make("tr", {}, data.columns.map((name, i) => {
    const kind = data.numbers.includes(i) ? "number" : null;
    if (!data.sortable) return make("th", { scope: "col", class: kind }, name);
    const direction = state.column === i ? (state.direction > 0 ? "ascending" : "descending") : "none";
    const button = make("button", { type: "button" }, name);
    button.addEventListener("click", () => {
      // Up, down, and back to the order of the table.
      if (state.column !== i) Object.assign(state, { column: i, direction: 1 });
      else if (state.direction > 0) state.direction = -1;
      else state.column = null;
      redraw(i);
    });
    return make("th", { scope: "col", class: kind, "aria-sort": direction }, button);
  }));
}

function row(cells, data, isShortAt, isPinned) {
  const kind = (cell, i) => [data.numbers.includes(i) && "number", isPeriod(cell) && "whole", isShortAt[i] && "short", cell.text.length <= BRIEF && "brief"].filter(Boolean).join(" ") || null;
  const isChosen = cells[0]?.chosen;
  const look = ["row", isPinned && "pinned", isChosen && "chosen"].filter(Boolean).join(" ");
  return make("tr", { class: look, "aria-current": isChosen ? "true" : null }, cells.map((cell, i) =>
    i === 0 ? make("th", { scope: "row", class: kind(cell, i) }, ...content(cell), isChosen ? make("span", { class: "unseen" }, " (chosen area)") : null)
      : make("td", { class: kind(cell, i), "data-label": data.labels_cards ? data.columns[i] : null }, ...content(cell))));
}

// A table that is wider than its place scrolls with the keyboard for as long as it is.
function reach(frame, caption) {
  const given = { tabindex: "0", role: "group", "aria-label": caption };
  for (const [name, value] of Object.entries(given)) {
    frame.scrollWidth > frame.clientWidth ? frame.setAttribute(name, value) : frame.removeAttribute(name);
  }
}

export default function (component) {
  drawOnce(component, (data, root) => {
    const state = (root.state ??= { text: "", column: null, direction: 1 });
    // An order by a column that this table has not is given up.
    if (!data.sortable || state.heading !== data.columns[state.column]) state.column = null;
    const body = make("tbody");
    const isShortAt = shortColumns(data);
    const shown = make("span", { class: "shown", role: "status" });
    const heads = make("thead");
    const redraw = (focused) => {
      const wanted = data.search ? state.text.trim().toLowerCase() : "";
      state.heading = data.columns[state.column];
      heads.replaceChildren(head(data, state, redraw));
      if (Number.isInteger(focused)) heads.querySelectorAll("th")[focused].querySelector("button").focus();
      body.replaceChildren(...data.pinned.map((cells) => row(cells, data, isShortAt, true)));
      let count = 0;
      for (const group of data.groups) {
        const rows = group.rows.filter((cells) => !wanted || (group.name + " " + cells.map((cell) => `${cell.text} ${cell.below}`).join(" ")).toLowerCase().includes(wanted));
        count += rows.length;
        if (group.name && rows.length) body.append(make("tr", { class: "group" }, make("th", { colspan: data.columns.length, scope: "colgroup" }, group.name)));
        body.append(...sorted(rows, state).map((cells) => row(cells, data, isShortAt)));
      }
      if (!count) body.append(make("tr", {}, make("td", { colspan: data.columns.length, class: "nothing" }, "Nothing fits this search.")));
      const all = data.groups.reduce((sum, group) => sum + group.rows.length, 0);
      shown.textContent = wanted ? `${count} of ${all}` : `${all}`;
      shown.textContent += ` ${data.noun}`;
    };
    redraw();
    const table = make("table", {}, make("caption", { class: "unseen" }, data.caption), heads, body);
    const drawn = document.createDocumentFragment();
    if (data.search) {
      const search = make("input", { type: "search", placeholder: data.search, "aria-label": data.search, value: state.text });
      search.addEventListener("input", () => { state.text = search.value; redraw(); });
      drawn.append(make("div", { class: "tools" }, search, shown));
    }
    // What scrolls is reached with the keyboard too.
    const scrolls = data.height || data.compact ? { tabindex: 0, role: "group", "aria-label": data.caption, style: data.height ? `max-height:${data.height}px` : null } : {};
    const frame = make("div", { class: ["frame", data.compact && "compact", ...onPaper(data)].filter(Boolean).join(" "), ...scrolls }, table);
    if (!scrolls.role) new ResizeObserver(() => reach(frame, data.caption)).observe(frame);
    drawn.append(frame);
    return drawn;
  });
}
