// The digits of a card are buttons that work without script; with it they are gathered here and sent together.
const form = document.querySelector("[data-digits]");
const shown = document.querySelector("[data-shown]");
const most = Number(form.dataset.digits);
// A number that was whole and wrong begins anew with the next digit.
let typed = form.dataset.typed.length < most ? form.dataset.typed : "";

function show() {
  const digits = typed.padEnd(most, "–");
  shown.textContent = `${digits.slice(0, 3)} ${digits.slice(3, 6)} · ${digits.slice(6)}`;
}

form.addEventListener("click", (event) => {
  const key = event.target.closest("button");
  if (!key) return;
  event.preventDefault();
  if (typed.length >= most) return;
  typed = key.name === "wipe" ? typed.slice(0, -1) : typed + key.value;
  show();
  if (typed.length === most) form.requestSubmit();
});

form.addEventListener("formdata", (event) => { event.formData.set("digits", typed); });
