// Copies a citation at a click. Without this script the text is selected and copied by hand.
"use strict";

async function copy(button) {
  const text = document.getElementById(button.dataset.copy), told = document.getElementById("copied");
  try {
    await navigator.clipboard.writeText(text.textContent);
    told.textContent = told.dataset.words;
  } catch {
    getSelection().selectAllChildren(text);
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
