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

// The same page and choices in another version: without charts, or with nothing folded.
function otherVersion(mode, isShown, words, back, title) {
  const link = inside("", { class: "version", title }, isShown ? back : words);
  const renew = () => {
    const address = new URL(window.location.href);
    if (isShown) address.searchParams.delete("mode");
    else address.searchParams.set("mode", mode);
    link.href = address.pathname + address.search;
  };
  renew();
  for (const kind of ["click", "auxclick", "pointerenter", "focus"]) link.addEventListener(kind, renew);
  return link;
}

// The page's own title: what a pinned view is called, and how a recent one is remembered.
function pageTitle() {
  return document.querySelector('[data-testid="stMain"] h1')?.innerText.trim() ?? "";
}

function pinner(root, said) {
  const button = make("button", { type: "button", title: "Keep this view among the pinned ones" }, "Pin");
  button.addEventListener("click", () => {
    root.pin(pageTitle());
    said.textContent = "View pinned";
    button.textContent = "Pinned";
    setTimeout(() => { button.textContent = "Pin"; said.textContent = ""; }, 2000);
  });
  return button;
}

function tourOpener() {
  const button = make("button", { type: "button" }, "Tour");
  button.addEventListener("click", () => window.dispatchEvent(new Event("cdof-tour")));
  return button;
}

// Streamlit opens every link of a text in a new tab; ours lead on inside the app as all others do.
function followTexts() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('[data-testid="stMarkdownContainer"] a[target="_blank"]');
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (/^[a-z]+:|^[/#]/i.test(link.getAttribute("href"))) return;
    event.preventDefault();
    go(link.href);
  });
}

// Going by the navigation, Streamlit first takes what is unfolded out of the address of the page that
// is left, as an entry which going back would meet. The page left keeps it, and comes back as it was.
function keepFolds() {
  const left = new Map();
  // Going back meets a page as it was then, whatever was noted at the last click on it.
  window.addEventListener("popstate", () => left.set(window.location.pathname, foldsIn(new URLSearchParams(window.location.search))));
  document.addEventListener("click", (event) => {
    const choices = new URLSearchParams(window.location.search), folds = foldsIn(choices);
    left.set(window.location.pathname, folds);
    const link = event.target.closest?.('[data-testid="stSidebarNavLink"]');
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const page = new URL(link.href).pathname, asLeft = left.get(page) ?? [];
    if (page === window.location.pathname || !(folds.length || asLeft.length)) return;
    event.preventDefault();
    event.stopPropagation();
    folds.forEach(([name]) => choices.delete(name));
    asLeft.forEach(([name, value]) => choices.set(name, value));
    go(`${page}?${choices}`);
    // Over a phone's page the navigation closes, as it does for Streamlit.
    if (window.innerWidth <= 768) document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
  }, true);
}

// Views this browser looked at lately, kept by the browser alone and never sent anywhere.
const RECENT = "cdof-recent-views";
const KEPT = 12;
function remember() {
  const seen = { title: pageTitle(), href: window.location.href };
  const settled = window.cdofLastSeen;
  window.cdofLastSeen = seen;
  // A page is a view once it has been the same for a while, with its title drawn.
  if (!seen.title || !settled || settled.href !== seen.href || settled.title !== seen.title) return;
  if (new URLSearchParams(window.location.search).has("story")) return;
  try {
    const address = new URL(seen.href);
    const view = { title: seen.title, href: address.pathname.split("/").pop() + address.search };
    const kept = JSON.parse(localStorage.getItem(RECENT) || "[]").filter((item) => item.href !== view.href && item.title !== view.title);
    localStorage.setItem(RECENT, JSON.stringify([view, ...kept].slice(0, KEPT)));
  } catch {
    // A browser that keeps nothing has no recent views.
  }
}

// Streamlit changes its theme without a run; charts are drawn for one and are drawn anew.
function watchTheme(drawAnew) {
  const shown = () => getComputedStyle(document.querySelector('[data-testid="stApp"]')).colorScheme;
  window.cdofDrawsAnew = drawAnew;
  if (window.cdofTheme) return;
  // Windows and menus open outside the app; they are as light or dark as it is.
  const wear = () => {
    window.cdofTheme = shown();
    document.documentElement.style.colorScheme = window.cdofTheme;
  };
  wear();
  setInterval(() => {
    // On paper the app is light whatever theme it wears.
    if (window.matchMedia("print").matches || shown() === window.cdofTheme) return;
    wear();
    window.cdofDrawsAnew(window.cdofTheme);
  }, 500);
}

export default function (component) {
  if (!window.cdofRemembers) window.cdofRemembers = setInterval(remember, 1500);
  if (!window.cdofFollowsTexts) { window.cdofFollowsTexts = true; followTexts(); keepFolds(); }
  const { setTriggerValue } = component;
  watchTheme((theme) => setTriggerValue("theme", theme));
  drawOnce(component, (data, root) => {
    const said = make("span", { class: "unseen", role: "status" });
    const lines = make("div", { class: "text" },
      make("div", {}, make("b", {}, data.area), ` against ${data.benchmark}`),
      make("div", {}, data.snapshot),
      make("div", {}, make("span", { class: data.is_restricted ? "restricted" : null }, data.sensitivity)));
    const drawn = document.createDocumentFragment();
    drawn.append(make("div", { class: "copiers" },
      data.may_pin ? pinner(root, said) : null,
      copier("Copy link", "Link copied", said, () => window.location.href),
      copier("Copy citation", "Citation copied", said, () => citation(data)), tourOpener(),
      otherVersion("text", data.is_text_only, "Text only", "With charts", "This page in words and tables, or with its charts"),
      otherVersion("whole", data.is_unfolded, "Unfold", "Fold", "Everything that this page folds away, as for print, or folded again")), said, lines);
    return drawn;
  });
  const root = component.parentElement.querySelector(".cdof");
  root.pin = (title) => setTriggerValue("pin", title);
}
