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
  const touched = `${form.action} ${form.dataset.mark}`;
  if (now - (sentAt.get(touched) ?? -Infinity) < SAME) return;
  sentAt.set(touched, now);
  const body = new URLSearchParams(new FormData(form, event.submitter));
  event.submitter?.classList.toggle("is-on");
  // One after the other: an answer that overtakes another would show an older list.
  answered = answered.then(() => send(form.action, body)).catch(() => location.reload());
});

async function send(address, body) {
  const answer = await fetch(address, { method: "POST", body });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [old, next] = [document, fresh].map((page) => page.querySelector(".roster-lists"));
  if (rows(old).map((row) => row.id).join() === rows(next).map((row) => row.id).join()) {
    rows(old).forEach((row, place) => put(row, rows(next)[place]));
    put(old.querySelector(".roster-more"), next.querySelector(".roster-more"));
  } else {
    put(old, next);
  }
  put(document.querySelector(".roster-head"), fresh.querySelector(".roster-head"));
}

function rows(list) {
  return [...list.querySelectorAll("li[id]")];
}

// Only what differs is put in place of the old: a finger that is down on another row must not lose it.
function put(old, next) {
  const kept = document.activeElement;
  if (old.isEqualNode(next)) return;
  const isInside = old.contains(kept);
  old.replaceChildren(...next.childNodes);
  if (isInside) old.querySelector("button")?.focus({ preventScroll: true });
}
