/*
 * Leads on as soon as the hidden frames have loaded, or after a short time when one does not.
 * Without scripts the page refreshes by itself; with them it does not, so that nobody leads on twice.
 */
(function () {
  'use strict';

  var gone = false;
  function leave() {
    if (!gone) {
      gone = true;
      window.location.replace(document.getElementById('next').href);
    }
  }
  window.addEventListener('load', leave);
  window.setTimeout(leave, 3000);
}());
