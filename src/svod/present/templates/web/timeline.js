// The brush of the strip: days that are drawn over become the days that are asked for.
"use strict";

const place = document.querySelector("#picture-timeline .drawing");
const PADDING = 4, STRIP = 40;  // pixels, as the specification has them
let start = null;

function inside(event) {
  const box = place.querySelector("canvas, svg").getBoundingClientRect();
  const x = Math.max(0, Math.min(event.clientX - box.left - PADDING, place.view.signal("width")));
  return [x, event.clientY - box.top - PADDING];
}

function choose(days) {
  const iso = moment => new Date(moment).toISOString().slice(0, 10);
  const address = new URL(location.href);
  address.searchParams.set("since", iso(days[0]));
  address.searchParams.set("until", iso(days[1]));
  address.searchParams.delete("page");
  address.hash = "";
  location.assign(address);
}

if (place) place.addEventListener("pointerdown", event => {
  if (!place.view || event.button) return;
  const [x, y] = inside(event);
  if (y < 0 || y > STRIP) return;
  start = x;
  event.preventDefault();
});
addEventListener("pointermove", event => {
  if (start !== null) place.view.signal("brush", [start, inside(event)[0]]).runAsync();
});
addEventListener("pointerup", event => {
  if (start === null) return;
  const end = inside(event)[0];
  if (Math.abs(end - start) < 3) place.view.signal("brush", null).runAsync();  // a click chooses nothing
  else place.view.signal("brush", [start, end]).runAsync().then(view => choose(view.signal("days")));
  start = null;
});
addEventListener("pointercancel", () => {
  if (start !== null) place.view.signal("brush", null).runAsync();
  start = null;
});
