// "[Cumberland](?area=E06000063)" inside a sentence becomes a link that changes this one choice and
// keeps the others; nothing else becomes a link.
function linked(sentence) {
  const parts = sentence.split(/(\[[^\]]*\]\([^)\s]*\))/);
  return parts.map((part) => {
    const found = /^\[([^\]]*)\]\((\?[\w=&%.+:-]*)\)$/.exec(part);
    return found ? change(found[2], found[1]) : part;
  });
}

export default function (component) {
  drawOnce(component, (data) => make("div", { role: "status" }, data.sentences.map((s) => make("p", {}, ...linked(s)))));
}
