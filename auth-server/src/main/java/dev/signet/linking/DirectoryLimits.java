package dev.signet.linking;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import dev.signet.account.AccountId;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryLinks;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * How many passwords that are wrong a directory is asked for, by who has them there: it
 * locks people out after some more. Who has used up the room of everybody has none but in
 * a browser in which the owner signed in before, so nobody keeps an owner out by
 * guessing; nor can anybody there have so many that the directory locks the owner out. A
 * directory forgets them only after some time without any, so each prolongs the count.
 */
@Component
class DirectoryLimits {

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

	private boolean room(Asker asker) {
		return this.asks.count(List.of(asker)).refused().isEmpty();
	}

	/** One guess, which is told whose it is before the password is sent. */
	final class Guess implements Predicate<String> {

		private final Directory directory;

		private final Set<AccountId> known;

		/** The directory is asked on another thread. */
		private volatile @Nullable Asker counted;

		private Guess(Directory directory, Set<AccountId> known) {
			this.directory = directory;
			this.known = known;
		}

		/** Counts it, and says whether there was room for it. */
		@Override
		public boolean test(String subject) {
			return count(asker(Asking.PASSWORD_AT_DIRECTORY, subject)) || (isOwner(subject) && countOfOwner(subject));
		}

		/** Takes it back: it was right. */
		void takeBack() {
			Asker last = this.counted;
			if (last != null) {
				DirectoryLimits.this.asks.right(List.of(last));
			}
		}

		/** To the directory one is like the other, so the quiet time begins anew for all. */
		private boolean countOfOwner(String subject) {
			boolean room = count(asker(Asking.PASSWORD_AT_DIRECTORY_OF_OWNER, subject));
			if (room) {
				DirectoryLimits.this.asks.prolong(asker(Asking.PASSWORD_AT_DIRECTORY, subject));
			}
			return room;
		}

		private boolean count(Asker asker) {
			boolean room = room(asker);
			if (room) {
				this.counted = asker;
			}
			return room;
		}

		private Asker asker(Asking what, String subject) {
			return Asker.of(what, this.directory.id() + " " + subject);
		}

		private boolean isOwner(String subject) {
			return !this.known.isEmpty() && DirectoryLimits.this.links.find(this.directory, subject)
				.filter((link) -> this.known.contains(link.accountId()))
				.isPresent();
		}

	}

}
