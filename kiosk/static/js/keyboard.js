// The letters are buttons that work without script; with it no letter waits for the server.
const form = document.querySelector("[data-keyboard]");
const field = form.querySelector(".field");

function capital(letter) {
  return form.dataset.boardLanguage === "tr" ? letter.toLocaleUpperCase("tr") : letter.toLocaleUpperCase();
}

function put(letter) {
  const before = field.value.slice(0, field.selectionStart);
  const startsWord = before === "" || " -'".includes(before.at(-1));
  const typed = startsWord && form.dataset.boardLanguage ? capital(letter) : letter;
  if (field.value.length + typed.length > field.maxLength) return;
  field.setRangeText(typed, field.selectionStart, field.selectionEnd, "end");
}

// A code is written in groups, as the sheet shows it; then the caret stands at its end.
function group() {
  const size = Number(form.dataset.groups);
  if (!size || field.selectionStart !== field.value.length) return;
  const letters = field.value.replaceAll("-", "");
  field.value = (letters.match(new RegExp(`.{1,${size}}`, "gu")) ?? []).join("-");
}

function wipe() {
  const end = field.selectionStart;
  if (field.selectionStart !== field.selectionEnd) return field.setRangeText("");
  const letters = [...new Intl.Segmenter().segment(field.value.slice(0, end))];
  if (letters.length) field.setRangeText("", letters.at(-1).index, end, "end");
}

form.addEventListener("click", (event) => {
  const key = event.target.closest("button[name=letter], button[name=wipe]");
  if (!key) return;
  event.preventDefault();
  if (key.name === "wipe") wipe();
  else put(key.value);
  group();
  if (field.selectionStart === field.value.length) showEnd();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// The field keeps its caret while keys are touched.
form.addEventListener("pointerdown", (event) => { if (event.target.closest(".key")) event.preventDefault(); });

// A name longer than the field is seen where it is written: at its end, which lies on the other side in Arabic.
function showEnd() {
  const end = field.scrollWidth;
  field.scrollLeft = getComputedStyle(field).direction === "rtl" ? -end : end;
}

field.setSelectionRange(field.value.length, field.value.length);
showEnd();
