// A stick that is put in or pulled out changes the page by itself; nobody has to ask for it.
const { stick, address } = document.querySelector("[data-stick]").dataset;

async function look() {
  const answer = await fetch(address).catch(() => null);
  if (answer?.ok && (await answer.text()) !== stick) location.reload();
}

setInterval(look, 2_000);
