// The browser's own list of conversations, sharing, and what a reader thinks of an answer.
"use strict";

(() => {
  const { root, say, languages, language, speak, ready } = window.chatPage;
  const KEY = "internbot conversations";
  const MOST = 50;
  const REASONS = ["wrong", "incomplete", "out_of_date", "not_asked", "harmful", "other"];
  // In a frame of another site there is no cookie, so that nothing could be opened again.
  const framed = window.top !== window;
  let drawer = null;

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const button = (text, press, className) => {
    const made = element("button", { type: "button", className: className || "" }, text);
    made.addEventListener("click", press);
    return made;
  };

  // The list: ids and first questions. Without the visitor's cookie, which no script can read, an id opens nothing.

  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      return Array.isArray(kept) ? kept.filter((one) => /^[0-9a-f]{32}$/.test(one.id)) : [];
    } catch {
      return [];
    }
  };
  const write = (list) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(list.slice(0, MOST)));
    } catch { /* private windows refuse storage: there is no list then */ }
  };
  const current = () => new URL(location.href).searchParams.get("c");
  const address = (id) => {
    const page = new URL(location.href);
    if (id) page.searchParams.set("c", id);
    else page.searchParams.delete("c");
    return page;
  };

  const keptIn = (answer) => {
    const found = answer && answer.querySelector('[id^="kept-"]');
    const [, conversation, turn] = (found && /^kept-([0-9a-f]{32})-([0-9a-f]{32})$/.exec(found.id)) || [];
    return conversation ? { conversation, turn } : null;
  };
  const remember = () => {
    const answers = document.querySelectorAll("#chat .answer");
    const kept = keptIn(answers[answers.length - 1]);
    if (!kept || framed) return;
    const list = read();
    const known = list.find((one) => one.id === kept.conversation);
    if (known && known.last === kept.turn) return;
    const title = known ? known.title : document.querySelector("#chat .question").textContent.slice(0, 120);
    const entry = { id: kept.conversation, title, at: new Date().toISOString(), last: kept.turn };
    write([entry, ...list.filter((one) => one.id !== kept.conversation)]);
    if (current() !== kept.conversation) history.replaceState(null, "", address(kept.conversation));
    if (drawer && drawer.open) fill();
  };

  const call = (method, path, body) =>
    fetch(`${root}/api/v1/${path}`, {
      method,
      credentials: "same-origin",
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body && JSON.stringify(body),
    }).then(async (answer) => {
      const told = answer.status === 204 ? null : await answer.json();
      if (!answer.ok) throw Object.assign(new Error(told.error.message), { status: answer.status });
      return told;
    });

  const remove = async (id) => {
    try {
      await call("DELETE", `conversations/${id}`);
    } catch (problem) {
      // What is gone already needs no deleting.
      if (problem.status !== 404) {
        drawer.querySelector(".told").textContent = problem.message;
        return;
      }
    }
    write(read().filter((one) => one.id !== id));
    if (current() === id) location.assign(address(null));
    else {
      fill();
      drawer.querySelector("h2").focus();
    }
  };

  // The drawer

  const fill = () => {
    const list = read();
    const day = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
    const entries = list.map((one) => {
      const link = element("a", { href: address(one.id).href, dir: "auto" }, one.title);
      if (one.id === current()) link.setAttribute("aria-current", "page");
      const gone = button("×", () => remove(one.id), "remove");
      gone.setAttribute("aria-label", `${say("delete", "Delete")}: ${one.title}`);
      return element("li", {}, element("div", {}, link, element("small", {}, day.format(new Date(one.at)))), gone);
    });
    const body = drawer.querySelector(".drawer-body");
    body.replaceChildren(
      entries.length ? element("ul", {}, ...entries) : element("p", { className: "note" }, say("none_yet", "")),
      element("p", { className: "told", role: "status" }),
    );
    if (current()) {
      const file = element("a", { href: `${root}/conversations/${current()}.md`, download: "", className: "export" });
      file.append(say("export", "Save as Markdown"));
      body.append(element("p", {}, file));
    }
    const data = element("a", { href: `${root}/your-data`, className: "export" }, say("your_data", "Your data"));
    body.append(element("p", {}, data));
  };
  const open = () => {
    if (!drawer) {
      const heading = element("h2", { tabIndex: -1, id: "drawer-heading" }, say("conversations", "Conversations"));
      const close = button(say("close", "Close"), () => drawer.close(), "panel-close");
      const anew = element("a", { href: address(null).href, className: "anew" }, say("new", "New conversation"));
      drawer = element(
        "dialog",
        { className: "drawer" },
        element("div", { className: "panel-bar" }, heading, close),
        element("p", {}, anew),
        element("div", { className: "drawer-body" }),
      );
      drawer.setAttribute("aria-labelledby", "drawer-heading");
      drawer.addEventListener("click", (event) => event.target === drawer && drawer.close());
      drawer.addEventListener("close", () => document.getElementById("menu").focus());
      document.body.append(drawer);
    }
    drawer.querySelector(".anew").href = address(null).href;
    fill();
    drawer.showModal();
  };

  const furnish = () => {
    const masthead = document.getElementById("masthead");
    if (!masthead || document.getElementById("page-tools")) return;
    const choice = element("select", { id: "language" });
    choice.setAttribute("aria-label", say("language", "Language"));
    for (const [code, name] of Object.entries(languages)) {
      choice.append(element("option", { value: code, lang: code, selected: code === language }, name));
    }
    choice.addEventListener("change", () => speak(choice.value));
    const tools = element("div", { id: "page-tools" });
    if (!framed) {
      const menu = button(say("conversations", "Conversations"), open, "menu");
      menu.id = "menu";
      menu.setAttribute("aria-haspopup", "dialog");
      tools.append(menu);
    }
    tools.append(choice);
    masthead.append(tools);
  };

  // Below an answer

  const below = (actions, className, ...children) => {
    const answer = actions.closest(".answer");
    answer.querySelectorAll(".below").forEach((old) => old.remove());
    const made = element("div", { className: `below ${className}` }, ...children);
    actions.after(made);
    return made;
  };
  const told = (actions, text) => {
    const line = element("p", { className: "note" });
    line.setAttribute("role", "status");
    below(actions, "told", line);
    line.textContent = text;
  };

  const share = async (actions, turn) => {
    try {
      const { url } = await call("POST", "shares", { turn });
      const box = element("input", { readOnly: true, value: url, id: `link-${turn}` });
      const label = element("label", { htmlFor: box.id }, say("shared", "Anyone with this link can read this one answer:"));
      const copy = button(say("copy", "Copy"), async () => {
        box.select();
        try {
          await navigator.clipboard.writeText(url);
        } catch {
          document.execCommand("copy");
        }
        copy.textContent = say("copied", "Copied");
      });
      const stop = button(say("unshare", "Stop sharing"), async () => {
        await call("DELETE", `shares/${turn}`).catch((problem) => told(actions, problem.message));
        actions.querySelector(".share").focus();
        below(actions, "gone").remove();
      });
      below(actions, "shared", label, element("div", { className: "row" }, box, copy, stop));
      box.focus();
      box.select();
    } catch (problem) {
      told(actions, problem.message);
    }
  };
  const rate = async (actions, turn, liked, reason, comment) => {
    try {
      await call("POST", "feedback", { turn, liked, reason: reason || null, comment: comment || null });
      told(actions, say("thanks", "Thank you. A person will look at it."));
    } catch (problem) {
      told(actions, problem.message);
    }
  };
  const askWhy = (actions, turn) => {
    const reason = element("select", { id: `why-${turn}` });
    reason.append(...REASONS.map((one) => element("option", { value: one }, say(one, one))));
    const comment = element("input", { maxLength: 2000, placeholder: say("more", "In your words (optional)") });
    comment.setAttribute("aria-label", say("more", "In your words (optional)"));
    const label = element("label", { htmlFor: reason.id }, say("why", "What is wrong?"));
    const form = element("form", { className: "row" }, reason, comment, element("button", {}, say("send", "Send")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      rate(actions, turn, false, reason.value, comment.value);
      actions.querySelector(".bad").focus();
    });
    below(actions, "why", label, form);
    reason.focus();
  };

  document.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element && event.target.closest(".answer .actions button");
    const kept = pressed && keptIn(pressed.closest(".answer"));
    if (kept) {
      const actions = pressed.closest(".actions");
      if (pressed.matches(".share")) share(actions, kept.turn);
      if (pressed.matches(".good")) rate(actions, kept.turn, true);
      if (pressed.matches(".bad")) askWhy(actions, kept.turn);
    }
    if (event.target instanceof Element && event.target.closest("#anew")) history.replaceState(null, "", address(null));
  });

  let due = false;
  const look = () => {
    due = false;
    furnish();
    remember();
  };
  ready.then(() => {
    if (framed) document.documentElement.classList.add("framed");
    look();
    new MutationObserver(() => {
      if (due) return;
      due = true;
      requestAnimationFrame(look);
    }).observe(document.documentElement, { childList: true, subtree: true });
  });
})();
