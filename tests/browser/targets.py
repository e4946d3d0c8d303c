"""How large what is pressed must be, and whether it is."""

from playwright.sync_api import Page

SMALLEST = 24
"""Pixels each way: WCAG 2.2, success criterion 2.5.8. Links inside text and tables are excepted."""

_OURS = """(smallest) => {
  const small = [];
  const look = (root, isOurs) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) look(node.shadowRoot, true);
      const isPressed = node.matches("button, summary, select, input, a.sort, a.version");
      if (!isOurs || !isPressed) continue;
      const { width, height } = node.getBoundingClientRect();
      if (width > 1 && height > 1 && Math.min(width, height) < smallest - 0.1)
        small.push(`${node.getAttribute("aria-label") || node.textContent} ${width} x ${height}`);
    }
  };
  look(document.querySelector(".stMain"), false);
  return small;
}"""


def small_targets(page: Page) -> list[tuple[str, str]]:
    """Return what of our own components is too small to be pressed, as axe's findings look."""
    return [("target-size", said) for said in page.evaluate(_OURS, SMALLEST)]
