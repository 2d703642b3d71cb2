// Keeps a page of the preview as the server has it: only the parts that changed are replaced.
// Without this script the page works as well, and is reloaded by hand.
"use strict";

const root = document.documentElement;
const said = document.getElementById("said");
const connection = document.getElementById("connection");
let source = null;
let running = null;
let again = false;
let latest = null;

// What of a page is the same before and after: where the focus is, by its identifier.
function replace(old, now) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceChildren(...document.importNode(now, true).childNodes);
  old.className = now.className;
  old.dataset.part = now.dataset.part;
  if (focused && !focused.isConnected) {
    const next = (focused.id && document.getElementById(focused.id)) || old.closest("[tabindex]");
    next?.focus({ preventScroll: true });
  }
}

// Pictures are fetched before they are shown, so that no page goes white in between.
async function fetched(part) {
  const pictures = [...part.querySelectorAll("img")].map((one) => {
    const picture = new Image();
    picture.src = one.getAttribute("src");
    return picture.decode().catch(() => undefined);
  });
  await Promise.all(pictures);
}

// The document is loaded into the same frame, and scrolled to where it was.
function reframe(old, now) {
  const frame = old.querySelector("iframe");
  const wanted = now.querySelector("iframe");
  if (!frame || !wanted) return false;
  const place = frame.contentWindow.scrollY;
  const back = () => frame.contentWindow.scrollTo({ top: place, behavior: "instant" });
  frame.addEventListener("load", back, { once: true });
  frame.contentWindow.location.replace(wanted.getAttribute("src"));
  old.dataset.part = now.dataset.part;
  return true;
}

async function update() {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [main, other] = [document, page].map((one) => one.getElementById("main"));
  document.title = page.title;
  if (main.dataset.page !== other.dataset.page) {
    location.reload(); // the brief came or went: it is another page
    return;
  }
  for (const now of page.querySelectorAll("[data-part]")) {
    const old = document.getElementById(now.id);
    if (!old || old.dataset.part === now.dataset.part) continue;
    await fetched(now);
    if (!reframe(old, now)) replace(old, now);
  }
  root.dataset.state = page.documentElement.dataset.state;
}

// One update at a time; what changes meanwhile is looked at once more.
async function refresh() {
  again = true;
  if (running) return;
  running = true;
  try {
    while (again) {
      again = false;
      await update();
    }
  } catch {
    connection.hidden = false;
  } finally {
    running = false;
  }
}

function listen() {
  if (source) return;
  source = new EventSource("/events");
  source.addEventListener("open", () => {
    connection.hidden = true;
  });
  source.addEventListener("error", () => {
    connection.hidden = false;
  });
  source.addEventListener("change", async (event) => {
    const change = JSON.parse(event.data);
    const mine = document.getElementById("main").dataset.brief;
    if (change.said && (!mine || !change.slug || change.slug === mine)) latest = change;
    if (change.version !== root.dataset.state) await refresh();
    if (change === latest) said.textContent = change.said; // an older one may have waited for longer
  });
}

// A browser keeps six connections to one server: a page that nobody sees gives its own back.
function follow() {
  if (document.hidden) {
    source?.close();
    source = null;
  } else {
    listen();
  }
}

document.addEventListener("visibilitychange", follow);
addEventListener("pagehide", () => {
  source?.close();
  source = null;
});
addEventListener("pageshow", follow);
follow();
