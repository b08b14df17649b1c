'use strict';
// The page works without this: it only spares looking again.
(function () {
  var main = document.getElementById('main');
  var gone = document.getElementById('gone');
  var news = document.getElementById('news'), told = document.getElementById('told');
  var stale = false, typed = false;

  // renew fetches the page that is shown and puts its main part in place,
  // keeping what is open, and who was somewhere in it there.
  function renew() {
    var at = document.activeElement;
    if (at && /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName) || typed || document.querySelector('iframe')) {
      stale = true;
      if (news) { news.hidden = false; }
      return;
    }
    stale = false;
    if (news) { news.hidden = true; }
    fetch(location.href, { credentials: 'same-origin' }).then(function (r) { return r.text(); }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, 'text/html');
      var body = fresh.getElementById('main');
      if (!body || !main) { return; }
      var open = {};
      main.querySelectorAll('details').forEach(function (d) { open[name(d)] = d.open; });
      body.querySelectorAll('details').forEach(function (d) { if (name(d) in open) { d.open = open[name(d)]; } });
      var here = main.contains(document.activeElement) ? known(document.activeElement) : '';
      main.replaceWith(body);
      main = body;
      document.title = fresh.title;
      ready();
      if (here) {
        var same = Array.prototype.filter.call(main.querySelectorAll(reached), function (e) { return known(e) === here; })[0];
        if (!same) { same = main; main.tabIndex = -1; }
        same.focus({ preventScroll: true });
      }
      var head = document.querySelector('header'), freshHead = fresh.querySelector('header');
      if (head && freshHead && !head.contains(document.activeElement)) { head.replaceWith(freshHead); }
      tell();
    }).catch(function () {});
  }
  // known tells what can be reached from anything else on the page.
  var reached = 'a, button, summary, [tabindex]';
  function known(e) {
    var form = e.closest('form');
    return [e.tagName, e.getAttribute('href') || '', e.getAttribute('aria-label') || '', form ? form.action : '',
      e.tagName === 'SUMMARY' ? name(e.parentNode) : e.textContent].join('|');
  }
  // tell reads out what has come of the work, where that is something else.
  function tell() {
    var work = document.getElementById('work'), said = work ? work.textContent.replace(/\s+/g, ' ').trim() : '';
    if (told && said !== told.textContent) { told.textContent = said; }
  }
  // ready shows the buttons that work with scripts alone.
  function ready() { document.querySelectorAll('.copy').forEach(function (b) { b.hidden = false; }); }
  ready();

  // copy puts a text where it can be pasted from, and says so on the button.
  function copy(text, button) {
    function old() {
      var t = document.createElement('textarea');
      t.value = text;
      document.body.appendChild(t);
      t.select();
      var ok = document.execCommand('copy');
      t.remove();
      return ok ? Promise.resolve() : Promise.reject();
    }
    return (navigator.clipboard ? navigator.clipboard.writeText(text).catch(old) : old()).then(function () {
      button.textContent = '已复制';
      button.setAttribute('role', 'status');
    });
  }
  document.addEventListener('click', function (e) {
    var button = e.target.closest('.copy'), link = e.target.closest('.copies');
    if (button) { copy(button.parentNode.querySelector('textarea').value, button).catch(function () { button.parentNode.querySelector('textarea').select(); }); }
    if (!link) { return; }
    e.preventDefault();
    fetch(link.href, { credentials: 'same-origin' }).then(function (r) { return r.text(); }).then(function (text) {
      return copy(new DOMParser().parseFromString(text, 'text/html').querySelector('textarea').value, link);
    }).catch(function () { location.href = link.href; });
  });
  document.addEventListener('input', function () { typed = true; });

  function name(d) { return d.querySelector('summary').textContent.replace(/（.*$/, ''); }

  document.addEventListener('focusout', function () { if (stale) { setTimeout(renew, 100); } });
  var events = new EventSource('/events');
  events.addEventListener('changed', renew);
  events.addEventListener('progress', function (e) {
    var lines = e.data.split('\n'), bar = document.getElementById('bar'), doing = document.getElementById('doing');
    if (!bar) { renew(); return; }
    bar.value = Number(lines[1]);
    if (doing) { doing.textContent = lines[0]; }
  });
  events.addEventListener('reading', function (e) {
    var bar = document.getElementById('bar');
    if (bar && main && 'reading' in main.dataset) { bar.value = Number(e.data); }
  });
  if (main && 'reading' in main.dataset) { renew(); }
  events.onopen = function () { if (gone) { gone.hidden = true; } };
  events.onerror = function () { if (gone) { gone.hidden = false; } };

  var drop = document.getElementById('drop');
  if (drop) {
    document.addEventListener('dragover', function (e) { e.preventDefault(); document.body.classList.add('drag'); });
    document.addEventListener('dragleave', function () { document.body.classList.remove('drag'); });
    document.addEventListener('drop', function (e) {
      e.preventDefault();
      document.body.classList.remove('drag');
      var form = document.getElementById('drop'), input = form && form.querySelector('input[type=file]');
      if (input && e.dataTransfer.files.length) { input.files = e.dataTransfer.files; form.submit(); }
    });
  }
})();
