// Nobody here for a while: ask, then forget everything of the visit. Any touch, key or sound is somebody (SCREENS P1-P3).
const { idle, warning, finish, touch } = document.body.dataset;
const sheet = document.getElementById("still");
const page = document.querySelector(".cloth:not(.cover)");
let timer;
let toldAt = Date.now();

function start() {
  clearTimeout(timer);
  sheet.hidden = true;
  page.inert = false;
  timer = setTimeout(ask, idle * 1000);
}

function ask() {
  sheet.hidden = false;
  page.inert = true;
  sheet.querySelector("button").focus();
  timer = setTimeout(() => location.replace(finish), warning * 1000);
}

// Typing sends nothing for minutes; the server, which forgets by itself, is told now and then that the visit goes on.
function tell() {
  if (Date.now() - toldAt < 10_000) return;
  toldAt = Date.now();
  fetch(touch).catch(() => {});
}

for (const kind of ["keydown", "input", "play", "timeupdate"]) {
  addEventListener(kind, () => { tell(); start(); }, { capture: true, passive: true });
}
addEventListener("pointerdown", () => {
  tell();
  // While the sheet is there the touch is for it: it goes only when the finger does, or the click would fall through.
  if (sheet.hidden) start();
  else clearTimeout(timer);
}, { capture: true, passive: true });
sheet.addEventListener("click", (event) => { event.preventDefault(); start(); });
// A palm or a slide makes no click, and is somebody all the same.
for (const kind of ["pointerup", "pointercancel"]) {
  sheet.addEventListener(kind, () => { timer = setTimeout(start, 500); });
}
// A page that comes back from the browser's memory is from a visit that may be over: ask the server again.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
start();
