// An interval stands on one line; a sentence about a figure would widen its column and is wrapped.
const LONGEST_LINE = 26;

function content(cell) {
  const words = cell.mark ? chip(cell.mark) : cell.text;
  const linked = !cell.href ? words
    : cell.outside ? make("a", { href: cell.href, target: "_blank", rel: "noopener" }, words, make("span", { class: "unseen" }, " (opens in a new tab)"))
    : change(cell.href, words);
  return [linked, cell.below ? make("small", { class: cell.below.length > LONGEST_LINE ? "words" : null }, cell.below) : null];
}

// A period is never broken after its dash.
const isPeriod = (cell) => cell.text.length <= 12 && /\d–\d/.test(cell.text);

// On a phone a few words stand beside the name of their column, where the whole column is so short.
const isShort = (cell) => cell.text.length <= 24 && cell.below.length <= 40;
function shortColumns(data) {
  const rows = data.groups.flatMap((group) => group.rows);
  return data.columns.map((_, i) => rows.every((cells) => isShort(cells[i])));
}

function row(cells, data, isShortAt) {
  const kind = (cell, i) => [data.numbers.includes(i) && "number", isPeriod(cell) && "whole", isShortAt[i] && "short"].filter(Boolean).join(" ") || null;
  return make("tr", { class: "row" }, cells.map((cell, i) =>
    i === 0 ? make("th", { scope: "row", class: kind(cell, i) }, ...content(cell))
      : make("td", { class: kind(cell, i), "data-label": data.labels_cards ? data.columns[i] : null }, ...content(cell))));
}

export default function (component) {
  drawOnce(component, (data, root) => {
    const body = make("tbody");
    const isShortAt = shortColumns(data);
    const shown = make("span", { class: "shown", role: "status" });
    const redraw = (wanted) => {
      body.replaceChildren();
      let count = 0;
      for (const group of data.groups) {
        const rows = group.rows.filter((cells) => !wanted || (group.name + " " + cells.map((cell) => `${cell.text} ${cell.below}`).join(" ")).toLowerCase().includes(wanted));
        count += rows.length;
        if (group.name && rows.length) body.append(make("tr", { class: "group" }, make("th", { colspan: data.columns.length, scope: "colgroup" }, group.name)));
        body.append(...rows.map((cells) => row(cells, data, isShortAt)));
      }
      if (!count) body.append(make("tr", {}, make("td", { colspan: data.columns.length, class: "nothing" }, "Nothing fits this search.")));
      const all = data.groups.reduce((sum, group) => sum + group.rows.length, 0);
      shown.textContent = wanted ? `${count} of ${all}` : `${all}`;
      shown.textContent += ` ${data.noun}`;
    };
    redraw("");
    const table = make("table", {}, make("caption", { class: "unseen" }, data.caption),
      make("thead", {}, make("tr", {}, data.columns.map((name, i) => make("th", { scope: "col", class: data.numbers.includes(i) ? "number" : null }, name)))), body);
    const drawn = document.createDocumentFragment();
    if (data.search) {
      const search = make("input", { type: "search", placeholder: data.search, "aria-label": data.search });
      search.addEventListener("input", () => redraw(search.value.trim().toLowerCase()));
      drawn.append(make("div", { class: "tools" }, search, shown));
    }
    // What scrolls is reached with the keyboard too.
    const scrolls = data.height || data.compact ? { tabindex: 0, role: "region", "aria-label": data.caption, style: data.height ? `max-height:${data.height}px` : null } : {};
    drawn.append(make("div", { class: data.compact ? "frame compact" : "frame", ...scrolls }, table));
    return drawn;
  });
}
