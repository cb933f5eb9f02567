package dev.signet.client;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.hibernate.exception.ConstraintViolationException;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Registers and changes clients: checks the rules, stores, and lets every node forget
 * what it remembered. Joins a running transaction.
 */
@Component
final class ClientRegistration {

	private final StoredClients stored;

	private final PostgresClients rows;

	private final ClientRules rules;

	private final ClientChanges changes;

	private final TransactionTemplate transactions;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	ClientRegistration(StoredClients stored, PostgresClients rows, ClientRules rules, ClientChanges changes,
			TransactionTemplate transactions, ApplicationEventPublisher events, Clock clock) {
		this.stored = stored;
		this.rows = rows;
		this.rules = rules;
		this.changes = changes;
		this.transactions = transactions;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Registers a new client.
	 * @throws ClientRefused when it breaks rules, or when the client id is taken
	 */
	Client register(String clientId, ClientDetails details, Collection<PlainSecret> secrets) {
		check(clientId, details, secrets);
		try {
			return write(() -> create(clientId, details, secrets, false).snapshot());
		}
		catch (DataIntegrityViolationException ex) {
			if (!isClientIdTaken(ex)) {
				throw ex;
			}
			throw new ClientRefused(List.of(new ClientProblem("client-id", "A client id belongs to one client.",
					clientId, "choose another client id")));
		}
	}

	/**
	 * Registers a client that nobody vouches for.
	 * @throws ClientRefused when it breaks rules
	 */
	Client registerStranger(String clientId, ClientDetails details, Collection<PlainSecret> secrets) {
		check(clientId, details, secrets);
		return write(() -> {
			StoredClient client = new StoredClient(clientId, details, this.clock.instant());
			client.replaceSecrets(PlainSecret.store(secrets, this.clock.instant()), this.clock.instant());
			client.registeredItself();
			return this.stored.insert(client).snapshot();
		});
	}

	/**
	 * Changes a client whose details were checked before.
	 * @param newSecrets take the place of those it has; when there are none it keeps
	 * them, unless it has no more use for them
	 */
	Client change(UUID id, ClientDetails details, Collection<PlainSecret> newSecrets) {
		return change(id, (client, now) -> {
			client.change(details, now);
			if (!newSecrets.isEmpty() || !details.usesSecret()) {
				client.replaceSecrets(PlainSecret.store(newSecrets, now), now);
			}
		});
	}

	/**
	 * Makes the client as the configuration wants it, whether it exists or not. Whether
	 * it is enabled is left alone: a client that was stopped stays stopped over a
	 * restart.
	 * @throws ClientRefused when it breaks rules
	 */
	Client declare(String clientId, ClientDetails details, Collection<PlainSecret> secrets) {
		check(clientId, details, secrets);
		Optional<PostgresClients.Found> found = this.rows.findByClientId(clientId);
		if (found.filter((client) -> client.isDeclaredAs(details, secrets)).isPresent()) {
			return found.get().client(); // as at most starts: nothing to edit
		}
		return write(() -> {
			Instant now = this.clock.instant();
			Optional<StoredClient> existing = this.stored.findByClientId(clientId);
			if (existing.isEmpty()) {
				return create(clientId, details, secrets, true).snapshot();
			}
			StoredClient client = existing.get();
			Client before = client.snapshot();
			client.change(details, now);
			client.replaceSecrets(PlainSecret.store(secrets, now), now);
			client.declared(true);
			Client changed = update(client, before);
			if (!changed.updatedAt().equals(before.updatedAt())) {
				this.events.publishEvent(new ClientChanged(clientId));
			}
			return changed;
		});
	}

	/**
	 * Lets go of clients that are no longer declared; they stay as they are.
	 * @return their client ids
	 */
	List<String> release(Collection<String> declaredClientIds) {
		return write(() -> this.rows.release(declaredClientIds));
	}

	/** Stops a client at once. */
	Client disable(UUID id) {
		return change(id, (client, now) -> {
			if (client.snapshot().enabled()) {
				client.disable(now);
				this.events.publishEvent(new ClientDisabled(client.clientId()));
			}
		});
	}

	/** Lets a client work again. */
	Client enable(UUID id) {
		return change(id, (client, now) -> {
			if (!client.snapshot().enabled()) {
				client.enable(now);
				this.events.publishEvent(new ClientEnabled(client.clientId()));
			}
		});
	}

	private void check(String clientId, ClientDetails details, Collection<PlainSecret> secrets) {
		List<ClientProblem> problems = this.rules.check(clientId, details, secrets);
		if (!problems.isEmpty()) {
			throw new ClientRefused(problems);
		}
	}

	private static boolean isClientIdTaken(DataIntegrityViolationException ex) {
		return ex.getCause() instanceof ConstraintViolationException violation
				&& "clients_client_id_unique".equals(violation.getConstraintName());
	}

	private StoredClient create(String clientId, ClientDetails details, Collection<PlainSecret> secrets,
			boolean declared) {
		Instant now = this.clock.instant();
		StoredClient client = new StoredClient(clientId, details, now);
		client.replaceSecrets(PlainSecret.store(secrets, now), now);
		client.declared(declared);
		StoredClient created = this.stored.insert(client);
		this.events.publishEvent(new ClientRegistered(clientId, declared));
		return created;
	}

	private Client change(UUID id, BiConsumer<StoredClient, Instant> change) {
		return write(() -> {
			StoredClient client = this.stored.findById(id).orElseThrow();
			Client before = client.snapshot();
			change.accept(client, this.clock.instant());
			return update(client, before);
		});
	}

	private Client update(StoredClient client, Client before) {
		Client changed = this.stored.update(client).snapshot();
		if (!changed.namesPeopleAs(before)) {
			this.events.publishEvent(new ClientSubjectsChanged(changed.id(), changed.clientId()));
		}
		return changed;
	}

	private <T> T write(Supplier<T> work) {
		return this.transactions.execute((status) -> {
			this.changes.announce();
			return work.get();
		});
	}

}
