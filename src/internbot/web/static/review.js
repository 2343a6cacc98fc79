// Keys of the review pages, and the choice of a quote by selecting it. Everything else works without script.
"use strict";

const ORDER = ["right", "wrong", "incomplete", "out_of_date"];
const form = document.getElementById("verdict");
const sentences = [...document.querySelectorAll(".sentence")];
let current = -1;

function go(step) {
  if (!sentences.length) return;
  current = Math.min(sentences.length - 1, Math.max(0, current + step));
  sentences.forEach((one, at) => one.classList.toggle("current", at === current));
  sentences[current].focus({ preventScroll: true });
  sentences[current].scrollIntoView({ block: "nearest" });
}

function choose(part, value) {
  const found = form && form.querySelector(`input[name="${part}"][value="${value}"]`);
  if (found) found.checked = true;
  return Boolean(found);
}

function send() {
  if (!form.querySelector('input[name="answer-0"]:checked')) {
    const bad = form.querySelector('.sentence input:checked:not([value="right"])');
    choose("answer-0", bad ? bad.value : "right");
  }
  form.requestSubmit();
}

function press(key) {
  const found = document.querySelector(`[data-key="${key}"]`);
  if (found) found.click();
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("textarea, select, input:not([type=radio])");
  if (event.ctrlKey || event.metaKey || event.altKey || typing) return;
  const key = event.key;
  if (!form) {
    if (key === "n" && document.getElementById("begin")) document.getElementById("begin").click();
    return;
  }
  if (key === "j") go(1);
  else if (key === "k") go(-1);
  else if (ORDER[key - 1]) {
    const part = current >= 0 ? sentences[current].dataset.part : "answer-0";
    if (!choose(part, ORDER[key - 1])) choose("answer-0", ORDER[key - 1]);
    else if (current >= 0 && current < sentences.length - 1) go(1);
    else if (current >= 0) { sentences[current].classList.remove("current"); current = -1; }
  } else if (key === "y") {
    form.querySelectorAll('input[value="right"]').forEach((one) => { one.checked = true; });
    form.requestSubmit();
  } else if (key === "Enter" && !event.target.closest("a, button, summary")) send();
  else if (key === "e") {
    document.getElementById("correction").open = true;
    const first = document.querySelector(".written textarea");
    if (first) first.focus();
  } else if (key === "a" || key === "n") press(key);
  else return;
  event.preventDefault();
});

// A quote is chosen by selecting it in a source.
const correction = document.getElementById("correction");
if (correction) {
  const shelf = document.getElementById("shelf");
  const shelved = document.getElementById("shelved");
  const cite = document.getElementById("cite");
  const told = document.getElementById("cite-told");
  const rows = [...correction.querySelectorAll(".written")];
  let row = rows[0];

  const mark = (chosen) => {
    row = chosen;
    rows.forEach((one) => one.classList.toggle("current", one === row));
  };
  rows.forEach((one) => {
    one.addEventListener("focusin", () => mark(one));
    // A quote that was typed is searched for; the place of the selected one no longer holds.
    one.querySelector(".proof").addEventListener("input", () => { one.querySelector("[name^=start]").value = ""; });
  });
  if (row) mark(row);

  const show = async () => {
    const answer = await fetch(shelf.value, { credentials: "same-origin" });
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    shelved.replaceChildren(...parsed.body.childNodes);
  };
  shelf.addEventListener("change", show);
  // Sources that are near the question are looked for only when somebody is going to cite.
  const find = async () => {
    const answer = await fetch(correction.dataset.find, { credentials: "same-origin" });
    const found = await answer.json();
    correction.querySelectorAll("select:not([name=judgement])").forEach((list) => {
      found.forEach(([id, title, address]) => {
        const value = list === shelf ? address : id;
        if (![...list.options].some((one) => one.value === value)) list.add(new Option(title, value));
      });
    });
    if (!shelved.firstChild && shelf.value) await show();
  };
  let found = false;
  const opened = () => {
    if (!correction.open || found) return;
    found = true;
    find();
  };
  correction.addEventListener("toggle", opened);
  opened();

  const selected = () => {
    const text = shelved.querySelector(".text");
    const selection = document.getSelection();
    if (!text || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    // Offsets of a source count characters, not the halves that script counts.
    return { quote: range.toString(), start: [...before.toString()].length, article: text.closest("article") };
  };
  document.addEventListener("selectionchange", () => { cite.disabled = !selected(); });
  // The selection must outlive the press.
  cite.addEventListener("mousedown", (event) => event.preventDefault());
  cite.addEventListener("click", () => {
    const found = selected();
    if (!found || !row) return;
    row.querySelector(".proof").value = found.quote;
    row.querySelector("[name^=start]").value = found.start;
    row.querySelector("[name^=document]").value = found.article.dataset.document;
    told.textContent = `Cited for sentence ${rows.indexOf(row) + 1}.`;
    document.getSelection().removeAllRanges();
  });
}
