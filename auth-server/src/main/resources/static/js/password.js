/*
 * Says how a new password is doing while it is typed. Nothing is sent before the form is: the server decides, and knows
 * many more passwords. The page works without this file; the rule stands below the field.
 */
(function () {
  'use strict';

  // As in PasswordRules and GuessCount
  var ENOUGH = 6;
  var TOP = ('password passwort motdepasse contraseña senha qwerty letmein welcome dragon monkey football baseball master '
    + 'shadow superman michael jordan sunshine princess iloveyou trustno1 starwars whatever freedom hello secret summer '
    + 'winter admin login access batman mustang killer computer internet love test').split(' ');
  var LINES = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiopasdfghjklzxcvbnm', 'qwertzuiopasdfghjklyxcvbnm',
    'azertyuiopqsdfghjklmwxcvbn', '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p'].flatMap(function (line) {
    return [line.repeat(6), Array.from(line).reverse().join('').repeat(6)];
  });

  function normal(text) {
    return text.normalize('NFKC');
  }

  function fold(text) {
    return normal(text).toLowerCase().replace(/ /g, '');
  }

  function isRun(piece) {
    return LINES.some(function (line) {
      return line.includes(piece);
    });
  }

  // How much of it there is to guess, in the cheapest way to cut it into pieces
  function guesses(text, words) {
    var counts = Array.from({ length: text.length + 1 }, function (none, index) {
      return index;
    });
    function piece(from, to, count) {
      counts[to] = Math.min(counts[to], counts[from] + count);
    }
    for (var at = 0; at < text.length; at++) {
      piece(at, at + 1, 1);
      words.concat(TOP).forEach(function (word, index) {
        if (text.startsWith(word, at)) {
          piece(at, at + word.length, index < words.length ? 1 : 2);
        }
      });
      if (/^(19|20)\d\d/.test(text.slice(at, at + 4))) {
        piece(at, at + 4, 1);
      }
      for (var end = at + 3; end <= text.length && isRun(text.slice(at, end)); end++) {
        piece(at, end, 2);
      }
      for (var period = 1; period <= at; period++) {
        for (var next = at; next < text.length && text[next] === text[next - period]; next++) {
          if (next - at + 1 >= period) {
            piece(at, next + 1, 1);
          }
        }
      }
    }
    return counts[text.length];
  }

  document.querySelectorAll('[data-strength]').forEach(function (strength) {
    var input = document.getElementById(strength.dataset.strength);
    var meter = strength.querySelector('meter');
    var output = strength.querySelector('output');
    var minimum = Number(strength.dataset.minimum);
    var maximum = Number(strength.dataset.maximum);
    var timer;

    // What else stands in the form, such as the username
    function words() {
      return Array.from(input.form.querySelectorAll('.input:not([autocomplete$="password"])')).flatMap(function (field) {
        return [field.value].concat(field.value.split('@')).map(fold);
      }).concat('signet').filter(function (word) {
        return word.length >= 4;
      });
    }

    function say(value, message, length, bound) {
      meter.value = value;
      // For readers aloud only when the typing pauses
      window.clearTimeout(timer);
      timer = window.setTimeout(function () {
        output.value = message.replace('{0}', length).replace('{1}', bound);
      }, 400);
      strength.hidden = length === 0;
    }

    function look() {
      var length = Array.from(normal(input.value)).length;
      if (length < minimum) {
        say(33 * length / minimum, strength.dataset.short, length, minimum);
      } else if (length > maximum) {
        say(33, strength.dataset.long, length, maximum);
      } else {
        var count = guesses(fold(input.value), words());
        say(count < ENOUGH ? 50 : Math.min(100, 60 + 3 * count), count < ENOUGH ? strength.dataset.easy
          : strength.dataset.good, length, maximum);
      }
    }

    input.addEventListener('input', look);
    if (input.value) {
      look();
    }
  });
}());
