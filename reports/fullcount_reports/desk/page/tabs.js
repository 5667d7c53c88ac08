// @ts-check
/** Tabs with one stop for the Tab key; arrows, Home and End move between them. */

/**
 * @param {HTMLElement} list the element with role tablist
 * @param {(name: string) => void} [chosen]
 * @returns {(name: string, focus?: boolean) => void} shows the tab of that panel
 */
export function tabs(list, chosen = () => {}) {
  const all = /** @type {HTMLElement[]} */ ([...list.querySelectorAll('[role="tab"]')]);
  const name = (/** @type {HTMLElement} */ tab) => tab.getAttribute("aria-controls") ?? "";

  function show(/** @type {HTMLElement} */ tab, focus = false) {
    for (const other of all) {
      const on = other === tab;
      other.setAttribute("aria-selected", String(on));
      other.tabIndex = on ? 0 : -1;
      /** @type {HTMLElement} */ (document.getElementById(name(other))).hidden = !on;
    }
    if (focus) tab.focus();
    chosen(name(tab));
  }

  const moves = /** @type {Record<string, (at: number) => number>} */ ({
    ArrowRight: (at) => (at + 1) % all.length,
    ArrowLeft: (at) => (at + all.length - 1) % all.length,
    Home: () => 0,
    End: () => all.length - 1,
  });
  list.addEventListener("keydown", (event) => {
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    show(all[move(all.indexOf(/** @type {HTMLElement} */ (document.activeElement)))], true);
  });
  for (const tab of all) tab.addEventListener("click", () => show(tab));
  return (wanted, focus = false) => {
    const tab = all.find((one) => name(one) === wanted);
    if (tab) show(tab, focus);
  };
}
