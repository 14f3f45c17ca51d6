"use strict";
(() => {
  const search = document.querySelector(".search");
  const input = search.querySelector("input");
  const output = search.querySelector("output");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const entries = [...document.querySelectorAll("main .entry")].filter((one) => !one.parentElement.closest(".entry"));
  const texts = new Map(entries.map((one) => [one, plain(one.textContent)]));
  const parts = [...document.querySelectorAll("main section")].reverse();
  const links = [...document.querySelectorAll("nav li")].reverse();
  const show = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const one of entries) {
      one.hidden = !words.every((word) => texts.get(one).includes(word));
      count += one.hidden ? 0 : 1;
    }
    for (const part of parts) {
      part.hidden = words.length > 0 && !entries.some((one) => !one.hidden && part.contains(one));
    }
    for (const link of links) {
      const part = document.getElementById(decodeURIComponent(link.firstElementChild.hash.slice(1)));
      link.hidden = Boolean(part && part.closest("[hidden]"));
    }
    const told = count ? search.dataset.found.replace("{count}", String(count)) : search.dataset.nothing;
    output.textContent = words.length ? told : "";
  };
  search.hidden = false;
  input.addEventListener("input", show);
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      input.value = "";
      show();
      target.scrollIntoView();
    }
  });
  show();
})();
