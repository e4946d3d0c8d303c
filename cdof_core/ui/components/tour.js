const SEEN = "cdof-tour-seen";

function wasSeen() {
  try { return localStorage.getItem(SEEN) === "yes"; } catch { return true; }
}

function remember() {
  try { localStorage.setItem(SEEN, "yes"); } catch { /* A browser that keeps nothing is asked again by nobody. */ }
}

export default function (component) {
  drawOnce(component, (data, root) => {
    let at = 0;
    const card = make("section", { class: "card", "aria-label": "Tour", hidden: "" });
    const close = () => { card.setAttribute("hidden", ""); remember(); };
    const show = () => {
      const last = at === data.steps.length - 1;
      const next = make("button", { type: "button", class: "next" }, last ? "Done" : "Next");
      next.addEventListener("click", () => { if (last) close(); else { at += 1; show(); card.querySelector(".next").focus(); } });
      const leave = make("button", { type: "button" }, "Close");
      leave.addEventListener("click", close);
      card.replaceChildren(
        make("p", { class: "soft" }, `${at + 1} of ${data.steps.length}`),
        make("h2", {}, data.steps[at].heading), make("p", {}, data.steps[at].text),
        make("div", { class: "buttons" }, leave, next));
      card.removeAttribute("hidden");
    };
    card.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
    window.removeEventListener("cdof-tour", window.cdofTour);
    window.cdofTour = () => { at = 0; show(); card.querySelector(".next").focus(); };
    window.addEventListener("cdof-tour", window.cdofTour);
    if (data.opens_itself && !wasSeen()) show();
    return card;
  });
}
