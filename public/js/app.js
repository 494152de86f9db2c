// Comfort only: every page works without this file. Loaded deferred; nothing here is needed for a decision.
(() => {
  const root = document.documentElement;
  root.classList.add('js');

  // What was wrong is the first thing to hear.
  document.querySelector('[data-focus]')?.focus();

  // A range shows its value while it moves.
  for (const range of document.querySelectorAll('input[type="range"][data-output]')) {
    const output = document.getElementById(range.dataset.output)?.firstElementChild;
    if (output)
      range.addEventListener('input', () => {
        output.textContent = range.value;
      });
  }

  // Too long is said before it is sent. Counted as the server counts: a rare character once, a break once, blanks at the ends not
  // at all; the browser's own maxlength counts otherwise, and cuts what is pasted without a word.
  for (const field of document.querySelectorAll('[data-most]')) {
    const judge = () => {
      const count = [...field.value.trim()].length;
      field.setCustomValidity(count > Number(field.dataset.most) ? `${field.dataset.over} (${count})` : '');
    };
    field.addEventListener('input', judge);
    judge();
  }

  // On a phone the filter folds away until it is asked for.
  for (const button of document.querySelectorAll('[data-fold]')) {
    const filter = button.nextElementSibling;
    const folded = !filter.querySelector('.filter__chosen');
    filter.classList.toggle('is-folded', folded && matchMedia('(max-width: 900px)').matches);
    button.setAttribute('aria-expanded', String(!filter.classList.contains('is-folded')));
    button.addEventListener('click', () => {
      button.setAttribute('aria-expanded', String(!filter.classList.toggle('is-folded')));
    });
  }

  // One tick for a whole group.
  for (const all of document.querySelectorAll('[data-all]')) {
    const group = all.closest('details');
    all.addEventListener('change', () => {
      for (const one of group.querySelectorAll('input[name="task"]')) one.checked = all.checked;
    });
  }

  // A row of the plan is dragged among those beside it; the buttons beside it do the same.
  const moveForm = document.getElementById('move');
  let dragged = null;
  for (const row of moveForm ? document.querySelectorAll('[data-order] > li') : []) {
    if (!row.querySelector(':scope > .tree__row .breakdown__move')) continue;
    row.draggable = true;
    row.addEventListener('dragstart', (event) => {
      event.stopPropagation();
      dragged = row;
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', row.dataset.id);
      row.classList.add('is-dragged');
    });
    row.addEventListener('dragend', () => {
      row.classList.remove('is-dragged');
      for (const over of document.querySelectorAll('.is-over')) over.classList.remove('is-over');
      dragged = null;
    });
    row.addEventListener('dragover', (event) => {
      if (dragged === null || dragged === row || dragged.parentElement !== row.parentElement) return;
      event.preventDefault();
      event.stopPropagation();
      for (const over of document.querySelectorAll('.is-over')) over.classList.remove('is-over');
      row.classList.add('is-over');
    });
    row.addEventListener('drop', (event) => {
      if (dragged === null || dragged === row || dragged.parentElement !== row.parentElement) return;
      event.preventDefault();
      event.stopPropagation();
      const others = [...row.parentElement.children].filter((one) => one !== dragged);
      moveForm.elements.task.value = dragged.dataset.id;
      moveForm.elements.rev.value = dragged.dataset.rev;
      moveForm.elements.to.value = String(others.indexOf(row));
      moveForm.submit();
    });
  }
  // Work under way behind the page: how far it has come is asked again until it is over.
  const follow = async () => {
    const shown = document.querySelector('[data-progress]');
    if (!shown) return;
    const answer = await fetch(location.href).catch(() => null);
    const next = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html');
    const now = next?.querySelector('[data-progress]');
    if (next && !now) return location.reload();
    if (now) {
      for (const part of ['[role="status"]', 'progress'])
        shown.querySelector(part).replaceWith(now.querySelector(part));
    }
    setTimeout(follow, 1_000);
  };
  setTimeout(follow, 300);

  // A display nobody touches asks for itself again. Without an answer the old picture stays; a lost session shows itself.
  const again = async () => {
    const main = document.querySelector('[data-again]');
    if (!main) return;
    const answer = await fetch(location.href).catch(() => null);
    if (answer?.redirected) return location.reload();
    const next = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('main');
    if (next) main.replaceWith(next);
    setTimeout(again, Number(main.dataset.again) * 1_000);
  };
  setTimeout(again, Number(document.querySelector('[data-again]')?.dataset.again ?? 0) * 1_000);

  // A second press of the same button sends nothing; coming back to the page frees it.
  const busy = new WeakSet();
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post') return;
    if (busy.has(form)) {
      event.preventDefault();
      return;
    }
    busy.add(form);
    for (const button of form.querySelectorAll('button:not([type="button"])'))
      button.setAttribute('aria-disabled', 'true');
  });
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    for (const form of document.forms) busy.delete(form);
    for (const button of document.querySelectorAll('button[aria-disabled]')) button.removeAttribute('aria-disabled');
  });

  // Typed text is kept until it has been taken: a lost session, a refusal or a closed tab costs no words.
  // Only forms that ask for it (data-keep="name"); never passwords, files or tokens.
  const PREFIX = 'sanxiang:';
  const SENT = `${PREFIX}sent`;
  const refused = document.querySelector('.errors, .notice--stop, [data-failed]') !== null;
  const signedIn = document.querySelector('.nav') !== null;
  const sent = sessionStorage.getItem(SENT);
  if (sent && signedIn && !refused) sessionStorage.removeItem(sent);
  sessionStorage.removeItem(SENT);

  const fields = (form) => form.querySelectorAll('textarea[name], input[type="text"][name], input[type="range"][name]');
  for (const form of document.querySelectorAll('form[data-keep]')) {
    const key = `${PREFIX}${form.dataset.keep}`;
    const values = JSON.parse(sessionStorage.getItem(key) ?? '{}');
    for (const field of fields(form)) {
      // What the server sent back after a refusal is newer than what is kept here.
      if (refused || values[field.name] === undefined) continue;
      field.value = values[field.name];
      field.dispatchEvent(new Event('input'));
    }
    form.addEventListener('input', () => {
      const typed = {};
      for (const field of fields(form)) if (field.value !== field.defaultValue) typed[field.name] = field.value;
      sessionStorage.setItem(key, JSON.stringify(typed));
    });
    form.addEventListener('submit', () => sessionStorage.setItem(SENT, key));
  }

  // On a phone the menu is a strip wider than the window: where one is must be in sight.
  const here = document.querySelector('.nav a[aria-current]');
  const strip = here?.closest('ul');
  if (strip && strip.scrollWidth > strip.clientWidth) {
    strip.scrollLeft = here.offsetLeft - (strip.clientWidth - here.offsetWidth) / 2;
  }

  // A receipt is printed with one press; without this script, by the browser's own menu.
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
})();
