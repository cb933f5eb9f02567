/*
 * Asks the browser for a passkey and posts what it answers as an ordinary form. Pages that can do without have their
 * form for passkeys hidden until this file has run in a browser that knows them.
 */
(function () {
  'use strict';

  // An answer counts for five minutes from when the page was made
  var RENEW_AFTER = 4.5 * 60 * 1000;

  if (!window.PublicKeyCredential || !navigator.credentials) {
    return;
  }

  function decode(text) {
    var binary = window.atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    return Uint8Array.from(binary, function (each) {
      return each.charCodeAt(0);
    });
  }

  function encode(buffer) {
    var binary = Array.from(new Uint8Array(buffer), function (each) {
      return String.fromCharCode(each);
    }).join('');
    return window.btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  }

  function question(form) {
    var options = JSON.parse(form.dataset.question);
    options.challenge = decode(options.challenge);
    if (options.user) {
      options.user.id = decode(options.user.id);
    }
    (options.allowCredentials || options.excludeCredentials).forEach(function (each) {
      each.id = decode(each.id);
    });
    return options;
  }

  // Web Authentication Level 3, 5.1: toJSON(), which not all browsers have
  function answer(credential) {
    var response = credential.response;
    var parts = { clientDataJSON: encode(response.clientDataJSON) };
    if (response.attestationObject) {
      parts.attestationObject = encode(response.attestationObject);
      parts.transports = response.getTransports ? response.getTransports() : [];
    } else {
      parts.authenticatorData = encode(response.authenticatorData);
      parts.signature = encode(response.signature);
      if (response.userHandle) {
        parts.userHandle = encode(response.userHandle);
      }
    }
    return JSON.stringify({
      id: credential.id,
      rawId: encode(credential.rawId),
      type: credential.type,
      response: parts,
      clientExtensionResults: {}
    });
  }

  document.querySelectorAll('form[data-passkey]').forEach(function (form) {
    var opened = Date.now();
    var button = form.querySelector('button');
    var failed = form.querySelector('[data-failed]');
    var field = document.querySelector('input[autocomplete~="webauthn"]');
    var waiting = null;

    function send(credential) {
      var remember = document.querySelector('input[type="checkbox"][name="remember"]');
      form.elements.remember.value = remember && remember.checked ? 'true' : '';
      form.elements.passkey.value = answer(credential);
      form.submit();
    }

    // Offers passkeys among what the browser fills into the field
    function offer() {
      if (!field || !window.PublicKeyCredential.isConditionalMediationAvailable) {
        return;
      }
      window.PublicKeyCredential.isConditionalMediationAvailable().then(function (available) {
        if (available) {
          waiting = new AbortController();
          return navigator.credentials.get({ publicKey: question(form), mediation: 'conditional', signal: waiting.signal })
            .then(send);
        }
      }).catch(function () {
        // Nobody chose one, or the button was faster
      });
    }

    button.addEventListener('click', function () {
      if (waiting) {
        waiting.abort();
      }
      button.disabled = true;
      failed.hidden = true;
      navigator.credentials[form.dataset.passkey]({ publicKey: question(form) }).then(send).catch(function () {
        failed.hidden = false;
        button.disabled = false;
        offer();
      });
    });

    window.addEventListener('pageshow', function () {
      button.disabled = false;
    });

    // Who comes back to an old page on which nothing was typed gets a new one
    document.addEventListener('visibilitychange', function () {
      var typed = Array.from(document.querySelectorAll('input.input')).some(function (each) {
        return each.value !== each.defaultValue;
      });
      if (!document.hidden && form.hasAttribute('data-renew') && !typed && Date.now() - opened > RENEW_AFTER) {
        window.location.reload();
      }
    });

    form.hidden = false;
    offer();
  });

  // Web Authentication Level 3, 5.1.10.2: whoever keeps a passkey that nobody has here may forget it
  document.querySelectorAll('[data-unknown-passkey]').forEach(function (refused) {
    if (window.PublicKeyCredential.signalUnknownCredential) {
      window.PublicKeyCredential.signalUnknownCredential({
        rpId: refused.dataset.relyingParty,
        credentialId: refused.dataset.unknownPasskey
      }).catch(function () {
        // It goes on offering it, as the page says
      });
    }
  });

  document.querySelectorAll('[data-without-passkeys]').forEach(function (words) {
    words.hidden = true;
  });
}());
