
// The body of a packed report, inflated in the browser and put where it belongs; then the report opens as ever.
(async () => {
  const packed = document.getElementById("packed");
  const bytes = Uint8Array.from(atob(packed.dataset.body), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  packed.insertAdjacentHTML("beforebegin", await new Response(stream).text());
  packed.remove();
  openReport();
  if (location.hash) location.replace(location.hash); // what the address leads to is there only now
})();
