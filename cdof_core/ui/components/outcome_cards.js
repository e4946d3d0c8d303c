function measure(row) {
  const cells = [
    make("span", { class: "name" }, row.name, warning(row.warning)),
    make("span", { class: "value" }, row.value, row.unit ? make("small", {}, ` ${row.unit}`) : null),
    make("span", { class: "about" }, row.about.map((line) => make("span", {}, line))),
    make("span", { class: "state" }, chip(row.mark, row.reason), row.reason ? make("span", { class: "unseen" }, `: ${row.reason}`) : null),
  ];
  const content = row.href ? inside(row.href, { class: "row", "data-indicator": row.indicator_id }, ...cells) : make("div", { class: "row" }, ...cells);
  return make("li", {}, content);
}

function absent(card) {
  if (!card.absent.length) return null;
  return make("details", { class: "absent" }, make("summary", {}, card.absent_summary),
    make("ul", {}, card.absent.map((sentence) => make("li", {}, sentence))));
}

export default function (component) {
  drawOnce(component, (data) =>
    make("div", { class: "cards" }, data.cards.map((card) =>
      make("section", { class: "card", "aria-label": card.name },
        make("h3", {}, card.name), make("p", { class: "question" }, card.about),
        make("ul", {}, card.rows.map(measure)), absent(card)))));
}
