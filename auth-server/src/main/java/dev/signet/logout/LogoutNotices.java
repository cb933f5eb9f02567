package dev.signet.logout;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.database.Columns;
import dev.signet.grant.Grants;
import dev.signet.session.SessionEnded;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Hears that a session is over, for whatever reason, and notes in the same transaction
 * which clients must be told (OpenID Connect Back-Channel Logout 1.0 §2.5). They are
 * called after the commit, and nobody waits for that.
 */
@Component
class LogoutNotices {

	private final Grants grants;

	private final Clients clients;

	private final PostgresLogoutNotices rows;

	private final LogoutDelivery delivery;

	private final Clock clock;

	LogoutNotices(Grants grants, Clients clients, PostgresLogoutNotices rows, LogoutDelivery delivery, Clock clock) {
		this.grants = grants;
		this.clients = clients;
		this.rows = rows;
		this.delivery = delivery;
		this.clock = clock;
	}

	@EventListener
	void on(SessionEnded event) {
		Set<UUID> receivers = this.grants.signedInClients(event.sessionId())
			.stream()
			.filter(this::wantsNotice)
			.collect(Collectors.toSet());
		if (!receivers.isEmpty()) {
			this.rows.add(event.sessionId(), event.accountId(), receivers, Columns.now(this.clock));
			TransactionSynchronizationManager.registerSynchronization(new WakeAfterCommit(this.delivery));
		}
	}

	private boolean wantsNotice(UUID clientId) {
		return this.clients.findById(clientId)
			.flatMap((Client client) -> Optional.ofNullable(client.backchannelLogoutUri()))
			.isPresent();
	}

	private record WakeAfterCommit(LogoutDelivery delivery) implements TransactionSynchronization {

		@Override
		public void afterCommit() {
			this.delivery.wake();
		}

	}

}
