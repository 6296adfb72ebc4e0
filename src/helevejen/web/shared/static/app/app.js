/* What the pages of Hele Vejen do beyond plain HTML. Everything here is an aid: without it each page still works. */
(() => {
  "use strict";

  const WAIT_MS = 400; // a wait shorter than this is not worth a word
  const LEFT_MS = 10000; // a page still here so long after its form was sent was not left, and is given back
  const page = document;
  const waiting = page.getElementById("page-waiting");
  const connection = page.getElementById("connection");
  const waits = new Map();

  /* --- The design system's own scripts --- */

  const ENGLISH_CALENDAR = {
    open_calendar: "Open calendar",
    choose_a_date: "Choose a date",
    choose_a_date_between: "Choose a date between {minDay} {minMonthStr} {minYear} and {maxDay} {maxMonthStr} {maxYear}",
    choose_a_date_before: "Choose a date up to {maxDay} {maxMonthStr} {maxYear}",
    choose_a_date_after: "Choose a date from {minDay} {minMonthStr} {minYear} on",
    aria_label_date: "{dayStr} {day} {monthStr} {year}",
    current_month_displayed: "Showing {monthLabel} {focusedYear}",
    first_possible_date: "First date you can choose",
    last_possible_date: "Last date you can choose",
    previous_year: "One year back",
    previous_month: "One month back",
    next_month: "One month on",
    next_year: "One year on",
    select_month: "Choose a month",
    select_year: "Choose a year",
    previous_years: "{years} years back",
    next_years: "{years} years on",
    guide: "With a keyboard: left and right arrows change the day, up and down the week, page up and page down the month, with shift the year.",
    months_displayed: "Choose a month",
    years_displayed: "Showing the years {start} to {end}. Choose a year.",
    january: "January", february: "February", march: "March", april: "April", may: "May", june: "June",
    july: "July", august: "August", september: "September", october: "October", november: "November", december: "December",
    monday: "Monday", tuesday: "Tuesday", wednesday: "Wednesday", thursday: "Thursday", friday: "Friday",
    saturday: "Saturday", sunday: "Sunday",
  };

  const dress = (scope) => {
    if (window.DKFDS) window.DKFDS.init({ scope });
    scope.querySelectorAll("table[data-stack]:not(.is-titled)").forEach(titleCells);
    scope.querySelectorAll("[data-starts-at]").forEach((pane) => {
      pane.scrollLeft = Number(pane.dataset.startsAt) - pane.clientWidth / 2; // a wide drawing opens where it begins
    });
  };

  /* On a phone a table's rows stand on top of each other; each cell then needs its header's words, and its role. */
  const titleCells = (table) => {
    const titles = [...table.querySelectorAll("thead th")].map(
      (header) => (header.querySelector(":scope > .sr-only") ? "" : header.textContent.trim()),
    );
    table.setAttribute("role", "table");
    table.querySelectorAll("thead, tbody").forEach((group) => group.setAttribute("role", "rowgroup"));
    table.querySelectorAll("tr").forEach((row) => {
      row.setAttribute("role", "row");
      [...row.cells].forEach((cell, column) => {
        const heads = cell.tagName === "TH";
        cell.setAttribute("role", heads ? (cell.scope === "row" ? "rowheader" : "columnheader") : "cell");
        if (!cell.closest("thead") && cell.colSpan === 1 && titles[column]) cell.dataset.title = titles[column];
      });
    });
    table.classList.add("is-titled");
  };

  /* --- Focus: what has just happened is where the reader is --- */

  const focusNews = (scope) => {
    const news = scope.matches && scope.matches("[data-focus]") ? scope : scope.querySelector("[data-focus]");
    if (news) {
      news.focus();
      return true;
    }
    return false;
  };

  const focusFirstField = (scope) => {
    const field = scope.querySelector("input:not([type=hidden]):not([disabled]):not(.date-picker__internal-input), select, textarea");
    const chosen = field && field.type === "radio" && field.closest("fieldset")?.querySelector("input:checked");
    if (field) (chosen || field).focus();
  };

  const isWriting = (scope) => page.activeElement !== scope && scope.contains(page.activeElement)
    && page.activeElement.matches("input, select, textarea");

  /* --- htmx: the token, the wait, the result, the failure --- */

  page.addEventListener("htmx:configRequest", (event) => {
    const token = page.querySelector('meta[name="csrf-token"]');
    if (token) event.detail.headers["X-CSRFToken"] = token.content;
  });

  page.addEventListener("htmx:beforeRequest", (event) => {
    const target = event.detail.target;
    connection.hidden = true;
    waits.set(event.detail.xhr, setTimeout(() => {
      waiting.textContent = waiting.dataset.words;
      if (target) {
        target.classList.add("is-waiting");
        target.setAttribute("aria-busy", "true");
      }
    }, WAIT_MS));
  });

  page.addEventListener("htmx:afterRequest", (event) => {
    clearTimeout(waits.get(event.detail.xhr));
    waits.delete(event.detail.xhr);
    if (waits.size === 0) waiting.textContent = "";
    const target = event.detail.target;
    if (target) {
      target.classList.remove("is-waiting");
      target.removeAttribute("aria-busy");
    }
  });

  page.addEventListener("htmx:afterSettle", (event) => {
    const place = event.detail.elt;
    dress(place.isConnected ? place : page);
    if (isWriting(place)) return; // quicker than the page: the focus stays where the words are
    if (focusNews(place)) return;
    if (place.matches("[data-deed-place]")) focusFirstField(place);
  });

  /* Who signs in again in another window gets a new token there; the words of this page are sent with that one. When
     somebody else has signed in there they are not sent: they would be that person's. */
  let isTokenOld = false;

  const personOf = (scope) => scope.querySelector('meta[name="person-mark"]')?.content || "";

  /* Returns what stands in the way: "" when nothing does, "failed" when that could not be learnt in time. */
  const renewToken = () => askForToken().catch(() => (navigator.onLine ? "failed" : "offline"));

  const askForToken = async () => {
    const answer = await fetch(connection.dataset.fresh, { credentials: "same-origin", signal: AbortSignal.timeout(LEFT_MS) });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const meta = fresh.querySelector('meta[name="csrf-token"]');
    if (!meta) return "failed";
    const person = personOf(fresh);
    if (person !== personOf(page)) return person ? "another" : "signed_out";
    page.querySelector('meta[name="csrf-token"]').content = meta.content;
    page.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => { field.value = meta.content; });
    isTokenOld = false;
    return "";
  };

  page.addEventListener("htmx:confirm", (event) => {
    if (!isTokenOld) return;
    event.preventDefault();
    renewToken().then((hindrance) => {
      if (hindrance) showFailure(hindrance);
      else event.detail.issueRequest(false);
    });
  });

  const showFailure = (reason) => {
    connection.querySelectorAll("[data-when]").forEach((text) => { text.hidden = text.dataset.when !== reason; });
    connection.hidden = false;
    connection.scrollIntoView({ block: "nearest" });
  };

  page.addEventListener("htmx:sendError", () => showFailure("offline"));
  page.addEventListener("htmx:timeout", () => showFailure("failed"));
  page.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    isTokenOld = isTokenOld || status === 401 || status === 403;
    showFailure(status === 404 || status === 410 ? "gone" : status === 401 || status === 403 ? "signed_out" : "failed");
  });
  window.addEventListener("online", () => { connection.hidden = true; });

  /* A whole form sent without a net would leave the page, and the words with it. */
  page.addEventListener("submit", (event) => {
    if (navigator.onLine || event.target.method !== "post" || event.defaultPrevented) return;
    event.preventDefault();
    showFailure("offline");
  });

  /* Nor is a whole text sent by somebody who has been signed out meanwhile, in another tab or by the clock: the page stays
     with the words on it until its writer has signed in again in another window. Until the page is left nothing else on it
     can be pressed, since that would be done in place of the sending. */
  const hold = (isHeld) => {
    const main = page.getElementById("main");
    [...page.body.children, ...main.children].forEach((part) => {
      if (part !== main && part !== waiting && part !== connection) part.inert = isHeld;
    });
    main.setAttribute("aria-busy", String(isHeld));
  };

  const sendWhenSure = (form, submitter) => {
    const place = page.activeElement;
    let ended;
    const release = () => {
      clearTimeout(slow);
      clearTimeout(ended);
      waiting.textContent = "";
      form.dataset.sure = "no";
      hold(false);
      if (place) place.focus();
    };
    const slow = setTimeout(() => { waiting.textContent = waiting.dataset.words; }, WAIT_MS);
    form.dataset.sure = "asking";
    hold(true);
    renewToken().then((hindrance) => {
      if (hindrance && hindrance !== "failed") {
        release();
        showFailure(hindrance);
        return;
      }
      window.addEventListener("pageshow", release, { once: true }); // somebody has come back to it
      ended = setTimeout(release, LEFT_MS);
      form.dataset.sure = "yes";
      form.requestSubmit(submitter?.form === form ? submitter : null);
    });
  };

  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented || form.dataset.sure === "yes" || !personOf(page)) return;
    if (![...form.querySelectorAll("textarea")].some((field) => field.value.trim())) return;
    event.preventDefault();
    if (form.dataset.sure !== "asking") sendWhenSure(form, event.submitter);
  });

  /* --- Deeds in place: closing without doing, with the focus back where it was --- */

  const opener = new WeakMap();

  page.addEventListener("click", (event) => {
    const opens = event.target.closest("[data-opens]");
    if (opens) {
      const place = page.getElementById(opens.dataset.opens);
      if (place) opener.set(place, opens);
    }
    const cancel = event.target.closest("[data-deed-cancel]");
    if (cancel) {
      const place = cancel.closest("[data-deed-place]");
      const details = cancel.closest("details.deed");
      if (place && opener.has(place)) {
        event.preventDefault();
        place.replaceChildren();
        opener.get(place).focus();
      } else if (details) {
        event.preventDefault();
        details.open = false;
        details.querySelector("summary").focus();
      }
    }
    page.querySelectorAll("details[data-closes][open]").forEach((details) => {
      if (!details.contains(event.target)) details.open = false;
    });
  });

  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const details = event.target.closest("details[data-closes][open]");
    if (details) {
      event.preventDefault(); // one Escape closes one thing
      details.open = false;
      details.querySelector("summary").focus();
    }
  });

  page.addEventListener("toggle", (event) => {
    if (event.target.matches("details.deed[open]")) focusFirstField(event.target);
    if (event.target.matches("details.why[open]")) {
      const body = event.target.querySelector(".why__body");
      if (body.getBoundingClientRect().right > page.documentElement.clientWidth) event.target.classList.add("why--left");
    }
  }, true);

  /* --- The menu on a narrow screen --- */

  const menuButton = page.querySelector("[data-menu-button]");
  if (menuButton) {
    const band = page.querySelector(".site-nav-band");
    const show = (open) => {
      band.classList.toggle("is-open", open);
      menuButton.setAttribute("aria-expanded", String(open));
    };
    menuButton.addEventListener("click", () => show(!band.classList.contains("is-open")));
    page.addEventListener("keydown", (event) => {
      const isThere = band.contains(event.target) || event.target === menuButton;
      if (event.key !== "Escape" || event.defaultPrevented || !isThere || !band.classList.contains("is-open")) return;
      show(false);
      menuButton.focus();
    });
  }

  /* --- Start --- */

  if (window.DKFDS && window.DKFDS.datePicker && page.documentElement.lang === "en") {
    window.DKFDS.datePicker.setLanguage(ENGLISH_CALENDAR);
  }
  dress(page);
  focusNews(page.getElementById("main") || page);
})();
