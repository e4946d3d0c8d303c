const STEPS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back" };

// Keys step through the story unless something on the page needs them itself.
function isTyping() {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return Boolean(at?.closest?.('input, textarea, select, [contenteditable="true"], [role="combobox"], [role="tab"], [role="slider"], [role="radio"], [role="grid"]'));
}

function step(href, name, words) {
  // At an end the button stays in its place, so that nobody presses another one by habit.
  return href ? inside(href, { class: `step ${name}` }, words) : make("span", { class: "step off", "aria-disabled": "true" }, words);
}

export default function (component) {
  drawOnce(component, (data, root) => {
    const notes = make("div", { class: "notes", hidden: "" }, data.note || "No note to this view.");
    const open = (wanted) => {
      root.showsNotes = wanted;
      notes.toggleAttribute("hidden", !wanted);
      toggle.setAttribute("aria-expanded", String(wanted));
    };
    const toggle = make("button", { type: "button", class: "toggle" }, "Notes");
    toggle.addEventListener("click", () => open(!root.showsNotes));
    open(Boolean(root.showsNotes));
    const bar = make("nav", { class: "bar", "aria-label": `Story: ${data.story}` },
      step(data.previous, "back", "← Back"),
      make("span", { class: "where", role: "status" }, make("b", {}, `${data.position} of ${data.count}`), ` ${data.title}`),
      toggle, inside(data.leave, { class: "leave" }, "Leave"),
      step(data.following, "next", "Next →"));
    document.removeEventListener("keydown", window.cdofStoryKeys);
    window.cdofStoryKeys = (event) => {
      if (!root.isConnected || event.ctrlKey || event.metaKey || event.altKey || isTyping()) return;
      const wanted = STEPS[event.key];
      const link = wanted && bar.querySelector(`a.${wanted}`);
      if (link) { event.preventDefault(); link.click(); }
      if (event.key.toLowerCase() === "n") open(!root.showsNotes);
    };
    document.addEventListener("keydown", window.cdofStoryKeys);
    const drawn = document.createDocumentFragment();
    drawn.append(notes, bar);
    return drawn;
  });
}
