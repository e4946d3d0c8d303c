// "[Cumberland](?area=E06000063)" inside a sentence becomes a link that changes this one choice and
// keeps the others; nothing else becomes a link.
function changed(change) {
  const choices = new URLSearchParams(window.location.search);
  new URLSearchParams(change).forEach((value, name) => choices.set(name, value));
  return `?${choices}`;
}

function linked(sentence) {
  const parts = sentence.split(/(\[[^\]]*\]\([^)\s]*\))/);
  return parts.map((part) => {
    const found = /^\[([^\]]*)\]\((\?[\w=&%.+:-]*)\)$/.exec(part);
    if (!found) return part;
    const link = inside(changed(found[2]), {}, found[1]);
    // The address may have changed since the note was drawn.
    link.addEventListener("click", () => { link.href = changed(found[2]); });
    return link;
  });
}

export default function (component) {
  drawOnce(component, (data) => make("div", { role: "status" }, data.sentences.map((s) => make("p", {}, ...linked(s)))));
}
