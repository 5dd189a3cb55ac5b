// The touches of a secret stay in this page until the last one, and leave it in one message; nothing shows which they were.
const form = document.querySelector("[data-pictures]");
const count = Number(form.dataset.pictures);
const dots = form.querySelector(".dots");
const touched = [];

function tell() {
  [...dots.children].forEach((dot, place) => dot.classList.toggle("is-on", place < touched.length));
  dots.setAttribute("aria-valuenow", touched.length);
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=picture], button[name=wipe]");
  if (!button) return;
  event.preventDefault();
  if (touched.length >= count) return;
  if (button.name === "wipe") touched.pop();
  else touched.push(button.value);
  tell();
  if (touched.length === count) form.requestSubmit();
});

// The names go into the message and nowhere into the page, so that nothing is left of them behind it.
form.addEventListener("formdata", (event) => {
  event.formData.set("pictures", touched.join(" "));
});
