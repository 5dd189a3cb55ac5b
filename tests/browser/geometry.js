// Tells where everything that is touched or read stands, in pixels; what is wrong with that is said in test_geometry.py.
() => {
  const sheet = document.querySelector("#still:not([hidden])");
  const root = sheet ?? document.querySelector(".cloth");
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const name = (element) =>
    `${element.tagName.toLowerCase()}.${[...element.classList].join(".")}` +
    (element.value ? `=${String(element.value).slice(0, 12)}` : "") +
    ` “${(element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 24)}”`;
  const box = (rectangle) => [rectangle.left, rectangle.top, rectangle.right, rectangle.bottom];
  const primary = ".card, .language, .big, .figure, .choice, .half, .frame, .turn";

  // What is scrolled by itself, and what stands still meanwhile, are each a layer; what moves with the page is layer 0.
  const layers = [null];
  const scrolls = (style) => ["auto", "scroll"].includes(style.overflowY);
  function layer(element) {
    for (let each = element; each && each !== root; each = each.parentElement) {
      const style = getComputedStyle(each);
      const isOwn = each.matches(".bar") || ["fixed", "sticky"].includes(style.position);
      if (!isOwn && !(scrolls(style) && each.scrollHeight > each.clientHeight)) continue;
      if (!layers.includes(each)) layers.push(each);
      return layers.indexOf(each);
    }
    return 0;
  }

  const targets = [...root.querySelectorAll("a, button, input:not([type=hidden])")]
    .filter((target) => seen(target) && !target.matches(".unseen"))
    .map((target) => ({
      name: name(target),
      box: box(target.getBoundingClientRect()),
      isPrimary: target.matches(primary),
      layer: layer(target),
    }));

  // What is inked of a line of text: its letters, not the leading above and below them.
  const pen = document.createElement("canvas").getContext("2d");
  function inked(node, rectangle) {
    const style = getComputedStyle(node.parentElement);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const size = pen.measureText(node.data.trim());
    const base = rectangle.top + (rectangle.height * size.fontBoundingBoxAscent) / (size.fontBoundingBoxAscent + size.fontBoundingBoxDescent);
    return [rectangle.left, base - size.actualBoundingBoxAscent, rectangle.right, base + size.actualBoundingBoxDescent];
  }

  function clippers(element) {
    const found = [];
    for (let each = element; each && each !== document.body; each = each.parentElement) {
      const style = getComputedStyle(each);
      const clips = style.overflowX !== "visible" || style.overflowY !== "visible";
      if (!clips && !each.matches(".print, main, .bar")) continue;
      const outer = each.getBoundingClientRect();
      const top = outer.top + each.clientTop, left = outer.left + each.clientLeft;
      found.push({ name: name(each), box: [left, top, left + each.clientWidth, top + each.clientHeight], scrolls: scrolls(style) });
    }
    return found;
  }

  function shortener(element) {
    for (let each = element; each && each !== root; each = each.parentElement) {
      if (getComputedStyle(each).textOverflow === "ellipsis") return each.getBoundingClientRect();
    }
    return null;
  }

  const texts = [];
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (!node.data.trim() || !seen(node.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const drawn = [...range.getClientRects()].filter((line) => line.width > 1).map((line) => inked(node, line));
    const dots = shortener(node.parentElement);
    const lines = dots ? drawn.map(([left, top, right, bottom]) => [Math.max(left, dots.left), top, Math.min(right, dots.right), bottom]) : drawn;
    texts.push({
      isShortened: drawn.some((line, number) => line.join() !== lines[number].join()),
      text: node.data.trim().replace(/\s+/g, " ").slice(0, 32),
      size: parseFloat(getComputedStyle(node.parentElement).fontSize),
      lines,
      within: clippers(node.parentElement),
      layer: layer(node.parentElement),
      isOnPaper: node.parentElement.closest(".paper") !== null,
    });
  }
  const code = document.querySelector("svg.qr")?.getBoundingClientRect();
  return {
    page: [document.documentElement.scrollWidth, document.documentElement.scrollHeight, innerWidth, innerHeight],
    layers: layers.map((each) => (each ? scrolls(getComputedStyle(each)) : document.documentElement.scrollHeight > innerHeight)),
    targets,
    texts,
    code: code ? Math.min(code.width, code.height) : null,
  };
}
