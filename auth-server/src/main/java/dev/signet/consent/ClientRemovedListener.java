package dev.signet.consent;

import dev.signet.client.ClientRemoved;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Forgets what people allowed a client that is gone, inside the transaction that deletes
 * it. Nobody took anything back, so that is no withdrawal.
 */
@Component
final class ClientRemovedListener {

	private final JdbcClient jdbc;

	ClientRemovedListener(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener
	void on(ClientRemoved event) {
		this.jdbc.sql("delete from consents where client_id = :client").param("client", event.id()).update();
	}

}
