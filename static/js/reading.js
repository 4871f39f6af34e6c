// Size of a document's text (字号 大 中 小). The buttons stay hidden when this file does not run: the browser zooms as well.
(() => {
  const KEY = "reading-size";
  const text = document.querySelector("[data-reading]");
  const bar = document.querySelector("[data-reading-sizes]");
  if (!text || !bar) return;

  const remember = (size) => { try { localStorage.setItem(KEY, size); } catch { /* private browsing: nothing to keep */ } };
  const remembered = () => { try { return localStorage.getItem(KEY); } catch { return null; } };

  const show = (size) => {
    text.dataset.size = size;
    for (const button of bar.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === size));
    }
  };

  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    show(button.value);
    remember(button.value);
  });
  show(remembered() || "medium");
  bar.hidden = false;
})();
