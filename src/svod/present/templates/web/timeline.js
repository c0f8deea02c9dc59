// The brush of the strip: days that are drawn over become the days that are asked for.
"use strict";

const strip = document.querySelector("#picture-timeline .drawing");

function choose(view) {
  const days = view.signal("days");
  if (!days || days[1] - days[0] < 1) return;
  const iso = moment => new Date(moment).toISOString().slice(0, 10);
  const address = new URL(location.href);
  address.searchParams.set("since", iso(days[0]));
  address.searchParams.set("until", iso(days[1]));
  address.searchParams.delete("page");
  address.hash = "";
  location.assign(address);
}

// the drawing is made anew when colours or width change: ask for the view of the moment
let drawing = false;
if (strip) strip.addEventListener("pointerdown", () => { drawing = true; });
addEventListener("pointerup", () => {
  if (drawing && strip.view) setTimeout(() => choose(strip.view), 0);
  drawing = false;
});
