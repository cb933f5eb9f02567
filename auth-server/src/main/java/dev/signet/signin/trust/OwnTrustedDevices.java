package dev.signet.signin.trust;

import java.time.Instant;

import dev.signet.account.AccountId;
import dev.signet.account.OwnData;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** The devices on which a person need not make the second step of a sign-in. */
@Component
class OwnTrustedDevices implements OwnData {

	private final PostgresTrustedDevices rows;

	OwnTrustedDevices(PostgresTrustedDevices rows) {
		this.rows = rows;
	}

	@Override
	public String name() {
		return "trusted_devices";
	}

	@Override
	public Object of(AccountId accountId) {
		return this.rows.kept(accountId).stream().map(Told::of).toList();
	}

	private record Told(@Nullable String browser, Instant trustedAt, @Nullable Instant lastUsedAt, Instant goodUntil) {

		static Told of(TrustedDevice trusted) {
			return new Told(trusted.device().userAgent(), trusted.since(), trusted.lastUsed(), trusted.until());
		}

	}

}
