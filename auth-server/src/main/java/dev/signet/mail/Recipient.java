package dev.signet.mail;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.EmailAddress;
import dev.signet.web.Language;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;

/**
 * Whom a mail is for.
 *
 * @param accountId the person's account, or null when there is none yet
 * @param address where to
 * @param locale the language to write in; English where there are no words in it
 * @param zone the time zone in which to tell times
 */
public record Recipient(@Nullable AccountId accountId, EmailAddress address, Locale locale, ZoneId zone) {

	private static final ZoneId UNTOLD = ZoneId.of("UTC");

	/**
	 * A person at their main address, in the language they prefer. If they did not say
	 * which, it is that of the page at which the mail is caused, since nearly always they
	 * see it themselves.
	 */
	public static Recipient of(Account account) {
		return of(account, LocaleContextHolder.getLocale());
	}

	/**
	 * A person at their main address.
	 * @param page the language of the page at which the mail is caused, for those who did
	 * not say which they prefer
	 */
	public static Recipient of(Account account, Locale page) {
		List<String> wishes = Stream.of(account.profile().locale(), page.toLanguageTag())
			.filter(Objects::nonNull)
			.toList();
		return new Recipient(account.id(), new EmailAddress(account.emailAddress()),
				Language.best(wishes).map(Language::locale).orElse(Locale.ENGLISH), zone(account.profile().zoneinfo()));
	}

	/** A person at another address than the main one, in a language they chose. */
	public static Recipient of(AccountId accountId, EmailAddress address, Locale locale) {
		return new Recipient(accountId, address, locale, UNTOLD);
	}

	/** Somebody without an account, such as a person who is invited. */
	public static Recipient stranger(EmailAddress address, Locale locale) {
		return new Recipient(null, address, locale, UNTOLD);
	}

	/** The same person at another address. */
	public Recipient at(EmailAddress other) {
		return new Recipient(this.accountId, other, this.locale, this.zone);
	}

	/** The zone of that name; a profile may have one that this server does not know. */
	static ZoneId zone(@Nullable String name) {
		return (name != null && ZoneId.getAvailableZoneIds().contains(name)) ? ZoneId.of(name) : UNTOLD;
	}

	/** Without the address. */
	@Override
	public String toString() {
		return "Recipient[accountId=" + this.accountId + ", locale=" + this.locale + "]";
	}

}
