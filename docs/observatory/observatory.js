// Sorts and filters the table of the observatory. Without it the table stands as it is.
"use strict";
(() => {
  const table = document.querySelector(".observatory-table");
  const controls = document.querySelector(".observatory-controls");
  if (!table || !controls) return;

  const heads = [...table.tHead.rows[0].cells];
  const bodies = [...table.tBodies].map((body) => ({ body, rows: [...body.rows].slice(1) }));
  const rows = bodies.flatMap((group) => group.rows);
  const words = new Map(rows.map((row) => [row, folded(row.textContent)]));
  const sizes = new Map();
  for (const cell of table.querySelectorAll("td[data-group]")) {
    sizes.set(cell.dataset.group, (sizes.get(cell.dataset.group) || 0) + 1);
  }
  const sorting = { column: -1, down: false };

  const FILTERS = [
    ["work", "Work counted", (row) => [row.parentNode.dataset.work]],
    ["organisation", "Organisation", facetsOf(1)],
    ["year", "Year", facetsOf(2)],
    ["energy", "Energy boundary", facetsOf(3)],
    ["ghg", "Basis of greenhouse gases", facetsOf(4)],
    ["level", "Level", facetsOf(6)],
    ["evidence", "Evidence", facetsOf(7)],
    ["data", "Data", facetsOf(8)],
  ];

  function folded(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function facetsOf(column) {
    return (row) => (row.cells[column].dataset.facets || "").split("; ");
  }

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function labelled(text, field) {
    return element("label", {}, element("span", { textContent: text }), field);
  }

  const search = element("input", { type: "search", name: "q", autocomplete: "off", spellcheck: false });
  const selects = FILTERS.map(([name, title, facets]) => {
    const found = [...new Set(rows.flatMap(facets))];
    if (name !== "work") found.sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
    const choices = found.map((value) => element("option", { value, textContent: value }));
    const select = element("select", { name }, element("option", { value: "", textContent: "all" }), ...choices);
    return { select, title, facets };
  });
  const reset = element("button", { type: "button", textContent: "Show all" });
  const status = element("p", { className: "observatory-status" });
  status.setAttribute("role", "status");

  function isShown(row) {
    const wanted = folded(search.value).split(/\s+/).filter(Boolean);
    return (
      wanted.every((word) => words.get(row).includes(word)) &&
      selects.every(({ select, facets }) => !select.value || facets(row).includes(select.value))
    );
  }

  function filter() {
    for (const row of rows) row.hidden = !isShown(row);
    for (const { body, rows: own } of bodies) body.hidden = own.every((row) => row.hidden);
    report();
    remember();
  }

  function report() {
    const shown = rows.filter((row) => !row.hidden).length;
    const groups = bodies.filter(({ body }) => !body.hidden).length;
    const parts = [`${shown} of ${rows.length} disclosures, in ${groups} ${groups === 1 ? "group" : "groups"}.`];
    if (!shown) parts.push("Nothing matches: change a filter or show all.");
    const head = heads[sorting.column];
    if (head) {
      const order = sorting.down ? "largest first" : "smallest first";
      parts.push(`Sorted by ${head.dataset.title} within each group, ${order}.`);
      if (head.dataset.sort === "figure") {
        parts.push("Figures that count alike stand together; those that may not be compared come after them.");
      }
    }
    status.textContent = parts.join(" ");
  }

  // Numbers by number, texts by text; figures first by what they count, so that none is ranked among others.
  function compared(one, other, column, how) {
    const [a, b] = [one.cells[column], other.cells[column]];
    const sign = sorting.down ? -1 : 1;
    if (how === "text") return sign * a.textContent.localeCompare(b.textContent, "en", { numeric: true });
    const missing = (a.dataset.value === undefined) - (b.dataset.value === undefined);
    const apart = how === "figure" ? alike(a, b) : 0;
    return missing || apart || sign * (Number(a.dataset.value) - Number(b.dataset.value)) || 0;
  }

  // The larger comparability group first; what is in none comes last.
  function alike(a, b) {
    const [one, other] = [a.dataset.group || "", b.dataset.group || ""];
    return (sizes.get(other) || 0) - (sizes.get(one) || 0) || one.localeCompare(other, "en");
  }

  function sort(column) {
    if (sorting.column === column && sorting.down) sorting.column = -1;
    else [sorting.down, sorting.column] = [sorting.column === column, column];
    arrange();
    remember();
  }

  function arrange() {
    const { column, down } = sorting;
    heads.forEach((head, place) => {
      if (place === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    for (const { body, rows: own } of bodies) {
      const how = column < 0 ? "" : heads[column].dataset.sort;
      body.append(...(how ? [...own].sort((one, other) => compared(one, other, column, how)) : own));
    }
    report();
  }

  // What is chosen stands in the address, so that a view can be sent to somebody.
  function remember() {
    const chosen = new URLSearchParams();
    for (const field of [search, ...selects.map(({ select }) => select)]) {
      if (field.value) chosen.set(field.name, field.value);
    }
    if (sorting.column >= 0) chosen.set("sort", `${sorting.down ? "-" : ""}${sorting.column}`);
    const query = chosen.toString();
    history.replaceState(history.state, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
  }

  function recall() {
    const chosen = new URLSearchParams(location.search);
    search.value = chosen.get("q") || "";
    for (const { select } of selects) {
      const value = chosen.get(select.name) || "";
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
    }
    const found = /^(-?)(\d)$/.exec(chosen.get("sort") || "");
    if (found && heads[Number(found[2])]) [sorting.down, sorting.column] = [found[1] === "-", Number(found[2])];
  }

  heads.forEach((head, column) => {
    head.dataset.title = head.textContent;
    const button = element("button", { type: "button", textContent: head.textContent });
    button.addEventListener("click", () => sort(column));
    head.replaceChildren(button);
  });
  reset.addEventListener("click", () => {
    for (const field of [search, ...selects.map(({ select }) => select)]) field.value = "";
    sorting.column = -1;
    arrange();
    filter();
    search.focus();
  });
  controls.addEventListener("input", filter);
  controls.append(
    labelled("Find", search),
    ...selects.map(({ select, title }) => labelled(title, select)),
    reset,
    status,
  );
  recall();
  arrange();
  filter();
})();
