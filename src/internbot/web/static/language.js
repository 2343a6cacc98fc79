// The language of the chat page: from its address, else what was chosen before, else the browser's. Before all else.
"use strict";

(() => {
  const LANGUAGES = { ar: "العربية", de: "Deutsch", en: "English", es: "Español", fr: "Français", hi: "हिन्दी", it: "Italiano", pt: "Português", zh: "中文" };
  const root = new URL("..", document.currentScript.src).href.replace(/\/$/, "");
  const KEY = "internbot language";
  const page = new URL(location.href);

  const remembered = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  const spoken = () => navigator.languages.map((one) => one.slice(0, 2).toLowerCase()).find((one) => one in LANGUAGES);
  const named = [page.searchParams.get("lang"), remembered(), spoken()].find((one) => one in LANGUAGES) || "en";

  // The server reads the address when the page opens.
  if (page.searchParams.get("lang") !== named && named !== (spoken() || "en")) {
    page.searchParams.set("lang", named);
    history.replaceState(null, "", page);
  }
  const dress = () => {
    document.documentElement.lang = named;
    document.documentElement.dir = named === "ar" ? "rtl" : "ltr";
  };
  dress();
  document.addEventListener("DOMContentLoaded", dress);

  const words = {};
  window.chatPage = {
    root,
    words,
    language: named,
    languages: LANGUAGES,
    ready: fetch(`${root}/words/${named}.json`, { credentials: "omit" })
      .then((answer) => answer.json())
      .then((told) => Object.assign(words, told))
      .catch(() => words),
    // What the script says itself; in English until the words are there.
    say: (key, otherwise) => words[key] || otherwise,
    speak(code) {
      try {
        localStorage.setItem(KEY, code);
      } catch { /* private windows refuse storage; the address remembers */ }
      const next = new URL(location.href);
      next.searchParams.set("lang", code);
      location.assign(next);
    },
  };
})();
