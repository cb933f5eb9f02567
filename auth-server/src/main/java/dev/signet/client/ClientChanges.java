package dev.signet.client;

import dev.signet.node.ChangeListener;
import dev.signet.node.Changes;

import org.springframework.stereotype.Component;

/**
 * Lets every node forget what it remembers of clients, resources and their scopes when
 * some of that has changed. That is rare, so all is forgotten at once.
 */
@Component
final class ClientChanges implements ChangeListener {

	private final Clients clients;

	private final Scopes scopes;

	private final Resources resources;

	private final ClientOrigins origins;

	private final Changes changes;

	ClientChanges(Clients clients, Scopes scopes, Resources resources, ClientOrigins origins, Changes changes) {
		this.clients = clients;
		this.scopes = scopes;
		this.resources = resources;
		this.origins = origins;
		this.changes = changes;
	}

	/**
	 * To be called in each transaction that changes something: this node forgets when the
	 * transaction has ended, however it ended, the others when it was committed.
	 */
	void announce() {
		this.changes.announce(this);
	}

	@Override
	public String topic() {
		return "client";
	}

	@Override
	public void changed() {
		this.clients.drop();
		this.scopes.drop();
		this.resources.drop();
		this.origins.drop();
	}

}
