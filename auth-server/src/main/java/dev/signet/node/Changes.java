package dev.signet.node;

import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells the other nodes that something they remember was changed. This node knows.
 * <p>
 * Only for what an operator or a developer changes now and then. A transaction that
 * announces takes a lock of the whole database server while it commits, so announcements
 * from sign-ins or token requests would make these wait for each other.
 */
@Component
public final class Changes {

	/** The name under which nodes listen; one for each database. */
	static final String CHANNEL = "signet_changes";

	private final JdbcClient jdbc;

	/**
	 * What this node announces carries its name, so that it need not listen to itself.
	 */
	private final String node = UUID.randomUUID().toString();

	Changes(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Announces a change when the running transaction commits, once however often it is
	 * called, and never when it rolls back; without a transaction at once.
	 * @param topic the topic of the {@link ChangeListener}s to tell
	 */
	public void announce(String topic) {
		Announcement announcement = new Announcement(this.jdbc, topic + " " + this.node);
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			announcement.send();
		}
		else if (!TransactionSynchronizationManager.getSynchronizations().contains(announcement)) {
			TransactionSynchronizationManager.registerSynchronization(announcement);
		}
	}

	/**
	 * Announces a change, and lets this node forget with the running transaction, however
	 * that ends: it may have remembered what is rolled back.
	 * @param remembering who remembers what is changed
	 * @throws IllegalStateException when no transaction is running
	 */
	public void announce(ChangeListener remembering) {
		announce(remembering.topic());
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCompletion(int status) {
				remembering.changed();
			}
		});
	}

	/**
	 * The topic of what was heard.
	 * @return empty when this node announced it
	 */
	Optional<String> topic(String heard) {
		String[] words = heard.split(" ");
		return (words.length > 1 && words[1].equals(this.node)) ? Optional.empty() : Optional.of(words[0]);
	}

	private record Announcement(JdbcClient jdbc, String text) implements TransactionSynchronization {

		@Override
		public void beforeCommit(boolean readOnly) {
			send();
		}

		void send() {
			this.jdbc.sql("select pg_notify(?, ?)")
				.param(CHANNEL)
				.param(this.text)
				.query((row, number) -> true)
				.single();
		}

	}

}
