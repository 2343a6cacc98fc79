// The chat widget: <script src="https://HOST/widget.js" data-site="NAME" async></script>
// No dependency, no cookie, nothing loaded before it is opened, no HTML ever parsed: all nodes are built one by one.
(() => {
  "use strict";
  const script = document.currentScript;
  if (!script || window.internbot) return;
  const host = new URL(script.src, location.href).href.replace(/\/widget\.js.*$/, "");
  const data = script.dataset;
  const site = data.site || null;
  const storageKey = `internbot ${host} ${site}`;
  const KEPT = 20;
  const TRIES = 4;
  const RTL = /^(ar|fa|he|ur)\b/;

  let words = {
    launch: "Ask about internships", close: "Close", clear: "Clear", send: "Send", stop: "Stop",
    ask: "Ask a question", greeting: "Ask about internships. Each answer shows the exact words that it rests on.",
    searching: "Searching", you: "You asked", answer: "Answer", source: "Open source", page: "Open page", sources: "Sources",
    undated: "undated", good: "Helpful", bad: "Not helpful", why: "What is wrong?", thanks: "Thank you. A person will look at it.",
    wrong: "It is wrong", incomplete: "Something is missing", out_of_date: "It is out of date",
    not_asked: "It is not what I asked", harmful: "It is harmful", other: "Something else", more: "In your words (optional)",
    copy: "Copy", copied: "Copied", retry: "Try again", stopped: "Stopped.", cut: "The connection was cut in the middle of this answer.",
    offline: "You are offline. Your question is kept: try again when you are connected.",
    failed: "The assistant cannot be reached just now. Your question is kept.",
    refused: "This page is not allowed to use the assistant.", position: "Position", company: "Company",
    place: "Place", closes: "Closes", status: "Status", open: "open", closed: "closed", unknown: "undated", all: "See all",
  };
  let appearance = {};
  let starters = [];
  let memory = read();
  let root, dialog, launcher, log, live, box, form, go, state;
  let running = null;
  const listeners = {};

  function read() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(storageKey));
      if (kept && Array.isArray(kept.turns)) {
        for (const turn of kept.turns) if (!turn.answer) turn.problem ||= "…";
        return kept;
      }
    } catch { /* private windows refuse storage */ }
    return { token: null, conversation: null, turns: [] };
  }
  function keep() {
    const turns = memory.turns.slice(-KEPT).map(({ question, answer, problem }) => ({ question, answer, problem, over: true }));
    try { sessionStorage.setItem(storageKey, JSON.stringify({ ...memory, turns })); } catch { /* as above */ }
  }
  function emit(name, detail) {
    for (const tell of listeners[name] || []) {
      try { tell(detail); } catch (error) { console.error(error); }
    }
  }
  const pick = (name) => data[name] ?? appearance[name];

  // Building nodes: text is only ever text, and addresses only ever http(s).
  function make(tag, options = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(options)) {
      if (value == null || value === false) continue;
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (name === "class") node.className = value;
      else node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child != null));
    return node;
  }
  function address(url) {
    try {
      const parsed = new URL(url);
      return /^https?:$/.test(parsed.protocol) && !parsed.username ? parsed.href : null;
    } catch { return null; }
  }
  const link = (url, text) =>
    address(url) ? make("a", { href: address(url), target: "_blank", rel: "noopener noreferrer" }, text) : text;
  const button = (text, onclick, options = {}) => make("button", { type: "button", onclick, ...options }, text);

  // Markdown as internbot writes it: paragraphs, lists, [n] marks, emphasis, escaped characters.
  function markdown(text, turn) {
    const into = make("div", { class: "text" });
    let list = null;
    for (const line of text.split("\n")) {
      const item = /^\s*(?:[-*]|(\d+)[.)])\s+(.*)/.exec(line);
      if (!line.trim()) { list = null; continue; }
      if (item) {
        const kind = item[1] ? "ol" : "ul";
        if (!list || list.localName !== kind) into.append((list = make(kind)));
        list.append(inline(make("li"), item[2], turn));
      } else {
        list = null;
        into.append(inline(make("p"), line, turn));
      }
    }
    return into;
  }
  function inline(into, text, turn) {
    const pattern = /\\([!-/:-@[-`{-~])|\[(\d{1,3})\]|\*\*(.+?)\*\*/g;
    let at = 0, plain = "";
    const flush = () => { if (plain) into.append(plain); plain = ""; };
    for (const found of text.matchAll(pattern)) {
      plain += text.slice(at, found.index);
      at = found.index + found[0].length;
      const cited = found[2] && turn.citations.find((one) => one.number === +found[2]);
      if (found[1]) plain += found[1];
      else if (cited) { flush(); into.append(mark(cited, turn)); }
      else if (found[3]) { flush(); into.append(inline(make("strong"), found[3], turn)); }
      else plain += found[0];
    }
    plain += text.slice(at);
    flush();
    return into;
  }
  function mark(cited, turn) {
    return button(`${cited.number}`, () => {
      const quote = turn.node.querySelector(`[data-n="${cited.number}"]`);
      if (quote) { const around = quote.closest("details"); if (around) around.open = true; quote.scrollIntoView({ block: "nearest" }); quote.focus(); }
      emit("citation", cited);
    }, { class: "mark", "aria-label": `${words.sources} ${cited.number}: ${cited.title}`, title: cited.quote.slice(0, 300) });
  }
  function sourceAddress(cited) {
    const place = { id: cited.document, start: cited.start, end: cited.end, version: cited.sha256.slice(0, 12) };
    return `${host}/sources/?${new URLSearchParams(place)}#quote`;
  }
  const day = (iso) => iso ? new Date(`${iso}T12:00`).toLocaleDateString(language(), { dateStyle: "medium" }) : words.undated;

  function quotes(turn) {
    if (!turn.citations.length) return null;
    const list = make("ol", { class: "quotes", "aria-label": words.sources }, ...turn.citations.map((one) =>
      make("li", { "data-n": one.number, tabindex: "-1" },
        make("div", { class: "from" }, make("b", {}, `${one.number}`), ` ${one.title} · ${day(one.published)}`),
        make("blockquote", {}, one.quote),
        make("div", { class: "links" }, link(sourceAddress(one), words.source), one.url && address(one.url) ? link(one.url, words.page) : null))));
    // Below a table, whose rows say the same, the quotes step back.
    return turn.answer && turn.answer.listings ? make("details", {}, make("summary", {}, words.sources), list) : list;
  }
  function table(found) {
    if (!found || !found.items.length) return null;
    const heads = ["position", "company", "place", "closes", "status"];
    const rows = found.items.map((one) => make("tr", {},
      make("th", { scope: "row" }, one.url && address(one.url) ? link(one.url, one.title) : one.title),
      make("td", {}, one.company || ""), make("td", {}, one.locations.join("; ")),
      make("td", {}, one.deadline ? day(one.deadline) : words.undated), make("td", {}, words[one.status])));
    return make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": words.all },
      make("table", {}, make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, words[head])))),
        make("tbody", {}, ...rows)));
  }

  function show(turn) {
    const node = make("article", {},
      make("p", { class: "asked" }, make("span", { class: "unseen" }, `${words.you}: `), turn.question));
    const said = make("div", { class: "said", role: "group", "aria-label": words.answer });
    node.append(said);
    turn.node = said;
    const answer = turn.answer;
    if (answer) {
      turn.citations = answer.citations;
      if (answer.listings) {
        const [first] = answer.text.split("\n");
        said.append(markdown(first, turn));
        said.append(table(answer.listings) || "");
      } else said.append(markdown(answer.text, turn));
      said.append(quotes(turn) || "");
      if (answer.nearest.length) said.append(make("ul", {}, ...answer.nearest.map((one) =>
        make("li", {}, link(one.quote ? sourceAddress(one) : `${host}/sources/?${new URLSearchParams({ id: one.document })}`, one.title),
          one.quote ? make("blockquote", {}, one.quote) : null))));
      if (answer.status !== "chat" && answer.status !== "clarify") said.append(tools(turn));
      said.append(choices(answer.suggestions) || "");
    } else {
      turn.citations = turn.citations || [];
      const soFar = (turn.sentences || []).map((one) =>
        one.text.replace(/[\\`*[\]]/g, "\\$&") + one.citations.map((n) => ` [${n}]`).join("")).join(" ");
      if (soFar) said.append(markdown(soFar, turn));
      if (turn.problem) said.append(make("p", { class: "problem" }, turn.problem), button(words.retry, () => again(turn)));
      else if (!turn.over) said.append(make("p", { class: "busy" }, turn.status || words.searching));
    }
    return node;
  }
  function tools(turn) {
    const rated = make("span", { class: "rated", role: "status" });
    const rate = async (liked, reason, comment) => {
      rated.textContent = "";
      try {
        await call("feedback", { turn: turn.answer.turn, liked, reason: reason || null, comment: comment || null });
        rated.textContent = words.thanks;
        emit("feedback", { turn: turn.answer.turn, liked, reason });
      } catch (problem) { rated.textContent = problem.message; }
    };
    const ask = () => {
      const reason = make("select", { "aria-label": words.why }, ...["wrong", "incomplete", "out_of_date", "not_asked", "harmful", "other"]
        .map((one) => make("option", { value: one }, words[one])));
      const comment = make("input", { "aria-label": words.more, placeholder: words.more, maxlength: 2000 });
      const why = make("form", { class: "why", onsubmit: (event) => {
        event.preventDefault();
        rate(false, reason.value, comment.value);
        bad.focus();
        why.remove();
      } }, make("label", {}, words.why, " ", reason), comment, make("button", {}, words.send));
      line.after(why);
      reason.focus();
    };
    const bad = button(words.bad, ask);
    const copy = button(words.copy, async () => {
      await navigator.clipboard.writeText(turn.answer.text + turn.answer.citations.map((one) =>
        `\n[${one.number}] “${one.quote}” ${one.title} ${one.url || ""}`).join(""));
      rated.textContent = words.copied;
    });
    const line = make("div", { class: "tools" }, turn.answer.turn ? button(words.good, () => rate(true)) : null,
      turn.answer.turn ? bad : null, navigator.clipboard ? copy : null, rated);
    return line;
  }
  function choices(questions) {
    if (!questions || !questions.length) return null;
    return make("div", { class: "choices" }, ...questions.slice(0, 4).map((one) => button(one, () => ask(one), { class: "chip" })));
  }

  function draw() {
    const turns = memory.turns.map(show);
    log.replaceChildren(...(turns.length ? turns : [make("p", { class: "greeting" }, pick("greeting") || words.greeting), choices(starters) || ""]));
    log.scrollTop = log.scrollHeight;
    go.textContent = running ? words.stop : words.send;
  }
  function redraw(turn) {
    const old = turn.node && turn.node.closest("article");
    const bottom = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    const fresh = show(turn);
    if (old && old.isConnected) old.replaceWith(fresh); else draw();
    // A whole answer is read from its beginning.
    if (turn.answer) fresh.scrollIntoView({ block: "start" });
    else if (bottom) fresh.scrollIntoView({ block: "end" });
    go.textContent = running ? words.stop : words.send;
  }

  // Talking to the server.
  class Refusal extends Error {
    constructor(body, status) {
      super((body && body.error && body.error.message) || words.failed);
      this.code = body && body.error && body.error.code;
      this.status = status;
    }
  }
  async function send(path, body, extra = {}) {
    let response;
    const headers = { "Content-Type": "application/json", ...extra.headers };
    if (memory.token && path !== "visitors") headers.Authorization = `Bearer ${memory.token}`;
    try {
      response = await fetch(`${host}/api/v1/${path}`, { method: "POST", credentials: "omit", body: JSON.stringify(body), signal: extra.signal, headers });
    } catch (problem) {
      if (problem.name === "AbortError") throw problem;
      throw new Error(navigator.onLine ? words.failed : words.offline);
    }
    if (!response.ok) throw new Refusal(await response.json().catch(() => null), response.status);
    return response;
  }
  // One at a time: two answers would make two visitors of one, and the second could not read what the first asked.
  let arriving = null;
  const arrive = () => (arriving ||= register().finally(() => { arriving = null; }));
  async function register() {
    const welcome = await (await send("visitors", { site, token: memory.token })).json();
    memory.token = welcome.token;
    appearance = welcome.appearance;
    starters = data.starters ? data.starters.split("|") : welcome.starters;
    keep();
    dress();
  }
  async function call(path, body, extra) {
    if (!memory.token) await arrive();
    try { return await send(path, body, extra); } catch (problem) {
      if (problem.status !== 403) throw problem;
      await arrive();
      return send(path, body, extra);
    }
  }
  async function follow(turn, signal) {
    const body = { question: turn.question, conversation: memory.conversation, language: code(), ...(data.context && { about: data.context }) };
    let last = null;
    for (let tried = 0; ; tried++) {
      try {
        const headers = { Accept: "text/event-stream", ...(last && { "Last-Event-ID": last }) };
        const response = await call("ask", body, { signal, headers });
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
        let rest = "";
        for (;;) {
          const { done, value } = await reader.read();
          if (done) break;
          const parts = (rest + value).split(/\r?\n\r?\n/);
          rest = parts.pop();
          for (const part of parts) {
            const event = {};
            for (const line of part.split(/\r?\n/)) {
              const [, name, text] = /^(\w+): ?(.*)$/.exec(line) || [];
              if (name) event[name] = name === "data" && event.data ? `${event.data}\n${text}` : text;
            }
            if (!event.data) continue;
            if (event.id && event.id !== last) tried = 0;
            last = event.id || last;
            if (take(turn, event.event, JSON.parse(event.data))) return;
          }
        }
        throw new Error(words.cut);
      } catch (problem) {
        // Only a connection that was cut is tried again, not a fault of this script.
        if (signal.aborted || problem instanceof Refusal || problem instanceof SyntaxError || problem instanceof TypeError || tried >= TRIES) throw problem;
        await new Promise((go) => setTimeout(go, 300 * 2 ** tried));
      }
    }
  }
  function take(turn, kind, value) {
    if (kind === "error") throw new Refusal(value, 0);
    if (kind === "status") turn.status = value;
    if (kind === "citation") turn.citations.push(value);
    if (kind === "sentence") turn.sentences.push(value);
    if (kind === "done") {
      turn.answer = value;
      memory.conversation = value.conversation;
    }
    redraw(turn);
    return kind === "done";
  }

  async function ask(text) {
    const question = `${text}`.trim().slice(0, 2000);
    if (!question) return;
    if (running) running.abort();
    open();
    memory.turns.push({ question });
    await run(memory.turns[memory.turns.length - 1]);
  }
  async function again(turn) {
    if (!running) await run(turn);
  }
  async function run(turn) {
    Object.assign(turn, { citations: [], sentences: [], answer: null, problem: null, over: false, status: null });
    const mine = (running = new AbortController());
    draw();
    emit("question", { question: turn.question });
    try {
      await follow(turn, mine.signal);
      live.textContent = `${words.answer}: ${turn.answer.text.replace(/\\([!-/:-@[-`{-~])|\[\d+\]/g, "$1")}`;
      emit("answer", turn.answer);
    } catch (problem) {
      if (problem.status === 404 && memory.conversation) {
        // It was deleted, here or by age: the question begins a new one.
        memory.conversation = null;
        return run(turn);
      }
      turn.problem = mine.signal.aborted ? words.stopped : problem.message;
      live.textContent = turn.problem;
      if (!mine.signal.aborted) emit("error", { message: problem.message, code: problem.code || "unreachable" });
    } finally {
      if (running === mine) running = null;
      turn.over = true;
      keep();
      if (log.contains(turn.node)) redraw(turn);
    }
  }
  function clear() {
    if (running) running.abort();
    const { conversation, token } = memory;
    memory = { token, conversation: null, turns: [] };
    keep();
    if (conversation && token) {
      fetch(`${host}/api/v1/conversations/${conversation}`, { method: "DELETE", credentials: "omit", headers: { Authorization: `Bearer ${token}` } }).catch(() => {});
    }
    if (log) { draw(); box.focus(); }
    emit("clear");
  }

  // The panel.
  const language = () => (pick("language") || document.documentElement.lang || navigator.language || "en").toLowerCase();
  const code = () => (/^[a-z]{2}/.exec(language()) || ["en"])[0];
  async function speak() {
    if (code() !== "en") {
      try { words = { ...words, ...(await (await fetch(`${host}/widget/${code()}.json`, { credentials: "omit" })).json()) }; } catch { /* English it is */ }
    }
    try { if (data.strings) words = { ...words, ...JSON.parse(data.strings) }; } catch (error) { console.error(error); }
  }
  function dress() {
    const style = root.host.style;
    const colour = pick("colour"), radius = pick("radius");
    if (colour && /^#[0-9a-f]{6}$/i.test(colour)) {
      const [r, g, b] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
      style.setProperty("--internbot-site-colour", colour);
      style.setProperty("--internbot-site-on-colour", 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? "#000" : "#fff");
    }
    if (radius != null && /^\d{1,2}$/.test(radius)) style.setProperty("--internbot-site-radius", `${radius}px`);
    root.host.classList.toggle("left", pick("position") === "left");
    root.host.lang = language();
    root.host.dir = RTL.test(language()) ? "rtl" : "ltr";
    if (!dialog) return;
    const title = pick("title") || words.launch;
    dialog.setAttribute("aria-label", title);
    dialog.querySelector("h2").replaceChildren(avatar() || "", title);
    draw();
  }
  function avatar() {
    return address(data.avatar) ? make("img", { src: address(data.avatar), alt: "", width: 28, height: 28 }) : null;
  }
  function build() {
    log = make("div", { class: "log", role: "log", "aria-live": "off", "aria-label": pick("title") || words.launch, tabindex: "0" });
    live = make("div", { class: "unseen", role: "status", "aria-live": "polite" });
    box = make("textarea", { rows: 2, maxlength: 2000, "aria-label": words.ask, placeholder: words.ask, onkeydown: (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); form.requestSubmit(); }
    } });
    go = make("button", {}, words.send);
    form = make("form", { class: "box", onsubmit: (event) => {
      event.preventDefault();
      if (running) { running.abort(); box.focus(); return; }
      const text = box.value;
      box.value = "";
      ask(text);
    } }, box, go);
    state = make("p", { class: "offline", role: "status", hidden: navigator.onLine }, words.offline);
    dialog = make("dialog", { onclose: closed, onkeydown: (event) => { if (event.key === "Escape") close(); } },
      make("div", { class: "head" }, make("h2", {}), button(words.clear, clear), button("✕", () => close(), { "aria-label": words.close })),
      log, state, form, live);
    root.append(dialog);
    addEventListener("online", () => { state.hidden = true; });
    addEventListener("offline", () => { state.textContent = words.offline; state.hidden = false; });
  }
  let opening = null;
  function open() {
    opening ||= speak().then(() => { if (!dialog) build(); dress(); return arrive().catch((problem) => {
      log.append(make("p", { class: "problem", role: "alert" }, problem.status === 403 ? words.refused : problem.message));
    }); });
    if (!dialog) build();
    if (dialog.open) return;
    dress();
    // On a phone the panel covers the page, which must not be reachable behind it.
    if (matchMedia("(max-width: 30rem)").matches) dialog.showModal(); else dialog.show();
    launcher.setAttribute("aria-expanded", "true");
    box.focus();
    emit("open");
  }
  function close() { if (dialog && dialog.open) dialog.close(); }
  function closed() {
    launcher.setAttribute("aria-expanded", "false");
    launcher.focus();
    emit("close");
  }
  function start() {
    const element = document.createElement("internbot-widget");
    root = element.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    launcher = button(data.title || words.launch, open, { class: "launcher", "aria-haspopup": "dialog", "aria-expanded": "false" });
    root.append(launcher);
    if (data.launcher === "none") launcher.hidden = true;
    dress();
    document.body.append(element);
    if (data.open === "true") open();
  }

  const api = Object.freeze({
    open, close, clear,
    ask: (text) => ask(text),
    on(event, tell) {
      (listeners[event] ||= []).push(tell);
      return () => { listeners[event] = listeners[event].filter((one) => one !== tell); };
    },
  });

  Object.defineProperty(window, "internbot", { value: api, configurable: true });

  const STYLE = `/*STYLE*/`;
  if (document.body) start(); else addEventListener("DOMContentLoaded", start);
})();
