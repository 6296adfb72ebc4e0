/* What a citizen or a company has begun to write stays in this tab until it is received, thrown away, or they sign out.
   It is kept under a mark of the sign-in; what lies there under another mark is removed, and a page without a mark
   removes everything. It is sent nowhere, and ends with the tab. */
(() => {
  "use strict";

  const PREFIX = "words:";
  const page = document;
  const meta = page.querySelector('meta[name="words-mark"]');
  const mark = meta ? `${PREFIX}${meta.content}:` : "";

  const store = (() => {
    try {
      window.sessionStorage.getItem(PREFIX);
      return window.sessionStorage;
    } catch { return null; } // switched off by the browser: then nothing is kept
  })();
  if (!store) return;

  const forget = (isForgotten) => Object.keys(store)
    .filter((key) => key.startsWith(PREFIX) && isForgotten(key))
    .forEach((key) => store.removeItem(key));

  forget((key) => !mark || !key.startsWith(mark));
  if (!mark) return;

  /* What was sent is received when the next page says so; after a page of misfortune the words are still here. */
  const sentKey = `${mark}sent`;
  if (page.querySelector("#messages .done--success")) {
    JSON.parse(store.getItem(sentKey) || "[]").forEach((key) => store.removeItem(key));
    store.removeItem(sentKey);
  }

  const fields = [...page.querySelectorAll("[data-keep-words]")];
  const keyOf = (field) => `${mark}${window.location.pathname}:${field.name}`;

  const sayKept = (field) => {
    const line = page.createElement("p");
    const drop = page.createElement("button");
    line.className = "quiet";
    line.setAttribute("role", "status");
    line.textContent = `${meta.dataset.kept} `;
    drop.type = "button";
    drop.className = "plain-button";
    drop.textContent = meta.dataset.drop;
    drop.addEventListener("click", () => {
      field.value = "";
      store.removeItem(keyOf(field));
      line.remove();
      field.focus();
    });
    line.append(drop);
    field.after(line);
  };

  fields.forEach((field) => {
    const kept = store.getItem(keyOf(field));
    if (kept && !field.value.trim()) {
      field.value = kept;
      sayKept(field);
    }
    field.addEventListener("input", () => {
      try {
        if (field.value.trim()) store.setItem(keyOf(field), field.value);
        else store.removeItem(keyOf(field));
      } catch { /* the browser's room is full: the words stand on the page as before */ }
    });
  });

  /* On window, so that whoever stops a form from being sent has been asked first. */
  window.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    const isLeaving = event.target.action.endsWith(meta.dataset.leave);
    const sent = fields.filter((field) => field.form === event.target).map(keyOf);
    store.removeItem(sentKey);
    if (isLeaving) forget(() => true);
    else if (sent.length > 0) {
      try { store.setItem(sentKey, JSON.stringify(sent)); } catch { sent.forEach((key) => store.removeItem(key)); }
    }
  });
})();
