"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const articles = new Map();
  const groups = new Map();
  for (const article of document.querySelectorAll("article.about")) {
    articles.set(article.dataset.event, article);
  }
  for (const group of document.querySelectorAll("svg g.event")) {
    groups.set(group.dataset.event, group);
  }
  document.documentElement.classList.add("live");
  for (const part of document.querySelectorAll(".tools, .zoom")) part.hidden = false;

  // Articles fold under their titles.
  const heads = new Map();
  for (const [number, article] of articles) {
    const body = article.querySelector(".body");
    const title = article.querySelector("h3");
    const button = document.createElement("button");
    button.type = "button";
    button.append(...title.childNodes);
    title.append(button);
    body.id = "body-" + number;
    button.setAttribute("aria-controls", body.id);
    heads.set(number, button);
    button.addEventListener("click", () => {
      if (body.hidden) choose(number); else fold(number, true);
    });
    fold(number, true);
  }

  function fold(number, folded) {
    articles.get(number).querySelector(".body").hidden = folded;
    heads.get(number).setAttribute("aria-expanded", String(!folded));
  }

  // One event is chosen: its article is open, and it is marked in the picture.
  let chosen = null;
  function choose(number) {
    if (chosen !== null) articles.get(chosen).classList.remove("chosen");
    for (const halo of document.querySelectorAll("rect.halo")) halo.remove();
    chosen = number;
    articles.get(number).classList.add("chosen");
    fold(number, false);
    const group = groups.get(number);
    if (!group) return;
    const box = group.getBBox();
    const halo = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    halo.setAttribute("class", "halo");
    halo.setAttribute("x", String(box.x - 4));
    halo.setAttribute("y", String(box.y - 3));
    halo.setAttribute("width", String(box.width + 8));
    halo.setAttribute("height", String(box.height + 6));
    halo.setAttribute("rx", "4");
    const ground = group.ownerSVGElement.querySelector("g.paper");
    ground.after(halo);
    const paper = document.querySelector(".frame");
    const frame = paper.getBoundingClientRect();
    const place = group.getBoundingClientRect();
    if (place.top < frame.top || place.bottom > frame.bottom) {
      paper.scrollTop += place.top - frame.top - frame.height / 3;
    }
  }

  // A link to an article, from the picture or from another article.
  function follow() {
    const found = /^#about-(\d+)$/.exec(location.hash);
    const article = found && articles.get(found[1]);
    if (!article) return;
    if (article.closest("li").hidden) clear();
    choose(found[1]);
    article.scrollIntoView({ block: "nearest" });
    heads.get(found[1]).focus({ preventScroll: true });
  }
  addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    // The same link once more is no change of the address.
    if (link && link.getAttribute("href") === location.hash) follow();
  });

  // Search and filters.
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map();
  for (const [number, article] of articles) {
    // What it has to do with other events is in their words.
    const own = article.cloneNode(true);
    for (const part of own.querySelectorAll(".others")) part.remove();
    texts.set(number, plain(own.textContent));
  }

  function day(input, last) {
    const text = input.value.trim();
    const found = /^(-?\d{1,6})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(text);
    const month = found && found[2] ? Number(found[2]) : last ? 12 : 1;
    let number = null;
    if (found && month >= 1 && month <= 12) {
      const date = new Date(0);
      // Day 0 of the next month is the last of this one.
      const date_of_month = found[3] ? Number(found[3]) : last ? 0 : 1;
      date.setUTCFullYear(Number(found[1]), month - (last && !found[3] ? 0 : 1), date_of_month);
      number = date.getTime() / 86400000;
    }
    input.setAttribute("aria-invalid", String(text !== "" && number === null));
    return number;
  }

  function sift() {
    const words = plain(byId("words").value).split(/\s+/).filter(Boolean);
    const actor = byId("actor").value;
    const kind = byId("kind").value;
    const from = day(byId("from"), false);
    const to = day(byId("to"), true);
    let shown = 0;
    for (const [number, article] of articles) {
      const data = article.dataset;
      const first = data.from === undefined ? null : Number(data.from);
      const last = data.to === undefined ? null : Number(data.to);
      const dated = first !== null || last !== null;
      const fits =
        words.every((word) => texts.get(number).includes(word)) &&
        (actor === "" || data.actors.split(" ").includes(actor)) &&
        (kind === "" || data.kind === kind) &&
        ((from === null && to === null) || dated) &&
        (from === null || last === null || last >= from) &&
        (to === null || first === null || first <= to);
      article.closest("li").hidden = !fits;
      groups.get(number)?.classList.toggle("left-out", !fits);
      if (fits) shown += 1;
    }
    byId("count").textContent = shown + " of " + articles.size + " events";
  }
  const inputs = ["words", "actor", "kind", "from", "to"].map(byId);
  for (const input of inputs) {
    input.addEventListener("input", sift);
    input.addEventListener("change", sift);
  }
  function clear() {
    for (const input of inputs) input.value = "";
    sift();
  }
  byId("clear").addEventListener("click", clear);

  // Keys: / searches, arrows go from event to event, Escape shows all again.
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      byId("words").focus();
    } else if (event.key === "Escape" && event.target.closest(".tools")) {
      clear();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const open = [...heads.values()].filter((head) => !head.closest("li").hidden);
      const at = open.indexOf(document.activeElement);
      const next = open[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (at >= 0) {
        event.preventDefault();
        if (next) next.focus();
      }
    }
  });

  // Zoom and pan.
  const svg = document.querySelector(".frame svg");
  if (svg) {
    const paper = document.querySelector(".frame");
    const size = svg.viewBox.baseVal;
    let scale = 1;
    const zoom = (wanted, x, y) => {
      const before = scale;
      scale = Math.min(8, Math.max(0.1, wanted));
      svg.setAttribute("width", String(size.width * scale));
      svg.setAttribute("height", String(size.height * scale));
      // The point under the pointer stays where it is.
      paper.scrollLeft = (paper.scrollLeft + x) * (scale / before) - x;
      paper.scrollTop = (paper.scrollTop + y) * (scale / before) - y;
    };
    const middle = () => [paper.clientWidth / 2, paper.clientHeight / 2];
    const fit = () => zoom(paper.clientWidth / size.width, 0, 0);
    byId("in").addEventListener("click", () => zoom(scale * 1.25, ...middle()));
    byId("out").addEventListener("click", () => zoom(scale / 1.25, ...middle()));
    byId("real").addEventListener("click", () => zoom(1, ...middle()));
    byId("fit").addEventListener("click", fit);
    paper.addEventListener("keydown", (event) => {
      if (event.key === "+") zoom(scale * 1.25, ...middle());
      if (event.key === "-") zoom(scale / 1.25, ...middle());
      if (event.key === "0") fit();
    });
    paper.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const frame = paper.getBoundingClientRect();
      zoom(scale * Math.exp(-event.deltaY / 300), event.clientX - frame.left, event.clientY - frame.top);
    }, { passive: false });
    let grip = null;
    let dragged = false;
    paper.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.pointerType === "touch") return;
      grip = [event.clientX, event.clientY, paper.scrollLeft, paper.scrollTop];
      dragged = false;
    });
    addEventListener("pointermove", (event) => {
      if (!grip) return;
      const [dx, dy] = [event.clientX - grip[0], event.clientY - grip[1]];
      if (Math.abs(dx) + Math.abs(dy) > 4) dragged = true;
      if (dragged) {
        paper.scrollLeft = grip[2] - dx;
        paper.scrollTop = grip[3] - dy;
      }
    });
    addEventListener("pointerup", () => { grip = null; });
    paper.addEventListener("dragstart", (event) => event.preventDefault());
    paper.addEventListener("click", (event) => {
      // Whoever drags the picture by an event does not mean to choose it.
      if (dragged) event.preventDefault();
    }, true);
    if (paper.clientWidth < size.width) fit();
  }

  sift();
  follow();
})();
