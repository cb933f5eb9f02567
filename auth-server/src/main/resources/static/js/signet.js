/*
 * Small comforts. Every page works without this file.
 */
(function () {
  'use strict';

  // Show and hide a password
  document.querySelectorAll('button[data-reveal]').forEach(function (button) {
    var input = document.getElementById(button.dataset.reveal);
    function reveal(shown) {
      input.type = shown ? 'text' : 'password';
      button.setAttribute('aria-pressed', shown);
    }
    button.addEventListener('click', function () {
      reveal(input.type === 'password');
    });
    input.form.addEventListener('submit', function () {
      reveal(false);
    });
    input.parentElement.classList.add('revealable');
    button.hidden = false;
  });

  // Fill the sign-in form with one of the demo people
  document.querySelectorAll('button[data-login]').forEach(function (button) {
    var login = document.getElementById('login');
    var password = document.getElementById('password');
    button.addEventListener('click', function () {
      if (!login.readOnly) {
        login.value = button.dataset.login;
      }
      password.value = button.dataset.password;
      document.getElementById('submit').focus();
    });
    button.closest('table').querySelectorAll('[data-extra]').forEach(function (cell) {
      cell.hidden = false;
    });
  });

  // Copy a short text, where the browser lets us
  document.querySelectorAll('button[data-copy]').forEach(function (button) {
    var words = button.textContent;
    if (!navigator.clipboard) {
      return;
    }
    button.addEventListener('click', function () {
      navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent).then(function () {
        button.textContent = button.dataset.copied;
        window.setTimeout(function () {
          button.textContent = words;
        }, 3000);
      });
    });
    button.hidden = false;
  });

  // Print the page
  document.querySelectorAll('button[data-print]').forEach(function (button) {
    button.addEventListener('click', function () {
      window.print();
    });
    button.hidden = false;
  });

  // A form is sent once; the buttons wake again when the page is shown from the back button
  document.querySelectorAll('form[method="post"]').forEach(function (form) {
    function still(disabled) {
      form.querySelectorAll('button[type="submit"]').forEach(function (button) {
        button.disabled = disabled;
      });
    }
    form.addEventListener('submit', function () {
      // Later, so that the pressed button's own value is still sent
      window.setTimeout(still, 0, true);
      // Soon again, in case the answer never comes
      window.setTimeout(still, 8000, false);
    });
    window.addEventListener('pageshow', function () {
      still(false);
    });
  });

  // A form that only carries something on sends itself
  document.querySelectorAll('form[data-send]').forEach(function (form) {
    form.submit();
  });

  // Times in the zone and manner of the reader
  document.querySelectorAll('time[datetime]').forEach(function (time) {
    var date = new Date(time.dateTime);
    if (!isNaN(date)) {
      time.title = time.textContent;
      time.textContent = new Intl.DateTimeFormat(document.documentElement.lang, time.dataset.only === 'date'
        ? { dateStyle: 'long' } : { dateStyle: 'medium', timeStyle: 'short' }).format(date);
    }
  });
}());
