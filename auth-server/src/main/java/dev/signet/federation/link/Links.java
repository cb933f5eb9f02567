package dev.signet.federation.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.ProviderId;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Which people of providers own which accounts here. One pair of issuer and subject leads
 * to one account at most.
 */
@Component
public final class Links {

	/** How long a removed link can be restored. */
	public static final Duration RESTORABLE = Duration.ofDays(30);

	private static final int LONGEST_SHOWN = 254;

	private final PostgresLinks rows;

	private final TransactionOperations transactions;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Links(PostgresLinks rows, TransactionOperations transactions, ApplicationEventPublisher events, Clock clock) {
		this.rows = rows;
		this.transactions = transactions;
		this.events = events;
		this.clock = clock;
	}

	/** The link of this person, if there is one that counts. */
	public Optional<Link> find(String issuer, String subject) {
		return this.rows.find(issuer, subject);
	}

	/**
	 * The links of an account, the oldest first; also removed ones, for as long as they
	 * can be restored.
	 */
	public List<Link> of(AccountId accountId) {
		return this.rows.of(accountId, this.clock.instant().minus(RESTORABLE));
	}

	/**
	 * How many ways in an account has by links: those that count, of providers that are
	 * enabled.
	 */
	public int count(AccountId accountId) {
		return this.rows.count(accountId);
	}

	/**
	 * Makes a link. Takes part in the caller's transaction, if there is one.
	 * @throws LinkTaken when the person is linked already, to whichever account; the
	 * transaction can go on
	 */
	public Link add(AccountId accountId, ProviderId providerId, UpstreamPerson person) throws LinkTaken {
		Link link = new Link(UUID.randomUUID(), accountId, providerId, person.issuer(), person.subject(),
				shownAs(person), Columns.now(this.clock), null, null, null);
		Boolean added = this.transactions.execute((status) -> {
			boolean inserted = this.rows.insert(link);
			if (inserted) {
				this.events.publishEvent(new LinkAdded(accountId, link.id(), providerId));
			}
			return inserted;
		});
		if (!Boolean.TRUE.equals(added)) {
			throw new LinkTaken();
		}
		return link;
	}

	/** How much each provider is used; one that is not in it is not used at all. */
	public Map<ProviderId, LinkUse> use() {
		return this.rows.use();
	}

	/** Notes that somebody signed in by a link. */
	public void used(Link link) {
		this.rows.used(link.id(), this.clock.instant());
	}

	/**
	 * Removes a link of an account.
	 * @return whether there was one
	 */
	public boolean remove(UUID linkId, AccountId owner) {
		return Boolean.TRUE.equals(this.transactions.execute((status) -> {
			Optional<ProviderId> provider = this.rows.remove(linkId, owner, this.clock.instant());
			provider.ifPresent((id) -> this.events.publishEvent(new LinkRemoved(owner, linkId, id)));
			return provider.isPresent();
		}));
	}

	/**
	 * Lets a removed link count again, within 30 days. Takes part in the caller's
	 * transaction, if there is one, which can go on when a race is lost.
	 * @return whether there was one, and nobody has that person meanwhile
	 */
	public boolean restore(UUID linkId, AccountId owner) {
		return Boolean.TRUE.equals(this.transactions.execute((status) -> {
			Object before = status.createSavepoint();
			try {
				Instant now = this.clock.instant();
				Optional<ProviderId> provider = this.rows.restore(linkId, owner, now, now.minus(RESTORABLE));
				provider.ifPresent((id) -> this.events.publishEvent(new LinkRestored(owner, linkId, id)));
				return provider.isPresent();
			}
			catch (DuplicateKeyException ex) {
				status.rollbackToSavepoint(before);
				return false;
			}
		}));
	}

	/** How its owner recognises it: foreign text, made fit for one line. */
	private static @Nullable String shownAs(UpstreamPerson person) {
		return Stream
			.concat(Stream.ofNullable((Object) person.email()),
					Stream.of("preferred_username", "login", "username", "name").map(person.claims()::get))
			.filter(String.class::isInstance)
			.map((text) -> ((String) text).replaceAll("[\\p{C}\\s]+", " ").strip())
			.filter((text) -> !text.isEmpty())
			.map((text) -> text.substring(0,
					text.offsetByCodePoints(0, Math.min(text.codePointCount(0, text.length()), LONGEST_SHOWN))))
			.findFirst()
			.orElse(null);
	}

}
