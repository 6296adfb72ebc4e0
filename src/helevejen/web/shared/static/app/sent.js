/* What is sent is sent once, and as it was written: a second press while the first is under way does nothing, a page one
   comes back to is empty of what was received, and a date the calendar cannot read goes to the server, which says why. */
(() => {
  "use strict";

  const LEFT_MS = 10000; // a page still here so long after its form was sent was not left: it may be sent again
  const RECEIVED = "received";
  const SENT = "sent-from";
  const page = document;
  const words = page.getElementById("page-waiting");

  /* --- Dates --- */

  const pickers = (scope) => [...scope.querySelectorAll(".date-picker")].map((picker) => ({
    sent: picker.querySelector(".date-picker__internal-input"),
    seen: picker.querySelector(".date-picker__external-input"),
  })).filter((one) => one.sent && one.seen);

  /* In the first phase, before anybody gathers the fields. */
  page.addEventListener("submit", (event) => {
    pickers(event.target).filter((one) => !one.sent.value && one.seen.value.trim()).forEach((one) => {
      one.sent.value = one.seen.value;
    });
  }, true);

  /* What the server could not read either stays to be put right; once, since who has emptied a field means it. */
  const isShown = new WeakSet();
  const showDates = () => pickers(page).filter((one) => !isShown.has(one.sent)).forEach((one) => {
    isShown.add(one.sent);
    if (!one.seen.value) one.seen.value = one.sent.defaultValue;
  });
  showDates();
  page.addEventListener("htmx:afterSettle", showDates);

  /* --- Once, in the page: a form whose deed is done waits for the page to be drawn anew --- */

  const done = new WeakSet();
  const formOf = (event) => (event.detail.requestConfig?.verb === "post" ? event.detail.elt.closest("form") : null);

  page.addEventListener("htmx:beforeOnLoad", (event) => {
    const form = formOf(event);
    const isDrawnAnew = ["HX-Location", "HX-Redirect"].some((name) => event.detail.xhr.getResponseHeader(name));
    if (form && isDrawnAnew) done.add(form);
  });
  page.addEventListener("htmx:beforeRequest", (event) => {
    if (done.has(formOf(event))) event.preventDefault();
  });

  /* --- Once, from page to page --- */

  const store = (() => {
    try {
      window.sessionStorage.getItem(SENT);
      return window.sessionStorage;
    } catch { return null; } // switched off by the browser: then a page one comes back to stays as it was
  })();
  const received = () => JSON.parse(store?.getItem(RECEIVED) || "[]");
  const underWay = new Set();
  const places = () => [...page.querySelectorAll("form")];

  /* On window, so that whoever stops a form from being sent has been asked first. */
  window.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (underWay.has(form)) {
      event.preventDefault();
      return;
    }
    underWay.add(form);
    setTimeout(() => underWay.delete(form), LEFT_MS);
    if (!store) return;
    const mark = `${Date.now()}-${Math.random()}`;
    window.history.replaceState({ ...window.history.state, sent: { mark, form: places().indexOf(form), to: form.action } }, "");
    try { store.setItem(SENT, mark); } catch { /* the browser's room is full */ }
  });

  /* What was sent is received when the next page says so. */
  if (store?.getItem(SENT)) {
    if (page.querySelector("#messages .done--success")) {
      try { store.setItem(RECEIVED, JSON.stringify([...received(), store.getItem(SENT)].slice(-20))); } catch { /* full */ }
    }
    store.removeItem(SENT);
  }

  window.addEventListener("pageshow", () => {
    underWay.clear();
    const sent = window.history.state?.sent;
    const form = sent && received().includes(sent.mark) ? places()[sent.form] : null;
    if (form?.action !== sent?.to || !form) return;
    window.history.replaceState({ ...window.history.state, sent: null }, "");
    form.reset();
    const line = page.createElement("p");
    line.className = "quiet";
    line.setAttribute("role", "status");
    line.textContent = words.dataset.receivedWords;
    form.prepend(line);
  });
})();
