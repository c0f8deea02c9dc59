// The slider of the network: two months between which events count. Without this script the fields of days do the same.
"use strict";

const slider = document.getElementById("slider");

function bind(view) {
  const periods = slider.dataset.periods.split(" ");
  const {from, to} = slider.elements;
  function move(changed) {
    if (Number(from.value) > Number(to.value)) (changed === from ? to : from).value = changed.value;
    for (const field of [from, to]) {
      field.nextElementSibling.textContent = periods[field.value];
      field.setAttribute("aria-valuetext", periods[field.value]);
      view.signal(field.name, Number(field.value));
    }
    view.runAsync();
  }
  slider.hidden = false;
  slider.oninput = event => move(event.target);
  slider.onsubmit = event => event.preventDefault();
  move(to);
}

if (slider) document.addEventListener("drawn", event => bind(event.detail));
