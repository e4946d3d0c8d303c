export default function (component) {
  drawOnce(component, (data) =>
    make("div", { class: "legend", role: "group", "aria-label": "What the marks mean" },
      data.marks.map((mark) => chip(mark)), data.sentence ? make("span", {}, data.sentence) : null));
}
