// The page for owners of sites: writes the tag, and shows the widget as it would look.
(() => {
  "use strict";
  const form = document.getElementById("looks");
  const here = new URL(".", location.href).href.replace(/\/$/, "");
  const defaults = { colour: "#1f5fbf", radius: "12", position: "right" };

  function chosen() {
    const values = {};
    for (const [name, value] of new FormData(form)) {
      const text = value.trim();
      if (text && text !== defaults[name]) values[name] = text;
    }
    return values;
  }
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

  function tell() {
    const attributes = Object.entries(chosen()).map(([name, value]) => ` data-${name}="${escaped(value)}"`);
    document.querySelector("#tag code").textContent = `<script src="${here}/widget.js"${attributes.join("")} async></scr` + "ipt>";
    document.querySelector("#policy code").textContent = `script-src ${new URL(here).origin}; connect-src ${new URL(here).origin}`;
  }
  function show() {
    for (const old of document.querySelectorAll("internbot-widget, script[data-shown]")) old.remove();
    delete window.internbot;
    const script = document.createElement("script");
    script.src = `${here}/widget.js`;
    script.dataset.shown = "yes";
    const values = chosen();
    delete values.site; // this page is the server's own: it needs no permission
    Object.assign(script.dataset, values);
    document.body.append(script);
  }
  form.addEventListener("input", tell);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tell();
    show();
  });
  document.getElementById("copy").addEventListener("click", async () => {
    const said = document.getElementById("copied");
    try {
      await navigator.clipboard.writeText(document.querySelector("#tag code").textContent);
      said.textContent = "Copied.";
    } catch {
      said.textContent = "This browser does not let pages copy: select the tag and copy it.";
    }
  });
  tell();
  show();
})();
