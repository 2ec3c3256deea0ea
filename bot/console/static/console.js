// What the pages do beyond HTML. Everything also works without it.
"use strict";

// A ready text is put into the field, where it can be changed before it is sent.
document.addEventListener("change", (event) => {
  const choice = event.target;
  if (choice instanceof HTMLInputElement && choice.name === "ready") {
    const text = choice.closest("form").querySelector("textarea");
    text.value = choice.parentElement.querySelector("[lang]").textContent.trim();
    text.focus();
  }
});

// On a phone the filters begin closed, so that the list is seen first.
const filters = document.querySelector(".filters");
if (filters && window.matchMedia("(max-width: 860px)").matches) filters.open = false;

// After a form of htmx the eye stays where it was; only a problem is scrolled to.
document.addEventListener("htmx:beforeSwap", (event) => {
  if ([403, 422].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
document.addEventListener("htmx:afterSettle", () => {
  const problem = document.querySelector(".problem");
  if (problem) problem.scrollIntoView({ block: "center" });
  showLatest();
});

// Once the team has written, the conversation is shown from its end: there are the answers.
function showLatest() {
  const talk = document.querySelector(".talk.latest");
  if (talk) talk.scrollTop = talk.scrollHeight;
}
showLatest();
