package dev.signet.client;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import dev.signet.client.ClientProperties.DeclaredClient;
import dev.signet.client.ClientProperties.DeclaredResource;
import dev.signet.client.ClientProperties.DeclaredScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes clients and resources as the configuration declares them, before the first
 * request is served. All or nothing: one wrong value stops the start. It can be repeated
 * at will, and servers that start together take turns.
 */
@Component
final class Declarations implements SmartInitializingSingleton {

	private static final Logger log = LoggerFactory.getLogger(Declarations.class);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(25);

	private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

	private final ClientProperties properties;

	private final ClientRegistration registration;

	private final PostgresResources storedResources;

	private final ClientChanges changes;

	private final Scopes scopes;

	private final UnsignableClients unsignable;

	private final TransactionTemplate transactions;

	private final Clock clock;

	Declarations(ClientProperties properties, ClientRegistration registration, PostgresResources storedResources,
			ClientChanges changes, Scopes scopes, UnsignableClients unsignable, TransactionTemplate transactions,
			Clock clock) {
		this.properties = properties;
		this.registration = registration;
		this.storedResources = storedResources;
		this.changes = changes;
		this.scopes = scopes;
		this.unsignable = unsignable;
		this.transactions = transactions;
		this.clock = clock;
	}

	@Override
	public void afterSingletonsInstantiated() {
		apply(this.properties);
	}

	/**
	 * Applies a declaration.
	 * @throws DeclarationRefused when something in it breaks rules; then nothing is
	 * changed
	 */
	void apply(ClientProperties declaration) {
		this.transactions.executeWithoutResult((status) -> {
			takeTurn();
			this.changes.announce();
			List<ClientProblem> problems = new ArrayList<>(applyResources(declaration.resources()));
			this.scopes.drop(); // clients are checked against the scopes just written
			problems.addAll(applyClients(declaration.declared()));
			problems.addAll(applyClientsOfResources(declaration.resources()));
			if (problems.isEmpty()) {
				problems.addAll(this.unsignable.problems()); // clients from before count
			}
			if (!problems.isEmpty()) {
				throw new DeclarationRefused(problems);
			}
		});
	}

	/** Asks again and again: a waiting lock would run into the statement time limits. */
	private void takeTurn() {
		long start = System.nanoTime();
		while (!this.storedResources.tryToTakeTurn()) {
			if (System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
				throw new IllegalStateException(
						"Another server has been applying its declared clients for " + LONGEST_WAIT.toSeconds() + " s");
			}
			LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
		}
	}

	private List<ClientProblem> applyResources(List<DeclaredResource> declared) {
		List<ClientProblem> problems = new ArrayList<>();
		Set<String> identifiers = new HashSet<>();
		Set<String> scopeNames = new HashSet<>();
		for (int i = 0; i < declared.size(); i++) {
			String prefix = "signet.client.resources[%d].".formatted(i);
			DeclaredResource resource = declared.get(i);
			List<ClientProblem> found = new ArrayList<>(ResourceRules.check(resource));
			once("identifier", resource.identifier().toString(), identifiers).ifPresent(found::add);
			for (DeclaredScope scope : resource.scopes()) {
				once("scopes", scope.name(), scopeNames).ifPresent(found::add);
			}
			found.forEach((problem) -> problems.add(problem.in(prefix)));
		}
		if (problems.isEmpty()) {
			declared.forEach(this::put);
			declared.forEach(this::removeOtherScopes);
		}
		return problems;
	}

	private void put(DeclaredResource resource) {
		UUID id = this.storedResources.put(resource.identifier().toString(), resource.name(), this.clock.instant());
		for (DeclaredScope scope : resource.scopes()) {
			this.storedResources.putScope(id, scope.name(), scope.title(), scope.description());
		}
	}

	private void removeOtherScopes(DeclaredResource resource) {
		List<String> kept = resource.scopes().stream().map(DeclaredScope::name).toList();
		List<String> removed = this.storedResources.removeOtherScopes(resource.identifier().toString(), kept);
		if (!removed.isEmpty()) {
			log.info("Removed scopes {} of {}, also from clients: they are no longer declared", removed,
					resource.identifier());
		}
	}

	private List<ClientProblem> applyClients(List<DeclaredClient> declared) {
		List<ClientProblem> problems = new ArrayList<>();
		Set<String> clientIds = new LinkedHashSet<>();
		for (int i = 0; i < declared.size(); i++) {
			String prefix = "signet.client.declared[%d].".formatted(i);
			DeclaredClient client = declared.get(i);
			once("client-id", client.clientId(), clientIds).map((problem) -> problem.in(prefix))
				.ifPresent(problems::add);
			apply(client).forEach((problem) -> problems.add(problem.in(prefix)));
		}
		if (problems.isEmpty()) {
			for (String clientId : this.registration.release(clientIds)) {
				log.info("Client {} is no longer declared; it stays registered as it is", clientId);
			}
		}
		return problems;
	}

	private List<ClientProblem> apply(DeclaredClient declared) {
		DeclaredSecrets secrets = new DeclaredSecrets(declared);
		if (!secrets.problems().isEmpty()) {
			return secrets.problems();
		}
		try {
			this.registration.declare(declared.clientId(), declared.details(), secrets.secrets());
			if (!declared.details().requirePkce()) {
				log.warn("Client {} is excused from PKCE: nothing binds its codes to the browser that asked for them. "
						+ "Remove require-pkce as soon as it can do better", declared.clientId());
			}
			return List.of();
		}
		catch (ClientRefused ex) {
			return ex.problems();
		}
	}

	/** After the clients, because it names them. */
	private List<ClientProblem> applyClientsOfResources(List<DeclaredResource> declared) {
		List<ClientProblem> problems = new ArrayList<>();
		for (int i = 0; i < declared.size(); i++) {
			DeclaredResource resource = declared.get(i);
			Set<String> clients = new TreeSet<>(resource.clients());
			if (this.storedResources.replaceClients(resource.identifier().toString(), clients) < clients.size()) {
				problems.add(new ClientProblem("signet.client.resources[%d].clients".formatted(i),
						"An API asks this server as a registered client.", String.join(", ", clients),
						"declare the client too, or remove it here"));
			}
		}
		return problems;
	}

	private static Optional<ClientProblem> once(String field, String value, Set<String> seen) {
		return seen.add(value) ? Optional.empty() : Optional.of(new ClientProblem(field, "This is declared once.",
				value + " twice", "remove or rename one of the two"));
	}

}
