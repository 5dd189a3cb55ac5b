// Without script a sheet is copied by hand; with it, and a printer, one touch prints it.
const button = document.querySelector("[data-print]");
button.hidden = false;
button.addEventListener("click", () => window.print());
