// How long to wait for the server before saying that it has not answered.
const PATIENCE = 8000;

function question(choice, name, state) {
  const held = () => state.answers[choice.first]?.[choice.second];
  const clear = make("button", { type: "button", class: "clear" }, "Clear", make("span", { class: "unseen" }, ` ${choice.label}`));
  const box = make("fieldset", { class: choice.options.length > 5 ? "scale" : "pair" }, make("legend", {}, choice.label, clear));
  const row = make("div", { class: "options" });
  const show = () => { clear.hidden = held() === undefined; state.count(); };
  choice.options.forEach(([value, words], at) => {
    const input = make("input", { type: "radio", name, value, id: `${name}-${at}` });
    input.checked = held() === value;
    input.addEventListener("change", () => { (state.answers[choice.first] ??= {})[choice.second] = value; show(); });
    row.append(make("div", { class: "option" }, input, make("label", { for: input.id }, words)));
  });
  clear.addEventListener("click", () => {
    delete state.answers[choice.first]?.[choice.second];
    row.querySelectorAll("input").forEach((input) => { input.checked = false; });
    row.querySelector("input").focus();
    show();
  });
  clear.hidden = held() === undefined;
  box.append(row);
  return box;
}

function vetoes(group, name, state) {
  if (!group.vetoes.length) return null;
  const first = group.choices[0].first;
  const ticks = group.vetoes.map(([key, words], at) => {
    const input = make("input", { type: "checkbox", id: `${name}-veto-${at}` });
    input.checked = state.answers[first]?.[key] === 0;
    input.addEventListener("change", () => { (state.answers[first] ??= {})[key] = input.checked ? 0 : 1; state.count(); });
    return make("div", { class: "tick" }, input, make("label", { for: input.id }, words));
  });
  const more = make("details", {}, make("summary", {}, "Does anything rule it out?"), ticks);
  more.open = ticks.some((tick) => tick.firstChild.checked);
  return more;
}

function groups(data, state) {
  return data.groups.map((group, at) => {
    const heading = group.heading ? make("h2", { id: `group-${at}` }, group.heading) : null;
    const about = group.about ? make("p", { class: "soft" }, group.about) : null;
    const asked = group.choices.map((choice, place) => question(choice, `q-${at}-${place}`, state));
    return make("section", { class: "group", "aria-labelledby": heading ? `group-${at}` : null }, heading, about, asked, vetoes(group, `q-${at}`, state));
  });
}

function send(state, event, value) {
  state.refused = false;
  state.say("Sending …");
  state.waiting = setTimeout(() => state.say("No answer yet. It is sent as soon as the connection is back.", true), PATIENCE);
  state.trigger(event, value);
}

// An answer about a candidate that was taken out would have the whole ballot refused.
function prune(data, answers) {
  const asked = new Set();
  for (const group of data.groups) {
    for (const { first, second } of group.choices) asked.add(JSON.stringify([first, second]));
    for (const [key] of group.vetoes) asked.add(JSON.stringify([group.choices[0].first, key]));
  }
  for (const [first, scores] of Object.entries(answers)) {
    for (const second of Object.keys(scores)) if (!asked.has(JSON.stringify([first, second]))) delete scores[second];
    if (!Object.keys(scores).length) delete answers[first];
  }
}

function build(data, root, state) {
  state.said = make("p", { class: "answer", role: "status" });
  state.say = (words, refused = false) => { state.said.textContent = words; state.said.className = `answer ${words ? (refused ? "refused" : "taken") : ""}`; };
  const tally = make("span", { class: "soft tally" });
  const asked = data.groups.flatMap((group) => group.choices);
  state.count = () => {
    const done = asked.filter((choice) => state.answers[choice.first]?.[choice.second] !== undefined).length;
    tally.textContent = `${done} of ${asked.length} answered`;
  };
  const form = make("form", { novalidate: "" }, groups(data, state));
  let name = null;
  if (data.voter !== null) {
    name = make("input", { id: "voter", type: "text", maxlength: 80, autocomplete: "name" });
    name.value = state.voter ?? data.voter;
    name.addEventListener("input", () => { state.voter = name.value; });
    form.prepend(make("p", { class: "field" }, make("label", { for: "voter" }, "Your name"), name));
  }
  form.append(make("div", { class: "foot" }, make("button", { type: "submit", class: "vote" }, "Vote"), tally, state.said));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(state, "vote", { answers: state.answers, voter: name ? name.value : "" });
  });
  root.replaceChildren(form);
  if (data.takes_ideas) root.append(ideas(data, state));
  state.count();
}

function ideas(data, state) {
  const input = make("input", { id: "idea", type: "text", maxlength: data.longest_idea, autocomplete: "off" });
  input.value = state.idea ?? "";
  input.addEventListener("input", () => { state.idea = input.value; });
  const form = make("form", { class: "idea", novalidate: "" }, make("label", { for: "idea" }, "Something that is missing?"),
    make("div", { class: "line" }, input, make("button", { type: "submit" }, "Send")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    state.clears = () => { input.value = ""; state.idea = ""; };
    send(state, "idea", input.value);
  });
  return form;
}

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  let root = parentElement.querySelector(".cdof");
  if (!root) {
    root = make("div", { class: "cdof" });
    root.state = { answers: structuredClone(data.given), answer: data.answer };
    parentElement.append(root);
  }
  const state = root.state;
  state.trigger = setTriggerValue;
  // What is being chosen is left alone: only other questions are drawn anew.
  const text = JSON.stringify([data.groups, data.takes_ideas, data.voter === null]);
  if (root.drawnFrom !== text) {
    root.drawnFrom = text;
    prune(data, state.answers);
    build(data, root, state);
  }
  if (data.answer !== state.answer) {
    state.answer = data.answer;
    clearTimeout(state.waiting);
    if (!data.is_refused) state.clears?.();
    state.clears = null;
    state.say(data.said, data.is_refused);
  }
}
