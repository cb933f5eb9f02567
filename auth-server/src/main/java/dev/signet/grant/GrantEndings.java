package dev.signet.grant;

import java.time.Clock;

import dev.signet.account.AccountDisabled;
import dev.signet.account.AccountLocked;
import dev.signet.account.AccountReclaimed;
import dev.signet.account.DeletionAsked;
import dev.signet.account.DeletionWithdrawn;
import dev.signet.client.ClientSubjectsChanged;
import dev.signet.consent.ConsentWithdrawn;
import dev.signet.credential.PasswordChanged;
import dev.signet.credential.SecondFactorsRemoved;
import dev.signet.session.SessionEnded;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends grants when what they rest on ends, inside the transaction that ended it.
 */
@Component
class GrantEndings {

	private final PostgresGrants postgres;

	private final Clock clock;

	GrantEndings(PostgresGrants postgres, Clock clock) {
		this.postgres = postgres;
		this.clock = clock;
	}

	@EventListener
	void on(SessionEnded event) {
		switch (event.reason()) {
			case SIGNED_OUT_EVERYWHERE, SECOND_FACTORS_REMOVED -> this.postgres.revokeOfAccount(event.accountId(),
					RevokeReason.SIGNED_OUT_EVERYWHERE, this.clock.instant());
			case PASSWORD_CHANGED ->
				this.postgres.revokeOfAccount(event.accountId(), RevokeReason.PASSWORD_CHANGED, this.clock.instant());
			case ACCOUNT_DISABLED ->
				this.postgres.revokeOfAccount(event.accountId(), RevokeReason.ACCOUNT_DISABLED, this.clock.instant());
			case SIGNED_OUT, ENDED_FROM_ELSEWHERE, SWITCHED_ACCOUNT, EXPIRED, SIGNED_OUT_UPSTREAM, PROVIDER_DISABLED ->
				this.postgres.revokeOfSession(event.sessionId(), RevokeReason.SESSION_ENDED, this.clock.instant());
		}
	}

	@EventListener
	void on(AccountDisabled event) {
		this.postgres.revokeOfAccount(event.accountId(), RevokeReason.ACCOUNT_DISABLED, this.clock.instant());
	}

	@EventListener
	void on(AccountLocked event) {
		this.postgres.revokeOfAccount(event.accountId(), RevokeReason.ACCOUNT_DISABLED, this.clock.instant());
	}

	@EventListener
	void on(AccountReclaimed event) {
		this.postgres.revokeOfAccount(event.accountId(), RevokeReason.SIGNED_OUT_EVERYWHERE, this.clock.instant());
	}

	@EventListener
	void on(DeletionAsked event) {
		this.postgres.revokeOfAccount(event.accountId(), RevokeReason.ACCOUNT_DISABLED, this.clock.instant());
	}

	/** What was given at the moment when the account was switched off. */
	@EventListener
	void on(DeletionWithdrawn event) {
		this.postgres.revokeOfAccount(event.accountId(), RevokeReason.ACCOUNT_DISABLED, this.clock.instant());
	}

	/** Also when no session was left to end: some grants outlive theirs. */
	@EventListener
	void on(PasswordChanged event) {
		this.postgres.revokeOfAccount(event.accountId(), RevokeReason.PASSWORD_CHANGED, this.clock.instant());
	}

	/** The same: whoever they were of may have given something, too. */
	@EventListener
	void on(SecondFactorsRemoved event) {
		this.postgres.revokeOfAccount(event.accountId(), RevokeReason.SIGNED_OUT_EVERYWHERE, this.clock.instant());
	}

	@EventListener
	void on(ConsentWithdrawn event) {
		this.postgres.revokeOfConsent(event.accountId(), event.clientId(), this.clock.instant());
	}

	/** A refresh names the person as the first ID token did (Core 1.0 §12.2). */
	@EventListener
	void on(ClientSubjectsChanged event) {
		this.postgres.revokeOfClient(event.id(), RevokeReason.SUBJECTS_CHANGED, this.clock.instant());
	}

}
