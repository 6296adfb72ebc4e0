/* What is written in the form of a deed is not lost by a slip: it is carried over when another kind or cap is chosen,
   and asked about before it is thrown away. It stays in this page and is sent nowhere. */
(() => {
  "use strict";

  const page = document;
  const kept = new WeakMap(); // place → what was written there, by the name of the field
  const isSent = new WeakSet();

  const fieldsOf = (place) => [...place.querySelectorAll("input, select, textarea")].filter(
    (field) => field.name && !["hidden", "file", "password", "submit"].includes(field.type),
  );
  const isTicked = (field) => field.type === "checkbox" || field.type === "radio";
  const isText = (field) => !isTicked(field) && field.tagName !== "SELECT";

  const isChanged = (field) => {
    if (isTicked(field)) return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") {
      const options = [...field.options];
      return options[field.selectedIndex] !== (options.find((one) => one.defaultSelected) || options[0]);
    }
    return field.value !== field.defaultValue;
  };

  /* A field of one line shows a text of several without its line breaks; the whole text comes back with a larger one. */
  const shown = (field, text) => (field.tagName === "TEXTAREA" ? text : text.replace(/[\r\n]/g, ""));

  const remember = (place) => {
    const words = kept.get(place) || new Map();
    fieldsOf(place).forEach((field) => {
      const before = words.get(field.name);
      if (!isChanged(field) && before === undefined) return;
      if (field.type === "radio") {
        if (field.checked) words.set(field.name, { value: field.value });
      } else if (field.type === "checkbox") {
        words.set(field.name, { checked: field.checked });
      } else if (!before || shown(field, before.value || "") !== field.value) {
        words.set(field.name, { value: field.value, isText: isText(field) });
      }
    });
    if (words.size) kept.set(place, words);
  };

  const bringBack = (place) => {
    const words = kept.get(place);
    if (!words) return;
    if (!place.querySelector("form")) {
      kept.delete(place);
      return;
    }
    fieldsOf(place).forEach((field) => {
      const word = words.get(field.name);
      if (!word) return;
      if (field.type === "radio") field.checked = field.value === word.value;
      else if (field.type === "checkbox") field.checked = word.checked === undefined ? field.checked : word.checked;
      else if (field.tagName === "SELECT") {
        if ([...field.options].some((one) => one.value === word.value)) field.value = word.value;
      } else if (word.isText) field.value = word.value;
    });
  };

  const isWritten = (place) => {
    const words = [...(kept.get(place)?.values() || [])];
    return words.some((word) => word.isText && word.value.trim())
      || fieldsOf(place).some((field) => isText(field) && isChanged(field) && field.value.trim());
  };

  const placeOf = (event) => event.detail.target?.closest?.("[data-deed-place]");

  page.addEventListener("htmx:beforeRequest", (event) => {
    const place = placeOf(event);
    if (!place) return;
    remember(place);
    if (event.detail.requestConfig.verb === "post") isSent.add(place);
  });

  page.addEventListener("htmx:afterRequest", (event) => {
    const place = placeOf(event);
    if (place && !event.detail.successful) isSent.delete(place);
  });

  page.addEventListener("htmx:afterSwap", (event) => {
    const place = placeOf(event);
    if (!place) return;
    isSent.delete(place);
    bringBack(place);
  });

  /* Before the page's own handler closes the form. */
  page.addEventListener("click", (event) => {
    const cancel = event.target.closest("[data-deed-cancel]");
    const place = cancel?.closest("[data-deed-place]");
    if (!place) return;
    if (isWritten(place) && !window.confirm(page.getElementById("page-waiting").dataset.leaveWords)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    kept.delete(place);
    isSent.add(place); // thrown away knowingly: the browser need not ask again
  }, true);

  page.addEventListener("input", (event) => {
    const place = event.target.closest("[data-deed-place]");
    if (place) isSent.delete(place);
  });

  window.addEventListener("beforeunload", (event) => {
    const places = [...page.querySelectorAll("[data-deed-place]")];
    if (places.some((place) => !isSent.has(place) && isWritten(place))) event.preventDefault();
  });
})();
