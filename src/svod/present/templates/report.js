// What script adds to a report that reads without it: filters, a side panel for evidence, the way back, open folds.
"use strict";
function openReport() {
  const panel = document.getElementById("panel");
  const body = panel.querySelector(".panel-body");
  const back = document.getElementById("back");
  let opener = null;
  const wide = window.matchMedia("(min-width: 1080px)");
  const target = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const isSpot = (element) => element !== null && element.classList.contains("at");

  // ---- folds: what a link leads to must be seen, in browsers that do not open them by themselves
  function unfold(element) {
    for (let fold = element && element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  }

  // ---- the panel: a copy of the article beside the timeline, its evidence lit
  function openPanel(spot) {
    const number = spot.dataset.n;
    const copy = spot.closest(".text").cloneNode(true);
    for (const element of [copy, ...copy.querySelectorAll("[id]")]) element.removeAttribute("id");
    light(copy, ".w" + number, "lit-wide");
    light(copy, ".j" + number, "lit-near");
    light(copy, ".k" + number, "lit");
    body.replaceChildren(copy);
    panel.querySelector(".panel-title").textContent = copy.querySelector(".outlet").textContent.trim();
    panel.querySelector(".panel-go").hash = "#" + spot.id;
    panel.hidden = false;
    document.body.classList.add("with-panel");
    const first = copy.querySelector(".lit") || copy;
    body.scrollTop += first.getBoundingClientRect().top - body.getBoundingClientRect().top - body.clientHeight / 3;
  }

  function light(root, selector, name) {
    for (const element of root.querySelectorAll(selector)) element.classList.add(name);
  }

  // ---- copying what is lit together with where it stands: words, whose, outlet, day, address that leads to the words
  function citation() {
    const article = body.firstElementChild;
    let words = "", last = null;
    for (const piece of article.querySelectorAll(".lit, .lit-wide")) {
      words += (last && last.nextSibling !== piece ? " … " : "") + piece.textContent;
      last = piece;
    }
    words = words.trim();
    const address = article.querySelector('header a[rel]');
    const source = [...article.querySelector(".outlet").children].map((part) => part.textContent).join(", ");
    return `«${words}»${speaker()} (${source})${address ? " " + address.href + fragment(address.href, words) : ""}`;
  }

  function speaker() {
    const said = document.getElementById("said-" + panel.querySelector(".panel-go").hash.slice(1));
    const section = said && said.closest(".speaker");
    if (!section || section.id === "unattributed") return "";
    const role = (said.querySelector(":scope > footer .role") || section.querySelector("header .roles") || {}).textContent;
    return ` — ${section.querySelector("h3").textContent.trim()}${role ? ", " + role.split(";")[0].trim() : ""}`;
  }

  // a browser finds long words by their beginning and end
  function fragment(address, words) {
    const parts = words.split(/\s+/);
    const code = (part) => encodeURIComponent(part.join(" ")).replaceAll("-", "%2D");
    const text = parts.length > 10 ? `${code(parts.slice(0, 5))},${code(parts.slice(-5))}` : code(parts);
    return words.includes(" … ") ? "" : (address.includes("#") ? "" : "#") + ":~:text=" + text;
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch { // no clipboard for pages opened from a file, in some browsers
      const field = Object.assign(document.createElement("textarea"), { value: text });
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
  }

  panel.querySelector(".panel-copy").addEventListener("click", async (click) => {
    await copy(citation());
    const button = click.target, words = button.textContent;
    if (words === button.dataset.done) return;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = words; }, 2000);
  });

  function closePanel() {
    if (panel.contains(document.activeElement) && opener) opener.focus();
    panel.hidden = true;
    body.replaceChildren();
    document.body.classList.remove("with-panel");
  }

  document.addEventListener("click", (click) => {
    const link = click.target.closest('a[href^="#"]');
    if (!link || click.defaultPrevented || click.button || click.metaKey || click.ctrlKey || click.shiftKey) return;
    const hash = link.getAttribute("href"); // a link within a drawing has no .hash
    const goal = document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!goal) return;
    if (isSpot(goal) && wide.matches && !link.classList.contains("panel-go")) {
      click.preventDefault();
      const before = link.getBoundingClientRect().top;
      if (!history.state || history.state.panel !== goal.id) history.pushState({ panel: goal.id }, "", hash);
      openPanel(goal);
      if (!panel.contains(link)) opener = link;
      if (!click.detail) body.focus(); // by keyboard: go where the words are; Escape leads back
      window.scrollBy(0, link.getBoundingClientRect().top - before);
    } else {
      unfold(goal);
      back.hidden = !(isSpot(goal) || goal.classList.contains("text"));
    }
  });
  panel.querySelector(".panel-close").addEventListener("click", closePanel);
  document.addEventListener("keydown", (key) => { if (key.key === "Escape") closePanel(); });
  back.addEventListener("click", () => { back.hidden = true; history.back(); });
  window.addEventListener("popstate", (moved) => {
    const goal = target();
    if (moved.state && moved.state.panel && isSpot(goal)) openPanel(goal);
    else closePanel();
    if (!isSpot(goal)) back.hidden = true;
  });

  // ---- filters: kept in the address, so that a filtered view can be sent to somebody
  function plain(text) {
    return text.toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ");
  }

  // «встреча» finds «встречи» too: the vowels a Russian word ends in change with its case
  function stem(word) {
    return word.length > 4 ? word.replace(/(?<=.{4})[аеиоуыэюяйь]{1,2}$/, "") : word;
  }

  const tests = {
    text: (item, value) => plain(value).split(" ").every((word) => item.words.includes(stem(word))),
    only: (item, value) => value in item.data || item.element.classList.contains("f-" + value),
    // type, dyad, outlet, act: one of the values the item has
    other: (item, value, name) => (item.data[name] || "").split(" ").includes(value),
  };
  const kinds = {
    timeline: { items: ".event", folds: ["details.minor", ".day", ".month", "details.past"] },
    quotes: { items: ".quote", folds: ["details.fold:has(.quote)", ".speaker"] },
  };

  function makeFilter(form) {
    const name = form.dataset.filter;
    const root = document.getElementById(name);
    const shown = form.querySelector("output");
    const folds = kinds[name].folds.flatMap((fold) => [...root.querySelectorAll(fold)]);
    const items = [...root.querySelectorAll(kinds[name].items)].map((element) => ({
      element, data: element.dataset, words: plain((element.closest(".speaker > div")?.previousElementSibling.textContent || "") + " " + element.textContent),
    }));

    function apply() {
      const wanted = [...new FormData(form)].filter(([, value]) => value.trim());
      let count = 0;
      for (const item of items) {
        const fit = wanted.every(([key, value]) => (tests[key] || tests.other)(item, value.trim(), key));
        item.element.hidden = !fit;
        const wordings = item.element.querySelector(":scope > .variants");
        if (wordings && fit && wanted.some(([key]) => key === "only")) wordings.open = true;
        count += fit;
      }
      for (const fold of folds) {
        fold.hidden = !fold.querySelector(kinds[name].items + ":not([hidden])");
        if (fold.matches("details")) fold.open = wanted.length > 0 && !fold.hidden;
      }
      shown.textContent = wanted.length ? form.dataset.said.replace("{}", count).replace("{}", items.length) : "";
      const query = new URLSearchParams(wanted).toString();
      if (query || location.hash.startsWith(`#${name}?`)) {
        history.replaceState(null, "", query ? `#${name}?${query}` : `#${name}`);
      }
    }

    function restore() {
      if (!location.hash.startsWith(`#${name}?`)) return;
      for (const [key, value] of new URLSearchParams(location.hash.slice(name.length + 2))) {
        if (form.elements[key]) form.elements[key].value = value;
      }
      apply();
      root.scrollIntoView();
    }

    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (sent) => sent.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    window.addEventListener("hashchange", restore);
    restore();
  }

  document.querySelectorAll("form[data-filter]").forEach(makeFilter);
  window.addEventListener("hashchange", () => unfold(target()));
  window.addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("[data-contested] > .accounts")) fold.open = true;
  });
  unfold(target());
}
