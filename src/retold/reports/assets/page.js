"use strict";
// Everything here is a help; the page says all it has to say without it.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Open whatever hides the place that an address names.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
    target.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", reveal);

  // Draw the ribbons between the sentences themselves instead of on the map.
  const draw = (pair) => {
    const svg = pair.querySelector(".gutter svg");
    const box = svg.parentElement.getBoundingClientRect();
    if (box.width < 20 || box.width > 200) {
      if (svg.classList.contains("live")) restore(svg);
      return;
    }
    svg.classList.add("live");
    svg.setAttribute("viewBox", `0 0 ${box.width} ${box.height}`);
    const ends = (id) => {
      const words = document.getElementById(id).querySelector("p").getBoundingClientRect();
      return [words.top - box.top, words.bottom - box.top];
    };
    const half = box.width / 2;
    // Measure all before drawing any: a drawn ribbon makes the next measurement slow.
    const drawn = all(".ribbon", svg).map((ribbon) => {
      const [p, c] = [ends(ribbon.dataset.p), ends(ribbon.dataset.c)];
      return [ribbon, `M0 ${p[0]}C${half} ${p[0]} ${half} ${c[0]} ${box.width} ${c[0]}` +
        `V${c[1]}C${half} ${c[1]} ${half} ${p[1]} 0 ${p[1]}z`];
    });
    for (const [ribbon, path] of drawn) {
      ribbon.dataset.map ??= ribbon.getAttribute("d");
      ribbon.setAttribute("d", path);
    }
  };
  const restore = (svg) => {
    svg.classList.remove("live");
    svg.setAttribute("viewBox", "0 0 100 1000");
    for (const ribbon of all(".ribbon", svg)) ribbon.setAttribute("d", ribbon.dataset.map);
  };
  const watch = new ResizeObserver((entries) => {
    for (const entry of entries) if (entry.contentRect.height) draw(entry.target);
  });
  for (const pair of all(".pair")) {
    watch.observe(pair);
    const ribbons = all(".ribbon", pair);
    const light = (event) => {
      const item = event.target.closest("li");
      for (const ribbon of ribbons) {
        const on = event.type !== "mouseleave" && item &&
          (ribbon.dataset.p === item.id || ribbon.dataset.c === item.id);
        ribbon.classList.toggle("on", Boolean(on));
      }
    };
    for (const name of ["mouseover", "focusin", "mouseleave"]) pair.addEventListener(name, light);
  }

  // j and k walk through the changes.
  let at = -1;
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    const step = { j: 1, k: -1 }[event.key];
    const changes = all("li.change");
    if (!step || !changes.length) return;
    at = (Math.max(at + step, step > 0 ? 0 : -1) + changes.length) % changes.length;
    for (let node = changes[at]; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
    changes[at].focus({ preventScroll: true });
    changes[at].scrollIntoView({ block: "center" });
  });

  if (location.hash) reveal();
})();
