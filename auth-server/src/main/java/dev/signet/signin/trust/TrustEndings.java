package dev.signet.signin.trust;

import dev.signet.account.AccountDisabled;
import dev.signet.account.AccountLocked;
import dev.signet.account.AccountReclaimed;
import dev.signet.account.DeletionAsked;
import dev.signet.account.EmailChanged;
import dev.signet.credential.AuthenticatorAdded;
import dev.signet.credential.AuthenticatorRemoved;
import dev.signet.credential.PasswordChanged;
import dev.signet.passkey.PasskeyAdded;
import dev.signet.passkey.PasskeyRemoved;
import dev.signet.session.EndReason;
import dev.signet.session.SessionEnded;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends the trust in all devices of a person when what it rests on changes, in the
 * transaction that changes it.
 */
@Component
class TrustEndings {

	private final TrustedDevices devices;

	TrustEndings(TrustedDevices devices) {
		this.devices = devices;
	}

	@EventListener
	void on(PasswordChanged event) {
		this.devices.endAll(event.accountId(), TrustEnded.Reason.PASSWORD_CHANGED);
	}

	@EventListener
	void on(AuthenticatorAdded event) {
		this.devices.endAll(event.accountId(), TrustEnded.Reason.FACTORS_CHANGED);
	}

	@EventListener
	void on(AuthenticatorRemoved event) {
		this.devices.endAll(event.accountId(), TrustEnded.Reason.FACTORS_CHANGED);
	}

	@EventListener
	void on(PasskeyAdded event) {
		this.devices.endAll(event.accountId(), TrustEnded.Reason.FACTORS_CHANGED);
	}

	@EventListener
	void on(PasskeyRemoved event) {
		this.devices.endAll(event.accountId(), TrustEnded.Reason.FACTORS_CHANGED);
	}

	@EventListener
	void on(EmailChanged event) {
		this.devices.endAll(event.accountId(), TrustEnded.Reason.ADDRESS_CHANGED);
	}

	@EventListener
	void on(AccountLocked event) {
		this.devices.endAll(event.accountId(), TrustEnded.Reason.ACCOUNT_DISABLED);
	}

	@EventListener
	void on(AccountDisabled event) {
		this.devices.endAll(event.accountId(), TrustEnded.Reason.ACCOUNT_DISABLED);
	}

	@EventListener
	void on(AccountReclaimed event) {
		this.devices.endAll(event.accountId(), TrustEnded.Reason.SIGNED_OUT_EVERYWHERE);
	}

	@EventListener
	void on(DeletionAsked event) {
		this.devices.endAll(event.accountId(), TrustEnded.Reason.ACCOUNT_DISABLED);
	}

	/** Each session says so; the first one finds something to do. */
	@EventListener
	void on(SessionEnded event) {
		if (event.reason() == EndReason.SIGNED_OUT_EVERYWHERE) {
			this.devices.endAll(event.accountId(), TrustEnded.Reason.SIGNED_OUT_EVERYWHERE);
		}
	}

}
