package dev.signet.signin.step;

import java.net.URI;
import java.util.Optional;

import dev.signet.account.AccountId;

/**
 * The terms that people accept who use an account here. Who keeps what they accepted is
 * not this package.
 */
public interface TermsOfService {

	/** The page on which people accept them. */
	String PAGE = "/signin/terms";

	/**
	 * The terms that a person has yet to accept; empty when there are none, and when they
	 * have. Asked before each answer to an app, so it must cost next to nothing.
	 */
	Optional<Version> toAccept(AccountId accountId);

	/** Notes that a person has accepted them. */
	void accept(AccountId accountId, Version terms);

	/**
	 * The terms as they are now.
	 *
	 * @param name what this version is called
	 * @param address where they can be read
	 */
	record Version(String name, URI address) {
	}

}
