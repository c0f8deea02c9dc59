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

async function draw(place) {
  const spec = JSON.parse(document.getElementById(place.dataset.spec).textContent);
  // the interpreter (ast) asks for no eval, so the page's policy can stay strict
  const options = {
    ast: true, actions: false, renderer: place.dataset.renderer || "svg", defaultStyle: false, config: look(),
    tooltip: {disableDefaultStyle: true},
  };
  const fresh = document.createElement("div");
  const drawn = await vegaEmbed(fresh, spec, options);
  place.replaceChildren(fresh);
  drawn.view.resize().runAsync();
  place.dispatchEvent(new CustomEvent("drawn", {bubbles: true, detail: drawn.view}));
}

function drawAll() {
  if (window.vegaEmbed) document.querySelectorAll(".drawing[data-spec]").forEach(draw);
}

drawAll();
dark.addEventListener("change", drawAll);
