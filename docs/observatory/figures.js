// Puts a view that answers to the pointer in place of each picture. Where that fails the picture stays.
"use strict";
(() => {
  const figures = document.querySelectorAll(".observatory-figure");
  if (!figures.length || typeof vegaEmbed !== "function") return;

  const tooltip = document.createElement("div");
  tooltip.className = "observatory-tooltip";
  tooltip.hidden = true;
  document.body.append(tooltip);

  const number = (value) => value.toLocaleString("en", { maximumSignificantDigits: 4 });
  const percent = (value) => `${number(100 * value)} %`;
  const text = (value) => String(value);

  // What is told of a mark: the field of its data, its name, and how it is written.
  const TOLD = {
    "final-share": [["end", "share of the final run", percent], ["measure", "of", text]],
    "ghg-per-accelerator-hour": [
      ["x", "kgCO2e per accelerator-hour", number], ["low", "low", number], ["high", "high", number],
      ["basis", "basis", text], ["status", "data", text],
    ],
    "stages": [["stage", "stage", text], ["hours", "accelerator-hours", number]],
    "declared-and-rebased": [["x", "tCO2e", number], ["which", "", text]],
    "levels": [["year", "", text], ["level", "level", text], ["count", "disclosures", number]],
  };

  function line(value) {
    const made = document.createElement("div");
    made.textContent = value;
    return made;
  }

  function tell(name, event, datum) {
    const about = datum && typeof datum === "object" ? datum.subject || datum.developer : "";
    tooltip.hidden = !about;
    if (!about) return;
    const told = TOLD[name].filter(([field]) => datum[field] !== null && datum[field] !== undefined);
    const lines = told.map(([field, title, written]) => line(`${title} ${written(datum[field])}`.trim()));
    const more = datum.recomputed ? [line("recomputed, no figure of the source")] : [];
    const head = line(about);
    head.className = "about";
    tooltip.replaceChildren(head, ...lines, ...more);
    const left = Math.min(event.clientX + 12, window.innerWidth - tooltip.offsetWidth - 8);
    const top = Math.min(event.clientY + 12, window.innerHeight - tooltip.offsetHeight - 8);
    tooltip.style.transform = `translate(${Math.max(left, 0)}px, ${Math.max(top, 0)}px)`;
  }

  const isDark = () => document.body.dataset.mdColorScheme === "slate";

  async function draw(figure) {
    const name = figure.dataset.figure;
    const theme = isDark() ? "-dark" : "";
    const answer = await fetch(`${name}${theme}.vl.json`);
    if (!answer.ok) return;
    const specification = await answer.json();
    const config = { ...specification.config, mark: { ...specification.config.mark, tooltip: { content: "data" } } };
    const view = document.createElement("div");
    view.className = "view";
    view.setAttribute("role", "img");
    view.setAttribute("aria-label", figure.querySelector("img").alt);
    await vegaEmbed(view, { ...specification, config, $schema: undefined }, {
      mode: "vega-lite",
      ast: true, // expressions are interpreted, so that the page needs no right to evaluate code
      renderer: "svg",
      actions: false,
      defaultStyle: false,
      tooltip: (handler, event, item, datum) => tell(name, event, datum),
    });
    figure.querySelector(".view")?.remove();
    figure.append(view);
    figure.classList.add("live");
  }

  function drawn(figure) {
    draw(figure).catch(() => figure.classList.remove("live"));
  }

  const seen = new Set();
  const watch = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      seen.add(target);
      drawn(target);
    }
  }, { rootMargin: "400px" });
  figures.forEach((figure) => watch.observe(figure));
  new MutationObserver(() => seen.forEach(drawn)).observe(document.body, {
    attributeFilter: ["data-md-color-scheme"],
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") tooltip.hidden = true;
  });
})();
