// Long enough for a word to be typed, short enough to feel at once.
const WAIT = 250;

function results(data) {
  const drawn = document.createDocumentFragment();
  for (const group of data.groups) {
    drawn.append(make("h2", {}, group.heading), make("ul", {}, group.items.map((item) => make("li", {},
      inside(item.href, {}, make("b", {}, item.name),
        item.why ? make("small", {}, item.why) : null, item.about ? make("small", {}, item.about) : null)))));
    if (group.more) drawn.append(make("p", { class: "more" }, group.more));
  }
  return drawn;
}

// What this browser looked at lately; it alone keeps that.
function recentViews() {
  let kept = [];
  try {
    kept = JSON.parse(localStorage.getItem("cdof-recent-views") || "[]");
  } catch {
    return document.createDocumentFragment();
  }
  const known = kept.filter((item) => typeof item?.title === "string" && typeof item?.href === "string" && !/^[a-z]+:|^\/\//i.test(item.href) && !item.href.startsWith("find"));
  if (!known.length) return document.createDocumentFragment();
  return results({ groups: [{ heading: "Recent views", more: "", items: known.slice(0, 8).map((item) => ({ name: item.title, href: item.href || "./" })) }] });
}

function build(root, state) {
  const id = "finder-field";
  const input = make("input", { id, type: "search", maxlength: 80, autocomplete: "off", spellcheck: "false" });
  const said = make("p", { class: "said", role: "status" });
  const list = make("div");
  const links = () => [...list.querySelectorAll("a")];
  const send = () => { clearTimeout(state.timer); if (input.value !== state.sent) { state.sent = input.value; state.set("query", input.value); } };
  input.addEventListener("input", () => { state.opens = false; clearTimeout(state.timer); state.timer = setTimeout(send, WAIT); });
  root.addEventListener("keydown", (event) => {
    const all = links();
    const at = all.indexOf(event.target);
    if (event.target === input && event.key === "Enter") {
      event.preventDefault();
      // Results of what was typed last are on their way.
      if (input.value === state.shown) all[0]?.click(); else { state.opens = true; send(); }
    } else if (event.key === "ArrowDown" && all[at + 1]) {
      event.preventDefault();
      all[at + 1].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (all[at - 1] ?? input).focus();
    } else if (event.key === "Escape" && at >= 0) {
      input.focus();
    }
  });
  root.append(make("div", { class: "field" }, state.label = make("label", { for: id }), make("span", { class: "hint" }, "↓ and ↑ move, Enter opens the first")), input, said, list);
  Object.assign(state, { input, said, list, links });
  // A page that was opened to find something is ready for it.
  requestAnimationFrame(() => input.focus({ preventScroll: true }));
}

export default function (component) {
  const { parentElement, data, setStateValue } = component;
  let root = parentElement.querySelector(".cdof");
  if (!root) {
    root = make("div", { class: "cdof" });
    root.state = { sent: data.query };
    build(root, root.state);
    followInside(root);
    parentElement.append(root);
    root.state.input.value = data.query;
  }
  const state = root.state;
  state.set = setStateValue;
  const text = JSON.stringify(data);
  if (root.drawnFrom === text) return;
  root.drawnFrom = text;
  state.label.textContent = data.label;
  state.input.placeholder = data.placeholder;
  // Going back changes the words; what is being typed is left alone.
  if (data.query !== state.sent && data.query !== state.shown) { state.input.value = data.query; state.sent = data.query; }
  state.shown = data.query;
  state.said.textContent = data.summary;
  state.list.replaceChildren(results(data));
  if (!data.query) state.list.append(recentViews());
  if (state.opens && state.input.value === data.query) { state.opens = false; state.links()[0]?.click(); }
}
