// What the pages gain where scripts run. Everything works without it.
(() => {
  "use strict";
  const all = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);

  // After a refused form, go to the list of what is wrong.
  all("[data-errors]", (box) => box.focus());

  // A place for files: drop them, and see which ones were chosen.
  all("[data-drop]", (drop) => {
    const input = drop.querySelector("input[type=file]");
    const list = drop.querySelector("[data-list]");
    const size = (bytes) => bytes < 1048576 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1048576).toFixed(1)} MB`;
    const show = () => list.replaceChildren(...[...input.files].map((file) => {
      const line = document.createElement("li");
      line.textContent = `${file.name} · ${size(file.size)}`;
      return line;
    }));
    const over = (is) => (event) => { event.preventDefault(); drop.toggleAttribute("data-over", is); };
    drop.setAttribute("data-live", "");
    drop.addEventListener("dragover", over(true));
    drop.addEventListener("dragleave", over(false));
    drop.addEventListener("drop", (event) => {
      over(false)(event);
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    input.addEventListener("change", show);
    show();
  });

  // How many characters are left, said after a pause so that it does not chatter.
  all("textarea[maxlength]", (text) => {
    const line = text.closest(".field")?.querySelector("[data-count]");
    if (!line) return;
    const most = Number(text.getAttribute("maxlength"));
    text.addEventListener("input", () => { line.textContent = `${most - text.value.length} ${line.dataset.count}`; });
  });

  // A form with text in it is not lost by one wrong touch.
  all("form[data-guard]", (form) => {
    let changed = false;
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", () => { changed = false; });
    window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  });

  // One touch sends a form once.
  all("form[method=post]", (form) => form.addEventListener("submit", (event) => {
    if (form.hasAttribute("data-sent")) event.preventDefault();
    form.setAttribute("data-sent", "");
    setTimeout(() => form.removeAttribute("data-sent"), 4000); // a form that answers with a file leaves no page
  }));
  window.addEventListener("pageshow", () => all("form[data-sent]", (form) => form.removeAttribute("data-sent")));

  // On paper nothing is folded away.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("main details:not([open])")];
    closed.forEach((part) => { part.open = true; });
  });
  window.addEventListener("afterprint", () => closed.forEach((part) => { part.open = false; }));

  // The menu of the account closes when one turns elsewhere.
  all("details.account", (menu) => {
    document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  // Copy what stands in another element.
  all("[data-copy]", (button) => {
    const source = document.getElementById(button.dataset.copy);
    if (!source || !navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(source.textContent.trim());
      button.setAttribute("data-done", "");
    });
  });

  // Print this page.
  all("[data-print]", (button) => { button.hidden = false; button.addEventListener("click", () => window.print()); });
})();
