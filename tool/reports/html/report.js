"use strict";
(() => {
  const form = document.getElementById("filter");
  const list = document.getElementById("list");
  const articles = list ? [...list.children] : [];
  const words = articles.map((a) => a.textContent.toLowerCase());

  // Filters are in the address after #filter?, so that a view can be linked to.
  function apply() {
    const data = new FormData(form);
    const levels = data.getAll("level");
    const search = data.get("search").toLowerCase().split(/\s+/).filter(Boolean);
    const field = (name) => data.get(name);
    let shown = 0;
    articles.forEach((a, i) => {
      const d = a.dataset;
      const hit = levels.includes(d.level) &&
        (!field("check") || d.check === field("check")) &&
        (!field("directory") || d.directory === field("directory")) &&
        (!field("what") || d.what === field("what")) &&
        search.every((word) => words[i].includes(word));
      a.hidden = !hit;
      shown += hit ? 1 : 0;
    });
    form.elements.shown.textContent = shown === articles.length
      ? `${shown} findings` : `${shown} of ${articles.length} findings`;
  }

  function remember() {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form))
      if (value && name !== "level" && !(name === "sort" && value === "order"))
        query.append(name, value);
    for (const box of form.querySelectorAll("[name=level]"))
      if (!box.checked)
        query.append("without", box.value);
    const text = query.toString();
    history.replaceState(null, "", text ? "#filter?" + text : "#findings");
  }

  function recall() {
    if (!location.hash.startsWith("#filter?"))
      return;
    const query = new URLSearchParams(location.hash.slice("#filter?".length));
    for (const [name, value] of query)
      if (name === "without") {
        for (const box of form.querySelectorAll("[name=level]"))
          box.checked = box.checked && box.value !== value;
      } else if (form.elements[name] && name !== "level") {
        form.elements[name].value = value;
      }
  }

  function sort() {
    const by = form.elements.sort.value;
    const order = (a, b) => a.dataset.order - b.dataset.order;
    const compare = by === "level" ? (a, b) => b.dataset.level - a.dataset.level || order(a, b)
      : by === "check" ? (a, b) => a.dataset.check.localeCompare(b.dataset.check) || order(a, b)
      : order;
    [...list.children].sort(compare).forEach((a) => list.append(a));
  }

  // A link to a finding must show it, whatever is filtered.
  function reveal() {
    const target = location.hash.startsWith("#f-") && document.getElementById(location.hash.slice(1));
    if (target) {
      target.hidden = false;
      target.scrollIntoView();
      target.focus({ preventScroll: true });
    }
  }

  function step(by) {
    const visible = [...list.children].filter((a) => !a.hidden);
    if (!visible.length)
      return;
    const now = visible.indexOf(document.activeElement.closest("article"));
    const next = visible[Math.max(0, Math.min(visible.length - 1, now + by))];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  if (form && list) {
    form.hidden = false;
    form.addEventListener("submit", (e) => e.preventDefault());
    form.addEventListener("input", () => { sort(); apply(); remember(); });
    form.addEventListener("reset", () => setTimeout(() => {
      form.elements.what.value = "";
      sort(); apply(); remember();
    }));
    for (const link of document.querySelectorAll("a[data-filter]"))
      link.addEventListener("click", () => {
        form.reset();
        setTimeout(() => {
          form.elements[link.dataset.filter].value = link.dataset.value;
          apply(); remember();
        });
      });
    window.addEventListener("hashchange", () => { recall(); apply(); reveal(); });
    document.addEventListener("keydown", (e) => {
      const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName);
      if (e.key === "Escape" && typing)
        e.target.blur();
      if (typing || e.ctrlKey || e.metaKey || e.altKey)
        return;
      if (e.key === "/") {
        e.preventDefault();
        form.elements.search.focus();
      } else if (e.key === "j" || e.key === "k") {
        step(e.key === "j" ? 1 : -1);
      }
    });
    recall(); sort(); apply(); reveal();
  }

  for (const table of document.querySelectorAll("table.sortable"))
    table.querySelectorAll("thead th").forEach((head, column) => {
      if (head.hasAttribute("aria-label"))
        return;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        for (const other of table.querySelectorAll("thead th"))
          other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const body = table.tBodies[0];
        const key = (row) => row.cells[column].textContent.trim();
        [...body.rows]
          .sort((a, b) => (up ? 1 : -1) * key(a).localeCompare(key(b), undefined, { numeric: true }))
          .forEach((row) => body.append(row));
      });
    });

  // Paper has no buttons.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const d of opened)
      d.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const d of opened)
      d.open = false;
  });
})();
