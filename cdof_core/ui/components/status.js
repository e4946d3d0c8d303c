async function copyAddress(button, said) {
  const address = window.location.href;
  try {
    await navigator.clipboard.writeText(address);
  } catch {
    // Without a secure address the browser keeps its clipboard; the old way still works there.
    const field = make("textarea", { style: "position:fixed;opacity:0" });
    field.value = address;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  said.textContent = "Link copied";
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = "Copy link"; said.textContent = ""; }, 2000);
}

export default function (component) {
  drawOnce(component, (data, root) => {
    const button = make("button", { type: "button" }, "Copy link");
    const said = make("span", { class: "unseen", role: "status" });
    button.addEventListener("click", () => copyAddress(button, said));
    const lines = make("div", { class: "text" },
      make("div", {}, make("b", {}, data.area), ` against ${data.benchmark}`),
      make("div", {}, `${data.snapshot} · `, make("span", { class: data.is_restricted ? "restricted" : null }, data.sensitivity)));
    const drawn = document.createDocumentFragment();
    drawn.append(button, said, lines);
    return drawn;
  });
}
