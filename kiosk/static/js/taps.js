// A fresh page ignores the touch that was meant for the page before; the same control does not fire twice (SCREENS T7).
const opened = performance.now();
const lastTap = new WeakMap();

addEventListener("click", (event) => {
  const control = event.target.closest("a, button");
  if (!control) return;
  const now = event.timeStamp;
  const isKey = control.matches(".key");
  const isEarly = now - opened < 400;
  const isDouble = !isKey && now - (lastTap.get(control) ?? -Infinity) < 500;
  if (isEarly || isDouble) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  lastTap.set(control, now);
}, true);

// A form that registers is sent once; the server counts once all the same.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
