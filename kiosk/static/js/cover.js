// Nobody touched for a while: a sheet lies over the names until somebody lifts it (SCREENS M4, P10).
const page = document.querySelector("[data-cover]");
const sheet = page?.querySelector("[data-sheet]");
let timer;

function start() {
  clearTimeout(timer);
  timer = setTimeout(cover, page.dataset.cover * 1000);
}

// The list is looked for anew each time: a touch on a row puts a fresh one in its place.
function lists() {
  return document.querySelector(".roster-lists");
}

function cover() {
  sheet.hidden = false;
  lists().classList.add("is-under");
  lists().inert = true;
  sheet.focus();
}

if (sheet) {
  for (const kind of ["pointerdown", "keydown", "wheel"]) {
    addEventListener(kind, () => { if (sheet.hidden) start(); }, { capture: true, passive: true });
  }
  sheet.addEventListener("click", () => {
    sheet.hidden = true;
    lists().classList.remove("is-under");
    lists().inert = false;
    start();
  });
  start();
}
