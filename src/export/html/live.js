"use strict";
(() => {
  const section = document.querySelector(".findings");
  const version = section.dataset.version;
  const kept = ["words", "actor", "kind", "from", "to"];

  // What the reader has searched for and scrolled to outlives a new version.
  addEventListener("pagehide", () => {
    const state = {};
    for (const id of kept) state[id] = document.getElementById(id).value;
    const frame = document.querySelector(".frame");
    if (frame) state.scroll = [frame.scrollLeft, frame.scrollTop];
    sessionStorage.setItem("preview", JSON.stringify(state));
  });
  const state = JSON.parse(sessionStorage.getItem("preview") ?? "{}");
  for (const id of kept) {
    const input = document.getElementById(id);
    if (state[id]) {
      input.value = state[id];
      input.dispatchEvent(new Event("input"));
    }
  }
  const frame = document.querySelector(".frame");
  if (frame && state.scroll) [frame.scrollLeft, frame.scrollTop] = state.scroll;

  // The server answers when there is a new version, or after a while.
  async function wait() {
    for (;;) {
      try {
        const answer = await fetch("/version?after=" + version, { cache: "no-store" });
        if (answer.ok && (await answer.text()) !== version) {
          location.reload();
          return;
        }
      } catch {
        // The server has gone; it may come back.
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    }
  }
  wait();
})();
