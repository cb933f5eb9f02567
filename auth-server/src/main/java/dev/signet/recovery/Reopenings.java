package dev.signet.recovery;

import java.util.Optional;

import dev.signet.account.AccountId;
import dev.signet.credential.PasswordKeeper;
import dev.signet.credential.Passwords;
import dev.signet.recovery.Reopening.Way;

import org.springframework.stereotype.Component;

/** Says how owners open locked accounts again, by where their passwords are now. */
@Component
class Reopenings {

	private final Passwords passwords;

	private final Optional<PasswordKeeper> elsewhere;

	Reopenings(Passwords passwords, Optional<PasswordKeeper> elsewhere) {
		this.passwords = passwords;
		this.elsewhere = elsewhere;
	}

	/** The same before the account is locked as after. */
	Reopening of(AccountId accountId) {
		return this.elsewhere.flatMap((keeper) -> keeper.keepsOnceLocked(accountId))
			.map((kept) -> new Reopening(Way.ELSEWHERE, kept.name()))
			.orElseGet(() -> new Reopening(this.passwords.exists(accountId) ? Way.NEW_PASSWORD : Way.FIRST_PASSWORD,
					null));
	}

}
