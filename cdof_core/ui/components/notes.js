// "[Cumberland](indicator?area=E06000063)" inside a sentence becomes a link; nothing else does.
function linked(sentence) {
  const parts = sentence.split(/(\[[^\]]*\]\([^)\s]*\))/);
  return parts.map((part) => {
    const found = /^\[([^\]]*)\]\(((?:\.\/|[a-z_]+)?\?[\w=&%.+:-]*)\)$/.exec(part);
    return found ? inside(found[2], {}, found[1]) : part;
  });
}

export default function (component) {
  drawOnce(component, (data) => make("div", { role: "status" }, data.sentences.map((s) => make("p", {}, ...linked(s)))));
}
