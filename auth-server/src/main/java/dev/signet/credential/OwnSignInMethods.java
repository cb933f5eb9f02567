package dev.signet.credential;

import java.time.Instant;

import dev.signet.account.AccountId;
import dev.signet.account.OwnData;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** How a person proves who they are, without anything that proves it. */
@Component
class OwnSignInMethods implements OwnData {

	private final PostgresPasswords passwords;

	private final Authenticators authenticators;

	private final PostgresRecoveryCodes recoveryCodes;

	OwnSignInMethods(PostgresPasswords passwords, Authenticators authenticators, PostgresRecoveryCodes recoveryCodes) {
		this.passwords = passwords;
		this.authenticators = authenticators;
		this.recoveryCodes = recoveryCodes;
	}

	@Override
	public String name() {
		return "sign_in_methods";
	}

	@Override
	public Object of(AccountId accountId) {
		return new Told(this.passwords.changedAt(accountId).map(Password::new).orElse(null),
				this.authenticators.of(accountId).orElse(null),
				this.recoveryCodes.madeAt(accountId)
					.map((madeAt) -> new Codes(madeAt, this.recoveryCodes.count(accountId)))
					.orElse(null));
	}

	private record Told(@Nullable Password password, @Nullable Authenticator authenticatorApp,
			@Nullable Codes recoveryCodes) {
	}

	private record Password(Instant changedAt) {
	}

	private record Codes(Instant madeAt, int left) {
	}

}
