/*
 * Says two minutes ahead that the session is about to end because nobody uses it, and opens the sign-in when it has
 * ended. What somebody was typing goes along, and stands in the form when they are back. Asking how long it lasts does
 * not count as use; the button does.
 */
(function () {
  'use strict';

  var box = document.getElementById('ending');
  var stay = document.getElementById('ending-stay');
  var close = document.getElementById('ending-close');
  var counter = document.getElementById('ending-left');
  var said = document.getElementById('ending-said');
  var ends;
  var last;
  var warning;
  var timer;
  var asked = false;
  var closed = false;
  var focused;
  var token;

  function know(seconds, isLast) {
    ends = Date.now() + seconds * 1000;
    last = isLast;
  }

  function left() {
    return Math.ceil((ends - Date.now()) / 1000);
  }

  function call(options, then, otherwise) {
    fetch(box.dataset.ask, options).then(function (answer) {
      return answer.json();
    }).then(function (told) {
      token = told.token;
      know(told.seconds, told.last);
      then();
    }).catch(otherwise);
  }

  function hide() {
    if (!box.hidden) {
      box.hidden = true;
      if (focused && document.contains(focused)) {
        focused.focus();
      }
    }
  }

  function show(seconds) {
    var clock = Math.floor(seconds / 60) + ':' + ('0' + seconds % 60).slice(-2);
    counter.textContent = clock;
    if (seconds === 60 || seconds === 30) {
      said.textContent = counter.parentNode.textContent;
    }
    if (box.hidden && !closed) {
      box.querySelectorAll('[data-more]').forEach(function (part) {
        part.hidden = last;
      });
      box.querySelector('[data-last]').hidden = !last;
      focused = document.activeElement;
      box.hidden = false;
      (last ? close : stay).focus();
    }
  }

  function later(seconds) {
    window.clearTimeout(timer);
    timer = window.setTimeout(look, Math.max(1, Math.min(seconds, 15)) * 1000);
  }

  // Never before it has ended: opening the page would keep the session alive with nobody there
  function leave() {
    window.location.replace(box.dataset.back);
  }

  function changed(field) {
    if (field.options) {
      return field.selectedIndex !== Math.max(0, Array.from(field.options).findIndex(function (option) {
        return option.defaultSelected;
      }));
    }
    return field.checked !== field.defaultChecked || 'defaultValue' in field && field.value !== field.defaultValue;
  }

  // A form that says whose it is is kept for them when the session is over, also one in which what they had typed stood
  // from the start. Without its token nothing else is done with it
  function leaveWithForm() {
    var typed = Array.from(document.querySelectorAll('form input[name=owner]')).map(function (owner) {
      return owner.form;
    }).find(function (form) {
      return form.elements.kept || Array.from(form.elements).some(changed);
    });
    if (typed) {
      typed.querySelector('[name=_csrf]').disabled = true;
      // A button may be called "submit", and then the form's own is hidden by it
      HTMLFormElement.prototype.submit.call(typed);
    } else {
      leave();
    }
  }

  function look() {
    var seconds = left();
    if (seconds > warning) {
      asked = false;
      closed = false;
      hide();
      later(seconds - warning);
    } else if (seconds > 0 && asked) {
      show(seconds);
      later(1);
    } else if (seconds > 0) {
      // Perhaps another tab has used it meanwhile
      asked = true;
      call({}, look, look);
    } else {
      call({}, function () {
        if (left() > 0) {
          asked = false;
          look();
        } else {
          leaveWithForm();
        }
      }, function () {
        later(15);
      });
    }
  }

  function dismiss() {
    closed = true;
    hide();
  }

  stay.addEventListener('click', function () {
    call({ method: 'POST', headers: { 'X-CSRF-TOKEN': token } }, function () {
      hide();
      look();
    }, leaveWithForm);
  });
  close.addEventListener('click', dismiss);
  box.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') {
      dismiss();
    }
  });

  // After the computer slept, the timers are late
  document.addEventListener('visibilitychange', function () {
    if (!document.hidden) {
      look();
    }
  });

  know(Number(box.dataset.seconds), box.dataset.last === 'true');
  warning = Math.min(120, Math.floor(left() / 2));
  look();
}());
