// A table wider than the screen scrolls by itself; the keyboard must be able to reach it in every browser.
(() => {
  const boxes = document.querySelectorAll(".table-wrap, .doc-body table");
  const update = () => {
    for (const box of boxes) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  window.addEventListener("resize", update);
  update();
})();
