package dev.signet.signin.completion;

import dev.signet.account.AccountId;
import dev.signet.account.AccountLocked;
import dev.signet.account.AccountReclaimed;
import dev.signet.account.SignedInAccount;
import dev.signet.credential.PasswordChanged;
import dev.signet.credential.SecondFactorsRemoved;
import dev.signet.session.CurrentDevice;
import dev.signet.session.Device;
import dev.signet.session.KnownBrowsers;
import dev.signet.session.SessionAuthentication;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Forgets in which browsers a person has signed in, in the transaction in which they take
 * their account back from somebody else, or perhaps do: a browser of that one is not to
 * pass for theirs. Whoever changes their password in a browser stays known there.
 */
@Component
class KnownBrowserEndings {

	private final KnownBrowsers browsers;

	private final CurrentDevice currentDevice;

	KnownBrowserEndings(KnownBrowsers browsers, CurrentDevice currentDevice) {
		this.browsers = browsers;
		this.currentDevice = currentDevice;
	}

	@EventListener
	void on(PasswordChanged event) {
		this.browsers.forgetOthers(event.accountId(), ownBrowser(event.accountId()));
	}

	@EventListener
	void on(AccountLocked event) {
		this.browsers.forgetOthers(event.accountId(), null);
	}

	@EventListener
	void on(AccountReclaimed event) {
		this.browsers.forgetOthers(event.accountId(), null);
	}

	/** An administrator does that for them, who does not know which ones are theirs. */
	@EventListener
	void on(SecondFactorsRemoved event) {
		this.browsers.forgetOthers(event.accountId(), null);
	}

	/** Where they are signed in at this moment; null when they are not. */
	private @Nullable String ownBrowser(AccountId accountId) {
		SignedInAccount current = SessionAuthentication.current();
		return (current != null && current.accountId().equals(accountId))
				? this.currentDevice.of(accountId).map(Device::browserDigest).orElse(null) : null;
	}

}
