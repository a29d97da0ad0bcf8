"use strict";
// The theme is set before anything is painted; all else waits for the page. Without this script
// every page can still be read: it only adds search, sorting, copying and the choice of a theme.
(() => {
  const root = document.documentElement;
  const remembered = (value) => {
    try {
      if (value !== undefined) localStorage.setItem("segdsl-theme", value);
      return localStorage.getItem("segdsl-theme");
    } catch {
      return null; // a browser that keeps nothing of files
    }
  };
  const theme = remembered();
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];

  function themes() {
    for (const button of all("[data-theme-toggle]")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        const prefers = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
        const next = (root.dataset.theme || prefers) === "dark" ? "light" : "dark";
        root.dataset.theme = next;
        remembered(next);
      });
    }
  }

  function contents() {
    const nav = document.querySelector("[data-contents]");
    const heads = all("main h2[id]");
    if (!nav || heads.length < 3) return;
    nav.append(...heads.map((head) => {
      const link = document.createElement("a");
      link.href = `#${head.id}`;
      link.textContent = head.textContent;
      return link;
    }));
    nav.hidden = false;
  }

  function copies() {
    for (const button of all("[data-copy]")) {
      button.hidden = false;
      const says = button.textContent;
      button.addEventListener("click", async () => {
        const code = button.parentElement.querySelector("code");
        try {
          await navigator.clipboard.writeText(code.textContent);
        } catch {
          getSelection().selectAllChildren(code); // then the reader copies
          if (!document.execCommand("copy")) return;
          getSelection().removeAllRanges();
        }
        button.textContent = button.dataset.copied;
        setTimeout(() => { button.textContent = says; }, 2000);
      });
    }
  }

  function sorts() {
    for (const table of all("[data-listing]")) {
      for (const head of all("th[data-sort]", table)) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "sort";
        button.append(...head.childNodes);
        head.append(button);
        button.addEventListener("click", () => sorted(table, head));
      }
    }
  }

  function sorted(table, head) {
    const place = head.cellIndex;
    const numbers = head.dataset.sort === "number";
    const was = head.getAttribute("aria-sort");
    const down = was ? was === "ascending" : numbers; // the largest first, or from A to Z
    for (const other of all("th[aria-sort]", table)) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0];
    const key = (row) => numbers ? Number(row.cells[place].dataset.value) : row.cells[place].textContent;
    const order = numbers
      ? (a, b) => key(a) - key(b)
      : (a, b) => key(a).localeCompare(key(b), root.lang);
    const rows = [...body.rows].sort(order);
    body.append(...(down ? rows.reverse() : rows));
  }

  function finds() {
    const finder = document.querySelector("[data-finder]");
    if (!finder) return;
    finder.hidden = false;
    const search = finder.querySelector("[data-search]");
    const filters = all("[data-filter]", finder);
    const says = finder.querySelector("[data-shown]");
    const rows = all("[data-listing] tbody tr").map((row) => ({ row, words: fold(row.dataset.words) }));
    const fits = {
      kind: (row, value) => row.dataset.kind === value,
      owner: (row, value) => row.dataset.owner === value,
      tag: (row, value) => row.dataset.tags.split(" ").includes(value),
    };
    const show = () => {
      const asked = fold(search.value).split(/\s+/).filter(Boolean);
      const chosen = filters.filter((one) => one.value);
      let shown = 0;
      for (const { row, words } of rows) {
        row.hidden = !(asked.every((word) => words.includes(word))
          && chosen.every((one) => fits[one.dataset.filter](row, one.value)));
        if (!row.hidden) shown += 1;
      }
      for (const section of all("section.population")) {
        section.hidden = !section.querySelector("tbody tr:not([hidden])");
      }
      says.textContent = shown
        ? says.dataset.shown.replace("{shown}", shown).replace("{all}", rows.length)
        : says.dataset.none;
      const state = new URLSearchParams();
      if (search.value) state.set("q", search.value);
      for (const one of chosen) state.set(one.dataset.filter, one.value);
      const hash = state.toString();
      if (hash || location.hash.includes("=")) history.replaceState(null, "", `#${hash}`);
    };
    const isPlace = () => !location.hash.includes("="); // on the page, and no filter
    const read = () => {
      const state = new URLSearchParams(isPlace() ? "" : location.hash.slice(1));
      search.value = state.get("q") || "";
      for (const one of filters) {
        one.value = state.get(one.dataset.filter) || "";
        if (one.selectedIndex < 0) one.value = "";
      }
      show();
    };
    search.addEventListener("input", show);
    for (const one of filters) one.addEventListener("change", show);
    finder.querySelector("[data-clear]").addEventListener("click", () => {
      search.value = "";
      for (const one of filters) one.value = "";
      show();
      search.focus();
    });
    addEventListener("hashchange", () => { if (!isPlace()) read(); });
    addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, select, textarea");
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        search.focus();
      } else if (event.key === "Escape" && event.target === search && search.value) {
        search.value = "";
        show();
      }
    });
    read();
  }

  document.addEventListener("DOMContentLoaded", () => {
    themes();
    contents();
    copies();
    sorts();
    finds();
  });
})();
