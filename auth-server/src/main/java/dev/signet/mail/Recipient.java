package dev.signet.mail;

import java.util.List;
import java.util.Locale;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.EmailAddress;
import dev.signet.web.Language;
import org.jspecify.annotations.Nullable;

/**
 * Whom a mail is for.
 *
 * @param accountId the person's account, or null when there is none yet
 * @param address where to
 * @param locale the language to write in; English where there are no words in it
 */
public record Recipient(@Nullable AccountId accountId, EmailAddress address, Locale locale) {

	/** A person at their main address, in the language they prefer. */
	public static Recipient of(Account account) {
		String language = account.profile().locale();
		return new Recipient(account.id(), new EmailAddress(account.emailAddress()),
				Language.best((language == null) ? List.of() : List.of(language))
					.map(Language::locale)
					.orElse(Locale.ENGLISH));
	}

	/** A person at another address than the main one, in a language they chose. */
	public static Recipient of(AccountId accountId, EmailAddress address, Locale locale) {
		return new Recipient(accountId, address, locale);
	}

	/** Somebody without an account, such as a person who is invited. */
	public static Recipient stranger(EmailAddress address, Locale locale) {
		return new Recipient(null, address, locale);
	}

	/** Without the address. */
	@Override
	public String toString() {
		return "Recipient[accountId=" + this.accountId + ", locale=" + this.locale + "]";
	}

}
