package dev.signet.linking;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.EmailAddress;
import dev.signet.account.Username;
import dev.signet.database.Columns;
import dev.signet.mail.Mail;
import dev.signet.mail.Mails;
import dev.signet.mail.Recipient;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import dev.signet.proof.MailedCodes;
import dev.signet.session.Network;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets somebody who is new show that they read mail at an address. The same mail goes out
 * whether or not an account has the address, so the page tells nobody who has one; only
 * whoever types the code from it may learn that.
 */
@Component
class ArrivalMails {

	/** How many codes may be typed for one mail. */
	private static final int MOST_TRIES = 5;

	private final PostgresArrivals rows;

	private final MailedCodes codes;

	private final Asks asks;

	private final Mails mails;

	private final Clock clock;

	ArrivalMails(PostgresArrivals rows, MailedCodes codes, Asks asks, Mails mails, Clock clock) {
		this.rows = rows;
		this.codes = codes;
		this.asks = asks;
		this.mails = mails;
		this.clock = clock;
	}

	/** Whether addresses can be proved so at all. */
	boolean possible() {
		return this.mails.possible();
	}

	/**
	 * Sends a code, with which the one before is over.
	 * @param provider what people call the provider
	 * @param ip the address of the browser
	 * @return how long to wait when there was no room for one more mail
	 */
	@Transactional
	public Optional<Duration> send(Arrival arrival, byte[] browser, String provider, Username username,
			EmailAddress address, @Nullable String ip) {
		Optional<Duration> wait = this.asks.ask(Asker.of(Asking.SIGN_UP_MAIL, address.value().toLowerCase(Locale.ROOT)),
				Asker.of(Asking.MAIL_FROM_NETWORK, Network.of(ip)));
		if (wait.isEmpty()) {
			String code = this.codes.random();
			this.rows.await(arrival.id(), browser, username.value(), address, digest(arrival.id(), code).orElseThrow(),
					Columns.now(this.clock));
			this.mails
				.send(Mail.of("linking.mail.confirm", Recipient.stranger(address, LocaleContextHolder.getLocale()))
					.say("what", provider)
					.code(code)
					.say("not-you")
					.goodFor(Arrival.Purpose.CREATE.lifetime()));
		}
		return wait;
	}

	/** Whether this is the code. Each try is counted before it is looked at. */
	boolean proves(Arrival arrival, byte[] browser, String typed) {
		return this.rows.countTry(arrival.id(), browser, MOST_TRIES, Columns.now(this.clock))
				&& digest(arrival.id(), typed)
					.filter((digest) -> this.rows.isCode(arrival.id(), browser, digest, Columns.now(this.clock)))
					.isPresent();
	}

	private Optional<byte[]> digest(UUID id, String typed) {
		return this.codes.digest("arrival " + id, typed);
	}

}
