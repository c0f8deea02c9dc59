// Pictures come to life: each drawing that a page brings as an image is drawn anew from its specification, so that its
// marks answer and lead on. Without this script the image stays.
"use strict";

const dark = matchMedia("(prefers-color-scheme: dark)");

function look() {
  const style = getComputedStyle(document.documentElement);
  const colour = name => style.getPropertyValue(name).trim();
  const ink = colour("--ink"), line = colour("--line");
  return {
    background: "transparent", font: "system-ui, sans-serif",
    axis: {labelColor: ink, titleColor: ink, gridColor: line, domainColor: line, tickColor: line},
    legend: {labelColor: ink, titleColor: ink}, title: {color: ink}, text: {color: ink}, view: {stroke: line},
  };
}

// a specification's colours are signals named like our variables; one that fits takes the width of its place; data that
// pages share, as the base map, come by a script of their own
function suit(spec, place) {
  const style = getComputedStyle(document.documentElement);
  for (const signal of spec.signals || []) {
    const colour = style.getPropertyValue("--" + signal.name).trim();
    if (colour && String(signal.value).startsWith("#")) signal.value = colour;
  }
  if (spec.usermeta && spec.usermeta.fit) spec.width = Math.max(280, place.clientWidth - 8);
  for (const set of spec.data || []) Object.assign(set, (window.svodData || {})[set.name]);
  delete spec.background;
}

async function draw(place) {
  const spec = JSON.parse(document.getElementById(place.dataset.spec).textContent);
  suit(spec, place);
  // the interpreter (ast) asks for no eval, so the page's policy can stay strict
  const options = {
    ast: true, actions: false, renderer: place.dataset.renderer || "svg", defaultStyle: false, config: look(),
    tooltip: {disableDefaultStyle: true},
  };
  const fresh = document.createElement("div");
  const drawn = await vegaEmbed(fresh, spec, options);
  place.replaceChildren(fresh);
  // what says nothing of itself is nothing to who listens: empty marks, and the groups that marks stand in
  const mute = ":is(:empty, [aria-roledescription$='container']):not([aria-label])";
  for (const mark of fresh.querySelectorAll(`[role='graphics-symbol']${mute}`)) {
    mark.removeAttribute("role");
    mark.removeAttribute("aria-roledescription");
  }
  if (!(spec.usermeta && spec.usermeta.fit)) drawn.view.resize().runAsync();  // one that fits has its size already
  place.view = drawn.view;
  const wide = place.closest(".net");  // a picture wider than its place begins in its middle
  if (wide && !wide.scrollLeft) wide.scrollLeft = (wide.scrollWidth - wide.clientWidth) / 2;
  place.dispatchEvent(new CustomEvent("drawn", {bubbles: true, detail: drawn.view}));
}

function drawAll() {
  if (window.vegaEmbed) document.querySelectorAll(".drawing[data-spec]").forEach(draw);
}

// the scripts of the view have run by then; a timer lets the page be painted before large pictures are drawn
addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => setTimeout(drawAll, 0)));
dark.addEventListener("change", drawAll);

let wide = innerWidth;
addEventListener("resize", () => {
  const before = wide;
  setTimeout(() => {
    if (innerWidth === before || innerWidth === wide) return;
    wide = innerWidth;
    drawAll();
  }, 200);
});

// on a narrow screen the views stand in one row: the one that is open is brought into sight
{
  const views = document.querySelector(".top nav ul"), here = views && views.querySelector("[aria-current]");
  if (here && views.scrollWidth > views.clientWidth) views.scrollLeft = here.offsetLeft - views.clientWidth / 3;
}
