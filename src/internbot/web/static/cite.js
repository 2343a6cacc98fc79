// Citations of the chat page: the card with the quote, the panel with its source, copying, and what is read aloud.
"use strict";

(() => {
  const LEAVE_MS = 160;
  const { say } = window.chatPage;
  // As wide as chat and source need to stand side by side.
  const wide = matchMedia("(min-width: 1180px)");
  let card = null;
  let cardPill = null;
  let leaving = 0;
  let panel = null;
  let opener = null;

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  // The entry below the answer that a pill stands for; it holds all that the card shows.
  const entryOf = (pill) => {
    const answer = pill.closest(".answer");
    const number = pill.lastChild.textContent.trim();
    return answer && document.getElementById(answer.id.replace("answer-", "src-") + "-" + number);
  };

  // Card

  const showCard = (pill) => {
    clearTimeout(leaving);
    if (cardPill === pill) return;
    const entry = entryOf(pill);
    if (!entry) return;
    hideCard();
    card = element("div", { id: "cite-card", className: "cite-card", role: "note" });
    const parts = [...entry.closest(".source-entry").querySelectorAll(":scope > p"), ...entry.children];
    card.append(...parts.map((part) => part.cloneNode(true)));
    card.addEventListener("pointerenter", () => clearTimeout(leaving));
    card.addEventListener("pointerleave", leave);
    document.body.append(card);
    cardPill = pill;
    pill.setAttribute("aria-describedby", "cite-card");
    place(pill);
  };

  const place = (pill) => {
    const at = pill.getClientRects()[0] || pill.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const left = Math.max(12, Math.min(at.left - 16, room - card.offsetWidth - 12));
    // Above where there is room: what the reader comes to next is below.
    const below = at.top < card.offsetHeight + 16;
    card.style.left = left + window.scrollX + "px";
    card.style.top = window.scrollY + (below ? at.bottom + 8 : at.top - card.offsetHeight - 8) + "px";
  };

  const hideCard = () => {
    clearTimeout(leaving);
    if (!card) return;
    cardPill.removeAttribute("aria-describedby");
    card.remove();
    card = cardPill = null;
  };

  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(() => {
      if (cardPill !== document.activeElement) hideCard();
    }, LEAVE_MS);
  };

  // Panel

  const openPanel = async (link) => {
    opener = link.closest("#cite-card") ? cardPill : link;
    hideCard();
    panel = panel || makePanel();
    const [body, elsewhere] = [panel.querySelector(".panel-body"), panel.querySelector(".panel-tab")];
    elsewhere.href = link.href;
    body.replaceChildren(element("p", { className: "working" }, say("opening", "Opening the source")));
    if (panel.open) panel.close("again");
    // Beside the chat one goes on reading and asking; below it, on a small screen, the chat waits.
    if (wide.matches) panel.show();
    else panel.showModal();
    document.documentElement.classList.toggle("beside", wide.matches);
    try {
      const answer = await fetch(link.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      body.replaceChildren(document.importNode(page.getElementById("source"), true));
    } catch {
      body.replaceChildren(
        element("p", { className: "problem" }, say("not_loaded", "The source did not load.")),
      );
    }
    const quote = body.querySelector("#quote");
    if (quote) quote.scrollIntoView({ block: "center" });
    else body.scrollTop = 0;
  };

  const makePanel = () => {
    const close = element("button", { type: "button", className: "panel-close" }, say("close", "Close"));
    const elsewhere = element("a", { className: "panel-tab", target: "_blank", rel: "noopener" }, say("tab", "Open in a new tab"));
    const body = element("div", { className: "panel-body", tabIndex: 0 });
    const made = element(
      "dialog",
      { className: "source-panel", ariaLabel: say("one_source", "Source") },
      element("div", { className: "panel-bar" }, elsewhere, close),
      body,
    );
    close.addEventListener("click", () => made.close());
    made.addEventListener("click", (event) => event.target === made && !wide.matches && made.close());
    made.addEventListener("keydown", (event) => event.key === "Escape" && made.close());
    made.addEventListener("close", () => {
      if (made.returnValue === "again") {
        made.returnValue = "";
        return;
      }
      document.documentElement.classList.remove("beside");
      const back = opener && opener.isConnected ? opener : document.querySelector("#question textarea");
      if (back) back.focus();
      hideCard();
      body.replaceChildren();
    });
    document.body.append(made);
    return made;
  };

  // Copy

  const copy = async (button) => {
    const answer = button.closest(".answer");
    const said = answer.querySelector(".said").cloneNode(true);
    said.querySelectorAll(".cite").forEach((pill) => pill.replaceWith(" [" + pill.lastChild.textContent.trim() + "]"));
    said.querySelectorAll("li").forEach((item) => item.prepend("- "));
    const lines = leaves(said).map((block) => block.textContent.trim());
    const sources = [...answer.querySelectorAll(".sources li")].map((entry) => {
      const page = entry.querySelector(".open-page") || entry.querySelector(".open-source");
      const address = page ? new URL(page.getAttribute("href"), location.origin).href.replace(/#?:~:text=.*$/, "") : "";
      const title = entry.closest(".source-entry").querySelector("strong").textContent;
      return "[" + entry.querySelector(".number").textContent + "] " + title + (address && ", " + address);
    });
    for (const entry of answer.querySelectorAll(".nearest li:has(blockquote)"))
      sources.push(entry.querySelector("a").textContent + ": “" + entry.querySelector("blockquote").textContent + "”");
    const text = lines.join("\n\n") + (sources.length ? "\n\n" + sources.join("\n") : "");
    const done = await writeClipboard(text);
    button.textContent = done ? say("copied", "Copied") : "Copying is not allowed here";
    setTimeout(() => (button.textContent = say("copy", "Copy")), 2000);
  };

  const writeClipboard = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Pages that did not come over HTTPS have no clipboard but this.
      const area = element("textarea", { value: text, className: "unseen" });
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };

  // Chips: the cross takes a condition away by asking so, which the conversation then remembers.

  const send = (words) => {
    const box = document.querySelector("#question textarea");
    const submit = document.querySelector("#question .submit-button");
    if (!box || !submit || box.disabled) return false;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, words);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    // The component takes the words over before it is told to send them.
    requestAnimationFrame(() => submit.click());
    return true;
  };

  // Events, all delegated: answers are drawn anew while they are being written.

  const plain = (event) => event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  const target = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

  document.addEventListener("click", (event) => {
    const button = target(event, ".answer .copy");
    if (button) copy(button);
    const chip = target(event, ".filters a.off");
    if (chip && plain(event) && send(chip.textContent.trim())) event.preventDefault();
    const link = target(event, "a.cite, a.open-source");
    if (link && plain(event)) {
      event.preventDefault();
      if (link.matches(".cite") && event.pointerType === "touch" && cardPill !== link) showCard(link);
      else if (link.matches(".cite") && event.pointerType === "touch") hideCard();
      else openPanel(link);
    } else if (!link && !target(event, "#cite-card")) hideCard();
  });
  document.addEventListener("pointerover", (event) => {
    const pill = event.pointerType !== "touch" && target(event, "a.cite");
    if (pill) showCard(pill);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType !== "touch" && target(event, "a.cite")) leave();
  });
  document.addEventListener("focusin", (event) => {
    const pill = target(event, "a.cite");
    if (pill && pill.matches(":focus-visible")) showCard(pill);
    else if (!pill && !target(event, "#cite-card")) hideCard();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !card) return;
    const pill = cardPill;
    const inside = card.contains(document.activeElement);
    hideCard();
    if (inside) pill.focus();
  });

  // What is read aloud: the finished answer once, not each piece of it.

  const voice = element("div", { className: "unseen", role: "status", id: "voice" });
  let spoken = "";
  let questions = 0;

  const drawn = () => {
    if (cardPill && !cardPill.isConnected) hideCard();
    const log = document.querySelector('#chat [role="log"]');
    if (!log) {
      questions = 0;
      return;
    }
    log.setAttribute("aria-live", "off");
    log.setAttribute("aria-label", "Conversation");
    // The component puts the message's source text into its label.
    log.querySelectorAll('[data-testid="user"], [data-testid="bot"]').forEach((row) => row.removeAttribute("aria-label"));
    const asked = log.querySelectorAll(".question");
    if (asked.length) makeRoom(asked[asked.length - 1], asked.length === 1);
    if (asked.length > questions) bringUp(asked[asked.length - 1], asked.length === 1);
    questions = asked.length;
    const answers = log.querySelectorAll(".answer");
    const last = answers[answers.length - 1];
    if (!last) return;
    const working = last.querySelector(".working");
    const words = working ? working.textContent : aloud(last);
    if (words !== spoken) voice.textContent = spoken = words;
  };

  const aloud = (answer) => {
    const text = answer.cloneNode(true);
    text.querySelectorAll(".cite, .sources, .actions, table, details").forEach((part) => part.remove());
    const words = leaves(text).map((block) => block.textContent.trim());
    const cited = answer.querySelectorAll(".sources li").length;
    if (cited) words.push(cited + (cited === 1 ? " source." : " sources."));
    return words.join(" ");
  };

  // Paragraphs and list items that hold no further ones.
  const leaves = (part) => [...part.querySelectorAll("p, li")].filter((block) => !block.querySelector("p, li"));

  // Below the conversation, as much as is missing to scroll its last question to the top.
  const makeRoom = (question, first) => {
    const [chat, composer] = [document.querySelector("#chat"), document.querySelector("#composer")];
    const top = first ? -window.scrollY : question.getBoundingClientRect().top;
    const missing = window.innerHeight - composer.offsetHeight - (chat.getBoundingClientRect().bottom - top);
    document.documentElement.style.setProperty("--room", Math.max(0, Math.floor(missing)) + "px");
  };

  const bringUp = (question, first) => {
    // The keyboard of a phone would cover the answer.
    if (matchMedia("(pointer: coarse)").matches) document.activeElement.blur();
    if (first) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    question.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  };

  window.addEventListener("resize", drawn);

  let due = false;
  new MutationObserver(() => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      drawn();
    });
  }).observe(document.documentElement, { childList: true, subtree: true });
  document.body.append(voice);
})();
