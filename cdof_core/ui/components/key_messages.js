export default function (component) {
  drawOnce(component, (data) =>
    make("section", { class: "says", "aria-label": data.heading },
      make("ul", {}, data.messages.map((message) =>
        make("li", {}, message.headline ? make("b", {}, message.headline, " ") : null, message.text,
          message.href ? [" ", inside(message.href, {}, message.link)] : null)))));
}
