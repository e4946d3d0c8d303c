async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without a secure address the browser keeps its clipboard; the old way still works there.
    const field = make("textarea", { style: "position:fixed;opacity:0" });
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

// What the page says of itself when the button is pressed: its title, whose figures it shows.
function citation(data) {
  const title = document.querySelector('[data-testid="stMain"] h1')?.innerText.trim() ?? document.title;
  const publishers = document.querySelector(".cdof-cited")?.textContent;
  const parts = [/[.?!]$/.test(title) ? title : `${title}.`, `${data.area} against ${data.benchmark}.`, `Combating drugs needs explorer, ${data.snapshot.replace(/^S/, "s").replace(/ · (\w+)$/, " ($1)")}.`];
  if (publishers) parts.push(`Figures: ${publishers}.`);
  return [...parts, window.location.href].join(" ");
}

function copier(words, done, said, text) {
  const button = make("button", { type: "button" }, words);
  button.addEventListener("click", async () => {
    await copy(text());
    said.textContent = done;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = words; said.textContent = ""; }, 2000);
  });
  return button;
}

// The same page and choices without charts, or with them again.
function otherVersion(data) {
  const link = inside("", { class: "version" }, data.is_text_only ? "With charts" : "Text only");
  const renew = () => {
    const address = new URL(window.location.href);
    if (data.is_text_only) address.searchParams.delete("mode");
    else address.searchParams.set("mode", "text");
    link.href = address.pathname + address.search;
  };
  renew();
  for (const kind of ["click", "auxclick", "pointerenter", "focus"]) link.addEventListener(kind, renew);
  return link;
}

export default function (component) {
  drawOnce(component, (data, root) => {
    const said = make("span", { class: "unseen", role: "status" });
    const lines = make("div", { class: "text" },
      make("div", {}, make("b", {}, data.area), ` against ${data.benchmark}`),
      make("div", {}, data.snapshot),
      make("div", {}, make("span", { class: data.is_restricted ? "restricted" : null }, data.sensitivity)));
    const drawn = document.createDocumentFragment();
    drawn.append(make("div", { class: "copiers" },
      copier("Copy link", "Link copied", said, () => window.location.href),
      copier("Copy citation", "Citation copied", said, () => citation(data)), otherVersion(data)), said, lines);
    return drawn;
  });
}
