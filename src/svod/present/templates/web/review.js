// Keys for the review queue and for the records of an article: j and k move, a letter presses the button that bears it.
// Where one is decided and gone, the next takes its place. Without this script the buttons do the same.
"use strict";

const items = [...document.querySelectorAll(".item")];
const place = "svod-review " + location.pathname + new URLSearchParams(location.search).get("kind");
let at = -1;

function stand(n) {
  if (!items.length) return;
  at = Math.max(0, Math.min(n, items.length - 1));
  items.forEach((item, i) => item.classList.toggle("current", i === at));
  if (items[at].dataset.light) location.replace("#" + items[at].dataset.light);
  items[at].focus({preventScroll: true});
  items[at].scrollIntoView({block: "nearest"});
}

function press(key) {
  const scope = key === "u" ? document : items[at];
  const button = scope && scope.querySelector(`button[data-key="${key}"]`);
  if (button) button.click();
  return Boolean(button);
}

function edit() {
  const box = items[at] && items[at].querySelector(".edit");
  if (!box) return;
  if (box.href) return location.assign(box.href);
  box.open = true;
  const field = box.querySelector("select, input:not([type=hidden])");
  if (field) field.focus();
}

function tick() {
  const box = items[at] && items[at].querySelector(".tick input");
  if (box) box.checked = !box.checked;
}

const acts = {
  j: () => stand(at + 1), k: () => stand(at - 1), a: () => press("a"), r: () => press("r"), n: () => press("n"),
  m: () => press("m") || press("a"), u: () => press("u"), e: edit, x: tick,
  "?": () => { const keys = document.getElementById("keys"); if (keys) keys.open = !keys.open; },
};

document.addEventListener("keydown", event => {
  const field = event.target.closest("input:not([type=checkbox]), select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && items[at]) {
    const box = items[at].querySelector(".edit");
    if (box) box.open = false;
    return stand(at);
  }
  if (field || !acts[event.key]) return;
  event.preventDefault();
  acts[event.key]();
});

document.addEventListener("submit", () => sessionStorage.setItem(place, String(Math.max(at, 0))));
document.addEventListener("focusin", event => {
  const item = event.target.closest(".item");
  if (item) { at = items.indexOf(item); items.forEach(one => one.classList.toggle("current", one === item)); }
});

const kept = sessionStorage.getItem(place);
if (kept !== null) {
  sessionStorage.removeItem(place);
  stand(Number(kept));
}
