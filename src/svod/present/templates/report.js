// What script adds to a report that reads without it: filters, a side panel for evidence, the way back, open folds.
"use strict";
(() => {
  const panel = document.getElementById("panel");
  const body = panel.querySelector(".panel-body");
  const back = document.getElementById("back");
  const form = document.getElementById("filters");
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

  function closePanel() {
    panel.hidden = true;
    body.replaceChildren();
    document.body.classList.remove("with-panel");
  }

  document.addEventListener("click", (click) => {
    const link = click.target.closest('a[href^="#"]');
    if (!link || click.defaultPrevented || click.button || click.metaKey || click.ctrlKey || click.shiftKey) return;
    const goal = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!goal) return;
    if (isSpot(goal) && wide.matches && !link.classList.contains("panel-go")) {
      click.preventDefault();
      const before = link.getBoundingClientRect().top;
      if (!history.state || history.state.panel !== goal.id) history.pushState({ panel: goal.id }, "", link.hash);
      openPanel(goal);
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
  const events = [...document.querySelectorAll("#timeline .event")].map((element) => ({
    element, data: element.dataset, words: plain(element.textContent),
  }));
  const groups = ["details.minor", ".day", ".month", "details.past"].map((group) => [...document.querySelectorAll("#timeline " + group)]);
  const shown = document.getElementById("shown");
  const has = (list, value) => !value || list.split(" ").includes(value);

  function plain(text) {
    return text.toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ");
  }

  function fits(event, wanted) {
    if (wanted.type && event.data.type !== wanted.type) return false;
    if (!has(event.data.dyad, wanted.dyad) || !has(event.data.outlet, wanted.outlet)) return false;
    if (wanted.only === "many" && !("many" in event.data)) return false;
    if (wanted.only === "contested" && !("contested" in event.data)) return false;
    if (wanted.only === "future" && !/\bf-(future|hypothetical)\b/.test(event.element.className)) return false;
    return plain(wanted.text || "").split(" ").every((word) => event.words.includes(word));
  }

  function filter() {
    const wanted = Object.fromEntries([...new FormData(form)].filter(([, value]) => value.trim()));
    const active = Object.keys(wanted).length > 0;
    let count = 0;
    for (const event of events) {
      const fit = fits(event, wanted);
      event.element.hidden = !fit;
      count += fit;
    }
    for (const group of groups.flat()) {
      group.hidden = !group.querySelector(".event:not([hidden])");
      if (group.matches("details")) group.open = active && !group.hidden;
    }
    shown.textContent = active ? `Показано событий: ${count} из ${events.length}` : "";
    const query = new URLSearchParams(wanted).toString();
    if (query || location.hash.startsWith("#timeline?")) history.replaceState(null, "", query ? "#timeline?" + query : "#timeline");
  }

  function restore() {
    if (!location.hash.startsWith("#timeline?")) return;
    for (const [name, value] of new URLSearchParams(location.hash.slice("#timeline?".length))) {
      if (form.elements[name]) form.elements[name].value = value;
    }
    filter();
    document.getElementById("timeline").scrollIntoView();
  }

  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (sent) => sent.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  window.addEventListener("hashchange", () => { restore(); unfold(target()); });
  window.addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("[data-contested] > .accounts")) fold.open = true;
  });
  restore();
  unfold(target());
})();
