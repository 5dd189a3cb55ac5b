// A scanner types into whatever has the focus: it is the badge's field, also after a touch elsewhere.
const field = document.querySelector("[data-badge] input");

function listen() {
  field.focus({ preventScroll: true });
}

addEventListener("click", () => setTimeout(listen));
// Half a badge, or a child at the keyboard: what was typed is wiped before the next one.
field.addEventListener("focus", () => { field.value = ""; });
listen();
