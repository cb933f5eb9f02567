package dev.signet.credential;

import java.net.URI;
import java.util.Optional;

import dev.signet.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the passwords of people who have none here. Nobody sets them one here: they would
 * get in with it when they are gone there.
 */
public interface PasswordKeeper {

	/** Where the password of an account is kept, if it is not here. */
	Optional<Kept> keeps(AccountId accountId);

	/**
	 * Where it is kept when its owner has locked the account, which ends what an intruder
	 * may have added.
	 */
	Optional<Kept> keepsOnceLocked(AccountId accountId);

	/**
	 * A place for passwords.
	 *
	 * @param name what people call it
	 * @param page where they change their password; null when there is no such page
	 */
	record Kept(String name, @Nullable URI page) {
	}

}
