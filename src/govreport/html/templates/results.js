"use strict";
(() => {
  const one = (selector) => document.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const filter = one("#filter");
  const code = one("#code");
  const agency = one("#agency");
  const shown = one("#shown");
  const folds = all("details");
  const reports = all(".report").map((body) => ({
    body,
    name: body.querySelector("th").textContent.toLowerCase(),
    findings: all(".finding", body),
  }));

  const apply = () => {
    const severities = new Set(all("input[name=severity]:checked").map((box) => box.value));
    const wanted = agency.value.trim().toLowerCase();
    const isNarrow = code.value !== "" || all("input[name=severity]:not(:checked)").length > 0;
    let reportCount = 0;
    let findingCount = 0;
    for (const { body, name, findings } of reports) {
      let left = 0;
      for (const item of findings) {
        const { severity, code: rule } = item.dataset;
        item.hidden = !severities.has(severity) || (code.value !== "" && rule !== code.value);
        left += item.hidden ? 0 : 1;
      }
      body.hidden = !name.includes(wanted) || (isNarrow && left === 0);
      reportCount += body.hidden ? 0 : 1;
      findingCount += body.hidden ? 0 : left;
    }
    shown.textContent = shown.dataset.text.replace("{reports}", reportCount).replace("{findings}", findingCount);
  };

  const fold = (open) => folds.forEach((each) => { each.open = open; });
  const summaries = () => all("summary").filter((each) => each.offsetParent !== null);

  // Arrow keys move between the rows that open; Escape closes the row one is in. Keys are taken only where the
  // focus is in such a row, so none of a screen reader's or the browser's own is in the way.
  const onKey = (event) => {
    const details = event.target.closest("details");
    if (!details || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && details.open) {
      details.open = false;
      details.querySelector("summary").focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && event.target.matches("summary")) {
      const list = summaries();
      const next = list[list.indexOf(event.target) + step];
      if (next) {
        event.preventDefault();
        next.focus();
      }
    }
  };

  // A mark in a table leads to its finding, even where the filter hides it.
  const onHash = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.matches(".finding")) return;
    target.hidden = false;
    target.closest("details").open = true;
    target.focus();
  };

  filter.hidden = false;
  filter.addEventListener("input", apply);
  one("#unfold").addEventListener("click", () => fold(true));
  one("#fold").addEventListener("click", () => fold(false));
  document.addEventListener("keydown", onKey);
  addEventListener("hashchange", onHash);
  addEventListener("beforeprint", () => fold(true));
  apply();
})();
