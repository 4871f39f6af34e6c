// A changed select sends its filter form at once. The submit button stays: keyboards walk through a select's options.
for (const form of document.querySelectorAll("form[data-autosubmit]")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("select") && event.target.dataset.pointer === "1") form.requestSubmit();
  });
  form.addEventListener("pointerdown", (event) => {
    if (event.target.matches("select")) event.target.dataset.pointer = "1";
  });
  form.addEventListener("keydown", (event) => {
    if (event.target.matches("select")) event.target.dataset.pointer = "0";
  });
}
