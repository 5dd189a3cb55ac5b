// A touch on a row is sent without leaving the page, so that the list stays where it is; without script it comes back.
const SAME = 500;
const sentAt = new Map();
let answered = Promise.resolve();

addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-mark]");
  if (!form) return;
  event.preventDefault();
  // A double strike lands on the fresh row that lies where the first one was: it is the same touch (SCREENS T7).
  const now = performance.now();
  const { mark } = form.dataset;
  if (now - (sentAt.get(mark) ?? -Infinity) < SAME) return;
  sentAt.set(mark, now);
  const body = new URLSearchParams(new FormData(form, event.submitter));
  event.submitter?.classList.toggle("is-on");
  // One after the other: an answer that overtakes another would show an older list.
  answered = answered.then(() => send(form.action, body, mark)).catch(() => location.reload());
});

async function send(address, body, mark) {
  const answer = await fetch(address, { method: "POST", body });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const name of [".roster-head", ".roster-lists"]) put(fresh, name);
  document.getElementById(`row-${mark}`)?.querySelector("button").focus({ preventScroll: true });
}

// The count and the lists are put in place of the old ones; a list stays as far scrolled, and as covered, as it was.
function put(fresh, name) {
  const [old, next] = [document, fresh].map((page) => page.querySelector(name));
  const top = old.scrollTop;
  next.className = old.className;
  next.inert = old.inert;
  old.replaceWith(document.adoptNode(next));
  next.scrollTop = top;
}
