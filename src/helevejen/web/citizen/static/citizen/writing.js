/* While somebody writes, the session goes on; when they stop, they are told before it ends. Without it a text says so. */
(() => {
  "use strict";

  const note = document.querySelector("[data-writing]");
  const warning = document.querySelector("[data-writing-warning]");
  if (!note || !warning) return;

  const MINUTE_MS = 60 * 1000;
  const ASK_EVERY_MS = 3 * MINUTE_MS; // well within the time a session may lie still
  const WARN_AFTER_MS = 11 * MINUTE_MS; // counted from the last sign of life
  let askedAt = Date.now();
  let timer = 0;

  const warnLater = () => {
    clearTimeout(timer);
    warning.textContent = "";
    timer = setTimeout(() => { warning.textContent = note.dataset.warning; }, WARN_AFTER_MS);
  };

  const stillHere = () => {
    warnLater();
    if (Date.now() - askedAt < ASK_EVERY_MS) return;
    askedAt = Date.now();
    fetch(note.dataset.address, { credentials: "same-origin", redirect: "manual" }).catch(() => { askedAt = 0; });
  };

  note.textContent = note.dataset.words;
  document.addEventListener("input", stillHere);
  warnLater();
})();
