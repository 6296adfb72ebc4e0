/* Says in words when a passkey was not accepted, cancelled or not found: the sign-in library only tells the console. */
(() => {
  "use strict";

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const trouble = document.querySelector("[data-key-trouble]");
    if (!trouble) return;
    trouble.hidden = false;
    trouble.scrollIntoView({ block: "nearest" });
  });
})();
