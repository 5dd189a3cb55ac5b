// Tells the contrast of every text and every control with what lies behind it (WCAG 2.2, 1.4.6 and 1.4.11).
() => {
  const root = document.querySelector("#still:not([hidden])") ?? document.querySelector(".cloth");
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const isClear = (colour) => (numbers(colour)[3] ?? 1) === 0;

  function light(colour) {
    const [red, green, blue] = numbers(colour).slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function contrast(one, other) {
    const [bright, dark] = [light(one), light(other)].sort((a, b) => b - a);
    return (bright + 0.05) / (dark + 0.05);
  }

  function behind(element) {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (!isClear(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  }

  const texts = [];
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !seen(element)) continue;
    texts.push([node.data.trim().slice(0, 32), contrast(getComputedStyle(element).color, behind(element))]);
  }
  for (const field of root.querySelectorAll("input.field")) {
    texts.push([`field ${field.value}`, contrast(getComputedStyle(field).color, behind(field))]);
  }
  const controls = [...root.querySelectorAll("a.print, button.print")].filter(seen).map((control) => [
    control.className,
    contrast(getComputedStyle(control).borderBlockEndColor, behind(control.parentElement)),
  ]);
  const pictures = [...root.querySelectorAll("svg.pic")].filter(seen).map((picture) => [
    `${picture.querySelector("use")?.getAttribute("href").split("#")[1] ?? "clock"} in ${picture.parentElement.className}`,
    contrast(getComputedStyle(picture).stroke, behind(picture.parentElement)),
  ]);
  return { texts, controls: [...controls, ...pictures] };
}
