package dev.signet.registration;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.NewAccount;
import dev.signet.account.Roles;
import dev.signet.credential.PasswordHash;
import dev.signet.secret.RandomText;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How a new server gets its first administrator: whoever can read the server's output
 * when it starts gets a link that makes one account, once, within an hour. There is no
 * default account.
 */
@Component
class AdminSetup {

	static final Duration LIFETIME = Duration.ofHours(1);

	private final PostgresSetupTokens tokens;

	private final Accounts accounts;

	private final SignUp signUp;

	private final Clock clock;

	private final RandomText random = new RandomText();

	AdminSetup(PostgresSetupTokens tokens, Accounts accounts, SignUp signUp, Clock clock) {
		this.tokens = tokens;
		this.accounts = accounts;
		this.signUp = signUp;
		this.clock = clock;
	}

	/**
	 * Makes a new token, with which every older one is dead.
	 * @return the token, or empty when there is an administrator
	 */
	Optional<SetupToken> begin() {
		if (this.accounts.anyWithRole(Roles.ADMIN)) {
			return Optional.empty();
		}
		SetupToken token = SetupToken.random(this.random);
		this.tokens.replace(token, this.clock.instant().plus(LIFETIME));
		return Optional.of(token);
	}

	/** Whether the token would do; asking does not use it. */
	boolean open(SetupToken token) {
		return this.tokens.holds(token, this.clock.instant()) && !this.accounts.anyWithRole(Roles.ADMIN);
	}

	/**
	 * Uses the token up and makes the administrator: both or nothing, so a name that is
	 * taken does not cost the token.
	 * @throws SetupLinkGone when the token does not do
	 */
	@Transactional
	Account finish(SetupToken token, NewAccount person, PasswordHash password) {
		if (!this.tokens.redeem(token, this.clock.instant()) || this.accounts.anyWithRole(Roles.ADMIN)) {
			throw new SetupLinkGone();
		}
		return this.signUp.signUp(person.holding(Roles.USER, Roles.ADMIN), password);
	}

}
