package dev.signet.linking;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.signet.account.AccountId;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryId;
import dev.signet.directory.DirectoryLinks;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import dev.signet.signin.throttle.LimitsElsewhere;

import org.springframework.stereotype.Component;

/**
 * How many passwords that are wrong a directory is asked for, by who has them there: it
 * locks people out after some more. Who has used up the room of everybody has none but in
 * a browser in which the owner signed in before, so nobody keeps an owner out by
 * guessing; nor can anybody there have so many that the directory locks the owner out. A
 * directory forgets them only after some time without any, so each prolongs the count.
 */
@Component
class DirectoryLimits implements LimitsElsewhere {

	private static final List<Asking> OF_ANYBODY = List.of(Asking.PASSWORD_AT_DIRECTORY,
			Asking.PASSWORD_AT_DIRECTORY_IN_A_ROW);

	private static final List<Asking> OF_OWNER = List.of(Asking.PASSWORD_AT_DIRECTORY_OF_OWNER,
			Asking.PASSWORD_AT_DIRECTORY_IN_A_ROW_OF_OWNER);

	private static final List<Asking> IN_A_ROW = List.of(Asking.PASSWORD_AT_DIRECTORY_IN_A_ROW,
			Asking.PASSWORD_AT_DIRECTORY_IN_A_ROW_OF_OWNER);

	private final Asks asks;

	private final DirectoryLinks links;

	DirectoryLimits(Asks asks, DirectoryLinks links) {
		this.asks = asks;
		this.links = links;
	}

	/**
	 * Somebody who is about to guess.
	 * @param known the accounts of those who signed in before in this browser
	 */
	Guess guess(Directory directory, Collection<AccountId> known) {
		return new Guess(directory, Set.copyOf(known));
	}

	@Override
	public List<Asker> of(AccountId accountId) {
		return this.links.of(accountId)
			.stream()
			.flatMap((link) -> Stream.concat(OF_ANYBODY.stream(), OF_OWNER.stream())
				.map((what) -> asker(what, link.directoryId(), link.subject())))
			.toList();
	}

	private static Asker asker(Asking what, DirectoryId directoryId, String subject) {
		return Asker.of(what, directoryId + " " + subject);
	}

	/** One guess, which is told whose it is before the password is sent. */
	final class Guess implements Predicate<String> {

		private final Directory directory;

		private final Set<AccountId> known;

		/** The directory is asked on another thread. */
		private volatile List<Asker> counted = List.of();

		private Guess(Directory directory, Set<AccountId> known) {
			this.directory = directory;
			this.known = known;
		}

		/** Counts it, and says whether there was room for it. */
		@Override
		public boolean test(String subject) {
			return count(OF_ANYBODY, subject) || (isOwner(subject) && countOfOwner(subject));
		}

		/** Takes it back: it was right, and so each row of wrong ones is over. */
		void takeBack() {
			List<Asker> last = this.counted;
			if (!last.isEmpty()) {
				Stream<Asker> rows = IN_A_ROW.stream().map((what) -> Asker.of(what, last.get(0).who()));
				DirectoryLimits.this.asks.right(Stream.concat(last.stream(), rows).distinct().toList());
			}
		}

		/** Takes it back, but not out of the row: it may have been right. */
		void takeBackButInARow() {
			DirectoryLimits.this.asks.perhapsRight(this.counted);
		}

		/**
		 * To the directory one is like the other, so the quiet time begins anew for all.
		 */
		private boolean countOfOwner(String subject) {
			boolean room = count(OF_OWNER, subject);
			if (room) {
				DirectoryLimits.this.asks.prolong(asker(Asking.PASSWORD_AT_DIRECTORY, this.directory.id(), subject));
			}
			return room;
		}

		private boolean count(List<Asking> limits, String subject) {
			List<Asker> askers = limits.stream().map((what) -> asker(what, this.directory.id(), subject)).toList();
			boolean room = DirectoryLimits.this.asks.count(askers).refused().isEmpty();
			if (room) {
				this.counted = askers;
			}
			return room;
		}

		private boolean isOwner(String subject) {
			return !this.known.isEmpty() && DirectoryLimits.this.links.find(this.directory, subject)
				.filter((link) -> this.known.contains(link.accountId()))
				.isPresent();
		}

	}

}
