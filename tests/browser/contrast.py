"""Whether text can be told from what is behind it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

AA = 4.5
"""Contrast of text that WCAG 2.2 asks for at level AA."""

CONTRASTS = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const channel = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const texts = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility() && !one.disabled
    && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  return texts.map((one) => {
    const [high, low] = [light(rgba(getComputedStyle(one).color)), light(behind(one))].sort((a, b) => b - a);
    return [(high + 0.05) / (low + 0.05), one.outerHTML.slice(0, 120)];
  });
}
"""


def too_faint(page: "Page") -> tuple[int, list[tuple[float, str]]]:
    """How many elements of the page show text, and those of too little contrast with how much they have."""
    found = page.evaluate(CONTRASTS)
    return len(found), [(round(ratio, 2), text) for ratio, text in found if ratio < AA]
