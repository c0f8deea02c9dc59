// Buttons move the map nearer and farther; without this script it stands as it is.
"use strict";

const ground = document.querySelector("#picture-map .drawing");
const keys = document.querySelector(".map-keys");
let home = null;

function move(factor) {
  const view = ground.view;
  if (!view) return;
  if (factor) view.signal("zoom", Math.min(60, Math.max(0.3, view.signal("zoom") * factor)));
  else view.signal("zoom", 1).signal("centre", home);
  view.runAsync();
}

if (ground) {
  ground.addEventListener("drawn", event => {
    home = event.detail.signal("centre");
    keys.hidden = false;
  });
  keys.addEventListener("click", event => {
    const key = event.target.closest("[data-zoom]");
    if (key) move(Number(key.dataset.zoom));
  });
}
